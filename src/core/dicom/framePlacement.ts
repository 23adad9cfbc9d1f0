import { planeNormal } from '../geometry/imagePlane';
import type { ImagePlane } from '../geometry/spaces';
import { patientVector } from '../geometry/spaces';
import type { DataSetView } from './DataSetView';
import { functionalGroup } from './functionalGroups';
import type { InstanceHeader } from './InstanceHeader';
import { imagePlaneOf, pixelSpacingOf } from './placement';

const PLANE_POSITION = 0x00209113;
const PLANE_ORIENTATION = 0x00209116;
const PIXEL_MEASURES = 0x00289110;
const IMAGE_POSITION = 0x00200032;
const IMAGE_ORIENTATION = 0x00200037;
const GRID_FRAME_OFFSETS = 0x3004000c;

/**
 * The header with plane, pixel spacing and slice thickness of one frame, from 0: its own functional groups, else the
 * shared ones (PS3.3 C.7.6.16.2.1, .3, .4), else what the header says of all. `header` is the file's, that is, of its
 * first frame. A later frame of which nothing tells where it lies has no plane.
 */
export function frameHeader(
  view: DataSetView,
  header: InstanceHeader,
  frameIndex: number,
): InstanceHeader {
  if (frameIndex === 0) return header;
  const measures = functionalGroup(view, PIXEL_MEASURES, frameIndex);
  return {
    ...header,
    plane: framePlane(view, frameIndex) ?? gridPlane(view, header.plane, frameIndex),
    pixelSpacingMm: (measures && pixelSpacingOf(measures.decimals(0x00280030))) ?? topSpacing(view),
    sliceThicknessMm: measures?.decimal(0x00180050) ?? view.decimal(0x00180050),
  };
}

function topSpacing(view: DataSetView): InstanceHeader['pixelSpacingMm'] {
  return pixelSpacingOf(view.decimals(0x00280030));
}

function framePlane(view: DataSetView, frameIndex: number): ImagePlane | undefined {
  const position = functionalGroup(view, PLANE_POSITION, frameIndex);
  if (!position) return undefined;
  const orientation = functionalGroup(view, PLANE_ORIENTATION, frameIndex) ?? view;
  return imagePlaneOf(position.decimals(IMAGE_POSITION), orientation.decimals(IMAGE_ORIENTATION));
}

/**
 * Grid Frame Offset Vector of dose grids (PS3.3 C.8.8.3.2): distances along the normal from the first frame, or, where
 * the first of them is not 0, patient z of axial frames.
 */
function gridPlane(
  view: DataSetView,
  first: ImagePlane | undefined,
  frameIndex: number,
): ImagePlane | undefined {
  const offsets = view.decimals(GRID_FRAME_OFFSETS);
  const start = offsets[0];
  const offset = offsets[frameIndex];
  const normal = first && planeNormal(first);
  if (!first || !normal || start === undefined || offset === undefined) return undefined;
  const { x, y, z } = first.positionMm;
  const positionMm =
    start === 0
      ? patientVector(x + normal.x * offset, y + normal.y * offset, z + normal.z * offset)
      : patientVector(x, y, offset);
  return { ...first, positionMm };
}
