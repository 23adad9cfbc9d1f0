import Papa from 'papaparse';
import type { ExpectedSeries } from './ExpectedSeries';

/** Text is parsed in pieces of about this many characters, so that no step takes long. */
const pieceLength = 64 * 1024;

type Column = keyof ExpectedSeries | 'fileLocation';

/** Column names of NBIA's metadata.csv and of the TCIA Data Retriever's, letters and digits only, in lower case. */
const columnsByName: Readonly<Record<string, Column>> = {
  seriesuid: 'seriesInstanceUid',
  seriesinstanceuid: 'seriesInstanceUid',
  studyuid: 'studyInstanceUid',
  studyinstanceuid: 'studyInstanceUid',
  subjectid: 'patientId',
  patientid: 'patientId',
  studydate: 'studyDate',
  studydescription: 'studyDescription',
  studydesc: 'studyDescription',
  seriesdescription: 'seriesDescription',
  seriesdesc: 'seriesDescription',
  seriesnumber: 'seriesNumber',
  modality: 'modality',
  manufacturer: 'manufacturer',
  sopclassuid: 'sopClassUid',
  numberofimages: 'imageCount',
  imagecount: 'imageCount',
  filelocation: 'fileLocation',
};

/** Whether a file of this name may be a retriever's list of series. Its header decides. */
export function isMetadataFileName(name: string): boolean {
  return /^(?:.*[-_. ])?metadata(?: ?\(\d+\))?\.csv$/i.test(name);
}

/**
 * The series that a metadata.csv names. Accepts any order and set of columns as long as there are a series UID and a
 * patient ID, CRLF, `\` in paths, `null` and `NA`, and rows that are longer than the header because NBIA does not
 * quote commas. A text that is no such list gives none.
 */
export function parseMetadataCsv(text: string): ExpectedSeries[] {
  return [...metadataPieces(text)].flat();
}

/** As parseMetadataCsv, piece by piece, for callers that must not be busy for long. */
export function* metadataPieces(text: string): Generator<ExpectedSeries[]> {
  let columns: ReadonlyMap<Column, number> | undefined;
  let headerLength = 0;
  const delimiter = delimiterOf(text);
  for (const piece of linePieces(text.replace(/^\uFEFF/, ''))) {
    const options = { delimiter, skipEmptyLines: 'greedy' } as const;
    const rows = Papa.parse<readonly string[]>(piece, options).data;
    const body = columns ? rows : rows.slice(1);
    if (!columns) {
      const header = rows[0] ?? [];
      headerLength = header.length;
      columns = columnsOf(header);
      if (!columns.has('seriesInstanceUid') || !columns.has('patientId')) return;
    }
    const known = columns;
    yield body.flatMap((row) => expectedSeries(repaired(row, headerLength, known), known) ?? []);
  }
}

/** Pieces that end at the end of a record: a line end outside of quotes. */
function* linePieces(text: string): Generator<string> {
  let from = 0;
  while (from < text.length) {
    const end = endOfPiece(text, from);
    yield text.slice(from, end);
    from = end;
  }
}

function endOfPiece(text: string, from: number): number {
  let end = afterLine(text, Math.min(text.length, from + pieceLength) - 1);
  let quotes = countQuotes(text, from, end);
  // A stray quote would make one endless record of the rest: after four pieces any line end is taken.
  while (quotes % 2 === 1 && end < text.length && end - from <= 4 * pieceLength) {
    const next = afterLine(text, end);
    quotes += countQuotes(text, end, next);
    end = next;
  }
  return end;
}

function afterLine(text: string, from: number): number {
  const at = text.indexOf('\n', from);
  return at === -1 ? text.length : at + 1;
}

function countQuotes(text: string, from: number, to: number): number {
  return text.slice(from, to).split('"').length - 1;
}

/** The separator of the header line, which then holds for all pieces: comma, semicolon or tab. */
function delimiterOf(text: string): string {
  const header = text.slice(0, Math.min(afterLine(text, 0), pieceLength));
  const count = (delimiter: string): number => header.split(delimiter).length;
  return [',', ';', '\t'].reduce((best, next) => (count(next) > count(best) ? next : best));
}

function columnsOf(header: readonly string[]): ReadonlyMap<Column, number> {
  const columns = new Map<Column, number>();
  header.forEach((name, index) => {
    const column = columnsByName[name.toLowerCase().replace(/[^a-z0-9]/g, '')];
    if (column && !columns.has(column)) columns.set(column, index);
  });
  return columns;
}

/**
 * Puts a row that is too long back under its header: NBIA joins fields by commas without quoting, so a comma in a
 * description shifts what follows. The SOP Class UID is recognised by its root and anchors the columns around it.
 */
function repaired(
  row: readonly string[],
  headerLength: number,
  columns: ReadonlyMap<Column, number>,
): readonly string[] {
  const surplus = row.length - headerLength;
  const expectedAt = columns.get('sopClassUid');
  const description = columns.get('seriesDescription');
  if (surplus <= 0 || expectedAt === undefined || description === undefined) return row;
  const foundAt = row.findIndex((field) => /^1\.2\.840\.10008\.5\.1\.4\./.test(field));
  const shift = foundAt - expectedAt;
  if (shift <= 0 || description >= expectedAt) return row;
  const date = columns.get('studyDate') ?? -1;
  const dateShift = date >= 0 && date < description ? shiftOfDate(row, date, shift) : 0;
  const start = description + dateShift;
  const end = description + shift + 1;
  const study = columns.get('studyDescription');
  const left =
    dateShift > 0 && study !== undefined && study < date
      ? [
          ...row.slice(0, study),
          row.slice(study, study + dateShift + 1).join(','),
          ...row.slice(study + dateShift + 1, start),
        ]
      : row.slice(0, start);
  return [...left, row.slice(start, end).join(','), ...row.slice(end)];
}

function shiftOfDate(row: readonly string[], date: number, most: number): number {
  for (let shift = 0; shift <= most; shift++) {
    if (isoDate(row[date + shift] ?? '') !== '') return shift;
  }
  return 0;
}

function expectedSeries(
  row: readonly string[],
  columns: ReadonlyMap<Column, number>,
): ExpectedSeries | undefined {
  const text = (column: Column): string => {
    const index = columns.get(column);
    const value = index === undefined ? '' : (row[index] ?? '').trim();
    return /^(?:null|na|n\/a)$/i.test(value) ? '' : value;
  };
  const seriesInstanceUid = text('seriesInstanceUid');
  const patientId = text('patientId');
  if (!/^[\d.]{3,64}$/.test(seriesInstanceUid) || patientId === '') return undefined;
  return {
    seriesInstanceUid,
    studyInstanceUid: text('studyInstanceUid'),
    patientId,
    studyDate: isoDate(text('studyDate')),
    studyDescription: text('studyDescription'),
    seriesDescription: text('seriesDescription'),
    seriesNumber: numberOf(text('seriesNumber')) ?? numberFromLocation(text('fileLocation')),
    modality: text('modality'),
    manufacturer: text('manufacturer'),
    sopClassUid: text('sopClassUid'),
    imageCount: numberOf(text('imageCount')),
  };
}

/** A date as DICOM writes it (YYYYMMDD): from MM-DD-YYYY as NBIA has it, or YYYY-MM-DD; empty when it is none. */
function isoDate(text: string): string {
  const american = /^(\d{2})[-/](\d{2})[-/](\d{4})(?!\d)/.exec(text);
  if (american) return `${american[3]}${american[1]}${american[2]}`;
  const iso = /^(\d{4})[-/]?(\d{2})[-/]?(\d{2})(?!\d)/.exec(text);
  return iso ? `${iso[1]}${iso[2]}${iso[3]}` : '';
}

function numberOf(text: string): number | undefined {
  return /^\d{1,9}(?:\.0+)?$/.test(text) ? Number(text) : undefined;
}

/** NBIA's own list has no series number, but its folder names begin with it: `.../3.000000-5mm-41315`. */
function numberFromLocation(location: string): number | undefined {
  return numberOf(/[\\/](\d+\.0+)-[^\\/]*[\\/]?$/.exec(location)?.[1] ?? '');
}
