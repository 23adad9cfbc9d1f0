import { AnnotationLinks } from './AnnotationLinks';
import type { DatasetSnapshot, SeriesNode } from './DatasetSnapshot';
import type { ExpectedSeries } from './ExpectedSeries';
import { IndexedAnnotation } from './IndexedAnnotation';
import { IndexedInstance } from './IndexedInstance';
import type { UnpackedInstance } from './packedBatch';
import { unpackBatch } from './packedBatch';
import { PatientTable } from './PatientTable';
import type { FolderEntry } from './RootEntry';
import { RootEntry } from './RootEntry';
import type { SeriesEntry } from './SeriesEntry';
import type { FoundFile, WalkSummary } from './WalkRecord';

/** After so many files looked at, a long job lets others have their turn. */
const filesPerStep = 2_000;

const stateAfter = { complete: 'walked', cancelled: 'interrupted', 'gave-up': 'gave-up' } as const;

/**
 * All data sets of a window: patients, studies, series and instances by what the headers say, annotation files by the
 * SOP Instance UID they are named after, and what a metadata.csv expects. Fed with the batches of walks; gives
 * immutable snapshots in which unchanged nodes stay the same objects. One root can be walked again: files it meets
 * again stay, and `endWalk` takes out those it did not meet.
 */
export class DatasetIndex {
  private readonly roots = new Map<string, RootEntry>();
  private readonly table = new PatientTable();
  private readonly links = new AnnotationLinks();
  private changes = 0;
  private lastSnapshot: DatasetSnapshot | undefined;

  /** Grows with every change. */
  get version(): number {
    return this.changes;
  }

  /** Announces a walk of a root, the first or another one. */
  beginWalk(rootId: string): void {
    const root = this.roots.get(rootId) ?? new RootEntry(rootId);
    this.roots.set(rootId, root);
    root.beginWalk();
    this.touchExpected(root);
  }

  /** Takes in one batch of a walk (see BatchWriter): a few milliseconds for 500 records. */
  addBatch(rootId: string, packed: string): void {
    const root = this.roots.get(rootId);
    // A batch of a root that was removed meanwhile is late, not wrong.
    if (!root) return;
    const batch = unpackBatch(packed);
    for (const series of batch.expected) this.expect(root, series);
    for (const { file, sopInstanceUid } of batch.annotations) {
      this.addAnnotation(root, file, sopInstanceUid);
    }
    for (const instance of batch.instances) this.addInstance(root, instance);
    for (const { path, problem } of batch.problems) root.addProblem(path, problem);
    this.changed();
  }

  /**
   * Ends a walk; one that crashed counts as cancelled. After a complete one, files that it did not meet are taken out
   * and series that only metadata.csv names are `not-on-disk`. A generator: run it to its end, with other work between
   * its steps.
   */
  *endWalk(rootId: string, outcome: WalkSummary['outcome']): Generator<void, void, undefined> {
    const root = this.roots.get(rootId);
    if (!root) return;
    const { generation } = root;
    if (outcome === 'complete') {
      yield* this.removeOlder(root, generation);
      if (root.generation !== generation) return;
    }
    root.state = stateAfter[outcome];
    this.touchExpected(root);
  }

  /** Takes a root out with all its files. A generator, as endWalk. */
  *removeRoot(rootId: string): Generator<void, void, undefined> {
    const root = this.roots.get(rootId);
    if (!root) return;
    this.roots.delete(rootId);
    yield* this.removeOlder(root, Infinity);
  }

  /** Takes one file out, if it is in. */
  removeFile(rootId: string, path: string): void {
    const slash = path.lastIndexOf('/');
    const folder = this.roots.get(rootId)?.folders.get(path.slice(0, Math.max(0, slash)));
    const file = folder?.files.get(path.slice(slash + 1));
    if (!folder || !file) return;
    this.removeEntry(folder, file);
    this.changed();
  }

  /** The series of a UID; of several that share it by mistake, the first found. */
  series(seriesInstanceUid: string): SeriesNode | undefined {
    const entries = this.table.seriesOfUid(seriesInstanceUid);
    return (entries.find((entry) => entry.fileCount > 0) ?? entries[0])?.toNode();
  }

  seriesByKey(key: string): SeriesNode | undefined {
    return this.table.seriesOfKey(key)?.toNode();
  }

  /** The series an instance belongs to. */
  seriesOf(instance: IndexedInstance): SeriesNode {
    return instance.series.toNode();
  }

  /** The files of a series, copies included, in no particular order (see orderSlices). */
  instancesOfSeries(key: string): readonly IndexedInstance[] {
    return this.table.seriesOfKey(key)?.instances ?? [];
  }

  /** All files that hold this instance: none, one, or several copies. */
  instancesBySopUid(sopInstanceUid: string): readonly IndexedInstance[] {
    return this.links.instancesOf(sopInstanceUid);
  }

  /** The instance at a path relative to a root, with forward slashes. */
  instanceByPath(rootId: string, path: string): IndexedInstance | undefined {
    const slash = path.lastIndexOf('/');
    const folder = this.roots.get(rootId)?.folders.get(path.slice(0, Math.max(0, slash)));
    const file = folder?.files.get(path.slice(slash + 1));
    return file instanceof IndexedInstance ? file : undefined;
  }

  /** The annotation files named after a slice, in the order in which they were found. */
  annotationsOf(sopInstanceUid: string): readonly IndexedAnnotation[] {
    return this.links.annotationsOf(sopInstanceUid);
  }

  isAnnotated(sopInstanceUid: string): boolean {
    return this.links.annotationsOf(sopInstanceUid).length > 0;
  }

  /** The tree as it is now; the same object until something changes. */
  snapshot(): DatasetSnapshot {
    if (this.lastSnapshot?.version !== this.changes) this.lastSnapshot = this.makeSnapshot();
    return this.lastSnapshot;
  }

  private makeSnapshot(): DatasetSnapshot {
    return {
      version: this.changes,
      patients: this.table.nodes(),
      roots: [...this.roots.values()].map((root) => root.node()),
      imageCount: this.links.imageCount,
      annotatedCount: this.links.annotatedCount,
      annotationFileCount: this.links.annotationFileCount,
      unlinkedCount: this.links.unlinkedCount,
    };
  }

  private changed(): void {
    this.changes += 1;
  }

  private addInstance(root: RootEntry, unpacked: UnpackedInstance): void {
    const folder = root.folder(unpacked.file.folder);
    const known = folder.files.get(unpacked.file.name);
    if (known instanceof IndexedInstance && isUnchanged(known, unpacked)) {
      known.generation = root.generation;
      return;
    }
    if (known) this.removeEntry(folder, known);
    const { patientId, studyInstanceUid, seriesInstanceUid } = unpacked.shared;
    const series = this.table.series(patientId.trim(), studyInstanceUid, seriesInstanceUid);
    const shared = series.intern(unpacked.shared);
    const instance = new IndexedInstance(unpacked, shared, folder, series, root.generation);
    folder.files.set(instance.name, instance);
    root.instanceCount += 1;
    series.add(instance);
    this.links.addInstance(instance);
    series.touch();
    if (series.fileCount === 1) this.moveExpectation(series);
  }

  private addAnnotation(root: RootEntry, file: FoundFile, sopInstanceUid: string): void {
    const folder = root.folder(file.folder);
    const known = folder.files.get(file.name);
    if (known instanceof IndexedAnnotation) {
      known.generation = root.generation;
      return;
    }
    if (known) this.removeEntry(folder, known);
    const annotation = new IndexedAnnotation(folder, file.name, sopInstanceUid, root.generation);
    folder.files.set(file.name, annotation);
    this.links.addAnnotation(annotation);
  }

  /** A row of metadata.csv goes to the series of its UID, found or not; else it makes a place for it in the tree. */
  private expect(root: RootEntry, expected: ExpectedSeries): void {
    const { patientId, studyInstanceUid, seriesInstanceUid } = expected;
    const known = this.table.seriesOfUid(seriesInstanceUid);
    const series =
      known.find((entry) => entry.fileCount > 0) ??
      known[0] ??
      this.table.series(patientId, studyInstanceUid, seriesInstanceUid);
    series.expected = { series: expected, root, generation: root.generation };
    series.touch();
  }

  /** The first file of a series may say another patient or study than metadata.csv did: the header is right. */
  private moveExpectation(found: SeriesEntry): void {
    for (const other of this.table.seriesOfUid(found.seriesInstanceUid)) {
      if (other === found || other.fileCount > 0) continue;
      found.expected ??= other.expected;
      this.table.removeSeries(other);
    }
  }

  private *removeOlder(root: RootEntry, generation: number): Generator<void, void, undefined> {
    let looked = 0;
    for (const folder of root.folders.values()) {
      for (const file of folder.files.values()) {
        if (file.generation < generation) this.removeEntry(folder, file);
        looked += 1;
        if (looked % filesPerStep === 0) {
          this.changed();
          yield;
          if (root.generation > generation) return;
        }
      }
      if (folder.files.size === 0) root.folders.delete(folder.path);
    }
    for (const series of [...this.table.allSeries()]) {
      const { expected } = series;
      if (expected?.root === root && expected.generation < generation) this.forget(series);
    }
    this.changed();
  }

  private forget(series: SeriesEntry): void {
    series.expected = undefined;
    series.touch();
    if (series.fileCount === 0) this.table.removeSeries(series);
  }

  private removeEntry(folder: FolderEntry, file: IndexedInstance | IndexedAnnotation): void {
    folder.files.delete(file.name);
    if (file instanceof IndexedAnnotation) {
      this.links.removeAnnotation(file);
      return;
    }
    folder.root.instanceCount -= 1;
    this.links.removeInstance(file);
    file.series.remove(file);
    file.series.touch();
    if (file.series.fileCount === 0 && !file.series.expected) this.table.removeSeries(file.series);
  }

  private touchExpected(root: RootEntry): void {
    for (const series of this.table.allSeries()) {
      if (series.expected?.root === root && series.fileCount === 0) series.touch();
    }
    this.changed();
  }
}

function isUnchanged(known: IndexedInstance, found: UnpackedInstance): boolean {
  return (
    known.mtimeMs !== undefined &&
    known.mtimeMs === found.file.mtimeMs &&
    known.size === found.file.size &&
    known.sopInstanceUid === found.sopInstanceUid
  );
}
