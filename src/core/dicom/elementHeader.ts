import type { Encoding } from './transferSyntax';
import type { VrCode } from './valueRepresentation';
import { hasLongLength, isVrShaped } from './valueRepresentation';

/** Stands for 0xffffffff, the length of what ends with a delimiter instead (PS3.5 7.1.1); see `lengthAt`. */
export const UNDEFINED_LENGTH = -1;

/** The tag, VR and length that open an element; the value starts at `valueOffset` of the same array. */
export interface ElementHeader {
  /** group << 16 | element: a signed number, so that scanning never leaves the engine's small integers. */
  tag: number;
  /** 0 when no VR is written. */
  vr: VrCode;
  length: number;
  valueOffset: number;
}

/** Unsigned 16-bit number at an offset that the caller has checked. */
export function uint16At(bytes: Uint8Array, at: number, littleEndian: boolean): number {
  const first = bytes[at] as number;
  const second = bytes[at + 1] as number;
  return littleEndian ? first | (second << 8) : (first << 8) | second;
}

/** Length of 32 bits at an offset that the caller has checked: 0 or more, or UNDEFINED_LENGTH. */
function lengthAt(bytes: Uint8Array, at: number, littleEndian: boolean): number {
  const low = uint16At(bytes, littleEndian ? at : at + 2, littleEndian);
  const high = uint16At(bytes, littleEndian ? at + 2 : at, littleEndian);
  const signed = (high << 16) | low;
  return signed >= UNDEFINED_LENGTH ? signed : signed >>> 0;
}

/** Bytes an element's tag, VR and length take at most. */
export const MAX_ELEMENT_HEADER = 12;

/**
 * Reads the element header at `at` into `into`; false when the bytes end before it does. Items and delimiters never
 * carry a VR (PS3.5 7.5). In an explicit data set a VR that is not two capital letters is taken as none: some writers
 * mix in implicit elements, and the 32-bit length then holds.
 */
export function readElementHeader(
  bytes: Uint8Array,
  at: number,
  encoding: Encoding,
  into: ElementHeader,
): boolean {
  if (at + 8 > bytes.length) return false;
  const { littleEndian } = encoding;
  const group = uint16At(bytes, at, littleEndian);
  into.tag = (group << 16) | uint16At(bytes, at + 2, littleEndian);
  const vr =
    encoding.explicitVr && group !== 0xfffe
      ? ((bytes[at + 4] as number) << 8) | (bytes[at + 5] as number)
      : 0;
  if (vr === 0 || !isVrShaped(vr)) {
    into.vr = 0;
    into.length = lengthAt(bytes, at + 4, littleEndian);
    into.valueOffset = at + 8;
    return true;
  }
  into.vr = vr;
  if (!hasLongLength(vr)) {
    into.length = uint16At(bytes, at + 6, littleEndian);
    into.valueOffset = at + 8;
    return true;
  }
  if (at + MAX_ELEMENT_HEADER > bytes.length) return false;
  into.length = lengthAt(bytes, at + 8, littleEndian);
  into.valueOffset = at + MAX_ELEMENT_HEADER;
  return true;
}
