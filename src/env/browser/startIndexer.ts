import type { WalkCounts, WalkSummary } from '../../core/dataset/WalkRecord';
import type { IndexerStart } from '../../protocol/indexerMessages';

/** What an indexer tells. After `onDone` or `onError` nothing follows. Nothing may be thrown. */
export interface IndexerSink {
  /** A string for DatasetIndex.addBatch. */
  onBatch(packed: string): void;
  onProgress(counts: WalkCounts): void;
  onDone(summary: WalkSummary): void;
  onError(message: string): void;
}

/** What to walk, and with which worker bundle. */
export interface IndexerOptions extends IndexerStart {
  readonly workerPath: string;
}

/** A walk that goes on in a worker. */
export interface RunningIndexer {
  cancel(): void;
}

/** There is no worker with a file system here: always undefined, and the host walks in slices (walkDataset). */
export function startIndexer(
  _options: IndexerOptions,
  _sink: IndexerSink,
): RunningIndexer | undefined {
  return undefined;
}
