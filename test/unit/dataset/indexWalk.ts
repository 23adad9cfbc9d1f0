import { DatasetIndex } from '../../../src/core/dataset/DatasetIndex';
import type { WalkOptions } from '../../../src/core/dataset/walkDataset';
import { walkDataset } from '../../../src/core/dataset/walkDataset';
import type { WalkPort } from '../../../src/core/dataset/WalkPort';
import type { WalkSummary } from '../../../src/core/dataset/WalkRecord';

/** Runs a generator of the index to its end. */
export function finish(work: Generator<void, void, undefined>): void {
  while (!work.next().done);
}

/** Walks a root into an index, as the host does. */
export async function indexWalk(
  index: DatasetIndex,
  port: WalkPort,
  options?: WalkOptions,
  rootId = 'root',
): Promise<WalkSummary> {
  index.beginWalk(rootId);
  const sink = {
    onBatch: (packed: string) => index.addBatch(rootId, packed),
    onProgress: () => undefined,
  };
  const summary = await walkDataset(port, sink, options);
  finish(index.endWalk(rootId, summary.outcome));
  return summary;
}

/** An index of one walk. */
export async function indexed(
  port: WalkPort,
  options?: WalkOptions,
): Promise<{ index: DatasetIndex; summary: WalkSummary }> {
  const index = new DatasetIndex();
  const summary = await indexWalk(index, port, options);
  return { index, summary };
}
