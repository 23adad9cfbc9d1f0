import type { ViewerAction, VoiSelection } from '../../src/protocol/viewer';
import type { Actions } from './Actions';
import { isHounsfield } from './resolveVoi';
import type { ViewerModel } from './ViewerModel';
import { windowOptions } from './windowOptions';

/** The row of controls above the picture. */
export class Toolbar {
  private readonly buttons: {
    readonly element: HTMLButtonElement;
    readonly state: () => ButtonState;
  }[] = [];
  private readonly select = document.createElement('select');
  private readonly phase = document.createElement('select');
  private drawnOptions = '';
  private drawnPhases = '';

  constructor(
    private readonly model: ViewerModel,
    private readonly root: HTMLElement,
    private readonly actions: Pick<Actions, 'run' | 'phaseTo'>,
    /** Gives the focus back to the picture, so that its keys work after the mouse was used up here. */
    private readonly focusPicture: () => void,
  ) {
    this.addWindowControls();
    this.separator();
    this.addZoomControls();
    this.separator();
    this.addBoxControls();
    this.addPhaseControl();
  }

  draw(): void {
    for (const { element, state } of this.buttons) {
      const { enabled, pressed } = state();
      element.disabled = !enabled;
      if (pressed !== undefined) element.setAttribute('aria-pressed', String(pressed));
    }
    this.drawWindows();
    this.drawPhases();
  }

  private addWindowControls(): void {
    this.windowButton('Mediastinum', 'Mediastinum window, W350 L40 (1)', {
      kind: 'preset',
      id: 'mediastinum',
    });
    this.windowButton('Lung', 'Lung window, W1400 L−700 (2)', { kind: 'preset', id: 'lung' });
    this.addSelect(this.select, 'window-select', 'Window', 'W', (value) =>
      this.actions.run({ kind: 'window', selection: JSON.parse(value) as VoiSelection }),
    );
  }

  private addSelect(
    select: HTMLSelectElement,
    id: string,
    name: string,
    key: string,
    chosen: (value: string) => void,
  ): void {
    select.className = 'tool';
    select.id = id;
    select.title = `${name} (${key})`;
    select.setAttribute('aria-label', name);
    select.addEventListener('change', () => {
      chosen(select.value);
      this.focusPicture();
    });
    this.root.append(select);
  }

  private windowButton(label: string, title: string, selection: VoiSelection): void {
    this.button(label, undefined, title, { kind: 'window', selection }, () => {
      const { picture, voi } = this.model;
      const enabled = picture !== undefined && isHounsfield(picture.slice);
      return { enabled, pressed: enabled && sameSelection(voi?.selection, selection) };
    }).classList.add('preset');
  }

  private addZoomControls(): void {
    const whenPicture = (): ButtonState => ({ enabled: this.model.picture !== undefined });
    this.button('', 'zoom-in', 'Zoom in (+)', { kind: 'zoom', factor: 1.25 }, whenPicture);
    this.button('', 'zoom-out', 'Zoom out (−)', { kind: 'zoom', factor: 0.8 }, whenPicture);
    this.button('', 'screen-full', 'Fit to window (F)', { kind: 'fit' }, () => ({
      enabled: this.model.picture !== undefined,
      pressed: this.model.zoom === 'fit',
    }));
    this.button('1:1', undefined, '1:1, actual size (0)', { kind: 'actual-size' }, whenPicture);
  }

  private addBoxControls(): void {
    const anyAnnotated = (): ButtonState => ({
      enabled:
        this.model.series?.phases.some((phase) => phase.slices.some((slice) => slice.annotated)) ??
        false,
    });
    this.button(
      '',
      'arrow-up',
      'Previous annotated slice (P)',
      { kind: 'annotated', direction: -1 },
      anyAnnotated,
    );
    this.button(
      '',
      'arrow-down',
      'Next annotated slice (N)',
      { kind: 'annotated', direction: 1 },
      anyAnnotated,
    );
    this.button('', 'chrome-maximize', 'Show boxes (B)', { kind: 'toggle-boxes' }, () => ({
      enabled: this.model.picture !== undefined,
      pressed: this.model.showBoxes,
    }));
    this.button('', 'list-unordered', 'List of boxes (L)', { kind: 'toggle-list' }, () => ({
      enabled: this.model.picture !== undefined,
      pressed: this.model.showList,
    }));
  }

  private addPhaseControl(): void {
    this.addSelect(this.phase, 'phase', 'Phase', '← →', (value) =>
      this.actions.phaseTo(Number(value)),
    );
  }

  private drawWindows(): void {
    const picture = this.model.picture;
    this.select.disabled = !picture || picture.frame.kind === 'colour';
    if (!picture) return;
    const options = windowOptions(this.model);
    const signature = JSON.stringify(options);
    if (signature !== this.drawnOptions) {
      this.drawnOptions = signature;
      this.select.replaceChildren(
        ...options.map(({ label, selection }) => new Option(label, JSON.stringify(selection))),
      );
    }
    const current = this.model.voi?.selection;
    this.select.value = JSON.stringify(current ?? { kind: 'whole' });
  }

  private drawPhases(): void {
    const phases = this.model.series?.phases ?? [];
    this.phase.hidden = phases.length < 2;
    const signature = JSON.stringify(phases.map(({ label }) => label));
    if (signature !== this.drawnPhases) {
      this.drawnPhases = signature;
      this.phase.replaceChildren(
        ...phases.map(({ label }, i) => new Option(label || `Phase ${i + 1}`, String(i + 1))),
      );
    }
    this.phase.value = String(this.model.place()?.phase ?? 1);
  }

  private button(
    label: string,
    icon: string | undefined,
    title: string,
    action: ViewerAction,
    state: () => ButtonState,
  ): HTMLButtonElement {
    const element = document.createElement('button');
    element.type = 'button';
    element.className = 'tool';
    element.title = title;
    element.setAttribute('aria-label', title);
    if (icon !== undefined) {
      const glyph = document.createElement('span');
      glyph.className = `codicon codicon-${icon}`;
      glyph.ariaHidden = 'true';
      element.append(glyph);
    }
    if (label !== '') element.append(label);
    element.addEventListener('click', ({ detail }) => {
      this.actions.run(action);
      // Pressed by keyboard (no click count), the button keeps the focus for the next press.
      if (detail > 0) this.focusPicture();
    });
    this.buttons.push({ element, state });
    this.root.append(element);
    return element;
  }

  private separator(): void {
    const separator = document.createElement('span');
    separator.className = 'separator';
    separator.ariaHidden = 'true';
    this.root.append(separator);
  }
}

interface ButtonState {
  readonly enabled: boolean;
  readonly pressed?: boolean;
}

function sameSelection(a: VoiSelection | undefined, b: VoiSelection): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
