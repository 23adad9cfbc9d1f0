import type { Result } from '../result';
import { err, ok } from '../result';
import type { DataSetView } from './DataSetView';
import type { DicomError } from './DicomError';

/** How samples are written: integers of so many bits, or IEEE floating point (PS3.5 8). */
export type SampleFormat =
  | {
      readonly kind: 'integer';
      readonly bitsAllocated: 1 | 8 | 16 | 32;
      readonly bitsStored: number;
      readonly highBit: number;
      readonly isSigned: boolean;
    }
  | { readonly kind: 'float'; readonly bitsAllocated: 32 | 64 };

/** Image Pixel Module (PS3.3 C.7.6.3), checked and with what is missing filled in where the standard leaves no choice. */
export interface PixelLayout {
  readonly rows: number;
  readonly columns: number;
  /** As the file claims, at least 1; ImageFacts has the number that can be true. */
  readonly numberOfFrames: number;
  readonly samplesPerPixel: 1 | 3;
  readonly photometric: string;
  /** Planar Configuration 1: all red, then all green, then all blue. */
  readonly isPlanar: boolean;
  readonly sample: SampleFormat;
}

const FLOAT_PIXEL_DATA = 0x7fe00008;
const DOUBLE_PIXEL_DATA = 0x7fe00009;

function unsupported(detail: string): Result<never, DicomError> {
  return err({ code: 'unsupported-pixel-format', detail });
}

/** Reads the layout of the pixels in the element `pixelTag`. Errors: `no-pixels`, `unsupported-pixel-format`. */
export function readPixelLayout(
  view: DataSetView,
  pixelTag: number,
): Result<PixelLayout, DicomError> {
  const rows = view.number(0x00280010, 'US') ?? 0;
  const columns = view.number(0x00280011, 'US') ?? 0;
  if (rows <= 0 || columns <= 0) return err({ code: 'no-pixels', rows, columns });
  const samplesPerPixel = view.number(0x00280002, 'US') ?? 1;
  if (samplesPerPixel !== 1 && samplesPerPixel !== 3) {
    return unsupported(`${samplesPerPixel} samples per pixel`);
  }
  const photometric = view.string(0x00280004) || (samplesPerPixel === 1 ? 'MONOCHROME2' : 'RGB');
  if (samplesOf(photometric) !== samplesPerPixel) {
    return unsupported(`${photometric} with ${samplesPerPixel} samples per pixel`);
  }
  const sample = readSampleFormat(view, pixelTag);
  if (!sample.ok) return sample;
  const isPlanar = samplesPerPixel === 3 && view.number(0x00280006, 'US') === 1;
  const numberOfFrames = Math.max(1, Math.floor(view.decimal(0x00280008) ?? 1));
  return ok({
    rows,
    columns,
    numberOfFrames,
    samplesPerPixel,
    photometric,
    isPlanar,
    sample: sample.value,
  });
}

/** PS3.3 C.7.6.3.1.2; undefined for the retired and unknown ones. */
function samplesOf(photometric: string): number | undefined {
  switch (photometric) {
    case 'MONOCHROME1':
    case 'MONOCHROME2':
    case 'PALETTE COLOR':
      return 1;
    case 'RGB':
    case 'YBR_FULL':
    case 'YBR_FULL_422':
    case 'YBR_ICT':
    case 'YBR_RCT':
    case 'YBR_PARTIAL_420':
    case 'YBR_PARTIAL_422':
    case 'XYB':
      return 3;
    default:
      return undefined;
  }
}

function readSampleFormat(view: DataSetView, pixelTag: number): Result<SampleFormat, DicomError> {
  if (pixelTag === FLOAT_PIXEL_DATA) return ok({ kind: 'float', bitsAllocated: 32 });
  if (pixelTag === DOUBLE_PIXEL_DATA) return ok({ kind: 'float', bitsAllocated: 64 });
  const bitsAllocated = view.number(0x00280100, 'US');
  if (bitsAllocated === undefined) return unsupported('no Bits Allocated');
  if (bitsAllocated !== 1 && bitsAllocated !== 8 && bitsAllocated !== 16 && bitsAllocated !== 32) {
    return unsupported(`${bitsAllocated} bits allocated`);
  }
  const stored = view.number(0x00280101, 'US') ?? bitsAllocated;
  const bitsStored = stored >= 1 && stored <= bitsAllocated ? stored : bitsAllocated;
  const high = view.number(0x00280102, 'US') ?? bitsStored - 1;
  const highBit = high >= bitsStored - 1 && high < bitsAllocated ? high : bitsStored - 1;
  const isSigned = bitsAllocated > 1 && view.number(0x00280103, 'US') === 1;
  return ok({ kind: 'integer', bitsAllocated, bitsStored, highBit, isSigned });
}
