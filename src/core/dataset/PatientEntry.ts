import type { PatientNode } from './DatasetSnapshot';
import { naturalCompare } from './naturalCompare';
import { StudyEntry } from './StudyEntry';

/** A patient while the index grows. */
export class PatientEntry {
  private readonly entries = new Map<string, StudyEntry>();
  private node: PatientNode | undefined;

  constructor(readonly patientId: string) {}

  get isEmpty(): boolean {
    return this.entries.size === 0;
  }

  study(studyInstanceUid: string): StudyEntry {
    let entry = this.entries.get(studyInstanceUid);
    if (!entry) {
      entry = new StudyEntry(`${this.patientId}|${studyInstanceUid}`, studyInstanceUid, this);
      this.entries.set(studyInstanceUid, entry);
    }
    return entry;
  }

  remove(study: StudyEntry): void {
    this.entries.delete(study.studyInstanceUid);
    this.touch();
  }

  touch(): void {
    this.node = undefined;
  }

  toNode(): PatientNode {
    this.node ??= this.makeNode();
    return this.node;
  }

  private makeNode(): PatientNode {
    const studies = [...this.entries.values()].map((entry) => entry.toNode());
    studies.sort(
      (a, b) => naturalCompare(a.studyDate, b.studyDate) || naturalCompare(a.key, b.key),
    );
    return {
      kind: 'patient',
      patientId: this.patientId,
      studies,
      imageCount: studies.reduce((sum, study) => sum + study.imageCount, 0),
      annotatedCount: studies.reduce((sum, study) => sum + study.annotatedCount, 0),
    };
  }
}
