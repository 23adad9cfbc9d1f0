import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BatchWriter, instanceHeader, unpackBatch } from '../../../src/core/dataset/packedBatch';
import type { WalkRecord } from '../../../src/core/dataset/WalkRecord';
import type { InstanceHeader } from '../../../src/core/dicom/InstanceHeader';
import { patientVector } from '../../../src/core/geometry/spaces';

const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom('', '\u001f\u001e"\\\n', '肺𝔸'),
);
const maybe = (value: fc.Arbitrary<number>) => fc.option(value, { nil: undefined });
const real = fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0);
const vector = fc.tuple(real, real, real).map(([x, y, z]) => patientVector(x, y, z));

const header: fc.Arbitrary<InstanceHeader> = fc.record({
  transferSyntaxUid: text,
  sopClassUid: text,
  sopInstanceUid: text,
  studyInstanceUid: text,
  seriesInstanceUid: text,
  frameOfReferenceUid: text,
  patientId: text,
  studyDate: text,
  studyDescription: text,
  seriesDescription: text,
  seriesDate: text,
  modality: text,
  manufacturer: text,
  convolutionKernel: text,
  imageType: text,
  acquisitionDate: text,
  acquisitionTime: text,
  seriesNumber: maybe(fc.integer()),
  instanceNumber: maybe(fc.integer()),
  acquisitionNumber: maybe(fc.integer()),
  temporalPositionIdentifier: maybe(fc.integer()),
  echoTimeMs: maybe(real),
  plane: fc.option(
    fc.record({ positionMm: vector, rowDirection: vector, columnDirection: vector }),
    { nil: undefined },
  ),
  pixelSpacingMm: fc.option(fc.record({ betweenRowsMm: real, betweenColumnsMm: real }), {
    nil: undefined,
  }),
  sliceThicknessMm: maybe(real),
  rows: maybe(fc.nat()),
  columns: maybe(fc.nat()),
  samplesPerPixel: maybe(fc.nat()),
  numberOfFrames: maybe(fc.nat()),
  photometricInterpretation: text,
  pixelDataOffset: maybe(fc.nat()),
});

const file = fc.record({ folder: text, name: text, size: maybe(fc.nat()), mtimeMs: maybe(real) });

describe('a batch', () => {
  it('comes out as it went in, whatever the texts hold', () => {
    const records = fc.array(fc.record({ file, header }), { maxLength: 6 });
    fc.assert(
      fc.property(records, (list) => {
        const writer = new BatchWriter();
        for (const record of list) writer.add({ kind: 'instance', ...record });
        const { instances } = unpackBatch(writer.take());
        expect(instances.map((one) => one.file)).toEqual(list.map((one) => one.file));
        expect(instances.map((one) => instanceHeader(one))).toEqual(list.map((one) => one.header));
      }),
    );
  });

  it('carries annotations, expected series and problems, and is empty after it was taken', () => {
    const found = {
      folder: 'Annotation/A0001',
      name: '1.2.xml',
      size: undefined,
      mtimeMs: undefined,
    };
    const records: WalkRecord[] = [
      { kind: 'annotation', file: found, sopInstanceUid: '1.2' },
      { kind: 'problem', path: 'x', problem: { kind: 'unreadable-file', reason: 'EACCES' } },
      { kind: 'problem', path: 'y', problem: { kind: 'dicom', error: { code: 'empty-file' } } },
    ];
    const writer = new BatchWriter();
    for (const record of records) writer.add(record);
    expect(writer.count).toBe(3);
    const batch = unpackBatch(writer.take());
    expect(batch.annotations).toEqual([{ file: found, sopInstanceUid: '1.2' }]);
    expect(batch.problems).toEqual([
      { path: 'x', problem: { kind: 'unreadable-file', reason: 'EACCES' } },
      { path: 'y', problem: { kind: 'dicom', error: { code: 'empty-file' } } },
    ]);
    expect(writer.count).toBe(0);
    expect(unpackBatch(writer.take()).problems).toEqual([]);
  });

  it('writes what a series has in common once', () => {
    const one = fc.sample(header, 1)[0];
    if (!one) throw new Error('no sample');
    const writer = new BatchWriter();
    for (let i = 0; i < 500; i++) {
      const shown = { folder: 'a/b/c', name: `${i}.dcm`, size: 526_000, mtimeMs: 1 };
      const slice = {
        ...one,
        patientId: 'x'.repeat(1000),
        sopInstanceUid: `1.2.${i}`,
        instanceNumber: i,
      };
      writer.add({ kind: 'instance', file: shown, header: slice });
    }
    const packed = writer.take();
    expect(packed.split('x'.repeat(1000))).toHaveLength(2);
    const { instances } = unpackBatch(packed);
    expect(new Set(instances.map((instance) => instance.shared)).size).toBe(1);
  });
});
