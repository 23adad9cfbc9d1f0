import * as vscode from 'vscode';
import { createBirpc } from 'birpc';
import type { BirpcReturn } from 'birpc';
import type { InstanceHeader } from '../../core/dicom/InstanceHeader';
import { contextKeys } from '../../contributions';
import type {
  FailureMessage,
  OpenAnswer,
  PageReport,
  SliceAnswer,
  ViewerAction,
  ViewerHost,
  ViewerPage,
  ViewState,
} from '../../protocol/viewer';
import { SliceBoxReader } from '../annotations/SliceBoxReader';
import { guarded } from '../boundary';
import type { Services } from '../services';
import { readHistologyRule } from '../settings';
import { setContext } from '../setContext';
import { runFailureAction } from './failureActions';
import { guardedHost } from './guardedHost';
import { ImageReader } from './ImageReader';
import type { OpenedImage } from './ImageReader';
import { placeFromKey, SeriesTracker } from './SeriesTracker';
import { sliceKey } from './seriesView';
import { tabTitle } from './tabTitle';
import { watchFolder } from './watchFolder';

/** What an editor is opened on: an image file, or a UID whose image must be found (a VOC file). */
export interface ViewerTarget {
  /** The document of the editor. */
  readonly documentUri: vscode.Uri;
  /** A VOC file that is shown as a picture: its boxes are drawn wherever it lies. */
  readonly annotationUri?: vscode.Uri;
  /** Finds the image to begin with; a failure is shown in its place. */
  resolve(): Promise<{ uri: vscode.Uri } | { failure: FailureMessage }>;
}

type FirstImage = { uri: vscode.Uri; opened: OpenedImage } | { failure: FailureMessage };

/** VS Code lays its tabs and its own title out anew for each title. */
const titleEveryMs = 100;

/** One viewer editor: its page, the series it shows, and where in it the page is. */
export class ViewerSession implements vscode.Disposable {
  private readonly reader: ImageReader;
  private readonly series: SeriesTracker;
  private readonly boxes: SliceBoxReader;
  private readonly page: BirpcReturn<ViewerPage, ViewerHost, false>;
  private readonly disposables: vscode.Disposable[] = [];
  private readonly moved = new vscode.EventEmitter<void>();
  /** The page is on another slice, or its focus changed. */
  readonly onDidMove = this.moved.event;
  private first: Promise<FirstImage>;
  private firstKey = '';
  private lastReport: PageReport | undefined;
  /** A page is there and has its first answer; a hidden editor has none. */
  private pageIsReady = false;
  private disposed = false;
  private watcher: vscode.Disposable | undefined;
  private titlePause: ReturnType<typeof setTimeout> | undefined;
  /** Where the page is to be when it is ready, whatever it showed before. */
  private pendingKey: string | undefined;
  /** No image was found to show: what the editor was opened on may still turn up. */
  waitsForImage = false;
  hasFocus = false;

  constructor(
    readonly target: ViewerTarget,
    readonly panel: vscode.WebviewPanel,
    private readonly services: Services,
    openAtKey: string | undefined,
  ) {
    this.pendingKey = openAtKey;
    this.reader = new ImageReader(services.log, () => readHistologyRule().rule);
    this.boxes = new SliceBoxReader(services, (uid) => this.sendBoxes(uid), target.annotationUri);
    this.series = new SeriesTracker(services, (view) => {
      if (view) this.tell('showSeries', view);
      this.updateTitle();
    });
    // Reading starts now, before the page has loaded.
    this.first = this.openFirst();
    this.page = createBirpc<ViewerPage, ViewerHost, false>(
      guardedHost(services.log, this.hostFunctions()),
      {
        // Answers that come after the editor was closed go nowhere.
        post: (data: unknown) => (this.disposed ? undefined : panel.webview.postMessage(data)),
        on: (listener) => this.disposables.push(panel.webview.onDidReceiveMessage(listener)),
        proxify: false,
      },
    );
    this.disposables.push(this.reader, this.series, this.boxes, this.moved);
    this.disposables.push(panel.onDidChangeViewState(() => this.noteVisibility()));
  }

  /** The slice on the screen, undefined while there is none. */
  get sopInstanceUid(): string | undefined {
    return this.lastReport?.slice?.sopInstanceUid;
  }

  /** Patient and series, as the header names them. */
  get header(): InstanceHeader | undefined {
    return this.series.header;
  }

  /** Where the page is: slice number, of how many. */
  get report(): PageReport | undefined {
    return this.lastReport;
  }

  /** The editor was closed; work that was under way may still end. */
  get isDisposed(): boolean {
    return this.disposed;
  }

  act(action: ViewerAction): void {
    this.tell('act', action);
  }

  /** Shows a slice of the series this editor already shows; false when it is not part of it. */
  goTo(key: string): boolean {
    const shown = this.series.shownKey(key);
    if (shown === undefined) return false;
    if (this.pageIsReady) this.tell('goTo', shown);
    else this.pendingKey = shown;
    return true;
  }

  /** Opens the XML of the first box of the slice that is shown. */
  async openFirstBox(): Promise<void> {
    const uid = this.sopInstanceUid;
    if (uid !== undefined) await this.boxes.openFirst(uid, this.panel.viewColumn);
  }

  /** Looks for the image of the target again and shows it. */
  reload(): void {
    if (this.disposed) return;
    this.reader.forget();
    const first = this.openFirst();
    this.first = first;
    void guarded(this.services.log, 'reload', async () => {
      const { key, first: answer, series } = await this.answerFirst(undefined);
      if (this.first !== first) return;
      if (series) this.tell('showSeries', series);
      this.tell('showAnswer', answer, key);
    });
  }

  dispose(): void {
    if (this.disposed) return;
    this.disposed = true;
    this.pageIsReady = false;
    this.watcher?.dispose();
    clearTimeout(this.titlePause);
    this.disposables.forEach((disposable) => void disposable.dispose());
    this.page.$close();
  }

  private hostFunctions(): ViewerHost {
    const { log } = this.services;
    return {
      ready: (state) => this.answerReady(state),
      slice: (key) => this.slice(key),
      boxes: (uid) => this.boxes.read(uid, this.series.imageOf(uid)),
      report: (report) => this.noteReport(report),
      focus: async (hasFocus) => {
        this.hasFocus = hasFocus;
        this.moved.fire();
        // Context keys are set in order: once this one is, those that the event set are too.
        await setContext(contextKeys.pageFocus, hasFocus && this.panel.active);
      },
      openBox: (id) =>
        void guarded(log, 'open box', () => this.boxes.open(id, this.panel.viewColumn)),
      act: (action, key) => {
        const uri = key === '' ? this.target.documentUri : placeFromKey(key).uri;
        const again = (): void => (key === '' ? this.reload() : this.showAgain(key));
        void guarded(log, action, () => runFailureAction(action, uri, again));
      },
      pick: async (labels, placeHolder) => {
        const items = labels.map((label, index) => ({ label, index }));
        return (await vscode.window.showQuickPick(items, { placeHolder }))?.index;
      },
      log: (level, text) => (level === 'error' ? log.error('page', text) : log.info('page', text)),
    };
  }

  /** Tells the page something; a page that is not there, or no longer, needs no telling. */
  private tell<K extends keyof ViewerPage>(name: K, ...args: Parameters<ViewerPage[K]>): void {
    if (!this.pageIsReady) return;
    this.page.$callEvent(name, ...(args as never)).catch((error: unknown) => {
      if (!this.disposed) this.services.log.error(name, error);
    });
  }

  private noteVisibility(): void {
    if (this.panel.visible) return;
    // A hidden editor has no page; the next one asks anew.
    this.pageIsReady = false;
    this.hasFocus = false;
    this.nameWhenHidden();
  }

  /** An editor that another one covered before its page came (several files opened at once) gets its name all the same. */
  private nameWhenHidden(): void {
    if (this.panel.visible || this.firstKey !== '') return;
    void guarded(this.services.log, 'name', async () => {
      const first = await this.first;
      if (!this.disposed && 'opened' in first) this.follow(first.uri, first.opened);
    });
  }

  private follow(uri: vscode.Uri, { header }: OpenedImage): void {
    if (header) this.series.follow(uri, header);
    if (this.firstKey === '') this.firstKey = sliceKey(uri, 0);
    this.updateTitle();
  }

  private async openFirst(): Promise<FirstImage> {
    const target = await this.target.resolve();
    this.waitsForImage = 'failure' in target;
    if ('failure' in target) return target;
    const opened = await this.reader.open(target.uri);
    this.nameWhenHidden();
    return { uri: target.uri, opened };
  }

  private async answerReady(state: ViewState | undefined): Promise<OpenAnswer> {
    const answer = await this.answerFirst(state);
    this.pageIsReady = !this.disposed;
    // The series may have been found while the answer was made.
    return { ...answer, series: this.series.view ?? answer.series };
  }

  /** Everything for the first picture. The series is never waited for: it follows when it is known. */
  private async answerFirst(state: ViewState | undefined): Promise<OpenAnswer> {
    const first = await this.first;
    if ('failure' in first) {
      return { key: '', first: first.failure, series: this.series.view, boxes: undefined };
    }
    const { uri, opened } = first;
    this.follow(uri, opened);
    this.watch(uri);
    const key =
      this.takePendingKey() ?? (await this.restoredKey(state, opened.header)) ?? sliceKey(uri, 0);
    this.firstKey = key;
    this.updateTitle();
    return { key, first: await this.slice(key), series: this.series.view, boxes: undefined };
  }

  private takePendingKey(): string | undefined {
    const key = this.pendingKey;
    this.pendingKey = undefined;
    return key;
  }

  /** The slice the page was on before it was hidden or reloaded, when it is still an image of the same series. */
  private async restoredKey(
    state: ViewState | undefined,
    header: InstanceHeader | undefined,
  ): Promise<string | undefined> {
    if (!state || !header || state.key === '') return undefined;
    const shown = this.series.shownKey(state.key);
    if (shown !== undefined) return shown;
    const restored = await this.reader.open(placeFromKey(state.key).uri);
    const same = restored.header?.seriesInstanceUid === header.seriesInstanceUid;
    return restored.kind === 'image' && same ? state.key : undefined;
  }

  private async slice(key: string): Promise<SliceAnswer> {
    const { uri, frameIndex } = placeFromKey(key);
    const answer = await this.reader.slice(uri, frameIndex);
    if (answer.kind === 'picture') this.series.noteImage(answer.slice);
    return answer;
  }

  /** The file that the editor was opened on is another now: perhaps of another series, perhaps an image at last. */
  private openAgain(shownKey: string | undefined): void {
    if (shownKey !== undefined) {
      this.pendingKey = shownKey;
      this.reload();
    } else {
      this.reader.forget();
      this.first = this.openFirst();
    }
  }

  /** Reads one slice again and shows it, if it is still the one that is wanted. */
  private showAgain(key: string): void {
    this.reader.forget();
    void guarded(this.services.log, 'read again', async () => {
      const answer = await this.slice(key);
      if ((this.lastReport?.wantedKey ?? this.firstKey) === key)
        this.tell('showAnswer', answer, key);
    });
  }

  private noteReport(report: PageReport): void {
    this.lastReport = report;
    this.followTitle();
    this.moved.fire();
  }

  /** The title of a rolling wheel is set now and then: to VS Code it costs more than the slice to the page. */
  private followTitle(): void {
    if (this.titlePause !== undefined || this.disposed) return;
    this.updateTitle();
    this.titlePause = setTimeout(() => {
      this.titlePause = undefined;
      this.updateTitle();
    }, titleEveryMs);
  }

  /** The tab is right before the page has reported: the host knows the place of the slice it sends. */
  private updateTitle(): void {
    if (this.disposed) return;
    const place = this.lastReport?.place ?? this.series.placeOf(this.firstKey);
    const title = tabTitle(this.series.header, place);
    if (title !== undefined && title !== this.panel.title) this.panel.title = title;
  }

  private async sendBoxes(sopInstanceUid: string): Promise<void> {
    const boxes = await this.boxes.read(sopInstanceUid, this.series.imageOf(sopInstanceUid));
    this.tell('showBoxes', boxes);
  }

  /** Follows the files beside the one that is shown: what changes, comes or goes is shown so. */
  private watch(uri: vscode.Uri): void {
    if (this.disposed) return;
    this.watcher ??= watchFolder(vscode.Uri.joinPath(uri, '..'), (changed) => {
      const key = sliceKey(changed, this.frameOnScreen(changed));
      if (changed.toString() !== uri.toString() && !this.series.fileOf(key)) return;
      this.tell('forget', key);
      const isShown = (this.lastReport?.wantedKey ?? this.firstKey) === key;
      if (changed.toString() === uri.toString()) this.openAgain(isShown ? key : undefined);
      else if (isShown) this.showAgain(key);
      else this.reader.forget();
    });
  }

  private frameOnScreen(uri: vscode.Uri): number {
    const key = this.lastReport?.wantedKey ?? this.firstKey;
    if (key === '') return 0;
    const place = placeFromKey(key);
    return place.uri.toString() === uri.toString() ? place.frameIndex : 0;
  }
}
