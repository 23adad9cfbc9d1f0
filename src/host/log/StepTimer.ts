import type { Log } from './Log';

/** A synchronous step that held the extension host longer than this is written to the log. */
const slowStepMs = 20;

/** Times each synchronous step of ours in the host: nothing may hold up the other extensions in it. */
export class StepTimer {
  private longest = { name: 'none', milliseconds: 0 };

  constructor(private readonly log: Log) {}

  /** Runs `step` and remembers how long it took. */
  time<T>(name: string, step: () => T): T {
    const start = performance.now();
    try {
      return step();
    } finally {
      this.note(name, performance.now() - start);
    }
  }

  /** The longest step so far, in milliseconds. */
  get longestStep(): { readonly name: string; readonly milliseconds: number } {
    return this.longest;
  }

  print(): void {
    const { name, milliseconds } = this.longest;
    this.log.info('steps', `longest synchronous step: ${name}, ${milliseconds.toFixed(1)} ms`);
  }

  private note(name: string, milliseconds: number): void {
    if (milliseconds > this.longest.milliseconds) this.longest = { name, milliseconds };
    if (milliseconds > slowStepMs) {
      this.log.warn('steps', `${name} took ${milliseconds.toFixed(1)} ms`);
    }
  }
}
