import * as vscode from 'vscode';
import type { FailureMessage, SliceBoxes, ViewerHost } from '../../protocol/viewer';
import type { Log } from '../log/Log';
import { failure } from './failureMessages';

/**
 * The functions of a session behind an error boundary: whatever goes wrong in one of them is logged, and the page
 * gets an answer it can show instead of waiting.
 */
export function guardedHost(log: Log, host: ViewerHost): ViewerHost {
  const answered = answeredWith(log);
  const quietly = (name: string, work: () => void): void => {
    try {
      work();
    } catch (error) {
      log.error(name, error);
    }
  };
  const nothing = () => ({ key: '', first: broken(), series: undefined, boxes: undefined });
  return {
    ready: (state) => answered('ready', () => host.ready(state), nothing),
    slice: (key) => answered('slice', () => host.slice(key), broken),
    boxes: (uid) =>
      answered(
        'boxes',
        () => host.boxes(uid),
        () => noBoxes(uid),
      ),
    report: (report) => quietly('report', () => host.report(report)),
    focus: (hasFocus) =>
      answered(
        'focus',
        () => host.focus(hasFocus),
        () => undefined,
      ),
    openBox: (id) => quietly('openBox', () => host.openBox(id)),
    act: (action, key) => quietly('act', () => host.act(action, key)),
    pick: (labels, placeHolder) =>
      answered(
        'pick',
        () => host.pick(labels, placeHolder),
        () => undefined,
      ),
    log: (level, text) => quietly('log', () => host.log(level, text)),
  };
}

/** Runs a function of the host; when it throws, that is logged and the fallback answers. */
function answeredWith(log: Log) {
  return async <T>(name: string, work: () => Promise<T>, fallback: () => T): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      log.error(name, error);
      return fallback();
    }
  };
}

function broken(): FailureMessage {
  return failure(
    vscode.l10n.t('The picture could not be made'),
    vscode.l10n.t('Something went wrong inside DxLens. The log says what.'),
    [],
    ['reload', 'show-log'],
  );
}

function noBoxes(sopInstanceUid: string): SliceBoxes {
  const problems = [vscode.l10n.t('The boxes could not be read. The log says why.')];
  return { sopInstanceUid, boxes: [], problems, complete: true };
}
