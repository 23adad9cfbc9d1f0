import type { GreyFrame, PaddingRange } from '../pixels/Frame';
import { modalityTransform } from '../pixels/modalityTransform';
import type { VoiWindow } from '../pixels/VoiWindow';
import type { VoiTransform } from './voiTransform';
import { voiTransform } from './voiTransform';

/** How a frame is shown apart from its window. */
export interface RenderOptions {
  /** Black and white exchanged, on top of what the file asks for. */
  readonly inverted?: boolean;
}

/** One opaque pixel as a little-endian RGBA word; every platform that runs VS Code is little-endian. */
const OPAQUE_BLACK = 0xff000000;

/**
 * Renders a grey frame into RGBA (rows * columns * 4 bytes, 4-byte aligned): modality transform, VOI transform, then
 * grey = floor(y * 255 + 0.5), inverted where the frame or the options ask for it. Padding, and values that are no
 * numbers, become black background, inverted or not.
 */
export function renderGrey(
  frame: GreyFrame,
  voi: VoiWindow,
  target: Uint8ClampedArray,
  options: RenderOptions = {},
): void {
  const { values } = frame;
  const isFloat = values instanceof Float32Array || values instanceof Float64Array;
  const inverted = (options.inverted ?? false) !== frame.inverted;
  const toPixel = pixelTransform(frame, voiTransform(voi, isFloat), inverted);
  const pixels = new Uint32Array(target.buffer, target.byteOffset, frame.rows * frame.columns);
  if (values instanceof Uint8Array || values instanceof Int8Array) {
    renderByTable(values, tableOf(values instanceof Int8Array, 8, toPixel), 0xff, pixels);
  } else if (values instanceof Uint16Array || values instanceof Int16Array) {
    renderByTable(values, tableOf(values instanceof Int16Array, 16, toPixel), 0xffff, pixels);
  } else {
    for (let at = 0; at < pixels.length; at++) pixels[at] = toPixel(values[at] as number);
  }
}

/** From a stored value to the RGBA word. */
function pixelTransform(
  frame: GreyFrame,
  toUnit: VoiTransform,
  inverted: boolean,
): (stored: number) => number {
  const toModality = modalityTransform(frame);
  const { low, high } = frame.padding ?? nothing;
  return (stored) => {
    if ((stored >= low && stored <= high) || Number.isNaN(stored)) return OPAQUE_BLACK;
    const grey = greyOf(toUnit(toModality(stored)));
    return greyPixel(inverted ? 255 - grey : grey);
  };
}

/** A range that holds no value. */
const nothing: PaddingRange = { low: Infinity, high: -Infinity };

function greyOf(y: number): number {
  return Math.min(255, Math.max(0, Math.floor(y * 255 + 0.5)));
}

function greyPixel(grey: number): number {
  return (OPAQUE_BLACK | (grey << 16) | (grey << 8) | grey) >>> 0;
}

/** The pixel of every value of an integer type, by its bit pattern. */
function tableOf(
  isSigned: boolean,
  bits: 8 | 16,
  toPixel: (stored: number) => number,
): Uint32Array {
  const size = 2 ** bits;
  const table = new Uint32Array(size);
  for (let pattern = 0; pattern < size; pattern++) {
    const stored = isSigned && pattern >= size / 2 ? pattern - size : pattern;
    table[pattern] = toPixel(stored);
  }
  return table;
}

function renderByTable(
  values: Uint8Array | Int8Array | Uint16Array | Int16Array,
  table: Uint32Array,
  mask: number,
  pixels: Uint32Array,
): void {
  for (let at = 0; at < pixels.length; at++) {
    pixels[at] = table[(values[at] as number) & mask] as number;
  }
}
