import { renderFrame } from '../../src/core/render/renderFrame';
import type { VoiWindow } from '../../src/core/pixels/VoiWindow';
import type { PictureMessage } from '../../src/protocol/viewer';
import type { ViewerModel } from './ViewerModel';

/** How image pixels lie on the stage, in CSS pixels: screen = image * scale + offset, per axis. */
export interface StageTransform {
  readonly scaleX: number;
  readonly scaleY: number;
  readonly offsetX: number;
  readonly offsetY: number;
}

/** From this zoom on single pixels are shown as squares: the reader wants to count them. */
const pixelatedFromZoom = 6;

/** The canvas: windows the frame once per change of frame or window, and draws it under zoom and pan. */
export class Stage {
  /** The frame as RGBA at its native size, as last rendered. */
  private readonly image = document.createElement('canvas');
  private rendered: { picture: PictureMessage; voi: VoiWindow | undefined } | undefined;
  private readonly context: CanvasRenderingContext2D;

  constructor(
    private readonly model: ViewerModel,
    readonly element: HTMLElement,
    private readonly canvas: HTMLCanvasElement,
  ) {
    const context = canvas.getContext('2d', { alpha: false, willReadFrequently: true });
    if (!context) throw new Error('This browser has no 2D canvas.');
    this.context = context;
    new ResizeObserver(() => this.model.changed.fire()).observe(element);
  }

  /** Where the picture lies; undefined without a picture. */
  transform(): StageTransform | undefined {
    const picture = this.model.picture;
    if (!picture) return undefined;
    const { columns, rows } = picture.slice;
    const width = this.element.clientWidth;
    const height = this.element.clientHeight;
    const aspect = pixelAspect(picture);
    const fit = Math.min(width / columns, height / (rows * aspect));
    const zoom = this.model.zoom === 'fit' ? fit : this.model.zoom;
    const [cx, cy] =
      this.model.zoom === 'fit' || !this.model.centerPx
        ? [columns / 2, rows / 2]
        : this.model.centerPx;
    const scaleX = zoom;
    const scaleY = zoom * aspect;
    return {
      scaleX,
      scaleY,
      offsetX: snap(width / 2 - cx * scaleX),
      offsetY: snap(height / 2 - cy * scaleY),
    };
  }

  draw(): void {
    const ratio = window.devicePixelRatio;
    const width = Math.max(1, Math.round(this.element.clientWidth * ratio));
    const height = Math.max(1, Math.round(this.element.clientHeight * ratio));
    if (this.canvas.width !== width) this.canvas.width = width;
    if (this.canvas.height !== height) this.canvas.height = height;
    this.context.setTransform(1, 0, 0, 1, 0, 0);
    this.context.fillStyle = '#000';
    this.context.fillRect(0, 0, width, height);
    const picture = this.model.picture;
    const transform = this.transform();
    if (!picture || !transform) return;
    this.render(picture);
    this.context.imageSmoothingEnabled = transform.scaleX < pixelatedFromZoom;
    this.context.imageSmoothingQuality = 'high';
    this.context.setTransform(
      transform.scaleX * ratio,
      0,
      0,
      transform.scaleY * ratio,
      transform.offsetX * ratio,
      transform.offsetY * ratio,
    );
    this.context.drawImage(this.image, 0, 0);
  }

  private render(picture: PictureMessage): void {
    const voi = this.model.voi?.voi;
    const last = this.rendered;
    if (last?.picture === picture && sameWindow(last.voi, voi)) return;
    const { columns, rows } = picture.slice;
    this.image.width = columns;
    this.image.height = rows;
    const context = this.image.getContext('2d', { alpha: false });
    if (!context) return;
    const pixels = context.createImageData(columns, rows);
    renderFrame(picture.frame, voi, pixels.data);
    context.putImageData(pixels, 0, 0);
    this.rendered = { picture, voi };
  }
}

/** Height of a pixel over its width, from Pixel Spacing; 1 when unknown. */
export function pixelAspect({ slice }: PictureMessage): number {
  const spacing = slice.pixelSpacingMm;
  return spacing ? spacing.betweenRowsMm / spacing.betweenColumnsMm : 1;
}

/** Whole device pixels, so that a picture at its actual size is not blurred by half a pixel. */
function snap(cssPixels: number): number {
  const ratio = window.devicePixelRatio;
  return Math.round(cssPixels * ratio) / ratio;
}

function sameWindow(a: VoiWindow | undefined, b: VoiWindow | undefined): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
