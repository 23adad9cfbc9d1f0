// npm start: opens DxLens in a VS Code, with the sample data set or a folder of one's own.
import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { build } from './build.mjs';
import { findDesktop, openDesktop } from './desktop.mjs';
import { projectFolder, stateFolder } from './folders.mjs';
import { installCopy } from './installedCopy.mjs';
import { endLeftovers, isEnding, treatSignalsAsSuccess } from './processes.mjs';
import { SetupError, runMain, say } from './report.mjs';
import { choosePort, randomToken, startServer } from './server.mjs';
import { ensureNodeModules, ensureServer } from './setup.mjs';

const usage = `Usage: npm start [-- OPTIONS]

  --folder PATH   open this folder instead of the sample data set
  --server        use the VS Code server from npm in a browser, also where a desktop VS Code is installed
  --port N        port of that server on 127.0.0.1
  --help          show this text`;

/** One port while it is free, so that the browser finds the layout of the last time again: it stores it by address. */
const usualPort = 8137;

await runMain(async () => {
  const options = parseOptions();
  if (options.help) return say(usage);
  const ownFolder = options.folder === undefined ? undefined : checkFolder(options.folder);
  if (options.port !== undefined) await choosePort(options.port);
  endLeftovers();
  const desktop = options.server || options.port !== undefined ? undefined : findDesktop();
  await Promise.all([ensureNodeModules(), desktop ? undefined : ensureServer()]);
  await build();
  const folder = ownFolder ?? writeSampleData();
  if (desktop && (await openedOnDesktop(desktop, folder))) return;
  await serve(folder, options.port);
});

function parseOptions() {
  try {
    const { values, positionals } = parseArgs({
      options: {
        folder: { type: 'string' },
        port: { type: 'string' },
        server: { type: 'boolean' },
        help: { type: 'boolean' },
      },
      allowPositionals: true,
    });
    const swallowed = takenByNpm(positionals);
    if (swallowed.rest.length > 0)
      throw new SetupError(`"${swallowed.rest[0]}" is not an option.\n\n${usage}`);
    const { port, ...others } = { ...swallowed.values, ...values };
    return { ...others, port: port === undefined ? undefined : parsePort(port) };
  } catch (error) {
    if (error instanceof SetupError) throw error;
    throw new SetupError(`${error.message.split('. ')[0]}.\n\n${usage}`);
  }
}

/**
 * "npm start --port 8000", without "--" in between: npm takes the option for its own and hands on npm_config_port=true
 * and a bare "8000". With "--port=8000" it hands on the value.
 */
function takenByNpm(positionals) {
  const rest = [...positionals];
  const value = (name, isValue) => {
    const given = process.env[`npm_config_${name}`];
    if (given !== 'true') return given;
    const at = rest.findIndex(isValue);
    return at < 0 ? '' : rest.splice(at, 1)[0];
  };
  const isNumber = (text) => /^\d+$/.test(text);
  const port = value('port', isNumber);
  const folder = value('folder', () => true);
  const server = process.env.npm_config_server === 'true';
  const values = { port, folder, server };
  return {
    rest,
    values: Object.fromEntries(Object.entries(values).filter(([, each]) => each !== undefined)),
  };
}

function parsePort(text) {
  const port = Number(text);
  if (/^\d+$/.test(text) && port >= 1 && port <= 65535) return port;
  throw new SetupError(`--port takes a number from 1 to 65535, not "${text}".`);
}

function checkFolder(name) {
  if (name === '') throw new SetupError('--folder takes the path of a folder.');
  // npm changes into the project's folder; a relative path means the folder where the command was typed.
  const folder = resolve(process.env.INIT_CWD ?? process.cwd(), name);
  if (!existsSync(folder)) throw new SetupError(`The folder ${folder} does not exist.`);
  if (!statSync(folder).isDirectory()) throw new SetupError(`${folder} is not a folder.`);
  return folder;
}

/** Writes the sample data set unless it is there in its present version; returns its folder. */
function writeSampleData() {
  const folder = join(projectFolder, 'sample-data');
  const script = join(projectFolder, 'dist/test/builders/sample/cli.js');
  const { status } = spawnSync(process.execPath, [script, folder], {
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  if (status === 0) return folder;
  throw new SetupError(
    'The sample data set could not be written (about 200 MB are needed in the project folder); "npm start -- --folder PATH" opens your own data.',
  );
}

async function openedOnDesktop(program, folder) {
  const problem = await openDesktop(program, folder);
  if (problem !== undefined) {
    say(`  The desktop VS Code (${program}) did not open: ${problem}`);
    return false;
  }
  say(`\nDxLens is open in the desktop VS Code, with ${folder}.`);
  say(
    "That window is the desktop's own and stays when this command ends; close it like any other.",
  );
  return true;
}

async function serve(folder, wantedPort) {
  treatSignalsAsSuccess();
  const port = wantedPort ?? (await choosePort(usualPort).catch(() => choosePort(0)));
  const serverDataDir = join(stateFolder, 'start');
  installCopy(projectFolder, serverDataDir);
  const token = randomToken();
  const server = await startServer({ port, token, serverDataDir, smokeTestDriver: false });
  say(
    '\nDxLens is ready. Open this address in a browser (it holds the key; keep it to yourself):\n',
  );
  say(`${server.url(folder)}\n`);
  say('Ctrl+C ends it.');
  process.once('exit', () => isEnding() && say('\nEnded.'));
  await server.ended;
  if (isEnding()) return;
  throw new SetupError('The VS Code server ended by itself; run the command again.');
}
