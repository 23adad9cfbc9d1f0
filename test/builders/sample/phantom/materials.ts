/** What a sample of the phantom consists of; one byte each. Lesions have their own range, see `lesionMaterial`. */
export const materials = {
  air: 0,
  skin: 1,
  fat: 2,
  muscle: 3,
  cortical: 4,
  marrow: 5,
  cartilage: 6,
  lung: 7,
  systemicBlood: 8,
  pulmonaryBlood: 9,
  venousBlood: 10,
  myocardium: 11,
  airway: 12,
  airwayWall: 13,
  liver: 14,
  spleen: 15,
  stomachContent: 16,
  disc: 17,
  spinalCanal: 18,
  tableShell: 19,
  tableCore: 20,
  gown: 21,
  fissure: 22,
  mediastinalFat: 23,
  oesophagus: 24,
  effusion: 25,
  muscleStreak: 26,
  thyroid: 27,
} as const;

/** A tissue's name. */
export type Tissue = keyof typeof materials;

const firstLesionMaterial = 200;
const partsOfLesion = ['solid', 'necrosis', 'cavity', 'spicule', 'ground'] as const;

/** A part of a lesion: its wall or mass, low density in the middle, air in the middle, spikes, haze around. */
export type LesionPart = (typeof partsOfLesion)[number];

/** The material of a lesion's part; lesions are counted from 0. */
export function lesionMaterial(lesion: number, part: LesionPart): number {
  return firstLesionMaterial + lesion * partsOfLesion.length + partsOfLesion.indexOf(part);
}

/** The lesion that a material belongs to, or -1. What surrounds a mass is not part of what a reader would box. */
export function lesionOf(material: number): number {
  const part = partsOfLesion[(material - firstLesionMaterial) % partsOfLesion.length];
  if (material < firstLesionMaterial || part === 'ground' || part === 'spicule') return -1;
  return Math.floor((material - firstLesionMaterial) / partsOfLesion.length);
}

/** How contrast medium has spread: none, or the phases of a GE-like examination. */
export type ContrastPhase = 'native' | 'arterial' | 'venous' | 'late';

const nativeHu: Readonly<Record<Tissue, number>> = {
  air: -1000,
  skin: 10,
  fat: -105,
  muscle: 55,
  cortical: 900,
  marrow: 200,
  cartilage: 115,
  lung: -820,
  systemicBlood: 45,
  pulmonaryBlood: 45,
  venousBlood: 45,
  myocardium: 52,
  airway: -985,
  airwayWall: -60,
  liver: 60,
  spleen: 50,
  stomachContent: 15,
  disc: 85,
  spinalCanal: 28,
  tableShell: 260,
  tableCore: -940,
  gown: -700,
  fissure: -730,
  mediastinalFat: -95,
  oesophagus: 38,
  effusion: 12,
  muscleStreak: 10,
  thyroid: 95,
};

const contrastHu: Readonly<Record<ContrastPhase, Partial<Record<Tissue, number>>>> = {
  native: {},
  arterial: {
    systemicBlood: 310,
    pulmonaryBlood: 250,
    venousBlood: 70,
    myocardium: 105,
    liver: 75,
    spleen: 120,
  },
  venous: {
    systemicBlood: 165,
    pulmonaryBlood: 160,
    venousBlood: 150,
    myocardium: 110,
    liver: 115,
    spleen: 120,
  },
  late: {
    systemicBlood: 120,
    pulmonaryBlood: 118,
    venousBlood: 118,
    myocardium: 95,
    liver: 100,
    spleen: 100,
  },
};

const lesionHu: Readonly<Record<ContrastPhase, Readonly<Record<LesionPart, number>>>> = {
  native: { solid: 38, necrosis: 18, cavity: -960, spicule: 10, ground: -640 },
  arterial: { solid: 62, necrosis: 22, cavity: -960, spicule: 20, ground: -640 },
  venous: { solid: 78, necrosis: 24, cavity: -960, spicule: 25, ground: -640 },
  late: { solid: 84, necrosis: 26, cavity: -960, spicule: 25, ground: -640 },
};

/** SUV of each tissue an hour after FDG; what is not named takes up nothing. */
const tissueSuv: Partial<Record<Tissue, number>> = {
  skin: 0.4,
  fat: 0.3,
  muscle: 0.7,
  muscleStreak: 0.6,
  cortical: 0.5,
  marrow: 1.3,
  cartilage: 0.5,
  lung: 0.5,
  systemicBlood: 1.6,
  pulmonaryBlood: 1.6,
  venousBlood: 1.6,
  myocardium: 2.6,
  airwayWall: 0.7,
  liver: 2.2,
  spleen: 1.9,
  stomachContent: 0.8,
  disc: 0.6,
  spinalCanal: 1.0,
  fissure: 0.5,
  mediastinalFat: 0.5,
  oesophagus: 1.3,
  effusion: 0.7,
  thyroid: 1.5,
};

const lesionSuv: Readonly<Record<LesionPart, number>> = {
  solid: 8,
  necrosis: 2.5,
  cavity: 0.3,
  spicule: 4,
  ground: 1.2,
};

/** How many lesions one phantom can hold. */
export const mostLesions = 8;

function table(
  tissue: (name: Tissue) => number,
  lesion: Readonly<Record<LesionPart, number>>,
): Float32Array {
  const values = new Float32Array(256);
  for (const name of Object.keys(materials) as Tissue[]) values[materials[name]] = tissue(name);
  for (let index = 0; index < mostLesions; index++) {
    for (const part of partsOfLesion) values[lesionMaterial(index, part)] = lesion[part];
  }
  return values;
}

/** HU by material. Lung is a gradient from front to back and is filled in by the sampler. */
export function huTable(phase: ContrastPhase): Float32Array {
  return table((name) => contrastHu[phase][name] ?? nativeHu[name], lesionHu[phase]);
}

/** SUV by material. */
export function suvTable(): Float32Array {
  return table((name) => tissueSuv[name] ?? 0, lesionSuv);
}
