import type { InstanceHeader } from '../../../src/core/dicom/InstanceHeader';
import type { OracleHeader } from './headerByDicomParser';

/**
 * Where a scanned header and dicom-parser's differ, one sentence a field. Differences that are meant, and only these, do
 * not count:
 * - text: dicom-parser does not know character sets; compared where its reading is plain ASCII (no bytes above 127, no
 *   escape sequences). characterSet.test.ts holds the rest.
 * - position and orientation: the scanner gives both or neither, brings the directions to length 1 (writers round them)
 *   and takes directions far from that length, or parallel ones, for none.
 * - number of frames: above 1,000 the scanner bounds what the file claims; frameCount.test.ts holds by what.
 */
export function headerDifferences(scanned: InstanceHeader, oracle: OracleHeader): string[] {
  const { plane, ...mine } = scanned;
  const { position, orientation, ...theirs } = oracle;
  const names = Object.keys(theirs) as (keyof typeof theirs)[];
  const differences = names
    .filter((name) => isComparable(theirs[name]))
    .filter((name) => name !== 'numberOfFrames' || (theirs[name] ?? 0) <= 1000)
    .filter((name) => JSON.stringify(mine[name]) !== JSON.stringify(theirs[name]))
    .map((name) => describe(name, mine[name], theirs[name]));
  return [...differences, ...planeDifferences(plane, position, orientation)];
}

function isComparable(value: unknown): boolean {
  return typeof value !== 'string' || !/[\u0080-\uffff\u001b]/.test(value);
}

function describe(name: string, mine: unknown, theirs: unknown): string {
  return `${name}: scanned ${JSON.stringify(mine)}, dicom-parser ${JSON.stringify(theirs)}`;
}

function planeDifferences(
  plane: InstanceHeader['plane'],
  position: OracleHeader['position'],
  orientation: OracleHeader['orientation'],
): string[] {
  const isPlane = position !== undefined && orientation !== undefined && spansPlane(orientation);
  if (!plane || !isPlane)
    return Boolean(plane) === isPlane ? [] : [describe('plane', plane, orientation)];
  const { positionMm, rowDirection, columnDirection } = plane;
  const mine = [positionMm, rowDirection, columnDirection].flatMap(({ x, y, z }) => [x, y, z]);
  const theirs = [...position, ...orientation];
  const isNear = theirs.every((value, index) =>
    index < 3 ? value === mine[index] : Math.abs(value - (mine[index] ?? NaN)) < 0.1,
  );
  return isNear ? [] : [describe('plane', mine, theirs)];
}

function spansPlane(orientation: readonly number[]): boolean {
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = orientation;
  const lengths = [Math.hypot(a, b, c), Math.hypot(d, e, f)];
  const cosine = (a * d + b * e + c * f) / ((lengths[0] ?? 1) * (lengths[1] ?? 1));
  return lengths.every((length) => length > 0.9 && length < 1.1) && Math.abs(cosine) <= 0.99;
}
