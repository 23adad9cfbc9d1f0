import type { PatientNode } from './DatasetSnapshot';
import { naturalCompare } from './naturalCompare';
import { PatientEntry } from './PatientEntry';
import type { SeriesEntry } from './SeriesEntry';

/** Patients, studies and series by the identity that the headers give them, kept in order as they come. */
export class PatientTable {
  private readonly patients = new Map<string, PatientEntry>();
  private readonly ordered: PatientEntry[] = [];
  private readonly byUid = new Map<string, SeriesEntry[]>();
  private readonly byKey = new Map<string, SeriesEntry>();

  /** The series of this identity; made when it is new. */
  series(patientId: string, studyInstanceUid: string, seriesInstanceUid: string): SeriesEntry {
    const entry = this.patient(patientId).study(studyInstanceUid).series(seriesInstanceUid);
    if (!this.byKey.has(entry.key)) {
      this.byKey.set(entry.key, entry);
      const sameUid = this.byUid.get(seriesInstanceUid);
      if (sameUid) sameUid.push(entry);
      else this.byUid.set(seriesInstanceUid, [entry]);
    }
    return entry;
  }

  /** All series of a UID: one, unless patients or studies share it by mistake. */
  seriesOfUid(seriesInstanceUid: string): readonly SeriesEntry[] {
    return this.byUid.get(seriesInstanceUid) ?? [];
  }

  seriesOfKey(key: string): SeriesEntry | undefined {
    return this.byKey.get(key);
  }

  allSeries(): Iterable<SeriesEntry> {
    return this.byKey.values();
  }

  /** Takes a series out that nothing names any more, with its study and patient when they are empty. */
  removeSeries(entry: SeriesEntry): void {
    const { study } = entry;
    this.byKey.delete(entry.key);
    const others = this.seriesOfUid(entry.seriesInstanceUid).filter((other) => other !== entry);
    if (others.length > 0) this.byUid.set(entry.seriesInstanceUid, others);
    else this.byUid.delete(entry.seriesInstanceUid);
    study.remove(entry);
    if (!study.isEmpty) return;
    study.patient.remove(study);
    if (!study.patient.isEmpty) return;
    this.patients.delete(study.patient.patientId);
    this.ordered.splice(this.ordered.indexOf(study.patient), 1);
  }

  nodes(): PatientNode[] {
    return this.ordered.map((patient) => patient.toNode());
  }

  private patient(patientId: string): PatientEntry {
    let patient = this.patients.get(patientId);
    if (!patient) {
      patient = new PatientEntry(patientId);
      this.patients.set(patientId, patient);
      this.ordered.splice(this.placeFor(patientId), 0, patient);
    }
    return patient;
  }

  private placeFor(patientId: string): number {
    let low = 0;
    let high = this.ordered.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const other = this.ordered[middle];
      if (other && naturalCompare(other.patientId, patientId) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
