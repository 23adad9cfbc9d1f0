import { assertNever } from '../../src/core/assertNever';
import type { ViewerAction, VoiSelection } from '../../src/protocol/viewer';
import type { Hint } from './Hint';
import { fitToStage, zoomAt } from './PointerTools';
import { whyNot } from './resolveVoi';
import type { Stage } from './Stage';
import type { ViewerModel } from './ViewerModel';
import { windowOptions } from './windowOptions';

/** Lets the user choose one of several labels; undefined when nothing was chosen. */
type Pick = (labels: string[], placeHolder: string) => Promise<number | undefined>;

/** Carries out what keys, menus, the palette and the toolbar ask for. */
export class Actions {
  constructor(
    private readonly model: ViewerModel,
    private readonly stage: Stage,
    private readonly pick: Pick,
    private readonly hint: Hint,
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
        return this.phaseTo((this.model.start(1)?.phase ?? 0) + action.direction);
      case 'zoom':
        return zoomAt(this.model, this.stage, action.factor, this.middle());
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
    const start = this.model.start(slices < 0 ? -1 : 1);
    const slice = start && this.model.places.step(start, slices);
    if (slice && slice.key !== this.model.wantedKey) this.model.goTo(slice.key);
  }

  /** The same position in another phase (numbers from 1), whatever phases lie between. */
  phaseTo(phase: number): void {
    const phases = this.model.series?.phases ?? [];
    const start = this.model.start(1);
    const target = phases[phase - 1];
    if (!start || !target) {
      if (phases.length > 1) this.hint.show('No further phase');
      return;
    }
    const z = this.model.place()?.slice.positionMm;
    const same =
      z === undefined
        ? undefined
        : target.slices.find(({ positionMm }) => Math.abs((positionMm ?? Infinity) - z) < 0.01);
    const slice = same ?? this.model.places.step({ phase, number: start.number }, 0);
    if (slice) this.model.goTo(slice.key);
  }

  private window(selection: VoiSelection | 'next-file' | 'pick'): void {
    const { picture } = this.model;
    if (!picture) return;
    if (selection === 'pick') return void this.pickWindow();
    const chosen = selection === 'next-file' ? this.nextFileWindow() : selection;
    const reason = whyNot(chosen, picture);
    if (reason !== undefined) return this.hint.show(reason);
    this.model.update((model) => (model.selection = chosen));
  }

  /** The window by VS Code's own list, which works from the palette too. */
  private async pickWindow(): Promise<void> {
    const { picture } = this.model;
    if (picture?.frame.kind === 'colour') return this.hint.show('A colour image has no window');
    const options = windowOptions(this.model);
    // A list that is left open outlasts the line's patience; then nothing was chosen.
    const index = await this.pick(
      options.map(({ label }) => label),
      'Window',
    ).catch(() => undefined);
    const chosen = index === undefined ? undefined : options[index];
    if (chosen) this.window(chosen.selection);
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
    const start = this.model.start(direction);
    if (!start) return;
    const slice = this.model.places.nextAnnotated(start, direction);
    if (slice) return this.model.goTo(slice.key);
    this.hint.show(direction === 1 ? 'No further annotated slice' : 'No earlier annotated slice');
  }

  /** One image pixel to one pixel of the display, around the point now in the middle. */
  private actualSize(): void {
    const transform = this.stage.transform();
    if (!transform) return;
    const zoom = 1 / window.devicePixelRatio;
    zoomAt(this.model, this.stage, zoom / transform.scaleX, this.middle());
  }

  private middle(): readonly [number, number] {
    const { clientWidth, clientHeight } = this.stage.element;
    return [clientWidth / 2, clientHeight / 2];
  }
}
