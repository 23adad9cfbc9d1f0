import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isMetadataFileName, parseMetadataCsv } from '../../../src/core/dataset/metadataCsv';
import { testDataFolder } from '../testData';

const header =
  'Series UID,Collection,3rd Party Analysis,Data Description URI,Subject ID,Study UID,Study Description,Study Date,Series Description,Manufacturer,Modality,SOP Class Name,SOP Class UID,Number of Images,File Size,File Location,Download Timestamp';
const row = (study: string, series: string, uid = '1.2.3') =>
  `${uid},Lung-PET-CT-Dx,null,https://doi.org/x,Lung_Dx-A0001,1.2,${study},04-25-2007,${series},Philips,CT,CT Image Storage,1.2.840.10008.5.1.4.1.1.2,64,33.75 MB,.\\Lung-PET-CT-Dx\\Lung_Dx-A0001\\04-04-2007-NA-Chest-07990\\3.000000-${series}-41315,2023-02-03T23:47:29.64`;

describe('NBIA’s metadata.csv', () => {
  it('gives a series per row, with CRLF, backslashes and null', () => {
    expect(parseMetadataCsv(`${header}\r\n${row('null', '5mm')}\r\n`)).toEqual([
      {
        seriesInstanceUid: '1.2.3',
        studyInstanceUid: '1.2',
        patientId: 'Lung_Dx-A0001',
        studyDate: '20070425',
        studyDescription: '',
        seriesDescription: '5mm',
        seriesNumber: 3,
        modality: 'CT',
        manufacturer: 'Philips',
        sopClassUid: '1.2.840.10008.5.1.4.1.1.2',
        imageCount: 64,
      },
    ]);
  });

  it('finds its way through commas that NBIA does not quote', () => {
    const [series] = parseMetadataCsv(`${header}\r\n${row('Chest, abdomen, pelvis', 'ax, 5mm')}`);
    expect(series).toMatchObject({
      studyDescription: 'Chest, abdomen, pelvis',
      studyDate: '20070425',
      seriesDescription: 'ax, 5mm',
      manufacturer: 'Philips',
      modality: 'CT',
      imageCount: 64,
    });
    const [other] = parseMetadataCsv(`${header}\r\n${row('Chest', 'ax, 5mm, B30f')}`);
    expect(other).toMatchObject({
      seriesDescription: 'ax, 5mm, B30f',
      modality: 'CT',
      imageCount: 64,
    });
  });

  it('takes semicolons and tabs as separators too', () => {
    for (const delimiter of [';', '\t']) {
      const text = ['Series UID', 'Subject ID', 'Series Description'].join(delimiter);
      const [series] = parseMetadataCsv(`${text}\n${['1.2.3', 'P1', 'ax, 5mm'].join(delimiter)}\n`);
      expect(series).toMatchObject({ patientId: 'P1', seriesDescription: 'ax, 5mm' });
    }
  });

  it('leaves out rows without a UID or a patient, and files that are something else', () => {
    expect(parseMetadataCsv(`${header}\r\n${row('a', 'b', 'none')}\r\n,,,,\r\n`)).toEqual([]);
    expect(parseMetadataCsv('image,label\n1.png,cat\n')).toEqual([]);
    expect(parseMetadataCsv('')).toEqual([]);
    expect(parseMetadataCsv('\0\0\0')).toEqual([]);
  });

  it('reads long files piece by piece without losing a row, with quotes that hold line ends', () => {
    const rows = Array.from({ length: 3000 }, (_, i) =>
      row(i % 50 ? 'Chest' : '"two\r\nlines"', '5mm', `1.2.${i}`),
    );
    const series = parseMetadataCsv([header, ...rows].join('\r\n'));
    expect(series).toHaveLength(3000);
    expect(new Set(series.map((one) => one.seriesInstanceUid)).size).toBe(3000);
    expect(series[50]?.studyDescription).toBe('two\r\nlines');
  });

  it('is not led astray for long by a single quote', () => {
    const rows = Array.from({ length: 3000 }, (_, i) =>
      row(i === 5 ? '"Chest' : 'Chest', '5mm', `1.2.${i}`),
    );
    expect(parseMetadataCsv([header, ...rows].join('\r\n')).length).toBeGreaterThan(1000);
  });
});

describe('the list of the TCIA Data Retriever', () => {
  it('has other columns in another order', () => {
    const text =
      '\uFEFFPatientID,PatientName,StudyInstanceUID,StudyDate,StudyDesc,SeriesInstanceUID,Modality,SeriesDescription,SeriesNumber,ImageCount\n' +
      'Lung_Dx-B0003,x,1.2,2010-02-12,Chest,1.2.3,PT,"PET WB, corrected",4,136\n';
    expect(parseMetadataCsv(text)).toMatchObject([
      {
        patientId: 'Lung_Dx-B0003',
        studyDate: '20100212',
        seriesDescription: 'PET WB, corrected',
        seriesNumber: 4,
        imageCount: 136,
        modality: 'PT',
      },
    ]);
  });
});

it.each([
  ['metadata.csv', true],
  ['METADATA.CSV', true],
  ['manifest-1608669183333-metadata.csv', true],
  ['metadata (1).csv', true],
  ['clinical.csv', false],
  ['metadata.txt', false],
])('the name %s: %s', (name, expected) => {
  expect(isMetadataFileName(name)).toBe(expected);
});

describe.skipIf(!testDataFolder)('the list of the full collection', () => {
  it('names 355 patients, 436 studies, 1,295 series, 251,135 images', () => {
    const text = readFileSync(join(testDataFolder ?? '', 'collection/metadata.csv'), 'utf8');
    const series = parseMetadataCsv(text);
    const count = (values: string[]) => new Set(values).size;
    expect(count(series.map((one) => one.seriesInstanceUid))).toBe(1295);
    expect(count(series.map((one) => one.patientId))).toBe(355);
    expect(count(series.map((one) => one.studyInstanceUid))).toBe(436);
    expect(series.reduce((sum, one) => sum + (one.imageCount ?? 0), 0)).toBe(251_135);
    expect(series.every((one) => /^\d{8}$/.test(one.studyDate))).toBe(true);
    expect(series.filter((one) => one.modality === 'PT')).toHaveLength(133);
    expect(series.every((one) => one.seriesNumber !== undefined)).toBe(true);
  });
});
