import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { scanHeaderBytes } from '../../src/core/dicom/scanHeader';
import { headerByDicomParser, readByDicomParser } from '../unit/dicom/headerByDicomParser';
import type { BenchTable } from './BenchTable';
import type { BenchDataSet } from './benchData';
import { benchDataSets, filesBelow } from './benchData';
import { interleave } from './interleave';

const prefixBytes = 4096;
/** One job reads about so many headers, so that compiled code is what is measured. */
const headersPerJob = 2000;

/** Reading headers: our scanner against dicom-parser, both on the first 4 KB of each file, and against reading alone. */
export async function benchHeaderScan(rounds: number): Promise<BenchTable[]> {
  const tables: BenchTable[] = [];
  for (const dataSet of benchDataSets()) tables.push(await headerTable(dataSet, rounds));
  return tables;
}

async function headerTable({ name, folder }: BenchDataSet, rounds: number): Promise<BenchTable> {
  const all = filesBelow(folder, '.dcm');
  // dicom-parser throws on a cut header, so it is spared those that go on after 4 KB.
  const files = all.filter((file) => scanOf(file) !== undefined);
  const buffer = new Uint8Array(prefixBytes);
  const passes = Math.ceil(headersPerJob / Math.max(1, files.length));
  const each = (work: (prefix: Uint8Array, size: number) => unknown) => () => {
    for (let pass = 0; pass < passes; pass++) {
      for (const file of files) {
        const { prefix, size } = readPrefix(file, buffer);
        if (work(prefix, size) === undefined) throw new Error('A header was not read.');
      }
    }
  };
  const rows = await interleave(
    [
      { name: 'read 4 KB', role: 'limit', run: each((prefix) => prefix) },
      { name: 'DxLens: read 4 KB, scan', role: 'ours', run: each(scanned) },
      { name: 'dicom-parser: read 4 KB, parse, same fields', role: 'peer', run: each(parsed) },
    ],
    { rounds, warmUp: 3 },
  );
  return {
    title: `Headers: ${name}, ${files.length} of ${all.length} files whose header ends within 4 KB`,
    unit: { kind: 'rate', perJob: files.length * passes, things: 'headers' },
    rows,
    notes: [],
  };
}

function scanned(prefix: Uint8Array, size: number): unknown {
  const scan = scanHeaderBytes(prefix, size);
  return scan.kind === 'done' ? scan.header : undefined;
}

function parsed(prefix: Uint8Array): unknown {
  const reading = readByDicomParser(prefix);
  return reading && headerByDicomParser(reading);
}

function scanOf(file: string): unknown {
  const { prefix, size } = readPrefix(file, new Uint8Array(prefixBytes));
  return scanned(prefix, size);
}

function readPrefix(path: string, buffer: Uint8Array): { prefix: Uint8Array; size: number } {
  const file = openSync(path, 'r');
  try {
    const { size } = fstatSync(file);
    return { size, prefix: buffer.subarray(0, readSync(file, buffer, 0, prefixBytes, 0)) };
  } finally {
    closeSync(file);
  }
}
