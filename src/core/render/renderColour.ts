import type { ColourFrame } from '../pixels/Frame';

/** Copies a colour frame into RGBA (rows * columns * 4 bytes), opaque. */
export function renderColour(frame: ColourFrame, target: Uint8ClampedArray): void {
  const { rgb } = frame;
  const end = frame.rows * frame.columns * 4;
  for (let from = 0, to = 0; to < end; from += 3, to += 4) {
    target[to] = rgb[from] as number;
    target[to + 1] = rgb[from + 1] as number;
    target[to + 2] = rgb[from + 2] as number;
    target[to + 3] = 255;
  }
}
