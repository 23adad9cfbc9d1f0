import type { GreyFrame } from './Frame';

/** The frame's way from stored to modality values (PS3.3 C.11.1): its modality LUT, else slope and intercept. */
export function modalityTransform(frame: GreyFrame): (stored: number) => number {
  const { modalityLut, rescale } = frame;
  if (!modalityLut) {
    const { slope, intercept } = rescale;
    return (stored) => stored * slope + intercept;
  }
  const { first, values } = modalityLut;
  const last = values.length - 1;
  return (stored) => values[Math.min(Math.max(stored - first, 0), last)] as number;
}
