import type { BoxView } from '../../src/protocol/viewer';
import type { Stage, StageTransform } from './Stage';
import type { ViewerModel } from './ViewerModel';

const svgNamespace = 'http://www.w3.org/2000/svg';
const labelHeight = 16;

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
    const x = box.xMinPx * transform.scaleX + transform.offsetX;
    const y = box.yMinPx * transform.scaleY + transform.offsetY;
    const width = (box.xMaxPx - box.xMinPx) * transform.scaleX;
    const height = (box.yMaxPx - box.yMinPx) * transform.scaleY;
    group.append(
      ...['halo', 'outline'].map((name) => rectangle(name, x, y, width, height, box.colour)),
      caption(box, all, x, y),
    );
    group.addEventListener('click', () => this.open(box.id));
    return group;
  }
}

function rectangle(
  className: string,
  x: number,
  y: number,
  width: number,
  height: number,
  colour: string,
): SVGRectElement {
  const rect = document.createElementNS(svgNamespace, 'rect');
  rect.setAttribute('class', className);
  rect.setAttribute('x', String(x));
  rect.setAttribute('y', String(y));
  // A box without extent is still drawn as a point, so that the defect is seen.
  rect.setAttribute('width', String(Math.max(0, width)));
  rect.setAttribute('height', String(Math.max(0, height)));
  if (className === 'outline') rect.setAttribute('stroke', colour);
  return rect;
}

function caption(box: BoxView, all: readonly BoxView[], x: number, y: number): SVGTextElement {
  const text = document.createElementNS(svgNamespace, 'text');
  const severalFolders = new Set(all.map(({ folder }) => folder)).size > 1;
  text.textContent = [box.label, box.className, severalFolders ? box.folder : '']
    .filter((part) => part !== '')
    .join(' · ');
  text.setAttribute('x', String(x));
  text.setAttribute('y', String(y < labelHeight ? y + labelHeight : y - 5));
  text.setAttribute('fill', box.colour);
  return text;
}
