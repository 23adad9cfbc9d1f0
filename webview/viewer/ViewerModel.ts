import type {
  FailureMessage,
  PictureMessage,
  SeriesView,
  SliceAnswer,
  SliceBoxes,
  ViewState,
  VoiSelection,
} from '../../src/protocol/viewer';
import { Patience } from './Patience';
import { SeriesPlaces } from './SeriesPlaces';
import type { Place, Start } from './SeriesPlaces';
import { Signal } from './Signal';
import type { SliceLoader } from './SliceLoader';
import { defaultSelection, resolveVoi } from './resolveVoi';
import type { ResolvedVoi } from './resolveVoi';

/** How long a slice may take before the page says that it is on the way; below, that would only flicker. */
const lateAfterMs = 150;

/**
 * What the page shows, and the only place that changes it. Parts of the page listen to `changed` and read what they
 * need; nothing else is shared between them.
 */
export class ViewerModel {
  readonly changed = new Signal();
  /** What is on the screen, and the slice it is about. */
  answer: SliceAnswer | undefined;
  shownKey = '';
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
  private snapshot: SeriesView | undefined;
  private placesOfSlices = SeriesPlaces.of(undefined);
  /** Where the wanted slice stood in the series that has lost it. */
  private gap: Start | undefined;
  private readonly boxesByUid = new Map<string, SliceBoxes>();
  private readonly boxesOnTheWay = new Set<string>();
  private readonly patience = new Patience(lateAfterMs, () => this.changed.fire());
  private resolved:
    | {
        readonly picture: PictureMessage;
        readonly selection: VoiSelection | undefined;
        readonly voi: ResolvedVoi | undefined;
      }
    | undefined;

  constructor(
    private readonly loader: () => SliceLoader,
    private readonly askForBoxes: (sopInstanceUid: string) => Promise<void>,
  ) {}

  get series(): SeriesView | undefined {
    return this.snapshot;
  }

  get places(): SeriesPlaces {
    return this.placesOfSlices;
  }

  get picture(): PictureMessage | undefined {
    return this.answer?.kind === 'picture' ? this.answer : undefined;
  }

  /** What is on the screen has not been what was asked for, and for longer than a moment. */
  get late(): boolean {
    return this.patience.late;
  }

  /** The picture on the screen was an image of the series, and the series has lost it. */
  get isLost(): boolean {
    return this.gap !== undefined && this.wantedKey === this.shownKey;
  }

  get boxes(): SliceBoxes | undefined {
    const uid = this.picture?.slice.sopInstanceUid;
    return uid === undefined ? undefined : this.boxesByUid.get(uid);
  }

  /** The window of the picture on the screen; found once for each picture and choice. */
  get voi(): ResolvedVoi | undefined {
    const { picture, selection } = this;
    if (!picture) return undefined;
    if (this.resolved?.picture !== picture || this.resolved.selection !== selection) {
      const voi = resolveVoi(selection ?? defaultSelection(picture.slice), picture);
      this.resolved = { picture, selection, voi };
    }
    return this.resolved.voi;
  }

  /** Where a slice (by default the wanted one) stands in its phase. */
  place(key = this.wantedKey): Place | undefined {
    const found = this.places.find(key);
    if (found || key !== this.shownKey || !this.picture) return found;
    return this.places.findImage(this.picture.slice);
  }

  /** What steps in a direction are counted from; undefined without a series. */
  start(direction: 1 | -1): Start | undefined {
    const place = this.place();
    if (place) return place;
    const gap = this.gap ?? this.places.gap(undefined);
    return gap && { phase: gap.phase, number: direction === 1 ? gap.number - 1 : gap.number };
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
    this.gap = undefined;
    this.wantedKey = key;
    this.show(answer, key);
    this.prefetch(1);
  }

  /** A file has changed. Where its slice is awaited, the request under way was for the old file and is made again. */
  forget(key: string): void {
    this.loader().forget(key);
    if (key === this.wantedKey && key !== this.shownKey) this.prefetch(1);
  }

  /** Takes a new snapshot in; where it lacks the wanted slice, the page stays on what it shows. */
  setSeries(series: SeriesView): void {
    const before = this.place() ?? this.gap;
    this.snapshot = series;
    this.placesOfSlices = SeriesPlaces.of(series);
    this.gap = undefined;
    if (!this.place()) {
      this.wantedKey = this.shownKey;
      if (!this.place() && before) this.gap = this.places.gap(before);
    }
    this.fire();
    this.prefetch(1);
  }

  setBoxes(boxes: SliceBoxes): void {
    this.boxesByUid.set(boxes.sopInstanceUid, boxes);
    this.fire();
  }

  /**
   * Goes to a slice of the series: at once when it is here, otherwise when it arrives and is still the one wanted. A
   * key that is not in the series goes nowhere.
   */
  goTo(key: string): void {
    const after = this.places.find(key);
    if (!after) return;
    const before = this.place();
    this.gap = undefined;
    this.wantedKey = key;
    const cached = this.loader().cached(key);
    if (cached) this.show(cached, key);
    else this.fire();
    this.want(after, after.number >= (before?.number ?? 0) ? 1 : -1, key);
  }

  arrived(key: string, answer: SliceAnswer): void {
    if (key === this.wantedKey) this.show(answer, key);
  }

  /** The picture on the screen cannot be drawn: an explanation takes its place. */
  cannotDraw(failure: FailureMessage): void {
    this.answer = failure;
    this.fire();
  }

  update(change: (model: ViewerModel) => void): void {
    change(this);
    this.fire();
  }

  private fire(): void {
    this.patience.follow(this.answer !== undefined && this.shownKey !== this.wantedKey);
    this.changed.fire();
  }

  private show(answer: SliceAnswer, key: string): void {
    this.answer = answer;
    this.shownKey = key;
    if (answer.kind === 'picture') {
      this.loader().keep(answer);
      this.selection ??= defaultSelection(answer.slice);
      this.needBoxes(answer.slice.sopInstanceUid);
    }
    this.fire();
  }

  /** Boxes that were read while folders were still being looked through are asked for again. */
  private needBoxes(uid: string): void {
    if (this.boxesByUid.get(uid)?.complete || this.boxesOnTheWay.has(uid)) return;
    this.boxesOnTheWay.add(uid);
    void this.askForBoxes(uid).finally(() => this.boxesOnTheWay.delete(uid));
  }

  /** Fetches the neighbours, and the wanted slice unless its explanation is on the screen: asking again is the user's. */
  private prefetch(direction: 1 | -1): void {
    const isExplained = this.answer?.kind === 'failure' && this.shownKey === this.wantedKey;
    const wanted = isExplained || this.wantedKey === '' ? undefined : this.wantedKey;
    const place = this.place();
    if (place) this.want(place, direction, wanted);
    else if (this.answer === undefined && wanted !== undefined) this.loader().want(wanted, []);
  }

  private want(place: Place, direction: 1 | -1, wanted: string | undefined): void {
    const keys = place.phaseView.slices.map(({ key }) => key);
    const after = keys.slice(place.number);
    const before = keys.slice(0, place.number - 1).reverse();
    const neighbours = direction === 1 ? [...after, ...before] : [...before, ...after];
    this.loader().want(wanted, neighbours);
  }
}
