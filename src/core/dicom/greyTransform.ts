import type { ModalityLut, PaddingRange, Rescale } from '../pixels/Frame';
import type { DataSetView } from './DataSetView';
import { functionalGroup } from './functionalGroups';
import type { PixelLayout } from './PixelLayout';
import { readLut } from './readLut';

const PIXEL_VALUE_TRANSFORMATION = 0x00289145;
const RT_DOSE = '1.2.840.10008.5.1.4.1.1.481.2';

/** The data set that holds Rescale Slope, Intercept and Type of one frame: its functional group, else the top level. */
export function rescaleHolder(view: DataSetView, frameIndex: number): DataSetView {
  return functionalGroup(view, PIXEL_VALUE_TRANSFORMATION, frameIndex) ?? view;
}

/** True when the file says how stored values become modality values. */
export function hasRescale(view: DataSetView, frameIndex: number): boolean {
  return rescaleHolder(view, frameIndex).decimal(0x00281053) !== undefined;
}

/**
 * Rescale of one frame (PS3.3 C.11.1.1.2, for dose grids Dose Grid Scaling, C.8.8.3.4); 1 and 0 where the file has none.
 * A slope of 0 would wipe the picture out and is taken as absent.
 */
export function readRescale(view: DataSetView, frameIndex: number): Rescale {
  const holder = rescaleHolder(view, frameIndex);
  const isDose = view.string(0x00080016) === RT_DOSE;
  const slope = isDose ? view.decimal(0x3004000e) : holder.decimal(0x00281053);
  const intercept = isDose ? 0 : holder.decimal(0x00281052);
  return { slope: slope || 1, intercept: intercept ?? 0 };
}

/** Modality LUT Sequence (0028,3000); the standard allows it in place of the rescale only. */
export function readModalityLut(view: DataSetView, isSigned: boolean): ModalityLut | undefined {
  const item = view.item(0x00283000, 0);
  if (!item) return undefined;
  const lut = readLut(item, { descriptor: 0x00283002, data: 0x00283006 }, isSigned);
  return lut && { first: lut.first, values: lut.values };
}

/** Pixel Padding Value with its Range Limit (PS3.3 C.7.5.1.1.2), or the floating point pair of them. */
export function readPadding(view: DataSetView, layout: PixelLayout): PaddingRange | undefined {
  const { sample } = layout;
  if (sample.kind === 'float') {
    const isDouble = sample.bitsAllocated === 64;
    const vr = isDouble ? 'FD' : 'FL';
    return rangeOf(
      view.number(isDouble ? 0x00280123 : 0x00280122, vr),
      view.number(isDouble ? 0x00280125 : 0x00280124, vr),
    );
  }
  return rangeOf(
    paddingNumber(view, 0x00280120, sample.isSigned),
    paddingNumber(view, 0x00280121, sample.isSigned),
  );
}

/** Writers mix up US and SS here, so the sign is that of the pixels whatever VR is written. */
function paddingNumber(view: DataSetView, tag: number, isSigned: boolean): number | undefined {
  const value = view.number(tag, isSigned ? 'SS' : 'US');
  if (value === undefined || view.lengthOf(tag) !== 2) return value;
  return isSigned ? (value << 16) >> 16 : value & 0xffff;
}

function rangeOf(value: number | undefined, limit: number | undefined): PaddingRange | undefined {
  if (value === undefined) return undefined;
  const other = limit ?? value;
  return { low: Math.min(value, other), high: Math.max(value, other) };
}

/** MONOCHROME1 (PS3.3 C.7.6.3.1.2) or Presentation LUT Shape INVERSE (C.11.6): low is white. Both together: still once. */
export function isInverted(view: DataSetView, photometric: string): boolean {
  return photometric === 'MONOCHROME1' || view.string(0x20500020) === 'INVERSE';
}
