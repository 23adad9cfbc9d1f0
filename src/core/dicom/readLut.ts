import type { DataSetView } from './DataSetView';
import { uint16At } from './elementHeader';

/** A lookup table (PS3.3 C.11.1.1.1, C.7.6.3.1.5): entry 0 belongs to stored value `first` and all below it. */
interface Lut {
  readonly first: number;
  readonly values: Uint16Array;
  /** Bits of an entry as the descriptor says: 8 to 16. */
  readonly bits: number;
}

/** The tags of a table's descriptor and data. */
export interface LutTags {
  readonly descriptor: number;
  readonly data: number;
}

/** Descriptor of a LUT: number of entries (0 means 65,536), first value mapped, bits of an entry. */
interface LutDescriptor {
  readonly count: number;
  readonly first: number;
  readonly bits: number;
}

/** Reads a descriptor; its second number has the sign of the pixels, whatever VR is written. */
export function readLutDescriptor(
  view: DataSetView,
  tag: number,
  isSigned: boolean,
): LutDescriptor | undefined {
  const [count, first, bits] = view.numbers(tag, 'US');
  if (count === undefined || first === undefined || bits === undefined) return undefined;
  return {
    count: count & 0xffff || 65_536,
    first: isSigned ? (first << 16) >> 16 : first & 0xffff,
    bits: bits >= 8 && bits <= 16 ? bits : 16,
  };
}

/** Reads a LUT; undefined when descriptor or data are absent. A table shorter than it claims is kept as it is. */
export function readLut(view: DataSetView, tags: LutTags, isSigned: boolean): Lut | undefined {
  const descriptor = readLutDescriptor(view, tags.descriptor, isSigned);
  const bytes = view.bytes(tags.data);
  if (!descriptor || !bytes) return undefined;
  const { count, first, bits } = descriptor;
  const values = lutEntries(bytes, count, bits, view.isLittleEndian);
  return values.length === 0 ? undefined : { first, values, bits };
}

/** 8-bit tables are written two entries to a word or one; the length tells. */
function lutEntries(
  bytes: Uint8Array,
  count: number,
  bits: number,
  littleEndian: boolean,
): Uint16Array {
  if (bits === 8 && bytes.length < count * 2) return packedBytes(bytes, count, littleEndian);
  const words = Math.min(count, bytes.length >> 1);
  return Uint16Array.from({ length: words }, (_, index) =>
    uint16At(bytes, index * 2, littleEndian),
  );
}

function packedBytes(bytes: Uint8Array, count: number, littleEndian: boolean): Uint16Array {
  const flip = littleEndian ? 0 : 1;
  const length = Math.min(count, bytes.length);
  return Uint16Array.from({ length }, (_, index) => bytes[index ^ flip] ?? 0);
}
