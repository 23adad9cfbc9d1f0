import type { MessagePort } from 'node:worker_threads';
import { Worker } from 'node:worker_threads';
import type { SampleTarget, SampleTask, WrittenImage } from './sampleTasks';
import { runTask } from './sampleTasks';

/** Does all tasks in this thread; what a test uses. */
export function runHere(
  tasks: readonly SampleTask[],
  target: SampleTarget,
): readonly WrittenImage[] {
  return tasks.flatMap((task) => runTask(task, target));
}

/** Does all tasks in threads that run `script`, each of which calls `serveTasks`. Rejects when one fails. */
export async function runInThreads(
  tasks: readonly SampleTask[],
  target: SampleTarget,
  threads: { readonly script: string; readonly count: number },
): Promise<readonly WrittenImage[]> {
  const results: (readonly WrittenImage[])[] = tasks.map(() => []);
  let next = 0;
  const work = async (): Promise<void> => {
    const worker = new Worker(threads.script);
    try {
      while (next < tasks.length) {
        const index = next++;
        results[index] = await ask(worker, { task: tasks[index] as SampleTask, target });
      }
    } finally {
      await worker.terminate();
    }
  };
  await Promise.all(Array.from({ length: Math.min(threads.count, tasks.length) }, work));
  return results.flat();
}

interface Order {
  readonly task: SampleTask;
  readonly target: SampleTarget;
}

function ask(worker: Worker, order: Order): Promise<readonly WrittenImage[]> {
  return new Promise((resolve, reject) => {
    const answered = (images: readonly WrittenImage[]): void => {
      worker.off('error', reject);
      resolve(images);
    };
    worker.once('message', answered);
    worker.once('error', reject);
    worker.postMessage(order);
  });
}

/** The thread's side: answers each order with what it wrote; a throw ends the thread and reaches the asker. */
export function serveTasks(port: MessagePort): void {
  port.on('message', (order: Order) => {
    port.postMessage(runTask(order.task, order.target));
  });
}
