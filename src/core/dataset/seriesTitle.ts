/** The short name of a patient: the ID without the collection's prefix, `A0001` for `Lung_Dx-A0001`. */
export function patientTitle(patientId: string): string {
  const title = patientId.replace(/^Lung_Dx-/, '').trim();
  return title === '' ? 'Unknown patient' : title;
}

/** The name of a study: its date as 2007-04-04 and its description, as far as there are any. */
export function studyTitle(study: {
  readonly studyDate: string;
  readonly studyDescription: string;
}): string {
  const parts = [isoDate(study.studyDate), study.studyDescription.trim()];
  return parts.filter((part) => part !== '').join(' ') || 'Study';
}

/** The name of a series: its description, else modality and number (`CT 3`). */
export function seriesTitle(series: {
  readonly seriesDescription: string;
  readonly modality: string;
  readonly seriesNumber: number | undefined;
}): string {
  const description = series.seriesDescription.trim();
  if (description !== '') return description;
  const number = series.seriesNumber === undefined ? '' : String(series.seriesNumber);
  return [series.modality.trim(), number].filter((part) => part !== '').join(' ') || 'Series';
}

/** A DICOM date (DA, PS3.5 6.2) as 2007-04-04; unchanged when it is not one. */
export function isoDate(date: string): string {
  const parts = /^(\d{4})\.?(\d{2})\.?(\d{2})$/.exec(date.trim());
  return parts ? `${parts[1]}-${parts[2]}-${parts[3]}` : date.trim();
}
