import type { ValueUnit } from '../dicom/ImageFacts';

/** What decides the unit of modality values. Absent attributes are empty strings. */
export interface UnitEvidence {
  readonly modality: string;
  readonly isCapture: boolean;
  readonly isColour: boolean;
  /** Image Type (0008,0008), values joined by backslashes. */
  readonly imageType: string;
  /** Rescale Type (0028,1054), or Modality LUT Type (0028,3004). */
  readonly rescaleType: string;
  readonly hasRescale: boolean;
  /** Units (0054,1001), of PET. */
  readonly petUnits: string;
  /** Dose Units (3004,0002), of dose grids. */
  readonly doseUnits: string;
}

/** Units (0054,1001), PS3.3 C.8.9.1.1.3, as engineers write them. */
const petUnitNames: Readonly<Record<string, string>> = {
  BQML: 'Bq/ml',
  KBQML: 'kBq/ml',
  CNTS: 'counts',
  CPS: 'counts/s',
  PROPCNTS: 'proportional to counts',
  PROPCPS: 'proportional to counts/s',
  GML: 'g/ml',
  CM2: 'cm²',
  CM2ML: 'cm²/ml',
  PCNT: '%',
  MGMINML: 'mg/min/ml',
  UMOLMINML: 'µmol/min/ml',
  MLMING: 'ml/min/g',
  MLG: 'ml/g',
  '1CM': '1/cm',
  UMOLML: 'µmol/ml',
  STDDEV: 'standard deviations',
  SUV: 'SUV',
};

/** Rescale Type (0028,1054), PS3.3 C.11.1.1.2; HU and units not listed stand as they are. */
const rescaleTypeNames: Readonly<Record<string, string>> = {
  OD: 'optical density / 1000',
  MGML: 'mg/ml',
  PCT: '%',
  Z_EFF: 'effective Z',
  ED: '10²³ electrons/ml',
  EDW: 'electron density relative to water',
};

/** Rescale Type US: not HU, not anything; `unspecified`. */
const UNSPECIFIED = 'US';

function fromFile(unit: string): ValueUnit {
  return { kind: 'unit', unit, source: 'file' };
}

function none(why: string): ValueUnit {
  return { kind: 'none', why };
}

/** The unit of a file's modality values and how far it can be trusted. */
export function valueUnit(evidence: UnitEvidence): ValueUnit {
  const { rescaleType, doseUnits } = evidence;
  if (evidence.isColour) return none('colours have no unit');
  if (evidence.isCapture) return none('a capture, its values measure nothing');
  if (evidence.modality === 'PT') return petUnit(evidence);
  if (evidence.modality === 'RTDOSE' && doseUnits !== '') {
    return fromFile(doseUnits === 'GY' ? 'Gy' : doseUnits.toLowerCase());
  }
  if (rescaleType !== '' && rescaleType !== UNSPECIFIED) {
    return fromFile(rescaleTypeNames[rescaleType] ?? rescaleType);
  }
  if (evidence.modality === 'CT') return ctUnit(evidence);
  return none(rescaleType === '' ? 'no Rescale Type' : 'Rescale Type is US (unspecified)');
}

function petUnit({ petUnits, rescaleType }: UnitEvidence): ValueUnit {
  if (petUnits === 'NONE') return none('Units is NONE');
  if (petUnits !== '') return fromFile(petUnitNames[petUnits] ?? petUnits);
  if (rescaleType !== '' && rescaleType !== UNSPECIFIED) return fromFile(rescaleType);
  return none('no Units');
}

/** HU is promised for original images that are no localizers (PS3.3 C.8.2.1.1.2); otherwise it is a good guess. */
function ctUnit(evidence: UnitEvidence): ValueUnit {
  const why = doubtAboutHounsfield(evidence);
  if (why === undefined) return { kind: 'unit', unit: 'HU', source: 'standard' };
  return { kind: 'unit', unit: 'HU', source: 'assumed', why };
}

function doubtAboutHounsfield(evidence: UnitEvidence): string | undefined {
  const { imageType, hasRescale, rescaleType } = evidence;
  const [pixels = '', , flavour = ''] = imageType.split('\\').map((value) => value.trim());
  if (!hasRescale) return 'no Rescale Slope';
  if (rescaleType === UNSPECIFIED) return 'Rescale Type is US (unspecified)';
  if (pixels === '') return 'no Rescale Type and no Image Type';
  if (pixels !== 'ORIGINAL') return `no Rescale Type, Image Type is ${pixels}`;
  return flavour === 'LOCALIZER' ? 'no Rescale Type, a localizer' : undefined;
}
