import type { BoxView } from '../../src/protocol/viewer';
import type { Stage, StageTransform } from './Stage';
import type { ViewerModel } from './ViewerModel';

const svgNamespace = 'http://www.w3.org/2000/svg';
const labelHeight = 16;
/** Half the size of the cross that marks a box without area, in CSS pixels. */
const crossArm = 6;
/** What is drawn of a box, from back to front: dark edge, its colour, and the wider stroke that takes clicks. */
const strokes = ['halo', 'outline', 'hit'] as const;

/** The corners of a box on the stage in CSS pixels, x1 <= x2 and y1 <= y2. */
interface Corners {
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
}

/** The boxes as vectors above the picture. A click on a box opens its XML. */
export class BoxLayer {
  private drawn = '';

  constructor(
    private readonly model: ViewerModel,
    private readonly stage: Stage,
    private readonly svg: SVGSVGElement,
    private readonly open: (boxId: string) => void,
  ) {}

  draw(): void {
    const transform = this.stage.transform();
    const boxes = this.model.showBoxes && transform ? (this.model.boxes?.boxes ?? []) : [];
    const signature = JSON.stringify([boxes, transform, this.model.highlightedBoxId]);
    if (signature === this.drawn) return;
    this.drawn = signature;
    this.svg.replaceChildren(
      ...boxes.flatMap((box) => (transform ? [this.group(box, boxes, transform)] : [])),
    );
  }

  private group(box: BoxView, all: readonly BoxView[], transform: StageTransform): SVGGElement {
    const group = document.createElementNS(svgNamespace, 'g');
    group.classList.toggle('highlighted', box.id === this.model.highlightedBoxId);
    group.dataset['boxId'] = box.id;
    const corners = cornersOf(box, transform);
    const hasArea = corners.x2 > corners.x1 && corners.y2 > corners.y1;
    for (const name of strokes) {
      const shape = hasArea ? rectangle(corners) : cross(corners);
      shape.setAttribute('class', name);
      if (name === 'outline') shape.setAttribute('stroke', box.colour);
      group.append(shape);
    }
    group.append(caption(box, all, corners));
    group.addEventListener('click', () => this.open(box.id));
    return group;
  }
}

/** An inverted box (xmin above xmax) lies between the same lines as its mirror image. */
function cornersOf(box: BoxView, { scaleX, scaleY, offsetX, offsetY }: StageTransform): Corners {
  return {
    x1: Math.min(box.xMinPx, box.xMaxPx) * scaleX + offsetX,
    y1: Math.min(box.yMinPx, box.yMaxPx) * scaleY + offsetY,
    x2: Math.max(box.xMinPx, box.xMaxPx) * scaleX + offsetX,
    y2: Math.max(box.yMinPx, box.yMaxPx) * scaleY + offsetY,
  };
}

function rectangle({ x1, y1, x2, y2 }: Corners): SVGElement {
  const rect = document.createElementNS(svgNamespace, 'rect');
  rect.setAttribute('x', String(x1));
  rect.setAttribute('y', String(y1));
  rect.setAttribute('width', String(x2 - x1));
  rect.setAttribute('height', String(y2 - y1));
  return rect;
}

/** SVG draws no rectangle without area: a line along what extent there is, and a cross in its middle. */
function cross({ x1, y1, x2, y2 }: Corners): SVGElement {
  const path = document.createElementNS(svgNamespace, 'path');
  const x = (x1 + x2) / 2;
  const y = (y1 + y2) / 2;
  path.setAttribute(
    'd',
    `M ${x1} ${y1} L ${x2} ${y2} M ${x - crossArm} ${y} h ${2 * crossArm} M ${x} ${y - crossArm} v ${2 * crossArm}`,
  );
  return path;
}

function caption(box: BoxView, all: readonly BoxView[], { x1, y1 }: Corners): SVGTextElement {
  const text = document.createElementNS(svgNamespace, 'text');
  const severalFolders = new Set(all.map(({ folder }) => folder)).size > 1;
  text.textContent = [box.label, box.className, severalFolders ? box.folder : '']
    .filter((part) => part !== '')
    .join(' · ');
  text.setAttribute('x', String(x1));
  text.setAttribute('y', String(y1 < labelHeight ? y1 + labelHeight : y1 - 5));
  text.setAttribute('fill', box.colour);
  return text;
}
