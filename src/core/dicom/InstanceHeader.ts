import type { ImagePlane, PixelSpacingMm } from '../geometry/spaces';

/**
 * What the index keeps of one DICOM file: the identifying and ordering attributes, read without the pixel data.
 * Absent or empty attributes are undefined (strings: empty string), never a made-up value. Text is decoded with the
 * file's Specific Character Set. Dates are DICOM DA (YYYYMMDD), times DICOM TM.
 */
export interface InstanceHeader {
  readonly transferSyntaxUid: string;
  readonly sopClassUid: string;
  readonly sopInstanceUid: string;
  readonly studyInstanceUid: string;
  readonly seriesInstanceUid: string;
  readonly frameOfReferenceUid: string;
  readonly patientId: string;
  readonly studyDate: string;
  readonly studyDescription: string;
  readonly seriesDescription: string;
  readonly seriesDate: string;
  readonly modality: string;
  readonly manufacturer: string;
  readonly convolutionKernel: string;
  /** Image Type (0008,0008), values joined by a backslash. */
  readonly imageType: string;
  readonly acquisitionDate: string;
  readonly acquisitionTime: string;
  readonly seriesNumber: number | undefined;
  readonly instanceNumber: number | undefined;
  readonly acquisitionNumber: number | undefined;
  readonly temporalPositionIdentifier: number | undefined;
  readonly echoTimeMs: number | undefined;
  /**
   * Position and orientation; undefined unless both are complete (secondary captures have neither). Of a multi-frame
   * file those of its first frame, as the two values below.
   */
  readonly plane: ImagePlane | undefined;
  readonly pixelSpacingMm: PixelSpacingMm | undefined;
  readonly sliceThicknessMm: number | undefined;
  readonly rows: number | undefined;
  readonly columns: number | undefined;
  readonly samplesPerPixel: number | undefined;
  /** Number of Frames (0028,0008), bounded by what the file can hold: see boundedFrameCount. */
  readonly numberOfFrames: number | undefined;
  readonly photometricInterpretation: string;
  /**
   * Offset of the Pixel Data element's tag in the file (in a deflated file: as if its data set stood inflated after the
   * meta information), undefined when the file has none.
   */
  readonly pixelDataOffset: number | undefined;
}
