import { normal, seededRandom } from './random';

/** A square of pixels. */
export interface Picture {
  readonly columns: number;
  readonly rows: number;
  readonly values: Float32Array;
}

function gaussianWeights(sigma: number): Float32Array {
  const reach = Math.ceil(sigma * 3);
  const weights = Float32Array.from({ length: 2 * reach + 1 }, (_, index) =>
    Math.exp(-0.5 * ((index - reach) / sigma) ** 2),
  );
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => weight / sum);
}

/** Blurred by a Gaussian of this sigma in pixels; beyond the border the picture goes on as its border. */
export function blurred(picture: Picture, sigma: number): Picture {
  const { columns, rows } = picture;
  const weights = gaussianWeights(sigma);
  const across = new Float32Array(columns * rows);
  for (let row = 0; row < rows; row++)
    blurLine(picture.values, across, row * columns, 1, columns, weights);
  const values = new Float32Array(columns * rows);
  blurRows(across, values, columns, rows, weights);
  return { columns, rows, values };
}

function blurLine(
  from: Float32Array,
  to: Float32Array,
  start: number,
  step: number,
  count: number,
  weights: Float32Array,
): void {
  const reach = (weights.length - 1) / 2;
  for (let index = 0; index < count; index++) {
    let sum = 0;
    for (let offset = -reach; offset <= reach; offset++) {
      const near = Math.min(count - 1, Math.max(0, index + offset));
      sum += (from[start + near * step] ?? 0) * (weights[offset + reach] ?? 0);
    }
    to[start + index * step] = sum;
  }
}

/** Down the columns, but row by row, which is how the memory lies. */
function blurRows(
  from: Float32Array,
  to: Float32Array,
  columns: number,
  rows: number,
  weights: Float32Array,
): void {
  const reach = (weights.length - 1) / 2;
  for (let row = 0; row < rows; row++) {
    const target = row * columns;
    for (let offset = -reach; offset <= reach; offset++) {
      const source = Math.min(rows - 1, Math.max(0, row + offset)) * columns;
      const weight = weights[offset + reach] ?? 0;
      for (let column = 0; column < columns; column++) {
        to[target + column] = (to[target + column] ?? 0) + (from[source + column] ?? 0) * weight;
      }
    }
  }
}

/** Edges raised as a sharp kernel does: light beside dark overshoots. */
export function sharpened(picture: Picture, sigma: number, amount: number): Picture {
  const soft = blurred(picture, sigma).values;
  return {
    ...picture,
    values: picture.values.map((value, index) => value + amount * (value - (soft[index] ?? 0))),
  };
}

/** A square of noise from which windows are cut; it wraps around. */
export interface NoiseTile {
  readonly edge: number;
  /** edge * edge values, mean 0, sd 1. */
  readonly values: Float32Array;
}

const tileEdge = 640;

/** Noise whose grain is a Gaussian of this sigma; `rim` subtracts a wider one, which makes it finer than it is broad. */
export function noiseTile(seed: string, sigma: number, rim = 0): NoiseTile {
  const random = seededRandom(seed);
  const white = Float32Array.from({ length: tileEdge * tileEdge }, () => normal(random));
  const grain = blurred({ columns: tileEdge, rows: tileEdge, values: white }, sigma).values;
  const wide =
    rim === 0
      ? undefined
      : blurred({ columns: tileEdge, rows: tileEdge, values: white }, rim).values;
  const values =
    wide === undefined ? grain : grain.map((value, index) => value - (wide[index] ?? 0));
  return { edge: tileEdge, values: normalised(values) };
}

function normalised(values: Float32Array): Float32Array {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  const factor = 1 / Math.sqrt(variance);
  return values.map((value) => (value - mean) * factor);
}

/** Calls back with each pixel's noise, from a place in the tile that the seed chooses. */
export function forEachNoise(
  tile: NoiseTile,
  seed: string,
  columns: number,
  rows: number,
  visit: (index: number, noise: number) => void,
): void {
  const random = seededRandom(seed);
  const startX = Math.floor(random() * tile.edge);
  const startY = Math.floor(random() * tile.edge);
  for (let row = 0; row < rows; row++) {
    const source = ((startY + row) % tile.edge) * tile.edge;
    for (let column = 0; column < columns; column++) {
      visit(row * columns + column, tile.values[source + ((startX + column) % tile.edge)] ?? 0);
    }
  }
}
