import { transferSyntaxes } from '../dicomWriter';
import type { ContrastPhase } from './phantom/materials';
import type { ThoraxOptions } from './phantom/Thorax';

/** Reconstruction of a CT: smooth with little noise, or sharp with much. */
export type Kernel = 'soft' | 'lung';

/** Whose habits a CT header follows. */
export type HeaderStyle = 'philips' | 'siemens' | 'ge';

/** One CT series of a patient. */
export interface CtSeriesPlan {
  readonly key: string;
  readonly style: HeaderStyle;
  readonly number: number;
  readonly description: string;
  readonly kernel: Kernel;
  readonly transferSyntaxUid: string;
  /** One phase for most; several are acquisitions of one Series Instance UID. */
  readonly phases: readonly ContrastPhase[];
  /** Index of the one slice that is taken again and again; absent: all slices. */
  readonly onlySlice?: number;
  /** Acquisition whose slices carry boxes: 0-based index into phases; absent: none. */
  readonly annotatedPhase?: number;
  /** Names of the files: in the order of the instances, or in that of their UIDs, which says nothing. */
  readonly fileOrder: 'instance' | 'uid';
}

/** A PET of a patient. */
export interface PetPlan {
  readonly number: number;
  readonly doseBq: number;
  readonly uptakeMinutes: number;
  /** Whether the header tells the patient's weight. */
  readonly weightTold: boolean;
}

/** Fused captures of some slices. */
export interface CapturePlan {
  readonly number: number;
  readonly description: string;
  readonly fromSlice: number;
  readonly toSlice: number;
}

/** One invented patient and everything that was acquired of them. */
export interface PatientPlan {
  /** Without `Lung_Dx-`. */
  readonly id: string;
  readonly sex: 'M' | 'F';
  readonly ageYears: number;
  readonly weightKg: number;
  readonly sizeM: number;
  /** DA and TM. */
  readonly studyDate: string;
  readonly studyTime: string;
  readonly studyDescription: string;
  readonly thorax: ThoraxOptions;
  /** Pixel spacing at 512 columns. */
  readonly spacingMm: number;
  /** Patient position of the middle of the picture. */
  readonly middleMm: readonly [number, number];
  readonly firstZMm: number;
  readonly sliceSpacingMm: number;
  readonly slices: number;
  readonly ct: readonly CtSeriesPlan[];
  readonly pet?: PetPlan;
  readonly captures?: CapturePlan;
}

const { implicitLittleEndian, explicitLittleEndian } = transferSyntaxes;
const native: readonly ContrastPhase[] = ['native'];

const a9001: PatientPlan = {
  id: 'A9001',
  sex: 'M',
  ageYears: 61,
  weightKg: 68,
  sizeM: 1.72,
  studyDate: '20090417',
  studyTime: '095812',
  studyDescription: 'PET^03WholebodyFirstHead (Adult)',
  thorax: {
    build: { seed: 'A9001', width: 1, depth: 1, turnDegrees: 2, originMm: [2, -14, -165] },
    fat: 1.5,
    effusionMm: 0,
    lesions: [{ kind: 'spiculated', middle: [-88, 22, 18], radii: [19, 17, 19] }],
  },
  spacingMm: 0.8203125,
  middleMm: [0, -8],
  firstZMm: -67,
  sliceSpacingMm: 5,
  slices: 60,
  ct: [
    {
      key: 'soft',
      style: 'siemens',
      number: 2,
      description: 'CT WB  5.0  B30f',
      kernel: 'soft',
      transferSyntaxUid: explicitLittleEndian,
      phases: native,
      annotatedPhase: 0,
      fileOrder: 'instance',
    },
    {
      key: 'lung',
      style: 'siemens',
      number: 3,
      description: 'Thorax  5.0  B70f',
      kernel: 'lung',
      transferSyntaxUid: explicitLittleEndian,
      phases: native,
      annotatedPhase: 0,
      fileOrder: 'instance',
    },
  ],
  pet: { number: 12, doseBq: 295_800_000, uptakeMinutes: 70, weightTold: true },
  captures: {
    number: 15,
    description: 'Range-CT WB  5.0  B30f-Tra-<ALPHA Range>',
    fromSlice: 6,
    toSlice: 30,
  },
};

const b9001: PatientPlan = {
  id: 'B9001',
  sex: 'M',
  ageYears: 67,
  weightKg: 74,
  sizeM: 1.69,
  studyDate: '20100228',
  studyTime: '102440',
  studyDescription: 'PET^01PTheadlung (Adult)',
  thorax: {
    build: {
      seed: 'B9001',
      width: 1.03,
      depth: 1.05,
      turnDegrees: -1.5,
      originMm: [-3, -20, -412],
    },
    fat: 1.9,
    effusionMm: 0,
    lesions: [
      { kind: 'lobulated', middle: [-56, 4, -34], radii: [25, 24, 24] },
      { kind: 'node', middle: [0, 24, -24], radii: [15, 10, 13] },
      { kind: 'node', middle: [-20, -2, 22], radii: [11, 12, 14] },
    ],
  },
  spacingMm: 0.80078125,
  middleMm: [0, -16],
  firstZMm: -366.5,
  sliceSpacingMm: 5,
  slices: 24,
  ct: [
    {
      key: 'soft',
      style: 'siemens',
      number: 3,
      description: 'ThoraxRoutine  5.0.0  B40f',
      kernel: 'soft',
      transferSyntaxUid: implicitLittleEndian,
      phases: native,
      annotatedPhase: 0,
      fileOrder: 'instance',
    },
    {
      key: 'lung',
      style: 'siemens',
      number: 2,
      description: 'ThoraxRoutine  5.0.0  B70f',
      kernel: 'lung',
      transferSyntaxUid: implicitLittleEndian,
      phases: native,
      annotatedPhase: 0,
      fileOrder: 'instance',
    },
  ],
  pet: { number: 9, doseBq: 312_400_000, uptakeMinutes: 64, weightTold: false },
};

const e9001: PatientPlan = {
  id: 'E9001',
  sex: 'F',
  ageYears: 70,
  weightKg: 62,
  sizeM: 1.58,
  studyDate: '20101123',
  studyTime: '134105',
  studyDescription: 'ch+c',
  thorax: {
    build: { seed: 'E9001', width: 0.94, depth: 0.97, turnDegrees: 1, originMm: [4, -12, -96] },
    fat: 2.1,
    effusionMm: 26,
    lesions: [{ kind: 'lobulated', middle: [107, 34, -62], radii: [36, 38, 27] }],
  },
  spacingMm: 0.74609375,
  middleMm: [0, -6],
  firstZMm: -110.25,
  sliceSpacingMm: 5,
  slices: 20,
  ct: [
    {
      key: 'phases',
      style: 'ge',
      number: 2,
      description: 'A phase 5mm Stnd SS50',
      kernel: 'soft',
      transferSyntaxUid: explicitLittleEndian,
      phases: ['arterial', 'venous', 'late'],
      annotatedPhase: 1,
      fileOrder: 'instance',
    },
    {
      key: 'prep',
      style: 'ge',
      number: 200,
      description: 'Smart Prep Series',
      kernel: 'soft',
      transferSyntaxUid: explicitLittleEndian,
      phases: ['native', 'late', 'venous', 'arterial'],
      onlySlice: 2,
      fileOrder: 'instance',
    },
  ],
};

const g9001: PatientPlan = {
  id: 'G9001',
  sex: 'M',
  ageYears: 58,
  weightKg: 65,
  sizeM: 1.75,
  studyDate: '20070612',
  studyTime: '185824',
  studyDescription: 'Chest',
  thorax: {
    build: {
      seed: 'G9001',
      width: 1.01,
      depth: 0.96,
      turnDegrees: -2.5,
      originMm: [-2, -10, -231],
    },
    fat: 1.1,
    effusionMm: 0,
    lesions: [{ kind: 'cavitating', middle: [70, -22, 26], radii: [25, 24, 24] }],
  },
  spacingMm: 0.779296875,
  middleMm: [0, -6],
  firstZMm: -146,
  sliceSpacingMm: 5,
  slices: 24,
  ct: [
    {
      key: 'soft',
      style: 'philips',
      number: 3,
      description: '5mm',
      kernel: 'soft',
      transferSyntaxUid: implicitLittleEndian,
      phases: native,
      annotatedPhase: 0,
      fileOrder: 'instance',
    },
    {
      key: 'lung',
      style: 'philips',
      number: 2,
      description: '5mm',
      kernel: 'lung',
      transferSyntaxUid: implicitLittleEndian,
      phases: native,
      annotatedPhase: 0,
      fileOrder: 'uid',
    },
  ],
};

/** The sample data set: one patient of each histology class. */
export const samplePatients: readonly PatientPlan[] = [a9001, b9001, e9001, g9001];

/** How large the sample is written; tests write a small one. */
export interface SampleSize {
  /** Columns and rows of CT and captures. */
  readonly matrix: number;
  /** Ends of each vessel tree; fewer are grown faster. */
  readonly vesselEnds: number | undefined;
}

/** The size that users see. */
export const fullSize: SampleSize = { matrix: 512, vesselEnds: undefined };

/** A coarser set that is written faster; the fields of view stay. */
export function coarseSize(matrix: number): SampleSize {
  return { matrix, vesselEnds: 60 };
}
