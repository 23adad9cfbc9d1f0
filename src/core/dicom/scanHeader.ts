import type { ByteSource } from '../bytes/ByteSource';
import type { Result } from '../result';
import { err, ok } from '../result';
import type { DicomError } from './DicomError';
import type { WalkStep } from './ElementWalker';
import { ElementWalker } from './ElementWalker';
import type { FileMeta } from './fileMeta';
import { readFileMeta } from './fileMeta';
import { HeaderCollector } from './HeaderCollector';
import { inflatePrefix } from './inflate';
import type { InstanceHeader } from './InstanceHeader';

/**
 * The outcome of looking at the first bytes of a file. `more`: the header goes on; call again with at least `bytes`
 * bytes from the start. `failed` carries what was read before the fault, where that includes anything.
 */
export type HeaderScan =
  | { readonly kind: 'done'; readonly header: InstanceHeader; readonly meta: FileMeta }
  | { readonly kind: 'more'; readonly bytes: number }
  | {
      readonly kind: 'failed';
      readonly error: DicomError;
      readonly header: InstanceHeader | undefined;
    };

/** A header above this is an attack or damaged; enhanced multi-frame objects with 10,000 frames have 20 MB. */
export const MAX_HEADER_BYTES = 64 * 1024 * 1024;
const FIRST_READ = 16 * 1024;
const NEXT_READ = 64 * 1024;
/** Deflate makes no more than this of one byte. */
const MOST_SWELLING = 1032;

/**
 * Scans the header in the first bytes of a file of `fileSize` bytes, without a pause; made for the index, which reads
 * 4 KB first. Only the wanted elements are decoded, everything else is skipped by its length.
 */
export function scanHeaderBytes(prefix: Uint8Array, fileSize: number): HeaderScan {
  const meta = readFileMeta(prefix, fileSize);
  if (meta.kind === 'failed') return { ...meta, header: undefined };
  if (meta.kind === 'more') return more(prefix, meta.bytes, fileSize);
  if (meta.meta.deflated) return scanDeflated(prefix, fileSize, meta.meta);
  const collector = new HeaderCollector(meta.meta);
  const walker = new ElementWalker(
    meta.meta.dataSetOffset,
    fileSize,
    meta.meta.encoding,
    collector,
  );
  const step = walker.walk(prefix, 0);
  return step.kind === 'need'
    ? more(prefix, step.offset + step.length, fileSize)
    : finished(step, collector, meta.meta, fileSize);
}

type FinalScan = Exclude<HeaderScan, { kind: 'more' }>;

function finished(
  step: Exclude<WalkStep, { kind: 'need' }>,
  collector: HeaderCollector,
  meta: FileMeta,
  size: number,
): FinalScan {
  if (step.kind === 'end') {
    return { kind: 'done', header: collector.header(step.pixelDataOffset, size), meta };
  }
  return { kind: 'failed', error: step.error, header: collector.header(undefined, size) };
}

/** Asks for at least twice as much, so that a header of any length takes few rounds. */
function more(prefix: Uint8Array, atLeast: number, fileSize: number): HeaderScan {
  const bytes = Math.min(fileSize, Math.max(prefix.length * 2, atLeast));
  if (bytes <= MAX_HEADER_BYTES) return { kind: 'more', bytes };
  return { kind: 'failed', error: tooLong(prefix.length), header: undefined };
}

/** The failure of a header longer than MAX_HEADER_BYTES. */
export function tooLong(offset: number): DicomError {
  return { code: 'malformed', offset, detail: 'the header does not end within 64 MB' };
}

/**
 * PS3.5 A.5: everything after group 0002 is one deflate stream. Offsets in the header then count as if the stream
 * stood inflated in the file.
 */
function scanDeflated(prefix: Uint8Array, fileSize: number, meta: FileMeta): HeaderScan {
  const inflated = inflatePrefix(prefix.subarray(meta.dataSetOffset), MAX_HEADER_BYTES);
  const isWhole = prefix.length >= fileSize && !inflated.isCut && !inflated.isBroken;
  const base = meta.dataSetOffset;
  const size = isWhole ? base + inflated.bytes.length : Infinity;
  const collector = new HeaderCollector(meta);
  const step = new ElementWalker(base, size, meta.encoding, collector).walk(inflated.bytes, base);
  // Not `size`, which depends on how much was read: a header must not.
  const largest = fileSize * MOST_SWELLING;
  if (step.kind !== 'need') return finished(step, collector, meta, largest);
  if (inflated.isBroken || inflated.isCut) {
    const detail = 'the deflated data set does not inflate';
    return {
      kind: 'failed',
      error: { code: 'malformed', offset: base, detail },
      header: collector.header(undefined, largest),
    };
  }
  return more(prefix, 0, fileSize);
}

/**
 * Scans the header of a file, reading only the ranges it consists of: long private values are skipped, not read.
 * Errors: those of DicomError that a header can have; rejects when the source does.
 */
export async function scanHeader(
  source: ByteSource,
  signal?: AbortSignal,
): Promise<Result<InstanceHeader, DicomError>> {
  const scan = await scanHeaderKeepingParts(source, signal);
  return scan.kind === 'done' ? ok(scan.header) : err(scan.error);
}

/** As scanHeader, but a failure brings along what was read before the fault. */
export async function scanHeaderKeepingParts(
  source: ByteSource,
  signal?: AbortSignal,
): Promise<FinalScan> {
  let prefix = await source.read(0, Math.min(FIRST_READ, source.size), signal);
  for (;;) {
    const meta = readFileMeta(prefix, source.size);
    if (meta.kind === 'failed') return { ...meta, header: undefined };
    if (meta.kind === 'done' && !meta.meta.deflated) {
      return scanRanges(source, prefix, meta.meta, signal);
    }
    const scan = scanHeaderBytes(prefix, source.size);
    if (scan.kind !== 'more') return scan;
    prefix = await readMore(source, prefix, scan.bytes, signal);
  }
}

/** A file that became shorter meanwhile must not send us round in circles. */
async function readMore(
  source: ByteSource,
  prefix: Uint8Array,
  bytes: number,
  signal: AbortSignal | undefined,
): Promise<Uint8Array> {
  const longer = await source.read(0, bytes, signal);
  if (longer.length <= prefix.length) throw new Error('The file became shorter while it was read.');
  return longer;
}

async function scanRanges(
  source: ByteSource,
  prefix: Uint8Array,
  meta: FileMeta,
  signal: AbortSignal | undefined,
): Promise<FinalScan> {
  const collector = new HeaderCollector(meta);
  const walker = new ElementWalker(meta.dataSetOffset, source.size, meta.encoding, collector);
  let step = walker.walk(prefix, 0);
  let bytesRead = prefix.length;
  while (step.kind === 'need') {
    if (bytesRead > MAX_HEADER_BYTES) {
      const header = collector.header(undefined, source.size);
      return { kind: 'failed', error: tooLong(step.offset), header };
    }
    const chunk = await source.read(step.offset, Math.max(step.length, NEXT_READ), signal);
    if (chunk.length < step.length) throw new Error('The file became shorter while it was read.');
    bytesRead += chunk.length;
    step = walker.walk(chunk, step.offset);
  }
  return finished(step, collector, meta, source.size);
}
