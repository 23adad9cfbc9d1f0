import type { ByteSource } from '../bytes/ByteSource';
import { MemoryByteSource } from '../bytes/MemoryByteSource';
import type { Frame, GreyFrame } from '../pixels/Frame';
import type { Result } from '../result';
import { err, ok } from '../result';
import { buildFrame } from './buildFrame';
import type { DataSetView } from './DataSetView';
import type { DicomError } from './DicomError';
import type { ElementHeader } from './elementHeader';
import { MAX_ELEMENT_HEADER, UNDEFINED_LENGTH, readElementHeader } from './elementHeader';
import type { FileMeta } from './fileMeta';
import type { ImageFacts } from './ImageFacts';
import { inflateFile } from './inflateFile';
import type { InstanceHeader } from './InstanceHeader';
import { NativeFrames } from './NativeFrames';
import { parseDataSet } from './parseDataSet';
import type { PixelLayout } from './PixelLayout';
import { readPixelLayout } from './PixelLayout';
import { readImageFacts } from './readImageFacts';
import { MAX_HEADER_BYTES, scanHeaderKeepingParts, tooLong } from './scanHeader';
import { hasNativePixels, transferSyntaxOf } from './transferSyntax';
import { vrCode } from './valueRepresentation';

/** One frame and how much of it the file holds; rows beyond `rowsPresent` are filled with padding or the minimum. */
export interface LoadedFrame {
  readonly frame: Frame;
  readonly rowsPresent: number;
}

/** An image whose header was read; its frames are read one by one, on demand. */
export interface DicomImage {
  /** The facts of the first frame. */
  readonly facts: ImageFacts;
  /** The facts of frame `index` from 0: `facts` where frames do not differ. Asking for a frame that is not there is a bug. */
  frameFacts(index: number): ImageFacts;
  /** Frame `index` from 0. Errors: `truncated`, `unsupported-pixel-format`. Rejects when the source does. */
  readFrame(index: number, signal?: AbortSignal): Promise<Result<LoadedFrame, DicomError>>;
}

/** Why there is no picture, and what can be shown all the same. */
export interface OpenFailure {
  readonly error: DicomError;
  readonly header?: InstanceHeader | undefined;
  readonly facts?: ImageFacts | undefined;
}

/** Files up to this size are read at once: two round trips to a remote disk cost more than the bytes. */
const WHOLE_FILE = 4 * 1024 * 1024;

/** A parsed header: everything `openImage` knows before it looks at the pixels. */
interface OpenedHeader {
  readonly source: ByteSource;
  readonly header: InstanceHeader;
  readonly meta: FileMeta;
  readonly view: DataSetView;
  readonly pixelElement: ElementHeader;
}

/**
 * Opens an image file: scans the header, takes its data set apart up to the pixel data and readies the frames. Files
 * above 4 MB are read in ranges, only the header and the frames asked for. Never throws on what a file holds.
 */
export async function openImage(
  source: ByteSource,
  signal?: AbortSignal,
): Promise<Result<DicomImage, OpenFailure>> {
  const opened = await openHeader(source, signal);
  if (!opened.ok) return opened;
  const { header, view, pixelElement } = opened.value;
  const layout = readPixelLayout(view, pixelElement.tag);
  const facts = readImageFacts(view, header, layout.ok ? layout.value : undefined);
  if (!layout.ok && layout.error.code === 'no-pixels') {
    return err({ error: layout.error, header, facts });
  }
  const obstacle = nativeObstacle(opened.value);
  if (obstacle) return err({ error: obstacle, header, facts });
  if (!layout.ok) return err({ error: layout.error, header, facts });
  return ok(nativeImage(opened.value, layout.value, facts));
}

async function openHeader(
  file: ByteSource,
  signal: AbortSignal | undefined,
): Promise<Result<OpenedHeader, OpenFailure>> {
  const isSmall = file.size <= WHOLE_FILE;
  const near = isSmall ? new MemoryByteSource(await file.read(0, file.size, signal)) : file;
  const scan = await scanHeaderKeepingParts(near, signal);
  if (scan.kind === 'failed') return err({ error: scan.error, header: scan.header });
  const { header, meta } = scan;
  const { pixelDataOffset } = header;
  if (pixelDataOffset === undefined) {
    return err({ error: { code: 'no-pixel-data', sopClassUid: header.sopClassUid }, header });
  }
  // The scan skipped what it did not want; here the header is read as a whole.
  if (pixelDataOffset > MAX_HEADER_BYTES) return err({ error: tooLong(pixelDataOffset), header });
  const source = meta.deflated ? await inflateFile(near, meta, header, signal) : near;
  const end = Math.min(source.size, pixelDataOffset + MAX_ELEMENT_HEADER);
  const bytes = await source.read(0, end, signal);
  const pixelElement: ElementHeader = { tag: 0, vr: 0, length: 0, valueOffset: 0 };
  if (!readElementHeader(bytes, pixelDataOffset, meta.encoding, pixelElement)) {
    const expectedBytes = pixelDataOffset + MAX_ELEMENT_HEADER;
    return err({
      error: { code: 'truncated', where: 'header', expectedBytes, actualBytes: source.size },
      header,
    });
  }
  const view = parseDataSet(bytes, meta.dataSetOffset, meta.encoding, pixelElement.tag);
  if (!view.ok) return err({ error: view.error, header });
  return ok({ source, header, meta, view: view.value, pixelElement });
}

/** What stands against cutting the pixels out of the file as they are. */
function nativeObstacle({ meta, pixelElement, header }: OpenedHeader): DicomError | undefined {
  const uid = meta.transferSyntaxUid;
  const syntax = transferSyntaxOf(uid);
  const isNative = uid === '' || (syntax !== undefined && hasNativePixels(syntax));
  if (!isNative) return { code: 'unsupported-transfer-syntax', uid, name: syntax?.name };
  if (pixelElement.length !== UNDEFINED_LENGTH) return undefined;
  const offset = header.pixelDataOffset ?? 0;
  return { code: 'malformed', offset, detail: 'compressed pixel data in a native transfer syntax' };
}

function nativeImage(opened: OpenedHeader, layout: PixelLayout, facts: ImageFacts): DicomImage {
  const { source, meta, view, pixelElement } = opened;
  const frames = new NativeFrames(source, layout, {
    offset: pixelElement.valueOffset,
    length: pixelElement.length,
    littleEndian: meta.encoding.littleEndian,
    isWords: pixelElement.vr !== vrCode('OB'),
  });
  const checkIndex = (index: number): void => {
    if (Number.isInteger(index) && index >= 0 && index < facts.numberOfFrames) return;
    throw new RangeError(`No frame ${index} of ${facts.numberOfFrames}`);
  };
  return {
    facts,
    frameFacts: (index) => {
      checkIndex(index);
      return index === 0 ? facts : readImageFacts(view, opened.header, layout, index);
    },
    readFrame: async (index, signal) => {
      checkIndex(index);
      const samples = await frames.read(index, signal);
      if (!samples.ok) return samples;
      const frame = buildFrame(view, layout, index, samples.value.samples);
      if (!frame.ok) return frame;
      const { rowsPresent } = samples.value;
      if (frame.value.kind === 'grey') fillMissingRows(frame.value, rowsPresent);
      return ok({ frame: frame.value, rowsPresent });
    },
  };
}

/** Rows the file does not hold become padding, else the smallest value that it does hold, so that no window shifts. */
function fillMissingRows(frame: GreyFrame, rowsPresent: number): void {
  if (rowsPresent >= frame.rows) return;
  const presentValues = frame.values.subarray(0, rowsPresent * frame.columns);
  const smallest = frame.padding?.low ?? minimumOf(presentValues);
  frame.values.fill(smallest, rowsPresent * frame.columns);
}

function minimumOf(values: GreyFrame['values']): number {
  let smallest = Infinity;
  for (const value of values) if (value < smallest) smallest = value;
  return smallest === Infinity ? 0 : smallest;
}
