import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dicomSeries } from '../builders/dicomSeries';
import { ctSlice, petSlice, secondaryCapture } from '../builders/dicomSlice';
import { transferSyntaxes } from '../builders/dicomWriter';
import { vocXml } from '../builders/vocXml';
import { writeTree } from '../builders/writeTree';
import { openWorkbench } from '../vscode/Workbench';
import type { Workbench } from '../vscode/Workbench';
import { ViewerPage } from './ViewerPage';

const size = { rows: 64, columns: 64 };

const original = ctSlice({
  ...size,
  series: 'original',
  path: 'original.dcm',
  elements: { ImageType: ['ORIGINAL', 'PRIMARY', 'AXIAL'] },
});
const derived = ctSlice({
  ...size,
  series: 'derived',
  path: 'derived.dcm',
  transferSyntaxUid: transferSyntaxes.explicitBigEndian,
  elements: { ImageType: ['DERIVED', 'SECONDARY', 'AXIAL'] },
});
const pet = petSlice({ ...size, series: 'pet', path: 'pet.dcm', elements: { RescaleSlope: 2.5 } });
const capture = secondaryCapture({ ...size, series: 'capture', path: 'capture' });
const stack = dicomSeries({ ...size, series: 'stack', z: [30, 10, 20] }).map((file, i) => ({
  ...file,
  path: `stack/IM_000${i}`,
}));

describe('built images', () => {
  const folder = mkdtempSync(join(tmpdir(), 'dxlens-built-'));
  let workbench: Workbench;

  beforeAll(async () => {
    const box = (label: string, corners: [number, number, number, number]) =>
      vocXml({ boxes: [{ label, corners }], width: 64, height: 64 });
    await writeTree(folder, [
      original,
      derived,
      pet,
      capture,
      ...stack,
      { path: `Annotation/G0002/${original.sopInstanceUid}.xml`, bytes: box('g', [1, 2, 30, 40]) },
      {
        path: `Annotation/A0001/${original.sopInstanceUid}.xml`,
        bytes: box('A', [10, 20, 50, 60]),
      },
      { path: `Annotation/A0001/${capture.sopInstanceUid}.XML`, bytes: box('a', [5, 5, 9, 9]) },
    ]);
    workbench = await openWorkbench({ folder });
  });

  afterAll(async () => {
    await workbench?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  async function open(name: string): Promise<ViewerPage> {
    await workbench.runCommand('View: Close All Editors');
    await workbench.openFile(name);
    return ViewerPage.find(workbench);
  }

  /** Opens a file that has no extension, as a person does: the Explorer opens it as text, the command as an image. */
  async function openAsImage(name: string): Promise<ViewerPage> {
    await workbench.runCommand('View: Close All Editors');
    await workbench.openFile(name);
    await workbench.page.locator('.tab.active').waitFor();
    await workbench.runCommand('DxLens: Open as DICOM Image');
    return ViewerPage.find(workbench);
  }

  it('promises HU for an original CT image', async () => {
    const viewer = await open('original.dcm');
    // The list of boxes takes its room from the picture: only then is the picture where it stays.
    await viewer.frame.locator('#list .box').first().waitFor();
    await viewer.pointAt(3.5, 0.5);
    await viewer.waitForText('corner-probe', 'x 3  y 0  3 HU');
    expect(await viewer.text('corner-probe')).not.toContain('assumed');
  });

  it('draws the boxes of two files, the own patient first, each named by its folder', async () => {
    const viewer = await open('original.dcm');
    await expect.poll(() => viewer.frame.locator('#list .box').count()).toBe(2);
    const texts = await viewer.frame.locator('#list .box').allInnerTexts();
    expect(texts[0]).toMatch(/A · Adenocarcinoma[^]*\(10, 20\) – \(50, 60\)[^]*A0001/);
    expect(texts[1]).toMatch(/g · Squamous Cell Carcinoma[^]*\(1, 2\) – \(30, 40\)[^]*G0002/);
    expect(texts[1]).toContain('The patient is of class A.');
    const captions = await viewer.frame.locator('#boxes text').allTextContents();
    expect(captions).toEqual(['A · Adenocarcinoma · A0001', 'g · Squamous Cell Carcinoma · G0002']);
  });

  it('says that HU is assumed where the standard does not promise it, big endian too', async () => {
    const viewer = await open('derived.dcm');
    await viewer.pointAt(3.5, 0.5);
    await viewer.waitForText('corner-probe', 'x 3  y 0  3 HU, assumed');
  });

  it('shows PET in the unit of the file, with the slope of that slice', async () => {
    const viewer = await open('pet.dcm');
    await viewer.pointAt(4.5, 0.5);
    await expect.poll(() => viewer.text('corner-probe')).toMatch(/x 4\s+y 0\s+[\d.]+ Bq\/ml/);
    expect(await viewer.frame.locator('#toolbar button', { hasText: 'Lung' }).isDisabled()).toBe(
      true,
    );
  });

  it('shows a capture without an extension in colour, without unit and window, with its box', async () => {
    const viewer = await openAsImage('capture');
    await viewer.frame.locator('#list .box').first().waitFor();
    await viewer.pointAt(3.5, 0.5);
    await viewer.waitForText('corner-probe', 'RGB');
    expect(await viewer.text('corner-window')).toContain('Colour, no window');
    await viewer.waitForText('list', 'Adenocarcinoma');
    expect(await viewer.frame.locator('#window-select').isDisabled()).toBe(true);
  });

  it('orders files without extension by position, not by name', async () => {
    const viewer = await openAsImage('stack/IM_0002');
    await viewer.waitForText('corner-place', '/ 3');
    await viewer.waitForText('corner-place', 'z 20.0 mm');
    expect(await viewer.text('corner-place')).toContain('2 / 3');
  });

  it('windows by right drag', async () => {
    const viewer = await open('original.dcm');
    const { page } = workbench;
    await viewer.pointAt(32, 32);
    await page.mouse.down({ button: 'right' });
    await page.mouse.move(700, 420, { steps: 5 });
    await page.mouse.up({ button: 'right' });
    await viewer.waitForText('corner-window', 'Manual · W');
  });

  it('zooms at the pointer and keeps the image point under it', async () => {
    const viewer = await open('original.dcm');
    await viewer.pointAt(10, 10);
    await viewer.waitForText('corner-probe', 'x 10  y 10');
    const before = await viewer.transform();
    await workbench.page.keyboard.down('Control');
    await workbench.page.mouse.wheel(0, -300);
    await workbench.page.keyboard.up('Control');
    await expect
      .poll(async () => (await viewer.transform()).scaleX)
      .toBeGreaterThan(before.scaleX * 1.5);
    const after = await viewer.transform();
    const screenX = 10 * before.scaleX + before.offsetX;
    expect((screenX - after.offsetX) / after.scaleX).toBeCloseTo(10, 0);
  });
});
