import { execFileSync } from 'node:child_process';
import { rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openFileByteSource as openInBrowser } from '../../../src/env/browser/fileByteSource';
import { openFileByteSource } from '../../../src/env/node/fileByteSource';
import { temporaryFolder } from './bundleIndexer';

let folder: string;
beforeAll(async () => (folder = await temporaryFolder()));
afterAll(() => rm(folder, { recursive: true, force: true }));

async function fileOf(name: string, bytes: Uint8Array): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, bytes);
  return path;
}

it('reads ranges, and only what is there at the end', async () => {
  const bytes = Uint8Array.from({ length: 1000 }, (_, i) => i % 251);
  const source = await openFileByteSource(await fileOf('a', bytes));
  expect(source?.size).toBe(1000);
  expect(await source?.read(10, 5)).toEqual(bytes.slice(10, 15));
  expect(await source?.read(990, 4_000_000_000)).toEqual(bytes.slice(990));
  expect(await source?.read(2000, 10)).toEqual(new Uint8Array());
  expect((await source?.read(0, -1))?.length).toBe(0);
  await source?.close();
});

it('gives what is left of a file that was cut while it was open', async () => {
  const path = await fileOf('cut', new Uint8Array(1000).fill(7));
  const source = await openFileByteSource(path);
  await truncate(path, 100);
  expect((await source?.read(0, 1000))?.length).toBe(100);
  await source?.close();
});

it('rejects what is not a file, without waiting for a pipe', async () => {
  await expect(openFileByteSource(join(folder, 'missing'))).rejects.toMatchObject({
    code: 'ENOENT',
  });
  await expect(openFileByteSource(folder)).rejects.toMatchObject({ code: 'EISDIR' });
  const pipe = join(folder, 'pipe');
  execFileSync('mkfifo', [pipe]);
  await expect(openFileByteSource(pipe)).rejects.toMatchObject({ code: 'EISDIR' });
});

it('rejects when the signal is aborted', async () => {
  const source = await openFileByteSource(await fileOf('b', new Uint8Array(10)));
  await expect(source?.read(0, 10, AbortSignal.abort())).rejects.toMatchObject({
    name: 'AbortError',
  });
  await source?.close();
});

it('there are no local files in the browser', async () => {
  expect(await openInBrowser('/x')).toBeUndefined();
});
