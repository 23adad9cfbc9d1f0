import type { ImagePlane, PatientVector } from './spaces';
import { patientVector } from './spaces';

/** The letters at the four edges of an unrotated picture; empty strings where the direction is no direction. */
export interface OrientationLetters {
  readonly left: string;
  readonly right: string;
  readonly top: string;
  readonly bottom: string;
}

/** Directions within 1 degree of a patient axis have its letter only. */
const minComponent = Math.sin(Math.PI / 180);

/**
 * Which side of the patient each edge of the picture shows, from Image Orientation (Patient) alone: R(ight), L(eft),
 * A(nterior), P(osterior), H(ead), F(oot); several letters for an oblique direction, the strongest first
 * (PS3.3 C.7.6.1.1.1).
 */
export function orientationLetters(plane: ImagePlane): OrientationLetters {
  return {
    left: letters(opposite(plane.rowDirection)),
    right: letters(plane.rowDirection),
    top: letters(opposite(plane.columnDirection)),
    bottom: letters(plane.columnDirection),
  };
}

function opposite(direction: PatientVector): PatientVector {
  return patientVector(-direction.x, -direction.y, -direction.z);
}

function letters({ x, y, z }: PatientVector): string {
  return [
    { size: Math.abs(x), letter: x > 0 ? 'L' : 'R' },
    { size: Math.abs(y), letter: y > 0 ? 'P' : 'A' },
    { size: Math.abs(z), letter: z > 0 ? 'H' : 'F' },
  ]
    .filter((component) => component.size > minComponent)
    .sort((a, b) => b.size - a.size)
    .map((component) => component.letter)
    .join('');
}
