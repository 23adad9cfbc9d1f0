import type * as vscode from 'vscode';
import { describe, expect, it, vi } from 'vitest';
import { lungPetCtDxRule } from '../../../src/core/annotations/HistologyRule';
import { DatasetIndex } from '../../../src/core/dataset/DatasetIndex';
import type { WalkRecord, WalkSummary } from '../../../src/core/dataset/WalkRecord';
import { patientVector } from '../../../src/core/geometry/spaces';
import type { SeriesFile } from '../../../src/host/editor/SeriesFile';
import { TreeModel } from '../../../src/host/tree/TreeModel';
import { treeItem } from '../../../src/host/tree/treeItem';
import { treeMessage } from '../../../src/host/tree/treeMessage';
import type { TreeNode } from '../../../src/host/tree/TreeNode';
import { finish } from '../dataset/indexWalk';
import { annotation, batch, expected, instance } from '../dataset/walkRecords';

vi.mock('vscode', () => import('./vscode'));

function fileUri(path: string): vscode.Uri {
  return { toString: () => `file:///${path}` } as vscode.Uri;
}

/** The tree over an index that was fed with records. */
class Tree {
  readonly index = new DatasetIndex();
  readonly model: TreeModel;
  ordered = 0;

  constructor(showsNotOnDisk = true) {
    const { index } = this;
    const seriesFile = (one: ReturnType<typeof index.instancesOfSeries>[number]): SeriesFile => ({
      ...one.header,
      uri: fileUri(one.path),
      numberOfFrames: one.header.numberOfFrames ?? 1,
    });
    const data = {
      get snapshot() {
        return index.snapshot();
      },
      seriesFilesByKey: (key: string) => {
        this.ordered += 1;
        return index.instancesOfSeries(key).map(seriesFile);
      },
      isAnnotated: (uid: string) => index.isAnnotated(uid),
    };
    this.model = new TreeModel(
      data,
      () => lungPetCtDxRule,
      () => showsNotOnDisk,
    );
  }

  walk(outcome: WalkSummary['outcome'], ...records: WalkRecord[]): this {
    this.index.beginWalk('file:///data/root');
    this.index.addBatch('file:///data/root', batch(...records));
    finish(this.index.endWalk('file:///data/root', outcome));
    return this;
  }

  item(node: TreeNode): vscode.TreeItem {
    return treeItem(node, this.model);
  }

  all(nodes = this.model.roots()): TreeNode[] {
    return nodes.flatMap((node) => [node, ...this.all(this.model.childrenOf(node))]);
  }

  lines(): string[] {
    return this.all().map((node) => {
      const { label, description } = this.item(node);
      return `${label as string} | ${String(description)}`;
    });
  }

  message(isAdded: boolean, ruleProblem?: string): string | undefined {
    const addedRootIds = new Set(isAdded ? ['file:///data/root'] : []);
    return treeMessage({ roots: this.index.snapshot().roots, addedRootIds, ruleProblem });
  }
}

describe('the tree', () => {
  const records = [
    instance('1', { sopInstanceUid: '9.1' }),
    annotation('9.1.xml', '9.1'),
    expected('8.5', 'Lung_Dx-A0001', 64, '7.1'),
    expected('8.6', 'Lung_Dx-A0001'),
    expected('8.7', 'Lung_Dx-A0002'),
    expected('8.8', 'Lung_Dx-B0001'),
  ];

  it('counts only what the filter leaves', () => {
    expect(new Tree(false).walk('complete', ...records).lines()).toEqual([
      'Adenocarcinoma | 1 patient · 1 image, 1 annotated',
      'Lung_Dx-A0001 | 1 image, 1 annotated',
      '2007-04-04 Chest | 1 series · 1 image, 1 annotated',
      '2 · 5mm | CT · 1 image, 1 annotated',
      '1 | ',
    ]);
    const all = new Tree(true).walk('complete', ...records).lines();
    expect(all).toContain('Adenocarcinoma | 2 patients · 1 image, 1 annotated');
    expect(all).toContain('2007-04-04 Chest | 2 series · 1 image, 1 annotated');
    expect(all).toContain('Lung_Dx-B0001 | not on disk');
  });

  it('shows at once what a later walk finds, filtered too', () => {
    const tree = new Tree(false).walk('complete', ...records);
    expect(tree.lines()).toHaveLength(5);
    tree.walk('complete', instance('3', { patientId: 'Lung_Dx-G0001', sopInstanceUid: '9.3' }));
    expect(tree.lines()[0]).toBe('Squamous Cell Carcinoma | 1 patient · 1 image');
  });

  it.each([
    ['complete', 'not on disk', 'Named by metadata.csv, but no file of it was found.'],
    [
      'cancelled',
      'not read yet',
      'Named by metadata.csv; its folder has not been read to the end.',
    ],
  ] as const)('after a %s walk says of a series without files: %s', (outcome, state, why) => {
    const tree = new Tree().walk(outcome, expected('8.7', 'Lung_Dx-A0002'));
    expect(tree.lines()).toContain(`Lung_Dx-A0002 | ${state}`);
    const series = tree.all().find(({ kind }) => kind === 'series');
    expect(series && tree.item(series)).toMatchObject({
      description: `CT · ${state}`,
      tooltip: `3 · 5mm\n${why}`,
      collapsibleState: 0,
      contextValue: 'seriesNotOnDisk',
    });
  });

  it('opens a phase by a click', () => {
    const at = (z: number, acquisitionNumber: number): WalkRecord =>
      instance(`${acquisitionNumber}/${z}`, {
        sopInstanceUid: `9.${acquisitionNumber}.${z}`,
        acquisitionNumber,
        plane: {
          positionMm: patientVector(0, 0, z),
          rowDirection: patientVector(1, 0, 0),
          columnDirection: patientVector(0, 1, 0),
        },
      });
    const tree = new Tree().walk('complete', at(10, 1), at(20, 1), at(10, 2), at(20, 2));
    const phases = tree.all().filter(({ kind }) => kind === 'phase');
    expect(phases).toHaveLength(2);
    for (const phase of phases) {
      expect(tree.item(phase).command).toMatchObject({
        command: 'dxlens.openNode',
        arguments: [phase],
      });
    }
  });

  it('gives the frames of a multi-frame file no position: the header has only that of the first', () => {
    const plane = {
      positionMm: patientVector(0, 0, 10),
      rowDirection: patientVector(1, 0, 0),
      columnDirection: patientVector(0, 1, 0),
    };
    const tree = new Tree().walk('complete', instance('1', { plane, numberOfFrames: 3 }));
    const slices = tree.all().filter((node) => node.kind === 'slice');
    expect(
      slices.map(({ slice }) => [slice.frameIndex, slice.positionMm, slice.positionKind]),
    ).toEqual([0, 1, 2].map((frame) => [frame, undefined, 'none']));
    const single = new Tree().walk('complete', instance('1', { plane }));
    expect(single.lines()).toContain('1 | z 10.0 mm');
  });

  it('orders a series once for its line, however many there are, and again when it changed', () => {
    const series = Array.from({ length: 100 }, (_, i) =>
      instance(`${i}`, { sopInstanceUid: `9.${i}`, seriesInstanceUid: `8.${i}`, seriesNumber: i }),
    );
    const tree = new Tree().walk('complete', ...series);
    const nodes = tree.index.snapshot().patients[0]?.studies[0]?.series ?? [];
    for (const node of nodes) tree.model.summary(node);
    expect(tree.ordered).toBe(100);
    for (const node of nodes) tree.model.summary(node);
    expect(tree.ordered).toBe(100);
    // Of the orders themselves only the last 64 are kept.
    for (const node of nodes.slice(-64)) tree.model.order(node);
    expect(tree.ordered).toBe(100);
    const [first] = nodes;
    if (first) tree.model.order(first);
    expect(tree.ordered).toBe(101);
    tree.index.addBatch('file:///data/root', batch(annotation('9.5.xml', '9.5')));
    expect(tree.lines()).toContain('5 · 5mm | CT · 1 image, 1 annotated');
  });
});

describe('the message above the tree', () => {
  it('names an added folder in which there is no DICOM, and no other', () => {
    expect(new Tree().walk('complete').message(true)).toBe('No DICOM files were found in root.');
    expect(new Tree().walk('complete').message(false)).toBeUndefined();
    expect(new Tree().walk('complete', instance('1')).message(true)).toBeUndefined();
  });

  it('says that a walk was stopped or given up', () => {
    expect(new Tree().walk('cancelled').message(true)).toBe(
      'Reading was stopped: the tree is incomplete.',
    );
    expect(new Tree().walk('gave-up').message(false)).toContain('root holds so many other files');
  });

  it('says what cannot be used or read', () => {
    const problem: WalkRecord = { kind: 'problem', path: 'x', problem: { kind: 'too-deep' } };
    expect(new Tree().walk('complete', instance('1'), problem).message(true, 'no group')).toBe(
      'The class rule in the settings cannot be used (no group). 1 files could not be read.',
    );
  });
});
