// Everything that is not the first picture: toolbar, slider, texts, pointer tools, list of boxes. Loaded after it.
import type { ViewerParts } from './picture';
import { Actions } from './Actions';
import { BoxList } from './BoxList';
import { Corners } from './Corners';
import { LiveText } from './LiveText';
import { PointerTools } from './PointerTools';
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
  const { model, stage, connection } = parts;
  const open = (id: string): void => void connection.host.openBox(id);
  const corners = new Corners(model, stage);
  const actions = new Actions(model, stage, () => toolbar.focusWindows());
  const toolbar = new Toolbar(model, byId('toolbar'), (action) => actions.run(action));
  const drawn = [
    corners,
    toolbar,
    new Slider(model, byId('slider')),
    new BoxList(model, byId('list'), open),
    new LiveText(model, byId('live'), stage.element),
  ];
  new PointerTools(model, stage, corners, (slices) => actions.step(slices));
  model.changed.listen(() => requestAnimationFrame(() => drawn.forEach((part) => part.draw())));
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
    void connection.host.focus(now);
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
