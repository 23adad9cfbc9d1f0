import assert from 'node:assert/strict';
import type * as vscode from 'vscode';
import { lungPetCtDxRule } from '../../src/core/annotations/HistologyRule';
import { DataSets } from '../../src/host/dataset/DataSets';
import { RootList } from '../../src/host/dataset/RootList';
import { Log } from '../../src/host/log/Log';
import { StepTimer } from '../../src/host/log/StepTimer';
import { TreeModel } from '../../src/host/tree/TreeModel';
import { treeItem } from '../../src/host/tree/treeItem';
import type { TreeNode } from '../../src/host/tree/TreeNode';
import { untilEqual } from './until';
import { dxlens } from './workspace';

/** Never disposed: the channel of this name is the product's own. */
const log = new Log();

/** A memento that forgets with the test. */
class TestMemento implements vscode.Memento {
  private readonly values = new Map<string, unknown>();
  keys = () => [...this.values.keys()];
  get = <T>(key: string, fallback?: T): T => (this.values.get(key) ?? fallback) as T;
  update = async (key: string, value: unknown): Promise<void> => void this.values.set(key, value);
}

/** The tree of the product over folders of its own, beside the one that the window shows. */
export class TestTree implements vscode.Disposable {
  readonly steps = new StepTimer(log);
  readonly dataSets: DataSets;
  readonly model: TreeModel;

  constructor(showsNotOnDisk = true) {
    const state = new TestMemento();
    const context = {
      workspaceState: state,
      globalState: state,
    } as unknown as vscode.ExtensionContext;
    this.dataSets = new DataSets(dxlens().extensionUri, new RootList(context), log, this.steps);
    this.model = new TreeModel(
      this.dataSets,
      () => lungPetCtDxRule,
      () => showsNotOnDisk,
    );
  }

  async read(): Promise<this> {
    this.dataSets.start();
    await this.untilRead();
    return this;
  }

  untilRead(): Promise<void> {
    return untilEqual(() => this.dataSets.busy, false, 'reading');
  }

  /** The nodes on the way of these labels, from the top. */
  at(...labels: string[]): TreeNode {
    let nodes = this.model.roots();
    let found: TreeNode | undefined;
    for (const label of labels) {
      found = nodes.find((node) => this.label(node) === label);
      assert.ok(found, `${label} is not among ${nodes.map((node) => this.label(node)).join(', ')}`);
      nodes = this.model.childrenOf(found);
    }
    assert.ok(found);
    return found;
  }

  item(node: TreeNode): vscode.TreeItem {
    return treeItem(node, this.model);
  }

  label(node: TreeNode): string {
    const { label } = this.item(node);
    return typeof label === 'string' ? label : (label?.label ?? '');
  }

  /** Label and description of the children. */
  below(...labels: string[]): string[] {
    const nodes =
      labels.length === 0 ? this.model.roots() : this.model.childrenOf(this.at(...labels));
    return nodes.map((node) => `${this.label(node)} | ${String(this.item(node).description)}`);
  }

  dispose(): void {
    this.dataSets.dispose();
  }
}
