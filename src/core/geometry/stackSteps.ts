import type { StackStep } from './SliceStack';
import type { PositionedEntry } from './StackEntry';

const samePositionMm = 0.01;

/** A step this share off the median is told. */
const unevenShare = 0.1;

/** The distances between the neighbours of an ordered phase. */
export interface StackSteps {
  readonly medianMm: number | undefined;
  readonly uneven: readonly StackStep[];
  /** Indexes of slices at the position of the slice before them. */
  readonly duplicates: readonly number[];
}

/** Measures the steps of slices in order: the median, what is over 10 % off it, and what does not move at all. */
export function stackSteps(ordered: readonly PositionedEntry[]): StackSteps {
  const steps: StackStep[] = [];
  const duplicates: number[] = [];
  for (let at = 1; at < ordered.length; at++) {
    const stepMm = Math.abs((ordered[at]?.distanceMm ?? 0) - (ordered[at - 1]?.distanceMm ?? 0));
    if (stepMm <= samePositionMm) duplicates.push(at);
    else steps.push({ afterSlice: at - 1, stepMm });
  }
  const medianMm = median(steps.map((step) => step.stepMm));
  const limit = (medianMm ?? 0) * unevenShare + 1e-6;
  const uneven = steps.filter((step) => Math.abs(step.stepMm - (medianMm ?? 0)) > limit);
  return { medianMm, uneven, duplicates };
}

function median(values: readonly number[]): number | undefined {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle];
  if (upper === undefined || sorted.length % 2 === 1) return upper;
  return (upper + (sorted[middle - 1] ?? upper)) / 2;
}
