import { describe, expect, it } from 'vitest';
import { openImage } from '../../../src/core/dicom/openImage';
import { transferSyntaxes } from '../../builders/dicomWriter';
import type { ElementsLiteral } from '../../builders/elements';
import { CountingByteSource } from './CountingByteSource';
import { failureOf, open, write } from './opened';
import { scanGrowing } from './scanGrowing';

const huge = 2_000_000_000;

function framesIn(elements: ElementsLiteral, transferSyntaxUid?: string): number | undefined {
  const scan = scanGrowing(write(elements, transferSyntaxUid ? { transferSyntaxUid } : {}));
  if (scan.kind === 'failed') throw new Error(JSON.stringify(scan.error));
  return scan.header.numberOfFrames;
}

describe('the number of frames', () => {
  it('is bounded by what the file can hold, in the scan and in the facts', async () => {
    // 3,000 frames of 2 x 2 x 16 bits and half of another one.
    const elements = { NumberOfFrames: huge, PixelData: new Uint8Array(3000 * 8 + 4) };
    for (const uid of Object.values(transferSyntaxes)) {
      if (uid === transferSyntaxes.deflatedExplicitLittleEndian) continue;
      expect(framesIn(elements, uid)).toBe(3001);
    }
    const image = await open(write(elements));
    expect(image.facts.numberOfFrames).toBe(3001);
    expect(image.facts.header.numberOfFrames).toBe(3001);
    expect(await image.readFrame(3000)).toMatchObject({ ok: true, value: { rowsPresent: 1 } });
    await expect(image.readFrame(3001)).rejects.toThrow(RangeError);
  });

  it('is never above 100,000, however much one byte can hold or swell to', () => {
    const bits = { BitsAllocated: 1, BitsStored: 1, HighBit: 0, Rows: 1, Columns: 1 };
    const elements = { ...bits, NumberOfFrames: huge, PixelData: new Uint8Array(20_000) };
    expect(framesIn(elements)).toBe(100_000);
    expect(framesIn(elements, transferSyntaxes.deflatedExplicitLittleEndian)).toBe(100_000);
  });

  it('is at most one for each fragment that fits, where pixels are compressed', async () => {
    const elements = {
      NumberOfFrames: huge,
      PixelData: { fragments: [new Uint8Array(80_000)] },
    };
    const bytes = write(elements, { transferSyntaxUid: '1.2.840.10008.1.2.4.80' });
    const { facts } = await failureOf(bytes);
    expect(facts?.numberOfFrames).toBeGreaterThanOrEqual(10_000);
    expect(facts?.numberOfFrames).toBeLessThan(10_010);
  });

  it('stays as it is up to 1,000, so that a file that was cut off tells of what is missing', () => {
    expect(framesIn({ NumberOfFrames: 1000, PixelData: new Uint8Array(8) })).toBe(1000);
    expect(framesIn({ NumberOfFrames: 1001, PixelData: new Uint8Array(8) })).toBe(1000);
    expect(framesIn({ NumberOfFrames: 5000, PixelData: new Uint8Array(5000 * 8) })).toBe(5000);
  });

  it('counts halved colours as what they are', () => {
    const colours = {
      SamplesPerPixel: 3,
      PhotometricInterpretation: 'YBR_FULL_422',
      BitsAllocated: 8,
      BitsStored: 8,
      HighBit: 7,
    };
    // 2 x 2 pixels take 8 bytes.
    const elements = { ...colours, NumberOfFrames: 4000, PixelData: new Uint8Array(4000 * 8) };
    expect(framesIn(elements)).toBe(4000);
  });

  it('is at least 1 in the facts, whatever the file says', async () => {
    for (const claimed of [0, -5, '']) {
      const bytes = write({ NumberOfFrames: claimed, PixelData: new Uint8Array(8) });
      const image = await openImage(new CountingByteSource(bytes));
      expect(image.ok && image.value.facts.numberOfFrames).toBe(1);
    }
  });
});
