import type { PixelLayout } from './PixelLayout';

/** Where one native frame lies in the value of Pixel Data. Bits matter for 1-bit frames, which need not start a byte. */
export interface FrameRange {
  /** First byte within the value, and how many bytes cover the frame. */
  readonly offset: number;
  readonly length: number;
  /** Where the frame starts within its first byte. */
  readonly bitOffset: number;
}

/** True when the value holds the halved colours of native YBR_FULL_422 (PS3.3 C.7.6.3.1.2), not full ones under that name. */
export function isSubsampled(layout: PixelLayout, valueLength: number): boolean {
  if (layout.photometric !== 'YBR_FULL_422' || layout.isPlanar) return false;
  return valueLength < (fullFrameBits(layout) / 8) * layout.numberOfFrames;
}

/** Bits of one native frame (PS3.5 8.1.1, A.4 does not apply). */
function frameBits(layout: PixelLayout, subsampled: boolean): number {
  return subsampled ? fullFrameBits(layout) * (2 / 3) : fullFrameBits(layout);
}

function fullFrameBits(layout: PixelLayout): number {
  return layout.rows * layout.columns * layout.samplesPerPixel * layout.sample.bitsAllocated;
}

/** The range of frame `index`, from 0; frames follow each other without padding, even within a byte (PS3.5 8.2). */
export function frameRange(layout: PixelLayout, index: number, subsampled: boolean): FrameRange {
  const bits = frameBits(layout, subsampled);
  const start = bits * index;
  const offset = Math.floor(start / 8);
  return { offset, length: Math.ceil((start + bits) / 8) - offset, bitOffset: start % 8 };
}
