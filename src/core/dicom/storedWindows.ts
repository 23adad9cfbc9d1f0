import type { VoiFunction } from '../pixels/VoiWindow';
import type { DataSetView } from './DataSetView';
import { functionalGroup } from './functionalGroups';
import type { StoredWindow } from './ImageFacts';

const FRAME_VOI_LUT = 0x00289132;

function holderOf(view: DataSetView, frameIndex: number): DataSetView {
  return functionalGroup(view, FRAME_VOI_LUT, frameIndex) ?? view;
}

/** VOI LUT Function (0028,1056), PS3.3 C.11.2.1.3: LINEAR when absent or unknown. */
export function readVoiFunction(view: DataSetView, frameIndex: number): VoiFunction {
  const name = holderOf(view, frameIndex).string(0x00281056).toUpperCase();
  return name === 'SIGMOID' || name === 'LINEAR_EXACT' ? name : 'LINEAR';
}

/**
 * The windows stored for a frame, in the file's order, equal ones once. Those whose width the function does not allow
 * (PS3.3 C.11.2.1.2.1: at least 1 for LINEAR, else above 0) are left out: they would show nothing.
 */
export function readStoredWindows(
  view: DataSetView,
  frameIndex: number,
  isFloat: boolean,
): StoredWindow[] {
  const holder = holderOf(view, frameIndex);
  const voiFunction = readVoiFunction(view, frameIndex);
  const smallest = voiFunction === 'LINEAR' && !isFloat ? 1 : Number.MIN_VALUE;
  const centers = holder.decimals(0x00281050);
  const explanations = holder.texts(0x00281055);
  const windows = new Map<string, StoredWindow>();
  for (const [index, width] of holder.decimals(0x00281051).entries()) {
    const center = centers[index];
    if (width === undefined || center === undefined || width < smallest) continue;
    const key = `${width}/${center}`;
    if (windows.has(key)) continue;
    windows.set(key, { width, center, voiFunction, explanation: explanations[index] ?? '' });
  }
  return [...windows.values()];
}
