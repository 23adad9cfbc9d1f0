import { positionText } from './Corners';
import type { ViewerModel } from './ViewerModel';

const navigationKeys = new Set([
  'ArrowUp',
  'ArrowDown',
  'ArrowLeft',
  'ArrowRight',
  'PageUp',
  'PageDown',
  'Home',
  'End',
]);

/** The slice slider at the right of the picture, slice 1 on top, with a mark at each annotated slice. */
export class Slider {
  private readonly input = document.createElement('input');
  private readonly marks = document.createElement('div');
  private drawnMarks = '';

  constructor(
    private readonly model: ViewerModel,
    private readonly root: HTMLElement,
  ) {
    this.input.type = 'range';
    this.input.min = '1';
    this.input.id = 'slice-slider';
    this.input.setAttribute('aria-label', 'Slice');
    this.input.addEventListener('input', () => this.moved());
    // The keys are VS Code keybindings, so that users can change them; without this the slider would move twice.
    this.input.addEventListener('keydown', (event) => {
      if (navigationKeys.has(event.key)) event.preventDefault();
    });
    const track = document.createElement('div');
    track.className = 'track';
    track.append(this.marks, this.input);
    root.append(track);
  }

  draw(): void {
    const place = this.model.place();
    this.root.style.visibility = place && place.of > 1 ? 'visible' : 'hidden';
    if (!place) return;
    this.input.max = String(place.of);
    this.input.value = String(place.number);
    const position = positionText(place.slice);
    this.input.setAttribute(
      'aria-valuetext',
      `Slice ${place.number} of ${place.of}${position === '' ? '' : `, ${position}`}`,
    );
    this.drawMarks();
  }

  private drawMarks(): void {
    const place = this.model.place();
    const annotated = (place?.phaseView.slices ?? []).flatMap((slice, i) =>
      slice.annotated ? [i] : [],
    );
    const signature = `${place?.of}:${annotated.join()}`;
    if (signature === this.drawnMarks) return;
    this.drawnMarks = signature;
    this.marks.replaceChildren(...annotated.map((i) => this.mark(i, place?.of ?? 1)));
  }

  private mark(index: number, of: number): HTMLElement {
    const mark = document.createElement('div');
    mark.className = 'mark';
    // The thumb is 9 px high and its middle runs from 4.5 px below the top to 4.5 px above the bottom.
    const part = of > 1 ? index / (of - 1) : 0;
    mark.style.top = `calc(4.5px + ${part} * (100% - 9px))`;
    mark.style.background = 'var(--vscode-dxlens-annotatedForeground, orange)';
    return mark;
  }

  private moved(): void {
    const slice = this.model.place()?.phaseView.slices[Number(this.input.value) - 1];
    if (slice) this.model.goTo(slice.key);
  }
}
