/** DICOM date as NBIA prints it: 20070404 becomes 04-04-2007. */
export function nbiaDate(date: string): string {
  return `${date.slice(4, 6)}-${date.slice(6, 8)}-${date.slice(0, 4)}`;
}

/** A description as NBIA stores it: without special characters, double blanks kept. */
export function nbiaText(description: string): string {
  return description.replaceAll('/', '-').replace(/[^A-Za-z0-9 ._-]/g, '');
}

/** Study folder of the descriptive layout: date, study ID (NA), description, last five digits of the UID. */
export function studyFolder(date: string, description: string, studyUid: string): string {
  return `${nbiaDate(date)}-NA-${nbiaText(description).slice(0, 53)}-${studyUid.slice(-5)}`;
}

/** Series folder of the descriptive layout: number with six decimals, description, last five digits of the UID. */
export function seriesFolder(number: number, description: string, seriesUid: string): string {
  return `${number.toFixed(6)}-${nbiaText(description).slice(0, 53)}-${seriesUid.slice(-5)}`;
}

/** What a file name is made from. */
export interface Ranked {
  readonly sopInstanceUid: string;
  readonly acquisition: number;
}

/**
 * File names as NBIA gives them: rank of the acquisition, rank inside it, both as wide as their counts. The rank
 * follows the order given here, which is not that of the instance numbers for every series.
 */
export function fileNames(images: readonly Ranked[]): ReadonlyMap<string, string> {
  const acquisitions = [...new Set(images.map((image) => image.acquisition))].sort((a, b) => a - b);
  const width = String(images.length).length;
  const names = new Map<string, string>();
  acquisitions.forEach((acquisition, index) => {
    images
      .filter((image) => image.acquisition === acquisition)
      .forEach((image, rank) => {
        const first = String(index + 1).padStart(String(acquisitions.length).length, '0');
        names.set(image.sopInstanceUid, `${first}-${String(rank + 1).padStart(width, '0')}.dcm`);
      });
  });
  return names;
}
