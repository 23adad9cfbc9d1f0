import { positionText } from './Corners';
import type { ViewerModel } from './ViewerModel';

/** How long the picture must stay the same before a screen reader is told: wheeling must not flood it. */
const quietMs = 400;

/** Tells screen readers what is on the screen: slice, position, window, boxes. */
export class LiveText {
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly model: ViewerModel,
    private readonly root: HTMLElement,
    private readonly stage: HTMLElement,
  ) {}

  draw(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      const text = describe(this.model);
      if (this.root.textContent !== text) this.root.textContent = text;
      this.stage.setAttribute('aria-label', text);
    }, quietMs);
  }
}

/** One sentence part per fact, in the order a reader asks for them. */
function describe(model: ViewerModel): string {
  const picture = model.picture;
  if (!picture) return model.answer?.kind === 'failure' ? model.answer.title : '';
  const place = model.place(model.shownKey);
  const parts = [picture.slice.patientLine, picture.slice.seriesLine];
  if (place) parts.push(`slice ${place.number} of ${place.of}`);
  if (place && place.phases > 1) parts.push(`phase ${place.phase} of ${place.phases}`);
  if (place) parts.push(positionText(place.slice));
  if (model.voi) parts.push(`window ${model.voi.label}`);
  parts.push(boxText(model));
  return parts.filter((part) => part !== '').join(', ');
}

/** "Unannotated" is said only where every folder was looked through and nothing names the slice. */
function boxText({ boxes }: ViewerModel): string {
  if (!boxes) return '';
  const parts: string[] = [];
  if (boxes.boxes.length > 0) {
    const labels = boxes.boxes.map(({ className, label }) => className || label).join(', ');
    parts.push(`${boxes.boxes.length} ${boxes.boxes.length === 1 ? 'box' : 'boxes'}: ${labels}`);
  }
  if (boxes.problems.length > 0)
    parts.push(`annotation that cannot be read: ${boxes.problems.join(' ')}`);
  if (parts.length > 0) return parts.join(', ');
  return boxes.complete ? 'unannotated' : 'looking for boxes';
}
