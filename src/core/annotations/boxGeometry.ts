import type { ImagePlane, PatientVector, PixelSpacingMm } from '../geometry/spaces';
import { patientVector } from '../geometry/spaces';
import type { BoxPx } from './Box';

/** Width and height in pixels: xmax - xmin and ymax - ymin. Negative for an inverted box. */
export function boxSizePx(box: BoxPx): { readonly width: number; readonly height: number } {
  return { width: box.xMaxPx - box.xMinPx, height: box.yMaxPx - box.yMinPx };
}

/** Width and height in mm for a pixel spacing (0028,0030). */
export function boxSizeMm(
  box: BoxPx,
  spacing: PixelSpacingMm,
): { readonly width: number; readonly height: number } {
  const { width, height } = boxSizePx(box);
  return { width: width * spacing.betweenColumnsMm, height: height * spacing.betweenRowsMm };
}

/** Whether the box has no area: width or height zero or negative. */
export function isBoxDegenerate(box: BoxPx): boolean {
  const { width, height } = boxSizePx(box);
  return !(width > 0 && height > 0);
}

/** Whether an edge lies outside the image: below 0, or above Columns or Rows. */
export function isBoxOutside(
  box: BoxPx,
  image: { readonly columns: number; readonly rows: number },
): boolean {
  const xs = [box.xMinPx, box.xMaxPx];
  const ys = [box.yMinPx, box.yMaxPx];
  return xs.some((x) => x < 0 || x > image.columns) || ys.some((y) => y < 0 || y > image.rows);
}

/**
 * The patient position in mm of a point in continuous pixel coordinates (a corner of a box). Image Position (Patient)
 * is the centre of the first pixel, which has the coordinates (0.5, 0.5): PS3.3 C.7.6.2.1.1, equation C.7.6.2.1-1.
 */
export function cornerPositionMm(
  corner: { readonly xPx: number; readonly yPx: number },
  plane: ImagePlane,
  spacing: PixelSpacingMm,
): PatientVector {
  const alongRow = (corner.xPx - 0.5) * spacing.betweenColumnsMm;
  const alongColumn = (corner.yPx - 0.5) * spacing.betweenRowsMm;
  const { positionMm: p, rowDirection: r, columnDirection: c } = plane;
  return patientVector(
    p.x + r.x * alongRow + c.x * alongColumn,
    p.y + r.y * alongRow + c.y * alongColumn,
    p.z + r.z * alongRow + c.z * alongColumn,
  );
}
