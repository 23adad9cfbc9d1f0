/** A point of a slice, mm. */
export type Point = readonly [number, number];

/** The same control points at several heights; between them they are interpolated. */
export interface Keyframe {
  readonly z: number;
  readonly points: readonly Point[];
}

/** The control points at a height; beyond the first and last keyframe they stay as there. */
export function atHeight(keyframes: readonly Keyframe[], z: number): readonly Point[] {
  const above = keyframes.findIndex((keyframe) => keyframe.z <= z);
  const lower = keyframes[above === -1 ? keyframes.length - 1 : above];
  const upper = keyframes[above <= 0 ? (above === 0 ? 0 : keyframes.length - 1) : above - 1];
  if (lower === undefined || upper === undefined) return [];
  const share = upper === lower ? 0 : (z - lower.z) / (upper.z - lower.z);
  return lower.points.map(([x, y], index) => {
    const [upperX, upperY] = upper.points[index] ?? [x, y];
    return [x + (upperX - x) * share, y + (upperY - y) * share];
  });
}

/** A number given at several heights, highest first, interpolated between them. */
export function valueAtHeight(keys: readonly (readonly [number, number])[], z: number): number {
  const points = keys.map(([height, value]) => ({
    z: height,
    points: [[value, 0]] as readonly Point[],
  }));
  return atHeight(points, z)[0]?.[0] ?? 0;
}

function catmullRom(a: number, b: number, c: number, d: number, t: number): number {
  const square = t * t;
  return (
    0.5 *
    (2 * b +
      (c - a) * t +
      (2 * a - 5 * b + 4 * c - d) * square +
      (3 * b - a - 3 * c + d) * square * t)
  );
}

/** A smooth curve through points, `steps` pieces between neighbours. Closed curves do not repeat their first point. */
export function smooth(points: readonly Point[], closed: boolean, steps = 8): readonly Point[] {
  const count = points.length;
  const at = (index: number): Point =>
    points[closed ? (index + count) % count : Math.min(count - 1, Math.max(0, index))] ?? [0, 0];
  const curve: Point[] = [];
  for (let index = 0; index < (closed ? count : count - 1); index++) {
    const [a, b, c, d] = [at(index - 1), at(index), at(index + 1), at(index + 2)];
    for (let step = 0; step < steps; step++) {
      const t = step / steps;
      curve.push([catmullRom(a[0], b[0], c[0], d[0], t), catmullRom(a[1], b[1], c[1], d[1], t)]);
    }
  }
  if (!closed) curve.push(at(count - 1));
  return curve;
}

/** A closed outline from its left half, given from the front's middle to the back's middle. */
export function mirrored(half: readonly Point[]): readonly Point[] {
  const other = half.slice(1, -1).map(([x, y]): Point => [-x, y]);
  return [...half, ...other.reverse()];
}

/** The curve moved sideways by a distance that may change along it (`share` runs from 0 to 1); positive is right of the way. */
export function offsetCurve(
  curve: readonly Point[],
  distance: (share: number) => number,
): readonly Point[] {
  const last = curve.length - 1;
  return curve.map(([x, y], index) => {
    const [beforeX, beforeY] = curve[Math.max(0, index - 1)] ?? [x, y];
    const [afterX, afterY] = curve[Math.min(last, index + 1)] ?? [x, y];
    const length = Math.hypot(afterX - beforeX, afterY - beforeY) || 1;
    const away = distance(index / Math.max(1, last));
    return [x - ((afterY - beforeY) / length) * away, y + ((afterX - beforeX) / length) * away];
  });
}

/** The points of an ellipse, turned by an angle in radians. */
export function ellipse(
  x: number,
  y: number,
  radiusX: number,
  radiusY: number,
  turn = 0,
  count = 48,
): readonly Point[] {
  return Array.from({ length: count }, (_, index) => {
    const angle = (index / count) * 2 * Math.PI;
    const alongX = radiusX * Math.cos(angle);
    const alongY = radiusY * Math.sin(angle);
    return [
      x + alongX * Math.cos(turn) - alongY * Math.sin(turn),
      y + alongX * Math.sin(turn) + alongY * Math.cos(turn),
    ];
  });
}

/** Whether a point lies inside a closed outline (even-odd rule). */
export function isInsideOutline(outline: readonly Point[], x: number, y: number): boolean {
  let inside = false;
  let [fromX, fromY] = outline[outline.length - 1] ?? [0, 0];
  for (const [toX, toY] of outline) {
    if (fromY > y !== toY > y && x < fromX + ((y - fromY) / (toY - fromY)) * (toX - fromX))
      inside = !inside;
    fromX = toX;
    fromY = toY;
  }
  return inside;
}

/** Each point moved towards the middle of the outline by a factor. */
export function shrunk(outline: readonly Point[], factor: number): readonly Point[] {
  const middleX = outline.reduce((sum, [x]) => sum + x, 0) / outline.length;
  const middleY = outline.reduce((sum, [, y]) => sum + y, 0) / outline.length;
  return outline.map(([x, y]) => [
    middleX + (x - middleX) * factor,
    middleY + (y - middleY) * factor,
  ]);
}
