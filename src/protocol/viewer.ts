import type { StoredWindow, ValueUnit } from '../core/dicom/ImageFacts';
import type { PixelSpacingMm } from '../core/geometry/spaces';
import type { VoiFunction } from '../core/pixels/VoiWindow';
import type { Frame } from '../core/pixels/Frame';

/** One place in a stack: a file, or one frame of a multi-frame file. */
export interface SliceRef {
  /** Names the slice between host and page; unique in the series, opaque to the page. */
  readonly key: string;
  readonly sopInstanceUid: string;
  /** Frame number within the file, from 0. */
  readonly frameIndex: number;
  /** Position in mm as conventions say it is shown, undefined without geometry. */
  readonly positionMm: number | undefined;
  /** Patient z, or distance along the normal of an oblique stack. */
  readonly positionKind: 'z' | 'along-normal' | 'none';
  /** At least one VOC file is named after this slice. */
  readonly annotated: boolean;
}

/** A run of slices that the wheel moves through. */
export interface PhaseView {
  /** Empty when the series has one phase only. */
  readonly label: string;
  readonly slices: readonly SliceRef[];
}

/** Everything the page knows of a series; a complete snapshot, sent anew on every change. */
export interface SeriesView {
  readonly seriesInstanceUid: string;
  readonly kind: 'volume' | 'time' | 'plain';
  readonly phases: readonly PhaseView[];
  /** What is odd about the series (gaps, duplicates, mixed sizes), in sentences. */
  readonly notes: readonly string[];
  /** True until all the files of the series have been looked for. */
  readonly partial: boolean;
}

/** The letters at the four edges of the picture; empty where the file has no orientation. */
export interface EdgeLetters {
  readonly left: string;
  readonly right: string;
  readonly top: string;
  readonly bottom: string;
}

/** What stands in the corners of the picture and what the probe needs. */
export interface SliceView {
  readonly key: string;
  readonly sopInstanceUid: string;
  readonly frameIndex: number;
  readonly rows: number;
  readonly columns: number;
  /** Rows the file really holds; fewer than `rows` when its pixel data is cut off. */
  readonly rowsPresent: number;
  readonly modality: string;
  readonly isCapture: boolean;
  readonly unit: ValueUnit;
  readonly windows: readonly StoredWindow[];
  /** The file's VOI LUT Function, LINEAR when it names none; presets and dragged windows use it too. */
  readonly voiFunction: VoiFunction;
  readonly pixelSpacingMm: PixelSpacingMm | undefined;
  readonly letters: EdgeLetters;
  readonly positionMm: number | undefined;
  readonly patientLine: string;
  readonly studyLine: string;
  readonly seriesLine: string;
}

/** A picture: its facts and one frame in one buffer of its exact size. */
export interface PictureMessage {
  readonly kind: 'picture';
  readonly slice: SliceView;
  readonly frame: Frame;
}

/** What a page offers when something cannot be shown; the host carries it out. */
export type FailureAction = 'open-text' | 'open-hex' | 'show-log' | 'add-folder' | 'reload';

/** An explanation in place of a picture. All texts are plain text. */
export interface FailureMessage {
  readonly kind: 'failure';
  readonly title: string;
  readonly reason: string;
  /** What could still be read, as label and value. */
  readonly facts: readonly (readonly [label: string, value: string])[];
  readonly actions: readonly { readonly action: FailureAction; readonly label: string }[];
}

/** The answer to a request for a slice. */
export type SliceAnswer = PictureMessage | FailureMessage;

/** One box of one VOC file, drawn on the lines x = xMinPx, xMaxPx and y = yMinPx, yMaxPx. */
export interface BoxView {
  readonly id: string;
  readonly label: string;
  readonly className: string;
  readonly colour: string;
  readonly xMinPx: number;
  readonly yMinPx: number;
  readonly xMaxPx: number;
  readonly yMaxPx: number;
  /** Name of the annotation folder the file lies in. */
  readonly folder: string;
  /** Something about the box the reader must know (zero size, outside the image, label against the patient). */
  readonly note: string;
}

/** The boxes of one slice; a complete snapshot. */
export interface SliceBoxes {
  readonly sopInstanceUid: string;
  readonly boxes: readonly BoxView[];
  /** Files that name this slice but cannot be read, in sentences. */
  readonly problems: readonly string[];
  /** False while folders are still being read that may hold more files of this slice. */
  readonly complete: boolean;
}

/** The window the user chose; resolved against each slice anew. */
export type VoiSelection =
  | { readonly kind: 'preset'; readonly id: string }
  | { readonly kind: 'file'; readonly index: number }
  | { readonly kind: 'whole' }
  | { readonly kind: 'manual'; readonly width: number; readonly center: number };

/** Navigation state kept in the page's setState, under 1 KB. */
export interface ViewState {
  readonly key: string;
  readonly sopInstanceUid: string;
  readonly voi: VoiSelection;
  /** Screen pixels per image pixel, or 'fit'. */
  readonly zoom: number | 'fit';
  /** Image point at the centre of the stage, in pixels. */
  readonly centerPx: readonly [x: number, y: number];
  readonly showBoxes: boolean;
  readonly showList: boolean;
}

/** What the page tells the host after each change. */
export interface PageReport {
  /** The slice that was asked for last; its picture may still be on the way, or an explanation in its place. */
  readonly wantedKey: string;
  readonly slice: { readonly key: string; readonly sopInstanceUid: string } | undefined;
  /** For the tab, screen readers and tests: slice number from 1, of how many, phase from 1, of how many. */
  readonly place: { number: number; of: number; phase: number; phases: number } | undefined;
}

/** Answer to `ready`: everything for the first picture. */
export interface OpenAnswer {
  /** The slice that `first` is about; empty when there is no file to speak of. */
  readonly key: string;
  readonly first: SliceAnswer;
  readonly series: SeriesView | undefined;
  readonly boxes: SliceBoxes | undefined;
}

/** Actions of commands, keys and menus that the page carries out. */
export type ViewerAction =
  | { readonly kind: 'window'; readonly selection: VoiSelection | 'next-file' | 'pick' }
  | { readonly kind: 'step'; readonly slices: number }
  | { readonly kind: 'edge'; readonly edge: 'first' | 'last' }
  | { readonly kind: 'annotated'; readonly direction: 1 | -1 }
  | { readonly kind: 'phase'; readonly direction: 1 | -1 }
  | { readonly kind: 'zoom'; readonly factor: number }
  | { readonly kind: 'fit' }
  | { readonly kind: 'actual-size' }
  | { readonly kind: 'toggle-boxes' }
  | { readonly kind: 'toggle-list' };

/** What the page may ask of the host. Every function answers; none leaves the page waiting. */
export interface ViewerHost {
  ready(state: ViewState | undefined): Promise<OpenAnswer>;
  slice(key: string): Promise<SliceAnswer>;
  boxes(sopInstanceUid: string): Promise<SliceBoxes>;
  report(report: PageReport): void;
  /** The page has the keyboard, and not in a text field; answers when the keybindings know it. */
  focus(hasFocus: boolean): Promise<void>;
  openBox(boxId: string): void;
  /** What a button of an explanation asks for; `key` is the slice that cannot be shown, empty for none. */
  act(action: FailureAction, key: string): void;
  /** Lets the user choose in VS Code's own list; the index of the label, undefined when nothing was chosen. */
  pick(labels: readonly string[], placeHolder: string): Promise<number | undefined>;
  log(level: 'info' | 'error', text: string): void;
}

/** What the host may tell the page. */
export interface ViewerPage {
  showSeries(series: SeriesView): void;
  showBoxes(boxes: SliceBoxes): void;
  /** Shows a slice of the series the page already has. */
  goTo(key: string): void;
  /** Replaces what is shown (the file changed, was deleted, came back). */
  showAnswer(answer: SliceAnswer, key: string): void;
  /** The file of a slice has changed: what the page keeps of it is old. */
  forget(key: string): void;
  act(action: ViewerAction): void;
}
