import { describe, expect, it } from 'vitest';
import type { GreyFrame, StoredValues } from '../../../src/core/pixels/Frame';
import { wholeRange } from '../../../src/core/pixels/wholeRange';

function frameOf(values: StoredValues, rest: Partial<GreyFrame> = {}): GreyFrame {
  return {
    kind: 'grey',
    rows: 1,
    columns: values.length,
    values,
    rescale: { slope: 1, intercept: 0 },
    padding: undefined,
    inverted: false,
    ...rest,
  };
}

describe('wholeRange', () => {
  it('spans the modality values of the frame', () => {
    const values = new Int16Array([3, -7, 5]);
    expect(wholeRange(frameOf(values))).toEqual({ from: -7, to: 5 });
    const rescale = { slope: 2, intercept: -1024 };
    expect(wholeRange(frameOf(values, { rescale }))).toEqual({ from: -1038, to: -1014 });
  });

  it('rises where the slope falls', () => {
    const rescale = { slope: -1, intercept: 0 };
    expect(wholeRange(frameOf(new Int16Array([3, -7]), { rescale }))).toEqual({ from: -3, to: 7 });
  });

  it('leaves padding out, compared with stored values (E0005: -2000)', () => {
    const values = new Int16Array([-2000, -1024, 90, -2000]);
    const frame = frameOf(values, {
      padding: { low: -2000, high: -2000 },
      rescale: { slope: 1, intercept: -1024 },
    });
    expect(wholeRange(frame)).toEqual({ from: -2048, to: -934 });
  });

  it('leaves out what is no finite number', () => {
    const values = new Float32Array([NaN, 1.5, Infinity, -2.5, -Infinity]);
    expect(wholeRange(frameOf(values))).toEqual({ from: -2.5, to: 1.5 });
  });

  it('has nothing to say of nothing', () => {
    expect(wholeRange(frameOf(new Float32Array([NaN])))).toBeUndefined();
    const padding = { low: 0, high: 9 };
    expect(wholeRange(frameOf(new Uint8Array([0, 9]), { padding }))).toBeUndefined();
  });

  it('passes every value through a modality LUT, which need not rise', () => {
    const modalityLut = { first: 0, values: new Uint16Array([10, 700, 30]) };
    expect(wholeRange(frameOf(new Uint8Array([0, 1, 2]), { modalityLut }))).toEqual({
      from: 10,
      to: 700,
    });
  });

  it('passes the pixels once for each frame', () => {
    let passes = 0;
    const frame = (): GreyFrame => {
      const values = new Int16Array([3, -7]);
      const iterate = values[Symbol.iterator].bind(values);
      values[Symbol.iterator] = () => {
        passes += 1;
        return iterate();
      };
      return frameOf(values);
    };
    const one = frame();
    expect(wholeRange(one)).toEqual({ from: -7, to: 3 });
    expect(wholeRange(one)).toEqual({ from: -7, to: 3 });
    expect(passes).toBe(1);
    wholeRange(frame());
    expect(passes).toBe(2);
  });

  it('remembers too that there is nothing to say', () => {
    const frame = frameOf(new Float32Array([NaN]));
    expect(wholeRange(frame)).toBeUndefined();
    frame.values[0] = 1;
    expect(wholeRange(frame)).toBeUndefined();
  });
});
