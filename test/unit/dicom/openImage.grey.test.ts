import { describe, expect, it } from 'vitest';
import { transferSyntaxes } from '../../builders/dicomWriter';
import type { ElementsLiteral } from '../../builders/elements';
import { greyOf, open, write } from './opened';

const allSyntaxes = Object.entries(transferSyntaxes);

describe('openImage reads grey pixels', () => {
  const words = new Uint16Array([0, 1, 4095, 65_535]);

  it.each(allSyntaxes)('of 16 bits, %s', async (_name, transferSyntaxUid) => {
    const frame = await greyOf(write({ PixelData: words }, { transferSyntaxUid }));
    expect(frame.values).toEqual(words);
    expect(frame).toMatchObject({ rows: 2, columns: 2, inverted: false, padding: undefined });
  });

  it.each(allSyntaxes)('of 8 bits in words, %s', async (_name, transferSyntaxUid) => {
    const isBigEndian = transferSyntaxUid === transferSyntaxes.explicitBigEndian;
    const pixels = isBigEndian ? [2, 1, 4, 3] : [1, 2, 3, 4];
    const bytes = write(
      { BitsAllocated: 8, BitsStored: 8, HighBit: 7, PixelData: new Uint8Array(pixels) },
      { transferSyntaxUid },
    );
    expect([...(await greyOf(bytes)).values]).toEqual([1, 2, 3, 4]);
  });

  it('without touching the bytes of the file, though words are exchanged', async () => {
    const bytes = write(
      { BitsAllocated: 8, BitsStored: 8, HighBit: 7, PixelData: new Uint8Array([2, 1, 4, 3]) },
      { transferSyntaxUid: transferSyntaxes.explicitBigEndian },
    );
    // A Node Buffer, whose slice() is a view.
    const file = Buffer.from(bytes);
    expect([...(await greyOf(file)).values]).toEqual([1, 2, 3, 4]);
    expect([...(await greyOf(file)).values]).toEqual([1, 2, 3, 4]);
    expect(file.equals(bytes)).toBe(true);
  });

  it('in a buffer of exactly their size, at whatever offset they stand', async () => {
    for (const PatientID of ['', 'odd']) {
      const padded = Buffer.concat([Buffer.alloc(1), write({ PatientID, PixelData: words })]);
      const frame = await greyOf(
        new Uint8Array(padded.buffer, padded.byteOffset + 1, padded.length - 1),
      );
      expect(frame.values.buffer.byteLength).toBe(8);
      expect([...frame.values]).toEqual([...words]);
    }
  });

  it('with the sign of the stored bits', async () => {
    const frame = await greyOf(
      write({
        BitsStored: 12,
        HighBit: 11,
        PixelRepresentation: 1,
        PixelData: new Uint16Array([0x0fff, 0x0800, 0xf7ff, 0xf000]),
      }),
    );
    expect([...frame.values]).toEqual([-1, -2048, 2047, 0]);
  });

  it('from the bits below High Bit, wherever that is', async () => {
    const pixels = new Uint16Array([0x1230, 0xfff0, 0x000f, 0x0010]);
    const form = { BitsStored: 8, HighBit: 11, PixelData: pixels };
    expect([...(await greyOf(write(form))).values]).toEqual([0x23, 0xff, 0, 1]);
    const signed = await greyOf(write({ ...form, PixelRepresentation: 1 }));
    expect([...signed.values]).toEqual([0x23, -1, 0, 1]);
  });

  it('of 32 bits, signed or not, and of one bit', async () => {
    const form: ElementsLiteral = { BitsAllocated: 32, BitsStored: 32, HighBit: 31 };
    const four = Buffer.from('ffffffff01000000ffffff7f00000080', 'hex');
    const pixels = { ...form, PixelData: new Uint8Array(four) };
    expect([...(await greyOf(write(pixels))).values]).toEqual([
      4_294_967_295, 1, 2_147_483_647, 2_147_483_648,
    ]);
    const signed = await greyOf(write({ ...pixels, PixelRepresentation: 1 }));
    expect([...signed.values]).toEqual([-1, 1, 2_147_483_647, -2_147_483_648]);
  });

  it('of one bit, frames following each other within a byte', async () => {
    const bytes = write({
      BitsAllocated: 1,
      BitsStored: 1,
      HighBit: 0,
      Rows: 1,
      Columns: 3,
      NumberOfFrames: 3,
      // 101 | 110 | 011, first pixel in the lowest bit.
      PixelData: new Uint8Array([0b10_011_101, 0b1]),
    });
    expect([...(await greyOf(bytes, 0)).values]).toEqual([1, 0, 1]);
    expect([...(await greyOf(bytes, 1)).values]).toEqual([1, 1, 0]);
    expect([...(await greyOf(bytes, 2)).values]).toEqual([0, 1, 1]);
  });

  it('of floating point, single and double', async () => {
    const single = write({ '(7FE0,0008) OF': [0.5, -1.5, 3e8, 1], BitsAllocated: 32 });
    expect((await greyOf(single)).values).toEqual(new Float32Array([0.5, -1.5, 3e8, 1]));
    const double = write({ '(7FE0,0009) OD': [0.1, -1e300, 0, 1], BitsAllocated: 64 });
    expect((await greyOf(double)).values).toEqual(new Float64Array([0.1, -1e300, 0, 1]));
  });

  it('of any frame, each with its own rescale', async () => {
    const bytes = write({
      NumberOfFrames: 2,
      PixelData: new Uint16Array([1, 2, 3, 4, 5, 6, 7, 8]),
      '(5200,9229) SQ': [{ '(0028,9145) SQ': [{ RescaleSlope: 3, RescaleIntercept: -3 }] }],
      '(5200,9230) SQ': [
        {},
        { '(0028,9145) SQ': [{ RescaleSlope: 0.5, RescaleIntercept: '-1024.25' }] },
      ],
    });
    expect(await greyOf(bytes, 0)).toMatchObject({ rescale: { slope: 3, intercept: -3 } });
    const second = await greyOf(bytes, 1);
    expect([...second.values]).toEqual([5, 6, 7, 8]);
    expect(second.rescale).toEqual({ slope: 0.5, intercept: -1024.25 });
    await expect((await open(bytes)).readFrame(2)).rejects.toThrow(RangeError);
  });

  it('without a rescale as they are', async () => {
    expect((await greyOf(write({ PixelData: words }))).rescale).toEqual({ slope: 1, intercept: 0 });
  });

  it('through a modality LUT', async () => {
    const frame = await greyOf(
      write({
        PixelData: words,
        '(0028,3000) SQ': [
          { '(0028,3002) US': [3, 1, 16], '(0028,3006) OW': new Uint16Array([100, 200, 300]) },
        ],
      }),
    );
    expect(frame.modalityLut).toEqual({ first: 1, values: new Uint16Array([100, 200, 300]) });
  });

  it.each([
    ['MONOCHROME1', '', true],
    ['MONOCHROME2', '', false],
    ['MONOCHROME2', 'INVERSE', true],
    ['MONOCHROME1', 'INVERSE', true],
    ['MONOCHROME2', 'IDENTITY', false],
  ])('%s with LUT shape "%s" inverted: %s', async (photometric, shape, inverted) => {
    const bytes = write({
      PixelData: words,
      PhotometricInterpretation: photometric,
      '(2050,0020) CS': shape,
    });
    expect((await greyOf(bytes)).inverted).toBe(inverted);
  });

  it('with their padding, whatever VR its writer chose', async () => {
    const pixels = { PixelData: words, PixelRepresentation: 1 };
    const signed = await greyOf(write({ ...pixels, '(0028,0120) US': 63_536 }));
    expect(signed.padding).toEqual({ low: -2000, high: -2000 });
    const range = { '(0028,0120) SS': -2000, '(0028,0121) SS': -1500 } as const;
    expect((await greyOf(write({ ...pixels, ...range }))).padding).toEqual({
      low: -2000,
      high: -1500,
    });
  });
});
