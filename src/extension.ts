import type * as vscode from 'vscode';
import { dataCommands } from './contributions';
import { AnnotationFiles } from './host/annotations/AnnotationFiles';
import { registerVocEditor } from './host/annotations/VocProvider';
import { registerVocTitleButton } from './host/annotations/vocTitleButton';
import { registerCommand } from './host/boundary';
import { DataSets } from './host/dataset/DataSets';
import { RootList } from './host/dataset/RootList';
import { registerViewerActions } from './host/editor/viewerActions';
import { registerViewerEditors, ViewerPanels } from './host/editor/ViewerProvider';
import { ViewerRegistry } from './host/editor/ViewerRegistry';
import { Log } from './host/log/Log';
import { StepTimer } from './host/log/StepTimer';
import type { Services } from './host/services';
import { registerSettings } from './host/settings';
import { DataSetTree } from './host/tree/DataSetTree';
import { registerTreeCommands } from './host/tree/treeCommands';

/** Builds the services and registers the features; the same entry for desktop, remote and web hosts. */
export function activate(context: vscode.ExtensionContext): void {
  const { extensionUri } = context;
  // First, so that whoever else hears of a changed setting reads the new value.
  const settings = registerSettings();
  const log = new Log();
  const steps = new StepTimer(log);
  const dataSets = new DataSets(extensionUri, new RootList(context), log, steps);
  const annotations = new AnnotationFiles(dataSets);
  const services: Services = { extensionUri, log, steps, dataSets, annotations };
  const viewers = new ViewerRegistry();
  const panels = new ViewerPanels(services, viewers);
  const tree = new DataSetTree(services, viewers);
  context.subscriptions.push(
    settings,
    log,
    dataSets,
    annotations,
    viewers,
    tree,
    registerViewerEditors(panels),
    registerVocEditor(services, panels),
    registerVocTitleButton(log),
    registerViewerActions(log, viewers),
    registerTreeCommands(services, tree, viewers),
    registerCommand(log, dataCommands.showLog, () => log.show()),
  );
}
