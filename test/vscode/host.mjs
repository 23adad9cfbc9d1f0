// A VS Code that takes the command line of the desktop program, as far as test runners use it: it opens a workspace
// folder with an extension under development, runs a test suite in its extension host and ends with the suite's result.
import { existsSync, mkdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { formatWithOptions } from 'node:util';
import { launchChromium } from './browser.mjs';
import { screenshotsFolder } from './folders.mjs';
import { makeTemporaryFolder, removeFolder } from './processes.mjs';
import { SetupError, seconds } from './report.mjs';
import { startServer } from './server.mjs';

/** What the workbench itself logs at every start without a network; shown only when something went wrong. */
const harmless =
  /^(Resolv(ing|ed) connection token|Creating a socket|\[reconnection-grace-time\]|Updating additional builtin|\[AgentHost|\[AccountPolicyGate\]|\[Service Worker\]|getaddrinfo |Failed to fetch|.*open-vsx\.org)/;

const timeoutMs = Number(process.env.DXLENS_HOST_TIMEOUT_MS ?? 8 * 60_000);

/**
 * Runs the suite that the arguments name and relays what it logs.
 * @param {string[]} args `[FOLDER] --extensionTestsPath=FILE --extensionDevelopmentPath=FOLDER [--user-data-dir=FOLDER]
 *   [--extensions-dir=FOLDER]`; other flags of the desktop program have no meaning here and are ignored
 * @returns {Promise<number>} the suite's exit code; 1 when the workbench did not come up or the suite ran too long
 */
export async function runHost(args) {
  const request = parseArguments(args);
  const temporary = makeTemporaryFolder('host');
  const serverDataDir = request.userDataDir ?? join(temporary, 'data');
  const folder = request.folder ?? join(temporary, 'workspace');
  for (const path of [serverDataDir, folder]) mkdirSync(path, { recursive: true });
  const server = await startServer({ serverDataDir, extensionsDir: request.extensionsDir });
  const browser = await launchChromium();
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    const payload = [
      ...request.developed.map((path) => ['extensionDevelopmentPath', server.remoteUri(path)]),
      ['extensionTestsPath', server.remoteUri(request.suite)],
    ];
    return await runSuite(page, server.url(folder, payload), server.ended);
  } finally {
    await browser.close();
    await server.stop();
    removeFolder(temporary);
  }
}

/**
 * Opens a workbench whose address names a suite and waits for the suite's end.
 * @param {import('playwright-core').Page} page
 * @param {string} url
 * @param {Promise<unknown>} [hostEnded] resolves when the server is gone
 * @returns {Promise<number>} exit code
 */
export async function runSuite(page, url, hostEnded = new Promise(() => {})) {
  const noise = [];
  page.on('console', (message) => noise.push(`[page ${message.type()}] ${message.text()}`));
  page.on('pageerror', (error) => noise.push(`[page error] ${error.message}`));
  const giveUp = async (reason) => {
    console.error(`${reason} What the page shows: ${await takeScreenshot(page)}`);
    console.error(noise.slice(-20).join('\n'));
    return 1;
  };
  await page.exposeFunction('codeAutomationLog', (type, args) => relayLog(type, args, noise));
  const finished = new Promise((done) => {
    const exit = (code) => done({ code: typeof code === 'number' ? code : 1 });
    page
      .exposeFunction('codeAutomationExit', exit)
      .then(() => page.goto(url), done)
      .catch(done);
    page.once('crash', () => done({ problem: 'The page of the workbench crashed.' }));
    hostEnded.then(() => done({ problem: 'The VS Code server ended before the suite did.' }));
    setTimeout(() => {
      done({ problem: `The suite did not end within ${seconds(timeoutMs)}.` });
    }, timeoutMs).unref();
  });
  const result = await finished;
  if (typeof result.code === 'number') return result.code;
  return giveUp(result.problem ?? `The workbench did not open: ${result.message}`);
}

/** Prints what the extension host logs, formatted (%s, %d) as its own console would have done. */
function relayLog(type, args, noise) {
  const line = formatWithOptions({ colors: false }, ...(Array.isArray(args) ? args : [args]));
  if (harmless.test(line)) {
    noise.push(line);
    return;
  }
  const stream = type === 'error' || type === 'warn' ? process.stderr : process.stdout;
  stream.write(`${line}\n`);
}

async function takeScreenshot(page) {
  mkdirSync(screenshotsFolder, { recursive: true });
  const path = join(screenshotsFolder, 'host-gave-up.png');
  try {
    await page.screenshot({ path, timeout: 10_000 });
    return path;
  } catch (error) {
    return `no screenshot (${error.message.split('\n')[0]})`;
  }
}

function parseArguments(args) {
  const values = (name) =>
    args.filter((arg) => arg.startsWith(`--${name}=`)).map((arg) => arg.slice(name.length + 3));
  const path = (name) => values(name).map((value) => resolve(value))[0];
  const suite = path('extensionTestsPath');
  if (suite === undefined) {
    throw new SetupError('This host runs test suites only: it needs --extensionTestsPath=FILE.');
  }
  const folders = args.filter((arg) => !arg.startsWith('-'));
  const missing = folders.find((name) => !existsSync(name) || !statSync(name).isDirectory());
  if (missing !== undefined)
    throw new SetupError(`The workspace folder ${missing} does not exist.`);
  return {
    suite,
    developed: values('extensionDevelopmentPath').map((value) => resolve(value)),
    folder: folders[0] && resolve(folders[0]),
    userDataDir: path('user-data-dir'),
    extensionsDir: path('extensions-dir'),
  };
}
