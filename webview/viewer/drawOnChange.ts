import type { ViewerModel } from './ViewerModel';

/** Draws at most once a display frame, however many things changed. */
export function drawOnChange(model: ViewerModel, draw: () => void): void {
  let asked = false;
  model.changed.listen(() => {
    if (asked) return;
    asked = true;
    requestAnimationFrame(() => {
      asked = false;
      draw();
    });
  });
}
