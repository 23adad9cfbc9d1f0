import type { Point } from './contour';
import { atHeight } from './contour';
import { materials } from './materials';
import type { Painter } from './Painter';
import { only } from './Raster';
import { cageHalf } from './thoraxShapes';

const inLung = only(materials.lung);

/** The oblique fissures (thin lines from side to middle that come forward as one goes down) and the minor one's haze. */
export function paintFissures(painter: Painter): void {
  const { z } = painter;
  if (z > 75 || z < -120) return;
  for (const side of [-1, 1] as const) {
    const y = 62 - (80 - z) * (side === 1 ? 0.56 : 0.52);
    const line: Point[] = [
      [side * 18, y + 14],
      [side * 60, y + 5],
      [side * 95, y - 3],
      [side * 150, y + 2],
    ];
    const thick = line.map(([x, lineY]): Point => [x, lineY + 0.75]).reverse();
    painter.outline([...line, ...thick], materials.fissure, inLung);
  }
}

/** Fluid that has gathered at the back of the left side, its surface level with the table, up to this depth. */
export function paintEffusion(painter: Painter, depthMm: number): void {
  const back = atHeight(cageHalf, painter.z)[8]?.[1] ?? 95;
  const depth = Math.min(depthMm, (-10 - painter.z) * 0.35);
  if (depth <= 0) return;
  const surface = back - depth;
  const edge: Point[] = [
    [8, surface + 10],
    [40, surface + 1.5],
    [70, surface],
    [100, surface - 2],
    [150, surface - 16],
    [150, 130],
    [8, 130],
  ];
  painter.outline(edge, materials.effusion, inLung);
}
