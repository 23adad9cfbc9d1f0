import * as vscode from 'vscode';
import { isFolderWalked } from '../../core/dataset/fileChoice';
import { BatchWriter } from '../../core/dataset/packedBatch';
import { DatasetIndex } from '../../core/dataset/DatasetIndex';
import type { DatasetSnapshot, SeriesNode } from '../../core/dataset/DatasetSnapshot';
import type { IndexedInstance } from '../../core/dataset/IndexedInstance';
import type { FileProblem, WalkCounts, WalkSummary } from '../../core/dataset/WalkRecord';
import type { SeriesFile } from '../editor/SeriesFile';
import { relativePath } from '../files/relativePath';
import type { Log } from '../log/Log';
import type { StepTimer } from '../log/StepTimer';
import type { RootList } from './RootList';
import { startWalk } from './startWalk';
import type { Walk } from './startWalk';

/** The tree is drawn anew at most this often while folders are read: VS Code waits 200 ms after each event. */
const announceEveryMs = 500;

/** A workspace folder that shows no DICOM file among so many is a folder of code. */
const filesUntilGivingUp = 20_000;

interface Root {
  readonly uri: vscode.Uri;
  /** Added by the user, and kept even when there is nothing in it. */
  readonly added: boolean;
  walk: Walk | undefined;
  counts: WalkCounts | undefined;
  /** So many files without a data set: the walk was not worth going on. */
  gaveUp: boolean;
}

/**
 * The data sets of this window: which folders belong to them, the index of what they hold, and the walks that fill
 * it. Nothing is read before something asks for it (a view that is shown, an editor that is opened).
 */
export class DataSets implements vscode.Disposable {
  private readonly index = new DatasetIndex();
  private readonly roots = new Map<string, Root>();
  private readonly changed = new vscode.EventEmitter<void>();
  /** The index changed, or a walk began or ended; at most twice a second while folders are read. */
  readonly onDidChange = this.changed.event;
  private announcement: ReturnType<typeof setTimeout> | undefined;
  private lastAnnounced = 0;
  private started = false;
  private readonly subscriptions: vscode.Disposable[] = [this.changed];

  constructor(
    private readonly extensionUri: vscode.Uri,
    private readonly list: RootList,
    private readonly log: Log,
    private readonly steps: StepTimer,
  ) {}

  /** Begins to read the workspace's folders and those the user added; the first call counts. */
  start(): void {
    if (this.started) return;
    this.started = true;
    this.subscriptions.push(vscode.workspace.onDidChangeWorkspaceFolders(() => this.updateRoots()));
    this.updateRoots();
  }

  get snapshot(): DatasetSnapshot {
    return this.steps.time('snapshot', () => this.index.snapshot());
  }

  /** Folders are being read. */
  get busy(): boolean {
    return [...this.roots.values()].some(({ walk }) => walk !== undefined);
  }

  /** Counts of the walks under way, added up. */
  get progress(): { readonly files: number; readonly instances: number } {
    const counts = [...this.roots.values()].flatMap((root) => (root.walk ? [root.counts] : []));
    return {
      files: counts.reduce((sum, count) => sum + (count?.files ?? 0), 0),
      instances: counts.reduce((sum, count) => sum + (count?.instances ?? 0), 0),
    };
  }

  /** Folders the user can remove. */
  get addedFolders(): readonly vscode.Uri[] {
    return this.list.read();
  }

  /** Something to show: a folder was added, or one of the workspace holds a data set. */
  get hasAny(): boolean {
    return this.index.snapshot().patients.length > 0 || this.list.read().length > 0;
  }

  async add(uris: readonly vscode.Uri[]): Promise<void> {
    await this.list.add(uris);
    this.start();
    this.updateRoots();
  }

  async remove(uri: vscode.Uri): Promise<void> {
    await this.list.remove(uri);
    this.updateRoots();
  }

  /** Reads all folders again; what did not change stays in the tree meanwhile. */
  refresh(): void {
    this.start();
    for (const root of this.roots.values()) this.walk(root);
  }

  cancel(): void {
    for (const { walk } of this.roots.values()) walk?.cancel();
  }

  /** An editor shows this file: the data set it belongs to is worth reading. */
  noteOpened(_uri: vscode.Uri): void {
    this.start();
  }

  /** Every folder has been read to its end: what the index does not know is not there. */
  get complete(): boolean {
    return this.index.snapshot().roots.every(({ state }) => state === 'walked') && !this.busy;
  }

  /** Whether a file lies in a folder that is read. */
  covers(uri: vscode.Uri): boolean {
    return this.placeOf(uri) !== undefined;
  }

  /** VOC files that name a slice, as far as the index knows. */
  annotationUris(sopInstanceUid: string): vscode.Uri[] {
    return this.index
      .annotationsOf(sopInstanceUid)
      .flatMap(({ rootId, path }) => this.uriOf(rootId, path) ?? []);
  }

  /** A VOC file has come: it is taken in without another walk. */
  addAnnotation(uri: vscode.Uri, sopInstanceUid: string): void {
    const place = this.placeOf(uri);
    if (!place) return;
    const slash = place.path.lastIndexOf('/');
    const writer = new BatchWriter();
    const file = {
      folder: place.path.slice(0, Math.max(0, slash)),
      name: place.path.slice(slash + 1),
      size: undefined,
      mtimeMs: undefined,
    };
    writer.add({ kind: 'annotation', file, sopInstanceUid });
    this.index.addBatch(place.rootId, writer.take());
    this.announce();
  }

  /** A file has gone. */
  removeFile(uri: vscode.Uri): void {
    const place = this.placeOf(uri);
    if (!place) return;
    this.index.removeFile(place.rootId, place.path);
    this.announce();
  }

  isAnnotated(sopInstanceUid: string): boolean {
    return this.index.isAnnotated(sopInstanceUid);
  }

  /** A series as the index has it; the same object until something about it changes. */
  seriesNode(seriesInstanceUid: string): SeriesNode | undefined {
    return this.index.series(seriesInstanceUid);
  }

  /** The files of a series, copies included; undefined when the index does not have it. */
  seriesFiles(seriesInstanceUid: string): SeriesFile[] | undefined {
    const node = this.index.series(seriesInstanceUid);
    return node && this.seriesFilesByKey(node.key);
  }

  seriesFilesByKey(key: string): SeriesFile[] {
    return this.index.instancesOfSeries(key).flatMap((instance) => this.seriesFile(instance) ?? []);
  }

  /** A file that holds an instance; of several copies the first found. */
  instanceUri(sopInstanceUid: string): vscode.Uri | undefined {
    const [instance] = this.index.instancesBySopUid(sopInstanceUid);
    return instance && this.uriOf(instance.rootId, instance.path);
  }

  /** The key of the series that an instance belongs to in the index. */
  seriesKeyOf(sopInstanceUid: string): string | undefined {
    const [instance] = this.index.instancesBySopUid(sopInstanceUid);
    return instance && this.index.seriesOf(instance).key;
  }

  dispose(): void {
    clearTimeout(this.announcement);
    for (const root of this.roots.values()) {
      root.walk?.cancel();
      // What it still tells is for nobody: the log is closed too.
      root.walk = undefined;
    }
    this.subscriptions.forEach((subscription) => void subscription.dispose());
  }

  private updateRoots(): void {
    const added = this.list.read();
    const folders = (vscode.workspace.workspaceFolders ?? []).map(({ uri }) => uri);
    const wanted = outermost(
      [
        ...added.map((uri) => ({ uri, added: true })),
        ...folders.map((uri) => ({ uri, added: false })),
      ],
      (outer, inner) => this.isRead(outer, inner),
    );
    const keys = new Set(wanted.map(({ uri }) => uri.toString()));
    for (const [key, root] of this.roots) if (!keys.has(key)) this.drop(key, root);
    for (const { uri, added: byUser } of wanted) {
      const key = uri.toString();
      if (this.roots.has(key)) continue;
      const root: Root = { uri, added: byUser, walk: undefined, counts: undefined, gaveUp: false };
      this.roots.set(key, root);
      this.walk(root);
    }
    this.announce();
  }

  private drop(key: string, root: Root): void {
    root.walk?.cancel();
    root.walk = undefined;
    this.roots.delete(key);
    void this.inSteps('remove folder', this.index.removeRoot(key));
  }

  private walk(root: Root): void {
    root.walk?.cancel();
    const rootId = root.uri.toString();
    this.index.beginWalk(rootId);
    root.gaveUp = false;
    // Only a folder of the workspace may be anything; one that was added is read to its end.
    const giveUpAfterFiles = root.added ? undefined : filesUntilGivingUp;
    const walk = startWalk(root.uri, this.extensionUri, giveUpAfterFiles, {
      onBatch: (packed) => {
        if (root.walk !== walk) return;
        this.steps.time('merge batch', () => this.index.addBatch(rootId, packed));
        this.announce();
      },
      onProgress: (counts) => {
        if (root.walk !== walk) return;
        root.counts = counts;
        this.announce();
      },
      onDone: (summary) => void this.finish(root, walk, summary),
      onError: (message) => {
        this.log.error('index', message);
        void this.finish(root, walk, undefined);
      },
    });
    root.walk = walk;
    this.announce();
  }

  private async finish(root: Root, walk: Walk, summary: WalkSummary | undefined): Promise<void> {
    if (root.walk !== walk) return;
    const outcome = summary?.outcome ?? 'cancelled';
    await this.inSteps('end walk', this.index.endWalk(root.uri.toString(), outcome));
    if (root.walk !== walk) return;
    root.walk = undefined;
    if (summary) this.logSummary(summary);
    root.gaveUp = summary?.outcome === 'gave-up';
    // A folder that was added inside of it is now read by itself.
    if (root.gaveUp) this.updateRoots();
    this.announce();
  }

  /** Whether the walk of one folder reads another one below it. */
  private isRead(outer: vscode.Uri, inner: vscode.Uri): boolean {
    const path = relativePath(outer, inner);
    if (path === undefined || this.roots.get(outer.toString())?.gaveUp === true) return false;
    return path.split('/').every((segment) => segment === '' || isFolderWalked(segment));
  }

  private logSummary({ outcome, counts, elapsedMs }: WalkSummary): void {
    const rate = Math.round(counts.files / Math.max(0.001, elapsedMs / 1000));
    this.log.info(
      'index',
      `${outcome}: ${counts.files} files in ${Math.round(elapsedMs)} ms (${rate} a second), ` +
        `${counts.instances} DICOM, ${counts.annotations} annotations, ` +
        `${counts.skipped} skipped, ${counts.problems} unreadable`,
    );
    for (const [what, count] of countProblems(this.snapshot.roots)) {
      this.log.info('index', `not read: ${count} × ${what}`);
    }
    this.steps.print();
  }

  /** Runs a long change of the index in steps, with other work of the host between them. */
  private async inSteps(name: string, work: Generator<void, void, undefined>): Promise<void> {
    while (!this.steps.time(name, () => work.next()).done) {
      await new Promise((resolve) => setTimeout(resolve));
    }
    this.announce();
  }

  /** Tells listeners: at once when nothing was told lately, else when the pause is over. */
  private announce(): void {
    if (this.announcement !== undefined) return;
    const wait = Math.max(0, this.lastAnnounced + announceEveryMs - Date.now());
    this.announcement = setTimeout(() => {
      this.announcement = undefined;
      this.lastAnnounced = Date.now();
      this.steps.time('announce', () => this.changed.fire());
    }, wait);
  }

  /** The root a file lies in, and its path there. */
  private placeOf(uri: vscode.Uri): { rootId: string; path: string } | undefined {
    for (const [rootId, root] of this.roots) {
      const path = relativePath(root.uri, uri);
      if (path !== undefined && path !== '') return { rootId, path };
    }
    return undefined;
  }

  private uriOf(rootId: string, path: string): vscode.Uri | undefined {
    const root = this.roots.get(rootId);
    return root && vscode.Uri.joinPath(root.uri, path);
  }

  private seriesFile(instance: IndexedInstance): SeriesFile | undefined {
    const uri = this.uriOf(instance.rootId, instance.path);
    if (!uri || !instance.isImage) return undefined;
    const { header } = instance;
    return { ...header, uri, numberOfFrames: header.numberOfFrames ?? 1 };
  }
}

/** How often each kind of problem was met, without names: those of folders are patients'. */
function countProblems(roots: DatasetSnapshot['roots']): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { problem } of roots.flatMap(({ problems }) => problems.first)) {
    const what = problemText(problem);
    counts.set(what, (counts.get(what) ?? 0) + 1);
  }
  return counts;
}

function problemText(problem: FileProblem): string {
  switch (problem.kind) {
    case 'dicom':
      return problem.error.code;
    case 'unreadable-file':
    case 'unreadable-folder':
      return problem.reason;
    default:
      return problem.kind;
  }
}

/** Folders that the walk of another of the list reads are left out. */
function outermost<T extends { readonly uri: vscode.Uri }>(
  folders: readonly T[],
  isRead: (outer: vscode.Uri, inner: vscode.Uri) => boolean,
): T[] {
  return folders.filter(
    ({ uri }, i) =>
      !folders.some(
        (other, j) =>
          i !== j && isRead(other.uri, uri) && (j < i || other.uri.toString() !== uri.toString()),
      ),
  );
}
