import type { Point } from './contour';
import { ellipse } from './contour';
import { materials } from './materials';
import type { Painter, Side } from './Painter';
import { only } from './Raster';

interface Dome {
  readonly side: Side;
  readonly x: number;
  readonly y: number;
  readonly topZ: number;
  /** Height over which the dome widens to its full radii. */
  readonly depth: number;
  readonly radii: Point;
}

const domes: readonly Dome[] = [
  { side: -1, x: -74, y: -8, topZ: -112, depth: 74, radii: [76, 92] },
  { side: 1, x: 76, y: -4, topZ: -129, depth: 72, radii: [74, 90] },
];

/** Share of the dome's full radii at a height: it opens like the cap of an ellipsoid. */
function openness(dome: Dome, z: number): number {
  const below = (dome.topZ - z) / dome.depth;
  return below <= 0 ? 0 : Math.sqrt(Math.min(1, below) * (2 - Math.min(1, below)));
}

/** Outlines of both domes of the diaphragm at a height of the plate; empty above them. */
export function diaphragmOutlines(z: number): readonly (readonly Point[])[] {
  return domes.flatMap((dome) => {
    const share = openness(dome, z);
    return share <= 0.02
      ? []
      : [ellipse(dome.x, dome.y, dome.radii[0] * share, dome.radii[1] * share)];
  });
}

const inLung = only(materials.lung);
const inBelly = only(materials.fat);

const inLiver = only(materials.liver);
const hepaticVeins = [
  [
    [-30, 2, -134, 6],
    [-62, 14, -142, 4.5],
    [-104, 36, -158, 2.5],
  ],
  [
    [-32, -2, -134, 5.5],
    [-62, -26, -146, 4],
    [-92, -58, -166, 2],
  ],
  [
    [-26, -6, -136, 5],
    [-34, -46, -150, 3.5],
    [-38, -70, -176, 2],
  ],
  [
    [-40, -6, -196, 6],
    [-74, 4, -184, 4.5],
    [-112, 4, -176, 2.5],
  ],
  [
    [-74, 4, -184, 4],
    [-90, -36, -178, 2.4],
  ],
  [
    [-74, 4, -184, 4],
    [-96, 50, -180, 2.4],
  ],
] as const;

/** Diaphragm, liver, spleen and stomach as far as they rise into the thorax; painted over lung only. */
export function paintAbdomen(painter: Painter): void {
  for (const dome of domes) {
    const share = openness(dome, painter.z);
    if (share <= 0.02) continue;
    const radii: Point = [dome.radii[0] * share, dome.radii[1] * share];
    painter.ellipse([dome.x, dome.y], radii, dome.side === -1 ? materials.liver : materials.fat, {
      over: inLung,
    });
  }
  for (const vein of hepaticVeins) painter.tube(vein, materials.venousBlood, inLiver);
  if (openness(domes[1] as Dome, painter.z) > 0.02) paintLeftOrgans(painter);
}

function paintLeftOrgans(painter: Painter): void {
  painter.ellipsoid([88, 46, -196], [46, 34, 52], materials.spleen, { turn: -0.6, over: inBelly });
  painter.ellipsoid([68, -16, -196], [54, 48, 65], materials.muscle, { turn: 0.35, over: inBelly });
  const inside = only(materials.muscle);
  painter.ellipsoid([68, -16, -196], [50, 44, 61], materials.stomachContent, {
    turn: 0.35,
    over: inside,
  });
  // gas rises to the front
  painter.ellipsoid([68, -42, -192], [36, 17, 44], materials.airway, {
    turn: 0.3,
    over: only(materials.stomachContent),
  });
  painter.ellipsoid([-8, -54, -192], [66, 34, 62], materials.liver, {
    turn: 0.2,
    over: only(materials.fat, materials.lung, materials.mediastinalFat),
  });
}
