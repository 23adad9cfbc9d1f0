import type { BuiltFile } from './BuiltFile';
import { transferSyntaxes, writeDicom } from './dicomWriter';
import type { ElementsLiteral } from './elements';
import { uid } from './uid';

/** Stored values: all of them row by row, or one by its column and row. */
export type Pixels =
  Uint8Array | Uint16Array | Int16Array | ((column: number, row: number) => number);

/** What every built slice can be told; all of it has a default, and `elements` replaces any attribute. */
export interface SliceOptions {
  /** Patient ID, `Lung_Dx-A0001` by default. */
  readonly patient?: string;
  /** Names from which the UIDs are made: same name, same UID. */
  readonly study?: string;
  readonly series?: string;
  readonly frameOfReference?: string;
  /** Distinguishes slices of one series; by default made from z, acquisition number and instance number. */
  readonly instance?: string;
  /** z of the Image Position (Patient), mm. */
  readonly z?: number;
  readonly instanceNumber?: number;
  readonly acquisitionNumber?: number;
  readonly rows?: number;
  readonly columns?: number;
  readonly pixels?: Pixels;
  readonly transferSyntaxUid?: string;
  readonly elements?: ElementsLiteral;
  /** Path in the data set's folder. */
  readonly path?: string;
}

/** SOP classes of the slices that builders make (PS3.4 B.5). */
export const sopClasses = {
  ct: '1.2.840.10008.5.1.4.1.1.2',
  pet: '1.2.840.10008.5.1.4.1.1.128',
  secondaryCapture: '1.2.840.10008.5.1.4.1.1.7',
} as const;

const defaultEdge = 8;

function instanceName(options: SliceOptions): string {
  if (options.instance !== undefined) return options.instance;
  return [options.z ?? 0, options.acquisitionNumber ?? '', options.instanceNumber ?? 1].join('/');
}

function identity(options: SliceOptions, kind: string): ElementsLiteral {
  const patient = options.patient ?? 'Lung_Dx-A0001';
  const study = `${patient}/${options.study ?? 'study'}`;
  const series = `${study}/${options.series ?? kind}`;
  return {
    PatientID: patient,
    PatientName: patient,
    StudyInstanceUID: uid(study),
    SeriesInstanceUID: uid(series),
    SOPInstanceUID: uid(`${series}/${instanceName(options)}`),
    FrameOfReferenceUID: uid(`${patient}/${options.frameOfReference ?? 'frame of reference'}`),
    StudyDate: '20070404',
    SeriesDate: '20070404',
    StudyDescription: 'Chest',
    SeriesNumber: 2,
    InstanceNumber: options.instanceNumber ?? 1,
    AcquisitionNumber: options.acquisitionNumber,
  };
}

function geometry(options: SliceOptions, spacingMm: number): ElementsLiteral {
  return {
    ImagePositionPatient: [-200, -180, options.z ?? 0],
    ImageOrientationPatient: [1, 0, 0, 0, 1, 0],
    PixelSpacing: [spacingMm, spacingMm],
    SliceThickness: 5,
  };
}

function storedValues(
  options: SliceOptions,
  samples: number,
  signed: boolean,
): Uint8Array | Uint16Array | Int16Array {
  const columns = options.columns ?? defaultEdge;
  const count = (options.rows ?? defaultEdge) * columns;
  const pixels = options.pixels ?? ((column, row) => 1024 + column + row * columns);
  if (typeof pixels !== 'function') return pixels;
  const values = signed ? new Int16Array(count) : new Uint16Array(count);
  for (let index = 0; index < count; index++)
    values[index] = pixels(index % columns, Math.floor(index / columns));
  return samples === 1 ? values : rgbOf(values);
}

function rgbOf(values: Uint16Array | Int16Array): Uint8Array {
  return Uint8Array.from(
    { length: values.length * 3 },
    (_, index) => values[Math.floor(index / 3)] ?? 0,
  );
}

function greyFormat(options: SliceOptions, bitsStored: number, signed: boolean): ElementsLiteral {
  return {
    SamplesPerPixel: 1,
    PhotometricInterpretation: 'MONOCHROME2',
    Rows: options.rows ?? defaultEdge,
    Columns: options.columns ?? defaultEdge,
    BitsAllocated: 16,
    BitsStored: bitsStored,
    HighBit: bitsStored - 1,
    PixelRepresentation: signed ? 1 : 0,
    PixelData: storedValues(options, 1, signed),
  };
}

function built(options: SliceOptions, defaults: ElementsLiteral): BuiltFile {
  const elements: ElementsLiteral = { ...defaults, ...options.elements };
  const sopInstanceUid = String(elements.SOPInstanceUID);
  const fileName = `${options.acquisitionNumber ?? 1}-${String(options.instanceNumber ?? 1).padStart(2, '0')}.dcm`;
  const folder = `${String(elements.PatientID)}/${String(elements.Modality)}-${options.series ?? 'series'}`;
  return {
    path: options.path ?? `${folder}/${fileName}`,
    bytes: writeDicom({
      elements,
      transferSyntaxUid: options.transferSyntaxUid ?? transferSyntaxes.explicitLittleEndian,
    }),
    sopInstanceUid,
  };
}

/** A CT slice, 12 bits unsigned, intercept -1024, one window; small (8 x 8) unless told otherwise. */
export function ctSlice(options: SliceOptions = {}): BuiltFile {
  const signed = options.pixels instanceof Int16Array;
  return built(options, {
    ...identity(options, 'ct'),
    ...geometry(options, 0.75),
    ...greyFormat(options, signed ? 16 : 12, signed),
    SOPClassUID: sopClasses.ct,
    Modality: 'CT',
    ImageType: ['ORIGINAL', 'PRIMARY', 'AXIAL'],
    Manufacturer: 'Philips',
    SeriesDescription: '5mm',
    PatientPosition: 'HFS',
    ConvolutionKernel: 'B',
    WindowCenter: 40,
    WindowWidth: 350,
    RescaleIntercept: -1024,
    RescaleSlope: 1,
  });
}

/** What a PET slice can be told besides: Bq/ml per stored value, and what the SUV needs. */
export interface PetSliceOptions extends SliceOptions {
  readonly slope?: number;
  readonly doseBq?: number;
  readonly weightKg?: number;
}

/** A PET slice in Bq/ml: injected at 09:00:00, acquired from 10:10:00, fluorine 18, decay corrected to the start. */
export function petSlice(options: PetSliceOptions = {}): BuiltFile {
  return built(options, {
    ...identity(options, 'pet'),
    ...geometry(options, 4.07283),
    ...greyFormat(options, 16, false),
    SOPClassUID: sopClasses.pet,
    Modality: 'PT',
    ImageType: ['ORIGINAL', 'PRIMARY'],
    Manufacturer: 'SIEMENS',
    SeriesDescription: 'PET WB Corrected',
    SeriesTime: '101000',
    AcquisitionDate: '20070404',
    AcquisitionTime: '101000',
    PatientWeight: options.weightKg ?? 65,
    CorrectedImage: ['NORM', 'DTIM', 'ATTN', 'SCAT', 'DECY', 'RAN'],
    Units: 'BQML',
    DecayCorrection: 'START',
    SeriesType: ['WHOLE BODY', 'IMAGE'],
    RescaleIntercept: 0,
    RescaleSlope: options.slope ?? 1,
    RadiopharmaceuticalInformationSequence: [
      {
        Radiopharmaceutical: 'FDG',
        RadiopharmaceuticalStartTime: '090000',
        RadionuclideTotalDose: options.doseBq ?? 295_800_000,
        RadionuclideHalfLife: 6586.2,
        RadionuclidePositronFraction: 0.967,
      },
    ],
  });
}

/** A fused capture: RGB, Modality CT, no geometry, as the collection's PET/CT captures are. */
export function secondaryCapture(options: SliceOptions = {}): BuiltFile {
  return built(options, {
    ...identity(options, 'capture'),
    FrameOfReferenceUID: undefined,
    SOPClassUID: sopClasses.secondaryCapture,
    Modality: 'CT',
    ConversionType: 'WSD',
    ImageType: ['DERIVED', 'SECONDARY'],
    Manufacturer: 'SIEMENS',
    SeriesDescription: 'Range-CT WB  1.0  B30f-Tra-<ALPHA Range>',
    SamplesPerPixel: 3,
    PhotometricInterpretation: 'RGB',
    PlanarConfiguration: 0,
    Rows: options.rows ?? defaultEdge,
    Columns: options.columns ?? defaultEdge,
    BitsAllocated: 8,
    BitsStored: 8,
    HighBit: 7,
    PixelRepresentation: 0,
    '(7FE0,0010) OB': storedValues(
      { pixels: (column, row) => (column + row) * 8, ...options },
      3,
      false,
    ),
  });
}
