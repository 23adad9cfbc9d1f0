import type { StoredValues } from '../pixels/Frame';
import type { SampleFormat } from './PixelLayout';

/** Native bytes of one frame and how to read them. */
interface PackedSamples {
  readonly bytes: Uint8Array;
  readonly bitOffset: number;
  readonly littleEndian: boolean;
}

/**
 * The samples of one frame, `count` of them in the order they are written: masked to Bits Stored, sign-extended
 * (PS3.5 8.1.1), in an array of their own exact size. Bytes that are missing at the end give zeros.
 */
export function unpackSamples(
  packed: PackedSamples,
  sample: SampleFormat,
  count: number,
): StoredValues {
  if (sample.kind === 'float') return unpackFloats(packed, sample.bitsAllocated, count);
  if (sample.bitsAllocated === 1) return unpackBits(packed, count);
  const values = copyIntegers(packed, sample, count);
  if (sample.bitsStored < sample.bitsAllocated) maskToStored(values, sample);
  return values;
}

function unpackBits({ bytes, bitOffset }: PackedSamples, count: number): Uint8Array {
  const values = new Uint8Array(count);
  const present = Math.min(count, bytes.length * 8 - bitOffset);
  for (let index = 0; index < present; index++) {
    const bit = bitOffset + index;
    values[index] = ((bytes[bit >> 3] as number) >> (bit & 7)) & 1;
  }
  return values;
}

function unpackFloats(packed: PackedSamples, bits: 32 | 64, count: number): StoredValues {
  const buffer = ownBuffer(packed, bits / 8, count);
  return bits === 32 ? new Float32Array(buffer) : new Float64Array(buffer);
}

type IntegerFormat = Extract<SampleFormat, { kind: 'integer' }>;
type IntegerValues = Exclude<StoredValues, Float32Array | Float64Array>;

function copyIntegers(
  packed: PackedSamples,
  { bitsAllocated, isSigned }: IntegerFormat,
  count: number,
): IntegerValues {
  const buffer = ownBuffer(packed, bitsAllocated / 8, count);
  if (bitsAllocated === 8) return isSigned ? new Int8Array(buffer) : new Uint8Array(buffer);
  if (bitsAllocated === 16) return isSigned ? new Int16Array(buffer) : new Uint16Array(buffer);
  return isSigned ? new Int32Array(buffer) : new Uint32Array(buffer);
}

/**
 * The samples' bytes in little-endian order (that of every platform VS Code runs on), in a buffer of exactly their
 * size: pixel data may start at any offset, on which typed arrays cannot stand, and is posted to the page as a whole.
 */
function ownBuffer(packed: PackedSamples, sampleBytes: number, count: number): ArrayBuffer {
  const own = new Uint8Array(sampleBytes * count);
  own.set(packed.bytes.subarray(0, own.length));
  if (sampleBytes > 1 && !packed.littleEndian) reverseEach(own, sampleBytes);
  return own.buffer;
}

function reverseEach(bytes: Uint8Array, size: number): void {
  for (let start = 0; start + size <= bytes.length; start += size) {
    for (let low = start, high = start + size - 1; low < high; low++, high--) {
      const byte = bytes[low] as number;
      bytes[low] = bytes[high] as number;
      bytes[high] = byte;
    }
  }
}

/** Drops what lies above High Bit and below the stored bits (overlays once lived there) and restores the sign. */
function maskToStored(values: IntegerValues, format: IntegerFormat): void {
  const { bitsStored, highBit, isSigned } = format;
  const left = 31 - highBit;
  const right = 32 - bitsStored;
  for (let index = 0; index < values.length; index++) {
    const shifted = (values[index] as number) << left;
    values[index] = isSigned ? shifted >> right : shifted >>> right;
  }
}

/** Colour samples with the channels of one pixel side by side, from samples of one whole plane after the other. */
export function interleave(planar: StoredValues): StoredValues {
  const pixels = planar.length / 3;
  const result = planar.slice();
  for (let channel = 0; channel < 3; channel++) {
    for (let index = 0; index < pixels; index++) {
      result[index * 3 + channel] = planar[channel * pixels + index] as number;
    }
  }
  return result;
}
