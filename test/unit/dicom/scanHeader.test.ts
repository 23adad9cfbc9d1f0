import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { scanHeader, scanHeaderBytes } from '../../../src/core/dicom/scanHeader';
import type { InstanceHeader } from '../../../src/core/dicom/InstanceHeader';
import { ctSlice } from '../../builders/dicomSlice';
import { transferSyntaxes, writeDicom } from '../../builders/dicomWriter';
import type { DicomFileLiteral } from '../../builders/dicomWriter';
import type { ElementsLiteral } from '../../builders/elements';
import { undefinedLengthSequence } from '../../builders/elements';
import { testDataFolder } from '../testData';
import { CountingByteSource } from './CountingByteSource';
import { scanGrowing } from './scanGrowing';

const image: ElementsLiteral = {
  SOPClassUID: '1.2.840.10008.5.1.4.1.1.2',
  SOPInstanceUID: '1.2.3',
  Modality: 'CT',
  PatientID: 'Lung_Dx-A9001',
  Rows: 2,
  Columns: 2,
  PixelData: new Uint16Array(4),
};

function headerOf(bytes: Uint8Array): InstanceHeader {
  const scan = scanGrowing(bytes);
  if (scan.kind === 'failed') throw new Error(JSON.stringify(scan.error));
  return scan.header;
}

function errorOf(bytes: Uint8Array): unknown {
  const scan = scanGrowing(bytes);
  return scan.kind === 'failed' ? scan.error : scan;
}

function scanOf(elements: ElementsLiteral, form: Partial<DicomFileLiteral> = {}): InstanceHeader {
  return headerOf(writeDicom({ ...form, elements: { ...image, ...elements } }));
}

describe('scanHeaderBytes reads', () => {
  it.each(Object.entries(transferSyntaxes))('%s', (_name, transferSyntaxUid) => {
    const { bytes } = ctSlice({ z: -209, transferSyntaxUid, instanceNumber: 18 });
    expect(headerOf(bytes)).toMatchObject({
      transferSyntaxUid,
      patientId: 'Lung_Dx-A0001',
      instanceNumber: 18,
      rows: 8,
      columns: 8,
      imageType: 'ORIGINAL\\PRIMARY\\AXIAL',
      pixelSpacingMm: { betweenRowsMm: 0.75, betweenColumnsMm: 0.75 },
      plane: {
        positionMm: { x: -200, y: -180, z: -209 },
        rowDirection: { x: 1, y: 0, z: 0 },
        columnDirection: { x: 0, y: 1, z: 0 },
      },
    });
  });

  it('data sets without anything around them, and says that their syntax is not written', () => {
    for (const uid of [transferSyntaxes.implicitLittleEndian, transferSyntaxes.explicitBigEndian]) {
      const header = scanOf({}, { container: 'data-set', transferSyntaxUid: uid });
      expect(header).toMatchObject({ transferSyntaxUid: '', modality: 'CT', rows: 2 });
    }
  });

  it('what the data set is, not what the transfer syntax says it is', () => {
    const bytes = writeDicom({
      elements: image,
      transferSyntaxUid: transferSyntaxes.implicitLittleEndian,
      fileMeta: { '(0002,0010) UI': transferSyntaxes.explicitLittleEndian },
    });
    expect(headerOf(bytes)).toMatchObject({ patientId: 'Lung_Dx-A9001', rows: 2 });
  });

  it('a group length that lies, or none at all', () => {
    const wrong = scanOf({}, { fileMeta: { '(0002,0000) UL': 4 } });
    expect(wrong.sopInstanceUid).toBe('1.2.3');
  });

  it('a preamble that lacks DICM', () => {
    const bytes = writeDicom({ elements: image });
    bytes.fill(0, 128, 132);
    const withoutMagic = Buffer.concat([bytes.subarray(0, 128), bytes.subarray(132)]);
    expect(headerOf(withoutMagic).patientId).toBe('Lung_Dx-A9001');
  });

  it('the media storage UIDs where the data set has none', () => {
    const meta: ElementsLiteral = { '(0002,0002) UI': '1.2.9', '(0002,0003) UI': '1.2.8' };
    const without = scanOf({ SOPClassUID: undefined, SOPInstanceUID: '' }, { fileMeta: meta });
    expect(without).toMatchObject({ sopClassUid: '1.2.9', sopInstanceUid: '1.2.8' });
    expect(scanOf({}, { fileMeta: meta }).sopInstanceUid).toBe('1.2.3');
  });

  it('numbers as they are written in the field', () => {
    const header = scanOf({
      InstanceNumber: ' 0018',
      AcquisitionNumber: '',
      SeriesNumber: '-0600 ',
      EchoTime: 'n/a',
      SliceThickness: '5.000000 ',
    });
    expect(header).toMatchObject({
      instanceNumber: 18,
      seriesNumber: -600,
      sliceThicknessMm: 5,
    });
    expect(header.acquisitionNumber).toBeUndefined();
    expect(header.echoTimeMs).toBeUndefined();
  });

  it('numbers whose VR is not the one of the dictionary', () => {
    const header = scanOf({
      Rows: undefined,
      '(0028,0010) UL': 512,
      Columns: undefined,
      '(0028,0011) IS': '300',
      '(0020,0013) US': 7,
    });
    expect(header).toMatchObject({ rows: 512, columns: 300, instanceNumber: 7 });
  });

  it('text in the character set of the file', () => {
    const header = scanOf({
      SpecificCharacterSet: ['', 'ISO 2022 IR 87'],
      PatientID: Buffer.from('\x1b$B;3ED\x1b(B 1', 'latin1'),
      SeriesDescription: 'plain ',
    });
    expect(header).toMatchObject({ patientId: '山田 1', seriesDescription: 'plain' });
  });

  it('text up to a NUL: behind it stands what was in the buffer', () => {
    expect(scanOf({ PatientID: Buffer.from('A9001\0xyz ', 'latin1') }).patientId).toBe('A9001');
  });

  it('no position without an orientation, and none from zeros', () => {
    expect(scanOf({ ImagePositionPatient: [1, 2, 3] }).plane).toBeUndefined();
    const zeros = { ImagePositionPatient: [1, 2, 3], ImageOrientationPatient: [0, 0, 0, 0, 0, 0] };
    expect(scanOf(zeros).plane).toBeUndefined();
  });

  it('directions as unit vectors, however they were rounded', () => {
    const { plane } = scanOf({
      ImagePositionPatient: [0, 0, 0],
      ImageOrientationPatient: [1, 0, 0, 0, 0.9588197, -0.2840153],
    });
    const { y = 0, z = 0 } = plane?.columnDirection ?? {};
    expect(Math.hypot(y, z)).toBeCloseTo(1, 15);
  });
});

describe('scanHeaderBytes walks past', () => {
  const inner: ElementsLiteral = { Modality: 'XX', Rows: 9, PixelData: new Uint16Array(2) };

  it('sequences of every length, with pixel data in them', () => {
    const header = scanOf({
      ReferencedStudySequence: undefinedLengthSequence([inner, { SourceImageSequence: [inner] }]),
      ReferencedImageSequence: [inner],
      '(0009,1001) SQ': undefinedLengthSequence([inner], 'defined'),
    });
    expect(header).toMatchObject({ modality: 'CT', rows: 2 });
  });

  it('an unknown sequence of undefined length, which is implicit inside (PS3.5 6.2.2)', () => {
    const implicitItem = Buffer.concat([
      Buffer.from('feff00e0ffffffff', 'hex'),
      Buffer.from('0800600002000000', 'hex'),
      Buffer.from('XX'),
      Buffer.from('feff0de000000000', 'hex'),
      Buffer.from('feffdde000000000', 'hex'),
    ]);
    const bytes = Buffer.from(
      writeDicom({ elements: { ...image, '(0009,1001) UN': new Uint8Array(implicitItem) } }),
    );
    const at = bytes.indexOf(Buffer.from('09000110', 'hex'));
    bytes.writeUInt32LE(0xffffffff, at + 8);
    expect(headerOf(bytes)).toMatchObject({ modality: 'CT', patientId: 'Lung_Dx-A9001', rows: 2 });
  });

  it('a long private value without reading it', async () => {
    const bytes = writeDicom({
      elements: { ...image, '(0009,1001) OB': new Uint8Array(8_000_000) },
    });
    const source = new CountingByteSource(bytes);
    const header = await scanHeader(source);
    expect(header.ok && header.value.patientId).toBe('Lung_Dx-A9001');
    expect(source.bytesRead).toBeLessThan(100_000);
  });

  it('what an object without an image holds after its header', async () => {
    const bytes = writeDicom({
      elements: {
        SOPClassUID: '1.2.840.10008.5.1.4.1.1.481.3',
        Modality: 'RTSTRUCT',
        SeriesNumber: '4',
        '(3006,0039) SQ': undefinedLengthSequence(
          Array.from({ length: 20_000 }, () => ({ '(3006,0050) DS': '1\\2\\3' })),
        ),
      },
    });
    const scan = scanHeaderBytes(bytes.subarray(0, 4096), bytes.length);
    expect(scan).toMatchObject({ kind: 'done', header: { seriesNumber: 4 } });
  });

  it('nothing after the last element: trailing padding may be cut off', () => {
    const bytes = writeDicom({
      elements: { Modality: 'SR', '(FFFC,FFFC) OB': new Uint8Array(20_000) },
    });
    expect(headerOf(bytes.subarray(0, 5000))).toMatchObject({ modality: 'SR' });
  });

  it('damaged tags: the walk goes on to the pixel data', () => {
    const header = scanOf({ '(7F52,0008) LO': 'flipped', '(FFE8,0001) LO': 'more' });
    expect(header).toMatchObject({ rows: 2 });
    expect(header.pixelDataOffset).toBeGreaterThan(0);
  });
});

describe('scanHeaderBytes places enhanced images', () => {
  const groups: ElementsLiteral = {
    '(5200,9229) SQ': [
      {
        '(0020,9116) SQ': [{ ImageOrientationPatient: [1, 0, 0, 0, 1, 0] }],
        '(0028,9110) SQ': [{ PixelSpacing: [0.5, 0.7], SliceThickness: 3 }],
      },
    ],
    '(5200,9230) SQ': [10, 20, 30].map((z) => ({
      '(0020,9113) SQ': [{ ImagePositionPatient: [1, 2, z] }],
    })),
  };

  it.each(['defined', 'undefined'] as const)('by their first frame, lengths %s', (length) => {
    const written: ElementsLiteral =
      length === 'defined'
        ? groups
        : Object.fromEntries(
            Object.entries(groups).map(([key, items]) => [
              key,
              undefinedLengthSequence(items as ElementsLiteral[]),
            ]),
          );
    expect(scanOf({ ...written, NumberOfFrames: 3 })).toMatchObject({
      numberOfFrames: 3,
      plane: { positionMm: { x: 1, y: 2, z: 10 }, columnDirection: { x: 0, y: 1, z: 0 } },
      pixelSpacingMm: { betweenRowsMm: 0.5, betweenColumnsMm: 0.7 },
      sliceThicknessMm: 3,
    });
  });
});

describe('scanHeaderBytes explains', () => {
  function text(content: string): Uint8Array {
    return Buffer.from(content.padEnd(600));
  }

  it.each([
    ['text', text('Contents of this folder')],
    ['html', text('<!DOCTYPE html><html>')],
    ['xml', text('<annotation verified="no">')],
    ['json', text('{"a": 1}')],
    ['png', Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.alloc(600)])],
    ['jpeg', Buffer.concat([Buffer.from('ffd8ffe0', 'hex'), Buffer.alloc(600, 1)])],
    ['zip', Buffer.concat([Buffer.from('504b0304', 'hex'), Buffer.alloc(600)])],
    ['pdf', text('%PDF-1.7')],
    ['zeros', Buffer.alloc(600)],
    ['unknown', Buffer.alloc(600, 0xd3)],
  ])('a file that is %s', (looksLike, bytes) => {
    expect(errorOf(bytes)).toEqual({ code: 'not-dicom', looksLike });
  });

  it('an empty file', () => {
    expect(errorOf(new Uint8Array())).toEqual({ code: 'empty-file' });
  });

  it('a file that ends after its preamble, or within its header, with what was read', () => {
    const bytes = writeDicom({ elements: image });
    expect(errorOf(bytes.subarray(0, 132))).toEqual({
      code: 'truncated',
      where: 'header',
      expectedBytes: 140,
      actualBytes: 132,
    });
    // Within the value of Columns, the last element before the pixel data.
    const cut = bytes.length - 21;
    const scan = scanGrowing(bytes.subarray(0, cut));
    expect(scan).toMatchObject({
      kind: 'failed',
      error: { code: 'truncated', where: 'header', actualBytes: cut },
      header: { patientId: 'Lung_Dx-A9001', modality: 'CT' },
    });
  });

  it('nesting beyond all sense, at once', () => {
    const open = Buffer.from('0800401153510000fffffffffeff00e0ffffffff', 'hex');
    const levels = Array.from({ length: 100_000 }, () => open);
    const bytes = Buffer.concat([writeDicom({ elements: { Modality: 'CT' } }), ...levels]);
    const start = performance.now();
    expect(errorOf(bytes)).toMatchObject({ code: 'malformed' });
    expect(performance.now() - start).toBeLessThan(200);
  });

  it('a sequence that is never closed', () => {
    const bytes = writeDicom({ elements: { Modality: 'CT' } });
    const open = Buffer.from('0800401153510000ffffffff', 'hex');
    expect(errorOf(Buffer.concat([bytes, open]))).toMatchObject({ code: 'malformed' });
  });

  it('a deflated data set that does not inflate', () => {
    const bytes = writeDicom({
      elements: image,
      transferSyntaxUid: transferSyntaxes.deflatedExplicitLittleEndian,
    });
    bytes.fill(0xff, bytes.length - 120);
    expect(errorOf(bytes)).toMatchObject({ code: 'malformed' });
  });
});

describe.skipIf(!testDataFolder)('scanHeader on the collection', () => {
  it('reads slice 18 of 64 of series 3 of Lung_Dx-A0001 in one read', async () => {
    const path =
      'lung-pet-ct-dx/manifest-1675442780019/Lung-PET-CT-Dx/Lung_Dx-A0001/04-04-2007-NA-Chest-07990/3.000000-5mm-41315/1-18.dcm';
    const source = new CountingByteSource(readFileSync(join(testDataFolder ?? '', path)));
    const header = await scanHeader(source);
    expect(header.ok && header.value).toMatchObject({
      transferSyntaxUid: '1.2.840.10008.1.2',
      sopInstanceUid: '1.3.6.1.4.1.14519.5.2.1.6655.2359.102500633407588554681658808214',
      patientId: 'Lung_Dx-A0001',
      instanceNumber: 18,
      manufacturer: 'Philips',
      convolutionKernel: 'B',
      plane: { positionMm: { z: -209 } },
      pixelSpacingMm: { betweenRowsMm: 0.841796875 },
      rows: 512,
      pixelDataOffset: 3062,
    });
    expect(source.reads).toHaveLength(1);
  });

  it('rejects when it is aborted', async () => {
    const source = new CountingByteSource(ctSlice().bytes);
    await expect(scanHeader(source, AbortSignal.abort())).rejects.toThrow();
  });
});
