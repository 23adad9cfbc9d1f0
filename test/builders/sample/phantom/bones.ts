import type { Point } from './contour';
import { atHeight, offsetCurve, shrunk, valueAtHeight } from './contour';
import { bladeEnds, wallBand, wallPath } from './chestWall';
import { materials } from './materials';
import type { Painter, Side } from './Painter';
import { onSide, sides } from './Painter';
import { cageHalf, skinHalf } from './thoraxShapes';

const vertebraStepMm = 21.5;
const firstRibZ = 98;
/** How far the front end of each rib lies below its head. */
const ribDropMm = [36, 62, 84, 102, 116, 126, 132, 134, 130, 124, 112, 84] as const;
/** Where each rib turns into cartilage, and where it ends, as a share of the way round. */
const ribBoneEnd = [0.86, 0.86, 0.85, 0.84, 0.83, 0.81, 0.79, 0.74, 0.7, 0.66, 0.5, 0.36] as const;
const ribEnd = [0.97, 0.97, 0.97, 0.97, 0.96, 0.95, 0.93, 0.88, 0.84, 0.8, 0.53, 0.38] as const;

function ribZ(rib: number, share: number): number {
  const drop = ribDropMm[rib] ?? 0;
  const down = Math.min(1, share / 0.8);
  const up = Math.max(0, (share - 0.82) / 0.18);
  return firstRibZ - rib * vertebraStepMm - drop * down ** 1.15 + drop * 0.35 * up;
}

/** Half the thickness of a rib where the plane meets it; 0 where it does not. */
function ribHalfWidth(
  rib: number,
  share: number,
  z: number,
  heightMm: number,
  widthMm: number,
): number {
  const away = (z - ribZ(rib, share)) / heightMm;
  return Math.abs(away) >= 1 ? 0 : widthMm * Math.sqrt(1 - away * away);
}

interface RibLayer {
  readonly material: number;
  readonly heightMm: number;
  readonly widthMm: number;
  readonly from: (rib: number) => number;
  readonly to: (rib: number) => number;
}

const ribLayers: readonly RibLayer[] = [
  {
    material: materials.cartilage,
    heightMm: 6.5,
    widthMm: 4,
    from: (rib) => (ribBoneEnd[rib] ?? 0) - 0.01,
    to: (rib) => ribEnd[rib] ?? 0,
  },
  {
    material: materials.cortical,
    heightMm: 6.6,
    widthMm: 3.7,
    from: () => 0,
    to: (rib) => ribBoneEnd[rib] ?? 0,
  },
  {
    material: materials.marrow,
    heightMm: 5,
    widthMm: 2.3,
    from: () => 0,
    to: (rib) => (ribBoneEnd[rib] ?? 0) - 0.012,
  },
];

/** The ribs and their cartilages: each runs round and down, so that a slice meets several in oblique pieces. */
export function paintRibs(painter: Painter): void {
  const path = wallPath(painter.z);
  const middle = 5.2;
  for (let rib = 0; rib < ribDropMm.length; rib++) {
    for (const layer of ribLayers) {
      const half = (share: number): number =>
        ribHalfWidth(rib, share, painter.z, layer.heightMm, layer.widthMm);
      for (const [from, to] of runsOf(path.length, half, layer.from(rib), layer.to(rib))) {
        const outline = wallBand(
          path,
          from,
          to,
          (share) => middle - half(share),
          (share) => middle + half(share),
        );
        for (const side of sides) painter.outline(onSide(side, outline), layer.material);
      }
    }
  }
}

/** The stretches of the path along which a rib is met, each widened by one point to its pointed ends. */
function runsOf(
  count: number,
  half: (share: number) => number,
  from: number,
  to: number,
): readonly Point[] {
  const runs: Point[] = [];
  let start: number | undefined;
  for (let index = 0; index <= count; index++) {
    const share = index / (count - 1);
    const met = index < count && share >= from && share <= to && half(share) > 0;
    if (met && start === undefined) start = Math.max(from, share - 1 / (count - 1));
    if (!met && start !== undefined) {
      runs.push([start, Math.min(to, share)]);
      start = undefined;
    }
  }
  return runs;
}

/** Breastbone: manubrium, body and xiphoid process. */
export function paintSternum(painter: Painter): void {
  const { z } = painter;
  const front = (atHeight(cageHalf, z)[0]?.[1] ?? 0) - 8.5;
  const halfWidth = valueAtHeight(
    [
      [58, 18],
      [50, 27],
      [30, 23],
      [14, 17],
      [6, 15],
      [-60, 18],
      [-92, 14],
      [-100, 9],
      [-118, 6],
    ],
    z,
  );
  if (z > 57 || z < -118) return;
  const bone = z < -100 || (z < 11 && z > 7) ? materials.cartilage : materials.cortical;
  const outline = sternumOutline(front, halfWidth, 6);
  painter.outline(outline, bone);
  if (bone === materials.cortical)
    painter.outline(sternumOutline(front, halfWidth - 1.6, 4.5), materials.marrow);
}

function sternumOutline(y: number, halfWidth: number, halfDepth: number): readonly Point[] {
  return Array.from({ length: 40 }, (_, index): Point => {
    const angle = (index / 40) * 2 * Math.PI;
    const squarer = (value: number): number => Math.sign(value) * Math.abs(value) ** 0.6;
    return [
      halfWidth * squarer(Math.cos(angle)),
      y + halfDepth * squarer(Math.sin(angle)) + 2 * Math.cos(angle) ** 2,
    ];
  });
}

/** Shoulder blades, collar bones and the heads of the upper arm bones, as far as they come into a chest scan. */
export function paintShoulders(painter: Painter): void {
  for (const side of sides) {
    paintBlade(painter, side);
    const collar = [
      [17, -74, 50, 8.5],
      [38, -72, 62, 6.5],
      [78, -54, 86, 6],
      [112, -30, 104, 6.5],
      [140, -6, 112, 6.5],
    ] as const;
    const joints = collar.map(([x, y, z, radius]) => [side * x, y, z, radius] as const);
    painter.tube(joints, materials.cortical);
    painter.tube(
      joints.map(([x, y, z, radius]) => [x, y, z, radius - 2.2] as const),
      materials.marrow,
    );
    painter.ellipsoid([side * 146, 16, 124], [24, 24, 28], materials.cortical);
    painter.ellipsoid([side * 146, 16, 124], [22.2, 22.2, 26], materials.marrow);
  }
}

/** The shoulder blade: a thin plate, thicker at its borders, and higher up the ridge on its back. */
function paintBlade(painter: Painter, side: Side): void {
  const ends = bladeEnds(painter.z);
  if (ends === undefined) return;
  const [inner, outer] = ends;
  const plate = bent([inner, outer], side, -3, 1.5);
  painter.outline(plate, materials.cortical);
  painter.ellipse([side * outer[0], outer[1]], [7, 4.6], materials.cortical, { turn: side * 0.8 });
  painter.ellipse([side * outer[0], outer[1]], [5.2, 2.9], materials.marrow, { turn: side * 0.8 });
  painter.ellipse([side * inner[0], inner[1]], [3.2, 2.4], materials.cortical);
  if (painter.z > 48) {
    const rise = Math.min(1, (painter.z - 48) / 30);
    const ridge: Point = [
      inner[0] + (outer[0] - inner[0]) * 0.62 + 12 * rise,
      inner[1] + (outer[1] - inner[1]) * 0.62 + 22 * rise,
    ];
    painter.outline(bent([[inner[0] + 12, inner[1] - 4], ridge], side, 2, 1.7), materials.cortical);
    painter.ellipse([side * ridge[0], ridge[1]], [6, 3.6], materials.cortical, {
      turn: side * 0.5,
    });
    painter.ellipse([side * ridge[0], ridge[1]], [4.4, 2], materials.marrow, { turn: side * 0.5 });
  }
}

/** A strip between two points that sags by `sag` in the middle. */
function bent(
  ends: readonly [Point, Point],
  side: Side,
  sag: number,
  halfWidth: number,
): readonly Point[] {
  const [from, to] = ends;
  const length = Math.hypot(to[0] - from[0], to[1] - from[1]) || 1;
  const across: Point = [-(to[1] - from[1]) / length, (to[0] - from[0]) / length];
  const line = (away: number): Point[] =>
    Array.from({ length: 13 }, (_, index): Point => {
      const share = index / 12;
      const shift = away + sag * 4 * share * (1 - share);
      return [
        side * (from[0] + (to[0] - from[0]) * share + across[0] * shift),
        from[1] + (to[1] - from[1]) * share + across[1] * shift,
      ];
    });
  return [...line(-halfWidth), ...line(halfWidth).reverse()];
}

/** A vertebra or the disc between two, with arch, processes and canal. */
export function paintSpine(painter: Painter): void {
  const steps = (firstRibZ - 4 - painter.z) / vertebraStepMm;
  const within = steps - Math.floor(steps);
  const middle = atHeight(cageHalf, painter.z)[11]?.[1] ?? 50;
  const size = valueAtHeight(
    [
      [100, 0.86],
      [0, 1],
      [-200, 1.22],
    ],
    painter.z,
  );
  const body = vertebralBody(middle + 4 + 14 * size, size);
  const canal = middle + 4 + 35 * size;
  if (within < 0.2) {
    painter.outline(body, materials.cartilage);
    painter.outline(shrunk(body, 0.9), materials.disc);
  } else {
    painter.outline(body, materials.cortical);
    painter.outline(
      offsetCurve(body, () => 1.5),
      materials.marrow,
    );
  }
  paintArch(painter, canal, size, within);
  painter.ellipse([0, canal], [9.2 * size, 8.2 * size], materials.fat);
  painter.ellipse([0, canal + 0.5], [7.6 * size, 6.6 * size], materials.spinalCanal);
}

/** Heart-shaped: round in front, hollow towards the canal. Runs so that a positive offset goes inwards. */
function vertebralBody(y: number, size: number): readonly Point[] {
  return Array.from({ length: 48 }, (_, index): Point => {
    const angle = (index / 48) * 2 * Math.PI;
    const hollow = Math.max(0, Math.sin(angle)) ** 4 * 4.5;
    return [17.5 * size * Math.cos(angle), y + (14.5 * Math.sin(angle) - hollow) * size];
  });
}

function paintArch(painter: Painter, canal: number, size: number, within: number): void {
  const pedicles = within > 0.3 && within < 0.75;
  for (const side of sides) {
    if (pedicles)
      paintStrut(
        painter,
        [side * 11 * size, canal - 9 * size],
        [side * 12.5 * size, canal + 3],
        4 * size,
        1.5,
      );
    if (within < 0.5)
      paintStrut(
        painter,
        [side * 13 * size, canal + 3],
        [side * 33 * size, canal + 7],
        4.6 * size,
        1.5,
      );
    else painter.ellipse([side * 13 * size, canal + 4], [5.5, 4.5], materials.cortical);
    paintStrut(painter, [side * 12.5 * size, canal + 5], [0, canal + 13 * size], 3 * size, 1.3);
  }
  const skin = atHeight(skinHalf, painter.z).at(-1)?.[1] ?? 0;
  const tip = Math.min(canal + (25 + 16 * within) * size, skin - 8);
  paintStrut(painter, [0, canal + 13 * size], [0, tip], 2.8, 1.2);
}

/** A bar of bone with marrow inside. */
function paintStrut(
  painter: Painter,
  from: Point,
  to: Point,
  halfWidth: number,
  shell: number,
): void {
  painter.outline(bar(from, to, halfWidth), materials.cortical);
  if (halfWidth > shell) painter.outline(bar(from, to, halfWidth - shell), materials.marrow);
}

function bar(from: Point, to: Point, halfWidth: number): readonly Point[] {
  const length = Math.hypot(to[0] - from[0], to[1] - from[1]) || 1;
  const acrossX = (-(to[1] - from[1]) / length) * halfWidth;
  const acrossY = ((to[0] - from[0]) / length) * halfWidth;
  return [
    [from[0] + acrossX, from[1] + acrossY],
    [to[0] + acrossX, to[1] + acrossY],
    [to[0] - acrossX, to[1] - acrossY],
    [from[0] - acrossX, from[1] - acrossY],
  ];
}
