// The first picture: inline in the page, so it holds only what is needed to show a slice with its boxes. Controls
// are loaded after it and find the parts made here under `globalThis.dxlens`.
import { connectHost } from '../shared/hostConnection';
import type { HostConnection } from '../shared/hostConnection';
import type { OpenAnswer, ViewerAction } from '../../src/protocol/viewer';
import { BoxLayer } from './BoxLayer';
import { drawOnChange } from './drawOnChange';
import { ErrorBoundary } from './ErrorBoundary';
import { failureContent, FailurePanel } from './FailurePanel';
import { loadControls } from './loadControls';
import { pageFailure } from './pageFailure';
import { SliceLoader, lineFailure } from './SliceLoader';
import { Stage } from './Stage';
import { ViewerModel } from './ViewerModel';

/** What the controls find when they are loaded. */
export interface ViewerParts {
  readonly model: ViewerModel;
  readonly stage: Stage;
  readonly connection: HostConnection;
  readonly boundary: ErrorBoundary;
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
    forget: (key) => model.forget(key),
    act: (action) => (parts.act ? parts.act(action) : pending.push(action)),
  });
  const { host } = connection;
  const boundary = new ErrorBoundary(
    (text) => void host.log('error', text).catch(() => undefined),
    (error) => {
      if (model.answer === undefined) model.cannotDraw(pageFailure(error));
    },
  );
  const loader = new SliceLoader(
    (key) => host.slice(key),
    (key, answer) => model.arrived(key, answer),
  );
  const model: ViewerModel = new ViewerModel(
    () => loader,
    (uid) =>
      host.boxes(uid).then(
        (boxes) => model.setBoxes(boxes),
        (error) => boundary.report('boxes', error),
      ),
  );
  const stage = new Stage(model, element('#stage'), element('#canvas'));
  const parts: ViewerParts = { model, stage, connection, boundary, act: undefined, pending };
  drawPicture(parts);
  return parts;
}

/** Draws picture, boxes and explanation on each change; a part that fails does not stop the others. */
function drawPicture({ model, stage, connection: { host }, boundary }: ViewerParts): void {
  const boxLayer = new BoxLayer(model, stage, element('#boxes'), (id) => void host.openBox(id));
  const failurePanel = new FailurePanel(
    model,
    element('#failure'),
    (action) => void host.act(action, model.wantedKey),
  );
  const cannotDraw = (error: unknown): void => {
    if (model.picture) model.cannotDraw(pageFailure(error));
  };
  drawOnChange(model, () => {
    boundary.run('picture', () => stage.draw(), cannotDraw);
    stage.element.classList.toggle('waiting', model.late);
    boundary.run('boxes', () => boxLayer.draw());
    boundary.run('explanation', () => failurePanel.draw());
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
  if (answer.series) model.setSeries(answer.series);
  if (answer.boxes) model.setBoxes(answer.boxes);
  model.showAnswer(answer.first, answer.key);
  await new Promise((resolve) => requestAnimationFrame(resolve));
}

/** A page that could not even start still says so. */
function explainDeadPage(error: unknown): void {
  const root = document.querySelector<HTMLElement>('#failure') ?? document.body;
  root.hidden = false;
  root.replaceChildren(...failureContent({ ...pageFailure(error), actions: [] }, () => undefined));
}

try {
  const parts = start();
  Object.assign(globalThis, { dxlens: parts });
  const { boundary, connection } = parts;
  const showLog = (): void => void connection.host.act('show-log', '');
  void showFirstPicture(parts)
    .catch((error: unknown) => boundary.report('first picture', error))
    .then(() => loadControls(element('#toolbar'), boundary, showLog));
} catch (error) {
  explainDeadPage(error);
  throw error;
}
