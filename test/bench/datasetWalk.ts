import { closeSync, openSync, readdirSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { DatasetIndex } from '../../src/core/dataset/DatasetIndex';
import { walkDataset } from '../../src/core/dataset/walkDataset';
import { fileWalkPort } from '../../src/env/node/fileWalkPort';
import { finish } from '../unit/dataset/indexWalk';
import type { BenchTable } from './BenchTable';
import { benchDataSets } from './benchData';
import { interleave } from './interleave';
import { writeManyFiles } from './manyFiles';
import { median } from './printTables';

const manyFilesCount = 20_000;

/** Walking and indexing a folder, against listing it and reading 4 KB of each file. */
export async function benchDatasetWalk(rounds: number): Promise<BenchTable[]> {
  const tables: BenchTable[] = [];
  for (const { name, folder } of benchDataSets()) {
    tables.push(await walkTable(name, folder, { rounds, warmUp: 3 }));
  }
  const many = writeManyFiles(manyFilesCount);
  try {
    const title = 'copies of the sample data set';
    tables.push(await walkTable(title, many.folder, { rounds: Math.min(rounds, 7), warmUp: 1 }));
  } finally {
    many.remove();
  }
  return tables;
}

async function walkTable(
  name: string,
  folder: string,
  rounds: { readonly rounds: number; readonly warmUp: number },
): Promise<BenchTable> {
  const merges: number[] = [];
  let files = 0;
  let instances = 0;
  const rows = await interleave(
    [
      { name: 'list folders, read 4 KB of each file', role: 'limit', run: () => readAll(folder) },
      {
        name: 'DxLens: walk, scan, index',
        role: 'ours',
        run: async () => {
          const walk = await walkAndIndex(folder);
          merges.push(walk.slowestMergeMs);
          ({ files, instances } = walk);
        },
      },
    ],
    rounds,
  );
  const counted = merges.slice(rounds.warmUp);
  return {
    title: `Folders: ${name}, ${files} files, ${instances} images`,
    unit: { kind: 'rate', perJob: files, things: 'files' },
    rows,
    notes: [
      `slowest merge step: ${median(counted).toFixed(1)} ms (median of the rounds), ` +
        `${Math.max(...counted).toFixed(1)} ms (worst)`,
    ],
  };
}

function readAll(folder: string): void {
  const buffer = new Uint8Array(4096);
  const folders = [folder];
  for (const path of folders) {
    for (const entry of readdirSync(path, { withFileTypes: true })) {
      if (entry.isDirectory()) folders.push(join(path, entry.name));
      else {
        const file = openSync(join(path, entry.name), 'r');
        readSync(file, buffer, 0, buffer.length, 0);
        closeSync(file);
      }
    }
  }
}

async function walkAndIndex(
  folder: string,
): Promise<{ files: number; instances: number; slowestMergeMs: number }> {
  const index = new DatasetIndex();
  let slowestMergeMs = 0;
  const timed = (work: () => void): void => {
    const start = performance.now();
    work();
    slowestMergeMs = Math.max(slowestMergeMs, performance.now() - start);
  };
  index.beginWalk('root');
  const { counts } = await walkDataset(fileWalkPort(folder), {
    onBatch: (packed) => timed(() => index.addBatch('root', packed)),
    onProgress: () => undefined,
  });
  finish(index.endWalk('root', 'complete'));
  timed(() => index.snapshot());
  return { files: counts.files, instances: counts.instances, slowestMergeMs };
}
