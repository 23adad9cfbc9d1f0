import { assertNever } from '../../src/core/assertNever';
import type { ViewerAction, VoiSelection } from '../../src/protocol/viewer';
import { fitToStage, zoomAt } from './PointerTools';
import type { Stage } from './Stage';
import type { ViewerModel } from './ViewerModel';

/** Carries out what keys, menus, the palette and the toolbar ask for. */
export class Actions {
  constructor(
    private readonly model: ViewerModel,
    private readonly stage: Stage,
    private readonly pickWindow: () => void,
  ) {}

  run(action: ViewerAction): void {
    switch (action.kind) {
      case 'window':
        return this.window(action.selection);
      case 'step':
        return this.step(action.slices);
      case 'edge':
        return this.step(action.edge === 'first' ? -Infinity : Infinity);
      case 'annotated':
        return this.annotated(action.direction);
      case 'phase':
        return this.phase(action.direction);
      case 'zoom':
        return zoomAt(this.model, this.stage, action.factor, [
          this.stage.element.clientWidth / 2,
          this.stage.element.clientHeight / 2,
        ]);
      case 'fit':
        return this.model.update(fitToStage);
      case 'actual-size':
        return this.actualSize();
      case 'toggle-boxes':
        return this.model.update((model) => (model.showBoxes = !model.showBoxes));
      case 'toggle-list':
        return this.model.update((model) => (model.showList = !model.showList));
      default:
        return assertNever(action);
    }
  }

  /** Moves by slices within the phase; stops at its ends. */
  step(slices: number): void {
    const place = this.model.place();
    if (!place) return;
    const number = Math.min(place.of, Math.max(1, place.number + slices));
    const slice = place.phaseView.slices[number - 1];
    if (slice && number !== place.number) this.model.goTo(slice.key);
  }

  private window(selection: VoiSelection | 'next-file' | 'pick'): void {
    if (selection === 'pick') return this.pickWindow();
    const chosen = selection === 'next-file' ? this.nextFileWindow() : selection;
    this.model.update((model) => (model.selection = chosen));
  }

  /** The file's windows in turn. */
  private nextFileWindow(): VoiSelection {
    const count = this.model.picture?.slice.windows.length ?? 0;
    const current = this.model.selection;
    const index = current?.kind === 'file' ? (current.index + 1) % Math.max(1, count) : 0;
    return { kind: 'file', index };
  }

  /** The next annotated slice of the series, through its phases one after the other. */
  private annotated(direction: 1 | -1): void {
    const slices = (this.model.series?.phases ?? []).flatMap((phase) => phase.slices);
    const here = slices.findIndex(({ key }) => key === this.model.wantedKey);
    if (here === -1) return;
    for (let i = here + direction; i >= 0 && i < slices.length; i += direction) {
      const slice = slices[i];
      if (slice?.annotated) return this.model.goTo(slice.key);
    }
  }

  /** The same position in the neighbouring phase. */
  private phase(direction: 1 | -1): void {
    const place = this.model.place();
    const target = this.model.series?.phases[(place?.phase ?? 0) - 1 + direction];
    if (!place || !target) return;
    const z = place.slice.positionMm;
    const same =
      z === undefined
        ? undefined
        : target.slices.find(({ positionMm }) => Math.abs((positionMm ?? Infinity) - z) < 0.01);
    const slice = same ?? target.slices[Math.min(place.number, target.slices.length) - 1];
    if (slice) this.model.goTo(slice.key);
  }

  /** One image pixel to one pixel of the display, around the point now in the middle. */
  private actualSize(): void {
    const transform = this.stage.transform();
    if (!transform) return;
    const zoom = 1 / window.devicePixelRatio;
    const { clientWidth, clientHeight } = this.stage.element;
    zoomAt(this.model, this.stage, zoom / transform.scaleX, [clientWidth / 2, clientHeight / 2]);
  }
}
