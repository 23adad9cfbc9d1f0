import { describe, expect, it } from 'vitest';
import { MemoryByteSource } from '../../../src/core/bytes/MemoryByteSource';

describe('MemoryByteSource', () => {
  const source = new MemoryByteSource(new Uint8Array([10, 11, 12, 13]));

  it('reads ranges, fewer bytes at the end', async () => {
    expect(source.size).toBe(4);
    expect([...(await source.read(1, 2))]).toEqual([11, 12]);
    expect([...(await source.read(3, 10))]).toEqual([13]);
    expect(await source.read(9, 10)).toHaveLength(0);
  });

  it('rejects once the signal is aborted', async () => {
    await expect(source.read(0, 1, AbortSignal.abort())).rejects.toThrow();
  });
});
