import type { HistologyClass, HistologyRule } from '../annotations/HistologyRule';
import { histologyClassOfPatient } from '../annotations/HistologyRule';
import type { PatientNode } from './DatasetSnapshot';

/** The patients of one histology class; `histology` is undefined for those whose ID tells none. */
export interface ClassGroup {
  readonly histology: HistologyClass | undefined;
  readonly patients: readonly PatientNode[];
  readonly imageCount: number;
  readonly annotatedCount: number;
}

/**
 * Patients by histology class, in the order of the rule's classes, those of no class last. Classes without patients
 * are left out; within a class the order of the patients is kept.
 */
export function groupByClass(patients: readonly PatientNode[], rule: HistologyRule): ClassGroup[] {
  const groups = new Map<HistologyClass | undefined, PatientNode[]>();
  for (const histology of [...rule.classes, undefined]) groups.set(histology, []);
  for (const patient of patients) {
    groups.get(histologyClassOfPatient(patient.patientId, rule))?.push(patient);
  }
  return [...groups]
    .filter(([, members]) => members.length > 0)
    .map(([histology, members]) => ({
      histology,
      patients: members,
      imageCount: members.reduce((sum, patient) => sum + patient.imageCount, 0),
      annotatedCount: members.reduce((sum, patient) => sum + patient.annotatedCount, 0),
    }));
}
