import type { WalkCounts, WalkSummary } from '../core/dataset/WalkRecord';

/** What the indexer worker is started with. */
export interface IndexerStart {
  /** Absolute path of the folder to walk. */
  readonly rootPath: string;
  /** See WalkOptions.giveUpAfterFiles. */
  readonly giveUpAfterFiles?: number;
}

/** Host to worker: stop; a batch has been taken in (only two are ever on their way). */
export type ToIndexer = { readonly kind: 'cancel' } | { readonly kind: 'batch-taken' };

/** Worker to host. After `done` or `failed` nothing follows. */
export type FromIndexer =
  /** A string for DatasetIndex.addBatch. */
  | { readonly kind: 'batch'; readonly packed: string }
  | { readonly kind: 'progress'; readonly counts: WalkCounts }
  | { readonly kind: 'done'; readonly summary: WalkSummary }
  | { readonly kind: 'failed'; readonly message: string };
