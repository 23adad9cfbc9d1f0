import type { Keyframe, Point } from './contour';
import { atHeight, mirrored, offsetCurve, smooth, valueAtHeight } from './contour';
import { materials } from './materials';
import type { Painter } from './Painter';
import { onSide, sides } from './Painter';
import { cageHalf, skinHalf } from './thoraxShapes';

const skinMm = 1.8;
/** How far outside the pleura the chest wall's inner layer (muscle between and around the ribs) reaches. */
const innerWallMm = 9.5;

/** Outline of the skin at a height of the plate. */
export function skinOutline(z: number): readonly Point[] {
  return smooth(mirrored(atHeight(skinHalf, z)), true);
}

/** Outline of the space inside the ribs at a height of the plate; `insetMm` moves it inwards. */
export function cageOutline(z: number, insetMm = 0): readonly Point[] {
  return offsetCurve(smooth(mirrored(atHeight(cageHalf, z)), true), () => insetMm);
}

/** The left inner chest wall from beside the spine (share 0) to the middle of the front (share 1). */
export function wallPath(z: number): readonly Point[] {
  return smooth(atHeight(cageHalf, z).slice(0, 11).reverse(), false, 16);
}

/** A layer along the chest wall between two shares of its path and two distances from the pleura. */
export function wallBand(
  path: readonly Point[],
  from: number,
  to: number,
  inner: (share: number) => number,
  outer: (share: number) => number,
): readonly Point[] {
  const first = Math.max(0, Math.round(from * (path.length - 1)));
  const last = Math.min(path.length - 1, Math.round(to * (path.length - 1)));
  if (last - first < 2) return [];
  const inside = offsetCurve(path, inner).slice(first, last + 1);
  const outside = offsetCurve(path, outer).slice(first, last + 1);
  return [...inside, ...[...outside].reverse()];
}

interface MuscleLayer {
  readonly from: number;
  readonly to: number;
  readonly inner: number;
  /** Greatest thickness by height. */
  readonly thickness: readonly (readonly [number, number])[];
}

/** Muscles that lie on the ribs like plates, thick in the middle, with fat between them. */
const muscleLayers: readonly MuscleLayer[] = [
  // pectoralis major, and minor under it
  {
    from: 0.62,
    to: 0.84,
    inner: 10.5,
    thickness: [
      [90, 3],
      [60, 8],
      [25, 7],
      [0, 0],
    ],
  },
  {
    from: 0.6,
    to: 0.985,
    inner: 19,
    thickness: [
      [100, 4],
      [80, 11],
      [40, 16],
      [10, 9],
      [-15, 0],
    ],
  },
  {
    from: 0.68,
    to: 0.985,
    inner: 9.5,
    thickness: [
      [30, 0],
      [10, 8],
      [-20, 9],
      [-50, 6],
      [-80, 3],
      [-200, 4],
    ],
  },
  // serratus anterior
  {
    from: 0.36,
    to: 0.64,
    inner: 9.5,
    thickness: [
      [80, 5],
      [20, 8],
      [-60, 8],
      [-120, 6],
      [-200, 5],
    ],
  },
  // latissimus dorsi
  {
    from: 0.2,
    to: 0.56,
    inner: 19,
    thickness: [
      [40, 0],
      [10, 9],
      [-30, 13],
      [-80, 10],
      [-140, 7],
      [-200, 6],
    ],
  },
];

/** Skin, fat, and the muscles and bones of the chest wall outside the ribs. */
export function paintOuterWall(painter: Painter, fatFactor: number): void {
  const skin = skinOutline(painter.z);
  const fatter = offsetCurve(skin, () => -10 * (fatFactor - 1));
  painter.outline(fatter, materials.skin);
  painter.outline(
    offsetCurve(fatter, () => skinMm),
    materials.fat,
  );
  const path = wallPath(painter.z);
  for (const side of sides) {
    for (const layer of muscleLayers) {
      const most = valueAtHeight(layer.thickness, painter.z);
      if (most < 1) continue;
      painter.outline(onSide(side, layerOutline(path, layer, most)), materials.muscle);
    }
    paintErector(painter, side);
    paintShoulderMuscles(painter, side);
  }
}

function layerOutline(path: readonly Point[], layer: MuscleLayer, most: number): readonly Point[] {
  const swell = (share: number): number => {
    const along = Math.min(1, Math.max(0, (share - layer.from) / (layer.to - layer.from)));
    return most * Math.sqrt(Math.sin(Math.PI * along));
  };
  return wallBand(
    path,
    layer.from,
    layer.to,
    () => layer.inner,
    (share) => layer.inner + swell(share),
  );
}

const bladeKeys: readonly Keyframe[] = [
  {
    z: 105,
    points: [
      [66, 92],
      [128, 30],
    ],
  },
  {
    z: 75,
    points: [
      [62, 101],
      [136, 42],
    ],
  },
  {
    z: 40,
    points: [
      [66, 109],
      [144, 60],
    ],
  },
  {
    z: 0,
    points: [
      [84, 112],
      [144, 74],
    ],
  },
  {
    z: -40,
    points: [
      [106, 108],
      [134, 88],
    ],
  },
  {
    z: -58,
    points: [
      [116, 102],
      [124, 96],
    ],
  },
];

/** Inner and outer end of the left shoulder blade; none below its tip. */
export function bladeEnds(z: number): readonly [Point, Point] | undefined {
  const [inner, outer] = atHeight(bladeKeys, z);
  return z < -56 || inner === undefined || outer === undefined ? undefined : [inner, outer];
}

/** The muscles in front of and behind the shoulder blade, and the round ones at its outer border. */
function paintShoulderMuscles(painter: Painter, side: -1 | 1): void {
  const ends = bladeEnds(painter.z);
  if (ends === undefined) return;
  const bulge = Math.min(1, (painter.z + 58) / 60);
  const [inner, outer] = ends;
  const round: Point = [outer[0] + 3, outer[1] - 4 - 14 * bulge];
  painter.ellipse([side * round[0], round[1]], [19 * bulge + 5, 13 * bulge + 4], materials.muscle, {
    turn: side * 1.2,
  });
  painter.outline(onSide(side, lens(inner, outer, -13 * bulge - 3)), materials.muscle);
  painter.outline(onSide(side, lens(inner, outer, 17 * bulge + 2)), materials.muscle);
  painter.outline(
    onSide(side, lens([inner[0] + 14, inner[1] - 2], [outer[0] - 6, outer[1] + 9], 1.3)),
    materials.fat,
  );
  // trapezius, from the spine over the blade's inner border
  const skin = atHeight(skinHalf, painter.z);
  const back = (index: number, depth: number): Point => {
    const [x, y] = skin[index] ?? [0, 0];
    return [x, y - depth];
  };
  const thick = 5 + 5 * Math.max(0, Math.min(1, painter.z / 80));
  painter.outline(
    onSide(
      side,
      smooth(
        [
          back(13, 9),
          back(12, 9),
          back(11, 10),
          [inner[0] + 14, inner[1] + 5],
          [inner[0] + 2, inner[1] - 3],
          back(12, 9 + thick),
          back(13, 10 + thick),
        ],
        true,
      ),
    ),
    materials.muscle,
  );
  if (painter.z < 84) return;
  painter.ellipsoid([side * 152, 14, 128], [33, 38, 50], materials.muscle);
  painter.ellipsoid([side * 96, 58, 126], [44, 26, 50], materials.muscle, { turn: side * -0.5 });
  painter.ellipsoid([side * 112, -32, 122], [34, 15, 46], materials.muscle, { turn: side * 0.5 });
}

/** The space between a chord and an arc over it; a positive height bulges to the back and outwards. */
function lens(from: Point, to: Point, height: number): readonly Point[] {
  const length = Math.hypot(to[0] - from[0], to[1] - from[1]) || 1;
  const across: Point = [-(to[1] - from[1]) / length, (to[0] - from[0]) / length];
  const arc = Array.from({ length: 15 }, (_, index): Point => {
    const share = index / 14;
    const away = height * Math.sqrt(Math.max(0, 4 * share * (1 - share)));
    return [
      from[0] + (to[0] - from[0]) * share + across[0] * away,
      from[1] + (to[1] - from[1]) * share + across[1] * away,
    ];
  });
  return arc;
}

function paintErector(painter: Painter, side: -1 | 1): void {
  const back = atHeight(cageHalf, painter.z)[9]?.[1] ?? 88;
  painter.ellipse([side * 29, back + 17], [21, 13], materials.muscle, { turn: side * 0.18 });
  painter.ellipse([side * 13, back + 21], [8, 13], materials.muscle, { turn: side * -0.12 });
  painter.ellipse([side * 22, back + 22], [0.8, 9], materials.fat, { turn: side * 0.3 });
}

/** The muscular ring in which the ribs lie. */
export function paintInnerWall(painter: Painter): void {
  painter.outline(cageOutline(painter.z, -innerWallMm), materials.muscle);
  for (const side of sides) {
    const ragged = (share: number): number => 9.9 + 0.9 * Math.sin(share * 40 + painter.z * 0.2);
    const fatPlane = wallBand(wallPath(painter.z), 0.3, 0.6, () => 9.3, ragged);
    painter.outline(onSide(side, fatPlane), materials.fat);
    const betweenRibs = wallBand(
      wallPath(painter.z),
      0.03,
      0.97,
      () => 0.6,
      () => 1.9,
    );
    painter.outline(onSide(side, betweenRibs), materials.muscleStreak);
  }
}
