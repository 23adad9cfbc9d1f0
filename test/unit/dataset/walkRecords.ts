import { BatchWriter } from '../../../src/core/dataset/packedBatch';
import type { WalkRecord } from '../../../src/core/dataset/WalkRecord';
import type { InstanceHeader } from '../../../src/core/dicom/InstanceHeader';

/** The header of a CT slice as the scan gives it. */
export function header(values: Partial<InstanceHeader> = {}): InstanceHeader {
  return {
    transferSyntaxUid: '1.2.840.10008.1.2',
    sopClassUid: '1.2.840.10008.5.1.4.1.1.2',
    sopInstanceUid: '9.1',
    studyInstanceUid: '7.1',
    seriesInstanceUid: '8.1',
    frameOfReferenceUid: '',
    patientId: 'Lung_Dx-A0001',
    studyDate: '20070404',
    studyDescription: 'Chest',
    seriesDescription: '5mm',
    seriesDate: '20070404',
    modality: 'CT',
    manufacturer: 'Philips',
    convolutionKernel: '',
    imageType: '',
    acquisitionDate: '',
    acquisitionTime: '',
    seriesNumber: 2,
    instanceNumber: 1,
    acquisitionNumber: undefined,
    temporalPositionIdentifier: undefined,
    echoTimeMs: undefined,
    plane: undefined,
    pixelSpacingMm: undefined,
    sliceThicknessMm: 5,
    rows: 512,
    columns: 512,
    samplesPerPixel: 1,
    numberOfFrames: undefined,
    photometricInterpretation: 'MONOCHROME2',
    pixelDataOffset: 1000,
    ...values,
  };
}

/** Records as one batch of a walk. */
export function batch(...records: WalkRecord[]): string {
  const writer = new BatchWriter();
  for (const record of records) writer.add(record);
  return writer.take();
}

const at = (path: string, mtimeMs: number | undefined = 1) => ({
  folder: path.slice(0, Math.max(0, path.lastIndexOf('/'))),
  name: path.slice(path.lastIndexOf('/') + 1),
  size: 10,
  mtimeMs,
});
/** A DICOM file at a path of the root. */
export const instance = (
  path: string,
  values: Partial<InstanceHeader> = {},
  mtimeMs = 1,
): WalkRecord => ({
  kind: 'instance',
  file: at(path, mtimeMs),
  header: header(values),
});
/** A VOC file at a path of the root. */
export const annotation = (path: string, sopInstanceUid: string): WalkRecord => ({
  kind: 'annotation',
  file: at(path, undefined),
  sopInstanceUid,
});
/** A row of metadata.csv. */
export const expected = (
  seriesInstanceUid: string,
  patientId: string,
  imageCount = 64,
  studyInstanceUid = `7.${patientId}`,
): WalkRecord => ({
  kind: 'expected',
  series: {
    seriesInstanceUid,
    studyInstanceUid,
    patientId,
    studyDate: '20070425',
    studyDescription: 'Chest',
    seriesDescription: '5mm',
    seriesNumber: 3,
    modality: 'CT',
    manufacturer: 'Philips',
    sopClassUid: '',
    imageCount,
  },
});
