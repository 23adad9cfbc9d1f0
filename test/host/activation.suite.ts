import assert from 'node:assert/strict';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { Worker } from 'node:worker_threads';
import * as vscode from 'vscode';
import type { FromIndexer } from '../../src/protocol/indexerMessages';
import { views } from '../../src/contributions';
import { dicomSeries } from '../builders/dicomSeries';
import { closeAll, open } from './tabs';
import { pause, untilFound } from './until';
import { dxlens, hasRealCollection, writeInWorkspace } from './workspace';

/** Long enough for an activation event to have had its effect. */
const settleMs = 1_500;
/** Counted on the disk with find. */
const realFiles = { instances: 155, annotations: 20 };

// The first suite by name: what it shows holds only as long as nothing else has used the extension.
describe('activation', () => {
  const walksEnded: FromIndexer[] = [];
  let workersStarted = 0;

  // Every worker thread of this process is told here by Node itself; ours talks in the indexer's messages.
  const watch = (event: unknown): void => {
    workersStarted++;
    const { worker } = event as { worker: Worker };
    worker.on('message', (message: FromIndexer) => {
      if (message.kind === 'done') walksEnded.push(message);
    });
  };

  before(() => subscribe('worker_threads', watch));
  after(async () => {
    unsubscribe('worker_threads', watch);
    await closeAll();
  });

  it('does not happen at start', () => {
    assert.equal(dxlens().isActive, false);
  });

  it('does not happen for text, JSON or source code', async () => {
    for (const [name, text] of [
      ['notes.txt', 'nothing'],
      ['data.json', '{}'],
      ['script.py', 'print(1)'],
    ] as const) {
      await open(await writeInWorkspace(`activation/${name}`, text));
    }
    await pause(settleMs);
    assert.equal(dxlens().isActive, false);
  });

  it('is asked for by XML alone: neither at every start nor after it', () => {
    const { activationEvents } = dxlens().packageJSON as { activationEvents: string[] };
    assert.deepEqual(activationEvents, ['onLanguage:xml']);
  });

  it('happens for XML, without reading any folder', async () => {
    await open(await writeInWorkspace('activation/settings.xml', '<settings/>'));
    await untilFound(() => dxlens().isActive || undefined, 'the active extension');
    await pause(settleMs);
    assert.equal(workersStarted, 0);
  });

  it('leaves the folders alone until the view is shown, and then reads each file of the workspace', async () => {
    const slices = dicomSeries({ z: [10, 20, 30], patient: 'Lung_Dx-G0011' });
    for (const { path, bytes } of slices) await writeInWorkspace(`activation/${path}`, bytes);
    await vscode.commands.executeCommand(`${views.dataSet}.focus`);
    const ended = await untilFound(() => walksEnded[0], 'the end of the walk');
    await vscode.commands.executeCommand('workbench.view.explorer');
    assert.ok(ended.kind === 'done');
    const { outcome, counts } = ended.summary;
    const real = hasRealCollection() ? realFiles : { instances: 0, annotations: 0 };
    assert.deepEqual(
      { outcome, instances: counts.instances, annotations: counts.annotations },
      { outcome: 'complete', ...real, instances: real.instances + slices.length },
    );
  });
});
