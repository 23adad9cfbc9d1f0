import { Worker } from 'node:worker_threads';
import { assertNever } from '../../core/assertNever';
import type { WalkCounts, WalkSummary } from '../../core/dataset/WalkRecord';
import type { FromIndexer, IndexerStart, ToIndexer } from '../../protocol/indexerMessages';

/** A worker that does not stop by itself after this time (it hangs in a read) is ended. */
const cancelGraceMs = 2_000;

/** What an indexer tells. After `onDone` or `onError` nothing follows. Nothing may be thrown. */
export interface IndexerSink {
  /** A string for DatasetIndex.addBatch. The next but one batch comes only after this has returned. */
  onBatch(packed: string): void;
  onProgress(counts: WalkCounts): void;
  onDone(summary: WalkSummary): void;
  onError(message: string): void;
}

/** What to walk, and with which worker bundle. */
export interface IndexerOptions extends IndexerStart {
  /** Absolute path of dist/indexer.js. */
  readonly workerPath: string;
}

/** A walk that goes on in a worker. */
export interface RunningIndexer {
  /** Stops the walk; `onDone` follows with the outcome `cancelled`. */
  cancel(): void;
}

/** Walks a local folder in a worker thread. (The browser's version gives undefined: there is no worker for it.) */
export function startIndexer(
  options: IndexerOptions,
  sink: IndexerSink,
): RunningIndexer | undefined {
  const { workerPath, ...start } = options;
  // The host's own flags (a debugger's port) are not for the worker.
  const worker = new Worker(workerPath, { workerData: start, execArgv: [] });
  const session = new IndexerSession(worker, sink);
  return { cancel: () => session.cancel() };
}

class IndexerSession {
  private readonly startedAt = performance.now();
  private ended = false;
  private cancelled = false;
  private counts: WalkCounts = {
    folders: 0,
    files: 0,
    instances: 0,
    annotations: 0,
    skipped: 0,
    problems: 0,
  };

  constructor(
    private readonly worker: Worker,
    private readonly sink: IndexerSink,
  ) {
    worker.on('message', (message: FromIndexer) => this.receive(message));
    worker.on('error', (error) => this.fail(error.message));
    worker.on('exit', (code) => this.exited(code));
  }

  cancel(): void {
    if (this.ended || this.cancelled) return;
    this.cancelled = true;
    this.post({ kind: 'cancel' });
    setTimeout(() => void this.worker.terminate(), cancelGraceMs).unref();
  }

  private receive(message: FromIndexer): void {
    if (this.ended) return;
    switch (message.kind) {
      case 'batch':
        this.sink.onBatch(message.packed);
        // In a turn of its own, so that the host gets to its other work between two batches.
        setImmediate(() => this.post({ kind: 'batch-taken' }));
        break;
      case 'progress':
        this.counts = message.counts;
        this.sink.onProgress(message.counts);
        break;
      case 'done':
        this.ended = true;
        this.sink.onDone(message.summary);
        break;
      case 'failed':
        this.fail(message.message);
        break;
      default:
        assertNever(message);
    }
  }

  private fail(message: string): void {
    if (this.ended) return;
    this.ended = true;
    this.sink.onError(message);
    void this.worker.terminate();
  }

  private exited(code: number): void {
    if (this.ended) return;
    if (!this.cancelled) {
      this.fail(`The indexer ended with code ${code}.`);
      return;
    }
    this.ended = true;
    const elapsedMs = performance.now() - this.startedAt;
    this.sink.onDone({ outcome: 'cancelled', counts: this.counts, elapsedMs });
  }

  private post(message: ToIndexer): void {
    this.worker.postMessage(message);
  }
}
