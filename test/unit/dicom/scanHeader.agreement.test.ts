import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { MemoryByteSource } from '../../../src/core/bytes/MemoryByteSource';
import { scanHeader } from '../../../src/core/dicom/scanHeader';
import { testDataFolder } from '../testData';
import { headerByDicomParser, readByDicomParser } from './headerByDicomParser';
import { headerDifferences } from './headerDifferences';
import { scanGrowing } from './scanGrowing';

/** Files that dicom-parser takes and the scanner does not, with the reason why that is right. None so far. */
const refused: ReadonlyMap<string, string> = new Map();

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true })
    .map((name) => join(folder, String(name)))
    .filter((path) => statSync(path).isFile());
}

describe.skipIf(!testDataFolder)('header scan and dicom-parser on real files', () => {
  const root = testDataFolder ?? '';
  const files = ['lung-pet-ct-dx', 'conformance']
    .flatMap((part) => filesIn(join(root, part)))
    .map((path) => ({
      name: relative(root, path),
      bytes: new Uint8Array(readFileSync(path)),
    }));

  it('agree on every field of every file that both can read', () => {
    const differences: string[] = [];
    let compared = 0;
    for (const { name, bytes } of files) {
      const scan = scanGrowing(bytes);
      const reading = readByDicomParser(bytes);
      if (scan.kind === 'failed' || !reading) continue;
      compared += 1;
      const found = headerDifferences(scan.header, headerByDicomParser(reading));
      differences.push(...found.map((difference) => `${name} ${difference}`));
    }
    expect(differences).toEqual([]);
    expect(compared).toBeGreaterThan(600);
  });

  it('refuses nothing that dicom-parser can read, but for what is listed', () => {
    const unexpected = files
      .filter(({ bytes }) => scanGrowing(bytes).kind === 'failed' && readByDicomParser(bytes))
      .map(({ name }) => name.replaceAll('\\', '/'))
      .filter((name) => !refused.has(name));
    expect(unexpected).toEqual([]);
  });

  it('gives the same header whether prefixes grow or ranges are read', async () => {
    for (const { name, bytes } of files) {
      const grown = scanGrowing(bytes);
      const ranged = await scanHeader(new MemoryByteSource(bytes));
      const expected = grown.kind === 'done' ? grown.header : grown.error;
      expect(ranged.ok ? ranged.value : ranged.error, name).toEqual(expected);
    }
  });
});
