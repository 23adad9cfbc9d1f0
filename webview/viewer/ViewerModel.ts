import type {
  PhaseView,
  PictureMessage,
  SeriesView,
  SliceAnswer,
  SliceBoxes,
  SliceRef,
  ViewState,
  VoiSelection,
} from '../../src/protocol/viewer';
import { Signal } from './Signal';
import type { SliceLoader } from './SliceLoader';
import { defaultSelection, resolveVoi } from './resolveVoi';
import type { ResolvedVoi } from './resolveVoi';

/** Where the wanted slice stands; numbers from 1. */
export interface Place {
  readonly phase: number;
  readonly phases: number;
  readonly number: number;
  readonly of: number;
  readonly slice: SliceRef;
  readonly phaseView: PhaseView;
}

/**
 * What the page shows, and the only place that changes it. Parts of the page listen to `changed` and read what they
 * need; nothing else is shared between them.
 */
export class ViewerModel {
  readonly changed = new Signal();
  series: SeriesView | undefined;
  /** What is on the screen. */
  answer: SliceAnswer | undefined;
  /** The slice the user asked for; its picture may still be on the way. */
  wantedKey = '';
  /** undefined until the first picture chooses one. */
  selection: VoiSelection | undefined;
  zoom: number | 'fit' = 'fit';
  /** Image point at the centre of the stage, in pixels; undefined means the middle of the image. */
  centerPx: readonly [number, number] | undefined;
  showBoxes = true;
  showList = true;
  highlightedBoxId: string | undefined;
  private readonly boxesByUid = new Map<string, SliceBoxes>();

  constructor(
    private readonly loader: () => SliceLoader,
    private readonly askForBoxes: (sopInstanceUid: string) => void,
  ) {}

  get picture(): PictureMessage | undefined {
    return this.answer?.kind === 'picture' ? this.answer : undefined;
  }

  /** The picture on the screen is not yet the one that was asked for. */
  get waiting(): boolean {
    return this.picture !== undefined && this.picture.slice.key !== this.wantedKey;
  }

  get boxes(): SliceBoxes | undefined {
    const uid = this.picture?.slice.sopInstanceUid;
    return uid === undefined ? undefined : this.boxesByUid.get(uid);
  }

  get voi(): ResolvedVoi | undefined {
    const picture = this.picture;
    if (!picture) return undefined;
    return resolveVoi(this.selection ?? defaultSelection(picture.slice), picture);
  }

  /** Where a slice (by default the wanted one) stands in its phase. */
  place(key = this.wantedKey): Place | undefined {
    const phases = this.series?.phases ?? [];
    for (const [p, phaseView] of phases.entries()) {
      const i = phaseView.slices.findIndex((slice) => slice.key === key);
      const slice = phaseView.slices[i];
      if (slice) {
        const of = phaseView.slices.length;
        return { phase: p + 1, phases: phases.length, number: i + 1, of, slice, phaseView };
      }
    }
    return undefined;
  }

  restore(state: ViewState): void {
    this.selection = state.voi;
    this.zoom = state.zoom;
    this.centerPx = state.centerPx;
    this.showBoxes = state.showBoxes;
    this.showList = state.showList;
  }

  state(): ViewState | undefined {
    const picture = this.picture;
    if (!picture) return undefined;
    return {
      key: this.wantedKey,
      sopInstanceUid: picture.slice.sopInstanceUid,
      voi: this.selection ?? defaultSelection(picture.slice),
      zoom: this.zoom,
      centerPx: this.centerPx ?? [picture.slice.columns / 2, picture.slice.rows / 2],
      showBoxes: this.showBoxes,
      showList: this.showList,
    };
  }

  /** Shows what the host sent for the slice it chose (first picture, or the file changed). */
  showAnswer(answer: SliceAnswer, key: string): void {
    this.loader().forget(key);
    this.wantedKey = key;
    this.show(answer);
    this.prefetch(1);
  }

  setSeries(series: SeriesView): void {
    this.series = series;
    this.changed.fire();
    this.prefetch(1);
  }

  setBoxes(boxes: SliceBoxes): void {
    this.boxesByUid.set(boxes.sopInstanceUid, boxes);
    this.changed.fire();
  }

  /** Goes to a slice: at once when it is here, otherwise when it arrives and is still the one wanted. */
  goTo(key: string): void {
    const before = this.place();
    this.wantedKey = key;
    const after = this.place();
    const cached = this.loader().cached(key);
    if (cached) this.show(cached);
    else this.changed.fire();
    this.prefetch((after?.number ?? 0) >= (before?.number ?? 0) ? 1 : -1);
  }

  arrived(key: string, answer: SliceAnswer): void {
    if (key === this.wantedKey) this.show(answer);
  }

  update(change: (model: ViewerModel) => void): void {
    change(this);
    this.changed.fire();
  }

  private show(answer: SliceAnswer): void {
    this.answer = answer;
    if (answer.kind === 'picture') {
      this.loader().keep(answer);
      this.selection ??= defaultSelection(answer.slice);
      const uid = answer.slice.sopInstanceUid;
      if (!this.boxesByUid.has(uid)) this.askForBoxes(uid);
    }
    this.changed.fire();
  }

  private prefetch(direction: 1 | -1): void {
    const place = this.place();
    if (!place) {
      if (this.wantedKey !== '' && this.answer === undefined)
        this.loader().want(this.wantedKey, []);
      return;
    }
    const keys = place.phaseView.slices.map(({ key }) => key);
    const i = place.number - 1;
    const after = keys.slice(i + 1);
    const before = keys.slice(0, i).reverse();
    this.loader().want(
      this.wantedKey,
      direction === 1 ? [...after, ...before] : [...before, ...after],
    );
  }
}
