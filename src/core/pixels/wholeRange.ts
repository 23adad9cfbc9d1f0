import type { GreyFrame } from './Frame';
import { modalityTransform } from './modalityTransform';

/** A range of modality values, both ends occur in the frame. */
interface ValueRange {
  readonly from: number;
  readonly to: number;
}

/** The range of each frame that was asked for, for as long as the frame itself is kept. */
const known = new WeakMap<GreyFrame, ValueRange | undefined>();

/**
 * Smallest and largest modality value of the frame, padding and values that are no finite numbers left out. Undefined
 * when nothing remains. Remembered for each frame, since it is asked for at each redraw and takes all pixels: the values
 * must not be changed afterwards.
 */
export function wholeRange(frame: GreyFrame): ValueRange | undefined {
  if (known.has(frame)) return known.get(frame);
  const range = frame.modalityLut ? rangeThroughLut(frame) : rangeOfRescaled(frame);
  known.set(frame, range);
  return range;
}

function rangeOfRescaled(frame: GreyFrame): ValueRange | undefined {
  const { values } = frame;
  // An empty range holds nothing: without padding no comparison below is ever true.
  const { low, high } = frame.padding ?? { low: Infinity, high: -Infinity };
  let smallest = Infinity;
  let largest = -Infinity;
  for (const value of values) {
    if (value >= low && value <= high) continue;
    if (value < smallest && value > -Infinity) smallest = value;
    if (value > largest && value < Infinity) largest = value;
  }
  if (smallest > largest) return undefined;
  const toModality = modalityTransform(frame);
  const [one, other] = [toModality(smallest), toModality(largest)];
  return { from: Math.min(one, other), to: Math.max(one, other) };
}

/** A LUT need not rise, so every value has to pass it. */
function rangeThroughLut(frame: GreyFrame): ValueRange | undefined {
  const toModality = modalityTransform(frame);
  const { low, high } = frame.padding ?? { low: Infinity, high: -Infinity };
  let from = Infinity;
  let to = -Infinity;
  for (const value of frame.values) {
    if (value >= low && value <= high) continue;
    const modality = toModality(value);
    from = Math.min(from, modality);
    to = Math.max(to, modality);
  }
  return from > to ? undefined : { from, to };
}
