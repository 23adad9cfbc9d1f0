import type { ElementsLiteral } from '../elements';
import { sopClasses } from '../dicomSlice';
import { frameOfReferenceUidOf, identityElements, seriesUidOf, timeAfterStart } from './identity';
import type { CtSeriesPlan, HeaderStyle, PatientPlan } from './samplePatients';
import { uid } from '../uid';

/** One CT image without its pixels. */
export interface CtImagePlan {
  readonly patient: PatientPlan;
  readonly series: CtSeriesPlan;
  /** Counted from 1 through the whole series. */
  readonly instance: number;
  /** 0-based index into the series' phases. */
  readonly phase: number;
  readonly positionMm: readonly [number, number, number];
  readonly spacingMm: number;
  readonly matrix: number;
}

/** Signed or unsigned, and what stands outside the round field of view. */
export interface StoredFormat {
  readonly signed: boolean;
  readonly padding: number | undefined;
}

/** How a style stores its pixels. */
export function storedFormatOf(style: HeaderStyle): StoredFormat {
  return style === 'ge' ? { signed: true, padding: -2000 } : { signed: false, padding: undefined };
}

/** All elements of a CT image but the pixels (PS3.3 A.3), in the style that its series follows. */
export function ctElements(image: CtImagePlan): ElementsLiteral {
  const { patient, series } = image;
  const seconds = 95 + series.number * 2 + image.phase * 34;
  const shared: ElementsLiteral = {
    ...identityElements(patient, series.key, image.instance),
    SOPClassUID: sopClasses.ct,
    Modality: 'CT',
    Manufacturer: 'DxLens phantom',
    SeriesDescription: series.description,
    SeriesNumber: series.number,
    SeriesDate: patient.studyDate,
    AcquisitionDate: patient.studyDate,
    ContentDate: patient.studyDate,
    InstanceCreationDate: patient.studyDate,
    InstanceCreationTime: timeAfterStart(patient, seconds + 20),
    AcquisitionTime: timeAfterStart(patient, seconds + image.instance * 0.125),
    ContentTime: timeAfterStart(patient, seconds + 1 + image.instance * 0.25),
    KVP: 120,
    GantryDetectorTilt: 0,
    FrameOfReferenceUID: frameOfReferenceUidOf(patient),
    SamplesPerPixel: 1,
    PhotometricInterpretation: 'MONOCHROME2',
    Rows: image.matrix,
    Columns: image.matrix,
    BitsAllocated: 16,
    RescaleIntercept: -1024,
    RescaleSlope: 1,
    ReferencedImageSequence: [
      {
        ReferencedSOPClassUID: sopClasses.ct,
        ReferencedSOPInstanceUID: uid(`dxlens sample/${patient.id}/scout`),
      },
    ],
  };
  return { ...shared, ...styles[series.style](image) };
}

const unsigned12: ElementsLiteral = { BitsStored: 12, HighBit: 11, PixelRepresentation: 0 };

function fixed(values: readonly number[], digits: number): readonly string[] {
  return values.map((value) => value.toFixed(digits));
}

/** Zero-padded, as some consoles write windows: -0600. */
function padded(value: number): string {
  return value < 0 ? `-${String(-value).padStart(4, '0')}` : String(value).padStart(5, '0');
}

function philips({ series, positionMm, spacingMm }: CtImagePlan): ElementsLiteral {
  const [center, width] = series.kernel === 'soft' ? [60, 350] : [-600, 1600];
  const kernel = series.kernel === 'soft' ? 'B' : 'L';
  return {
    ...unsigned12,
    ImageType: ['ORIGINAL', 'PRIMARY', 'AXIAL', 'HELIX'],
    SeriesTime: undefined,
    ManufacturerModelName: 'Phantom after a 16-row scanner',
    PatientWeight: '',
    ScanOptions: 'HELIX',
    SliceThickness: '5.00',
    SpacingBetweenSlices: 5,
    DataCollectionDiameter: 500,
    SoftwareVersions: '2.3.5',
    ProtocolName: '2 Chest C-/Thorax',
    ReconstructionDiameter: (spacingMm * 512).toFixed(0),
    RotationDirection: 'CW',
    XRayTubeCurrent: 188,
    Exposure: 150,
    FilterType: kernel,
    ConvolutionKernel: kernel,
    PatientPosition: 'HFS',
    AcquisitionNumber: '',
    ImagePositionPatient: positionMm.map(String),
    ImageOrientationPatient: [1, 0, 0, 0, 1, 0],
    PositionReferenceIndicator: '',
    SliceLocation: positionMm[2].toFixed(2),
    PixelSpacing: [spacingMm, spacingMm],
    WindowCenter: [padded(center), padded(center)],
    WindowWidth: [padded(width), padded(width)],
    '(00E1,0010) LO': 'ELSCINT1',
  };
}

function siemens({ patient, series, positionMm, spacingMm }: CtImagePlan): ElementsLiteral {
  return {
    ...unsigned12,
    ImageType: ['ORIGINAL', 'PRIMARY', 'AXIAL', 'CT_SOM5 SPI'],
    SeriesTime: timeAfterStart(patient, 60),
    ManufacturerModelName: 'Phantom after a PET/CT scanner',
    SliceThickness: 5,
    DataCollectionDiameter: 500,
    SoftwareVersions: 'phantom',
    ProtocolName: patient.studyDescription.replace(/^.*\^\d*/, ''),
    ReconstructionDiameter: spacingMm * 512,
    TableHeight: 168,
    RotationDirection: 'CW',
    ExposureTime: 500,
    XRayTubeCurrent: 155,
    Exposure: 77,
    FilterType: 0,
    GeneratorPower: 18,
    FocalSpots: 1.2,
    ConvolutionKernel: series.description.split(' ').at(-1) ?? '',
    PatientPosition: 'HFS',
    AcquisitionNumber: 2,
    ImagePositionPatient: positionMm.map(String),
    ImageOrientationPatient: [1, 0, 0, 0, 1, 0],
    PositionReferenceIndicator: '',
    SliceLocation: String(positionMm[2]),
    PixelSpacing: [spacingMm, spacingMm],
    SmallestImagePixelValue: 0,
    WindowCenter: [40, -600],
    WindowWidth: [350, 1200],
    WindowCenterWidthExplanation: ['WINDOW1', 'WINDOW2'],
    RescaleType: 'HU',
    '(0029,0010) LO': 'SIEMENS CSA HEADER',
  };
}

function ge({ patient, series, positionMm, spacingMm, phase }: CtImagePlan): ElementsLiteral {
  return {
    ImageType: ['ORIGINAL', 'PRIMARY', 'AXIAL'],
    BitsStored: 16,
    HighBit: 15,
    PixelRepresentation: 1,
    PixelPaddingValue: -2000,
    SeriesTime: timeAfterStart(patient, 61),
    ManufacturerModelName: 'Phantom after a 64-row scanner',
    ScanOptions: series.onlySlice === undefined ? 'HELICAL MODE' : 'AXIAL MODE',
    SliceThickness: '5.000000',
    SpacingBetweenSlices: '5.000000',
    DataCollectionDiameter: '500.000000',
    SoftwareVersions: 'phantom',
    ProtocolName: '5.87 Routine Chest C-/C+',
    ReconstructionDiameter: (spacingMm * 512).toFixed(6),
    TableHeight: '143.500000',
    RotationDirection: 'CW',
    ExposureTime: 600,
    XRayTubeCurrent: 200,
    Exposure: 10,
    FilterType: 'BODY FILTER',
    GeneratorPower: 36000,
    FocalSpots: '0.700000',
    ConvolutionKernel: 'STANDARD',
    PatientPosition: 'FFS',
    AcquisitionNumber: phase + 1,
    ImagePositionPatient: fixed(positionMm, 3),
    ImageOrientationPatient: fixed([1, 0, 0, 0, 1, 0], 6),
    PositionReferenceIndicator: 'SN',
    SliceLocation: positionMm[2].toFixed(3),
    PixelSpacing: fixed([spacingMm, spacingMm], 6),
    WindowCenter: 40,
    WindowWidth: 350,
    RescaleType: 'HU',
    ReferencedStudySequence: [
      {
        ReferencedSOPClassUID: '1.2.840.10008.3.1.2.3.1',
        ReferencedSOPInstanceUID: seriesUidOf(patient, 'referenced study'),
      },
    ],
    '(0009,0010) LO': 'GEMS_IDEN_01',
    '(0009,1001) LO': 'CT_PHANTOM',
    '(0019,0010) LO': 'GEMS_ACQU_01',
    '(0019,1023) DS': '55.000000',
  };
}

const styles: Readonly<Record<HeaderStyle, (image: CtImagePlan) => ElementsLiteral>> = {
  philips,
  siemens,
  ge,
};
