import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openImage } from '../../../src/core/dicom/openImage';
import { scanHeader } from '../../../src/core/dicom/scanHeader';
import { testDataFolder } from '../testData';
import { CountingByteSource } from './CountingByteSource';
import { conformanceFolder } from './reference';
import { scanGrowing } from './scanGrowing';

const BOUND_MS = 1000;

/** The hostile files, and those that are no DICOM or damaged. */
function hostileFiles(): string[] {
  return ['fuzz', 'derived/non_dicom', 'derived/odd_ct', 'derived/odd_pt', 'pydicom']
    .map((part) => join(conformanceFolder, part))
    .flatMap((folder) =>
      readdirSync(folder, { recursive: true }).map((name) => join(folder, String(name))),
    )
    .filter((path) => statSync(path).isFile());
}

describe.skipIf(!testDataFolder)('hostile and damaged files', () => {
  const files = testDataFolder ? hostileFiles() : [];

  it('are many', () => {
    expect(files.filter((path) => path.includes('fuzz')).length).toBeGreaterThanOrEqual(180);
  });

  it('neither throw nor hang nor make the scanner read much', async () => {
    for (const path of files) {
      const bytes = new Uint8Array(readFileSync(path));
      const start = performance.now();
      scanGrowing(bytes);
      const source = new CountingByteSource(bytes);
      await scanHeader(source);
      expect(performance.now() - start, path).toBeLessThan(BOUND_MS);
      expect(source.bytesRead, path).toBeLessThanOrEqual(bytes.length * 2 + 16_384);
    }
  });

  it('neither throw nor hang when they are opened, and every frame they claim can be asked for', async () => {
    for (const path of files) {
      const bytes = new Uint8Array(readFileSync(path));
      const start = performance.now();
      const image = await openImage(new CountingByteSource(bytes));
      if (image.ok) {
        const last = image.value.facts.numberOfFrames - 1;
        await image.value.readFrame(0);
        await image.value.readFrame(last);
      } else {
        expect(image.error.error.code, path).toBeTruthy();
      }
      expect(performance.now() - start, path).toBeLessThan(BOUND_MS);
    }
  });
});
