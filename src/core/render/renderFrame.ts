import type { Frame } from '../pixels/Frame';
import type { VoiWindow } from '../pixels/VoiWindow';
import { wholeRange } from '../pixels/wholeRange';
import { renderColour } from './renderColour';
import type { RenderOptions } from './renderGrey';
import { renderGrey } from './renderGrey';

/**
 * Renders any frame into RGBA (rows * columns * 4 bytes). Colour has no window; a grey frame without one is shown over
 * its whole range.
 */
export function renderFrame(
  frame: Frame,
  voi: VoiWindow | undefined,
  target: Uint8ClampedArray,
  options: RenderOptions = {},
): void {
  if (frame.kind === 'colour') return renderColour(frame, target);
  renderGrey(frame, voi ?? wholeRangeWindow(frame), target, options);
}

function wholeRangeWindow(frame: Extract<Frame, { kind: 'grey' }>): VoiWindow {
  return { kind: 'range', ...(wholeRange(frame) ?? { from: 0, to: 1 }) };
}
