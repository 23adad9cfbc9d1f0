import { describe, expect, it } from 'vitest';
import { sopInstanceUidOfFileName } from '../../../src/core/annotations/annotationFileName';
import {
  boxSizeMm,
  boxSizePx,
  cornerPositionMm,
  isBoxDegenerate,
  isBoxOutside,
} from '../../../src/core/annotations/boxGeometry';
import { ownPatientFirst } from '../../../src/core/annotations/ownPatientFirst';
import { patientVector } from '../../../src/core/geometry/spaces';

const box = { xMinPx: 286, yMinPx: 310, xMaxPx: 355, yMaxPx: 402 };
const spacing = { betweenRowsMm: 0.841796875, betweenColumnsMm: 0.841796875 };

describe('the size of a box', () => {
  it('is the distance of its lines: 69 x 92 px, 58.08 x 77.45 mm', () => {
    expect(boxSizePx(box)).toEqual({ width: 69, height: 92 });
    expect(boxSizeMm(box, spacing).width).toBeCloseTo(58.08, 2);
    expect(boxSizeMm(box, spacing).height).toBeCloseTo(77.45, 2);
  });

  it('takes width from the spacing between columns, height from that between rows', () => {
    expect(boxSizeMm(box, { betweenRowsMm: 2, betweenColumnsMm: 1 })).toEqual({
      width: 69,
      height: 184,
    });
  });

  it('is degenerate without area, outside beyond the lines 0 and Columns or Rows', () => {
    expect(isBoxDegenerate(box)).toBe(false);
    expect(isBoxDegenerate({ ...box, xMaxPx: 286 })).toBe(true);
    expect(isBoxDegenerate({ ...box, yMaxPx: 3 })).toBe(true);
    expect(isBoxOutside(box, { columns: 355, rows: 402 })).toBe(false);
    expect(isBoxOutside(box, { columns: 354, rows: 402 })).toBe(true);
    expect(isBoxOutside({ ...box, yMinPx: -1 }, { columns: 512, rows: 512 })).toBe(true);
  });
});

describe('a corner in the patient', () => {
  const plane = {
    positionMm: patientVector(-200, -180, -209),
    rowDirection: patientVector(1, 0, 0),
    columnDirection: patientVector(0, 0, -1),
  };

  it('is half a pixel off the centre that Image Position gives', () => {
    const at = (xPx: number, yPx: number) =>
      cornerPositionMm({ xPx, yPx }, plane, { betweenRowsMm: 2, betweenColumnsMm: 1 });
    expect(at(0.5, 0.5)).toEqual(patientVector(-200, -180, -209));
    expect(at(0, 0)).toEqual(patientVector(-200.5, -180, -208));
    expect(at(10.5, 5.5)).toEqual(patientVector(-190, -180, -219));
  });
});

describe('annotation file names', () => {
  it.each([
    ['1.3.6.1.4.1.14519.5.2.1.xml', '1.3.6.1.4.1.14519.5.2.1'],
    ['2.25.7.XML', '2.25.7'],
    ['annotation.xml', undefined],
    ['1.2.3.dcm', undefined],
    ['1..2.xml', undefined],
    ['3.2.1.xml', undefined],
    ['.xml', undefined],
    [`1.${'2'.repeat(63)}.xml`, undefined],
    [`1.${'2'.repeat(62)}.xml`, `1.${'2'.repeat(62)}`],
  ])('%s', (name, expected) => {
    expect(sopInstanceUidOfFileName(name)).toBe(expected);
  });
});

describe('several files for one slice', () => {
  it('has the own patient’s folder first, the others by name', () => {
    const files = ['A0004', 'A0002', 'A0003'].map((folderName) => ({
      folderName,
      path: `/x/${folderName}/1.2.xml`,
    }));
    const order = (patient: string) =>
      ownPatientFirst(files, patient).map((file) => file.folderName);
    expect(order('Lung_Dx-A0003')).toEqual(['A0003', 'A0002', 'A0004']);
    expect(order('A0004')).toEqual(['A0004', 'A0002', 'A0003']);
    expect(order('')).toEqual(['A0002', 'A0003', 'A0004']);
  });
});
