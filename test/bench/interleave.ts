import type { BenchRow, RowRole } from './BenchTable';

/** One way of doing a job. */
export interface Contender {
  readonly name: string;
  readonly role: RowRole;
  /** Does the job once. One that is only a part of what runs gives its own time in milliseconds. */
  run(): JobTime | Promise<JobTime>;
}

/** Nothing where all of the run counts. */
type JobTime = number | undefined | void;

/**
 * Times the contenders in rounds: each round runs every one once, and begins with another one, so that what happens on
 * the machine meanwhile happens to all of them. The first rounds, in which code is still compiled, do not count.
 */
export async function interleave(
  contenders: readonly Contender[],
  { rounds, warmUp }: { readonly rounds: number; readonly warmUp: number },
): Promise<BenchRow[]> {
  const rows = contenders.map(({ name, role }) => ({ name, role, ms: [] as number[] }));
  for (let round = -warmUp; round < rounds; round++) {
    for (let turn = 0; turn < contenders.length; turn++) {
      const at = (turn + Math.abs(round)) % contenders.length;
      const ms = await timed(contenders[at] as Contender);
      if (round >= 0) rows[at]?.ms.push(ms);
    }
  }
  return rows;
}

async function timed(contender: Contender): Promise<number> {
  const start = performance.now();
  // Synchronous contenders are not made to wait for a turn of the event loop.
  const running = contender.run();
  const own = running instanceof Promise ? await running : running;
  return own ?? performance.now() - start;
}
