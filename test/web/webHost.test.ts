import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ViewerPage } from '../browser/ViewerPage';
import type { Rgb } from '../browser/ViewerPage';
import { dicomSeries } from '../builders/dicomSeries';
import { vocFile } from '../builders/vocXml';
import { writeTree } from '../builders/writeTree';
import { openWebWorkbench } from '../vscode/WebWorkbench';
import type { Workbench } from '../vscode/Workbench';

const corners = [16, 20, 40, 48] as const;
const slices = dicomSeries({ z: [10, 20, 30], rows: 64, columns: 64 });

/** Whether a colour on the screen is the amber of class A. */
function isAmber([red, green, blue]: Rgb): boolean {
  return red > 200 && green > 120 && green < 210 && blue < 80;
}

/** How many edges of the box are amber `away` image pixels outside of their numbers, within one pixel of the screen. */
async function amberEdges(viewer: ViewerPage, away: number): Promise<number> {
  const [xMin, yMin, xMax, yMax] = corners;
  const [x, y] = [(xMin + xMax) / 2, (yMin + yMax) / 2];
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
  let viewer: ViewerPage;

  beforeAll(async () => {
    const [, second] = slices;
    if (!second) throw new Error('The builder made no second slice.');
    await writeTree(files, [...slices, vocFile(second, 'A0001', { boxes: [{ corners }] })]);
    workbench = await openWebWorkbench({ files });
    await workbench.openFile(second.path);
    viewer = await ViewerPage.find(workbench);
  });

  afterAll(async () => {
    await workbench?.close();
    rmSync(files, { recursive: true, force: true });
  });

  it('opens a slice and finds its series', async () => {
    await viewer.waitForText('corner-place', '2 / 3');
    expect(await viewer.text('corner-series')).toContain('Lung_Dx-A0001 · Adenocarcinoma');
  });

  it('draws the box of the slice on the lines of its numbers', async () => {
    await viewer.frame.locator('#boxes .outline').waitFor({ timeout: 15_000 });
    await expect.poll(() => amberEdges(viewer, 0), { timeout: 10_000 }).toBe(4);
    expect(await amberEdges(viewer, 0.8)).toBe(0);
  });

  it('goes to the next slice, which has no box', async () => {
    await viewer.wheel(1);
    await viewer.waitForText('corner-place', '3 / 3');
    await expect.poll(() => viewer.frame.locator('#boxes .outline').count()).toBe(0);
  });
});
