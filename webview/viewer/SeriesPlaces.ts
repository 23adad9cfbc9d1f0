import type { PhaseView, SeriesView, SliceRef } from '../../src/protocol/viewer';

/** Where a slice stands; numbers from 1. */
export interface Place {
  readonly phase: number;
  readonly phases: number;
  readonly number: number;
  readonly of: number;
  readonly slice: SliceRef;
  readonly phaseView: PhaseView;
}

/** What steps are counted from: a slice's number, or the one beside the gap that a deleted slice left. */
export interface Start {
  readonly phase: number;
  readonly number: number;
}

/** Where each slice of one snapshot of a series stands. */
export class SeriesPlaces {
  private readonly byKey = new Map<string, Place>();
  private readonly byImage = new Map<string, Place>();
  /** All slices, phase after phase. */
  readonly slices: readonly SliceRef[];

  constructor(private readonly phases: readonly PhaseView[]) {
    this.slices = phases.flatMap(({ slices }) => slices);
    for (const [p, phaseView] of phases.entries()) {
      for (const [i, slice] of phaseView.slices.entries()) {
        const of = phaseView.slices.length;
        const place = { phase: p + 1, phases: phases.length, number: i + 1, of, slice, phaseView };
        this.byKey.set(slice.key, place);
        this.byImage.set(imageName(slice), place);
      }
    }
  }

  static of(series: SeriesView | undefined): SeriesPlaces {
    return new SeriesPlaces(series?.phases ?? []);
  }

  find(key: string): Place | undefined {
    return this.byKey.get(key);
  }

  /** The same image under another key: the series lists only one of several copies of a file. */
  findImage(image: { sopInstanceUid: string; frameIndex: number }): Place | undefined {
    return this.byImage.get(imageName(image));
  }

  /** The gap that a slice left which stood at `before`: in front of the slice that took its number. */
  gap(before: Start | undefined): Start | undefined {
    if (this.slices.length === 0) return undefined;
    const phase = Math.min(before?.phase ?? 1, this.phases.length);
    const of = this.phases[phase - 1]?.slices.length ?? 0;
    return { phase, number: Math.min(before?.number ?? 1, of + 1) };
  }

  /** The slice `steps` away from `start` within its phase; stops at the ends. */
  step(start: Start, steps: number): SliceRef | undefined {
    const slices = this.phases[start.phase - 1]?.slices ?? [];
    const number = Math.min(slices.length, Math.max(1, start.number + steps));
    return slices[number - 1];
  }

  /** The next annotated slice from `start`, through the phases one after the other. */
  nextAnnotated(start: Start, direction: 1 | -1): SliceRef | undefined {
    const earlier = this.phases.slice(0, start.phase - 1).flatMap(({ slices }) => slices).length;
    const here = earlier + start.number - 1;
    return direction === 1
      ? this.slices.slice(here + 1).find(({ annotated }) => annotated)
      : this.slices.slice(0, Math.max(0, here)).findLast(({ annotated }) => annotated);
  }
}

function imageName({
  sopInstanceUid,
  frameIndex,
}: {
  sopInstanceUid: string;
  frameIndex: number;
}): string {
  return `${sopInstanceUid}#${frameIndex}`;
}
