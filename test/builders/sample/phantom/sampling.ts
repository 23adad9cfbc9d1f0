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

/** Turns materials into values: the mean over each pixel's samples. */
export function sampled(raster: Raster, table: Float32Array, lung: LungGradient): Sampled {
  const { columns, rows, samples } = raster.grid;
  const values = new Float32Array(columns * rows);
  const lungSamples = new Uint8Array(columns * rows);
  const marrowSamples = new Uint8Array(columns * rows);
  const { material, vesselLayers: layers, width } = raster;
  for (let row = 0; row < raster.height; row++) {
    const lungValue = lungValueAt(raster, row, lung);
    const firstPixel = Math.floor(row / samples) * columns;
    let index = row * width;
    for (let pixel = firstPixel; pixel < firstPixel + columns; pixel++) {
      let sum = 0;
      for (let sample = 0; sample < samples; sample++, index++) {
        const found = material[index] ?? 0;
        if (found === materials.lung) {
          sum += lungValue + (lung.vessel - lungValue) * (layersMet[layers[index] ?? 0] ?? 0);
          lungSamples[pixel]!++;
        } else {
          sum += table[found] ?? 0;
          if (found === materials.marrow) marrowSamples[pixel]!++;
        }
      }
      values[pixel]! += sum;
    }
  }
  const share = 1 / (samples * samples);
  for (let pixel = 0; pixel < values.length; pixel++) values[pixel]! *= share;
  return { values, lungSamples, marrowSamples };
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
