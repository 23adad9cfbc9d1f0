import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { dataCommands, views } from '../../src/contributions';
import type { TreeNode } from '../../src/host/tree/TreeNode';
import { dicomSeries } from '../builders/dicomSeries';
import { TestTree } from './TestTree';
import { activeTab, closeAll, open, openWith, tabs, untilTabs } from './tabs';
import { untilEqual } from './until';
import { inWorkspace, needsRealCollection, sliceOfA0001, writeInWorkspace } from './workspace';

const { executeCommand } = vscode.commands;

describe('the tree', () => {
  const trees: TestTree[] = [];
  const makeTree = (showsNotOnDisk = true): TestTree => {
    const tree = new TestTree(showsNotOnDisk);
    trees.push(tree);
    return tree;
  };
  afterEach(async () => {
    trees.splice(0).forEach((tree) => tree.dispose());
    await closeAll();
  });

  describe('of the real collection', () => {
    before(needsRealCollection);
    const a0001 = ['Adenocarcinoma', 'Lung_Dx-A0001', '2007-04-04 Chest'];

    it('goes from class to patient, study, series and slice', async () => {
      const tree = await makeTree().read();
      assert.deepEqual(tree.below('Adenocarcinoma', 'Lung_Dx-A0001'), [
        '2007-04-04 Chest | 2 series · 128 images, 20 annotated',
      ]);
      assert.deepEqual(tree.below(...a0001), [
        '2 · 5mm | CT · 64 images, 11 annotated',
        '3 · 5mm | CT · 64 images, 9 annotated',
      ]);
      const slices = tree.below(...a0001, '3 · 5mm');
      assert.equal(slices.length, 64);
      assert.equal(slices[17], '18 | z −209.0 mm');
    });

    it('shows series that only metadata.csv names, not openable, and hides them by the filter', async () => {
      const tree = await makeTree().read();
      const [study] = tree.model.childrenOf(tree.at('Adenocarcinoma', 'Lung_Dx-A0002'));
      assert.ok(study);
      for (const series of tree.model.childrenOf(study)) {
        const { description, command, contextValue, collapsibleState } = tree.item(series);
        assert.deepEqual(
          { description, command, contextValue, collapsibleState },
          {
            description: 'CT · not on disk',
            command: undefined,
            contextValue: 'seriesNotOnDisk',
            collapsibleState: 0,
          },
        );
      }
      const filtered = await makeTree(false).read();
      assert.ok(!filtered.below('Adenocarcinoma').some((line) => line.includes('A0002')));
    });

    it('opens a series at its first annotated slice, and moves that editor from then on', async () => {
      const tree = await makeTree().read();
      await executeCommand(`${views.dataSet}.focus`);
      await run(tree.item(tree.at(...a0001, '3 · 5mm')));
      await untilTabs('A0001 · 5mm · 14/64');
      assert.equal(activeTab().isPreview, true);
      await run(tree.item(tree.at(...a0001, '3 · 5mm', '18')));
      await untilTabs('A0001 · 5mm · 18/64');
      await run(tree.item(tree.at(...a0001, '2 · 5mm', '40')));
      await untilTabs('A0001 · 5mm · 40/64');
      assert.equal(tabs().length, 1);
    });

    it('moves an editor that lies behind another one', async () => {
      const tree = await makeTree().read();
      await openWith(sliceOfA0001('1-18.dcm'));
      await untilTabs('A0001 · 5mm · 18/64');
      await open(await writeInWorkspace('tree/notes.txt', 'notes'));
      await run(tree.item(tree.at(...a0001, '3 · 5mm', '40')));
      await untilTabs('A0001 · 5mm · 40/64', 'notes.txt');
      assert.equal(activeTab().label, 'A0001 · 5mm · 40/64');
    });

    it('opens a slice to the side in an editor of its own', async () => {
      const tree = await makeTree().read();
      await openWith(sliceOfA0001('1-18.dcm'));
      await untilTabs('A0001 · 5mm · 18/64');
      await executeCommand(dataCommands.openNodeToSide, tree.at(...a0001, '3 · 5mm', '20'));
      await untilTabs('A0001 · 5mm · 18/64', 'A0001 · 5mm · 20/64');
      assert.equal(vscode.window.tabGroups.all.length, 2);
    });

    it('copies the UID of a line', async () => {
      const tree = await makeTree().read();
      const node = tree.at(...a0001, '3 · 5mm');
      await executeCommand(dataCommands.copyNodeUid, node);
      assert.ok(node.kind === 'series');
      assert.equal(await vscode.env.clipboard.readText(), node.series.seriesInstanceUid);
    });

    it('is read without holding up the host for 20 ms at once', async () => {
      const longest: string[] = [];
      // A busy machine can stretch any step; one that is long in itself is long each time.
      for (let i = 0; i < 3; i++) {
        const { name, milliseconds } = (await makeTree().read()).steps.longestStep;
        assert.notEqual(name, 'none');
        if (milliseconds < 20) return;
        longest.push(`${name} ${milliseconds.toFixed(1)} ms`);
      }
      assert.fail(longest.join(', '));
    });

    it('has lines of which every one has an id of its own', async () => {
      const tree = await makeTree().read();
      const ids = new Set<string>();
      const visit = (node: TreeNode): void => {
        const item = tree.item(node);
        assert.ok(item.id && !ids.has(item.id), `${item.id} is there twice`);
        ids.add(item.id);
        tree.model.childrenOf(node).forEach(visit);
      };
      tree.model.roots().forEach(visit);
      assert.ok(ids.size > 155);
    });
  });

  describe('of built folders', () => {
    const outside = () => inWorkspace('../outside');
    const slices = dicomSeries({ z: [10, 20], patient: 'Lung_Dx-B0101', rows: 16, columns: 16 });

    before(async () => {
      for (const { path, bytes } of slices) await writeInWorkspace(`../outside/${path}`, bytes);
    });
    after(() => vscode.workspace.fs.delete(outside(), { recursive: true }));

    it('takes in a folder that is added, and lets it go again', async () => {
      const tree = await makeTree().read();
      const hasAdded = () => tree.below().some((line) => line.startsWith('Small Cell Carcinoma'));
      const patients = () => hasAdded() && tree.below('Small Cell Carcinoma');
      const before = patients();
      await tree.dataSets.add([outside()]);
      await tree.untilRead();
      assert.ok(
        patients() && tree.below('Small Cell Carcinoma').includes('Lung_Dx-B0101 | 2 images'),
      );
      await tree.dataSets.remove(outside());
      await untilEqual(patients, before, 'the patients');
    });

    it('does not read twice what lies in a folder of the workspace', async () => {
      const tree = await makeTree().read();
      const before = tree.below();
      await tree.dataSets.add([inWorkspace('activation')]);
      await tree.untilRead();
      assert.deepEqual(tree.below(), before);
      assert.equal(tree.dataSets.snapshot.roots.length, 1);
    });

    it('tells its listeners at most twice a second while it reads', async () => {
      const tree = makeTree();
      const times: number[] = [];
      tree.dataSets.onDidChange(() => times.push(performance.now()));
      await tree.read();
      const gaps = times.slice(1).map((time, i) => time - (times[i] ?? 0));
      assert.ok(
        gaps.every((gap) => gap > 490),
        gaps.join(', '),
      );
    });
  });
});

/** What a click on a line does. */
async function run({ command }: vscode.TreeItem): Promise<void> {
  assert.ok(command);
  await executeCommand(command.command, ...((command.arguments ?? []) as unknown[]));
}
