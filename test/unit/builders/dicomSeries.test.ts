import dicomParser from 'dicom-parser';
import { describe, expect, it } from 'vitest';
import { dicomSeries } from '../../builders/dicomSeries';
import { ctSlice, petSlice, secondaryCapture } from '../../builders/dicomSlice';
import { uid } from '../../builders/uid';

const parse = (file: { bytes: Uint8Array }): dicomParser.DataSet =>
  dicomParser.parseDicom(file.bytes);

describe('the series builder', () => {
  it('makes one series of the positions asked for, each slice with its own UID', () => {
    const files = dicomSeries({ z: [30, 10, 20] });
    const dataSets = files.map(parse);
    expect(dataSets.map((dataSet) => dataSet.floatString('x00200032', 2))).toEqual([30, 10, 20]);
    expect(dataSets.map((dataSet) => dataSet.intString('x00200013'))).toEqual([1, 2, 3]);
    expect(new Set(dataSets.map((dataSet) => dataSet.string('x0020000e'))).size).toBe(1);
    expect(new Set(files.map((file) => file.sopInstanceUid)).size).toBe(3);
    expect(new Set(files.map((file) => file.path)).size).toBe(3);
  });

  it('makes phases by acquisition number', () => {
    const files = dicomSeries({ z: [0, 5, 0, 5], acquisitionNumbers: [1, 1, 2, 2] });
    expect(files.map((file) => parse(file).intString('x00200012'))).toEqual([1, 1, 2, 2]);
    expect(new Set(files.map((file) => file.sopInstanceUid)).size).toBe(4);
  });

  it('is the same on every run and names what it made', () => {
    expect(ctSlice({ z: 5 }).bytes).toEqual(ctSlice({ z: 5 }).bytes);
    expect(parse(ctSlice({ z: 5 })).string('x00080018')).toBe(ctSlice({ z: 5 }).sopInstanceUid);
  });

  it('fills the pixels by column and row', () => {
    const dataSet = parse(
      ctSlice({ rows: 2, columns: 3, pixels: (column, row) => column * 10 + row }),
    );
    const values = [0, 1, 2, 3, 4, 5].map((index) => dataSet.uint16('x7fe00010', index));
    expect(values).toEqual([0, 10, 20, 1, 11, 21]);
  });

  it('makes PET slices that hold all an SUV needs, and captures without geometry', () => {
    const pet = parse(petSlice({ slope: 0.5 }));
    expect(pet.string('x00541001')).toBe('BQML');
    expect(pet.floatString('x00281053')).toBe(0.5);
    expect(pet.elements['x00540016']?.items?.[0]?.dataSet?.floatString('x00181074')).toBe(
      295_800_000,
    );
    const capture = parse(secondaryCapture());
    expect(capture.elements['x00200032']).toBeUndefined();
    expect(capture.elements['x7fe00010']?.length).toBe(8 * 8 * 3);
    expect(capture.string('x00080060')).toBe('CT');
  });
});

describe('built UIDs', () => {
  it('are UUIDs as decimal numbers, at most 64 characters, the same for the same name', () => {
    expect(uid('a')).toMatch(/^2\.25\.[1-9]\d{0,38}$/);
    expect(uid('a')).toBe(uid('a'));
    expect(uid('a')).not.toBe(uid('b'));
  });
});
