import { beforeEach, describe, expect, it } from 'vitest';
import { lungPetCtDxRule } from '../../../src/core/annotations/HistologyRule';
import { DatasetIndex } from '../../../src/core/dataset/DatasetIndex';
import { groupByClass } from '../../../src/core/dataset/grouping';
import type { SeriesNode } from '../../../src/core/dataset/DatasetSnapshot';
import { patientTitle, seriesTitle, studyTitle } from '../../../src/core/dataset/seriesTitle';
import { visiblePatients } from '../../../src/core/dataset/visiblePatients';
import type { WalkRecord } from '../../../src/core/dataset/WalkRecord';
import { finish } from './indexWalk';
import { annotation, batch, expected, header, instance } from './walkRecords';

let index: DatasetIndex;
beforeEach(() => {
  index = new DatasetIndex();
  index.beginWalk('root');
});

const add = (...records: WalkRecord[]) => index.addBatch('root', batch(...records));
const walkAgain = (...records: WalkRecord[]) => {
  index.beginWalk('root');
  add(...records);
  finish(index.endWalk('root', 'complete'));
};
const allSeries = () =>
  index.snapshot().patients.flatMap((patient) => patient.studies.flatMap((study) => study.series));

describe('the tree', () => {
  it('is made of what headers say, whatever the folders are called', () => {
    add(
      instance('Lung_Dx-B0001/x/1', { sopInstanceUid: '9.1' }),
      instance('elsewhere/2', { sopInstanceUid: '9.2' }),
      instance('elsewhere/3', { sopInstanceUid: '9.3', seriesInstanceUid: '8.2', seriesNumber: 1 }),
    );
    const { patients } = index.snapshot();
    expect(patients.map((patient) => [patient.patientId, patient.imageCount])).toEqual([
      ['Lung_Dx-A0001', 3],
    ]);
    expect(patients[0]?.studies).toHaveLength(1);
    expect(
      patients[0]?.studies[0]?.series.map((one) => [one.seriesNumber, one.imageCount]),
    ).toEqual([
      [1, 1],
      [2, 2],
    ]);
  });

  it('has patients by ID, numbers by value, and studies by date', () => {
    add(
      instance('1', { patientId: 'P10', sopInstanceUid: '1.1' }),
      instance('2', {
        patientId: 'P2',
        sopInstanceUid: '1.2',
        studyInstanceUid: 'b',
        studyDate: '20100101',
      }),
      instance('3', {
        patientId: 'P2',
        sopInstanceUid: '1.3',
        studyInstanceUid: 'a',
        studyDate: '20090101',
      }),
    );
    const { patients } = index.snapshot();
    expect(patients.map((patient) => patient.patientId)).toEqual(['P2', 'P10']);
    expect(patients[0]?.studies.map((study) => study.studyDate)).toEqual(['20090101', '20100101']);
  });

  it('counts an image once that lies in two files, and keeps both files', () => {
    add(instance('a/1'), instance('b/1'), annotation('x/9.1.xml', '9.1'));
    expect(allSeries()).toMatchObject([{ imageCount: 1, fileCount: 2, annotatedCount: 1 }]);
    expect(index.instancesBySopUid('9.1').map((one) => one.path)).toEqual(['a/1', 'b/1']);
    expect(index.snapshot().imageCount).toBe(1);
    index.removeFile('root', 'a/1');
    expect(allSeries()).toMatchObject([{ imageCount: 1, fileCount: 1, annotatedCount: 1 }]);
    index.removeFile('root', 'b/1');
    expect(index.snapshot()).toMatchObject({ patients: [], imageCount: 0, unlinkedCount: 1 });
  });

  it('does not count objects without pixels as images', () => {
    add(instance('1', { rows: undefined, columns: undefined, modality: 'RTSTRUCT' }));
    expect(allSeries()).toMatchObject([{ imageCount: 0, fileCount: 1 }]);
  });

  it('keeps series apart that share a UID in two patients', () => {
    add(
      instance('1', { patientId: 'P1', sopInstanceUid: '1.1' }),
      instance('2', { patientId: 'P2', sopInstanceUid: '1.2' }),
    );
    expect(allSeries().map((one) => one.imageCount)).toEqual([1, 1]);
    expect(new Set(allSeries().map((one) => one.key)).size).toBe(2);
    expect(index.series('8.1')?.patientId).toBe('P1');
  });
});

describe('annotations', () => {
  it('count slices, not files, whichever comes first', () => {
    add(annotation('A0001/9.1.xml', '9.1'));
    expect(index.snapshot()).toMatchObject({ annotatedCount: 0, unlinkedCount: 1 });
    add(instance('1'), instance('2', { sopInstanceUid: '9.2' }));
    expect(allSeries()).toMatchObject([{ imageCount: 2, annotatedCount: 1 }]);
    add(annotation('A0002/9.1.xml', '9.1'), annotation('A0001/9.2.xml', '9.2'));
    expect(allSeries()).toMatchObject([{ annotatedCount: 2 }]);
    expect(index.snapshot()).toMatchObject({
      annotatedCount: 2,
      annotationFileCount: 3,
      unlinkedCount: 0,
    });
    expect(index.annotationsOf('9.1').map((file) => [file.folderName, file.path])).toEqual([
      ['A0001', 'A0001/9.1.xml'],
      ['A0002', 'A0002/9.1.xml'],
    ]);
    expect(index.isAnnotated('9.3')).toBe(false);
  });

  it('come off again with their files', () => {
    add(instance('1'), annotation('a/9.1.xml', '9.1'), annotation('b/9.1.xml', '9.1'));
    index.removeFile('root', 'a/9.1.xml');
    expect(allSeries()).toMatchObject([{ annotatedCount: 1 }]);
    index.removeFile('root', 'b/9.1.xml');
    expect(allSeries()).toMatchObject([{ annotatedCount: 0 }]);
    expect(index.snapshot()).toMatchObject({ annotationFileCount: 0, unlinkedCount: 0 });
  });

  it('join slices of another root', () => {
    index.beginWalk('other');
    index.addBatch('other', batch(annotation('9.1.xml', '9.1')));
    add(instance('1'));
    expect(allSeries()).toMatchObject([{ annotatedCount: 1 }]);
    expect(index.annotationsOf('9.1')[0]).toMatchObject({ rootId: 'other', folderName: '' });
    finish(index.removeRoot('other'));
    expect(allSeries()).toMatchObject([{ annotatedCount: 0 }]);
    expect(index.snapshot().roots.map((root) => root.rootId)).toEqual(['root']);
  });
});

describe('series that metadata.csv names', () => {
  it('are expected while the walk goes on, then not on disk', () => {
    add(expected('8.5', 'Lung_Dx-A0002', 30));
    expect(allSeries()).toMatchObject([
      { presence: 'expected', imageCount: 0, expectedImageCount: 30, seriesDescription: '5mm' },
    ]);
    finish(index.endWalk('root', 'complete'));
    expect(allSeries()).toMatchObject([{ presence: 'not-on-disk' }]);
    expect(index.snapshot().roots).toMatchObject([{ state: 'walked' }]);
  });

  it('stay expected after a walk that has not seen the whole folder', () => {
    add(expected('8.5', 'Lung_Dx-A0002', 30));
    finish(index.endWalk('root', 'cancelled'));
    expect(allSeries()).toMatchObject([{ presence: 'expected' }]);
    expect(index.snapshot().roots).toMatchObject([{ state: 'interrupted' }]);
    index.beginWalk('root');
    finish(index.endWalk('root', 'gave-up'));
    expect(allSeries()).toMatchObject([{ presence: 'expected' }]);
    expect(index.snapshot().roots).toMatchObject([{ state: 'gave-up' }]);
    walkAgain(expected('8.5', 'Lung_Dx-A0002', 30));
    expect(allSeries()).toMatchObject([{ presence: 'not-on-disk' }]);
  });

  it('are found with their first file, whichever comes first', () => {
    add(expected('8.1', 'Lung_Dx-A0001'), instance('1', { studyInstanceUid: '7.Lung_Dx-A0001' }));
    expect(allSeries()).toMatchObject([
      { presence: 'found', imageCount: 1, expectedImageCount: 64 },
    ]);
    add(
      instance('2', { seriesInstanceUid: '8.2', sopInstanceUid: '9.2' }),
      expected('8.2', 'other'),
    );
    expect(allSeries()).toHaveLength(2);
    expect(index.series('8.2')).toMatchObject({ presence: 'found', expectedImageCount: 64 });
  });

  it('move to the patient and study that the header names', () => {
    add(expected('8.1', 'Wrong patient'));
    expect(index.snapshot().patients.map((patient) => patient.patientId)).toEqual([
      'Wrong patient',
    ]);
    add(instance('1'));
    expect(index.snapshot().patients.map((patient) => patient.patientId)).toEqual([
      'Lung_Dx-A0001',
    ]);
    expect(allSeries()).toMatchObject([{ presence: 'found', expectedImageCount: 64 }]);
  });

  it('are forgotten when a later walk no longer finds them named', () => {
    walkAgain(expected('8.5', 'P'), instance('1'));
    expect(allSeries()).toHaveLength(2);
    walkAgain(instance('1'));
    expect(allSeries()).toMatchObject([{ presence: 'found' }]);
  });

  it('stay in the tree, not on disk, when their files are deleted', () => {
    walkAgain(expected('8.1', 'Lung_Dx-A0001'), instance('1'));
    walkAgain(expected('8.1', 'Lung_Dx-A0001'));
    expect(allSeries()).toMatchObject([{ presence: 'not-on-disk', imageCount: 0 }]);
  });
});

describe('walking again', () => {
  it('keeps what is unchanged, replaces what changed, takes out what is gone', () => {
    walkAgain(
      instance('a/1'),
      instance('a/2', { sopInstanceUid: '9.2' }),
      annotation('9.1.xml', '9.1'),
    );
    const [before] = index.instancesBySopUid('9.1');
    const node = allSeries()[0];
    walkAgain(instance('a/1'), instance('a/3', { sopInstanceUid: '9.3' }));
    expect(index.instancesBySopUid('9.1')[0]).toBe(before);
    expect(index.instancesBySopUid('9.2')).toEqual([]);
    expect(index.instanceByPath('root', 'a/2')).toBeUndefined();
    expect(allSeries()).toMatchObject([{ imageCount: 2, annotatedCount: 0 }]);
    expect(node).toMatchObject({ imageCount: 2, annotatedCount: 1 });
    walkAgain(instance('a/1', { seriesInstanceUid: '8.9' }, 2));
    expect(allSeries().map((one) => one.seriesInstanceUid)).toEqual(['8.9']);
  });

  it('counts the DICOM files of each root', () => {
    walkAgain(instance('1'), instance('copy of 1'), annotation('9.1.xml', '9.1'));
    expect(index.snapshot().roots).toMatchObject([{ instanceCount: 2 }]);
    walkAgain(instance('1', {}, 2), annotation('9.1.xml', '9.1'));
    expect(index.snapshot().roots).toMatchObject([{ instanceCount: 1 }]);
    index.removeFile('root', '1');
    expect(index.snapshot().roots).toMatchObject([{ instanceCount: 0 }]);
  });

  it('keeps everything when the walk was interrupted', () => {
    walkAgain(instance('1'), instance('2', { sopInstanceUid: '9.2' }));
    index.beginWalk('root');
    add(instance('1'));
    finish(index.endWalk('root', 'cancelled'));
    expect(allSeries()).toMatchObject([{ imageCount: 2 }]);
    expect(index.snapshot().roots).toMatchObject([{ state: 'interrupted' }]);
  });

  it('does not remove what a newer walk has just met', () => {
    walkAgain(instance('1'));
    index.beginWalk('root');
    const old = index.endWalk('root', 'complete');
    index.beginWalk('root');
    add(instance('1'));
    finish(old);
    expect(allSeries()).toMatchObject([{ imageCount: 1 }]);
  });

  it('takes no batch of a root that was removed', () => {
    finish(index.removeRoot('root'));
    add(instance('1'));
    expect(index.snapshot().patients).toEqual([]);
  });
});

describe('lookups', () => {
  it('find an instance by path and give its whole header back', () => {
    const values = { sopInstanceUid: '9.7', acquisitionTime: '101500', echoTimeMs: 4.5 };
    add(instance('a/b/7', values), instance('7', { sopInstanceUid: '9.8' }));
    const found = index.instanceByPath('root', 'a/b/7');
    expect(found?.header).toEqual(header(values));
    expect(index.instanceByPath('root', '7')?.sopInstanceUid).toBe('9.8');
    expect(index.instanceByPath('root', 'a/7')).toBeUndefined();
    expect(index.instanceByPath('nowhere', '7')).toBeUndefined();
    expect(found && index.seriesOf(found).key).toBe(allSeries()[0]?.key);
    expect(index.instancesOfSeries(allSeries()[0]?.key ?? '')).toHaveLength(2);
    expect(index.instancesOfSeries('nothing')).toEqual([]);
    expect(index.series('8.1')?.imageCount).toBe(2);
  });
});

describe('snapshots', () => {
  it('stay as they were, and share what did not change', () => {
    add(instance('1', { patientId: 'P1', sopInstanceUid: '1' }));
    add(instance('2', { patientId: 'P2', sopInstanceUid: '2' }));
    const first = index.snapshot();
    expect(index.snapshot()).toBe(first);
    add(instance('3', { patientId: 'P2', sopInstanceUid: '3' }));
    const second = index.snapshot();
    expect(first.patients[1]?.imageCount).toBe(1);
    expect(second.patients[1]?.imageCount).toBe(2);
    expect(second.patients[0]).toBe(first.patients[0]);
    expect(second.version).toBeGreaterThan(first.version);
  });

  it('keep the first of many problems and count all', () => {
    const problems = Array.from({ length: 800 }, (_, i): WalkRecord => ({
      kind: 'problem',
      path: `p${i}`,
      problem: { kind: 'unreadable-file', reason: 'EACCES' },
    }));
    add(...problems);
    const [root] = index.snapshot().roots;
    expect(root?.problems.count).toBe(800);
    expect(root?.problems.first).toHaveLength(500);
    index.beginWalk('root');
    expect(index.snapshot().roots[0]?.problems.count).toBe(0);
  });
});

describe('grouping by histology class', () => {
  it('has the classes in the rule’s order, the others last, empty ones left out', () => {
    add(
      instance('1', { patientId: 'Lung_Dx-G0001', sopInstanceUid: '1' }),
      instance('2', { patientId: 'RIDER-1', sopInstanceUid: '2' }),
      instance('3', { patientId: 'Lung_Dx-A0002', sopInstanceUid: '3' }),
      instance('4', { patientId: 'Lung_Dx-A0001', sopInstanceUid: '4' }),
      annotation('4.4.xml', '4'),
    );
    const groups = groupByClass(index.snapshot().patients, lungPetCtDxRule);
    expect(
      groups.map((group) => [
        group.histology?.name,
        group.patients.map((patient) => patient.patientId),
        group.imageCount,
        group.annotatedCount,
      ]),
    ).toEqual([
      ['Adenocarcinoma', ['Lung_Dx-A0001', 'Lung_Dx-A0002'], 2, 1],
      ['Squamous Cell Carcinoma', ['Lung_Dx-G0001'], 1, 0],
      [undefined, ['RIDER-1'], 1, 0],
    ]);
  });
});

describe('visiblePatients', () => {
  const isFound = (series: SeriesNode) => series.presence === 'found';

  it('takes out what is hidden, with the studies and patients that are left empty, and counts the rest', () => {
    add(
      instance('1', { studyInstanceUid: '7.A1' }),
      annotation('9.1.xml', '9.1'),
      expected('8.5', 'Lung_Dx-A0001'),
      expected('8.6', 'Lung_Dx-A0001', 64, '7.A1'),
      expected('8.7', 'Lung_Dx-A0002'),
      instance('3', {
        patientId: 'Lung_Dx-A0003',
        sopInstanceUid: '9.3',
        seriesInstanceUid: '8.3',
      }),
    );
    const { patients } = index.snapshot();
    expect(patients.map(({ studies }) => studies.length)).toEqual([2, 1, 1]);
    const visible = visiblePatients(patients, isFound);
    expect(visible).toMatchObject([
      {
        patientId: 'Lung_Dx-A0001',
        imageCount: 1,
        annotatedCount: 1,
        studies: [{ studyInstanceUid: '7.A1', imageCount: 1, series: [{ presence: 'found' }] }],
      },
      { patientId: 'Lung_Dx-A0003' },
    ]);
    expect(visible[1]).toBe(patients[2]);
    expect(patients[0]?.studies.map(({ series }) => series.length)).toEqual([2, 1]);
  });
});

describe('names in the tree', () => {
  it('are short and never empty', () => {
    expect(patientTitle('Lung_Dx-A0001')).toBe('A0001');
    expect(patientTitle(' ')).toBe('Unknown patient');
    expect(studyTitle({ studyDate: '20070404', studyDescription: 'Chest ' })).toBe(
      '2007-04-04 Chest',
    );
    expect(studyTitle({ studyDate: '', studyDescription: '' })).toBe('Study');
    expect(seriesTitle({ seriesDescription: '5mm', modality: 'CT', seriesNumber: 3 })).toBe('5mm');
    expect(seriesTitle({ seriesDescription: ' ', modality: 'CT', seriesNumber: 3 })).toBe('CT 3');
    expect(seriesTitle({ seriesDescription: '', modality: '', seriesNumber: undefined })).toBe(
      'Series',
    );
  });
});
