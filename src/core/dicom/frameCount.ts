/** No object known comes near: the longest, whole-slide images and cine runs, have some ten thousand frames. */
const mostFrames = 100_000;

/** So many may be claimed even where the file is too short for them: one that was cut off still tells what is missing. */
const framesOnTrust = 1000;

/** A fragment of encapsulated pixel data has at least a tag and a length (PS3.5 A.4). */
const fragmentBits = 64;

/** What bounds the number of frames. Sizes that the header does not tell are undefined. */
interface FrameCountEvidence {
  /** Bytes that may be pixel data: to the end of the file. */
  readonly availableBytes: number;
  readonly isNative: boolean;
  readonly rows: number | undefined;
  readonly columns: number | undefined;
  readonly samplesPerPixel: number | undefined;
  readonly bitsAllocated: number | undefined;
  readonly photometricInterpretation: string;
}

/**
 * Number of Frames (0028,0008) as far as it can be true: every frame becomes a line, so a count is not taken on the
 * file's word. Bounded above 1,000 by what the file can hold, a last frame that is cut off included (native: frames
 * of rows x columns x samples x Bits Allocated; encapsulated: one fragment a frame), and by 100,000 in all.
 */
export function boundedFrameCount(claimed: number, evidence: FrameCountEvidence): number {
  const { availableBytes, isNative } = evidence;
  const bits = isNative ? nativeFrameBits(evidence) : fragmentBits;
  const capacity = Math.ceil((Math.max(0, availableBytes) * 8) / bits);
  return Math.min(claimed, mostFrames, Math.max(framesOnTrust, capacity));
}

function nativeFrameBits(evidence: FrameCountEvidence): number {
  const { rows, columns, samplesPerPixel, bitsAllocated, photometricInterpretation } = evidence;
  const bits = (rows ?? 1) * (columns ?? 1) * (samplesPerPixel ?? 1) * (bitsAllocated ?? 1);
  // Colours at half or a quarter of the resolution (PS3.3 C.7.6.3.1.2) leave half of the bits at least.
  const subsampled = /_42[02]$/.test(photometricInterpretation);
  return Math.max(1, subsampled ? bits / 2 : bits);
}
