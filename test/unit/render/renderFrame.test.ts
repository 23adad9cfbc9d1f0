import { describe, expect, it } from 'vitest';
import type { GreyFrame } from '../../../src/core/pixels/Frame';
import { renderFrame } from '../../../src/core/render/renderFrame';

const grey: GreyFrame = {
  kind: 'grey',
  rows: 1,
  columns: 3,
  values: new Int16Array([-10, 0, 10]),
  rescale: { slope: 1, intercept: 0 },
  padding: undefined,
  inverted: false,
};

describe('renderFrame', () => {
  it('copies colours as they are, whatever the window', () => {
    const target = new Uint8ClampedArray(8);
    const rgb = new Uint8Array([1, 2, 3, 254, 255, 0]);
    renderFrame({ kind: 'colour', rows: 1, columns: 2, rgb }, undefined, target);
    expect([...target]).toEqual([1, 2, 3, 255, 254, 255, 0, 255]);
  });

  it('shows grey in the window it is given, else over its whole range', () => {
    const target = new Uint8ClampedArray(12);
    const reds = (): (number | undefined)[] => [target[0], target[4], target[8]];
    renderFrame(grey, { kind: 'range', from: 0, to: 20 }, target);
    expect(reds()).toEqual([0, 0, 128]);
    renderFrame(grey, undefined, target);
    expect(reds()).toEqual([0, 128, 255]);
    renderFrame(grey, undefined, target, { inverted: true });
    expect(reds()).toEqual([255, 127, 0]);
  });

  it('shows a frame of nothing but padding as background', () => {
    const target = new Uint8ClampedArray(12).fill(9);
    renderFrame({ ...grey, padding: { low: -10, high: 10 } }, undefined, target);
    expect([target[0], target[3], target[4], target[8]]).toEqual([0, 255, 0, 0]);
  });
});
