import { describe, expect, it } from 'vitest';
import type { ElementsLiteral } from '../../builders/elements';
import { base, colourOf, write } from './opened';

describe('openImage reads colour', () => {
  const colour: ElementsLiteral = {
    ...base,
    SamplesPerPixel: 3,
    PhotometricInterpretation: 'RGB',
    PlanarConfiguration: 0,
    BitsAllocated: 8,
    BitsStored: 8,
    HighBit: 7,
    Columns: 2,
    Rows: 1,
  };

  it('by pixel and by plane', async () => {
    const byPixel = new Uint8Array([1, 2, 3, 4, 5, 6]);
    expect((await colourOf(write({ ...colour, PixelData: byPixel }))).rgb).toEqual(byPixel);
    const byPlane = new Uint8Array([1, 4, 2, 5, 3, 6]);
    const planar = write({ ...colour, PlanarConfiguration: 1, PixelData: byPlane });
    expect((await colourOf(planar)).rgb).toEqual(byPixel);
  });

  it('of 16 bits, brought to 8', async () => {
    const form = { ...colour, BitsAllocated: 16, BitsStored: 16, HighBit: 15 };
    const bytes = write({
      ...form,
      PixelData: new Uint16Array([0, 257, 65_535, 32_768, 128, 129]),
    });
    expect([...(await colourOf(bytes)).rgb]).toEqual([0, 1, 255, 128, 0, 1]);
  });

  it('as YBR_FULL and YBR_FULL_422 (PS3.3 C.7.6.3.1.2)', async () => {
    const full = { ...colour, PhotometricInterpretation: 'YBR_FULL' };
    const red = [76, 85, 255];
    const twoReds = write({ ...full, PixelData: new Uint8Array([...red, ...red]) });
    expect([...(await colourOf(twoReds)).rgb]).toEqual([254, 0, 0, 254, 0, 0]);
    const halved = write({
      ...colour,
      PhotometricInterpretation: 'YBR_FULL_422',
      PixelData: new Uint8Array([76, 76, 85, 255]),
    });
    expect([...(await colourOf(halved)).rgb]).toEqual([254, 0, 0, 254, 0, 0]);
  });

  const palette = (values: Uint16Array, bits: number, first = 0): ElementsLiteral => ({
    ...base,
    PhotometricInterpretation: 'PALETTE COLOR',
    BitsAllocated: 8,
    BitsStored: 8,
    HighBit: 7,
    PixelData: new Uint8Array([0, 1, 2, 200]),
    '(0028,1101) US': [3, first, bits],
    '(0028,1102) US': [3, first, bits],
    '(0028,1103) US': [3, first, bits],
    '(0028,1201) OW': values,
    '(0028,1202) OW': values,
    '(0028,1203) OW': new Uint16Array(3),
  });

  it('by palettes of 16 bits, 16 bits that hold 8, and 8 bits', async () => {
    const expected = [10, 10, 0, 20, 20, 0, 30, 30, 0, 30, 30, 0];
    for (const elements of [
      palette(new Uint16Array([10 << 8, 20 << 8, 30 << 8]), 16),
      palette(new Uint16Array([10, 20, 30]), 16),
      palette(new Uint16Array([10, 20, 30]), 8),
      palette(new Uint16Array([10 | (20 << 8), 30]), 8),
    ]) {
      expect([...(await colourOf(write(elements))).rgb]).toEqual(expected);
    }
  });

  it('by palettes that start at another value', async () => {
    const frame = await colourOf(write(palette(new Uint16Array([10, 20, 30]), 16, 1)));
    expect([...frame.rgb.slice(0, 9)]).toEqual([10, 10, 0, 10, 10, 0, 20, 20, 0]);
  });

  it('by segmented palettes (PS3.3 C.7.9.2)', async () => {
    // Discrete 0; linear to 20 in two steps.
    const segments = new Uint16Array([0, 1, 0, 1, 2, 20 << 8]);
    const bytes = write({
      ...palette(new Uint16Array(3), 16),
      '(0028,1201) OW': undefined,
      '(0028,1202) OW': undefined,
      '(0028,1203) OW': undefined,
      '(0028,1221) OW': segments,
      '(0028,1222) OW': segments,
      '(0028,1223) OW': segments,
    });
    expect([...(await colourOf(bytes)).rgb.slice(0, 9)]).toEqual([0, 0, 0, 10, 10, 10, 20, 20, 20]);
  });
});
