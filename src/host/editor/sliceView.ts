import { shownPosition } from '../../core/geometry/imagePlane';
import { orientationLetters } from '../../core/geometry/orientationLetters';
import { histologyClassOfPatient } from '../../core/annotations/HistologyRule';
import type { HistologyRule } from '../../core/annotations/HistologyRule';
import { isoDate } from '../../core/dataset/seriesTitle';
import type { ImageFacts } from '../../core/dicom/ImageFacts';
import type { InstanceHeader } from '../../core/dicom/InstanceHeader';
import type { EdgeLetters, SliceView } from '../../protocol/viewer';

/** What the page shows beside the pixels of one slice. */
export function sliceView(
  key: string,
  frameIndex: number,
  facts: ImageFacts,
  rowsPresent: number,
  rule: HistologyRule,
): SliceView {
  const { header } = facts;
  const plane = header.plane;
  return {
    key,
    sopInstanceUid: header.sopInstanceUid,
    frameIndex,
    rows: facts.rows,
    columns: facts.columns,
    rowsPresent,
    modality: header.modality,
    isCapture: facts.isCapture,
    unit: facts.unit,
    windows: facts.windows,
    voiFunction: facts.voiFunction,
    pixelSpacingMm: header.pixelSpacingMm,
    letters: plane ? orientationLetters(plane) : noLetters,
    positionMm: plane && shownPosition(plane)?.mm,
    patientLine: patientLine(header, rule),
    studyLine: joined([isoDate(header.studyDate), header.studyDescription]),
    seriesLine: seriesLine(header, facts.isCapture),
  };
}

const noLetters: EdgeLetters = { left: '', right: '', top: '', bottom: '' };

function patientLine(header: InstanceHeader, rule: HistologyRule): string {
  const histology = histologyClassOfPatient(header.patientId, rule);
  return joined([header.patientId, histology?.name ?? '']);
}

function seriesLine(header: InstanceHeader, isCapture: boolean): string {
  const kind = isCapture ? 'SC' : header.modality;
  const number = header.seriesNumber === undefined ? '' : `#${header.seriesNumber}`;
  return joined([kind, number, header.seriesDescription]);
}

function joined(parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join(' · ');
}
