import { createBirpc } from 'birpc';
import type { BirpcReturn } from 'birpc';
import type { ViewerHost, ViewerPage, ViewState } from '../../src/protocol/viewer';

interface VsCodeApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}
declare function acquireVsCodeApi(): VsCodeApi;

/** The page's end of the line to the extension host. */
export interface HostConnection {
  readonly host: BirpcReturn<ViewerHost, ViewerPage>;
  savedState(): ViewState | undefined;
  saveState(state: ViewState): void;
}

const answerTimeoutMs = 120_000;

/** Opens the line; may be called once a page (VS Code hands out its API only once). */
export function connectHost(page: ViewerPage): HostConnection {
  const api = acquireVsCodeApi();
  const host = createBirpc<ViewerHost, ViewerPage>(page, {
    post: (data: unknown) => api.postMessage(data),
    on: (listener) => window.addEventListener('message', (event) => listener(event.data)),
    timeout: answerTimeoutMs,
    eventNames: ['report', 'openBox', 'act', 'log'],
  });
  return {
    host,
    savedState: () => api.getState() as ViewState | undefined,
    saveState: (state) => api.setState(state),
  };
}
