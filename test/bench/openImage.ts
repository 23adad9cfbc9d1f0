import { readFile } from 'node:fs/promises';
import { parseDicom } from 'dicom-parser';
import { openFileByteSource } from '../../src/env/node/fileByteSource';
import type { BenchTable } from './BenchTable';
import { longCtSeries } from './benchData';
import { interleave } from './interleave';
import { readSlice } from './readSlice';

/** From a file on (cached) disk to its pixels, against reading the file alone. */
export async function benchOpenImage(rounds: number): Promise<BenchTable[]> {
  const { name, files } = longCtSeries();
  const each = (open: (file: string) => Promise<unknown>) => async () => {
    for (const file of files) await open(file);
  };
  const rows = await interleave(
    [
      { name: 'read the file', role: 'limit', run: each(readBySource) },
      { name: 'DxLens: open, read header and frame', role: 'ours', run: each(readSlice) },
      { name: 'dicom-parser: readFile, parse, view', role: 'peer', run: each(readByDicomParser) },
    ],
    { rounds, warmUp: 3 },
  );
  return [
    {
      title: `Opening: ${name}, a CT slice of 512 KB`,
      unit: { kind: 'rate', perJob: files.length, things: 'slices' },
      rows,
      notes: [],
    },
  ];
}

async function readBySource(path: string): Promise<Uint8Array | undefined> {
  const source = await openFileByteSource(path);
  const bytes = await source?.read(0, source.size);
  await source?.close();
  return bytes;
}

/** As a viewer without more ado does it: values as they lie in the file, no rescale, no window, no check. */
async function readByDicomParser(path: string): Promise<Uint16Array> {
  const dataSet = parseDicom(await readFile(path));
  const element = dataSet.elements['x7fe00010'];
  if (!element) throw new Error('No pixel data.');
  const { buffer, byteOffset } = dataSet.byteArray;
  const start = byteOffset + element.dataOffset;
  return new Uint16Array(buffer.slice(start, start + element.length));
}
