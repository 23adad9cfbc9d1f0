// Calls npm as a child process, with its failures turned into one sentence.
import { basename } from 'node:path';
import { endProcess, startProcess } from './processes.mjs';
import { SetupError } from './report.mjs';

/**
 * Of npm's own settings only what says how to reach the registry is passed on: an outer `npm start --ignore-workspace`
 * or a `prefix` must not change where and what the inner npm installs.
 */
const passedOn =
  /^npm_config_(registry|.*:registry|cache|userconfig|globalconfig|proxy|https?_?proxy|noproxy|ca|cafile|cert|key|strict_ssl|offline|prefer_offline|fetch_.*|maxsockets|network_concurrency)$/i;

/**
 * Runs `npm ARGS` in a folder; nothing is printed. Throws a SetupError with the reason in one sentence.
 * @param {string[]} args
 * @param {{ folder: string, purpose: string }} where `purpose` names what is being installed, for the sentence
 */
export async function npm(args, { folder, purpose }) {
  // At this log level npm tells of each request, so that a missing network is noticed at the first ones.
  const quiet = ['--no-fund', '--no-audit', '--no-progress', '--loglevel=http'];
  const patience = ['--fetch-retry-mintimeout=1000', '--fetch-retry-maxtimeout=8000'];
  const [file, first] = npmProgram();
  const child = startProcess(file, [...first, ...args, ...quiet, ...patience], {
    cwd: folder,
    env: { ...cleanEnvironment(), npm_config_update_notifier: 'false' },
    stdio: ['ignore', 'pipe', 'pipe'],
    shell: process.platform === 'win32' && first.length === 0,
  });
  const output = collect(child);
  const watch = setInterval(() => isOffline(output()) && void endProcess(child), 500);
  const code = await new Promise((resolve) => {
    child.once('error', () => resolve(-1));
    child.once('close', resolve);
  });
  clearInterval(watch);
  if (code !== 0) throw new SetupError(explain(output(), purpose));
}

/** npm asks for every single package before it gives up, which takes minutes where each look-up takes seconds. */
function isOffline(output) {
  if (/npm http (fetch GET 200|cache )/.test(output)) return false;
  const failures = output.match(/attempt \d+ failed with E/g)?.length ?? 0;
  return failures >= 20 || /attempt [2-9] failed with E/.test(output);
}

function npmProgram() {
  const script = process.env.npm_execpath;
  return script && basename(script) === 'npm-cli.js'
    ? [process.execPath, [script]]
    : [process.platform === 'win32' ? 'npm.cmd' : 'npm', []];
}

function cleanEnvironment() {
  return Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^npm_/i.test(name) || passedOn.test(name)),
  );
}

/** What a child prints: the first and the last 20,000 characters. */
function collect(child) {
  let start = '';
  let end = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk) => {
      if (start.length < 20_000) start += chunk;
      else end = (end + chunk).slice(-20_000);
    });
  }
  return () => `${start}\n${end}`;
}

function explain(output, purpose) {
  const code =
    /\b(ENOTFOUND|EAI_AGAIN|ETIMEDOUT|ECONNREFUSED|ECONNRESET|ENETUNREACH|EHOSTUNREACH|ERR_SOCKET_TIMEOUT)\b/.exec(
      output,
    )?.[1];
  if (code) {
    return `${purpose} could not be installed: the npm registry cannot be reached (${code}). Check the network, or "npm config get registry" and the proxy settings, and run the command again.`;
  }
  if (/\bENOSPC\b/.test(output)) {
    return `${purpose} could not be installed: the disk is full. Free about 2 GB and run the command again.`;
  }
  if (/\b(EACCES|EPERM|EROFS)\b/.test(output)) {
    return `${purpose} could not be installed: no permission to write the project's folder or npm's cache.`;
  }
  const reason = output
    .split('\n')
    .map((line) => line.replace(/^npm (error|ERR!)\s*/, '').trim())
    .filter((line) => line !== '' && !/^(A complete log|npm (http|warn))/.test(line))
    .slice(0, 4)
    .join(' ');
  return `${purpose} could not be installed; npm says: ${reason || 'nothing (is npm on PATH?)'}`;
}
