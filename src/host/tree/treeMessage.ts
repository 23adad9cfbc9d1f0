import * as vscode from 'vscode';
import type { RootNode } from '../../core/dataset/DatasetSnapshot';

/** What the message above the tree is made of. */
interface TreeState {
  readonly roots: readonly RootNode[];
  /** Ids of the roots that the user added. */
  readonly addedRootIds: ReadonlySet<string>;
  /** Why the class rule of the settings cannot be used. */
  readonly ruleProblem: string | undefined;
}

/** What a reader must know about the tree as a whole when nothing is being read, in sentences; undefined for nothing. */
export function treeMessage({ roots, addedRootIds, ruleProblem }: TreeState): string | undefined {
  const { t } = vscode.l10n;
  const sentences: string[] = [];
  if (ruleProblem !== undefined) {
    sentences.push(t('The class rule in the settings cannot be used ({0}).', ruleProblem));
  }
  if (roots.some(({ state }) => state === 'interrupted')) {
    sentences.push(t('Reading was stopped: the tree is incomplete.'));
  }
  const isEmpty = ({ rootId, state, instanceCount }: RootNode): boolean =>
    state === 'walked' && instanceCount === 0 && addedRootIds.has(rootId);
  for (const { rootId } of roots.filter(isEmpty)) {
    sentences.push(t('No DICOM files were found in {0}.', folderName(rootId)));
  }
  for (const { rootId } of roots.filter(({ state }) => state === 'gave-up')) {
    sentences.push(
      t(
        '{0} holds so many other files that it was not read to the end: add the folder with the DICOM files.',
        folderName(rootId),
      ),
    );
  }
  const unreadable = roots.reduce((sum, root) => sum + root.problems.count, 0);
  if (unreadable > 0) {
    sentences.push(t('{0} files could not be read.', unreadable.toLocaleString('en')));
  }
  return sentences.join(' ') || undefined;
}

/** The last segment of a root's Uri, for a reader. */
function folderName(rootId: string): string {
  const name = /([^/]+)\/*$/.exec(rootId)?.[1] ?? rootId;
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
