import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openImage } from '../../../src/core/dicom/openImage';
import { scanHeader } from '../../../src/core/dicom/scanHeader';
import { transferSyntaxes } from '../../builders/dicomWriter';
import type { ElementsLiteral } from '../../builders/elements';
import { testDataFolder } from '../testData';
import { CountingByteSource } from './CountingByteSource';
import { write } from './opened';
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

/** One image of each kind of pixels, small. */
const kinds: readonly ElementsLiteral[] = [
  { PixelData: new Uint16Array(4) },
  { PixelData: new Uint16Array(12), NumberOfFrames: 3 },
  { BitsAllocated: 1, BitsStored: 1, HighBit: 0, PixelData: new Uint8Array(2) },
  { BitsAllocated: 32, BitsStored: 32, HighBit: 31, PixelData: new Uint8Array(16) },
  { '(7FE0,0008) OF': [1, 2, 3, 4] },
  {
    SamplesPerPixel: 3,
    PhotometricInterpretation: 'YBR_FULL_422',
    BitsAllocated: 8,
    BitsStored: 8,
    HighBit: 7,
    PixelData: new Uint8Array(8),
  },
  {
    PhotometricInterpretation: 'PALETTE COLOR',
    '(0028,1101) US': [2, 0, 16],
    '(0028,1102) US': [2, 0, 16],
    '(0028,1103) US': [2, 0, 16],
    '(0028,1221) OW': new Uint16Array([0, 1, 5, 1, 1, 9]),
    '(0028,1222) OW': new Uint16Array([0, 1, 5, 2, 1, 0, 0]),
    '(0028,1223) OW': new Uint16Array([0, 2, 5, 5]),
    PixelData: new Uint16Array(4),
  },
];

describe('damaged images', () => {
  it('are opened or refused, in no more than a second, never by throwing', async () => {
    const damage = fc.array(fc.tuple(fc.nat(), fc.constantFrom(0, 1, 2, 0x7f, 0xff)), {
      minLength: 1,
      maxLength: 10,
    });
    const syntax = fc.constantFrom(...Object.values(transferSyntaxes));
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...kinds), syntax, damage, async (kind, uid, changes) => {
        const bytes = write(kind, { transferSyntaxUid: uid }).slice();
        for (const [at, value] of changes) bytes[at % bytes.length] = value;
        const start = performance.now();
        const image = await openImage(new CountingByteSource(bytes));
        if (image.ok) await image.value.readFrame(image.value.facts.numberOfFrames - 1);
        expect(performance.now() - start).toBeLessThan(BOUND_MS);
      }),
      { numRuns: 500 },
    );
  });

  it('do not swell: a deflated header of 100 MB is given up', async () => {
    const bytes = write(
      { '(0009,1001) OB': new Uint8Array(100_000_000) },
      { transferSyntaxUid: transferSyntaxes.deflatedExplicitLittleEndian },
    );
    expect(bytes.length).toBeLessThan(200_000);
    const scan = await scanHeader(new CountingByteSource(bytes));
    expect(scan).toMatchObject({ ok: false, error: { code: 'malformed' } });
  });
});

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
