import { lesionOf, materials } from './materials';
import type { Raster } from './Raster';
import { vesselLayers } from './Thorax';

/** How lung is to be coloured: its values at the front and at the back, and where these are, mm. */
export interface LungGradient {
  readonly frontYMm: number;
  readonly backYMm: number;
  readonly front: number;
  readonly back: number;
  readonly vessel: number;
}

const layersMet = Float32Array.from({ length: 1 << vesselLayers }, (_, bits) => {
  let met = 0;
  for (let layer = 0; layer < vesselLayers; layer++) met += (bits >> layer) & 1;
  return met / vesselLayers;
});

/** The mean of each pixel's samples, and how many samples of it are lung or spongy bone, which have a grain. */
export interface Sampled {
  /** rows * columns values of the table, row by row. */
  readonly values: Float32Array;
  readonly lungSamples: Uint8Array;
  readonly marrowSamples: Uint8Array;
}

const lungFlag = 1;
const marrowFlag = 1 << 8;
const flags = new Uint16Array(256);
flags[materials.lung] = lungFlag;
flags[materials.marrow] = marrowFlag;

/** Turns materials into values: the mean over each pixel's samples. */
export function sampled(raster: Raster, table: Float32Array, lung: LungGradient): Sampled {
  const { columns, rows, samples } = raster.grid;
  const values = new Float32Array(columns * rows);
  const found = new Uint16Array(columns * rows);
  const rowTable = Float32Array.from(table);
  for (let row = 0; row < raster.height; row++) {
    const lungValue = lungValueAt(raster, row, lung);
    rowTable[materials.lung] = lungValue;
    const firstPixel = Math.floor(row / samples) * columns;
    const vesselGain = layersMet.map((share) => share * (lung.vessel - lungValue));
    addRow(
      raster,
      row,
      rowTable,
      vesselGain,
      values.subarray(firstPixel),
      found.subarray(firstPixel),
    );
  }
  return averaged(values, found, samples * samples);
}

/** Plain loops: the typed arrays' own `from` is ten times slower. */
function averaged(values: Float32Array, found: Uint16Array, count: number): Sampled {
  const lungSamples = new Uint8Array(found.length);
  const marrowSamples = new Uint8Array(found.length);
  for (let pixel = 0; pixel < values.length; pixel++) {
    values[pixel] = (values[pixel] ?? 0) / count;
    lungSamples[pixel] = (found[pixel] ?? 0) & 0xff;
    marrowSamples[pixel] = (found[pixel] ?? 0) >> 8;
  }
  return { values, lungSamples, marrowSamples };
}

/** Adds one row of samples to its pixels. A function of its own: the engine compiles a small loop better. */
function addRow(
  raster: Raster,
  row: number,
  table: Float32Array,
  vesselGain: Float32Array,
  values: Float32Array,
  found: Uint16Array,
): void {
  const { material, vesselLayers: layers, width, grid } = raster;
  let index = row * width;
  for (let pixel = 0; pixel < grid.columns; pixel++) {
    let sum = 0;
    let flag = 0;
    for (let sample = 0; sample < grid.samples; sample++) {
      const here = material[index] ?? 0;
      sum += table[here] ?? 0;
      flag += flags[here] ?? 0;
      if (here === materials.lung) sum += vesselGain[layers[index] ?? 0] ?? 0;
      index++;
    }
    values[pixel] = (values[pixel] ?? 0) + sum;
    found[pixel] = (found[pixel] ?? 0) + flag;
  }
}

function lungValueAt(raster: Raster, row: number, lung: LungGradient): number {
  const share = (raster.millimetresY(row) - lung.frontYMm) / (lung.backYMm - lung.frontYMm);
  return lung.front + (lung.back - lung.front) * Math.min(1, Math.max(0, share));
}

/** Columns and rows that a lesion covers: xmin, ymin, xmax, ymax with the far edges outside (LabelImg's corners). */
export interface MaskBounds {
  readonly lesion: number;
  readonly corners: readonly [number, number, number, number];
  readonly pixels: number;
}

/** The bounds of each lesion's mask in a slice; a pixel belongs to it when most of its samples do. */
export function lesionBounds(raster: Raster): readonly MaskBounds[] {
  const found = new Map<number, { corners: [number, number, number, number]; pixels: number }>();
  forEachLesionPixel(raster, (lesion, column, row) => {
    const known = found.get(lesion) ?? { corners: [column, row, column + 1, row + 1], pixels: 0 };
    const [left, top, right, bottom] = known.corners;
    found.set(lesion, {
      corners: [
        Math.min(left, column),
        Math.min(top, row),
        Math.max(right, column + 1),
        Math.max(bottom, row + 1),
      ],
      pixels: known.pixels + 1,
    });
  });
  return [...found]
    .map(([lesion, bounds]) => ({ lesion, ...bounds }))
    .sort((a, b) => a.lesion - b.lesion);
}

/** Visits each pixel that is mostly lesion. */
export function forEachLesionPixel(
  raster: Raster,
  visit: (lesion: number, column: number, row: number) => void,
): void {
  const { columns, rows, samples } = raster.grid;
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const middle =
        (row * samples + (samples >> 1)) * raster.width + column * samples + (samples >> 1);
      if (!touchesLesion(raster, middle, samples)) continue;
      const lesion = mostlyLesion(raster, column, row);
      if (lesion >= 0) visit(lesion, column, row);
    }
  }
}

/** A cheap look at the pixel's corners and middle before its samples are counted. */
function touchesLesion(raster: Raster, middle: number, samples: number): boolean {
  const reach = samples >> 1;
  const { material, width } = raster;
  const corner = reach * width;
  return (
    (material[middle] ?? 0) >= 200 ||
    (material[middle - corner - reach] ?? 0) >= 200 ||
    (material[middle - corner + reach] ?? 0) >= 200 ||
    (material[middle + corner - reach] ?? 0) >= 200 ||
    (material[middle + corner + reach] ?? 0) >= 200
  );
}

function mostlyLesion(raster: Raster, column: number, row: number): number {
  const { samples } = raster.grid;
  const counts = new Map<number, number>();
  for (let y = 0; y < samples; y++) {
    for (let x = 0; x < samples; x++) {
      const lesion = lesionOf(
        raster.material[(row * samples + y) * raster.width + column * samples + x] ?? 0,
      );
      if (lesion >= 0) counts.set(lesion, (counts.get(lesion) ?? 0) + 1);
    }
  }
  for (const [lesion, count] of counts) if (count * 2 > samples * samples) return lesion;
  return -1;
}
