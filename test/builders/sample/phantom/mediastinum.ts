import type { Point } from './contour';
import { offsetCurve, smooth, valueAtHeight } from './contour';
import { materials } from './materials';
import type { Painter } from './Painter';
import { sides } from './Painter';
import { only } from './Raster';
import { mediastinumBorders, mediastinumY } from './thoraxShapes';

const { systemicBlood, pulmonaryBlood, venousBlood, myocardium, muscle, mediastinalFat } =
  materials;

function borderPoints(z: number, side: 'right' | 'left'): readonly Point[] {
  const sign = side === 'left' ? 1 : -1;
  return mediastinumY.map((y, index): Point => {
    const keys = mediastinumBorders.map((border) => [border.z, border[side][index] ?? 0] as const);
    return [sign * valueAtHeight(keys, z), y];
  });
}

/** Outline of what lies between the lungs at a height of the plate. */
export function mediastinumOutline(z: number): readonly Point[] {
  return [
    ...smooth(borderPoints(z, 'left'), false),
    ...[...smooth(borderPoints(z, 'right'), false)].reverse(),
  ];
}

/** Fat between the lungs with the heart's sac in it. */
export function paintMediastinalFat(painter: Painter): void {
  painter.outline(mediastinumOutline(painter.z), mediastinalFat, only(materials.lung));
}

/** Heart, great vessels, windpipe and gullet. */
export function paintMediastinum(painter: Painter): void {
  paintPericardium(painter);
  paintHeart(painter);
  paintVeins(painter);
  paintPulmonaryTrunk(painter);
  paintAorta(painter);
  paintOesophagus(painter);
  paintAirways(painter);
  paintSmallThings(painter);
}

type Ellipsoid = readonly [
  middle: readonly [number, number, number],
  radii: readonly [number, number, number],
  turn: number,
];

const leftVentricle: Ellipsoid = [[46, -28, -98], [43, 32, 46], 0.62];
const leftVentricleInside: Ellipsoid = [[44, -28, -95], [31, 20, 35], 0.62];
const rightVentricle: Ellipsoid = [[8, -58, -94], [46, 27, 46], 0.3];
const rightAtrium: Ellipsoid = [[-34, -29, -84], [25, 31, 38], 0.25];
const leftAtrium: Ellipsoid = [[2, 10, -58], [36, 20, 27], 0];
const leftAppendage: Ellipsoid = [[43, -20, -44], [11, 17, 13], 0.2];
const outflow: Ellipsoid = [[20, -52, -52], [21, 19, 30], 0.3];

function blob(
  painter: Painter,
  [middle, radii, turn]: Ellipsoid,
  material: number,
  grown = 0,
): void {
  const larger = [radii[0] + grown, radii[1] + grown, radii[2] + grown] as const;
  painter.ellipsoid(middle, larger, material, { turn });
}

/** The heart's sac: a thin line in the fat, a little inside the border of the lungs. */
function paintPericardium(painter: Painter): void {
  if (painter.z > -30 || painter.z < -140) return;
  const inset = (distance: number): readonly Point[] =>
    offsetCurve(mediastinumOutline(painter.z), () => distance);
  const frontOnly = (points: readonly Point[]): readonly Point[] =>
    points.map(([x, y]): Point => [x, Math.min(y, 24)]);
  painter.outline(frontOnly(inset(3.2)), muscle, only(mediastinalFat));
  painter.outline(frontOnly(inset(4.4)), mediastinalFat, only(muscle));
}

function paintHeart(painter: Painter): void {
  blob(painter, leftAtrium, systemicBlood);
  blob(painter, leftAppendage, systemicBlood);
  blob(painter, outflow, pulmonaryBlood);
  blob(painter, rightAtrium, pulmonaryBlood);
  blob(painter, rightVentricle, myocardium);
  blob(painter, rightVentricle, pulmonaryBlood, -3.2);
  blob(painter, leftVentricle, myocardium);
  blob(painter, leftVentricleInside, systemicBlood);
  // the groove between atrium and ventricle, with its artery
  painter.ellipse([-14, -48], [2.6, 8], mediastinalFat, {
    turn: 0.7,
    over: only(myocardium, pulmonaryBlood),
  });
  if (painter.z < -62 && painter.z > -110) painter.ellipse([-15, -49], [1.6, 1.6], systemicBlood);
}

function paintVeins(painter: Painter): void {
  // upper vena cava with the veins of both arms and the neck
  painter.tube(
    [
      [-31, -20, 52, 8.5],
      [-32, -20, 10, 9.5],
      [-34, -20, -45, 10.5],
      [-36, -26, -70, 11],
    ],
    pulmonaryBlood,
  );
  painter.tube(
    [
      [-31, -20, 52, 8],
      [-26, -24, 78, 7.5],
      [-34, -22, 112, 6.5],
    ],
    pulmonaryBlood,
  );
  painter.tube(
    [
      [-30, -22, 50, 7.5],
      [0, -38, 56, 7],
      [24, -34, 76, 7],
      [34, -22, 112, 6],
    ],
    pulmonaryBlood,
  );
  // lower vena cava and azygos vein
  painter.tube(
    [
      [-26, -8, -105, 13],
      [-26, 8, -130, 13],
      [-25, 16, -215, 12],
    ],
    venousBlood,
  );
  painter.tube(
    [
      [-9, 44, -200, 3.4],
      [-9, 44, 0, 4],
      [-13, 34, 11, 4.2],
    ],
    pulmonaryBlood,
  );
}

function paintPulmonaryTrunk(painter: Painter): void {
  painter.tube(
    [
      [14, -62, -62, 14],
      [20, -50, -38, 14.5],
      [22, -38, -18, 14.5],
      [30, -12, -8, 12.5],
      [42, 12, -10, 11.5],
      [46, 20, -30, 9],
    ],
    pulmonaryBlood,
  );
  painter.tube(
    [
      [22, -28, -18, 12.5],
      [2, -14, -24, 11],
      [-24, -6, -26, 10.5],
      [-42, 0, -28, 10],
      [-46, 6, -46, 8.5],
    ],
    pulmonaryBlood,
  );
  // veins of the lungs on their way to the left atrium
  for (const side of sides) {
    painter.tube(
      [
        [side * 26, 6, -50, 9],
        [side * 44, -10, -40, 6.5],
        [side * 50, -18, -24, 5],
      ],
      systemicBlood,
    );
    painter.tube(
      [
        [side * 26, 14, -62, 9],
        [side * 44, 22, -72, 6.5],
      ],
      systemicBlood,
    );
  }
}

function paintAorta(painter: Painter): void {
  const wall = 1.2;
  const root = [
    [4, -18, -72, 13],
    [-8, -28, -50, 16],
    [-17, -32, -22, 17],
    [-18, -30, 4, 16.5],
    [-13, -24, 20, 15.5],
    [0, -10, 28, 14.5],
    [14, 8, 30, 14],
    [24, 26, 22, 13.5],
    [28, 37, 2, 13.2],
    [27, 40, -60, 12.5],
    [23, 40, -120, 12],
    [12, 38, -170, 11.5],
    [4, 36, -215, 11],
  ] as const;
  painter.tube(
    root.map(([x, y, z, radius]) => [x, y, z, radius + wall] as const),
    muscle,
  );
  painter.tube(root, systemicBlood);
  // the three arteries of the arch
  painter.tube(
    [
      [-12, -18, 34, 7],
      [-14, -14, 62, 6.5],
      [-24, -8, 84, 6],
      [-30, -2, 112, 5],
    ],
    systemicBlood,
  );
  painter.tube(
    [
      [4, -8, 36, 4.5],
      [12, -10, 66, 4.2],
      [24, -8, 112, 4],
    ],
    systemicBlood,
  );
  painter.tube(
    [
      [18, 8, 36, 5.5],
      [25, 14, 66, 5.2],
      [32, 12, 92, 5],
      [46, 0, 108, 5],
    ],
    systemicBlood,
  );
  // calcium in the wall of the arch
  painter.tube(
    [
      [19, 22, 38, 1.6],
      [25, 30, 34, 1.2],
    ],
    materials.cortical,
  );
}

function paintOesophagus(painter: Painter): void {
  const joints = [
    [4, 20, 114, 7],
    [6, 26, 40, 7.5],
    [7, 30, -10, 7.5],
    [5, 33, -60, 7.5],
    [10, 30, -115, 8],
    [20, 16, -150, 9],
    [30, 6, -164, 9],
  ] as const;
  painter.tube(joints, materials.oesophagus);
  const gas = seenGas(painter.z);
  if (gas > 0)
    painter.tube(
      joints.map(([x, y, z]) => [x + 1, y - 1.5, z, gas] as const),
      materials.airway,
    );
}

/** The gullet holds a little gas at some heights. */
function seenGas(z: number): number {
  return 2.4 * Math.max(0, Math.sin(z * 0.083 + 1)) - 0.9;
}

const trachea = [
  [0, 0, 116, 9.2],
  [1, 4, 60, 9.2],
  [3, 10, 20, 9.6],
  [3, 13, 2, 10],
] as const;
const rightBronchus = [
  [-2, 13, 2, 8.5],
  [-17, 15, -16, 7.4],
  [-30, 14, -26, 6.8],
  [-34, 16, -46, 5.6],
] as const;
const leftBronchus = [
  [8, 13, 2, 8],
  [26, 18, -22, 6.8],
  [40, 20, -34, 6.2],
  [44, 24, -48, 5.2],
] as const;

function paintAirways(painter: Painter): void {
  const airways = [trachea, rightBronchus, leftBronchus];
  for (const airway of airways) {
    painter.tube(
      airway.map(([x, y, z, radius]) => [x, y, z, radius + 1.5] as const),
      materials.airwayWall,
    );
  }
  for (const airway of airways) painter.tube(airway, materials.airway);
}

/** Lymph nodes of normal size, strands of the thymus, the thyroid's lower poles. */
function paintSmallThings(painter: Painter): void {
  const nodes = [
    [-16, 4, 22],
    [14, -2, 6],
    [4, 24, -14],
    [-22, -32, 40],
    [20, 30, 36],
    [-6, 24, -30],
  ] as const;
  for (const [x, y, z] of nodes)
    painter.ellipsoid([x, y, z], [3.6, 2.6, 4.5], muscle, { turn: x, over: only(mediastinalFat) });
  for (const side of sides) {
    painter.tube(
      [
        [side * 3, -66, 20, 1],
        [side * 10, -58, -10, 1.4],
        [side * 14, -52, -20, 0.8],
      ],
      materials.muscleStreak,
      only(mediastinalFat),
    );
    painter.ellipsoid([side * 13, -4, 116], [8, 11, 18], materials.thyroid, {
      over: only(mediastinalFat, materials.fat),
    });
  }
}

/** The front of the neck's base: strap and neck muscles around windpipe and vessels. */
export function paintNeckBase(painter: Painter): void {
  if (painter.z < 66) return;
  for (const side of sides) {
    painter.ellipsoid([side * 22, -36, 118], [14, 9, 46], muscle, { turn: side * 0.5 });
    painter.ellipsoid([side * 46, 4, 128], [15, 22, 46], muscle, { turn: side * 0.3 });
    painter.ellipsoid([side * 22, 26, 124], [14, 14, 60], muscle);
    painter.ellipsoid([side * 40, 76, 122], [34, 13, 60], muscle, { turn: side * 0.25 });
  }
  painter.outline(
    offsetCurve(
      [
        [-8, 24],
        [8, 24],
        [9, 34],
        [-9, 34],
      ],
      () => 0,
    ),
    muscle,
    only(materials.fat, mediastinalFat),
  );
}
