import type { ByteSource } from '../bytes/ByteSource';
import type { StoredValues } from '../pixels/Frame';
import { expand422 } from '../pixels/ybrToRgb';
import type { Result } from '../result';
import { err, ok } from '../result';
import type { DicomError } from './DicomError';
import type { FrameRange } from './frameRange';
import { frameRange, isSubsampled } from './frameRange';
import type { PixelLayout } from './PixelLayout';
import { interleave, unpackSamples } from './unpackSamples';

/** The samples of one frame, channels side by side, and how many of its rows the file really holds. */
interface FrameSamples {
  readonly samples: StoredValues;
  readonly rowsPresent: number;
}

/** Where and how the value of native Pixel Data is written. */
interface PixelValue {
  readonly offset: number;
  /** As the element says, which may reach beyond the end of the file. */
  readonly length: number;
  readonly littleEndian: boolean;
  /** Written as words of 16 bits (OW), so that 8-bit samples of a big-endian file are exchanged in pairs (PS3.5 A.3). */
  readonly isWords: boolean;
}

/** No more than this is allocated for a frame, however large the header says it is. */
const MAX_FRAME_BYTES = 2 ** 30;

/** Cuts frames out of native pixel data, each by one read of its own range. */
export class NativeFrames {
  private readonly available: number;
  private readonly subsampled: boolean;
  private readonly swapsPairs: boolean;

  constructor(
    private readonly source: ByteSource,
    private readonly layout: PixelLayout,
    private readonly value: PixelValue,
  ) {
    this.available = Math.max(0, Math.min(value.length, source.size - value.offset));
    this.subsampled = isSubsampled(layout, value.length);
    this.swapsPairs = !value.littleEndian && value.isWords && layout.sample.bitsAllocated === 8;
  }

  /** Frame `index` from 0. Errors: `truncated` when not one whole row of it is there, `unsupported-pixel-format`. */
  async read(index: number, signal?: AbortSignal): Promise<Result<FrameSamples, DicomError>> {
    const range = frameRange(this.layout, index, this.subsampled);
    const available = Math.max(0, Math.min(range.length, this.available - range.offset));
    if (this.rowsIn(available, range) === 0) return err(this.truncated(range));
    if (unpackedBytes(this.layout) > MAX_FRAME_BYTES) {
      return err({ code: 'unsupported-pixel-format', detail: 'a frame above 1 GiB' });
    }
    const bytes = await this.readRange(range.offset, available, signal);
    // The file may have become shorter since it was opened.
    const rowsPresent = this.rowsIn(bytes.length, range);
    if (rowsPresent === 0) return err(this.truncated(range));
    return ok({ samples: this.unpack(bytes, range.bitOffset), rowsPresent });
  }

  private rowsIn(presentBytes: number, range: FrameRange): number {
    const { rows, columns, samplesPerPixel, isPlanar, sample } = this.layout;
    if (presentBytes >= range.length) return rows;
    const channels = isPlanar ? 1 : samplesPerPixel;
    const rowBits = columns * channels * sample.bitsAllocated * (this.subsampled ? 2 / 3 : 1);
    // Planes follow each other: a row is whole when the last plane holds it.
    const earlierPlanes = isPlanar ? rowBits * rows * 2 : 0;
    const bits = presentBytes * 8 - range.bitOffset - earlierPlanes;
    return Math.min(rows, Math.max(0, Math.floor(bits / rowBits)));
  }

  private truncated(range: FrameRange): DicomError {
    return {
      code: 'truncated',
      where: 'pixel-data',
      expectedBytes: range.offset + range.length,
      actualBytes: this.available,
    };
  }

  private async readRange(
    offset: number,
    length: number,
    signal: AbortSignal | undefined,
  ): Promise<Uint8Array> {
    const start = this.value.offset + offset;
    if (!this.swapsPairs) return this.source.read(start, length, signal);
    const odd = offset & 1;
    const words = await this.source.read(start - odd, length + odd + 1, signal);
    return swapPairs(words).subarray(odd, odd + length);
  }

  private unpack(bytes: Uint8Array, bitOffset: number): StoredValues {
    const { rows, columns, samplesPerPixel, sample, isPlanar } = this.layout;
    const packed = { bytes, bitOffset, littleEndian: this.value.littleEndian };
    const pixels = rows * columns;
    if (this.subsampled) {
      const pairs = unpackSamples(packed, sample, Math.ceil(pixels / 2) * 4);
      return expand422(Uint8Array.from(pairs), pixels);
    }
    const samples = unpackSamples(packed, sample, pixels * samplesPerPixel);
    return isPlanar ? interleave(samples) : samples;
  }
}

function unpackedBytes({ rows, columns, samplesPerPixel, sample }: PixelLayout): number {
  return rows * columns * samplesPerPixel * Math.max(1, sample.bitsAllocated / 8);
}

function swapPairs(words: Uint8Array): Uint8Array {
  // Not slice(), which gives a view where the source hands out Node Buffers.
  const swapped = Uint8Array.from(words);
  for (let at = 0; at + 1 < swapped.length; at += 2) swapped.subarray(at, at + 2).reverse();
  return swapped;
}
