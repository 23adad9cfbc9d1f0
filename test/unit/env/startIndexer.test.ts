import { chmod, mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DatasetIndex } from '../../../src/core/dataset/DatasetIndex';
import type { WalkSummary } from '../../../src/core/dataset/WalkRecord';
import { startIndexer as startInBrowser } from '../../../src/env/browser/startIndexer';
import type { RunningIndexer } from '../../../src/env/node/startIndexer';
import { startIndexer } from '../../../src/env/node/startIndexer';
import { dicomSeries } from '../../builders/dicomSeries';
import { ctSlice } from '../../builders/dicomSlice';
import { writeTree } from '../../builders/writeTree';
import { finish } from '../dataset/indexWalk';
import { testDataFolder } from '../testData';
import { bundleIndexer, temporaryFolder } from './bundleIndexer';

let folder: string;
let workerPath: string;
beforeAll(async () => {
  folder = await temporaryFolder();
  workerPath = await bundleIndexer(folder);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Indexes a folder in a real worker thread. */
async function indexInWorker(
  rootPath: string,
  onBatch: (running: () => RunningIndexer | undefined) => void = () => undefined,
): Promise<{ index: DatasetIndex; summary: WalkSummary; batches: number }> {
  const index = new DatasetIndex();
  index.beginWalk('root');
  let batches = 0;
  let running: RunningIndexer | undefined;
  const summary = await new Promise<WalkSummary>((resolve, reject) => {
    running = startIndexer(
      { workerPath, rootPath },
      {
        onBatch: (packed) => {
          batches += 1;
          index.addBatch('root', packed);
          onBatch(() => running);
        },
        onProgress: () => undefined,
        onDone: resolve,
        onError: (message) => reject(new Error(message)),
      },
    );
  });
  finish(index.endWalk('root', summary.outcome));
  return { index, summary, batches };
}

describe.skipIf(!testDataFolder)('the collection on disk', () => {
  it('A0001 with 11 and 9 annotated slices, E0005 though unlisted, A0002 not on disk', async () => {
    const root = join(testDataFolder ?? '', 'lung-pet-ct-dx');
    const { index, summary } = await indexInWorker(root);
    const { patients, ...counts } = index.snapshot();
    const tree = patients.map((patient) => ({
      id: patient.patientId,
      studies: patient.studies.map((study) =>
        study.series.map((one) => [
          one.seriesDescription,
          one.presence,
          one.imageCount,
          one.annotatedCount,
        ]),
      ),
    }));
    expect(tree).toEqual([
      {
        id: 'Lung_Dx-A0001',
        studies: [
          [
            ['5mm', 'found', 64, 11],
            ['5mm', 'found', 64, 9],
          ],
        ],
      },
      {
        id: 'Lung_Dx-A0002',
        studies: [
          [
            ['ThoraxRoutine  8.0.0  B70f', 'not-on-disk', 0, 0],
            ['ThoraxRoutine  8.0.0  B40f', 'not-on-disk', 0, 0],
          ],
        ],
      },
      {
        id: 'Lung_Dx-E0005',
        studies: [
          [
            ['A phase 5mm Stnd SS50', 'found', 21, 0],
            ['Smart Prep Series', 'found', 6, 0],
          ],
        ],
      },
    ]);
    expect(patients[0]?.studies[0]?.series.map((one) => one.seriesNumber)).toEqual([2, 3]);
    expect(counts).toMatchObject({ annotationFileCount: 20, annotatedCount: 20, unlinkedCount: 0 });
    expect(summary).toMatchObject({ outcome: 'complete', counts: { problems: 0, instances: 155 } });
    const path =
      'manifest-1675442780019/Lung-PET-CT-Dx/Lung_Dx-A0001/04-04-2007-NA-Chest-07990/3.000000-5mm-41315/1-18.dcm';
    const slice = index.instanceByPath('root', path);
    expect(slice?.z).toBe(-209);
    expect(index.annotationsOf(slice?.sopInstanceUid ?? '').map((file) => file.folderName)).toEqual(
      ['A0001'],
    );
  });

  it('walks all conformance and hostile files to the end', async () => {
    const { index, summary } = await indexInWorker(join(testDataFolder ?? '', 'conformance'));
    expect(summary.outcome).toBe('complete');
    expect(summary.counts.instances).toBeGreaterThan(400);
    const philips = [...index.snapshot().patients]
      .flatMap((patient) => patient.studies.flatMap((study) => study.series))
      .filter((series) =>
        index.instancesOfSeries(series.key).some((one) => one.path === 'ct_series_philips_28/I10'),
      );
    expect(philips).toMatchObject([{ imageCount: 28 }]);
    const pair = index.instanceByPath('root', 'petct_pair/PT/0040.dcm');
    const pet = index.instancesOfSeries(pair ? index.seriesOf(pair).key : '');
    expect(pet.filter((one) => one.path.startsWith('petct_pair/PT/'))).toHaveLength(30);
    expect(pair?.header).toMatchObject({ modality: 'PT', patientId: pet[0]?.shared.patientId });
  });
});

describe('a folder with traps', () => {
  it('is walked once: loops of links, links to files, dangling links, pipes', async () => {
    const root = join(folder, 'traps');
    const outside = join(folder, 'outside');
    const slices = dicomSeries({ z: [0, 5, 10] });
    await writeTree(join(root, 'data'), slices);
    await writeTree(outside, [
      { path: 'linked.dcm', bytes: ctSlice({ instance: 'linked' }).bytes },
    ]);
    await symlink('..', join(root, 'data/loop'));
    await symlink(join(root, 'data'), join(root, 'again'));
    await symlink(outside, join(root, 'outside'));
    await symlink('/', join(root, 'everything'));
    await symlink(join(outside, 'linked.dcm'), join(root, 'data/one-more.dcm'));
    await symlink(join(root, 'nowhere'), join(root, 'dangling.dcm'));
    await symlink('self', join(root, 'self'));
    execFileSync('mkfifo', [join(root, 'pipe.dcm')]);
    await mkdir(join(root, 'folder.dcm'));
    const { index, summary } = await indexInWorker(root);
    expect(summary).toMatchObject({ outcome: 'complete', counts: { instances: 5, problems: 0 } });
    expect(index.snapshot()).toMatchObject({ imageCount: 4 });
  });

  it('names folders that may not be read, and goes on', async () => {
    const root = join(folder, 'denied');
    await writeTree(root, [{ path: 'b/1.dcm', bytes: ctSlice().bytes }]);
    await mkdir(join(root, 'a'));
    await chmod(join(root, 'a'), 0o000);
    const { index, summary } = await indexInWorker(root);
    expect(summary.counts.instances).toBe(1);
    // Root may read everything; then there is nothing to name.
    const expected = process.getuid?.() === 0 ? [] : [{ path: 'a', problem: { reason: 'EACCES' } }];
    expect(index.snapshot().roots[0]?.problems.first).toMatchObject(expected);
  });

  it('that does not exist, or is a file, is a problem and not a crash', async () => {
    const missing = await indexInWorker(join(folder, 'missing'));
    expect(missing.index.snapshot().roots[0]?.problems.first).toMatchObject([
      { path: '', problem: { kind: 'unreadable-folder', reason: 'ENOENT' } },
    ]);
    await writeFile(join(folder, 'file'), 'x');
    const file = await indexInWorker(join(folder, 'file'));
    expect(file.index.snapshot().roots[0]?.problems.first).toMatchObject([
      { problem: { kind: 'unreadable-folder', reason: 'ENOTDIR' } },
    ]);
  });

  it('with names that are no plain text', async () => {
    const root = join(folder, 'names');
    const names = ['a b/«1» & 2.dcm', 'x\ny/1.dcm', '肺/𝔸.dcm', '100%/#1?.dcm', '"quoted"/1.dcm'];
    await writeTree(
      root,
      names.map((path, i) => ({ path, bytes: ctSlice({ instance: String(i) }).bytes })),
    );
    const { index } = await indexInWorker(root);
    for (const name of names) expect(index.instanceByPath('root', name), name).toBeDefined();
  });
});

describe('a long walk', () => {
  const count = 2600;
  let root: string;
  beforeAll(async () => {
    root = join(folder, 'long');
    const series = dicomSeries({ z: Array.from({ length: count }, (_, i) => i) });
    await writeTree(
      root,
      series.map((slice, i) => ({ ...slice, path: `${i % 7}/${i}` })),
    );
  });

  it('arrives whole, in batches', async () => {
    const { index, batches } = await indexInWorker(root);
    expect(index.snapshot().imageCount).toBe(count);
    expect(batches).toBeGreaterThan(4);
  });

  it('ends when it is cancelled, with what it had found', async () => {
    const { index, summary } = await indexInWorker(root, (running) => running()?.cancel());
    expect(summary.outcome).toBe('cancelled');
    expect(summary.counts.instances).toBeLessThan(count);
    expect(index.snapshot().imageCount).toBeLessThan(count);
    expect(index.snapshot().roots[0]?.state).toBe('interrupted');
  });
});

describe('where there is no worker', () => {
  const sink = {
    onBatch: () => undefined,
    onProgress: () => undefined,
    onDone: () => undefined,
    onError: () => undefined,
  };

  it('a missing bundle is an error that is told', async () => {
    const message = await new Promise<string>((onError) => {
      startIndexer({ workerPath: join(folder, 'no.js'), rootPath: folder }, { ...sink, onError });
    });
    expect(message).toContain('no.js');
  });

  it('the browser’s side says so', () => {
    expect(startInBrowser({ workerPath: 'x', rootPath: 'y' }, sink)).toBeUndefined();
  });
});
