import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Tree } from '../browser/Tree';
import { ViewerPage } from '../browser/ViewerPage';
import type { Rgb } from '../browser/ViewerPage';
import { dicomSeries } from '../builders/dicomSeries';
import { vocFile } from '../builders/vocXml';
import { writeTree } from '../builders/writeTree';
import { openWebWorkbench } from '../vscode/WebWorkbench';
import type { Workbench } from '../vscode/Workbench';

const corners = [16, 20, 40, 48] as const;
/** Stored values of -1000 HU and 440 HU: black and white in the mediastinum window. */
const [air, bone] = [24, 1464];
const slices = dicomSeries({
  z: [10, 20, 30],
  rows: 64,
  columns: 64,
  pixels: (column) => (column < 32 ? air : bone),
});
const nameless = dicomSeries({
  z: [1, 2],
  patient: 'Lung_Dx-B0002',
  elements: { SeriesDescription: 'thin' },
});
const titleButton = '.editor-actions a[aria-label^="Show Boxes on the Slice"]';

/** Whether a colour on the screen is the amber of class A. */
function isAmber([red, green, blue]: Rgb): boolean {
  return red > 200 && green > 120 && green < 210 && blue < 80;
}

/** How many edges of the box are amber `away` image pixels outside of their numbers, within one pixel of the screen. */
async function amberEdges(viewer: ViewerPage, away: number): Promise<number> {
  const [xMin, yMin, xMax, yMax] = corners;
  // Right of the class's name, which stands above the box.
  const [x, y] = [xMax - 6, (yMin + yMax) / 2];
  const { scaleX } = await viewer.transform();
  const steps = [-1, 0, 1].map((pixels) => away + pixels / scaleX);
  const edges = [
    steps.map((step) => [xMin - step, y] as const),
    steps.map((step) => [xMax + step, y] as const),
    steps.map((step) => [x, yMin - step] as const),
    steps.map((step) => [x, yMax + step] as const),
  ];
  const colours = await viewer.screenColours(edges.flat());
  return edges.filter((_, i) => colours.slice(i * 3, i * 3 + 3).some(isAmber)).length;
}

describe('in the web extension host, on a virtual file system', () => {
  const files = mkdtempSync(join(tmpdir(), 'dxlens-served-'));
  let workbench: Workbench;

  beforeAll(async () => {
    const [, second] = slices;
    if (!second) throw new Error('The builder made no second slice.');
    await writeTree(files, [
      ...slices,
      ...nameless.map(({ bytes }, i) => ({ path: `nameless/IM_000${i + 1}`, bytes })),
      vocFile(second, 'A0001', { boxes: [{ corners }] }),
      { path: 'broken/text.dcm', bytes: 'This is no DICOM file.' },
    ]);
    workbench = await openWebWorkbench({ files });
  });

  afterAll(async () => {
    await workbench?.close();
    rmSync(files, { recursive: true, force: true });
  });

  const activeTab = () => workbench.page.locator('.tab.active').innerText();

  it('opens a slice, finds its series and names both in the tab', async () => {
    await workbench.openFile(slices[1]?.path ?? '');
    const viewer = await ViewerPage.find(workbench);
    await viewer.waitForText('corner-place', '2 / 3');
    expect(await viewer.text('corner-series')).toContain('Lung_Dx-A0001 · Adenocarcinoma');
    await expect.poll(activeTab).toContain('A0001 · 5mm · 2/3');
  });

  it('shows its picture in the window that a key chooses', async () => {
    const viewer = await ViewerPage.find(workbench);
    await viewer.focus();
    await viewer.press('1');
    await viewer.waitForText('corner-window', 'W 350');
    const [left, right] = await viewer.screenColours([
      [8.5, 58.5],
      [55.5, 58.5],
    ]);
    expect(left).toEqual([0, 0, 0]);
    expect(right).toEqual([255, 255, 255]);
  });

  it('draws the box of the slice on the lines of its numbers', async () => {
    const viewer = await ViewerPage.find(workbench);
    await viewer.frame.locator('#boxes .outline').waitFor({ timeout: 15_000 });
    await expect.poll(() => amberEdges(viewer, 0), { timeout: 10_000 }).toBe(4);
    expect(await amberEdges(viewer, 0.8)).toBe(0);
  });

  it('goes to the next slice, which has no box', async () => {
    const viewer = await ViewerPage.find(workbench);
    await viewer.wheel(1);
    await viewer.waitForText('corner-place', '3 / 3');
    await expect.poll(() => viewer.frame.locator('#boxes .outline').count()).toBe(0);
  });

  it('lists what the folder holds, read in the extension host itself', async () => {
    const tree = await Tree.open(workbench);
    await expect
      .poll(() => tree.texts(), { timeout: 20_000 })
      .toEqual([
        'Adenocarcinoma 1 patient · 3 images, 1 annotated',
        'Lung_Dx-A0001 3 images, 1 annotated',
        'Small Cell Carcinoma 1 patient · 2 images',
        'Lung_Dx-B0002 2 images',
      ]);
  });

  it('opens files without an extension from the tree', async () => {
    const tree = await Tree.open(workbench);
    await tree.expand('Lung_Dx-B0002');
    await tree.click('2 · thin');
    await expect.poll(activeTab, { timeout: 15_000 }).toContain('B0002 · thin · 1/2');
    const viewer = await ViewerPage.find(workbench);
    await viewer.waitForText('corner-place', '1 / 2');
  });

  it('shows VOC XML as a picture, by the button that such texts have', async () => {
    await workbench.page.locator('.activitybar a[aria-label^="Explorer"]').click();
    await workbench.openFile(`Annotation/A0001/${slices[1]?.sopInstanceUid ?? ''}.xml`);
    await workbench.page.locator(titleButton).click({ timeout: 15_000 });
    const viewer = await ViewerPage.find(workbench, '#boxes .outline');
    await viewer.waitForText('corner-place', '2 / 3');
    expect(await viewer.text('list')).toContain('(16, 20) – (40, 48)');
  });

  it('explains what cannot be shown', async () => {
    await workbench.runCommand('View: Close All Editors');
    await workbench.openFile('broken/text.dcm');
    const viewer = await ViewerPage.find(workbench, '#failure');
    expect(await viewer.text('failure')).toContain('text.dcm');
  });

  it('misses nothing that only Node has', () => {
    const complaints = workbench
      .log()
      .split('\n')
      .filter((line) => /dxlens|\/extension\/dist\//i.test(line))
      .filter((line) => /error|cannot|not found|not defined|is not a function/i.test(line));
    expect(complaints).toEqual([]);
  });
});
