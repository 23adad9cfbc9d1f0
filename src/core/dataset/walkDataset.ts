import type { ExpectedSeries } from './ExpectedSeries';
import { chooseFile, isFolderWalked } from './fileChoice';
import { errorCode, FolderInspector } from './FolderInspector';
import { metadataPieces } from './metadataCsv';
import { MissCounter } from './MissCounter';
import { BatchWriter } from './packedBatch';
import type { DirectoryEntry, MaybePromise, WalkPort } from './WalkPort';
import type { FileProblem, WalkCounts, WalkRecord, WalkSummary } from './WalkRecord';
import { joinPath } from './WalkRecord';

/** A batch is handed over when it holds this many records, or when it is this old. */
const recordsPerBatch = 500;
const batchMs = 100;

/** Deeper than any data set; ends chains of folders that no identity tells apart. */
const maxDepth = 40;

/** A metadata.csv larger than this is none (the collection's has 0.5 MB). */
const maxMetadataBytes = 32 * 1024 * 1024;

/** Who is told what the walk finds. The walk waits for `onBatch`, so that batches do not pile up. */
export interface WalkSink {
  /** A string for DatasetIndex.addBatch. */
  onBatch(packed: string): MaybePromise<void>;
  /** A complete snapshot, some ten times a second. */
  onProgress(counts: WalkCounts): void;
}

/** When to stop early. */
export interface WalkOptions {
  readonly signal?: { readonly aborted: boolean };
  /** Give up after so many files without anything of a data set, for folders that may be anything. */
  readonly giveUpAfterFiles?: number;
}

/**
 * Walks a folder for DICOM files, annotations and lists of series, level by level, so that a metadata.csv near the
 * root comes before the files it names. Content decides what a file is; links are followed, never in circles; what
 * cannot be read is reported and passed over. Rejects only when the sink does.
 */
export async function walkDataset(
  port: WalkPort,
  sink: WalkSink,
  options: WalkOptions = {},
): Promise<WalkSummary> {
  return new DatasetWalk(port, sink, options).run();
}

class DatasetWalk {
  private readonly writer = new BatchWriter();
  private readonly startedAt = Date.now();
  private readonly queue: { readonly folder: string; readonly depth: number }[] = [];
  private readonly visited = new Set<string>();
  private counts = { folders: 0, files: 0, instances: 0, annotations: 0, skipped: 0, problems: 0 };
  private expected = 0;
  private flushedAt = Date.now();
  private handingOver: Promise<void> | undefined;

  constructor(
    private readonly port: WalkPort,
    private readonly sink: WalkSink,
    private readonly options: WalkOptions,
  ) {}

  async run(): Promise<WalkSummary> {
    this.queue.push({ folder: '', depth: 0 });
    // The queue grows while it is walked: level by level.
    for (const { folder, depth } of this.queue) {
      if (this.stopped) break;
      await this.visit(folder, depth);
    }
    await this.flush();
    return {
      outcome: this.outcome,
      counts: { ...this.counts },
      elapsedMs: Date.now() - this.startedAt,
    };
  }

  private get outcome(): WalkSummary['outcome'] {
    if (this.options.signal?.aborted) return 'cancelled';
    return this.isHopeless ? 'gave-up' : 'complete';
  }

  private get stopped(): boolean {
    return this.outcome !== 'complete';
  }

  private get isHopeless(): boolean {
    const { files, instances, annotations } = this.counts;
    const found = instances + annotations + this.expected;
    return found === 0 && files >= (this.options.giveUpAfterFiles ?? Infinity);
  }

  private async visit(folder: string, depth: number): Promise<void> {
    const entries = await this.list(folder);
    if (!entries) return;
    this.counts.folders += 1;
    const files: string[] = [];
    for (const { name, kind } of entries) {
      const resolved = kind === 'link' ? await this.resolve(folder, name) : kind;
      if (resolved === 'file') files.push(name);
      if (resolved === 'folder' && isFolderWalked(name)) this.enqueue(folder, name, depth + 1);
    }
    await this.visitFiles(folder, files);
    await this.breathe();
  }

  /** The entries of a folder, folders and files by name; undefined when it was visited before or cannot be read. */
  private async list(folder: string): Promise<readonly DirectoryEntry[] | undefined> {
    try {
      const identity = await this.port.folderIdentity(folder);
      if (identity !== undefined && this.visited.has(identity)) return undefined;
      if (identity !== undefined) this.visited.add(identity);
      const entries = [...(await this.port.list(folder))];
      return entries.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
    } catch (error) {
      this.problem(folder, { kind: 'unreadable-folder', reason: errorCode(error) });
      return undefined;
    }
  }

  private async resolve(folder: string, name: string): Promise<DirectoryEntry['kind']> {
    const path = joinPath(folder, name);
    try {
      const target = await this.port.resolveLink(path);
      if (target !== 'folder') return target ?? 'other';
      const identity = await this.port.folderIdentity(path);
      return identity === undefined ? 'other' : 'folder';
    } catch {
      // A link that leads nowhere, or in a circle of links: nothing is there to be read.
      return 'other';
    }
  }

  private enqueue(folder: string, name: string, depth: number): void {
    const path = joinPath(folder, name);
    if (depth > maxDepth) this.problem(path, { kind: 'too-deep' });
    else this.queue.push({ folder: path, depth });
  }

  private async visitFiles(folder: string, names: readonly string[]): Promise<void> {
    const candidates: string[] = [];
    this.counts.files += names.length;
    for (const name of names) {
      const choice = chooseFile(name);
      if (choice.kind === 'metadata') await this.readMetadata(joinPath(folder, name));
      else if (choice.kind === 'annotation') {
        this.counts.annotations += 1;
        const file = { folder, name, size: undefined, mtimeMs: undefined };
        this.writer.add({ kind: 'annotation', file, sopInstanceUid: choice.sopInstanceUid });
        await this.flushWhenFull();
      } else if (choice.kind === 'skip') this.counts.skipped += 1;
      else candidates.push(name);
    }
    await this.visitCandidates(folder, candidates);
  }

  private async visitCandidates(folder: string, candidates: readonly string[]): Promise<void> {
    const inspector = new FolderInspector(this.port, folder);
    const misses = new MissCounter();
    let next = 0;
    const reader = async (): Promise<void> => {
      for (let name = candidates[next++]; name !== undefined; name = candidates[next++]) {
        if (this.stopped) return;
        if (misses.isWorthReading(name)) await this.visitCandidate(folder, name, inspector, misses);
        else this.counts.skipped += 1;
      }
    };
    await Promise.all(Array.from({ length: Math.max(1, this.port.filesAtOnce) }, reader));
  }

  private async visitCandidate(
    folder: string,
    name: string,
    inspector: FolderInspector,
    misses: MissCounter,
  ): Promise<void> {
    const { instance, problem } = await inspector.inspect(name);
    misses.note(name, instance !== undefined);
    if (problem) this.problem(joinPath(folder, name), problem);
    if (instance) {
      this.counts.instances += 1;
      this.writer.add({ kind: 'instance', ...instance });
    } else if (!problem) this.counts.skipped += 1;
    await this.flushWhenFull();
    await this.breathe();
  }

  private async readMetadata(path: string): Promise<void> {
    try {
      const bytes = await this.port.readWhole(path, maxMetadataBytes);
      if (!bytes) {
        this.problem(path, { kind: 'too-large' });
        return;
      }
      for (const series of metadataPieces(new TextDecoder().decode(bytes))) {
        await this.addExpected(series);
      }
    } catch (error) {
      this.problem(path, { kind: 'unreadable-file', reason: errorCode(error) });
    }
  }

  private async addExpected(series: readonly ExpectedSeries[]): Promise<void> {
    for (const one of series) {
      if (this.stopped) return;
      this.expected += 1;
      this.writer.add({ kind: 'expected', series: one });
      await this.flushWhenFull();
    }
    await this.breathe();
  }

  private problem(path: string, problem: FileProblem): void {
    this.counts.problems += 1;
    const record: WalkRecord = { kind: 'problem', path, problem };
    this.writer.add(record);
  }

  /** While the sink is at work the next batch fills up; only a full one waits, and its readers with it. */
  private async flushWhenFull(): Promise<void> {
    while (this.handingOver && this.writer.count >= recordsPerBatch) await this.handingOver;
    if (this.handingOver) return;
    const isOld = Date.now() - this.flushedAt >= batchMs;
    if (isOld || this.writer.count >= recordsPerBatch) await this.flush();
  }

  /** Hands over what there is, one batch at a time. */
  private async flush(): Promise<void> {
    while (this.handingOver) await this.handingOver;
    this.flushedAt = Date.now();
    this.sink.onProgress({ ...this.counts });
    if (this.writer.count === 0) return;
    this.handingOver = this.handOver(this.writer.take());
    await this.handingOver;
  }

  private async handOver(packed: string): Promise<void> {
    try {
      await this.sink.onBatch(packed);
    } finally {
      this.handingOver = undefined;
    }
  }

  private breathe(): MaybePromise<void> {
    return this.port.pause();
  }
}
