/**
 * A series that a retriever's metadata.csv names, whether or not its files are there. Text is the file's, cleaned of
 * special characters by NBIA, so it may differ from the headers; `null` and `NA` are empty strings. Date as DICOM DA.
 */
export interface ExpectedSeries {
  readonly seriesInstanceUid: string;
  readonly studyInstanceUid: string;
  readonly patientId: string;
  readonly studyDate: string;
  readonly studyDescription: string;
  readonly seriesDescription: string;
  readonly seriesNumber: number | undefined;
  readonly modality: string;
  readonly manufacturer: string;
  readonly sopClassUid: string;
  readonly imageCount: number | undefined;
}
