// Starts the npm-borne VS Code server and says where its workbench is.
import { randomBytes } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { endProcess, startProcess } from './processes.mjs';
import { SetupError } from './report.mjs';
import { ensureServer } from './setup.mjs';

const host = '127.0.0.1';

/** Settings for a first look without welcome page, chat, and questions that have nothing to do with DICOM. */
export const quietSettings = {
  'workbench.startupEditor': 'none',
  'chat.disableAIFeatures': true,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.tips.enabled': false,
  'security.workspace.trust.enabled': false,
  'telemetry.telemetryLevel': 'off',
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'git.openRepositoryInParentFolders': 'never',
};

/** A token for the workbench's address: whoever reaches the port without one has a shell. */
export function randomToken() {
  return randomBytes(18).toString('base64url');
}

/**
 * Starts the server and waits until it answers.
 * @param {object} options
 * @param {string} options.serverDataDir folder for its settings, caches and installed extensions
 * @param {number} [options.port] 0 (default) takes a free one
 * @param {string} [options.token] connection token; without one everybody on this machine may connect
 * @param {Record<string, unknown>} [options.settings] on top of {@link quietSettings}
 * @param {string} [options.extensionsDir]
 * @param {boolean} [options.smokeTestDriver] lets the address name an extension under development (default true)
 * @param {NodeJS.ProcessEnv} [options.env] for the server and its extension host
 * @param {string[]} [options.extraArgs]
 * @param {(text: string) => void} [options.onOutput] receives what the server prints
 */
export async function startServer(options) {
  const server = await ensureServer();
  const port = await choosePort(options.port ?? 0);
  const { serverDataDir, token, smokeTestDriver = true } = options;
  writeSettings(serverDataDir, { ...quietSettings, ...options.settings });
  const child = startProcess(
    server.node,
    [
      server.main,
      ...['--host', host, '--port', String(port), '--server-data-dir', serverDataDir],
      ...(token ? ['--connection-token', token] : ['--without-connection-token']),
      ...(smokeTestDriver ? ['--enable-smoke-test-driver'] : []),
      ...(options.extensionsDir ? ['--extensions-dir', options.extensionsDir] : []),
      ...['--accept-server-license-terms', '--disable-telemetry', '--disable-workspace-trust'],
      ...(options.extraArgs ?? []),
    ],
    { cwd: serverDataDir, env: serverEnvironment(options.env), stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const output = watchOutput(child, options.onOutput);
  await untilItAnswers(child, `http://${host}:${port}/${token ? `?tkn=${token}` : ''}`, output);
  return {
    port,
    /** Resolves when the server has ended, whoever ended it. */
    ended: new Promise((resolve) => child.once('exit', resolve)),
    url: (folder, payload) => workbenchUrl({ port, token }, folder, payload),
    /** The address under which the workbench knows a path of this machine; its authority equals the page's. */
    remoteUri: (path) => `vscode-remote://${host}:${port}${pathToFileURL(path).pathname}`,
    stop: () => endProcess(child),
  };
}

/**
 * Installs a VSIX for servers that use the same data folder. Throws a SetupError when the server refuses it.
 * @param {{ vsix: string, serverDataDir: string, extensionsDir?: string }} options
 */
export async function installVsix({ vsix, serverDataDir, extensionsDir }) {
  const server = await ensureServer();
  mkdirSync(serverDataDir, { recursive: true });
  const child = startProcess(
    server.node,
    [
      server.main,
      ...['--install-extension', vsix, '--server-data-dir', serverDataDir],
      ...(extensionsDir ? ['--extensions-dir', extensionsDir] : []),
      '--accept-server-license-terms',
    ],
    { env: serverEnvironment(), stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const output = watchOutput(child);
  const code = await new Promise((resolve) => child.once('close', resolve));
  if (code !== 0 || !/successfully installed/.test(output())) {
    throw new SetupError(`VS Code could not install ${vsix}: ${lastLines(output())}`);
  }
}

/** A port that was free a moment ago; 0 lets the system choose. Throws a SetupError when the wanted one is taken. */
export function choosePort(wanted) {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error) => {
      const reason = error.code === 'EADDRINUSE' ? 'is in use' : `cannot be used (${error.code})`;
      reject(new SetupError(`Port ${wanted} ${reason}; choose another one with --port N.`));
    });
    probe.listen(wanted, host, () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

function workbenchUrl({ port, token }, folder, payload) {
  const query = [
    ...(token ? [`tkn=${encodeURIComponent(token)}`] : []),
    // Slashes stay readable: the address is printed for people.
    `folder=${pathToFileURL(folder).pathname.replaceAll('&', '%26').replaceAll('+', '%2B')}`,
    ...(payload?.length ? [`payload=${encodeURIComponent(JSON.stringify(payload))}`] : []),
  ];
  return `http://${host}:${port}/?${query.join('&')}`;
}

function writeSettings(serverDataDir, settings) {
  const file = join(serverDataDir, 'data/Machine/settings.json');
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify(settings, null, 2));
}

/** Inside a VS Code terminal these variables would tie the new server to the outer window. */
function serverEnvironment(extra) {
  const kept = Object.entries(process.env).filter(
    ([name]) => !/^(VSCODE_|ELECTRON_|npm_|NODE_OPTIONS$)/i.test(name),
  );
  return { ...Object.fromEntries(kept), ...extra };
}

function watchOutput(child, onOutput = () => {}) {
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8');
    stream.on('data', (chunk) => {
      text = (text + chunk).slice(-20_000);
      onOutput(chunk);
    });
  }
  return () => text;
}

async function untilItAnswers(child, url, output) {
  let failure;
  child.once('error', (error) => (failure = error.message));
  const deadline = Date.now() + 60_000;
  while (Date.now() < deadline) {
    if (failure ?? child.exitCode !== null) {
      throw new SetupError(`VS Code server did not start: ${failure ?? lastLines(output())}`);
    }
    if (await answers(url)) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  await endProcess(child);
  throw new SetupError(`VS Code server did not answer within 60 s: ${lastLines(output())}`);
}

async function answers(url) {
  try {
    const response = await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(5000) });
    await response.body?.cancel();
    return response.status < 400;
  } catch {
    return false; // not listening yet
  }
}

function lastLines(output) {
  const lines = output.trim().split('\n');
  return lines.slice(-3).join(' ').trim() || 'it printed nothing';
}
