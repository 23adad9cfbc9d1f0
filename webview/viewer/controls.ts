// Everything that is not the first picture: toolbar, slider, texts, pointer tools, list of boxes. Loaded after it.
import type { ViewerParts } from './picture';
import { Actions } from './Actions';
import { BoxList } from './BoxList';
import { Corners } from './Corners';
import { drawOnChange } from './drawOnChange';
import { Hint } from './Hint';
import { LiveText } from './LiveText';
import { PointerTools } from './PointerTools';
import { SeriesNotes } from './SeriesNotes';
import { Slider } from './Slider';
import { Toolbar } from './Toolbar';

const saveStateAfterMs = 150;

function byId(id: string): HTMLElement {
  const element = document.getElementById(id);
  if (!element) throw new Error(`The page lacks #${id}.`);
  return element;
}

/** The icon font; its address comes with the page. */
function loadIcons(): void {
  const link = document.createElement('link');
  link.rel = 'stylesheet';
  link.href = document.documentElement.dataset['icons'] ?? '';
  document.head.append(link);
}

function install(parts: ViewerParts): void {
  loadIcons();
  const { model, stage, connection, boundary } = parts;
  const open = (id: string): void => void connection.host.openBox(id);
  const corners = new Corners(model, stage);
  const actions = new Actions(
    model,
    stage,
    (labels, placeHolder) => connection.host.pick(labels, placeHolder),
    new Hint(stage.element),
  );
  const toolbar = byId('toolbar');
  toolbar.replaceChildren();
  const drawn = {
    corners,
    toolbar: new Toolbar(model, toolbar, actions, () => stage.element.focus()),
    notes: new SeriesNotes(model, toolbar),
    slider: new Slider(model, byId('slider')),
    list: new BoxList(model, byId('list'), open),
    live: new LiveText(model, byId('live'), stage.element),
  };
  new PointerTools(model, stage, corners, (slices) => actions.step(slices));
  drawOnChange(model, () => {
    for (const [name, part] of Object.entries(drawn)) boundary.run(name, () => part.draw());
  });
  reportFocus(parts);
  reportPlace(parts);
  saveState(parts);
  parts.act = (action) => actions.run(action);
  for (const action of parts.pending.splice(0)) actions.run(action);
  model.changed.fire();
  document.documentElement.dataset['ready'] = 'true';
}

/** Keybindings may act only while the page has the focus and no text is being typed in it. */
function reportFocus({ connection }: ViewerParts): void {
  let last: boolean | undefined;
  const report = (): void => {
    const now = document.hasFocus() && !isTextField(document.activeElement);
    if (now === last) return;
    last = now;
    const { dataset } = document.documentElement;
    dataset['keys'] = 'changing';
    const known = (): void => {
      // Said of the latest report only: 'true' means that keys pressed now reach the picture.
      if (last === now) dataset['keys'] = String(now);
    };
    connection.host.focus(now).then(known, known);
  };
  for (const event of ['focus', 'blur', 'focusin', 'focusout'] as const) {
    window.addEventListener(event, () => setTimeout(report));
  }
  report();
}

function isTextField(element: Element | null): boolean {
  if (!(element instanceof HTMLElement)) return false;
  if (element.isContentEditable || element.tagName === 'TEXTAREA') return true;
  if (element.tagName === 'SELECT') return true;
  return (
    element instanceof HTMLInputElement && !['range', 'checkbox', 'radio'].includes(element.type)
  );
}

/** Tells the host where the page is, so that tab, tree and context follow. */
function reportPlace({ model, connection }: ViewerParts): void {
  let last = '';
  model.changed.listen(() => {
    const place = model.place();
    const slice = model.picture?.slice;
    const report = {
      wantedKey: model.wantedKey,
      slice: slice && { key: slice.key, sopInstanceUid: slice.sopInstanceUid },
      place: place && {
        number: place.number,
        of: place.of,
        phase: place.phase,
        phases: place.phases,
      },
    };
    const text = JSON.stringify(report);
    if (text === last) return;
    last = text;
    void connection.host.report(report);
  });
}

function saveState({ model, connection }: ViewerParts): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  model.changed.listen(() => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      const state = model.state();
      if (state) connection.saveState(state);
    }, saveStateAfterMs);
  });
}

install((globalThis as unknown as { dxlens: ViewerParts }).dxlens);
