import * as vscode from 'vscode';
import { dataCommands, settings } from '../../contributions';
import { registerCommand } from '../boundary';
import { openImageEditor } from '../editor/openImageEditor';
import type { ViewerRegistry } from '../editor/ViewerRegistry';
import { placeFromKey } from '../editor/SeriesTracker';
import type { Services } from '../services';
import type { SliceRef } from '../../protocol/viewer';
import { baseName } from '../files/baseName';
import type { DataSetTree } from './DataSetTree';
import type { TreeNode } from './TreeNode';

/** Registers the commands of the tree: folders, opening, filters. */
export function registerTreeCommands(
  services: Services,
  tree: DataSetTree,
  viewers: ViewerRegistry,
): vscode.Disposable {
  const { log, dataSets } = services;
  const showNotOnDisk = (show: boolean) => (): Thenable<void> =>
    vscode.workspace
      .getConfiguration()
      .update(settings.showNotOnDisk, show, vscode.ConfigurationTarget.Global);
  // A key that someone binds to a line's command has no line to give.
  const registerNodeCommand = (id: string, run: (node: TreeNode) => unknown): vscode.Disposable =>
    registerCommand(log, id, (node?: TreeNode) => node && run(node));
  return vscode.Disposable.from(
    registerCommand(log, dataCommands.addFolder, () => addFolder(services)),
    registerCommand(log, dataCommands.removeFolder, () => removeFolder(services)),
    registerCommand(log, dataCommands.refresh, () => dataSets.refresh()),
    registerCommand(log, dataCommands.cancelIndexing, () => dataSets.cancel()),
    registerCommand(log, dataCommands.showNotOnDisk, showNotOnDisk(true)),
    registerCommand(log, dataCommands.hideNotOnDisk, showNotOnDisk(false)),
    registerNodeCommand(dataCommands.openNode, (node) => openNode(node, tree, viewers)),
    registerNodeCommand(dataCommands.openNodeToSide, (node) => openToSide(node, tree, viewers)),
    registerNodeCommand(dataCommands.copyNodeUid, (node) =>
      vscode.env.clipboard.writeText(uidOf(node)),
    ),
    registerCommand(log, dataCommands.revealInTree, () => tree.reveal()),
    registerCommand(log, dataCommands.openAsImage, (uri?: vscode.Uri) => openAsImage(uri)),
  );
}

async function addFolder({ dataSets }: Services): Promise<void> {
  const chosen = await vscode.window.showOpenDialog({
    canSelectFolders: true,
    canSelectFiles: false,
    canSelectMany: true,
    openLabel: vscode.l10n.t('Add Data Set Folder'),
  });
  if (chosen) await dataSets.add(chosen);
}

async function removeFolder({ dataSets }: Services): Promise<void> {
  const folders = dataSets.addedFolders;
  if (folders.length === 0) {
    const text = vscode.l10n.t(
      'No folder was added by hand: the folders in the tree belong to the workspace.',
    );
    await vscode.window.showInformationMessage(text);
    return;
  }
  const items = folders.map((uri) => ({ label: baseName(uri), description: uri.path, uri }));
  const picked = await vscode.window.showQuickPick(items, {
    placeHolder: vscode.l10n.t('Folder to remove from the tree (nothing is deleted)'),
  });
  if (picked) await dataSets.remove(picked.uri);
}

/** Moves the editor that already shows the series; otherwise opens a preview tab. */
async function openNode(node: TreeNode, tree: DataSetTree, viewers: ViewerRegistry): Promise<void> {
  const slice = sliceOf(node, tree);
  if (!slice || !('series' in node)) return;
  const session = viewers.showing(node.series);
  if (session && (node.kind === 'series' || session.goTo(slice.key))) {
    session.panel.reveal(undefined, true);
    return;
  }
  await openSlice(slice, viewers, { preview: true, preserveFocus: true });
}

async function openToSide(
  node: TreeNode,
  tree: DataSetTree,
  viewers: ViewerRegistry,
): Promise<void> {
  const slice = sliceOf(node, tree);
  const viewColumn = vscode.ViewColumn.Beside;
  if (slice) await openSlice(slice, viewers, { viewColumn, preview: true });
}

/** Opens the file of a slice at that very slice: of a multi-frame file it may be any frame. */
async function openSlice(
  { key, frameIndex }: SliceRef,
  viewers: ViewerRegistry,
  options: vscode.TextDocumentShowOptions,
): Promise<void> {
  const { uri } = placeFromKey(key);
  if (frameIndex > 0) viewers.openNextAt(uri, key);
  await openImageEditor(uri, options);
}

/** The slice a node opens on: its own; of a series or phase the first annotated one, else the middle of the first phase. */
function sliceOf(node: TreeNode, tree: DataSetTree): SliceRef | undefined {
  if (node.kind === 'slice') return node.slice;
  if (node.kind !== 'series' && node.kind !== 'phase') return undefined;
  const phases = node.kind === 'phase' ? [node] : tree.model.order(node.series).phases;
  const annotated = phases.flatMap(({ slices }) => slices).find((slice) => slice.annotated);
  const first = phases[0]?.slices ?? [];
  return annotated ?? first[(first.length - 1) >> 1];
}

function uidOf(node: TreeNode): string {
  switch (node.kind) {
    case 'patient':
      return node.patient.patientId;
    case 'study':
      return node.study.studyInstanceUid;
    case 'series':
    case 'phase':
      return node.series.seriesInstanceUid;
    case 'slice':
      return node.slice.sopInstanceUid;
    case 'class':
      return node.group.histology?.letter ?? '';
  }
}

/** From the Explorer's menu, or for the file of the active editor. */
async function openAsImage(uri: vscode.Uri | undefined): Promise<void> {
  const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  const active =
    input instanceof vscode.TabInputText || input instanceof vscode.TabInputCustom
      ? input.uri
      : undefined;
  const target = uri ?? active;
  if (target) await openImageEditor(target, { preview: true });
}
