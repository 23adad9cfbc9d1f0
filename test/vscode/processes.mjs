// Starts child processes so that none outlives the script: each runs in a process group of its own, is recorded on disk,
// and is ended on exit, SIGINT and SIGTERM. What a run killed with SIGKILL left behind (processes and temporary folders)
// is found by its record and cleared away by the next run.
import { execFileSync, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stateFolder } from './folders.mjs';

const recordsFolder = join(stateFolder, 'pids');
const recordFile = join(recordsFolder, `${process.pid}.json`);

/**
 * Every descendant inherits this variable, whatever process group it moves to. It grows by one part per nested script,
 * so that the part of an outer script also finds what its inner scripts started.
 */
const markVariable = 'DXLENS_RUN';
const ownMark = randomUUID();
const children = new Set();
const folders = new Set();
const signals = [
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['SIGHUP', 129],
];
const removal = { recursive: true, force: true, maxRetries: 5, retryDelay: 50 };
let watching = false;
let signalIsSuccess = false;
let ending = false;

/**
 * Spawns a program whose whole process group ends with this script.
 * @param {string} file
 * @param {string[]} args
 * @param {import('node:child_process').SpawnOptions} [options]
 */
export function startProcess(file, args, options = {}) {
  endWithThisScript();
  const child = spawn(file, args, {
    ...options,
    env: { ...(options.env ?? process.env), ...markedEnvironment() },
    detached: process.platform !== 'win32',
  });
  if (child.pid !== undefined) {
    children.add(child.pid);
    writeRecord();
    child.once('exit', () => {
      signalGroup(child.pid, 'SIGKILL'); // what the leader of the group left running
      children.delete(child.pid);
      writeRecord();
    });
  }
  return child;
}

/** The environment variables by which a process that another library starts is recognised as ours. */
export function markedEnvironment() {
  endWithThisScript();
  return { [markVariable]: [process.env[markVariable], ownMark].filter(Boolean).join('/') };
}

/**
 * Ends one process group: SIGTERM, and SIGKILL when it is still there after `patienceMs`.
 * @param {import('node:child_process').ChildProcess} child
 */
export async function endProcess(child, patienceMs = 3000) {
  if (child.pid === undefined) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  const alive = child.exitCode === null && child.signalCode === null;
  signalGroup(child.pid, 'SIGTERM');
  if (alive) {
    await Promise.race([gone, new Promise((resolve) => setTimeout(resolve, patienceMs).unref())]);
  }
  signalGroup(child.pid, 'SIGKILL');
}

/**
 * Ends what earlier runs that were killed left behind; call it once at the start. Returns how many processes that were.
 * Ending a script orphans what that script had started, so it goes on until a pass finds nothing.
 */
export function endLeftovers() {
  let ended = 0;
  for (let pass = 0; pass < 5; pass++) {
    const orphaned = listRecords().filter(({ record }) => !isAlive(record.owner));
    if (orphaned.length === 0) break;
    for (const { file, record } of orphaned) {
      ended += endRun(record);
      rmSync(file, { force: true });
    }
    sleep(50); // until the system has taken notice of what was killed
  }
  return ended;
}

/**
 * True while a process is alive: pids are used again, a pid with its start (see {@link startOf}) is not.
 * @param {{ pid: number, start: string | undefined }} process
 */
export function isAlive({ pid, start }) {
  return start !== undefined && startOf(pid) === start;
}

/** When a process started, as the system writes it, or undefined when it is gone. */
export function startOf(pid) {
  try {
    if (process.platform === 'linux') return statFields(pid)[19];
    if (process.platform === 'win32') return String(process.kill(pid, 0));
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim();
  } catch {
    return undefined; // no such process
  }
}

/** Makes a script that another script of ours started end when its parent is killed and so cannot tell it. */
export function endWithParent() {
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) process.kill(process.pid, 'SIGTERM');
  }, 1000).unref();
}

/**
 * Makes an empty folder for this run's own files; it goes with {@link removeFolder}, with the script, or with the next run.
 * @param {string} purpose part of its name
 * @returns {string} its path
 */
export function makeTemporaryFolder(purpose) {
  endWithThisScript();
  const folder = mkdtempSync(join(tmpdir(), `dxlens-${purpose}-`));
  folders.add(folder);
  writeRecord();
  return folder;
}

/** @param {string} folder made by {@link makeTemporaryFolder} */
export function removeFolder(folder) {
  // A browser that was just ended may still write its last file.
  rmSync(folder, removal);
  folders.delete(folder);
  writeRecord();
}

/** Tells every child to end; what does not is killed when the script ends. */
export function endChildren() {
  for (const pid of children) signalGroup(pid, 'SIGTERM');
}

/** For a script that runs until it is told to end: Ctrl+C is no failure then. */
export function treatSignalsAsSuccess() {
  signalIsSuccess = true;
}

/** True once a signal has told this script to end, so that a child's end is no surprise. */
export function isEnding() {
  return ending;
}

function endRun(record) {
  const own = new Set([process.pid, process.ppid]);
  const marked = process.platform === 'linux' ? markedProcesses(record.mark) : [];
  const recorded = record.children.filter(isAlive);
  let ended = 0;
  for (const { pid } of recorded) {
    if (own.has(pid)) continue;
    signalGroup(pid, 'SIGKILL');
    ended += 1;
  }
  for (const pid of marked) {
    if (own.has(pid) || !signal(pid, 'SIGKILL')) continue;
    if (!recorded.some((child) => child.pid === pid)) ended += 1;
  }
  for (const folder of record.folders ?? []) rmSync(folder, removal);
  return ended;
}

/** Linux: every process whose environment carries the mark, also those in process groups of their own. */
function markedProcesses(mark) {
  const own = (process.env[markVariable] ?? '').split('/');
  if (own.includes(mark)) return []; // this script itself runs below the run in question
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && hasMark(name, mark))
    .map(Number);
}

function hasMark(pid, mark) {
  try {
    const variable = readFileSync(`/proc/${pid}/environ`, 'latin1')
      .split('\0')
      .find((entry) => entry.startsWith(`${markVariable}=`));
    return (
      variable
        ?.slice(markVariable.length + 1)
        .split('/')
        .includes(mark) ?? false
    );
  } catch {
    return false; // ended meanwhile, or another user's
  }
}

/** Fields of /proc/PID/stat from the third on; a zombie counts as gone. */
function statFields(pid) {
  const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  if (fields[0] === 'Z') throw new Error('zombie');
  return fields;
}

function signalGroup(pid, name) {
  if (process.platform === 'win32') {
    try {
      execFileSync('taskkill', ['/T', '/F', '/PID', String(pid)], { stdio: 'ignore' });
    } catch {
      // already gone
    }
    return;
  }
  signal(-pid, name);
}

function signal(pid, name) {
  try {
    process.kill(pid, name);
    return true;
  } catch {
    return false; // already gone
  }
}

function endWithThisScript() {
  if (watching) return;
  watching = true;
  endLeftovers();
  writeRecord();
  process.once('exit', () => {
    const ended = endRun(currentRecord());
    rmSync(recordFile, { force: true });
    if (ended === 0) return;
    sleep(50);
    endLeftovers();
  });
  for (const [name, code] of signals) process.on(name, () => endBySignal(code));
}

function endBySignal(code) {
  ending = true;
  endChildren();
  // Chromium and the server need a moment to end their own children; the exit handler kills what stays.
  const deadline = Date.now() + 3000;
  setInterval(() => {
    if (children.size === 0 || Date.now() > deadline) process.exit(signalIsSuccess ? 0 : code);
  }, 20);
}

function writeRecord() {
  mkdirSync(recordsFolder, { recursive: true });
  writeFileSync(`${recordFile}.part`, JSON.stringify(currentRecord()));
  renameSync(`${recordFile}.part`, recordFile);
}

function currentRecord() {
  return {
    mark: ownMark,
    owner: { pid: process.pid, start: startOf(process.pid) },
    children: [...children].map((pid) => ({ pid, start: startOf(pid) })),
    folders: [...folders],
  };
}

function listRecords() {
  let names;
  try {
    names = readdirSync(recordsFolder).filter((name) => name.endsWith('.json'));
  } catch {
    return []; // nothing was ever started here
  }
  return names.flatMap((name) => {
    const file = join(recordsFolder, name);
    const record = readRecord(file);
    return record === undefined ? [] : [{ file, record }];
  });
}

function readRecord(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined; // its run has just ended and removed it
  }
}

/** Blocks; for exit handlers and the moment before anything else runs. */
function sleep(ms) {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}
