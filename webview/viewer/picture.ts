// The first picture: inline in the page, so it holds only what is needed to show a slice with its boxes. Controls
// are loaded after it and find the parts made here under `globalThis.dxlens`.
import { connectHost } from '../shared/hostConnection';
import type { HostConnection } from '../shared/hostConnection';
import type { OpenAnswer, ViewerAction } from '../../src/protocol/viewer';
import { BoxLayer } from './BoxLayer';
import { FailurePanel } from './FailurePanel';
import { SliceLoader, lineFailure } from './SliceLoader';
import { Stage } from './Stage';
import { ViewerModel } from './ViewerModel';

/** What the controls find when they are loaded. */
export interface ViewerParts {
  readonly model: ViewerModel;
  readonly stage: Stage;
  readonly connection: HostConnection;
  /** Set by the controls: carries out a command. Actions that come earlier wait in `pending`. */
  act: ((action: ViewerAction) => void) | undefined;
  readonly pending: ViewerAction[];
}

function element<T extends Element>(selector: string): T {
  const found = document.querySelector<T>(selector);
  if (!found) throw new Error(`The page lacks ${selector}.`);
  return found;
}

function start(): ViewerParts {
  const pending: ViewerAction[] = [];
  const connection = connectHost({
    showSeries: (series) => model.setSeries(series),
    showBoxes: (boxes) => model.setBoxes(boxes),
    goTo: (key) => model.goTo(key),
    showAnswer: (answer, key) => model.showAnswer(answer, key),
    act: (action) => (parts.act ? parts.act(action) : pending.push(action)),
  });
  const { host } = connection;
  const loader = new SliceLoader(
    (key) => host.slice(key),
    (key, answer) => model.arrived(key, answer),
  );
  const model = new ViewerModel(
    () => loader,
    (uid) => void host.boxes(uid).then((boxes) => model.setBoxes(boxes), logged),
  );
  const stage = new Stage(model, element('#stage'), element('#canvas'));
  const boxLayer = new BoxLayer(model, stage, element('#boxes'), (id) => void host.openBox(id));
  const failurePanel = new FailurePanel(
    model,
    element('#failure'),
    (action) => void host.act(action, model.wantedKey),
  );
  drawOnChange(model, () => {
    stage.draw();
    stage.element.classList.toggle('waiting', model.waiting);
    boxLayer.draw();
    failurePanel.draw();
  });
  const logged = (error: unknown): void => void host.log('error', String(error));
  const parts: ViewerParts = { model, stage, connection, act: undefined, pending };
  return parts;
}

/** Draws at most once a display frame, however many things changed. */
function drawOnChange(model: ViewerModel, draw: () => void): void {
  let asked = false;
  model.changed.listen(() => {
    if (asked) return;
    asked = true;
    requestAnimationFrame(() => {
      asked = false;
      draw();
    });
  });
}

async function showFirstPicture({ model, connection }: ViewerParts): Promise<void> {
  const saved = connection.savedState();
  if (saved) model.restore(saved);
  const failed = (error: unknown): OpenAnswer => ({
    key: '',
    first: lineFailure(error),
    series: undefined,
    boxes: undefined,
  });
  const answer = await connection.host.ready(saved).catch(failed);
  if (answer.series) model.series = answer.series;
  if (answer.boxes) model.setBoxes(answer.boxes);
  model.showAnswer(answer.first, answer.key);
  await new Promise((resolve) => requestAnimationFrame(resolve));
}

function loadControls(): void {
  const source = document.documentElement.dataset['controls'];
  if (source === undefined) return;
  const script = document.createElement('script');
  script.src = source;
  // Scripts of the page run under its nonce; the inline script that is running now carries it.
  script.nonce = document.querySelector<HTMLScriptElement>('script[nonce]')?.nonce ?? '';
  document.body.append(script);
}

const parts = start();
Object.assign(globalThis, { dxlens: parts });
void showFirstPicture(parts).then(loadControls);
