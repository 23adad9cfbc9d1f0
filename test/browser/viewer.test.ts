import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseDicom } from 'dicom-parser';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { vocXml } from '../builders/vocXml';
import { testDataFolder } from '../unit/testData';
import { openWorkbench } from '../vscode/Workbench';
import type { Workbench } from '../vscode/Workbench';
import { makeTestWorkspace } from '../vscode/testWorkspace.mjs';
import { a0001 } from './realPatient';
import { replaceInEditor } from './replaceInEditor';
import { ViewerPage } from './ViewerPage';
import type { Rgb } from './ViewerPage';

/** Grey of a value under a LINEAR window, written from PS3.3 C.11.2.1.2.1 and independent of the kernels. */
function linearGrey(value: number, width: number, center: number): number {
  const low = center - 0.5 - (width - 1) / 2;
  const high = center - 0.5 + (width - 1) / 2;
  const y = value <= low ? 0 : value > high ? 1 : (value - (center - 0.5)) / (width - 1) + 0.5;
  return Math.floor(y * 255 + 0.5);
}

/** Whether a colour on the screen is the amber of class A, blended at most a little with what lies under it. */
function isAmber([red, green, blue]: Rgb): boolean {
  return red > 200 && green > 120 && green < 210 && blue < 80;
}

describe.skipIf(!testDataFolder)('the viewer on Lung_Dx-A0001', () => {
  const workspace = makeTestWorkspace();
  const file = join(workspace.folder, 'data', a0001.series3, '1-18.dcm');
  let workbench: Workbench;
  let viewer: ViewerPage;

  beforeAll(async () => {
    workbench = await openWorkbench({ folder: workspace.folder });
    await workbench.openFile('3.000000-5mm-41315/1-18.dcm');
    viewer = await ViewerPage.find(workbench);
    await viewer.waitForText('corner-place', '18 / 64');
  });

  afterAll(async () => {
    await workbench?.close();
    workspace.remove();
  });

  it('shows slice number, position, patient, series and letters', async () => {
    expect(await viewer.text('corner-place')).toContain('z −209.0 mm');
    expect(await viewer.text('corner-series')).toContain('Lung_Dx-A0001 · Adenocarcinoma');
    expect(await viewer.text('corner-series')).toContain('5mm');
    expect(await viewer.text('letter-left')).toBe('R');
    expect(await viewer.text('letter-top')).toBe('A');
    const tab = workbench.page.locator('.tab.active .label-name');
    await expect.poll(() => tab.innerText()).toBe('A0001 · 5mm · 18/64');
  });

  it.each([
    { key: '1', name: 'mediastinum', width: 350, center: 40 },
    { key: '2', name: 'lung', width: 1400, center: -700 },
    { key: '3', name: 'the window of the file', width: 350, center: 60 },
  ])('paints $name as the standard says, to one grey level', async ({ key, width, center }) => {
    await viewer.focus();
    await viewer.press('0');
    await viewer.press(key);
    await viewer.waitForText('corner-window', `W ${width} L ${String(center).replace('-', '−')}`);
    await viewer.waitForText('corner-window', '100 %');
    await workbench.page.waitForTimeout(200);
    const painted = await viewer.canvasGrey(512, 512);
    const expected = referenceGrey(file, width, center);
    let worst = 0;
    for (const [i, level] of expected.entries()) {
      worst = Math.max(worst, Math.abs(level - (painted[i] ?? -1)));
    }
    expect(worst).toBeLessThanOrEqual(1);
  });

  it('draws the box on the lines of its numbers', async () => {
    await viewer.focus();
    await viewer.press('f');
    await viewer.press('1');
    await viewer.frame.locator('#boxes .outline').waitFor();
    await viewer.waitForText('corner-window', 'Mediastinum');
    await workbench.page.waitForTimeout(300);
    const { xMin, yMin, xMax, yMax } = a0001.boxOf118;
    const middleX = (xMin + xMax) / 2;
    const middleY = (yMin + yMax) / 2;
    const edges = await viewer.screenColours([
      [xMin, middleY],
      [xMax, middleY],
      [middleX, yMin],
      [middleX, yMax],
    ]);
    expect(edges.filter(isAmber)).toHaveLength(4);
    const elsewhere = await viewer.screenColours([
      [xMin - 6, middleY],
      [xMax + 6, middleY],
      [middleX, middleY],
      [middleX, yMax + 6],
    ]);
    expect(elsewhere.filter(isAmber)).toEqual([]);
  });

  it('reads the value under the pointer in HU', async () => {
    await viewer.pointAt(320.5, 355.5);
    const { values } = readSlice(file);
    await viewer.waitForText('corner-probe', `x 320  y 355  ${values[355 * 512 + 320]} HU`);
  });

  it('goes through the series by wheel and keys', async () => {
    await viewer.wheel(1);
    await viewer.waitForText('corner-place', '19 / 64');
    await viewer.waitForText('corner-place', 'z −214.0 mm');
    await viewer.focus();
    await viewer.press('ArrowUp');
    await viewer.waitForText('corner-place', '18 / 64');
    await viewer.press('End');
    await viewer.waitForText('corner-place', '64 / 64');
    await viewer.press('Home');
    await viewer.waitForText('corner-place', '1 / 64');
    await viewer.press('PageDown');
    await viewer.waitForText('corner-place', '11 / 64');
  });

  it('jumps between annotated slices', async () => {
    await viewer.focus();
    await viewer.press('n');
    await viewer.waitForText('corner-place', '14 / 64');
    await viewer.press('n');
    await viewer.waitForText('corner-place', '15 / 64');
    await viewer.press('End');
    await viewer.press('p');
    await viewer.waitForText('corner-place', '22 / 64');
    await viewer.press('p');
    await viewer.waitForText('corner-place', '21 / 64');
    expect(await viewer.frame.locator('#slider .mark').count()).toBe(9);
  });

  it('takes boxes in that are written while the slice is open, and lets them go', async () => {
    await viewer.focus();
    await viewer.press('Home');
    await viewer.waitForText('corner-place', '1 / 64');
    const uid = parseDicom(readFileSync(join(file, '../1-01.dcm'))).string('x00080018') ?? '';
    const path = join(workspace.folder, 'data/Annotation/A0001', `${uid}.xml`);
    writeFileSync(path, vocXml({ boxes: [{ corners: [100, 110, 200, 220] }] }));
    await expect.poll(() => viewer.text('list')).toContain('(100, 110) – (200, 220)');
    await expect.poll(() => viewer.frame.locator('#slider .mark').count()).toBe(10);
    rmSync(path);
    await expect.poll(() => viewer.text('list')).toContain('Unannotated');
    await expect.poll(() => viewer.frame.locator('#slider .mark').count()).toBe(9);
  });

  it('opens the XML of a box with its object selected, and the box follows an edit', async () => {
    await viewer.focus();
    await viewer.press('Home');
    await viewer.press('n');
    await viewer.waitForText('corner-place', '14 / 64');
    await viewer.frame.locator('#list .box').click();
    const { page } = workbench;
    await page.locator('.tab.active', { hasText: '.xml' }).waitFor();
    await page.locator('.monaco-editor.focused .selected-text').first().waitFor();
    const status = page.locator('.statusbar-item', { hasText: 'selected' });
    await expect.poll(() => status.innerText()).toContain('selected');
    const before = await viewer.frame.locator('#boxes .outline').getAttribute('width');
    await replaceInEditor(page, '<xmax>351', '<xmax>401');
    await expect
      .poll(() => viewer.frame.locator('#list .box').innerText())
      .toContain('(296, 331) – (401, 382)');
    const after = await viewer.frame.locator('#boxes .outline').getAttribute('width');
    expect(Number(after)).toBeGreaterThan(Number(before) * 1.5);
  });
});

/** Rescaled values of a slice, read with dicom-parser alone. */
function readSlice(path: string): { values: number[] } {
  const dataSet = parseDicom(readFileSync(path));
  const element = dataSet.elements['x7fe00010'];
  if (!element) throw new Error('no pixel data');
  const slope = Number(dataSet.string('x00281053'));
  const intercept = Number(dataSet.string('x00281052'));
  const bytes = dataSet.byteArray as Buffer;
  const values = Array.from(
    { length: element.length / 2 },
    (_, i) => bytes.readUInt16LE(element.dataOffset + i * 2) * slope + intercept,
  );
  return { values };
}

function referenceGrey(path: string, width: number, center: number): number[] {
  return readSlice(path).values.map((value) => linearGrey(value, width, center));
}
