import { patientVector } from '../geometry/spaces';
import type { ImagePlane, PatientVector, PixelSpacingMm } from '../geometry/spaces';

type Numbers = readonly (number | undefined)[];

/**
 * The plane of Image Position (3 values, mm) and Image Orientation (6 values), PS3.3 C.7.6.2.1.1. Undefined unless both
 * are complete and the directions span a plane; the directions are brought to length 1, which writers round.
 */
export function imagePlaneOf(position: Numbers, orientation: Numbers): ImagePlane | undefined {
  const positionMm = vectorAt(position, 0);
  const row = unit(vectorAt(orientation, 0));
  const column = unit(vectorAt(orientation, 3));
  if (!positionMm || !row || !column) return undefined;
  const cosine = row.x * column.x + row.y * column.y + row.z * column.z;
  if (Math.abs(cosine) > 0.99) return undefined;
  return { positionMm, rowDirection: row, columnDirection: column };
}

/** Pixel Spacing (0028,0030), PS3.3 10.7.1.3: first between rows, then between columns; both must be above zero. */
export function pixelSpacingOf(values: Numbers): PixelSpacingMm | undefined {
  const [betweenRowsMm, betweenColumnsMm] = values;
  if (betweenRowsMm === undefined || betweenColumnsMm === undefined) return undefined;
  return betweenRowsMm > 0 && betweenColumnsMm > 0
    ? { betweenRowsMm, betweenColumnsMm }
    : undefined;
}

function vectorAt(values: Numbers, at: number): PatientVector | undefined {
  const x = values[at];
  const y = values[at + 1];
  const z = values[at + 2];
  return x === undefined || y === undefined || z === undefined ? undefined : patientVector(x, y, z);
}

function unit(vector: PatientVector | undefined): PatientVector | undefined {
  if (!vector) return undefined;
  const { x, y, z } = vector;
  const length = Math.sqrt(x * x + y * y + z * z);
  // Anything far from 1 is not a rounding but another meaning.
  if (!(length > 0.9 && length < 1.1)) return undefined;
  return length === 1 ? vector : patientVector(x / length, y / length, z / length);
}
