/**
 * A point or direction in the patient coordinate system (PS3.3 C.7.6.2.1.1): x to the patient's left, y to
 * posterior, z to head. Points in mm.
 */
export interface PatientVector {
  readonly space: 'patient';
  readonly x: number;
  readonly y: number;
  readonly z: number;
}

/**
 * Where a slice lies: Image Position and Image Orientation (Patient), PS3.3 C.7.6.2.1.1. `rowDirection` points along
 * a row (to higher column numbers), `columnDirection` down a column. Unit vectors.
 */
export interface ImagePlane {
  readonly positionMm: PatientVector;
  readonly rowDirection: PatientVector;
  readonly columnDirection: PatientVector;
}

/** Pixel Spacing (0028,0030): distance between rows and between columns, in mm. */
export interface PixelSpacingMm {
  readonly betweenRowsMm: number;
  readonly betweenColumnsMm: number;
}

/** A patient-space vector from its three numbers. */
export function patientVector(x: number, y: number, z: number): PatientVector {
  return { space: 'patient', x, y, z };
}
