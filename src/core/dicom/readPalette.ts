import type { Palette } from '../pixels/paletteToRgb';
import type { DataSetView } from './DataSetView';
import { uint16At } from './elementHeader';
import type { LutTags } from './readLut';
import { readLut, readLutDescriptor } from './readLut';

/** The three palettes of PALETTE COLOR: descriptor, data and segmented data of red, green and blue. */
const channels: readonly (LutTags & { readonly segmented: number })[] = [
  { descriptor: 0x00281101, data: 0x00281201, segmented: 0x00281221 },
  { descriptor: 0x00281102, data: 0x00281202, segmented: 0x00281222 },
  { descriptor: 0x00281103, data: 0x00281203, segmented: 0x00281223 },
];

/** Palette Color Lookup Tables (PS3.3 C.7.6.3.1.5, C.7.6.3.1.6) brought to 8 bits; undefined when one is missing. */
export function readPalette(view: DataSetView, isSigned: boolean): Palette | undefined {
  const tables = channels.map((tags) => {
    const plain = readLut(view, tags, isSigned);
    return plain ?? readSegmented(view, tags.descriptor, tags.segmented, isSigned);
  });
  const [red, green, blue] = tables;
  if (!red || !green || !blue) return undefined;
  const largest = Math.max(...[red, green, blue].map(({ values }) => maximum(values)));
  // Tables of 16 bits that hold 8-bit values are a common fault; taken at their word they would all be black.
  const shift = red.bits > 8 && largest > 255 ? red.bits - 8 : 0;
  return {
    first: red.first,
    red: toBytes(red.values, shift),
    green: toBytes(green.values, shift),
    blue: toBytes(blue.values, shift),
  };
}

function maximum(values: Uint16Array): number {
  return values.reduce((largest, value) => Math.max(largest, value), 0);
}

function toBytes(values: Uint16Array, shift: number): Uint8Array {
  return Uint8Array.from(values, (value) => value >> shift);
}

function readSegmented(
  view: DataSetView,
  descriptorTag: number,
  dataTag: number,
  isSigned: boolean,
): { first: number; bits: number; values: Uint16Array } | undefined {
  const descriptor = readLutDescriptor(view, descriptorTag, isSigned);
  const bytes = view.bytes(dataTag);
  if (!descriptor || !bytes) return undefined;
  const { first, bits, count } = descriptor;
  const words = bits === 8 ? Uint16Array.from(bytes) : wordsOf(bytes, view.isLittleEndian);
  return {
    first,
    bits,
    values: Uint16Array.from(expandSegments(words, bits === 8 ? 1 : 2, count)),
  };
}

function wordsOf(bytes: Uint8Array, littleEndian: boolean): Uint16Array {
  return Uint16Array.from({ length: bytes.length >> 1 }, (_, index) =>
    uint16At(bytes, index * 2, littleEndian),
  );
}

/**
 * PS3.3 C.7.9.2: discrete runs, straight lines, and repetitions of earlier segments, until `count` values are out.
 * `words` are the entries of the segmented table, of 1 or 2 bytes each in the file.
 */
function expandSegments(words: Uint16Array, entryBytes: 1 | 2, count: number): number[] {
  const out: number[] = [];
  let at = 0;
  while (at + 1 < words.length && out.length < count) {
    const opcode = words[at] as number;
    const length = words[at + 1] as number;
    if (opcode > 2) break;
    if (opcode < 2) {
      at = plainSegment(words, at, count, out);
      continue;
    }
    // The offset is a 32-bit number of bytes from the start of the table.
    const offsetEntries = 4 / entryBytes;
    const parts = words.subarray(at + 2, at + 2 + offsetEntries);
    const offset = parts.reduceRight((sum, part) => sum * 256 ** entryBytes + part, 0) / entryBytes;
    repeatSegments(words, Math.floor(offset), length, count, out);
    at += 2 + offsetEntries;
  }
  return out.slice(0, count);
}

/** One discrete or linear segment at `at`; returns where the next one starts. */
function plainSegment(words: Uint16Array, at: number, count: number, out: number[]): number {
  const isLinear = words[at] === 1;
  const length = words[at + 1] as number;
  if (!isLinear) {
    for (let index = 0; index < length && out.length < count; index++) {
      out.push(words[at + 2 + index] ?? 0);
    }
    return at + 2 + length;
  }
  const from = out.at(-1) ?? 0;
  const to = words[at + 2] ?? from;
  for (let step = 1; step <= length && out.length < count; step++) {
    out.push(Math.round(from + ((to - from) * step) / length));
  }
  return at + 3;
}

/** An indirect segment repeats plain ones only, so there is no recursion to run away. */
function repeatSegments(
  words: Uint16Array,
  offset: number,
  segments: number,
  count: number,
  out: number[],
): void {
  let at = offset;
  for (let done = 0; done < segments && at + 1 < words.length && out.length < count; done++) {
    if ((words[at] as number) > 1) return;
    at = plainSegment(words, at, count, out);
  }
}
