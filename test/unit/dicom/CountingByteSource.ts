import { MemoryByteSource } from '../../../src/core/bytes/MemoryByteSource';

/** A source over memory that remembers which ranges were read. */
export class CountingByteSource extends MemoryByteSource {
  readonly reads: { offset: number; length: number }[] = [];

  get bytesRead(): number {
    return this.reads.reduce((sum, { length }) => sum + length, 0);
  }

  override async read(offset: number, length: number, signal?: AbortSignal): Promise<Uint8Array> {
    const bytes = await super.read(offset, length, signal);
    this.reads.push({ offset, length: bytes.length });
    return bytes;
  }
}
