// Builds the product as a step of a script.
import { spawnSync } from 'node:child_process';
import { projectFolder } from './folders.mjs';
import { SetupError, step } from './report.mjs';

/**
 * Runs esbuild.mjs; its own messages appear when it fails.
 * @param {string[]} [flags] of esbuild.mjs
 */
export async function build(flags = ['--tests']) {
  await step('Building', async () => {
    const { status } = spawnSync(process.execPath, ['esbuild.mjs', ...flags], {
      cwd: projectFolder,
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    if (status !== 0) throw new SetupError('The build failed; its messages stand above.');
  });
}
