import * as vscode from 'vscode';
import { startIndexer } from '#env/startIndexer';
import type { WalkCounts, WalkSummary } from '../../core/dataset/WalkRecord';
import { walkDataset } from '../../core/dataset/walkDataset';
import { workspaceWalkPort } from './workspaceWalkPort';

/** Who is told what a walk finds; after `onDone` or `onError` nothing follows. */
export interface WalkListener {
  onBatch(packed: string): void;
  onProgress(counts: WalkCounts): void;
  onDone(summary: WalkSummary): void;
  onError(message: string): void;
}

/** A walk under way. */
export interface Walk {
  cancel(): void;
}

/** Walks a folder: in a worker where the folder is local, otherwise in the host, file by file over VS Code's own file systems. */
export function startWalk(
  root: vscode.Uri,
  extensionUri: vscode.Uri,
  giveUpAfterFiles: number | undefined,
  listener: WalkListener,
): Walk {
  const patience = giveUpAfterFiles === undefined ? {} : { giveUpAfterFiles };
  if (root.scheme === 'file') {
    const workerPath = vscode.Uri.joinPath(extensionUri, 'dist', 'indexer.js').fsPath;
    const indexer = startIndexer({ workerPath, rootPath: root.fsPath, ...patience }, listener);
    if (indexer) return indexer;
  }
  const signal = { aborted: false };
  walkDataset(workspaceWalkPort(root), listener, { signal, ...patience }).then(
    (summary) => listener.onDone(summary),
    (error: unknown) => listener.onError(error instanceof Error ? error.message : String(error)),
  );
  return { cancel: () => (signal.aborted = true) };
}
