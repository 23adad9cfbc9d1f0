import type { DataSetView } from './DataSetView';

const SHARED = 0x52009229;
const PER_FRAME = 0x52009230;

/**
 * The item of a functional group macro (PS3.3 C.7.6.16) that holds for one frame, counted from 0: its own, else the
 * shared one. Undefined in classic objects and where the group is absent.
 */
export function functionalGroup(
  view: DataSetView,
  sequenceTag: number,
  frameIndex: number,
): DataSetView | undefined {
  return (
    view.item(PER_FRAME, frameIndex)?.item(sequenceTag, 0) ??
    view.item(SHARED, 0)?.item(sequenceTag, 0)
  );
}
