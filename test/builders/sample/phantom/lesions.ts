import type { Point } from './contour';
import { lesionMaterial, materials } from './materials';
import type { Painter } from './Painter';
import type { Random } from './random';
import { between, seededRandom } from './random';
import { only } from './Raster';

type Vector = readonly [number, number, number];

/** One lesion on the plate. */
export interface LesionShape {
  readonly kind: 'spiculated' | 'lobulated' | 'cavitating' | 'node';
  readonly middle: Vector;
  /** Half its width, half its depth, half its height, mm. */
  readonly radii: Vector;
}

/** A lesion as a surface around its middle, told by direction, and the spikes that leave it. */
export interface Lesion {
  readonly shape: LesionShape;
  readonly bumps: readonly Bump[];
  readonly spicules: readonly Spicule[];
}

interface Bump {
  readonly direction: Vector;
  readonly height: number;
  readonly sharpness: number;
}

interface Spicule {
  readonly direction: Vector;
  readonly length: number;
  readonly width: number;
}

interface Roughness {
  readonly bumps: number;
  readonly height: number;
  readonly sharpness: number;
  readonly spicules: number;
}

const roughness: Readonly<Record<LesionShape['kind'], Roughness>> = {
  spiculated: { bumps: 54, height: 0.28, sharpness: 60, spicules: 170 },
  lobulated: { bumps: 14, height: 0.3, sharpness: 11, spicules: 60 },
  cavitating: { bumps: 20, height: 0.24, sharpness: 16, spicules: 120 },
  node: { bumps: 8, height: 0.12, sharpness: 5, spicules: 0 },
};

/** Makes a lesion's surface from its shape; the same seed makes the same lesion. */
export function makeLesion(shape: LesionShape, seed: string): Lesion {
  const random = seededRandom(seed);
  const { bumps, height, sharpness, spicules } = roughness[shape.kind];
  return {
    shape,
    bumps: Array.from({ length: bumps }, () => ({
      direction: anyDirection(random),
      height: between(random, -0.6, 1) * height,
      sharpness: sharpness * between(random, 0.7, 1.6),
    })),
    spicules: Array.from({ length: spicules }, () => ({
      direction: anyDirection(random),
      length: 3 + 19 * random() ** 2,
      width: 0.5 + 1.7 * random() ** 2,
    })),
  };
}

function anyDirection(random: Random): Vector {
  for (;;) {
    const [x, y, z] = [between(random, -1, 1), between(random, -1, 1), between(random, -1, 1)];
    const length = Math.hypot(x, y, z);
    if (length > 0.1 && length <= 1) return [x / length, y / length, z / length];
  }
}

/** Distance of the surface from the middle in a direction, as a share of the radii. */
function surface(lesion: Lesion, direction: Vector): number {
  let share = 1;
  for (const bump of lesion.bumps) {
    const along =
      direction[0] * bump.direction[0] +
      direction[1] * bump.direction[1] +
      direction[2] * bump.direction[2];
    share += bump.height * Math.exp(bump.sharpness * (along - 1));
  }
  return share;
}

/** The lesion's outline at a height of the plate, as if it were `factor` times as large; empty where it is not met. */
export function lesionOutline(
  lesion: Lesion,
  z: number,
  factor = 1,
  shift: Vector = [0, 0, 0],
): readonly Point[] {
  const { middle, radii } = lesion.shape;
  const height = (z - middle[2] - shift[2]) / radii[2];
  if (Math.abs(height) > factor * 1.5) return [];
  const points: Point[] = [];
  const count = 144;
  for (let index = 0; index < count; index++) {
    const angle = (index / count) * 2 * Math.PI;
    const reach = reachAt(lesion, Math.cos(angle), Math.sin(angle), height, factor);
    if (reach > 0) {
      points.push([
        middle[0] + shift[0] + radii[0] * reach * Math.cos(angle),
        middle[1] + shift[1] + radii[1] * reach * Math.sin(angle),
      ]);
    }
  }
  return points.length < 8 ? [] : points;
}

/** How far out, in shares of the radii, the surface lies at an angle of the slice; found from outside by halving. */
function reachAt(
  lesion: Lesion,
  cosine: number,
  sine: number,
  height: number,
  factor: number,
): number {
  const outside = (reach: number): boolean => {
    const length = Math.hypot(reach, height) || 1e-6;
    return (
      length >
      factor *
        surface(lesion, [(reach * cosine) / length, (reach * sine) / length, height / length])
    );
  };
  if (outside(0.01)) return 0;
  let [inner, outer] = [0.01, factor * 1.6];
  for (let round = 0; round < 12; round++) {
    const half = (inner + outer) / 2;
    if (outside(half)) outer = half;
    else inner = half;
  }
  return inner;
}

const { lung, fissure, airway, airwayWall, mediastinalFat, pulmonaryBlood } = materials;
const inLung = only(lung, fissure, airway, airwayWall);
const inLungAndMiddle = only(lung, fissure, airway, airwayWall, mediastinalFat, pulmonaryBlood);

/** Paints a lesion; `index` tells its material. Its finest spikes are gathered over the layers of the slice. */
export function paintLesion(
  painter: Painter,
  lesion: Lesion,
  index: number,
  slabMm: readonly number[],
): void {
  const { kind } = lesion.shape;
  const solid = lesionMaterial(index, 'solid');
  const ground = lesionMaterial(index, 'ground');
  const central = kind === 'node' || kind === 'lobulated';
  paintPart(painter, lesionOutline(lesion, painter.z), solid, central ? inLungAndMiddle : inLung);
  paintSpicules(painter, lesion, index, slabMm);
  if (kind === 'spiculated')
    paintPart(painter, lesionOutline(lesion, painter.z, 1.1), ground, only(lung));
  const inMass = only(solid);
  if (kind === 'cavitating') {
    paintPart(
      painter,
      lesionOutline(lesion, painter.z, 0.6, [1, -3, 1]),
      lesionMaterial(index, 'cavity'),
      inMass,
    );
  }
  if (lesion.shape.radii[0] > 22 && kind !== 'cavitating') {
    paintPart(
      painter,
      lesionOutline(lesion, painter.z, 0.5, [2, 3, 0]),
      lesionMaterial(index, 'necrosis'),
      inMass,
    );
  }
}

function paintPart(
  painter: Painter,
  outline: readonly Point[],
  material: number,
  over: Uint8Array,
): void {
  if (outline.length > 0) painter.outline(outline, material, over);
}

/** Spikes into the lung: broad where they leave the mass, fading outwards. */
function paintSpicules(
  painter: Painter,
  lesion: Lesion,
  index: number,
  slabMm: readonly number[],
): void {
  const material = lesionMaterial(index, 'spicule');
  for (const spicule of lesion.spicules) {
    const [base, tip] = spiculeEnds(lesion, spicule);
    painter.tube(
      [
        [...base, spicule.width],
        [...tip, 0.3],
      ],
      material,
      only(lung),
    );
    slabMm.forEach((offset, layer) =>
      painter.vessel([...base, spicule.width * 0.9], [...tip, 0.5], offset, layer),
    );
  }
}

function spiculeEnds(lesion: Lesion, spicule: Spicule): readonly [Vector, Vector] {
  const { middle, radii } = lesion.shape;
  const reach = surface(lesion, spicule.direction) - 0.08;
  const end = (far: number): Vector => [
    middle[0] + spicule.direction[0] * (reach * radii[0] + far),
    middle[1] + spicule.direction[1] * (reach * radii[1] + far),
    middle[2] + spicule.direction[2] * (reach * radii[2] + far),
  ];
  return [end(0), end(spicule.length)];
}
