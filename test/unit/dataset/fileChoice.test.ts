import { describe, expect, it } from 'vitest';
import { chooseFile, claimsDicom, isFolderWalked } from '../../../src/core/dataset/fileChoice';

describe('what is done with a file', () => {
  it.each([
    ['1-18.dcm', 'likely'],
    ['SCAN.IMA', 'likely'],
    ['IM_0001', 'likely'],
    ['I10', 'likely'],
    ['1.2.840.113619.2.55', 'likely'],
    ['LICENSE', 'likely'],
    ['scan.v2', 'possible'],
    ['scan.img', 'possible'],
    ['metadata.csv', 'metadata'],
    ['1.3.6.1.4.1.14519.5.xml', 'annotation'],
    ['settings.xml', 'skip'],
    ['picture.png', 'skip'],
    ['train.py', 'skip'],
    ['volume.nii', 'skip'],
    ['volume.nii.gz', 'skip'],
    ['md5hashes.csv', 'skip'],
    ['.DS_Store', 'skip'],
    ['._1-18.dcm', 'skip'],
  ])('%s: %s', (name, kind) => {
    expect(chooseFile(name).kind).toBe(kind);
  });

  it('names the slice of an annotation', () => {
    expect(chooseFile('1.2.3.XML')).toEqual({ kind: 'annotation', sopInstanceUid: '1.2.3' });
  });

  it('takes only names like DICOM’s for a claim to be DICOM', () => {
    expect(['a.dcm', 'a.DICOM', 'a.ima'].map(claimsDicom)).toEqual([true, true, true]);
    expect(['LICENSE', '1.2.3', 'a.img'].map(claimsDicom)).toEqual([false, false, false]);
  });
});

describe('which folders are entered', () => {
  it.each([
    ['Lung_Dx-A0001', true],
    ['3.000000-5mm-41315', true],
    ['.git', false],
    ['node_modules', false],
    ['__MACOSX', false],
    ['$RECYCLE.BIN', false],
  ])('%s: %s', (name, expected) => {
    expect(isFolderWalked(name)).toBe(expected);
  });
});
