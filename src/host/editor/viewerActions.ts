import * as vscode from 'vscode';
import { viewerCommands } from '../../contributions';
import type { ViewerAction } from '../../protocol/viewer';
import { registerCommand } from '../boundary';
import type { Log } from '../log/Log';
import type { ViewerRegistry } from './ViewerRegistry';

const zoomStep = 1.25;
const pageOfSlices = 10;

/** What each viewer command asks of the page. */
const actions: Readonly<Record<Exclude<keyof typeof viewerCommands, 'openBoxXml'>, ViewerAction>> =
  {
    windowMediastinum: { kind: 'window', selection: { kind: 'preset', id: 'mediastinum' } },
    windowLung: { kind: 'window', selection: { kind: 'preset', id: 'lung' } },
    windowFile: { kind: 'window', selection: 'next-file' },
    windowWhole: { kind: 'window', selection: { kind: 'whole' } },
    windowPick: { kind: 'window', selection: 'pick' },
    nextSlice: { kind: 'step', slices: 1 },
    previousSlice: { kind: 'step', slices: -1 },
    pageForward: { kind: 'step', slices: pageOfSlices },
    pageBack: { kind: 'step', slices: -pageOfSlices },
    firstSlice: { kind: 'edge', edge: 'first' },
    lastSlice: { kind: 'edge', edge: 'last' },
    nextAnnotated: { kind: 'annotated', direction: 1 },
    previousAnnotated: { kind: 'annotated', direction: -1 },
    nextPhase: { kind: 'phase', direction: 1 },
    previousPhase: { kind: 'phase', direction: -1 },
    zoomIn: { kind: 'zoom', factor: zoomStep },
    zoomOut: { kind: 'zoom', factor: 1 / zoomStep },
    fit: { kind: 'fit' },
    actualSize: { kind: 'actual-size' },
    toggleBoxes: { kind: 'toggle-boxes' },
    toggleBoxList: { kind: 'toggle-list' },
  };

/** Registers the commands that act on the active viewer. */
export function registerViewerActions(log: Log, registry: ViewerRegistry): vscode.Disposable {
  const forPage = Object.entries(actions).map(([name, action]) =>
    registerCommand(log, viewerCommands[name as keyof typeof actions], () =>
      registry.active?.act(action),
    ),
  );
  return vscode.Disposable.from(
    ...forPage,
    registerCommand(log, viewerCommands.openBoxXml, () => registry.active?.openFirstBox()),
  );
}
