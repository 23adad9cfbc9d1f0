import type { SeriesNode, SeriesPresence } from './DatasetSnapshot';
import type { ExpectedSeries } from './ExpectedSeries';
import type { IndexedInstance } from './IndexedInstance';
import type { SharedHeader } from './packedBatch';
import type { RootEntry } from './RootEntry';
import type { StudyEntry } from './StudyEntry';

/** A series whose headers differ more than this is odd; its headers are then kept as they come. */
const maxInterned = 64;

/** A row of metadata.csv that names a series, and the root it was found in. */
export interface Expectation {
  readonly series: ExpectedSeries;
  readonly root: RootEntry;
  readonly generation: number;
}

/** A series while the index grows: its files, its counts, and the node made of them. */
export class SeriesEntry {
  expected: Expectation | undefined;
  imageCount = 0;
  annotatedCount = 0;
  private files: IndexedInstance[] = [];
  private gone = new Set<IndexedInstance>();
  private readonly sharedByText = new Map<string, SharedHeader>();
  private lastInterned: { readonly given: SharedHeader; readonly kept: SharedHeader } | undefined;
  private node: SeriesNode | undefined;

  constructor(
    readonly key: string,
    readonly seriesInstanceUid: string,
    readonly study: StudyEntry,
  ) {}

  /** The files, in the order in which they were found. */
  get instances(): readonly IndexedInstance[] {
    if (this.gone.size > 0) {
      this.files = this.files.filter((file) => !this.gone.has(file));
      this.gone = new Set();
    }
    return this.files;
  }

  get fileCount(): number {
    return this.files.length - this.gone.size;
  }

  /** One object for equal headers, so that a series of a thousand files keeps one. */
  intern(shared: SharedHeader): SharedHeader {
    if (this.lastInterned?.given === shared) return this.lastInterned.kept;
    const text = JSON.stringify(shared);
    const kept = this.sharedByText.get(text) ?? shared;
    if (this.sharedByText.size < maxInterned) this.sharedByText.set(text, kept);
    this.lastInterned = { given: shared, kept };
    return kept;
  }

  add(instance: IndexedInstance): void {
    this.files.push(instance);
  }

  remove(instance: IndexedInstance): void {
    this.gone.add(instance);
  }

  /** To be called on every change; the node is made anew when it is asked for. */
  touch(): void {
    this.node = undefined;
    this.study.touch();
  }

  toNode(): SeriesNode {
    this.node ??= this.makeNode();
    return this.node;
  }

  get presence(): SeriesPresence {
    if (this.fileCount > 0) return 'found';
    // Only who has seen the whole folder may say that a file is not in it.
    return this.expected?.root.state === 'walked' ? 'not-on-disk' : 'expected';
  }

  private makeNode(): SeriesNode {
    const header = this.instances[0]?.shared;
    const expected = this.expected?.series;
    return {
      kind: 'series',
      key: this.key,
      seriesInstanceUid: this.seriesInstanceUid,
      studyInstanceUid: this.study.studyInstanceUid,
      patientId: this.study.patient.patientId,
      presence: this.presence,
      seriesNumber: header ? header.seriesNumber : expected?.seriesNumber,
      seriesDescription: header?.seriesDescription ?? expected?.seriesDescription ?? '',
      seriesDate: header?.seriesDate ?? '',
      modality: header?.modality ?? expected?.modality ?? '',
      sopClassUid: header?.sopClassUid ?? expected?.sopClassUid ?? '',
      manufacturer: header?.manufacturer ?? expected?.manufacturer ?? '',
      convolutionKernel: header?.convolutionKernel ?? '',
      sliceThicknessMm: header?.sliceThicknessMm,
      imageCount: this.imageCount,
      annotatedCount: this.annotatedCount,
      fileCount: this.fileCount,
      expectedImageCount: expected?.imageCount,
    };
  }
}
