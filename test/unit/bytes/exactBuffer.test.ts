import { describe, expect, it } from 'vitest';
import { exactBuffer } from '../../../src/core/bytes/exactBuffer';

describe('exactBuffer', () => {
  it('hands over the buffer of an array that fills it', () => {
    const bytes = new Uint8Array([1, 2, 3]);
    expect(exactBuffer(bytes)).toBe(bytes.buffer);
  });

  it('copies a view of something larger to its own size', () => {
    const bytes = new Uint8Array([9, 1, 2, 3, 9]).subarray(1, 4);
    const buffer = exactBuffer(bytes);
    expect(buffer.byteLength).toBe(3);
    expect([...new Uint8Array(buffer)]).toEqual([1, 2, 3]);
  });

  it('copies a pooled Node Buffer, which is a few bytes of 8 KB', () => {
    const pooled = Buffer.from('DICM');
    expect(pooled.buffer.byteLength).toBeGreaterThan(4);
    expect(Buffer.from(exactBuffer(pooled)).toString()).toBe('DICM');
  });

  it('copies shared memory, which cannot be transferred', () => {
    const shared = new Uint8Array(new SharedArrayBuffer(2));
    shared.set([4, 5]);
    const buffer = exactBuffer(shared);
    expect(buffer).toBeInstanceOf(ArrayBuffer);
    expect([...new Uint8Array(buffer)]).toEqual([4, 5]);
  });
});
