import { describe, expect, it } from 'vitest';
import type { WalkCounts } from '../../../src/core/dataset/WalkRecord';
import { walkDataset } from '../../../src/core/dataset/walkDataset';
import { dicomSeries } from '../../builders/dicomSeries';
import { ctSlice, secondaryCapture } from '../../builders/dicomSlice';
import { vocFile } from '../../builders/vocXml';
import { indexed } from './indexWalk';
import type { MemoryFile } from './MemoryWalkPort';
import { MemoryWalkPort } from './MemoryWalkPort';

const files = (...built: readonly { path: string; bytes: Uint8Array }[]) =>
  Object.fromEntries(built.map(({ path, bytes }): [string, MemoryFile] => [path, bytes]));
const metadata =
  'Series UID,Subject ID,Study UID,Number of Images\r\n1.2.3,Lung_Dx-A0002,1.2,30\r\n';

describe('a walk', () => {
  it('finds series, captures, annotations and lists, and names them by their headers', async () => {
    const slices = dicomSeries({ z: [0, 5, 10], patient: 'Lung_Dx-A0001' });
    const capture = secondaryCapture({ patient: 'Lung_Dx-A0001', path: 'captures/no-extension' });
    const voc = vocFile(slices[1] ?? capture, 'A0001', { boxes: [{ corners: [1, 2, 3, 4] }] });
    const port = new MemoryWalkPort({
      ...files(...slices, capture, voc),
      'metadata.csv': metadata,
      LICENSE: 'Creative Commons',
      'readme.md': '# not read',
      'Annotation/category.txt': 'A',
    });
    const { index, summary } = await indexed(port);
    const { patients, annotatedCount } = index.snapshot();
    expect(patients.map((patient) => [patient.patientId, patient.imageCount])).toEqual([
      ['Lung_Dx-A0001', 4],
      ['Lung_Dx-A0002', 0],
    ]);
    expect(annotatedCount).toBe(1);
    expect(index.series('1.2.3')?.presence).toBe('not-on-disk');
    expect(summary).toMatchObject({
      outcome: 'complete',
      counts: { instances: 4, annotations: 1, skipped: 3, problems: 0, files: 9 },
    });
    expect(port.read).toContain('LICENSE');
    expect(port.read).not.toContain('readme.md');
    const found = index.instanceByPath('root', 'captures/no-extension');
    expect(found).toMatchObject({ sopInstanceUid: capture.sopInstanceUid });
    expect(found?.header.plane).toBeUndefined();
  });

  it('reads a metadata.csv near the root before the files below', async () => {
    const port = new MemoryWalkPort({
      ...files(ctSlice({ path: 'a/deep/er/1.dcm' })),
      'manifest-1/metadata.csv': metadata,
    });
    await indexed(port);
    expect(port.read).toEqual(['manifest-1/metadata.csv', 'a/deep/er/1.dcm']);
  });

  it('leaves version control, packages and hidden files alone', async () => {
    const slice = ctSlice().bytes;
    const port = new MemoryWalkPort({
      '.git/objects/1.dcm': slice,
      'node_modules/x/1.dcm': slice,
      '__MACOSX/._1.dcm': slice,
      'data/._1.dcm': slice,
    });
    const { summary } = await indexed(port);
    expect(port.read).toEqual([]);
    expect(port.listed).toEqual(['', 'data']);
    expect(summary.counts).toMatchObject({ instances: 0, skipped: 1 });
  });

  it('stops reading an extension in a folder where it is never DICOM, but never .dcm', async () => {
    const junk: Record<string, MemoryFile> = {};
    for (let i = 0; i < 100; i++) {
      junk[`a/${i}.junk`] = 'not DICOM at all';
      junk[`a/${i}.dcm`] = 'not DICOM at all';
    }
    junk['b/1.junk'] = ctSlice().bytes;
    const port = new MemoryWalkPort(junk);
    const { index, summary } = await indexed(port);
    const readJunk = port.read.filter((path) => path.startsWith('a/') && path.endsWith('.junk'));
    expect(readJunk.length).toBeLessThan(50);
    expect(port.read.filter((path) => path.endsWith('.dcm'))).toHaveLength(100);
    expect(index.snapshot().imageCount).toBe(1);
    expect(summary.counts.skipped + summary.counts.problems + summary.counts.instances).toBe(201);
  });

  it('reads all files of an odd extension in a folder that holds one DICOM file of it', async () => {
    const odd: Record<string, MemoryFile> = {};
    for (let i = 0; i < 60; i++) {
      odd[`a/${String(i).padStart(3, '0')}.v2`] = ctSlice({ instance: String(i) }).bytes;
    }
    const { index } = await indexed(new MemoryWalkPort(odd));
    expect(index.snapshot().imageCount).toBe(60);
  });

  it('gives up on a folder of something else when it is asked to', async () => {
    const code: Record<string, MemoryFile> = {};
    for (let i = 0; i < 50; i++) for (let j = 0; j < 20; j++) code[`src${i}/${j}.ts`] = 'x';
    const { summary } = await indexed(new MemoryWalkPort(code), { giveUpAfterFiles: 200 });
    expect(summary).toMatchObject({ outcome: 'gave-up', counts: { files: 200 } });
    code['src0/1.dcm'] = ctSlice().bytes;
    const other = await indexed(new MemoryWalkPort(code), { giveUpAfterFiles: 200 });
    expect(other.summary).toMatchObject({ outcome: 'complete', counts: { files: 1001 } });
  });
});

describe('what cannot be read', () => {
  it('is named with the system’s code and does not end the walk', async () => {
    const denied = () => {
      throw Object.assign(new Error('/secret/path'), { code: 'NoPermissions' });
    };
    const port = new MemoryWalkPort(
      {
        ...files(ctSlice({ path: 'c/1.dcm' })),
        'a/gone.dcm': () => denied(),
        'b/x': 'x',
        'metadata.csv': () => denied(),
      },
      { list: (folder) => (folder === 'b' ? denied() : undefined) },
    );
    const { index, summary } = await indexed(port);
    expect(summary.counts).toMatchObject({ instances: 1, problems: 3, folders: 3 });
    const problems = index.snapshot().roots[0]?.problems.first;
    expect([...(problems ?? [])].sort((x, y) => (x.path < y.path ? -1 : 1))).toEqual([
      { path: 'a/gone.dcm', problem: { kind: 'unreadable-file', reason: 'NoPermissions' } },
      { path: 'b', problem: { kind: 'unreadable-folder', reason: 'NoPermissions' } },
      { path: 'metadata.csv', problem: { kind: 'unreadable-file', reason: 'NoPermissions' } },
    ]);
    expect(JSON.stringify(problems)).not.toContain('secret');
  });

  it('is told where a file claims to be DICOM, passed over in silence where not', async () => {
    const port = new MemoryWalkPort({
      'text.dcm': 'hello, this is text and not DICOM',
      'empty.dcm': '',
      notes: 'hello, this is text and not DICOM',
      empty: '',
    });
    const { index, summary } = await indexed(port);
    expect(summary.counts).toMatchObject({ problems: 2, skipped: 2, instances: 0 });
    expect(index.snapshot().roots[0]?.problems.first).toMatchObject([
      { path: 'empty.dcm', problem: { kind: 'dicom', error: { code: 'empty-file' } } },
      { path: 'text.dcm', problem: { kind: 'dicom', error: { code: 'not-dicom' } } },
    ]);
  });

  it('ends where folders never end', async () => {
    const endless = new MemoryWalkPort({});
    endless.list = async () => [{ name: 'again', kind: 'folder' }];
    const { index, summary } = await indexed(endless);
    expect(summary.counts.folders).toBeLessThan(100);
    expect(index.snapshot().roots[0]?.problems.first).toMatchObject([
      { problem: { kind: 'too-deep' } },
    ]);
  });

  it('does not follow links to folders where nothing tells folders apart', async () => {
    const port = new MemoryWalkPort({});
    port.list = async (folder) => [{ name: folder === '' ? 'loop' : 'never', kind: 'link' }];
    port.resolveLink = (async () => 'folder') as unknown as typeof port.resolveLink;
    const { summary } = await indexed(port);
    expect(summary.counts.folders).toBe(1);
  });
});

describe('batches and progress', () => {
  const many = () => {
    const series = dicomSeries({ z: Array.from({ length: 700 }, (_, i) => i) });
    return new MemoryWalkPort(files(...series));
  };

  it('hold at most 500 records and wait for each other', async () => {
    let inside = 0;
    const sizes: number[] = [];
    const counts: WalkCounts[] = [];
    await walkDataset(many(), {
      onBatch: async (packed) => {
        inside += 1;
        expect(inside).toBe(1);
        sizes.push((JSON.parse(packed) as { instances: unknown[] }).instances.length);
        await new Promise((resolve) => setTimeout(resolve, 5));
        inside -= 1;
      },
      onProgress: (snapshot) => counts.push(snapshot),
    });
    expect(Math.max(...sizes)).toBeLessThanOrEqual(500 + 16);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(700);
    expect(counts.at(-1)).toMatchObject({ instances: 700, files: 700 });
    expect(counts.every((one, i) => one.instances >= (counts[i - 1]?.instances ?? 0))).toBe(true);
  });

  it('are handed over one at a time though sixteen files are read at once', async () => {
    const port = new MemoryWalkPort(
      files(...dicomSeries({ z: Array.from({ length: 200 }, (_, i) => i) })),
    );
    const readStart = port.readStart.bind(port);
    const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
    port.readStart = async (path) => {
      await wait(25);
      return readStart(path);
    };
    let inside = 0;
    let most = 0;
    let records = 0;
    await walkDataset(port, {
      onBatch: async (packed) => {
        most = Math.max(most, (inside += 1));
        records += (JSON.parse(packed) as { instances: unknown[] }).instances.length;
        await wait(250);
        inside -= 1;
      },
      onProgress: () => undefined,
    });
    expect(most).toBe(1);
    expect(records).toBe(200);
  });

  it('stop soon after the walk is cancelled, and hand over what was found', async () => {
    const signal = { aborted: false };
    const port = new MemoryWalkPort(
      files(...dicomSeries({ z: Array.from({ length: 700 }, (_, i) => i) })),
      { onRead: () => (signal.aborted ||= port.read.length >= 100) },
    );
    const { index, summary } = await indexed(port, { signal });
    expect(summary.outcome).toBe('cancelled');
    expect(port.read.length).toBeLessThan(150);
    expect(index.snapshot().imageCount).toBe(summary.counts.instances);
    expect(index.snapshot().roots[0]?.state).toBe('interrupted');
  });

  it('take in a folder of 5,000 slices and as many annotations', async () => {
    const [first] = dicomSeries({ z: [0] });
    const tree: Record<string, MemoryFile> = {};
    for (let i = 0; i < 5000; i++) {
      const slice = ctSlice({ z: i, instanceNumber: i, instance: String(i) });
      tree[`p/${i}`] = slice.bytes;
      tree[`Annotation/A0001/${slice.sopInstanceUid}.xml`] = first?.bytes ?? '';
    }
    const { index, summary } = await indexed(new MemoryWalkPort(tree));
    expect(summary.counts).toMatchObject({ instances: 5000, annotations: 5000 });
    expect(index.snapshot()).toMatchObject({ imageCount: 5000, annotatedCount: 5000 });
  });
});
