// What the scripts say: one line a step, one sentence for what the reader can put right himself.

import { endChildren } from './processes.mjs';

/** An expected failure; its message is one sentence that says what to do. Anything else that is thrown is a bug. */
export class SetupError extends Error {}

/**
 * Runs one step and prints what it was and how long it took. Long steps also say that they begin.
 * @template T
 * @param {string} title
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function step(title, work) {
  const start = performance.now();
  say(`  ${title} ...`);
  const result = await work();
  say(`  ${title}: done in ${seconds(performance.now() - start)}`);
  return result;
}

/** Prints one line. */
export function say(line) {
  process.stdout.write(`${line}\n`);
}

/** A duration for people: "0.4 s", "31 s". */
export function seconds(milliseconds) {
  const value = milliseconds / 1000;
  return `${value < 9.95 ? value.toFixed(1) : Math.round(value)} s`;
}

/**
 * Runs a script's main function; prints an expected failure as its one sentence and ends with exit code 1.
 * @param {() => Promise<number | void>} main returns the exit code
 */
export async function runMain(main) {
  try {
    if (Number(process.versions.node.split('.')[0]) < 20) {
      throw new SetupError(`DxLens needs Node 20 or later; this is Node ${process.versions.node}.`);
    }
    process.exitCode = (await main()) ?? 0;
  } catch (error) {
    process.stderr.write(
      error instanceof SetupError ? `\n${error.message}\n` : `\n${error?.stack ?? error}\n`,
    );
    process.exitCode = 1;
  } finally {
    // A failed step must not leave the reader waiting for the downloads that went on beside it.
    endChildren();
  }
}
