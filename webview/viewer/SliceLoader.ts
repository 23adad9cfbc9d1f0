import type { FailureMessage, PictureMessage, SliceAnswer } from '../../src/protocol/viewer';
import { SliceCache } from './SliceCache';

const cacheBytes = 256 * 1024 * 1024;
/** Frames queued ahead delay the wanted one on a remote line, so no more than two are ever on the way. */
const maximumOnTheWay = 2;
const slicesAhead = 6;

/**
 * Fetches slices: the wanted one first, then its neighbours in the direction of scrolling. What was overtaken before
 * it was asked for is never asked for.
 */
export class SliceLoader {
  private readonly cache = new SliceCache(cacheBytes);
  /** The latest request for each key; what an earlier one brings is out of date. */
  private readonly onTheWay = new Map<string, symbol>();
  /** Neighbours that cannot be read are not asked for again on every step; a wanted slice always is. */
  private readonly failed = new Set<string>();
  private wanted: string | undefined;
  private ahead: readonly string[] = [];

  constructor(
    private readonly fetch: (key: string) => Promise<SliceAnswer>,
    private readonly arrived: (key: string, answer: SliceAnswer) => void,
  ) {}

  /** A picture that is here already. */
  cached(key: string): PictureMessage | undefined {
    return this.cache.get(key);
  }

  keep(picture: PictureMessage): void {
    this.cache.add(picture);
  }

  /** The slice is not what it was: neither what is here of it nor what is on the way. */
  forget(key: string): void {
    this.cache.remove(key);
    this.onTheWay.delete(key);
    this.failed.delete(key);
  }

  /** Wants `key` (undefined: none) now and, when there is room on the line, the `neighbours` in that order. */
  want(key: string | undefined, neighbours: readonly string[]): void {
    this.wanted = key;
    this.ahead = neighbours.slice(0, slicesAhead);
    this.pump();
  }

  private pump(): void {
    while (this.onTheWay.size < maximumOnTheWay) {
      const next = this.nextKey();
      if (next === undefined) return;
      void this.load(next);
    }
  }

  private nextKey(): string | undefined {
    const missing = (key: string): boolean => !this.cache.has(key) && !this.onTheWay.has(key);
    if (this.wanted !== undefined && missing(this.wanted)) return this.wanted;
    return this.ahead.find((key) => missing(key) && !this.failed.has(key));
  }

  private async load(key: string): Promise<void> {
    const request = Symbol();
    this.onTheWay.set(key, request);
    const answer = await this.fetch(key).catch(lineFailure);
    if (this.onTheWay.get(key) !== request) return this.pump();
    this.onTheWay.delete(key);
    if (answer.kind === 'picture') this.cache.add(answer);
    else this.failed.add(key);
    if (key === this.wanted) {
      if (answer.kind === 'failure') this.wanted = undefined;
      this.arrived(key, answer);
    }
    this.pump();
  }
}

/** What the page shows when the host did not answer at all. */
export function lineFailure(error: unknown): FailureMessage {
  return {
    kind: 'failure',
    title: 'The picture did not arrive',
    reason: `The extension host did not answer: ${error instanceof Error ? error.message : String(error)}`,
    facts: [],
    actions: [
      { action: 'reload', label: 'Try Again' },
      { action: 'show-log', label: 'Show Log' },
    ],
  };
}
