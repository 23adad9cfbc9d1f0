import { sopClasses } from '../dicomSlice';
import { transferSyntaxes, writeDicom } from '../dicomWriter';
import type { CtScanner } from './ctImages';
import { reconstructed, sliceZMm } from './ctImages';
import { identityElements, timeAfterStart } from './identity';
import { petSpacingMm } from './petImages';
import type { PetVolume } from './petImages';
import type { CapturePlan } from './samplePatients';

/** SUV at any place of a volume, between its pixels and slices; 0 outside. */
export function suvAt(volume: PetVolume, xMm: number, yMm: number, zMm: number): number {
  const { grid, slices } = volume;
  const x = (xMm - grid.originXMm) / grid.spacingMm;
  const y = (yMm - grid.originYMm) / grid.spacingMm;
  const z = Math.min(slices.length - 1, Math.max(0, (volume.firstZMm - zMm) / petSpacingMm));
  const lower = inSlice(slices[Math.floor(z)], grid.columns, x, y);
  const upper = inSlice(slices[Math.ceil(z)], grid.columns, x, y);
  return lower + (upper - lower) * (z - Math.floor(z));
}

function inSlice(values: Float32Array | undefined, columns: number, x: number, y: number): number {
  if (values === undefined || x < 0 || y < 0 || x > columns - 2 || y > columns - 2) return 0;
  const [left, top] = [Math.floor(x), Math.floor(y)];
  const start = top * columns + left;
  const above =
    (values[start] ?? 0) + ((values[start + 1] ?? 0) - (values[start] ?? 0)) * (x - left);
  const next = start + columns;
  const below = (values[next] ?? 0) + ((values[next + 1] ?? 0) - (values[next] ?? 0)) * (x - left);
  return above + (below - above) * (y - top);
}

/** Black, red, yellow, white for 0 to 1. */
function hot(share: number): readonly [number, number, number] {
  const part = (from: number, to: number): number =>
    Math.min(1, Math.max(0, (share - from) / (to - from)));
  return [255 * part(0, 0.38), 255 * part(0.36, 0.76), 255 * part(0.74, 1)];
}

const suvOfWhite = 8;

/** Pixels of a capture, RGB by pixel: CT in W350 L40 with the PET over it, the more of it the higher the uptake. */
function fusedRgb(scanner: CtScanner, slice: number, volume: PetVolume): Uint8Array {
  const { grid, patient } = scanner;
  const ct = reconstructed(
    scanner.objectHu(slice, 'native'),
    'soft',
    `${patient.id}/soft/${slice + 1}`,
  ).values;
  const rgb = new Uint8Array(ct.length * 3);
  const zMm = sliceZMm(patient, slice);
  for (let index = 0; index < ct.length; index++) {
    const xMm = grid.originXMm + (index % grid.columns) * grid.spacingMm;
    const yMm = grid.originYMm + Math.floor(index / grid.columns) * grid.spacingMm;
    const grey = 255 * Math.min(1, Math.max(0, ((ct[index] ?? 0) - 40) / 350 + 0.5));
    const uptake = suvAt(volume, xMm, yMm, zMm) / suvOfWhite;
    const cover = 0.62 * Math.min(1, uptake / 0.4);
    const colour = hot(uptake);
    for (let channel = 0; channel < 3; channel++) {
      rgb[index * 3 + channel] = Math.round(grey * (1 - cover) + (colour[channel] ?? 0) * cover);
    }
  }
  return rgb;
}

/** The bytes of one fused capture of the slice painted last; it has no geometry, and says Modality CT. */
export function captureFile(
  scanner: CtScanner,
  plan: CapturePlan,
  slice: number,
  volume: PetVolume,
): Uint8Array {
  const { patient, grid } = scanner;
  const instance = slice - plan.fromSlice + 1;
  return writeDicom({
    transferSyntaxUid: transferSyntaxes.explicitLittleEndian,
    elements: {
      ...identityElements(patient, 'captures', instance),
      SOPClassUID: sopClasses.secondaryCapture,
      Modality: 'CT',
      ConversionType: 'WSD',
      ImageType: ['DERIVED', 'SECONDARY', 'DISPLAY'],
      Manufacturer: 'DxLens phantom',
      ManufacturerModelName: 'Phantom after a PET/CT workstation',
      SeriesDescription: plan.description,
      SeriesNumber: plan.number,
      SeriesDate: patient.studyDate,
      SeriesTime: timeAfterStart(patient, 1500),
      ContentDate: patient.studyDate,
      ContentTime: timeAfterStart(patient, 1500 + instance),
      AcquisitionNumber: undefined,
      ImagePositionPatient: '',
      ImageOrientationPatient: '',
      PixelSpacing: '',
      SamplesPerPixel: 3,
      PhotometricInterpretation: 'RGB',
      PlanarConfiguration: 0,
      Rows: grid.rows,
      Columns: grid.columns,
      BitsAllocated: 8,
      BitsStored: 8,
      HighBit: 7,
      PixelRepresentation: 0,
      BurnedInAnnotation: 'NO',
      '(7FE0,0010) OB': fusedRgb(scanner, slice, volume),
    },
  });
}
