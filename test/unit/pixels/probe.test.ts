import { describe, expect, it } from 'vitest';
import type { GreyFrame } from '../../../src/core/pixels/Frame';
import { probe } from '../../../src/core/pixels/probe';

const frame: GreyFrame = {
  kind: 'grey',
  rows: 2,
  columns: 3,
  values: new Int16Array([1, 2, 3, 4, -2000, 6]),
  rescale: { slope: 0.5, intercept: -1024 },
  padding: { low: -2000, high: -2000 },
  inverted: true,
};

describe('probe', () => {
  it('gives the stored and the modality value at a column and row', () => {
    expect(probe(frame, 2, 0)).toEqual({ kind: 'value', stored: 3, modality: -1022.5 });
    expect(probe(frame, 0, 1)).toEqual({ kind: 'value', stored: 4, modality: -1022 });
  });

  it('says padding, which has no modality value', () => {
    expect(probe(frame, 1, 1)).toEqual({ kind: 'padding', stored: -2000 });
  });

  it('gives colours', () => {
    const rgb = new Uint8Array([1, 2, 3, 40, 50, 60]);
    const colour = { kind: 'colour', rows: 1, columns: 2, rgb } as const;
    expect(probe(colour, 1, 0)).toEqual({ kind: 'colour', red: 40, green: 50, blue: 60 });
  });

  it('goes through a modality LUT, whose ends hold beyond it', () => {
    const modalityLut = { first: 2, values: new Uint16Array([70, 80]) };
    const looked = { ...frame, modalityLut };
    const modality = [0, 1, 2].map((column) => probe(looked, column, 0));
    expect(modality).toMatchObject([{ modality: 70 }, { modality: 70 }, { modality: 80 }]);
  });

  it.each([
    [-1, 0],
    [3, 0],
    [0, 2],
    [0.5, 0],
  ])('refuses column %d, row %d', (column, row) => {
    expect(() => probe(frame, column, row)).toThrow(RangeError);
  });
});
