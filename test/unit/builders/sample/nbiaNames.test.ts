import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fileNames, nbiaText, seriesFolder, studyFolder } from '../../../builders/sample/nbiaNames';
import { testDataFolder } from '../../testData';

describe("NBIA's names", () => {
  it('lose special characters but keep double blanks', () => {
    expect(nbiaText('Thorax^AThoraxRoutine (Adult)')).toBe('ThoraxAThoraxRoutine Adult');
    expect(nbiaText('Range-CT WB  1.0  B30f-Tra-<ALPHA Range[1]>')).toBe(
      'Range-CT WB  1.0  B30f-Tra-ALPHA Range1',
    );
    expect(nbiaText('ch+c')).toBe('chc');
  });

  it('rank files inside each acquisition, as wide as the counts', () => {
    const images = [1, 2, 3].flatMap((acquisition) =>
      Array.from({ length: 40 }, (_, index) => ({
        acquisition,
        sopInstanceUid: `${acquisition}.${index}`,
      })),
    );
    const names = fileNames(images);
    expect(names.get('1.0')).toBe('1-001.dcm');
    expect(names.get('3.39')).toBe('3-040.dcm');
    expect(
      fileNames(
        [4, 9].map((acquisition) => ({ acquisition, sopInstanceUid: `${acquisition}` })),
      ).get('9'),
    ).toBe('2-1.dcm');
  });

  it.skipIf(!testDataFolder)('are those of all 1,295 series of the real collection', () => {
    const lines = readFileSync(join(testDataFolder ?? '', 'collection/metadata.csv'), 'utf8')
      .trim()
      .split(/\r?\n/)
      .slice(1);
    expect(lines.length).toBe(1295);
    for (const line of lines) {
      const fields = line.split(',');
      const [series = '', study = '', studyText = '', date = '', seriesText = ''] = [
        0, 5, 6, 7, 8,
      ].map((index) => fields[index]);
      const [studyName = '', seriesName = ''] = (fields[15] ?? '').split('/').slice(3);
      const [month, day, year] = date.split('-');
      expect(
        studyFolder(`${year}${month}${day}`, studyText === 'null' ? '' : studyText, study),
      ).toBe(studyName);
      expect(seriesFolder(Number.parseFloat(seriesName), seriesText, series)).toBe(seriesName);
    }
  });
});
