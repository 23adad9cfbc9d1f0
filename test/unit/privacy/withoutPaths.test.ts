import { describe, expect, it } from 'vitest';
import { withoutPaths } from '../../../src/core/privacy/withoutPaths';

describe('withoutPaths', () => {
  it.each([
    ["scandir '/data/Lung_Dx-A0001/04-04-2007-NA-Chest-07990'", "scandir '…'"],
    ["/data/O'Brien John/study/1.dcm", '….dcm'],
    ["open '/data/O'Brien John/study/1.dcm'", "open '….dcm'"],
    ["open '/data/O'Brien John/study/1.dcm' failed (extension.js:1:2)", undefined],
    ['/DOE_JOHN', '…'],
    ['cannot read /DOE JOHN', 'cannot read …'],
    ['/data/DOE.JOHN', '…'],
    ['C:\\data\\A 1\\x.dcm', '….dcm'],
    ['cannot open c:/data/A 1/x.DCM', 'cannot open ….DCM'],
    ['\\\\server\\share\\A 1\\x.dcm', '….dcm'],
    ['vscode-remote://ssh+h/data/A1/x.dcm', '….dcm'],
    ['not shown: file:///data/A%201/x', 'not shown: …'],
    ['Lung_Dx-A0001/1-18.dcm', '….dcm'],
    ['not read: DOE JOHN/1-18.dcm', 'not read: ….dcm'],
    ['Lung_Dx-A0001\\1-18.dcm', '….dcm'],
    ['A0001/2007-04-04', '…'],
    ["rename '/data/A 1/a.dcm' -> '/data/B 2/b.dcm'", "rename '….dcm'"],
    ['"/data/A1" and "/data/B2", then more', '"…", then more'],
    ['Failed to fetch "https://x/A0001/y.js"', 'Failed to fetch "….js"'],
  ])('takes out %s', (text, expected) => {
    const result = withoutPaths(text);
    if (expected !== undefined) expect(result).toBe(expected);
    expect(result).not.toMatch(/A0001|A 1|DOE|JOHN|John|Brien|2007|data|study|server|ssh/);
  });

  it.each([
    'longest synchronous step: merge batch, 3.1 ms',
    '128 images, 20 annotated',
    '1/2',
    'frame 12/64 (1/2).',
    'complete: 155 files in 31 ms (5000 a second), 155 DICOM, 20 annotations, 0 skipped, 0 unreadable',
    'Cannot read properties of undefined (reading "key") (extension.js:12:345)',
    'not read: 1-18.dcm: truncated',
    'this / that',
    '',
  ])('leaves "%s" as it is', (text) => {
    expect(withoutPaths(text)).toBe(text);
  });

  it.each([
    ["ENOENT: no such file or directory, open '/data/A0001/1.dcm'", 'ENOENT'],
    ['Error: EACCES: permission denied, scandir DOE JOHN', 'Error: EACCES'],
    ['first line\nEIO: i/o error, read\nlast line', 'first line\nEIO\nlast line'],
    ['ERROR: it is broken', 'ERROR: it is broken'],
  ])('leaves of a system message its code: %s', (text, expected) => {
    expect(withoutPaths(text)).toBe(expected);
  });
});
