import type { SeriesNode, StudyNode } from './DatasetSnapshot';
import { naturalCompare } from './naturalCompare';
import type { PatientEntry } from './PatientEntry';
import { SeriesEntry } from './SeriesEntry';

/** A study while the index grows. */
export class StudyEntry {
  private readonly entries = new Map<string, SeriesEntry>();
  private node: StudyNode | undefined;

  constructor(
    readonly key: string,
    readonly studyInstanceUid: string,
    readonly patient: PatientEntry,
  ) {}

  get isEmpty(): boolean {
    return this.entries.size === 0;
  }

  series(seriesInstanceUid: string): SeriesEntry {
    let entry = this.entries.get(seriesInstanceUid);
    if (!entry) {
      entry = new SeriesEntry(`${this.key}|${seriesInstanceUid}`, seriesInstanceUid, this);
      this.entries.set(seriesInstanceUid, entry);
    }
    return entry;
  }

  remove(series: SeriesEntry): void {
    this.entries.delete(series.seriesInstanceUid);
    this.touch();
  }

  touch(): void {
    this.node = undefined;
    this.patient.touch();
  }

  toNode(): StudyNode {
    this.node ??= this.makeNode();
    return this.node;
  }

  private makeNode(): StudyNode {
    const entries = [...this.entries.values()];
    const series = entries.map((entry) => entry.toNode()).sort(compareSeries);
    const header = entries.find((entry) => entry.fileCount > 0)?.instances[0]?.shared;
    const expected = entries.find((entry) => entry.expected)?.expected?.series;
    return {
      kind: 'study',
      key: this.key,
      studyInstanceUid: this.studyInstanceUid,
      patientId: this.patient.patientId,
      studyDate: header?.studyDate ?? expected?.studyDate ?? '',
      studyDescription: header?.studyDescription ?? expected?.studyDescription ?? '',
      series,
      imageCount: series.reduce((sum, node) => sum + node.imageCount, 0),
      annotatedCount: series.reduce((sum, node) => sum + node.annotatedCount, 0),
    };
  }
}

/** Series number, then description, then UID; series without a number last. */
function compareSeries(a: SeriesNode, b: SeriesNode): number {
  return (
    (a.seriesNumber ?? Infinity) - (b.seriesNumber ?? Infinity) ||
    naturalCompare(a.seriesDescription, b.seriesDescription) ||
    naturalCompare(a.key, b.key)
  );
}
