import { uid } from '../uid';
import { patientIdOf, seriesUidOf, studyUidOf } from './identity';
import { nbiaDate, nbiaText, seriesFolder, studyFolder } from './nbiaNames';
import type { SeriesOnDisk } from './seriesOnDisk';
import { manifestFolder } from './seriesOnDisk';

const header =
  'Series UID,Collection,3rd Party Analysis,Data Description URI,Subject ID,Study UID,Study Description,Study Date,Series Description,Manufacturer,Modality,SOP Class Name,SOP Class UID,Number of Images,File Size,File Location,Download Timestamp';
const dataDescription = 'https://doi.org/10.7937/TCIA.2020.NNC20461';

/** Size as the retriever prints it: decimal units, two decimals. */
export function sizeText(bytes: number): string {
  return bytes >= 1e6 ? `${(bytes / 1e6).toFixed(2)} MB` : `${(bytes / 1e3).toFixed(2)} KB`;
}

/** A series that metadata.csv names although nobody downloaded it. */
function missingSeries(): readonly string[] {
  const [study, series] = [uid('dxlens sample/A9002/study'), uid('dxlens sample/A9002/study/soft')];
  const folder = `${studyFolder('20090512', 'Chest', study)}/${seriesFolder(2, '5mm', series)}`;
  return [
    series,
    'Lung-PET-CT-Dx',
    'null',
    dataDescription,
    'Lung_Dx-A9002',
    study,
    'Chest',
    '05-12-2009',
    '5mm',
    'DxLens phantom',
    'CT',
    'CT Image Storage',
    '1.2.840.10008.5.1.4.1.1.2',
    '28',
    '14.77 MB',
    `./Lung-PET-CT-Dx/Lung_Dx-A9002/${folder}`,
    timestamp(99),
  ];
}

function timestamp(order: number): string {
  const seconds = 12 + order * 7;
  const two = (value: number): string => String(value).padStart(2, '0');
  return `2024-01-15T09:${two(30 + Math.floor(seconds / 60))}:${two(seconds % 60)}.${String((order * 137) % 1000).padStart(3, '0')}`;
}

function row(series: SeriesOnDisk, bytes: number, order: number): readonly string[] {
  const { patient } = series;
  return [
    seriesUidOf(patient, series.key),
    'Lung-PET-CT-Dx',
    'null',
    dataDescription,
    patientIdOf(patient),
    studyUidOf(patient),
    nbiaText(patient.studyDescription),
    nbiaDate(patient.studyDate),
    nbiaText(series.description),
    'DxLens phantom',
    series.modality,
    series.sopClassName,
    series.sopClassUid,
    String(series.images.length),
    sizeText(bytes),
    `.${series.folder.slice(manifestFolder.length)}`,
    timestamp(order),
  ];
}

/** NBIA's metadata.csv: 17 columns, CRLF, nothing quoted, one row a series, one of them not on disk. */
export function metadataCsv(
  series: readonly { readonly series: SeriesOnDisk; readonly bytes: number }[],
): string {
  const rows = series.map(({ series: one, bytes }, index) => row(one, bytes, index));
  return [header, ...[...rows, missingSeries()].map((fields) => fields.join(','))]
    .map((line) => `${line}\r\n`)
    .join('');
}
