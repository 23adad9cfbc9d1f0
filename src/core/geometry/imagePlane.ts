import type { ImagePlane, PatientVector } from './spaces';
import { cross, difference, dot, normalised } from './vectors';

/** Planes within this angle of the transverse plane are called axial and show z as their position. */
const axialToleranceDegrees = 1;

const minAxialCosine = Math.cos((axialToleranceDegrees * Math.PI) / 180);

/**
 * The unit normal of a plane, rows x columns (PS3.3 C.7.6.2.1.1). Undefined when rows and columns are parallel or a
 * number is not finite: such a plane is no geometry.
 */
export function planeNormal(plane: ImagePlane): PatientVector | undefined {
  return normalised(cross(plane.rowDirection, plane.columnDirection));
}

/** Distance in mm of a point from the patient origin, along a unit normal. */
export function distanceAlongNormal(pointMm: PatientVector, normal: PatientVector): number {
  return dot(pointMm, normal);
}

/** Whether the plane is transverse within 1 degree, whichever way its rows run. */
export function isAxial(plane: ImagePlane): boolean {
  const normal = planeNormal(plane);
  return normal !== undefined && Math.abs(normal.z) >= minAxialCosine;
}

/** A position as it is shown: patient z of an axial plane, else the distance along the plane's normal. In mm. */
export type ShownPosition = { readonly kind: 'z' | 'along-normal'; readonly mm: number };

/** The position shown for a slice; undefined for a plane that is none. */
export function shownPosition(plane: ImagePlane): ShownPosition | undefined {
  const normal = planeNormal(plane);
  if (!normal) return undefined;
  const mm = distanceAlongNormal(plane.positionMm, normal);
  if (!Number.isFinite(mm)) return undefined;
  return isAxial(plane) ? { kind: 'z', mm: plane.positionMm.z } : { kind: 'along-normal', mm };
}

/**
 * The tilt of a stack in degrees, 0 to 90: the angle between its normal and the way from one slice's position to
 * another's. A tilted gantry moves along the table, not along the normal. Undefined when the positions are the same.
 */
export function tiltDegrees(
  normal: PatientVector,
  fromMm: PatientVector,
  toMm: PatientVector,
): number | undefined {
  const way = normalised(difference(toMm, fromMm));
  if (!way) return undefined;
  return (Math.acos(Math.min(1, Math.abs(dot(way, normal)))) * 180) / Math.PI;
}
