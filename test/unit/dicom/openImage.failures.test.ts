import { describe, expect, it } from 'vitest';
import type { ElementsLiteral } from '../../builders/elements';
import { base, failureOf, load, open, write } from './opened';

describe('openImage explains', () => {
  it('compressed files, with what can be told of them', async () => {
    const bytes = write(
      { PatientName: 'A^B', PixelData: { fragments: [new Uint8Array(4)] } },
      { transferSyntaxUid: '1.2.840.10008.1.2.4.80' },
    );
    expect(await failureOf(bytes)).toMatchObject({
      error: {
        code: 'unsupported-transfer-syntax',
        uid: '1.2.840.10008.1.2.4.80',
        name: 'JPEG-LS Lossless',
      },
      header: { modality: 'CT' },
      facts: { patientName: 'A^B', rows: 2 },
    });
  });

  it.each<[string, ElementsLiteral, object]>([
    ['no pixel data', {}, { code: 'no-pixel-data', sopClassUid: base.SOPClassUID }],
    ['0 rows', { Rows: 0, PixelData: '' }, { code: 'no-pixels', rows: 0, columns: 2 }],
    [
      'packed 12 bits',
      { BitsAllocated: 12, BitsStored: 12, PixelData: new Uint8Array(6) },
      { code: 'unsupported-pixel-format', detail: '12 bits allocated' },
    ],
    [
      'four samples',
      { SamplesPerPixel: 4, PixelData: new Uint8Array(16) },
      { code: 'unsupported-pixel-format', detail: '4 samples per pixel' },
    ],
  ])('%s', async (_what, elements, error) => {
    expect((await failureOf(write(elements))).error).toEqual(error);
  });

  it('what is no DICOM, or empty', async () => {
    expect(await failureOf(Buffer.from('hello'))).toEqual({
      error: { code: 'not-dicom', looksLike: 'text' },
      header: undefined,
    });
    expect((await failureOf(new Uint8Array())).error).toEqual({ code: 'empty-file' });
  });

  it('a palette image without palettes', async () => {
    const image = await open(
      write({ PhotometricInterpretation: 'PALETTE COLOR', PixelData: new Uint16Array(4) }),
    );
    expect(await image.readFrame(0)).toMatchObject({
      ok: false,
      error: { code: 'unsupported-pixel-format' },
    });
  });
});

describe('openImage with pixel data that is cut off', () => {
  const pixels = new Uint16Array([7, 3, 9, 5]);

  it('shows the whole rows that are there and fills the rest with the minimum', async () => {
    const bytes = write({ PixelData: pixels });
    const { frame, rowsPresent } = await load(bytes.subarray(0, bytes.length - 3));
    expect(rowsPresent).toBe(1);
    expect(frame.kind === 'grey' && [...frame.values]).toEqual([7, 3, 3, 3]);
  });

  it('fills with padding where the file has one', async () => {
    const bytes = write({ PixelData: pixels, '(0028,0120) US': 1 });
    const { frame } = await load(bytes.subarray(0, bytes.length - 3));
    expect(frame.kind === 'grey' && [...frame.values]).toEqual([7, 3, 1, 1]);
  });

  it('says so when no row is there, or a later frame is missing', async () => {
    const bytes = write({ NumberOfFrames: 3, PixelData: pixels });
    const image = await open(bytes);
    expect((await image.readFrame(0)).ok).toBe(true);
    expect(await image.readFrame(2)).toMatchObject({
      error: { code: 'truncated', where: 'pixel-data', expectedBytes: 24, actualBytes: 8 },
    });
  });

  it('does not believe a length beyond the end of the file', async () => {
    const bytes = Buffer.from(write({ PixelData: pixels }));
    bytes.writeUInt32LE(0x7fffffff, bytes.length - 12);
    expect((await load(new Uint8Array(bytes))).rowsPresent).toBe(2);
  });

  it('allocates nothing for sizes that the file cannot fill', async () => {
    const huge = { Rows: 65_535, Columns: 65_535, PixelData: pixels };
    const image = await open(write(huge));
    expect(await image.readFrame(0)).toMatchObject({ error: { code: 'truncated' } });
    const narrow = await open(write({ ...huge, Columns: 1, PixelData: pixels }));
    expect(await narrow.readFrame(0)).toMatchObject({ ok: true, value: { rowsPresent: 4 } });
  });
});
