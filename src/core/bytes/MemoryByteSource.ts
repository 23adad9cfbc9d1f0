import type { ByteSource } from './ByteSource';

/** A ByteSource over bytes already in memory; the arrays it returns are views of those bytes. */
export class MemoryByteSource implements ByteSource {
  readonly size: number;

  constructor(private readonly bytes: Uint8Array) {
    this.size = bytes.byteLength;
  }

  async read(offset: number, length: number, signal?: AbortSignal): Promise<Uint8Array> {
    signal?.throwIfAborted();
    return this.bytes.subarray(offset, offset + length);
  }
}
