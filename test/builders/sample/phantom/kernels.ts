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
  const across = blurAlongRows(picture, weights);
  const values = new Float32Array(columns * rows);
  blurRows(across, values, columns, rows, weights);
  return { columns, rows, values };
}

/** Each row is first laid into a wider line, so that the inner loop needs no look at the border. */
function blurAlongRows({ columns, rows, values }: Picture, weights: Float32Array): Float32Array {
  const reach = (weights.length - 1) / 2;
  const line = new Float32Array(columns + 2 * reach);
  const across = new Float32Array(columns * rows);
  for (let row = 0; row < rows; row++) {
    const start = row * columns;
    line.set(values.subarray(start, start + columns), reach);
    line.fill(values[start] ?? 0, 0, reach);
    line.fill(values[start + columns - 1] ?? 0, reach + columns);
    for (let column = 0; column < columns; column++) {
      let sum = 0;
      for (let index = 0; index < weights.length; index++) {
        sum += (line[column + index] ?? 0) * (weights[index] ?? 0);
      }
      across[start + column] = sum;
    }
  }
  return across;
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

/**
 * Adds noise to a picture in place: `strength` times the tile's values, from a place in it that the seed chooses, and
 * times each pixel's weight where weights are given.
 */
export function addNoise(
  picture: Picture,
  tile: NoiseTile,
  seed: string,
  strength: number,
  weights?: Float32Array | Uint8Array,
): void {
  const { columns, rows, values } = picture;
  const random = seededRandom(seed);
  const startX = Math.floor(random() * tile.edge);
  const startY = Math.floor(random() * tile.edge);
  for (let row = 0; row < rows; row++) {
    const source = ((startY + row) % tile.edge) * tile.edge;
    for (let column = 0; column < columns; column++) {
      const index = row * columns + column;
      const noise = (tile.values[source + ((startX + column) % tile.edge)] ?? 0) * strength;
      values[index] =
        (values[index] ?? 0) + (weights === undefined ? noise : noise * (weights[index] ?? 0));
    }
  }
}
