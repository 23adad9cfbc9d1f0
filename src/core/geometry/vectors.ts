import type { PatientVector } from './spaces';
import { patientVector } from './spaces';

/** Scalar product of two patient-space vectors. */
export function dot(a: PatientVector, b: PatientVector): number {
  return a.x * b.x + a.y * b.y + a.z * b.z;
}

/** Vector product of two patient-space vectors. */
export function cross(a: PatientVector, b: PatientVector): PatientVector {
  return patientVector(a.y * b.z - a.z * b.y, a.z * b.x - a.x * b.z, a.x * b.y - a.y * b.x);
}

/** The vector from `b` to `a`. */
export function difference(a: PatientVector, b: PatientVector): PatientVector {
  return patientVector(a.x - b.x, a.y - b.y, a.z - b.z);
}

/** Length of a vector, in its own unit. */
function lengthOf(a: PatientVector): number {
  return Math.hypot(a.x, a.y, a.z);
}

/** The vector of length 1 in the same direction; undefined for a vector without length or with numbers that are none. */
export function normalised(a: PatientVector): PatientVector | undefined {
  const length = lengthOf(a);
  if (!(length > 1e-9) || !Number.isFinite(length)) return undefined;
  return patientVector(a.x / length, a.y / length, a.z / length);
}
