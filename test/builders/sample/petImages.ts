import type { ElementsLiteral } from '../elements';
import { sopClasses } from '../dicomSlice';
import { transferSyntaxes, writeDicom } from '../dicomWriter';
import { frameOfReferenceUidOf, identityElements, timeAfterStart } from './identity';
import type { Picture } from './phantom/kernels';
import { blurred, addNoise, noiseTile } from './phantom/kernels';
import { suvTable } from './phantom/materials';
import type { PixelGrid } from './phantom/Raster';
import { Raster } from './phantom/Raster';
import { sampled } from './phantom/sampling';
import { Thorax } from './phantom/Thorax';
import { sliceZMm } from './ctImages';
import type { PatientPlan, PetPlan } from './samplePatients';

const columns = 200;
const spacingMm = 4.07283;
/** Distance of PET slices; not the CT's. */
export const petSpacingMm = 3;
const sublayers = 2;
/** Full width at half maximum of the blur. */
export const petBlurMm = 6;
const sigmaMm = petBlurMm / 2.3548;
const layerMm = petSpacingMm / sublayers;
/** How many layers above and below a slice still reach into it. */
const layerReach = Math.ceil((3 * sigmaMm) / layerMm);
const halfLifeSeconds = 6586.2;
/** Slices of one bed position; each bed starts later, but everything is decay corrected to the first. */
const slicesOfBed = 55;
const bedSeconds = 150;

/** A PET as SUV. */
export interface PetVolume {
  readonly grid: PixelGrid;
  readonly firstZMm: number;
  /** One a slice, highest first. */
  readonly slices: readonly Float32Array[];
}

/** Patient z of a PET slice, counted from 0; the grid is shifted against the CT's. */
export function petZMm(patient: PatientPlan, slice: number): number {
  return patient.firstZMm + 0.6 - slice * petSpacingMm;
}

function petGrid(patient: PatientPlan, samples: number): PixelGrid {
  const half = ((columns - 1) / 2) * spacingMm;
  return {
    columns,
    rows: columns,
    spacingMm,
    originXMm: patient.middleMm[0] - half,
    originYMm: patient.middleMm[1] - half,
    samples,
  };
}

/** How many PET slices cover the patient's CT. */
export function petSliceCount(patient: PatientPlan): number {
  const lowest = sliceZMm(patient, patient.slices - 1);
  return Math.floor((patient.firstZMm - lowest) / petSpacingMm) + 1;
}

/** Uptake of the phantom, blurred as by the scanner, with a little noise. */
export function petVolume(patient: PatientPlan): PetVolume {
  const count = petSliceCount(patient);
  const layers = blurredLayers(patient, count);
  const weights = heightWeights();
  const noise = noiseTile(`${patient.id}/pet`, 0.9);
  const slices = Array.from({ length: count }, (_, slice) => {
    const values = new Float32Array(columns * columns);
    weights.forEach((weight, index) => {
      const layer = layers[Math.min(layers.length - 1, slice * sublayers + index)];
      for (let pixel = 0; pixel < values.length; pixel++)
        values[pixel] = (values[pixel] ?? 0) + weight * (layer?.[pixel] ?? 0);
    });
    const grain = values.map((value) => 0.04 * value + 0.004);
    addNoise({ columns, rows: columns, values }, noise, `${patient.id}/pet/${slice}`, 1, grain);
    return values.map((value) => Math.max(0, value));
  });
  return { grid: petGrid(patient, 1), firstZMm: petZMm(patient, 0), slices };
}

/** Layers of 1.5 mm, from above the first slice to below the last, each blurred within its plane. */
function blurredLayers(patient: PatientPlan, count: number): readonly Float32Array[] {
  const thorax = new Thorax({ ...patient.thorax, vesselEnds: 0 });
  const raster = new Raster(petGrid(patient, 3));
  const lung = { frontYMm: 0, backYMm: 1, front: 0.5, back: 0.5, vessel: 0.5 };
  const layers = (count - 1) * sublayers + heightWeights().length;
  const highest = petZMm(patient, 0) + layerMm * ((sublayers - 1) / 2 + layerReach);
  return Array.from({ length: layers }, (_, layer) => {
    thorax.paint(raster, highest - layer * layerMm, layerMm);
    const picture: Picture = {
      columns,
      rows: columns,
      values: sampled(raster, suvTable(), lung).values,
    };
    return blurred(picture, sigmaMm / spacingMm).values;
  });
}

/** Weights of the layers around one slice: its own thickness, blurred by the same Gaussian. */
function heightWeights(): readonly number[] {
  const weights = Array.from({ length: 2 * layerReach + sublayers }, (_, index) => {
    let sum = 0;
    for (let layer = 0; layer < sublayers; layer++) {
      sum += Math.exp(-0.5 * (((index - layerReach - layer) * layerMm) / sigmaMm) ** 2);
    }
    return sum;
  });
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
}

/** Bq/ml that one SUV is at the start of the scan: decayed dose over weight (PS3.3 C.8.9.1, QIBA SUVbw). */
export function becquerelPerSuv(patient: PatientPlan, pet: PetPlan): number {
  const decayed = pet.doseBq * 2 ** ((-pet.uptakeMinutes * 60) / halfLifeSeconds);
  return decayed / (patient.weightKg * 1000);
}

/** The bytes of one PET image; its slope is its own, so that its largest value fills 15 bits. */
export function petFile(
  patient: PatientPlan,
  pet: PetPlan,
  volume: PetVolume,
  slice: number,
): Uint8Array {
  const suv = volume.slices[slice] ?? new Float32Array(columns * columns);
  const factor = becquerelPerSuv(patient, pet);
  const largest = suv.reduce((most, value) => Math.max(most, value), 0.01) * factor;
  const slope = Number((largest / 32767).toPrecision(7));
  return writeDicom({
    transferSyntaxUid: transferSyntaxes.explicitLittleEndian,
    elements: {
      ...petElements(patient, pet, slice),
      RescaleSlope: slope,
      LargestImagePixelValue: 32767,
      WindowCenter: Math.round(largest / 2),
      WindowWidth: Math.round(largest),
      PixelData: Uint16Array.from(suv, (value) =>
        Math.min(32767, Math.round((value * factor) / slope)),
      ),
    },
  });
}

function petElements(patient: PatientPlan, pet: PetPlan, slice: number): ElementsLiteral {
  const bed = Math.floor(slice / slicesOfBed);
  const start = timeAfterStart(patient, 300);
  const grid = petGrid(patient, 1);
  const zMm = Number(petZMm(patient, slice).toFixed(3));
  return {
    ...identityElements(patient, 'pet', slice + 1),
    SOPClassUID: sopClasses.pet,
    Modality: 'PT',
    ImageType: ['ORIGINAL', 'PRIMARY'],
    Manufacturer: 'DxLens phantom',
    ManufacturerModelName: 'Phantom after a PET/CT scanner',
    SeriesDescription: 'PET WB Corrected',
    SeriesNumber: pet.number,
    SeriesDate: patient.studyDate,
    SeriesTime: start,
    AcquisitionDate: patient.studyDate,
    AcquisitionTime: timeAfterStart(patient, 300 + bed * bedSeconds),
    ContentDate: patient.studyDate,
    ContentTime: timeAfterStart(patient, 300 + bed * bedSeconds),
    PatientSize: patient.sizeM,
    PatientWeight: pet.weightTold ? patient.weightKg : undefined,
    SliceThickness: petSpacingMm,
    SoftwareVersions: 'phantom',
    ActualFrameDuration: bedSeconds * 1000,
    PatientPosition: 'HFS',
    AcquisitionNumber: 2001,
    FrameOfReferenceUID: frameOfReferenceUidOf(patient),
    ImagePositionPatient: [grid.originXMm.toFixed(4), grid.originYMm.toFixed(4), String(zMm)],
    ImageOrientationPatient: [1, 0, 0, 0, 1, 0],
    PositionReferenceIndicator: '',
    SliceLocation: zMm,
    SamplesPerPixel: 1,
    PhotometricInterpretation: 'MONOCHROME2',
    Rows: columns,
    Columns: columns,
    PixelSpacing: [spacingMm, spacingMm],
    CorrectedImage: ['NORM', 'DTIM', 'ATTN', 'SCAT', 'DECY', 'RAN'],
    BitsAllocated: 16,
    BitsStored: 16,
    HighBit: 15,
    PixelRepresentation: 0,
    SmallestImagePixelValue: 0,
    RescaleIntercept: 0,
    RescaleType: 'BQML',
    ...isotopeElements(patient, pet, slice, bed),
  };
}

function isotopeElements(
  patient: PatientPlan,
  pet: PetPlan,
  slice: number,
  bed: number,
): ElementsLiteral {
  const injected = timeAfterStart(patient, 300 - pet.uptakeMinutes * 60);
  return {
    RadiopharmaceuticalInformationSequence: [
      {
        Radiopharmaceutical: 'Fluorodeoxyglucose',
        RadiopharmaceuticalVolume: 0,
        RadiopharmaceuticalStartTime: `${injected}.000000`,
        RadionuclideTotalDose: pet.doseBq,
        RadionuclideHalfLife: halfLifeSeconds,
        RadionuclidePositronFraction: 0.967,
        RadiopharmaceuticalStartDateTime: `${patient.studyDate}${injected}.000000`,
        RadionuclideCodeSequence: [
          { CodeValue: 'C-111A1', CodingSchemeDesignator: 'SRT', CodeMeaning: '^18^Fluorine' },
        ],
        RadiopharmaceuticalCodeSequence: [
          {
            CodeValue: 'C-B1031',
            CodingSchemeDesignator: 'SRT',
            CodeMeaning: 'Fluorodeoxyglucose F^18^',
          },
        ],
      },
    ],
    NumberOfSlices: petSliceCount(patient),
    SeriesType: ['WHOLE BODY', 'IMAGE'],
    Units: 'BQML',
    CountsSource: 'EMISSION',
    RandomsCorrectionMethod: 'DLYD',
    AttenuationCorrectionMethod: 'measured',
    DecayCorrection: 'START',
    ReconstructionMethod: 'PSF+TOF 2i21s',
    ScatterCorrectionMethod: 'Model-based',
    FrameReferenceTime: bed * bedSeconds * 1000,
    DecayFactor: (2 ** ((bed * bedSeconds) / halfLifeSeconds)).toFixed(6),
    ImageIndex: slice + 1,
  };
}
