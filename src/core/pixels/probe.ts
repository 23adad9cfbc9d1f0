import type { Frame, GreyFrame } from './Frame';
import { modalityTransform } from './modalityTransform';

/** What lies at one pixel. Padding has no modality value (PS3.3 C.7.5.1.1.2); colours have no unit. */
type ProbeReading =
  | { readonly kind: 'value'; readonly stored: number; readonly modality: number }
  | { readonly kind: 'padding'; readonly stored: number }
  | {
      readonly kind: 'colour';
      readonly red: number;
      readonly green: number;
      readonly blue: number;
    };

/** Reads the pixel at a column and row of the frame, whole numbers from 0; asking outside the frame is a bug. */
export function probe(frame: Frame, column: number, row: number): ProbeReading {
  const { rows, columns } = frame;
  if (!isIndex(column, columns) || !isIndex(row, rows)) {
    throw new RangeError(`No pixel at column ${column}, row ${row} of ${columns} x ${rows}`);
  }
  const index = row * columns + column;
  if (frame.kind === 'grey') return readGrey(frame, frame.values[index] as number);
  const [red = 0, green = 0, blue = 0] = frame.rgb.subarray(index * 3, index * 3 + 3);
  return { kind: 'colour', red, green, blue };
}

function isIndex(value: number, count: number): boolean {
  return Number.isInteger(value) && value >= 0 && value < count;
}

function readGrey(frame: GreyFrame, stored: number): ProbeReading {
  const { padding } = frame;
  if (padding && stored >= padding.low && stored <= padding.high) {
    return { kind: 'padding', stored };
  }
  return { kind: 'value', stored, modality: modalityTransform(frame)(stored) };
}
