import { cageOutline } from './chestWall';
import { isInsideOutline } from './contour';
import { diaphragmOutlines } from './abdomen';
import { mediastinumOutline } from './mediastinum';
import type { Side } from './Painter';
import type { Random } from './random';
import { between, seededRandom } from './random';
import type { Capsule } from './Raster';

type Vector = readonly [number, number, number];

/** The vessels and airways of both lungs on the plate. */
export interface LungTrees {
  readonly vessels: readonly Capsule[];
  /** Air inside the bronchi; the wall is as much wider as `wallMm` says. */
  readonly bronchi: readonly Capsule[];
}

const thinnestMm = 0.46;
/** Murray's law with the exponent measured in lungs. */
const branchingExponent = 2.95;
/** A bronchus is drawn as long as its artery supplies this many ends. */
const fewestEndsOfBronchus = 110;

/** Tells of a height of the plate which points are lung, at least `insetMm` away from the pleura. */
function lungSection(z: number, side: Side, insetMm: number): (x: number, y: number) => boolean {
  const cage = cageOutline(z, insetMm);
  const middle = mediastinumOutline(z);
  const domes = diaphragmOutlines(z - insetMm);
  return (x, y) =>
    isInsideOutline(cage, x, y) &&
    !isInsideOutline(middle, x - side * insetMm, y) &&
    !domes.some((dome) => isInsideOutline(dome, x, y));
}

function ends(side: Side, count: number, random: Random): Vector[] {
  const points: Vector[] = [];
  const lungAt = new Map<number, (x: number, y: number) => boolean>();
  for (let attempt = 0; attempt < count * 20 && points.length < count; attempt++) {
    const [x, y, z] = [
      side * between(random, 12, 142),
      between(random, -100, 98),
      between(random, -195, 104),
    ];
    const height = Math.round(z);
    const isLung = lungAt.get(height) ?? lungSection(height, side, 4);
    lungAt.set(height, isLung);
    if (isLung(x, y)) points.push([x, y, z]);
  }
  return points;
}

interface Grower {
  readonly random: Random;
  readonly capsules: Capsule[];
  readonly supplied: number[];
}

/**
 * A tree that reaches all points: each branch runs part of the way to the middle of what it supplies, then the points
 * are parted across their widest direction. Thickness follows from the number of ends.
 */
function grow(grower: Grower, from: Vector, points: readonly Vector[], radius: number): void {
  const middle = meanOf(points);
  const share = points.length === 1 ? 1 : between(grower.random, 0.3, 0.5);
  const to = points.length === 1 ? middle : bent(grower.random, from, middle, share);
  const reached = thinnestMm * points.length ** (1 / branchingExponent);
  addBranch(grower, from, to, Math.min(radius, reached * 1.15), reached, points.length);
  if (points.length === 1) return;
  const [one, other] = parted(points, middle, grower.random);
  if (one.length > 0) grow(grower, to, one, reached);
  if (other.length > 0) grow(grower, to, other, reached);
}

/** A branch in two slightly bent pieces, for nothing in a lung is straight. */
function addBranch(
  grower: Grower,
  from: Vector,
  to: Vector,
  fromRadius: number,
  toRadius: number,
  supplied: number,
): void {
  const length = Math.hypot(to[0] - from[0], to[1] - from[1], to[2] - from[2]);
  const sway = Math.min(2.5, length * 0.07);
  const random = grower.random;
  const knee: Vector = [
    (from[0] + to[0]) / 2 + between(random, -sway, sway),
    (from[1] + to[1]) / 2 + between(random, -sway, sway),
    (from[2] + to[2]) / 2 + between(random, -sway, sway),
  ];
  const kneeRadius = (fromRadius + toRadius) / 2;
  grower.capsules.push(
    { from, to: knee, fromRadius, toRadius: kneeRadius },
    { from: knee, to, fromRadius: kneeRadius, toRadius },
  );
  grower.supplied.push(supplied, supplied);
}

function meanOf(points: readonly Vector[]): Vector {
  const sum = points.reduce<[number, number, number]>(
    (total, point) => [total[0] + point[0], total[1] + point[1], total[2] + point[2]],
    [0, 0, 0],
  );
  return [sum[0] / points.length, sum[1] / points.length, sum[2] / points.length];
}

function bent(random: Random, from: Vector, to: Vector, share: number): Vector {
  const length = Math.hypot(to[0] - from[0], to[1] - from[1], to[2] - from[2]);
  const reach = Math.min(share, 34 / Math.max(1, length));
  const sway = length * reach * 0.05;
  return [
    from[0] + (to[0] - from[0]) * reach + between(random, -sway, sway),
    from[1] + (to[1] - from[1]) * reach + between(random, -sway, sway),
    from[2] + (to[2] - from[2]) * reach + between(random, -sway, sway),
  ];
}

/** Parts points by a plane across their widest direction, not quite in the middle. */
function parted(points: readonly Vector[], middle: Vector, random: Random): [Vector[], Vector[]] {
  const axis = widestDirection(points, middle);
  const along = (point: Vector): number =>
    (point[0] - middle[0]) * axis[0] +
    (point[1] - middle[1]) * axis[1] +
    (point[2] - middle[2]) * axis[2];
  const turned = random() < 0.5 ? -1 : 1;
  const sorted = [...points].sort((a, b) => turned * (along(a) - along(b)));
  const cut = Math.max(
    1,
    Math.min(sorted.length - 1, Math.round(sorted.length * between(random, 0.14, 0.5))),
  );
  return [sorted.slice(0, cut), sorted.slice(cut)];
}

/** First principal axis by a few power iterations. */
function widestDirection(points: readonly Vector[], middle: Vector): Vector {
  let axis: Vector = [0.6, 0.5, 0.62];
  for (let round = 0; round < 6; round++) {
    let [x, y, z] = [0, 0, 0];
    for (const point of points) {
      const [dx, dy, dz] = [point[0] - middle[0], point[1] - middle[1], point[2] - middle[2]];
      const along = dx * axis[0] + dy * axis[1] + dz * axis[2];
      x += dx * along;
      y += dy * along;
      z += dz * along;
    }
    const length = Math.hypot(x, y, z) || 1;
    axis = [x / length, y / length, z / length];
  }
  return axis;
}

/** Airways run beside the arteries, towards the middle and the back of them. */
function bronchiBeside(grower: Grower, side: Side): Capsule[] {
  const beside = (point: Vector, radius: number): Vector => {
    const away = radius * 1.75;
    return [point[0] - side * 0.62 * away, point[1] + 0.55 * away, point[2] + 0.55 * away];
  };
  return grower.capsules.flatMap((capsule, index) => {
    if ((grower.supplied[index] ?? 0) < fewestEndsOfBronchus) return [];
    return [
      {
        from: beside(capsule.from, capsule.fromRadius),
        to: beside(capsule.to, capsule.toRadius),
        fromRadius: Math.min(4.6, capsule.fromRadius * 0.82),
        toRadius: Math.min(4.6, capsule.toRadius * 0.82),
      },
    ];
  });
}

const arteryRoots: Readonly<Record<Side, Vector>> = { [-1]: [-44, 4, -38], [1]: [46, 18, -26] };
const veinRoots: Readonly<Record<Side, Vector>> = { [-1]: [-42, 2, -54], [1]: [42, 6, -52] };

function tree(seed: string, root: Vector, side: Side, count: number): Grower {
  const grower: Grower = { random: seededRandom(seed), capsules: [], supplied: [] };
  const points = ends(side, count, grower.random);
  if (points.length > 0) grow(grower, root, points, 7);
  return grower;
}

/** Grows the vessels of both lungs; the same seed grows the same lungs. */
export function growLungTrees(seed: string, endsPerTree = 3200): LungTrees {
  const both = ([-1, 1] as const).map((side) => {
    const arteries = tree(`${seed}/arteries/${side}`, arteryRoots[side], side, endsPerTree);
    const veins = tree(
      `${seed}/veins/${side}`,
      veinRoots[side],
      side,
      Math.round(endsPerTree * 0.7),
    );
    return {
      vessels: [...arteries.capsules, ...veins.capsules],
      bronchi: bronchiBeside(arteries, side),
    };
  });
  return {
    vessels: both.flatMap((trees) => trees.vessels),
    bronchi: both.flatMap((trees) => trees.bronchi),
  };
}
