import { distanceAlongNormal, isAxial, planeNormal } from './imagePlane';
import type { ImagePlane, PatientVector } from './spaces';
import type { PositionedEntry, StackEntry } from './StackEntry';
import { dot } from './vectors';

/** Directions within half a degree are the same orientation: files round their cosines. */
const minSameCosine = Math.cos((0.5 * Math.PI) / 180);

/** With more orientations than this (a radial scan, a rotating view) groups would only tear a series apart. */
const maxGroups = 16;

/** Images of one orientation and one size. Distances are along `normal`, which is the first entry's. */
export interface PlaneGroup {
  readonly plane: ImagePlane;
  readonly normal: PatientVector;
  readonly rows: number | undefined;
  readonly columns: number | undefined;
  readonly entries: readonly PositionedEntry[];
}

/** The groups of a series, largest first, and the entries without geometry. */
export interface PlaneGroups {
  readonly groups: readonly PlaneGroup[];
  readonly withoutGeometry: readonly StackEntry[];
  /** Geometry was there but not used, since hardly two slices share an orientation. */
  readonly manyOrientations: boolean;
}

/** Parts the images of a series by orientation and size. */
export function planeGroups(entries: readonly StackEntry[]): PlaneGroups {
  const groups: (PlaneGroup & { entries: PositionedEntry[] })[] = [];
  const withoutGeometry: StackEntry[] = [];
  for (const entry of entries) {
    const { plane } = entry.input;
    const normal = plane && isFinitePlane(plane) ? planeNormal(plane) : undefined;
    if (!plane || !normal) {
      withoutGeometry.push(entry);
      continue;
    }
    let group = groups.find((candidate) => belongs(entry, plane, candidate));
    if (!group) {
      const { rows, columns } = entry.input;
      group = { plane, normal, rows, columns, entries: [] };
      groups.push(group);
      if (groups.length > maxGroups) return unordered(entries);
    }
    group.entries.push({
      ...entry,
      distanceMm: distanceAlongNormal(plane.positionMm, group.normal),
    });
  }
  if (groups.length > 1 && groups.every((group) => group.entries.length === 1)) {
    return unordered(entries);
  }
  groups.sort((a, b) => b.entries.length - a.entries.length);
  return { groups, withoutGeometry, manyOrientations: false };
}

/** `axial`, `coronal`, `sagittal` or `oblique`. */
export function orientationName(group: PlaneGroup): string {
  if (isAxial(group.plane)) return 'axial';
  const { x, y } = group.normal;
  if (Math.abs(y) > 0.9) return 'coronal';
  if (Math.abs(x) > 0.9) return 'sagittal';
  return 'oblique';
}

/** Whether two groups have one orientation and differ in size only. */
export function sameOrientation(a: ImagePlane, b: ImagePlane): boolean {
  return (
    dot(a.rowDirection, b.rowDirection) >= minSameCosine &&
    dot(a.columnDirection, b.columnDirection) >= minSameCosine
  );
}

function unordered(entries: readonly StackEntry[]): PlaneGroups {
  return { groups: [], withoutGeometry: entries, manyOrientations: true };
}

function belongs(entry: StackEntry, plane: ImagePlane, group: PlaneGroup): boolean {
  const { rows, columns } = entry.input;
  return rows === group.rows && columns === group.columns && sameOrientation(plane, group.plane);
}

function isFinitePlane({ positionMm, rowDirection, columnDirection }: ImagePlane): boolean {
  return [positionMm, rowDirection, columnDirection].every(
    ({ x, y, z }) => Number.isFinite(x) && Number.isFinite(y) && Number.isFinite(z),
  );
}
