import type * as vscode from 'vscode';
import { dataCommands } from './contributions';
import { AnnotationFiles } from './host/annotations/AnnotationFiles';
import { registerCommand } from './host/boundary';
import { DataSets } from './host/dataset/DataSets';
import { registerViewerActions } from './host/editor/viewerActions';
import { registerViewerEditors, ViewerPanels } from './host/editor/ViewerProvider';
import { ViewerRegistry } from './host/editor/ViewerRegistry';
import { Log } from './host/log/Log';
import { StepTimer } from './host/log/StepTimer';
import type { Services } from './host/services';

/** Builds the services and registers the features; the same entry for desktop, remote and web hosts. */
export function activate(context: vscode.ExtensionContext): void {
  const log = new Log();
  const steps = new StepTimer(log);
  const dataSets = new DataSets();
  const annotations = new AnnotationFiles(dataSets);
  const services: Services = {
    extensionUri: context.extensionUri,
    log,
    steps,
    dataSets,
    annotations,
  };
  const viewers = new ViewerRegistry();
  const panels = new ViewerPanels(services, viewers);
  context.subscriptions.push(
    log,
    dataSets,
    annotations,
    viewers,
    registerViewerEditors(panels),
    registerViewerActions(log, viewers),
    registerCommand(log, dataCommands.showLog, () => log.show()),
  );
}
