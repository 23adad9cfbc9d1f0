// Opens the extension in an installed desktop VS Code.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { projectFolder } from './folders.mjs';

/**
 * Path of the desktop's `code` on PATH, or undefined. The `code` inside a remote VS Code terminal is another program: it
 * only talks to the window it was started from and cannot load an extension under development.
 */
export function findDesktop() {
  const name = process.platform === 'win32' ? 'code.cmd' : 'code';
  return (process.env.PATH ?? '')
    .split(delimiter)
    .filter((folder) => !folder.includes('remote-cli'))
    .map((folder) => join(folder, name))
    .find((file) => existsSync(file));
}

/**
 * Opens a window with the extension under development. The window belongs to the desktop, not to this script.
 * @param {string} program
 * @param {string} folder
 * @returns {Promise<string | undefined>} why it did not open (as root, without a display ...), or undefined
 */
export function openDesktop(program, folder) {
  const windows = process.platform === 'win32';
  const args = [`--extensionDevelopmentPath=${projectFolder}`, '--new-window', folder];
  const child = spawn(
    windows ? `"${program}"` : program,
    windows ? args.map((arg) => `"${arg}"`) : args,
    {
      detached: !windows,
      shell: windows,
      stdio: ['ignore', 'ignore', 'pipe'],
    },
  );
  let complaint = '';
  child.stderr.setEncoding('utf8');
  child.stderr.on('data', (text) => (complaint = (complaint + text).slice(0, 2000)));
  return new Promise((resolve) => {
    const finish = (reason) => {
      child.stderr.destroy();
      child.unref();
      resolve(reason);
    };
    child.once('error', (error) => finish(error.message));
    child.once('exit', (code) => {
      finish(code === 0 ? undefined : complaint.trim().split('\n')[0] || `exit code ${code}`);
    });
    // Some launchers stay until the window closes: one that has not complained by now has opened it.
    setTimeout(() => finish(undefined), 8000).unref();
  });
}
