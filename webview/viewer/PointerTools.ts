import { wholeRange } from '../../src/core/pixels/wholeRange';
import type { Corners } from './Corners';
import { pixelAspect } from './Stage';
import type { Stage } from './Stage';
import type { ViewerModel } from './ViewerModel';

const minimumZoom = 0.05;
const maximumZoom = 64;
/** Wheel travel that makes one slice; a notch of a usual mouse is 100 or 120. */
const wheelNotch = 60;
/** Pixels of drag over which the window runs through the whole range of the frame. */
const dragPixelsForWholeRange = 1024;

/** Mouse, pen and touch on the stage: wheel = slices, Ctrl+wheel = zoom, left drag = pan, right drag = window. */
export class PointerTools {
  private drag: { kind: 'pan' | 'window'; x: number; y: number } | undefined;
  private wheelTravel = 0;

  constructor(
    private readonly model: ViewerModel,
    private readonly stage: Stage,
    private readonly corners: Corners,
    private readonly step: (slices: number) => void,
  ) {
    const { element } = stage;
    element.addEventListener('wheel', (event) => this.wheel(event), { passive: false });
    element.addEventListener('pointerdown', (event) => this.down(event));
    element.addEventListener('pointermove', (event) => this.move(event));
    for (const end of ['pointerup', 'pointercancel', 'lostpointercapture'] as const) {
      element.addEventListener(end, () => this.end());
    }
    element.addEventListener('pointerleave', () => this.probeAt(undefined));
    element.addEventListener('contextmenu', (event) => event.preventDefault());
    element.addEventListener('dblclick', (event) => {
      if (event.button === 0) this.model.update(fitToStage);
    });
  }

  private wheel(event: WheelEvent): void {
    const explanation = (event.target as Element).closest('#failure');
    if (explanation && explanation.scrollHeight > explanation.clientHeight) return;
    event.preventDefault();
    if (event.ctrlKey || event.metaKey) {
      zoomAt(this.model, this.stage, Math.exp(-event.deltaY / 300), this.pointOf(event));
      return;
    }
    const unit = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 33 : 1;
    this.wheelTravel += event.deltaY * unit;
    const notches = Math.trunc(this.wheelTravel / wheelNotch);
    if (notches === 0) return;
    this.wheelTravel = 0;
    // One notch is one slice however far the mouse says it went; a touchpad's travel adds up instead.
    this.step(Math.sign(notches));
  }

  private down(event: PointerEvent): void {
    if (!this.model.picture || (event.target as Element).closest('#failure')) return;
    // Only the left button opens a box.
    if (event.button === 0 && (event.target as Element).closest('#boxes')) return;
    const kind = event.button === 2 ? 'window' : event.button <= 1 ? 'pan' : undefined;
    if (!kind) return;
    this.stage.element.focus();
    event.preventDefault();
    this.drag = { kind, x: event.clientX, y: event.clientY };
    this.stage.element.setPointerCapture(event.pointerId);
    this.stage.element.classList.add(kind === 'pan' ? 'panning' : 'windowing');
  }

  private move(event: PointerEvent): void {
    this.probeAt(this.pointOf(event));
    if (!this.drag) return;
    const dx = event.clientX - this.drag.x;
    const dy = event.clientY - this.drag.y;
    this.drag = { ...this.drag, x: event.clientX, y: event.clientY };
    if (this.drag.kind === 'pan') pan(this.model, this.stage, dx, dy);
    else dragWindow(this.model, dx, dy);
  }

  private end(): void {
    this.drag = undefined;
    this.stage.element.classList.remove('panning', 'windowing');
  }

  private probeAt(point: readonly [number, number] | undefined): void {
    this.corners.pointer = point;
    this.corners.drawProbe();
  }

  private pointOf(event: MouseEvent): readonly [number, number] {
    const rect = this.stage.element.getBoundingClientRect();
    return [event.clientX - rect.left, event.clientY - rect.top];
  }
}

/** Fits the whole image into the stage. */
export function fitToStage(model: ViewerModel): void {
  model.zoom = 'fit';
  model.centerPx = undefined;
}

/** Zooms by a factor so that the image point under `point` (CSS pixels on the stage) stays where it is. */
export function zoomAt(
  model: ViewerModel,
  stage: Stage,
  factor: number,
  point: readonly [number, number],
): void {
  const before = stage.transform();
  const picture = model.picture;
  if (!before || !picture) return;
  const zoom = Math.min(maximumZoom, Math.max(minimumZoom, before.scaleX * factor));
  const x = (point[0] - before.offsetX) / before.scaleX;
  const y = (point[1] - before.offsetY) / before.scaleY;
  const aspect = pixelAspect(picture);
  const middleX = stage.element.clientWidth / 2;
  const middleY = stage.element.clientHeight / 2;
  model.update((m) => {
    m.zoom = zoom;
    m.centerPx = [x + (middleX - point[0]) / zoom, y + (middleY - point[1]) / (zoom * aspect)];
  });
}

function pan(model: ViewerModel, stage: Stage, dx: number, dy: number): void {
  const transform = stage.transform();
  const picture = model.picture;
  if (!transform || !picture) return;
  const [x, y] =
    model.zoom === 'fit' || !model.centerPx
      ? [picture.slice.columns / 2, picture.slice.rows / 2]
      : model.centerPx;
  model.update((m) => {
    m.zoom = transform.scaleX;
    m.centerPx = [x - dx / transform.scaleX, y - dy / transform.scaleY];
  });
}

/** Right widens, down darkens (a higher level), as in other DICOM viewers. */
function dragWindow(model: ViewerModel, dx: number, dy: number): void {
  const picture = model.picture;
  const voi = model.voi?.voi;
  if (!picture || picture.frame.kind === 'colour' || !voi) return;
  const range = wholeRange(picture.frame);
  const perPixel = range
    ? Math.max((range.to - range.from) / dragPixelsForWholeRange, Number.EPSILON)
    : 1;
  const width = voi.kind === 'window' ? voi.width : voi.to - voi.from;
  const center = voi.kind === 'window' ? voi.center : (voi.from + voi.to) / 2;
  const minimum = Math.min(1, perPixel);
  const round = perPixel >= 0.5 ? Math.round : (value: number) => value;
  model.update((m) => {
    m.selection = {
      kind: 'manual',
      width: Math.max(minimum, round(width + dx * perPixel)),
      center: round(center + dy * perPixel),
    };
  });
}
