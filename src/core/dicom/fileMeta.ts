import type { DicomError } from './DicomError';
import type { ElementHeader } from './elementHeader';
import { UNDEFINED_LENGTH, readElementHeader, uint16At } from './elementHeader';
import { detectEncoding, looksLikeDataSet } from './detectEncoding';
import { looksLike } from './looksLike';
import type { Encoding } from './transferSyntax';
import { explicitLittleEndian, transferSyntaxOf } from './transferSyntax';
import { asciiText } from './values';
import { isKnownVr } from './valueRepresentation';

/** File Meta Information (PS3.10 7.1) and where the data set starts. */
export interface FileMeta {
  /** Transfer Syntax UID (0002,0010); empty when the file does not say. */
  readonly transferSyntaxUid: string;
  /** Media Storage SOP Class UID (0002,0002) and SOP Instance UID (0002,0003); empty when absent. */
  readonly sopClassUid: string;
  readonly sopInstanceUid: string;
  readonly dataSetOffset: number;
  readonly deflated: boolean;
  /** How the data set is really written, even where that contradicts the transfer syntax. */
  readonly encoding: Encoding;
}

/** `more`: the meta information goes on; read at least `bytes` from the start of the file. */
type FileMetaResult =
  | { readonly kind: 'done'; readonly meta: FileMeta }
  | { readonly kind: 'more'; readonly bytes: number }
  | { readonly kind: 'failed'; readonly error: DicomError };

const PREAMBLE = 128;
/** Enough for two element headers and short values, with which a data set's encoding is recognised. */
const DETECTION_BYTES = 256;
/** Private Information (0002,0102) may be long; anything above this is not meta information any more. */
const MAX_META_BYTES = 1 << 20;

function failed(error: DicomError): FileMetaResult {
  return { kind: 'failed', error };
}

/**
 * Reads group 0002 from the first bytes of a file of `fileSize` bytes: after the preamble, or at the very start, or
 * absent when the file begins with its data set. The group length is not trusted; the group ends where it ends.
 */
export function readFileMeta(prefix: Uint8Array, fileSize: number): FileMetaResult {
  if (fileSize === 0) return failed({ code: 'empty-file' });
  const wanted = Math.min(fileSize, PREAMBLE + 4 + DETECTION_BYTES);
  if (prefix.length < wanted) return { kind: 'more', bytes: wanted };
  const start = startOf(prefix, fileSize);
  if (start === undefined) {
    return failed({ code: 'not-dicom', looksLike: looksLike(prefix) });
  }
  if (start > 0 && fileSize < start + 8) {
    return failed({
      code: 'truncated',
      where: 'header',
      expectedBytes: start + 8,
      actualBytes: fileSize,
    });
  }
  return walkMeta(prefix, start, fileSize);
}

/**
 * Where the meta information, or the data set that stands in its place, begins: after DICM, after a preamble that lacks
 * DICM, or at the very start. Undefined when nothing is like DICOM.
 */
function startOf(prefix: Uint8Array, fileSize: number): number | undefined {
  if (asciiText(prefix, PREAMBLE, PREAMBLE + 4) === 'DICM') return PREAMBLE + 4;
  if (startsMeta(prefix, 0) || looksLikeDataSet(prefix, fileSize)) return 0;
  return startsMeta(prefix, PREAMBLE) ? PREAMBLE : undefined;
}

/** An element of group 0002 in explicit little endian. */
function startsMeta(prefix: Uint8Array, at: number): boolean {
  const element: ElementHeader = { tag: 0, vr: 0, length: 0, valueOffset: 0 };
  const isRead = readElementHeader(prefix, at, explicitLittleEndian, element);
  return isRead && element.tag >>> 16 === 2 && isKnownVr(element.vr);
}

function walkMeta(prefix: Uint8Array, start: number, fileSize: number): FileMetaResult {
  const element: ElementHeader = { tag: 0, vr: 0, length: 0, valueOffset: 0 };
  const found = { transferSyntaxUid: '', sopClassUid: '', sopInstanceUid: '' };
  let at = start;
  for (;;) {
    if (fileSize - at < 8) break;
    if (at + 2 > prefix.length) return moreMeta(prefix, at + DETECTION_BYTES, fileSize);
    if (prefix[at] !== 0x02 || prefix[at + 1] !== 0) break;
    if (!readElementHeader(prefix, at, explicitLittleEndian, element)) {
      return moreMeta(prefix, at + DETECTION_BYTES, fileSize);
    }
    rereadDamagedVr(prefix, at, fileSize, element);
    if (element.length === UNDEFINED_LENGTH) {
      const detail = 'file meta information of undefined length';
      return failed({ code: 'malformed', offset: at, detail });
    }
    const end = element.valueOffset + element.length;
    if (end > prefix.length) return moreMeta(prefix, end + DETECTION_BYTES, fileSize);
    keepUid(prefix, element, found);
    at = end;
  }
  if (prefix.length < Math.min(fileSize, at + DETECTION_BYTES)) {
    return moreMeta(prefix, at + DETECTION_BYTES, fileSize);
  }
  return finish(prefix, at, fileSize, found);
}

/**
 * An element whose VR is no VR was read as implicit. Where that leads beyond the file the VR is merely damaged, and the
 * length is the short one that all but the first element of the group have.
 */
function rereadDamagedVr(
  prefix: Uint8Array,
  at: number,
  fileSize: number,
  element: ElementHeader,
): void {
  const isWithin =
    element.length !== UNDEFINED_LENGTH && element.valueOffset + element.length <= fileSize;
  if (element.vr !== 0 || isWithin) return;
  element.length = uint16At(prefix, at + 6, true);
}

interface MetaUids {
  transferSyntaxUid: string;
  sopClassUid: string;
  sopInstanceUid: string;
}

function keepUid(prefix: Uint8Array, element: ElementHeader, found: MetaUids): void {
  const { tag, valueOffset, length } = element;
  const end = valueOffset + length;
  if (tag === 0x00020010) found.transferSyntaxUid = asciiText(prefix, valueOffset, end);
  else if (tag === 0x00020002) found.sopClassUid = asciiText(prefix, valueOffset, end);
  else if (tag === 0x00020003) found.sopInstanceUid = asciiText(prefix, valueOffset, end);
}

/** The meta information goes on at least to `bytes`, less what detection wants to see after it. */
function moreMeta(prefix: Uint8Array, bytes: number, fileSize: number): FileMetaResult {
  const expectedBytes = bytes - DETECTION_BYTES;
  if (expectedBytes > fileSize || prefix.length >= fileSize) {
    return failed({ code: 'truncated', where: 'header', expectedBytes, actualBytes: fileSize });
  }
  if (bytes > MAX_META_BYTES) {
    const detail = 'file meta information too long';
    return failed({ code: 'malformed', offset: PREAMBLE, detail });
  }
  return { kind: 'more', bytes: Math.min(bytes, fileSize) };
}

function finish(prefix: Uint8Array, at: number, fileSize: number, uids: MetaUids): FileMetaResult {
  const deflated = transferSyntaxOf(uids.transferSyntaxUid)?.deflated ?? false;
  const stated = statedEncoding(uids.transferSyntaxUid);
  const encoding = deflated ? stated : detectEncoding(prefix, at, fileSize, stated);
  if (!encoding) {
    const detail = 'no data set after the file meta information';
    return failed({ code: 'malformed', offset: at, detail });
  }
  const { transferSyntaxUid, sopClassUid, sopInstanceUid } = uids;
  return {
    kind: 'done',
    meta: { transferSyntaxUid, sopClassUid, sopInstanceUid, dataSetOffset: at, deflated, encoding },
  };
}

/** Private transfer syntaxes are written as explicit VR little endian, as all that were ever added (PS3.5 10.1). */
function statedEncoding(uid: string): Encoding | undefined {
  if (uid === '') return undefined;
  return transferSyntaxOf(uid)?.encoding ?? explicitLittleEndian;
}
