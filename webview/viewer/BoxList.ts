import { boxSizeMm, boxSizePx } from '../../src/core/annotations/boxGeometry';
import type { BoxView, SliceBoxes } from '../../src/protocol/viewer';
import type { PixelSpacingMm } from '../../src/core/geometry/spaces';
import type { ViewerModel } from './ViewerModel';

/** The list of the slice's boxes; a click opens the XML with that object selected. */
export class BoxList {
  private drawn = '';

  constructor(
    private readonly model: ViewerModel,
    private readonly root: HTMLElement,
    private readonly open: (boxId: string) => void,
  ) {}

  draw(): void {
    const boxes = this.model.boxes;
    this.root.hidden = !this.model.showList || !this.isOfUse(boxes);
    const spacing = this.model.picture?.slice.pixelSpacingMm;
    const signature = JSON.stringify([boxes, spacing, this.model.picture?.slice.key]);
    if (signature !== this.drawn) {
      this.drawn = signature;
      this.root.replaceChildren(...this.content(boxes, spacing));
    }
    for (const button of this.root.querySelectorAll<HTMLElement>('.box')) {
      button.classList.toggle(
        'highlighted',
        button.dataset['boxId'] === this.model.highlightedBoxId,
      );
    }
  }

  /** A series without any box keeps the room for the picture. */
  private isOfUse(boxes: SliceBoxes | undefined): boolean {
    if (!this.model.picture) return false;
    const any = this.model.series?.phases.some(({ slices }) =>
      slices.some(({ annotated }) => annotated),
    );
    return any === true || (boxes !== undefined && boxes.boxes.length + boxes.problems.length > 0);
  }

  private content(boxes: SliceBoxes | undefined, spacing: PixelSpacingMm | undefined): Node[] {
    const heading = document.createElement('h2');
    heading.textContent = 'Boxes on this slice';
    const problems = (boxes?.problems ?? []).map((text) => paragraph('problem', text));
    const isEmpty = !boxes || boxes.boxes.length + problems.length === 0;
    if (!boxes || (isEmpty && !boxes.complete))
      return [heading, paragraph('empty', 'Looking for boxes…')];
    if (isEmpty) return [heading, paragraph('empty', 'Unannotated')];
    const list = document.createElement('ul');
    list.append(...boxes.boxes.map((box) => this.item(box, spacing)));
    return [heading, list, ...problems];
  }

  private item(box: BoxView, spacing: PixelSpacingMm | undefined): HTMLLIElement {
    const button = document.createElement('button');
    button.className = 'box';
    button.dataset['boxId'] = box.id;
    button.title = 'Open the XML with this object selected';
    const swatch = document.createElement('span');
    swatch.className = 'swatch';
    swatch.style.background = box.colour;
    const title = document.createElement('span');
    title.textContent = box.className ? `${box.label} · ${box.className}` : box.label;
    button.append(swatch, title, ...details(box, spacing));
    button.addEventListener('click', () => this.open(box.id));
    for (const [event, id] of [
      ['pointerenter', box.id],
      ['focus', box.id],
      ['pointerleave', undefined],
      ['blur', undefined],
    ] as const) {
      button.addEventListener(event, () =>
        this.model.update((model) => (model.highlightedBoxId = id)),
      );
    }
    const item = document.createElement('li');
    item.append(button);
    return item;
  }
}

function details(box: BoxView, spacing: PixelSpacingMm | undefined): HTMLElement[] {
  const { width, height } = boxSizePx(box);
  const lines = [
    `(${box.xMinPx}, ${box.yMinPx}) – (${box.xMaxPx}, ${box.yMaxPx})`,
    `${width} × ${height} px${spacing ? sizeMm(box, spacing) : ''}`,
    box.folder,
  ];
  const elements = lines.filter((line) => line !== '').map((line) => detail('detail', line));
  if (box.note !== '') elements.push(detail('detail note', box.note));
  return elements;
}

function sizeMm(box: BoxView, spacing: PixelSpacingMm): string {
  const { width, height } = boxSizeMm(box, spacing);
  return `, ${width.toFixed(1)} × ${height.toFixed(1)} mm`;
}

function detail(className: string, text: string): HTMLElement {
  const element = document.createElement('span');
  element.className = className;
  element.textContent = text;
  return element;
}

function paragraph(className: string, text: string): HTMLElement {
  const element = document.createElement('p');
  element.className = className;
  element.textContent = text;
  return element;
}
