// npm test: gets what is missing, builds, runs every suite and ends with one truthful summary.
import { createWriteStream, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { build } from './build.mjs';
import { ensureChromium } from './chromium.mjs';
import { projectFolder, resultsFolder } from './folders.mjs';
import { endLeftovers, endProcess, startProcess } from './processes.mjs';
import { SetupError, runMain, say, seconds } from './report.mjs';
import { count } from './results.mjs';
import { ensureNodeModules, ensureServer, ensureWebHost } from './setup.mjs';
import { suites } from './suites.mjs';

const downloads = { server: ensureServer, chromium: ensureChromium, webHost: ensureWebHost };

await runMain(async () => {
  const chosen = chooseSuites();
  const start = performance.now();
  const leftovers = endLeftovers();
  if (leftovers > 0) say(`  Ended ${leftovers} processes that an interrupted run left behind.`);
  rmSync(resultsFolder, { recursive: true, force: true });
  mkdirSync(resultsFolder, { recursive: true });
  // The downloads go on beside checks and unit tests; a suite waits for those that it needs.
  const arrivals = startDownloads(chosen);
  try {
    await ensureNodeModules();
  } catch (error) {
    say(`\n${describe(error)}\n`);
    say(counts({ passed: 0, failed: 1, skipped: 0 }));
    return 1;
  }
  const problem = await build().then(() => undefined, describe);
  const outcomes = [];
  for (const suite of chosen) outcomes.push(await runSuite(suite, arrivals, problem));
  return summarize(outcomes, performance.now() - start);
});

function chooseSuites() {
  let only;
  try {
    only = parseArgs({ options: { only: { type: 'string' } } }).values.only?.split(',');
  } catch (error) {
    throw new SetupError(`${error.message.split('. ')[0]}. Usage: npm test [-- --only unit,host]`);
  }
  const matches = (suite, name) => suite.name === name || suite.name.startsWith(`${name}:`);
  const unknown = only?.find((name) => !suites.some((suite) => matches(suite, name)));
  if (unknown !== undefined) {
    const names = [...new Set(suites.map((suite) => suite.name.split(':')[0]))].join(', ');
    throw new SetupError(`There is no suite "${unknown}"; there are ${names}.`);
  }
  return only ? suites.filter((suite) => only.some((name) => matches(suite, name))) : suites;
}

/** Starts the downloads that the suites need; each entry resolves to why it failed, or to undefined. */
function startDownloads(chosen) {
  const needed = new Set(chosen.flatMap((suite) => suite.needs));
  return Object.fromEntries(
    [...needed].map((name) => [name, downloads[name]().then(() => undefined, describe)]),
  );
}

/** @param {import('./suites.mjs').Suite} suite */
async function runSuite(suite, arrivals, buildProblem) {
  const start = performance.now();
  const problems = await Promise.all(suite.needs.map((name) => arrivals[name]));
  const problem = problems.find((each) => each !== undefined) ?? buildProblem;
  const checks =
    problem === undefined
      ? await runCommand(suite)
      : [{ name: `${suite.name} could not start`, outcome: 'failed', message: problem }];
  const outcome = { name: suite.name, checks, ...count(checks), ms: performance.now() - start };
  say(`  ${suite.name}: ${counts(outcome)} in ${seconds(outcome.ms)}`);
  for (const check of checks.filter((each) => each.outcome === 'failed')) {
    say(`\n  FAILED ${check.name}\n${indent(check.message ?? '')}`);
  }
  return outcome;
}

/** Runs the suite's command; whatever goes wrong with the runner itself is a failed check of its own. */
async function runCommand(suite) {
  const log = join(resultsFolder, `${suite.name.replace(/\W/g, '-')}.log`);
  const ending = await execute(suite, log);
  const tail = `${ending.text} Its output is in ${log}; the last lines:\n${lastLines(log)}`;
  const failed = (name) => ({ name: `${suite.name}: ${name}`, outcome: 'failed', message: tail });
  if (suite.parse === undefined) {
    return [
      ending.ok
        ? { name: suite.name, outcome: 'passed' }
        : { ...failed('check'), name: suite.name },
    ];
  }
  let checks;
  try {
    checks = suite.parse(JSON.parse(readFileSync(suite.results, 'utf8')));
  } catch {
    return [failed('the runner left no readable results')];
  }
  if (checks.length === 0) return [failed('no test ran')];
  // A hook that fails before the first test leaves no message in vitest's file; the output has it.
  for (const check of checks) if (check.outcome === 'failed') check.message ||= tail;
  const unexplained = !ending.ok && !checks.some((check) => check.outcome === 'failed');
  return unexplained ? [...checks, failed('the runner failed outside its tests')] : checks;
}

async function execute(suite, log) {
  const output = createWriteStream(log);
  const child = startProcess(process.execPath, suite.command, {
    cwd: projectFolder,
    env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: '0', CI: process.env.CI ?? '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  child.stdout.pipe(output, { end: false });
  child.stderr.pipe(output, { end: false });
  let hung = false;
  const timer = setTimeout(() => {
    hung = true;
    void endProcess(child);
  }, suite.minutes * 60_000);
  const code = await new Promise((resolve) => {
    child.once('error', () => resolve(-1));
    child.once('close', (exitCode, signal) => resolve(exitCode ?? signal));
  });
  clearTimeout(timer);
  await new Promise((resolve) => output.end(resolve));
  const text = hung ? `It was ended after ${suite.minutes} minutes.` : `Exit code ${code}.`;
  return { ok: code === 0, text };
}

function summarize(outcomes, ms) {
  const width = Math.max(...outcomes.map((outcome) => outcome.name.length));
  say('');
  for (const outcome of outcomes) {
    const mark = outcome.failed > 0 ? 'FAILED' : 'ok';
    say(
      `  ${outcome.name.padEnd(width)}  ${mark.padEnd(6)}  ${counts(outcome)}  ${seconds(outcome.ms)}`,
    );
  }
  const checks = outcomes.flatMap((outcome) => outcome.checks);
  for (const check of checks.filter((each) => each.outcome === 'failed'))
    say(`  FAILED ${check.name}`);
  const total = count(checks);
  say(`\n  ${seconds(ms)} in all`);
  say(counts(total));
  return total.failed > 0 || total.passed === 0 ? 1 : 0;
}

function counts({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}

function describe(error) {
  return error instanceof SetupError ? error.message : String(error?.stack ?? error);
}

function indent(text) {
  return text
    .split('\n')
    .slice(0, 40)
    .map((line) => `    ${line}`)
    .join('\n');
}

function lastLines(file) {
  return readFileSync(file, 'utf8').trimEnd().split('\n').slice(-30).join('\n');
}
