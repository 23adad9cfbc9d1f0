import * as vscode from 'vscode';
import { contextKeys, settings, views } from '../../contributions';
import type { ViewerRegistry } from '../editor/ViewerRegistry';
import { setContext } from '../setContext';
import type { Services } from '../services';
import { readHistologyRule, readSetting } from '../settings';
import { SliceFollower } from './SliceFollower';
import { TreeModel } from './TreeModel';
import type { TreeNode } from './TreeNode';
import { treeItem } from './treeItem';
import { treeMessage } from './treeMessage';

/** Wheeling through a series must not drag the tree along at every slice. */
const followAfterMs = 400;

/** The tree of patients by histology class. */
export class DataSetTree implements vscode.TreeDataProvider<TreeNode>, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChangeTreeData = this.changed.event;
  readonly model: TreeModel;
  private readonly view: vscode.TreeView<TreeNode>;
  private readonly subscriptions: vscode.Disposable[];
  /** Ids of the lines that are open. */
  private readonly expanded = new Set<string>();
  private readonly follower: SliceFollower;
  private following: ReturnType<typeof setTimeout> | undefined;
  private endProgress: (() => void) | undefined;

  constructor(
    private readonly services: Services,
    private readonly viewers: ViewerRegistry,
  ) {
    const { dataSets, log } = services;
    this.follower = new SliceFollower(
      () => this.showActive(),
      (error) => log.error('follow', error),
    );
    this.model = new TreeModel(
      dataSets,
      () => readHistologyRule().rule,
      () => readSetting(settings.showNotOnDisk, true),
    );
    this.view = vscode.window.createTreeView(views.dataSet, {
      treeDataProvider: this,
      showCollapseAll: true,
    });
    this.subscriptions = [
      this.changed,
      this.view,
      dataSets.onDidChange(() => this.update()),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration('dxlens')) this.update();
      }),
      this.view.onDidChangeVisibility(({ visible }) => {
        if (visible) this.followSoon();
      }),
      this.view.onDidExpandElement(({ element }) => this.expanded.add(element.id)),
      this.view.onDidCollapseElement(({ element }) => this.expanded.delete(element.id)),
      viewers.onDidChange(() => this.followSoon()),
    ];
    this.update();
  }

  getTreeItem(node: TreeNode): vscode.TreeItem {
    return this.services.steps.time('tree item', () => treeItem(node, this.model));
  }

  getChildren(node?: TreeNode): TreeNode[] {
    this.services.dataSets.start();
    return this.services.steps.time('tree children', () =>
      node ? this.model.childrenOf(node) : this.model.roots(),
    );
  }

  getParent(node: TreeNode): TreeNode | undefined {
    return node.parent;
  }

  /** Selects in the tree the slice that the active viewer shows, opening the series on the way. */
  async reveal(): Promise<void> {
    const node = this.nodeOfActiveViewer();
    if (node) await this.view.reveal(node, { select: true, focus: true, expand: false });
  }

  /** Selects what the active viewer shows as far as the tree is open: a closed series stays closed. */
  private async showActive(): Promise<boolean> {
    let node = this.nodeOfActiveViewer();
    while (node && this.isBelowClosedSeries(node)) node = node.parent;
    if (!node) return false;
    await this.view.reveal(node, { select: true, focus: false, expand: false });
    return true;
  }

  private isBelowClosedSeries({ parent }: TreeNode): boolean {
    const isSeriesOrPhase = parent?.kind === 'series' || parent?.kind === 'phase';
    return isSeriesOrPhase && !this.expanded.has(parent.id);
  }

  dispose(): void {
    clearTimeout(this.following);
    this.endProgress?.();
    this.subscriptions.forEach((subscription) => void subscription.dispose());
  }

  private nodeOfActiveViewer(): TreeNode | undefined {
    const session = this.viewers.active;
    const uid = session?.sopInstanceUid;
    const seriesKey = uid === undefined ? undefined : this.services.dataSets.seriesKeyOf(uid);
    const sliceKey = session?.report?.slice?.key;
    if (seriesKey === undefined || sliceKey === undefined) return undefined;
    return this.services.steps.time(
      'find in tree',
      () => this.model.findSlice(seriesKey, sliceKey) ?? this.model.findSeries(seriesKey),
    );
  }

  private followSoon(): void {
    clearTimeout(this.following);
    if (!this.view.visible || !readSetting(settings.followEditor, true)) return;
    this.following = setTimeout(() => {
      if (!this.view.visible) return;
      void this.follower.follow(this.viewers.active?.report?.slice?.key);
    }, followAfterMs);
  }

  private update(): void {
    const { dataSets } = this.services;
    this.changed.fire();
    const { busy } = dataSets;
    void setContext(contextKeys.indexing, busy);
    void setContext(contextKeys.hasFolders, dataSets.hasAny);
    void setContext(contextKeys.showsNotOnDisk, readSetting(settings.showNotOnDisk, true));
    this.showProgress(busy);
    this.followSoon();
  }

  private showProgress(busy: boolean): void {
    const { files, instances } = this.services.dataSets.progress;
    this.view.message = busy
      ? vscode.l10n.t(
          'Reading folders: {0} files, {1} DICOM…',
          files.toLocaleString('en'),
          instances.toLocaleString('en'),
        )
      : this.problems();
    if (busy && !this.endProgress) {
      void vscode.window.withProgress(
        { location: { viewId: views.dataSet } },
        () => new Promise<void>((resolve) => (this.endProgress = resolve)),
      );
    } else if (!busy) {
      this.endProgress?.();
      this.endProgress = undefined;
    }
  }

  private problems(): string | undefined {
    const { snapshot, addedFolders } = this.services.dataSets;
    return treeMessage({
      roots: snapshot.roots,
      addedRootIds: new Set(addedFolders.map(String)),
      ruleProblem: readHistologyRule().problem,
    });
  }
}
