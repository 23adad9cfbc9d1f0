import { skinOutline } from './chestWall';
import type { Point } from './contour';
import { offsetCurve } from './contour';
import { materials } from './materials';
import type { Painter } from './Painter';

/** The hollow table below the back, and a thin gown around the front. */
export function paintTable(painter: Painter, fat: number): void {
  const surfaceY = 141 + (fat - 1) * 10;
  const lower = (x: number, depth: number): number => surfaceY + depth - (x / 212) ** 2 * 30;
  const arc = (depth: number): Point[] =>
    Array.from({ length: 41 }, (_, index): Point => [
      -214 + index * 10.7,
      lower(-214 + index * 10.7, depth),
    ]);
  const between = (top: number, bottom: number, squeeze: number): readonly Point[] => [
    ...arc(top),
    ...arc(bottom)
      .map(([x, y]): Point => [x * squeeze, y])
      .reverse(),
  ];
  painter.outline(between(0, 46, 0.72), materials.tableShell);
  painter.outline(between(2.6, 43.5, 0.715), materials.tableCore);
  const skin = skinOutline(painter.z);
  const wave = (share: number): number =>
    -(
      4 +
      3 * Math.sin(share * 10 * Math.PI + painter.z * 0.11) +
      2 * Math.sin(share * 22 * Math.PI - painter.z * 0.07) +
      (fat - 1) * 10
    );
  painter.outline(
    offsetCurve(skin, (share) => wave(share) - 1.1),
    materials.gown,
  );
  painter.outline(offsetCurve(skin, wave), materials.air);
}
