import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { isMainThread, parentPort } from 'node:worker_threads';
import type { SampleSize } from './samplePatients';
import { coarseSize, fullSize } from './samplePatients';
import { abandon, beginBeside, finishAs, targetState } from './targetFolder';
import { runInThreads, serveTasks } from './taskPool';
import { writeSampleDataSet } from './writeSampleDataSet';

// Writes the sample data set into a folder: node dist/test/builders/sample/cli.js <folder> [matrix]. The matrix is 512
// unless a quicker, coarser set is wanted. The bundle is also the script of its own worker threads. Exit codes:
// 0 written or up to date, 1 not written (said why), 2 wrong usage.

/** The bundle's own hash: whatever changes the generator changes the version. */
function versionOfThisBundle(): string {
  return createHash('sha256').update(readFileSync(__filename)).digest('hex').slice(0, 16);
}

function sizeOf(matrixArgument: string | undefined): SampleSize | undefined {
  if (matrixArgument === undefined) return fullSize;
  const matrix = Number(matrixArgument);
  return Number.isInteger(matrix) && matrix >= 32 && matrix <= 1024
    ? coarseSize(matrix)
    : undefined;
}

async function main(
  folderArgument: string | undefined,
  matrixArgument: string | undefined,
): Promise<number> {
  const size = sizeOf(matrixArgument);
  if (folderArgument === undefined || size === undefined) {
    console.error('Usage: node dist/test/builders/sample/cli.js <folder> [matrix from 32 to 1024]');
    return 2;
  }
  const folder = resolve(folderArgument);
  const version = `${versionOfThisBundle()}/${size.matrix}`;
  switch (targetState(folder, version)) {
    case 'current':
      console.log(`The sample data set is up to date: ${folder}`);
      return 0;
    case 'foreign':
      console.error(
        `${folder} exists and was not written by this generator. Name another folder, or remove it yourself.`,
      );
      return 1;
    case 'absent':
    case 'empty':
    case 'outdated':
      return generate(folder, size, version);
  }
}

async function generate(folder: string, size: SampleSize, version: string): Promise<number> {
  const started = performance.now();
  console.log('Calculating the sample data set (a synthetic thorax phantom, no patient data) ...');
  const partial = beginBeside(folder);
  try {
    const threads = { script: __filename, count: Math.min(4, availableParallelism()) };
    const summary = await writeSampleDataSet({ folder: partial, size }, (tasks, target) =>
      runInThreads(tasks, target, threads),
    );
    finishAs(partial, folder, version);
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    console.log(
      `Wrote ${summary.files} files, ${(summary.imageBytes / 1e6).toFixed(0)} MB, in ${seconds} s: ${folder}`,
    );
    return 0;
  } catch (error) {
    abandon(partial);
    console.error(
      `The sample data set could not be written: ${error instanceof Error ? error.message : String(error)}`,
    );
    return 1;
  }
}

if (isMainThread) {
  void main(process.argv[2], process.argv[3]).then((code) => {
    process.exitCode = code;
  });
} else if (parentPort !== null) {
  serveTasks(parentPort);
}
