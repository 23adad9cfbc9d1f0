import type { GreyFrame } from '../../../src/core/pixels/Frame';
import type { VoiWindow } from '../../../src/core/pixels/VoiWindow';

/** Grey level 0..255 of one modality value, written down from PS3.3 C.11.2.1.2 and C.11.2.1.3 without any shortcut. */
export function greyByFormula(x: number, voi: VoiWindow): number {
  const y = Math.min(1, Math.max(0, brightness(x, voi)));
  return Math.floor(y * 255 + 0.5);
}

function brightness(x: number, voi: VoiWindow): number {
  if (voi.kind === 'range') return brightness(x, asWindow(voi.from, voi.to));
  const { center: c, width: w } = voi;
  const [yMin, yMax] = [0, 1];
  if (voi.voiFunction === 'SIGMOID')
    return (yMax - yMin) / (1 + Math.exp((-4 * (x - c)) / w)) + yMin;
  if (voi.voiFunction === 'LINEAR_EXACT') {
    if (x <= c - w / 2) return yMin;
    if (x > c + w / 2) return yMax;
    return ((x - c) / w + 0.5) * (yMax - yMin) + yMin;
  }
  if (x <= c - 0.5 - (w - 1) / 2) return yMin;
  if (x > c - 0.5 + (w - 1) / 2) return yMax;
  return ((x - (c - 0.5)) / (w - 1) + 0.5) * (yMax - yMin) + yMin;
}

function asWindow(from: number, to: number): VoiWindow {
  return { kind: 'window', width: to - from, center: (from + to) / 2, voiFunction: 'LINEAR_EXACT' };
}

/**
 * LINEAR for whole numbers in whole numbers only, so that no rounding of a floating point operation can decide:
 * floor(255 (2x - 2c + 1) / 2(w - 1) + 128).
 */
export function greyInWholeNumbers(x: number, center: number, width: number): number {
  const doubled = 2 * x - 2 * center + 1;
  if (doubled <= -(width - 1)) return 0;
  if (doubled > width - 1) return 255;
  const denominator = 2 * (width - 1);
  return Number((255n * BigInt(doubled) + 128n * BigInt(denominator)) / BigInt(denominator));
}

/** What a frame must look like: one grey level a pixel, background 0. */
export function greysOf(frame: GreyFrame, voi: VoiWindow, inverted = frame.inverted): Uint8Array {
  const { padding, rescale } = frame;
  return Uint8Array.from(frame.values, (stored) => {
    if (padding && stored >= padding.low && stored <= padding.high) return 0;
    const grey = greyByFormula(stored * rescale.slope + rescale.intercept, voi);
    return inverted ? 255 - grey : grey;
  });
}
