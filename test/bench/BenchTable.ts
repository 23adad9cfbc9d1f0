/** What a row of a table is: ours, another way of doing the same, what no way can undercut, or a figure from elsewhere. */
export type RowRole = 'ours' | 'peer' | 'limit' | 'quoted';

/** One way of doing the job of a table. */
export interface BenchRow {
  readonly name: string;
  readonly role: RowRole;
  /** Milliseconds of one job, round by round; rounds of one table belong together. Empty for quoted figures. */
  readonly ms: readonly number[];
  /** Time over the limit's time, of quoted figures. */
  readonly quotedRatio?: number;
}

/** What is printed for a row's time: itself, or how many things a second were done when a job does `perJob`. */
export type BenchUnit =
  | { readonly kind: 'ms' }
  | { readonly kind: 'rate'; readonly perJob: number; readonly things: string };

/** One job, done in several ways in interleaved rounds. */
export interface BenchTable {
  readonly title: string;
  readonly unit: BenchUnit;
  readonly rows: readonly BenchRow[];
  /** Figures that are no ratio of two rows. */
  readonly notes: readonly string[];
}
