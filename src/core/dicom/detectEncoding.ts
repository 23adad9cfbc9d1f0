import type { ElementHeader } from './elementHeader';
import { UNDEFINED_LENGTH, readElementHeader } from './elementHeader';
import type { Encoding } from './transferSyntax';
import { explicitBigEndian, explicitLittleEndian, implicitLittleEndian } from './transferSyntax';
import { isKnownVr } from './valueRepresentation';

const candidates: readonly Encoding[] = [
  explicitLittleEndian,
  implicitLittleEndian,
  explicitBigEndian,
];

/** Groups with which a data set can begin: command-free DICOM data sets start in the first few even groups. */
const MAX_FIRST_GROUP = 0x28;
/** The first element of a data set is short: a group length, a character set, an image type. */
const MAX_FIRST_LENGTH = 1024;

/** True when the bytes, which begin without DICM, are a bare data set (some archives strip PS3.10's wrapping). */
export function looksLikeDataSet(bytes: Uint8Array, fileSize: number): boolean {
  return candidates.some((encoding) => countPlausible(bytes, 0, fileSize, encoding) >= 2);
}

/**
 * How the data set at `offset` is written. The stated encoding is kept when the first element fits it; files whose
 * transfer syntax lies are read as what they are. An empty data set keeps what is stated. Undefined when nothing fits
 * and nothing was stated.
 */
export function detectEncoding(
  bytes: Uint8Array,
  offset: number,
  fileSize: number,
  stated: Encoding | undefined,
): Encoding | undefined {
  if (stated && (fileSize - offset < 8 || fits(bytes, offset, fileSize, stated))) return stated;
  const scores = candidates.map((encoding) => countPlausible(bytes, offset, fileSize, encoding));
  const best = Math.max(...scores);
  if (best === 0) return stated;
  return candidates[scores.indexOf(best)];
}

function fits(bytes: Uint8Array, offset: number, fileSize: number, encoding: Encoding): boolean {
  return countPlausible(bytes, offset, fileSize, encoding, 1) > 0;
}

/** How many of the first `atMost` elements look like elements in this encoding: tags rise, VRs exist, values fit. */
function countPlausible(
  bytes: Uint8Array,
  offset: number,
  fileSize: number,
  encoding: Encoding,
  atMost = 3,
): number {
  const element: ElementHeader = { tag: 0, vr: 0, length: 0, valueOffset: 0 };
  let at = offset;
  let lastTag = 0x00030000;
  let count = 0;
  while (count < atMost && readElementHeader(bytes, at, encoding, element)) {
    const group = element.tag >>> 16;
    const isFirstPlausible =
      count > 0 || (group <= MAX_FIRST_GROUP && isFirstLength(element.length));
    const hasVr = encoding.explicitVr ? isKnownVr(element.vr) : !looksExplicit(bytes, at);
    if (element.tag <= lastTag || !isFirstPlausible || !hasVr) break;
    count += 1;
    lastTag = element.tag;
    if (element.length === UNDEFINED_LENGTH) break;
    at = element.valueOffset + element.length;
    if (at > fileSize) return count - 1;
  }
  return count;
}

function isFirstLength(length: number): boolean {
  return length !== UNDEFINED_LENGTH && length <= MAX_FIRST_LENGTH;
}

/** Bytes that spell a known VR where an implicit length would be: that length would exceed 16 KB of the first tags. */
function looksExplicit(bytes: Uint8Array, at: number): boolean {
  return isKnownVr(((bytes[at + 4] as number) << 8) | (bytes[at + 5] as number));
}
