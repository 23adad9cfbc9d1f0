import { parentPort, workerData } from 'node:worker_threads';
import { fileWalkPort } from '#env/fileWalkPort';
import { walkDataset } from '../core/dataset/walkDataset';
import type { FromIndexer, IndexerStart, ToIndexer } from '../protocol/indexerMessages';

/** So many batches may be on their way; then the walk waits until the host has taken one in. */
const batchesOnTheWay = 2;

/** Walks the folder it was started with and tells the host what it finds. The error boundary of the worker. */
async function runIndexer(start: IndexerStart): Promise<void> {
  const signal = { aborted: false };
  let onTheWay = 0;
  let wake: (() => void) | undefined;
  parentPort?.on('message', (message: ToIndexer) => {
    if (message.kind === 'cancel') signal.aborted = true;
    else onTheWay -= 1;
    wake?.();
  });
  const roomForBatch = async (): Promise<void> => {
    while (onTheWay >= batchesOnTheWay && !signal.aborted) {
      await new Promise<void>((resolve) => (wake = resolve));
    }
  };
  const sink = {
    onBatch: async (packed: string): Promise<void> => {
      await roomForBatch();
      onTheWay += 1;
      post({ kind: 'batch', packed });
    },
    onProgress: (counts: Extract<FromIndexer, { kind: 'progress' }>['counts']): void =>
      post({ kind: 'progress', counts }),
  };
  const { giveUpAfterFiles } = start;
  const options = { signal, ...(giveUpAfterFiles === undefined ? {} : { giveUpAfterFiles }) };
  const summary = await walkDataset(fileWalkPort(start.rootPath), sink, options);
  post({ kind: 'done', summary });
}

function post(message: FromIndexer): void {
  parentPort?.postMessage(message);
}

runIndexer(workerData as IndexerStart)
  .catch((error: unknown) => {
    post({ kind: 'failed', message: error instanceof Error ? error.message : String(error) });
  })
  .finally(() => parentPort?.close());
