import { assertNever } from '../assertNever';
import type { VoiFunction, VoiWindow } from '../pixels/VoiWindow';

/** Maps a modality value to 0 (black) .. 1 (white). */
export type VoiTransform = (value: number) => number;

/**
 * The grey scale transformation of a window or range, PS3.3 C.11.2.1.2 and C.11.2.1.3. Floating point data have no
 * steps of 1, on which LINEAR is built, so LINEAR becomes LINEAR_EXACT for them (`isFloat`). A width that the function
 * does not allow is taken as the narrowest that it does: a step at the centre.
 */
export function voiTransform(voi: VoiWindow, isFloat = false): VoiTransform {
  if (voi.kind === 'range') return rangeTransform(voi.from, voi.to);
  const voiFunction: VoiFunction =
    isFloat && voi.voiFunction === 'LINEAR' ? 'LINEAR_EXACT' : voi.voiFunction;
  switch (voiFunction) {
    case 'LINEAR':
      return linear(voi.center, Math.max(1, voi.width));
    case 'LINEAR_EXACT':
      return linearExact(voi.center, Math.max(0, voi.width));
    case 'SIGMOID':
      return sigmoid(voi.center, voi.width);
    default:
      return assertNever(voiFunction);
  }
}

/** PS3.3 C.11.2.1.2.1; of width 1 only the step is left, and the division is never reached. */
function linear(center: number, width: number): VoiTransform {
  const low = center - 0.5 - (width - 1) / 2;
  const high = center - 0.5 + (width - 1) / 2;
  return (x) => {
    if (x <= low) return 0;
    if (x > high) return 1;
    return (x - (center - 0.5)) / (width - 1) + 0.5;
  };
}

/** PS3.3 C.11.2.1.3.2. */
function linearExact(center: number, width: number): VoiTransform {
  const low = center - width / 2;
  const high = center + width / 2;
  return (x) => {
    if (x <= low) return 0;
    if (x > high) return 1;
    return (x - center) / width + 0.5;
  };
}

/** PS3.3 C.11.2.1.3.1. */
function sigmoid(center: number, width: number): VoiTransform {
  if (!(width > 0)) return linearExact(center, 0);
  return (x) => 1 / (1 + Math.exp((-4 * (x - center)) / width));
}

/** LINEAR_EXACT written by its ends, so that both are met exactly. */
function rangeTransform(from: number, to: number): VoiTransform {
  const width = to - from;
  return (x) => {
    if (x <= from) return 0;
    if (x >= to) return 1;
    return (x - from) / width;
  };
}
