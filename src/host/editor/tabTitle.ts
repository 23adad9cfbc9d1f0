import { patientTitle, seriesTitle } from '../../core/dataset/seriesTitle';
import type { InstanceHeader } from '../../core/dicom/InstanceHeader';
import type { PageReport } from '../../protocol/viewer';

const longestSeriesName = 30;

/** What a tab reads: `A0001 · 5mm · 18/64`; undefined while nothing is known. */
export function tabTitle(
  header: InstanceHeader | undefined,
  place: PageReport['place'],
): string | undefined {
  if (!header) return undefined;
  const parts = [patientTitle(header.patientId), shortened(seriesTitle(header))];
  if (place) parts.push(`${place.number}/${place.of}`);
  if (place && place.phases > 1) parts.push(`${place.phase}/${place.phases}`);
  return parts.filter((part) => part !== '').join(' · ') || undefined;
}

function shortened(text: string): string {
  return text.length <= longestSeriesName ? text : `${text.slice(0, longestSeriesName - 1)}…`;
}
