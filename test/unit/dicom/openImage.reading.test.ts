import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openImage } from '../../../src/core/dicom/openImage';
import { ctSlice } from '../../builders/dicomSlice';
import { testDataFolder } from '../testData';
import { CountingByteSource } from './CountingByteSource';
import { factsOf, greyOf, write } from './opened';

describe('openImage reads', () => {
  it('a small file in one go', async () => {
    const source = new CountingByteSource(ctSlice().bytes);
    const image = await openImage(source);
    if (image.ok) await image.value.readFrame(0);
    expect(source.reads).toEqual([{ offset: 0, length: source.size }]);
  });

  it('only the header and the frame of a large one', async () => {
    const frames = 40;
    const bytes = write({
      Rows: 256,
      Columns: 256,
      NumberOfFrames: frames,
      PixelData: Uint16Array.from({ length: 256 * 256 * frames }, (_, index) => index >> 16),
    });
    const source = new CountingByteSource(bytes);
    const image = await openImage(source);
    const frame = image.ok ? await image.value.readFrame(17) : undefined;
    const grey = frame?.ok && frame.value.frame.kind === 'grey' ? frame.value.frame : undefined;
    expect([...new Set(grey?.values)]).toEqual([17]);
    expect(source.bytesRead).toBeLessThan(256 * 256 * 2 + 40_000);
  });

  it('nothing once it is aborted', async () => {
    const source = new CountingByteSource(ctSlice().bytes);
    await expect(openImage(source, AbortSignal.abort())).rejects.toThrow();
    expect(source.reads).toEqual([]);
  });
});

describe.skipIf(!testDataFolder)('openImage on the collection', () => {
  const root = join(testDataFolder ?? '', 'lung-pet-ct-dx/manifest-1675442780019/Lung-PET-CT-Dx');

  function file(patient: string, name: string): Uint8Array {
    const folder = join(root, patient);
    const path = readdirSync(folder, { recursive: true }).find((entry) =>
      String(entry).replaceAll('\\', '/').endsWith(name),
    );
    return new Uint8Array(readFileSync(join(folder, String(path))));
  }

  it('lists the window of Lung_Dx-A0001, which the file stores twice, once', async () => {
    const facts = await factsOf(file('Lung_Dx-A0001', '5mm-41315/1-18.dcm'));
    expect(facts.windows.map(({ width, center }) => [width, center])).toEqual([[350, 60]]);
    expect(facts.unit).toEqual({ kind: 'unit', unit: 'HU', source: 'standard' });
  });

  it('knows the padding of Lung_Dx-E0005: -2000 stored', async () => {
    const frame = await greyOf(file('Lung_Dx-E0005', '.dcm'));
    expect(frame.padding).toEqual({ low: -2000, high: -2000 });
    expect(frame.rescale.intercept).toBe(-1024);
    expect(frame.values.includes(-2000)).toBe(true);
  });
});
