// Finds a Chromium-like browser, or installs one where that needs no question.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { startProcess } from './processes.mjs';
import { SetupError, step } from './report.mjs';

const programs = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'chrome',
  'microsoft-edge',
  'microsoft-edge-stable',
  'msedge',
];
const macApplications = ['Google Chrome', 'Chromium', 'Microsoft Edge'].map(
  (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
);
const windowsPrograms = [
  'Google/Chrome/Application/chrome.exe',
  'Microsoft/Edge/Application/msedge.exe',
];

/**
 * Flags with which Chromium runs as root, without a GPU and without a network.
 * @see https://chromium.googlesource.com/chromium/src/+/HEAD/docs/gpu/swiftshader.md
 */
export const chromiumFlags = [
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
  '--ignore-gpu-blocklist',
];

/**
 * Path of a Chromium, Chrome or Edge: the one DXLENS_CHROMIUM names, an installed one, else Debian's after installing it.
 * @returns {Promise<string>}
 */
export async function ensureChromium() {
  const named = process.env.DXLENS_CHROMIUM;
  if (named) {
    if (runs(named)) return named;
    throw new SetupError(`DXLENS_CHROMIUM names ${named}, which is not a browser that runs.`);
  }
  const found = findChromium();
  if (found) return found;
  if (canUseApt()) {
    await step('Installing Chromium (apt)', installFromApt);
    const installed = findChromium();
    if (installed) return installed;
  }
  throw new SetupError(
    'The tests need Chromium, Chrome or Edge, and none was found: install one (Debian or Ubuntu: "sudo apt-get install -y chromium"), or set DXLENS_CHROMIUM to the path of its program, and run the command again.',
  );
}

function findChromium() {
  const folders = (process.env.PATH ?? '').split(delimiter);
  const windows = [
    process.env.ProgramFiles,
    process.env['ProgramFiles(x86)'],
    process.env.LOCALAPPDATA,
  ];
  const candidates =
    process.platform === 'win32'
      ? windows.filter(Boolean).flatMap((root) => windowsPrograms.map((name) => join(root, name)))
      : [
          ...folders.flatMap((folder) => programs.map((name) => join(folder, name))),
          ...(process.platform === 'darwin' ? macApplications : []),
        ];
  return candidates.find((file) => existsSync(file) && runs(file));
}

/** Ubuntu's `chromium-browser` may be a script that only says "install the snap": being there is not enough. */
function runs(file) {
  if (process.platform === 'win32') return existsSync(file); // --version opens a window there
  const { status, stdout } = spawnSync(file, ['--version'], { encoding: 'utf8', timeout: 20_000 });
  return status === 0 && /\d+\.\d+\.\d+/.test(stdout);
}

function canUseApt() {
  return (
    process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/etc/debian_version')
  );
}

async function installFromApt() {
  const install = ['install', '-y', '--no-install-recommends', 'chromium', 'fonts-liberation'];
  // The package lists of a fresh container are empty or old; on others they need not be fetched again.
  if ((await apt(install)).code === 0) return;
  const update = await apt(['update']);
  const second = await apt(install);
  if (second.code !== 0) {
    const reason = `${second.output}\n${update.output}`
      .split('\n')
      .find((line) => /^E:/.test(line));
    throw new SetupError(
      `Chromium could not be installed by apt-get (${reason ?? `exit code ${second.code}`}): install Chromium, Chrome or Edge yourself, or set DXLENS_CHROMIUM to the path of its program.`,
    );
  }
}

function apt(args) {
  const child = startProcess('apt-get', ['-o', 'DPkg::Lock::Timeout=120', ...args], {
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      output = (output + chunk).slice(-20_000);
    });
  }
  return new Promise((resolve) => {
    child.once('error', () => resolve({ code: -1, output }));
    child.once('close', (code) => resolve({ code, output }));
  });
}
