import type { PatientNode, SeriesNode, StudyNode } from './DatasetSnapshot';

type IsVisible = (series: SeriesNode) => boolean;

/**
 * The patients with only those of their series that are to be seen; studies and patients left without any are taken out,
 * and the counts are of what remains. Nodes of which nothing was taken stay the same objects.
 */
export function visiblePatients(
  patients: readonly PatientNode[],
  isVisible: IsVisible,
): PatientNode[] {
  return patients.flatMap((patient) => visiblePatient(patient, isVisible) ?? []);
}

function visiblePatient(patient: PatientNode, isVisible: IsVisible): PatientNode | undefined {
  const studies = patient.studies.flatMap((study) => visibleStudy(study, isVisible) ?? []);
  if (studies.length === 0) return undefined;
  const isWhole = studies.length === patient.studies.length;
  if (isWhole && studies.every((study, i) => study === patient.studies[i])) return patient;
  return { ...patient, studies, ...countsOf(studies) };
}

function visibleStudy(study: StudyNode, isVisible: IsVisible): StudyNode | undefined {
  const series = study.series.filter(isVisible);
  if (series.length === 0) return undefined;
  return series.length === study.series.length ? study : { ...study, series, ...countsOf(series) };
}

interface Counts {
  readonly imageCount: number;
  readonly annotatedCount: number;
}

function countsOf(nodes: readonly Counts[]): Counts {
  return {
    imageCount: nodes.reduce((sum, node) => sum + node.imageCount, 0),
    annotatedCount: nodes.reduce((sum, node) => sum + node.annotatedCount, 0),
  };
}
