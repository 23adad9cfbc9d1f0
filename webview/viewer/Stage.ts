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
/** Larger canvases stay empty in Chromium without an error (side, and area in pixels). */
const maximumSide = 65_535;
const maximumArea = 2 ** 28;

/** The canvas: windows the frame once per change of frame or window, and draws it under zoom and pan. */
export class Stage {
  /** The frame as RGBA at its native size, as last rendered. */
  private readonly image = document.createElement('canvas');
  private rendered: { picture: PictureMessage; voi: VoiWindow | undefined } | undefined;
  private readonly context: CanvasRenderingContext2D | null;

  constructor(
    private readonly model: ViewerModel,
    readonly element: HTMLElement,
    private readonly canvas: HTMLCanvasElement,
  ) {
    this.context = canvas.getContext('2d', { alpha: false, willReadFrequently: true });
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

  /** Draws the picture. Throws where the browser cannot: no 2D canvas, or an image too large for one. */
  draw(): void {
    const { context } = this;
    const picture = this.model.picture;
    if (!context) {
      if (picture) throw new Error('There is no 2D canvas.');
      return;
    }
    const ratio = window.devicePixelRatio;
    const width = Math.max(1, Math.round(this.element.clientWidth * ratio));
    const height = Math.max(1, Math.round(this.element.clientHeight * ratio));
    if (this.canvas.width !== width) this.canvas.width = width;
    if (this.canvas.height !== height) this.canvas.height = height;
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.fillStyle = '#000';
    context.fillRect(0, 0, width, height);
    const transform = this.transform();
    if (!picture || !transform) return;
    this.render(picture);
    const { scaleX, scaleY, offsetX, offsetY } = transform;
    context.imageSmoothingEnabled = scaleX < pixelatedFromZoom;
    context.imageSmoothingQuality = 'high';
    context.setTransform(scaleX * ratio, 0, 0, scaleY * ratio, offsetX * ratio, offsetY * ratio);
    context.drawImage(this.image, 0, 0);
  }

  private render(picture: PictureMessage): void {
    const voi = this.model.voi?.voi;
    const last = this.rendered;
    if (last?.picture === picture && sameWindow(last.voi, voi)) return;
    const { columns, rows } = picture.slice;
    if (Math.max(columns, rows) > maximumSide || columns * rows > maximumArea)
      throw new Error('The image is larger than a canvas can be.');
    this.rendered = undefined;
    const context = this.imageContext(columns, rows);
    const pixels = context.createImageData(columns, rows);
    renderFrame(picture.frame, voi, pixels.data);
    context.putImageData(pixels, 0, 0);
    this.rendered = { picture, voi };
  }

  /** In main memory like the canvas it is drawn on: from a canvas of the GPU each slice would be read back. */
  private imageContext(columns: number, rows: number): CanvasRenderingContext2D {
    if (this.image.width !== columns) this.image.width = columns;
    if (this.image.height !== rows) this.image.height = rows;
    const context = this.image.getContext('2d', { alpha: false, willReadFrequently: true });
    if (!context) throw new Error('There is no 2D canvas of the size of the image.');
    return context;
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
