import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MemoryByteSource } from '../../../src/core/bytes/MemoryByteSource';
import { scanHeader } from '../../../src/core/dicom/scanHeader';
import { transferSyntaxes, writeDicom } from '../../builders/dicomWriter';
import type { DicomFileLiteral } from '../../builders/dicomWriter';
import type { ElementsLiteral } from '../../builders/elements';
import { undefinedLengthSequence } from '../../builders/elements';
import { headerByDicomParser, readByDicomParser } from './headerByDicomParser';
import { headerDifferences } from './headerDifferences';
import { scanGrowing } from './scanGrowing';

const word = fc.stringMatching(/^[A-Za-z0-9 ._-]{0,24}$/);
const uid = fc.stringMatching(/^1\.2(\.[1-9][0-9]{0,11}){1,4}$/);
const date = fc.constantFrom('', '20070404', '19991231');
const decimal = fc.oneof(
  fc.double({ min: -4000, max: 4000, noNaN: true }).map((value) => value.toFixed(6)),
  fc.constantFrom('-0600', ' 12 ', '+7', '.5', '3.', '1e2', '', '2e-16', 'abc'),
);
const integer = fc.oneof(
  fc.integer({ min: -99_999, max: 99_999 }).map(String),
  fc.constantFrom('', ' 7', '0012', '-1', 'x'),
);
const directions = fc.constantFrom([1, 0, 0, 0, 1, 0], [0, 1, 0, 0, 0, -1], [0.6, 0.8, 0, 0, 0, 1]);
const position = fc.tuple(decimal, decimal, decimal).filter((values) => !values.includes(''));

function maybe<T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> {
  return fc.option(value, { nil: undefined, freq: 5 });
}

/** The attributes of the index, any of them absent or odd. */
const indexed = fc.record({
  SpecificCharacterSet: maybe(fc.constantFrom('ISO_IR 100', 'ISO_IR 192', '')),
  ImageType: maybe(fc.constantFrom(['ORIGINAL', 'PRIMARY', 'AXIAL'], ['DERIVED', 'SECONDARY'])),
  SOPClassUID: maybe(uid),
  SOPInstanceUID: maybe(uid),
  StudyDate: maybe(date),
  SeriesDate: maybe(date),
  AcquisitionDate: maybe(date),
  AcquisitionTime: maybe(fc.constantFrom('101010', '101010.123456', '')),
  Modality: maybe(fc.constantFrom('CT', 'PT', 'MR')),
  Manufacturer: maybe(word),
  StudyDescription: maybe(word),
  SeriesDescription: maybe(word),
  PatientID: maybe(word),
  SliceThickness: maybe(decimal),
  EchoTime: maybe(decimal),
  ConvolutionKernel: maybe(word),
  StudyInstanceUID: maybe(uid),
  SeriesInstanceUID: maybe(uid),
  SeriesNumber: maybe(integer),
  AcquisitionNumber: maybe(integer),
  InstanceNumber: maybe(integer),
  FrameOfReferenceUID: maybe(uid),
  TemporalPositionIdentifier: maybe(integer),
});

const pixels = fc.record({
  ImagePositionPatient: maybe(position.map((values) => values.join('\\'))),
  ImageOrientationPatient: maybe(directions),
  SamplesPerPixel: fc.constant(1),
  PhotometricInterpretation: fc.constantFrom('MONOCHROME1', 'MONOCHROME2'),
  NumberOfFrames: maybe(fc.constantFrom('1', ' 3 ', '')),
  Rows: fc.integer({ min: 1, max: 65_535 }),
  Columns: fc.integer({ min: 1, max: 65_535 }),
  PixelSpacing: maybe(fc.constantFrom('0.84\\0.84', '1\\2', '0\\0', '')),
  PixelData: fc.constant(new Uint16Array([1, 2, 3, 4])),
});

/** What has to be skipped: nested sequences of both kinds of length, private values longer than the first read. */
const nested = fc.letrec<{ item: ElementsLiteral }>((tie) => ({
  item: fc.record({
    // Values a scanner that loses its level would take for the file's own.
    '(0008,0018) UI': fc.constant('9.9.9'),
    '(0008,0060) CS': fc.constant('XX'),
    ReferencedStudySequence: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      fc.constant(undefined),
      fc.array(tie('item'), { maxLength: 2 }),
      fc.array(tie('item'), { maxLength: 2 }).map((items) => undefinedLengthSequence(items)),
      fc
        .array(tie('item'), { maxLength: 2 })
        .map((items) => undefinedLengthSequence(items, 'defined')),
    ),
    '(0028,0010) US': fc.constant(7),
  }),
})).item;

const obstacles = fc.record({
  ReferencedImageSequence: maybe(
    fc.oneof(
      fc.array(nested, { maxLength: 3 }),
      fc.array(nested, { maxLength: 3 }).map((items) => undefinedLengthSequence(items)),
    ),
  ),
  '(0009,0010) LO': maybe(fc.constant('MAKER')),
  '(0009,1001) OB': maybe(fc.constantFrom(0, 10, 5000, 20_000).map((size) => new Uint8Array(size))),
  '(0019,1002) SQ': maybe(fc.array(nested, { maxLength: 2 })),
  '(0021,1003) UN': maybe(fc.constant(new Uint8Array([0xfe, 0xff, 0, 0xe0]))),
});

const file: fc.Arbitrary<DicomFileLiteral> = fc
  .record({
    parts: fc.tuple(indexed, pixels, obstacles),
    transferSyntaxUid: fc.constantFrom(...Object.values(transferSyntaxes)),
    container: fc.constantFrom('part10', 'no-preamble', 'data-set'),
    groupLengths: fc.boolean(),
  })
  .filter(
    // Without meta information nothing says that a data set is deflated or big endian.
    ({ container, transferSyntaxUid }) =>
      container !== 'data-set' || !['.99', '.2'].some((end) => transferSyntaxUid.endsWith(end)),
  )
  .map(({ parts: [index, image, rest], ...form }) => ({
    ...form,
    elements: { ...index, ...image, ...rest },
  }));

describe('header scan and dicom-parser on generated headers', () => {
  it('agree, whatever the syntax, the container, the sequences and the private elements', async () => {
    let compared = 0;
    await fc.assert(
      fc.asyncProperty(file, async (literal) => {
        const bytes = writeDicom(literal);
        const reading = readByDicomParser(bytes);
        const scan = scanGrowing(bytes);
        const ranged = await scanHeader(new MemoryByteSource(bytes));
        if (scan.kind === 'failed' || !reading) {
          // A data set of very few elements cannot be told from anything else.
          expect(literal.container).toBe('data-set');
          return;
        }
        compared += 1;
        expect(headerDifferences(scan.header, headerByDicomParser(reading))).toEqual([]);
        expect(ranged).toEqual({ ok: true, value: scan.header });
      }),
      { numRuns: 400 },
    );
    expect(compared).toBeGreaterThan(200);
  });

  it('never fail by throwing or asking in circles when the file is cut anywhere', () => {
    fc.assert(
      fc.property(file, fc.double({ min: 0, max: 1, noNaN: true }), (literal, part) => {
        const bytes = writeDicom(literal);
        const cut = bytes.subarray(0, Math.floor(bytes.length * part));
        const scan = scanGrowing(cut, 128);
        if (cut.length === 0) expect(scan).toMatchObject({ error: { code: 'empty-file' } });
      }),
      { numRuns: 300 },
    );
  });

  it('never fail by throwing when bytes are damaged', async () => {
    const damage = fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 })), { maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(file, damage, async (literal, changes) => {
        const bytes = writeDicom(literal).slice();
        for (const [at, value] of changes) bytes[at % bytes.length] = value;
        const scan = scanGrowing(bytes);
        const ranged = await scanHeader(new MemoryByteSource(bytes));
        expect(ranged.ok).toBe(scan.kind === 'done');
      }),
      { numRuns: 400 },
    );
  });
});
