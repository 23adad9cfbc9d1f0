import * as vscode from 'vscode';
import { createBirpc } from 'birpc';
import type { BirpcReturn } from 'birpc';
import { readHistologyRule } from '../settings';
import type {
  FailureAction,
  OpenAnswer,
  PageReport,
  SliceAnswer,
  SliceBoxes,
  ViewerAction,
  ViewerHost,
  ViewerPage,
  ViewState,
} from '../../protocol/viewer';
import type { InstanceHeader } from '../../core/dicom/InstanceHeader';
import type { Services } from '../services';
import { SliceBoxReader } from '../annotations/SliceBoxReader';
import { guarded } from '../boundary';
import { FailureActions } from './FailureActions';
import { guardedHost } from './guardedHost';
import { ImageReader } from './ImageReader';
import type { OpenedImage } from './ImageReader';
import { placeFromKey, SeriesTracker } from './SeriesTracker';
import { sliceKey } from './seriesView';
import { tabTitle } from './tabTitle';

/** What an editor is opened on: an image file, or a UID whose image must be found (a VOC file). */
export interface ViewerTarget {
  /** The document of the editor. */
  readonly documentUri: vscode.Uri;
  /** The document is the image itself: where it changes on the disk, the picture does. */
  readonly isImage: boolean;
  /** Finds the image to begin with; a failure is shown in its place. */
  resolve(): Promise<{ uri: vscode.Uri } | { failure: SliceAnswer }>;
}

/** One viewer editor: its page, the series it shows, and where in it the page is. */
export class ViewerSession implements vscode.Disposable {
  private readonly reader: ImageReader;
  private readonly series: SeriesTracker;
  private readonly boxes: SliceBoxReader;
  private readonly failureActions: FailureActions;
  private readonly page: BirpcReturn<ViewerPage, ViewerHost>;
  private readonly disposables: vscode.Disposable[] = [];
  private readonly moved = new vscode.EventEmitter<void>();
  /** The page is on another slice, or its focus changed. */
  readonly onDidMove = this.moved.event;
  private first: Promise<{ uri: vscode.Uri; opened: OpenedImage } | { failure: SliceAnswer }>;
  private firstKey = '';
  private lastReport: PageReport | undefined;
  private disposed = false;
  hasFocus = false;

  constructor(
    readonly target: ViewerTarget,
    readonly panel: vscode.WebviewPanel,
    private readonly services: Services,
  ) {
    const rule = () => readHistologyRule().rule;
    this.reader = new ImageReader(services.log, rule);
    this.boxes = new SliceBoxReader(
      services.annotations,
      (changed) => this.sendBoxes(changed),
      services.log,
    );
    this.failureActions = new FailureActions(target.documentUri, () => this.reload());
    this.series = new SeriesTracker(services, (view) => {
      if (view) this.page.showSeries.asEvent(view).catch(() => undefined);
      this.updateTitle();
    });
    // Reading starts now, before the page has loaded.
    this.first = this.openFirst();
    this.page = createBirpc<ViewerPage, ViewerHost>(
      guardedHost(services.log, this.hostFunctions()),
      {
        // Answers that come after the editor was closed go nowhere.
        post: (data: unknown) => (this.disposed ? undefined : panel.webview.postMessage(data)),
        on: (listener) => this.disposables.push(panel.webview.onDidReceiveMessage(listener)),
        eventNames: ['showSeries', 'showBoxes', 'goTo', 'showAnswer', 'act'],
      },
    );
    this.disposables.push(this.reader, this.series, this.boxes, this.moved);
    this.disposables.push(panel.onDidChangeViewState(() => this.nameWhenHidden()));
    if (target.isImage) this.disposables.push(this.watchFile());
  }

  /** The editor was closed; work that was under way may still end. */
  get isDisposed(): boolean {
    return this.disposed;
  }

  /** The slice on the screen, undefined while there is none. */
  get sopInstanceUid(): string | undefined {
    return this.lastReport?.slice?.sopInstanceUid;
  }

  get seriesInstanceUid(): string | undefined {
    return this.series.seriesInstanceUid;
  }

  /** A picture is on the screen, not an explanation. */
  get showsPicture(): boolean {
    return this.lastReport?.slice !== undefined;
  }

  /** The file on the screen. */
  get sliceUri(): vscode.Uri | undefined {
    return this.series.fileOf(this.lastReport?.slice?.key ?? '')?.file.uri;
  }

  /** Where the page is: slice number, of how many. */
  get report(): PageReport | undefined {
    return this.lastReport;
  }

  act(action: ViewerAction): void {
    void this.page.act.asEvent(action);
  }

  /** Shows a slice of the series this editor already shows; false when it is not part of it. */
  goTo(key: string): boolean {
    if (!this.series.fileOf(key)) return false;
    void this.page.goTo.asEvent(key);
    return true;
  }

  /** Opens the XML of the first box of the slice that is shown. */
  openFirstBox(): void {
    const uid = this.sopInstanceUid;
    if (uid !== undefined) void this.boxes.openFirst(uid, this.panel.viewColumn);
  }

  /** Reads the file again and shows it. */
  reload(): void {
    if (this.disposed) return;
    this.reader.forget();
    this.first = this.openFirst();
    void guarded(this.services.log, 'reload', async () => {
      const { key, first, series } = await this.answerFirst(undefined);
      if (this.disposed) return;
      if (series) await this.page.showSeries.asEvent(series);
      await this.page.showAnswer.asEvent(first, key);
    });
  }

  dispose(): void {
    this.disposed = true;
    this.page.$close();
    this.disposables.forEach((disposable) => void disposable.dispose());
  }

  private hostFunctions(): ViewerHost {
    return {
      ready: (state) => this.answerFirst(state),
      slice: (key) => this.slice(key),
      boxes: (uid) => this.boxes.read(uid, this.series.imageOf(uid)),
      report: (report) => this.noteReport(report),
      focus: (hasFocus) => {
        this.hasFocus = hasFocus;
        this.moved.fire();
      },
      openBox: (id) => void this.boxes.open(id, this.panel.viewColumn),
      act: (action: FailureAction) => void this.failureActions.run(action),
      pick: async (labels, placeHolder) => {
        const items = labels.map((label, index) => ({ label, index }));
        return (await vscode.window.showQuickPick(items, { placeHolder }))?.index;
      },
      log: (level, text) =>
        level === 'error'
          ? this.services.log.error('page', text)
          : this.services.log.info('page', text),
    };
  }

  private async openFirst(): Promise<
    { uri: vscode.Uri; opened: OpenedImage } | { failure: SliceAnswer }
  > {
    const target = await this.target.resolve();
    if ('failure' in target) return target;
    const opened = await this.reader.open(target.uri);
    if (!this.panel.visible) this.nameWhenHidden();
    return { uri: target.uri, opened };
  }

  /** An editor that another one covered before its page came (several files opened at once) gets its name all the same. */
  private nameWhenHidden(): void {
    if (this.disposed || this.panel.visible || this.firstKey !== '') return;
    void guarded(this.services.log, 'name', async () => {
      const first = await this.first;
      if (this.disposed || 'failure' in first || !first.opened.header) return;
      this.series.follow(first.uri, first.opened.header);
      this.firstKey = sliceKey(first.uri, 0);
      this.updateTitle();
    });
  }

  /** Everything for the first picture. The series is never waited for: it follows when it is known. */
  private async answerFirst(state: ViewState | undefined): Promise<OpenAnswer> {
    const first = await this.first;
    const { view } = this.series;
    if ('failure' in first)
      return { key: '', first: first.failure, series: view, boxes: undefined };
    const { uri, opened } = first;
    if (opened.header && !this.disposed) this.series.follow(uri, opened.header);
    const key = (await this.restoredKey(state, opened.header)) ?? sliceKey(uri, 0);
    this.firstKey = key;
    this.updateTitle();
    return { key, first: await this.slice(key), series: this.series.view, boxes: undefined };
  }

  /** The slice the page was on before it was hidden or reloaded, when it is still an image of the same series. */
  private async restoredKey(
    state: ViewState | undefined,
    header: InstanceHeader | undefined,
  ): Promise<string | undefined> {
    if (!state || !header) return undefined;
    if (this.series.fileOf(state.key)) return state.key;
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

  private noteReport(report: PageReport): void {
    this.lastReport = report;
    this.updateTitle();
    this.moved.fire();
  }

  /** The tab is right before the page has reported: the host knows the place of the slice it sends. */
  private updateTitle(): void {
    if (this.disposed) return;
    const place = this.lastReport?.place ?? this.series.placeOf(this.firstKey);
    const title = tabTitle(this.series.header, place);
    if (title !== undefined && title !== this.panel.title) this.panel.title = title;
  }

  private async sendBoxes(sopInstanceUid: string): Promise<void> {
    const boxes: SliceBoxes = await this.boxes.read(
      sopInstanceUid,
      this.series.imageOf(sopInstanceUid),
    );
    if (this.disposed) return;
    await this.page.showBoxes.asEvent(boxes);
  }

  /** A file that changes or vanishes while it is shown is shown so. */
  private watchFile(): vscode.Disposable {
    const uri = this.target.documentUri;
    const folder = vscode.Uri.joinPath(uri, '..');
    const watcher = vscode.workspace.createFileSystemWatcher(
      new vscode.RelativePattern(folder, escapeGlob(uri.path.slice(uri.path.lastIndexOf('/') + 1))),
    );
    const reload = (): void => this.reload();
    return vscode.Disposable.from(
      watcher,
      watcher.onDidChange(reload),
      watcher.onDidCreate(reload),
      watcher.onDidDelete(reload),
    );
  }
}

/** A file name as a glob that matches only itself. */
function escapeGlob(name: string): string {
  return name.replace(/[[\]{}*?!]/g, (character) => `[${character}]`);
}
