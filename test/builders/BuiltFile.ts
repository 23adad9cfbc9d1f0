/** A DICOM file that a builder made, in memory. */
export interface BuiltFile {
  /** Relative to the data set's folder, with forward slashes. */
  readonly path: string;
  readonly bytes: Uint8Array;
  readonly sopInstanceUid: string;
}
