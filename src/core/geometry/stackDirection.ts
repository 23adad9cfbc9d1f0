import type { PatientVector } from './spaces';
import type { PositionedEntry } from './StackEntry';

/** Correlations weaker than this say nothing about the direction. */
const minCorrelation = 0.1;

/**
 * Whether slice 1 lies where the distance along the normal is smallest (1) or largest (-1): the end at which
 * InstanceNumber starts, judged by its correlation with the distance within the phases. Without one: superior first,
 * for planes that do not cut across the body anterior or right first.
 */
export function stackDirection(
  phases: readonly (readonly PositionedEntry[])[],
  normal: PatientVector,
): 1 | -1 {
  const correlation = pooledCorrelation(phases);
  if (Math.abs(correlation) >= minCorrelation) return correlation > 0 ? 1 : -1;
  const { x, y, z } = normal;
  if (Math.abs(z) >= Math.abs(x) && Math.abs(z) >= Math.abs(y)) return z > 0 ? -1 : 1;
  return (Math.abs(y) >= Math.abs(x) ? y : x) > 0 ? 1 : -1;
}

/** Pearson's correlation of InstanceNumber and distance, of the deviations from each phase's means; 0 without any. */
function pooledCorrelation(phases: readonly (readonly PositionedEntry[])[]): number {
  let covariance = 0;
  let numberVariance = 0;
  let distanceVariance = 0;
  for (const phase of phases) {
    const numbered = phase.filter((entry) => entry.input.instanceNumber !== undefined);
    const meanNumber = mean(numbered.map((entry) => entry.input.instanceNumber ?? 0));
    const meanDistance = mean(numbered.map((entry) => entry.distanceMm));
    for (const entry of numbered) {
      const number = (entry.input.instanceNumber ?? 0) - meanNumber;
      const distance = entry.distanceMm - meanDistance;
      covariance += number * distance;
      numberVariance += number * number;
      distanceVariance += distance * distance;
    }
  }
  const scale = Math.sqrt(numberVariance * distanceVariance);
  return scale > 0 ? covariance / scale : 0;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}
