import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testDataFolder } from '../unit/testData';
import { openWorkbench } from '../vscode/Workbench';
import type { Workbench } from '../vscode/Workbench';
import { makeTestWorkspace } from '../vscode/testWorkspace.mjs';
import { Tree } from './Tree';
import { ViewerPage } from './ViewerPage';

describe.skipIf(!testDataFolder)('the tree on real patients', () => {
  const workspace = makeTestWorkspace();
  let workbench: Workbench;
  let tree: Tree;

  beforeAll(async () => {
    workbench = await openWorkbench({
      folder: workspace.folder,
      size: { width: 1500, height: 900 },
    });
    tree = await Tree.open(workbench);
    await tree.row('Lung_Dx-E0005').waitFor();
    // Room for the descriptions: the side bar is as wide as its sash is dragged.
    await widenSideBar(workbench);
  });

  afterAll(async () => {
    await workbench?.close();
    workspace.remove();
  });

  const tabs = () => workbench.page.locator('.tabs-container .tab');

  it('groups the patients of the workspace by histology class, with counts', async () => {
    await expect
      .poll(() => tree.texts(), { timeout: 15_000 })
      .toEqual([
        'Adenocarcinoma 2 patients · 128 images, 20 annotated',
        'Lung_Dx-A0001 128 images, 20 annotated',
        'Lung_Dx-A0002 not on disk',
        'Large Cell Carcinoma 1 patient · 27 images',
        'Lung_Dx-E0005 27 images',
      ]);
  });

  it('shows three phases of seven slices, and a time stack of six', async () => {
    await tree.expand('Lung_Dx-E0005');
    await tree.row('Smart Prep Series').waitFor();
    await tree.expand('A phase 5mm');
    const texts = await tree.texts();
    expect(texts.find((text) => text.includes('A phase 5mm'))).toContain('3 phases · 21 images');
    const phases = async () => (await tree.texts()).filter((text) => /^Acquisition \d/.test(text));
    await expect
      .poll(phases)
      .toEqual(['Acquisition 1 7 images', 'Acquisition 2 7 images', 'Acquisition 3 7 images']);
    await tree.expand('Smart Prep Series');
    await tree.row('z −127.2 mm').waitFor();
    expect((await tree.texts()).filter((text) => text.includes('z −127.2 mm'))).toHaveLength(6);
    await tree.collapse('Lung_Dx-E0005');
  });

  it('shows the two series of A0001, 11 and 9 annotated', async () => {
    await tree.expand('Lung_Dx-A0001');
    await tree.row('3 · 5mm').waitFor();
    const texts = await tree.texts();
    expect(texts).toContain('2007-04-04 Chest 2 series · 128 images, 20 annotated');
    expect(texts).toContain('2 · 5mm CT · 64 images, 11 annotated');
    expect(texts).toContain('3 · 5mm CT · 64 images, 9 annotated');
  });

  it('shows series that only metadata.csv names as not on disk, without opening anything', async () => {
    await tree.expand('Lung_Dx-A0002');
    await tree.row('B40f').waitFor();
    const texts = await tree.texts();
    expect(texts.filter((text) => text.endsWith('CT · not on disk'))).toHaveLength(2);
    await tree.click('B40f');
    await workbench.page.waitForTimeout(700);
    expect(await tabs().count()).toBe(0);
  });

  it('hides them by a filter', async () => {
    await workbench.runCommand('DxLens: Hide Series Not on Disk');
    await tree.row('Lung_Dx-A0002').waitFor({ state: 'detached' });
    await workbench.runCommand('DxLens: Show Series Not on Disk');
    await tree.row('Lung_Dx-A0002').waitFor();
  });

  it('opens a series at its first annotated slice, with its box', async () => {
    await tree.click('3 · 5mm');
    const viewer = await ViewerPage.find(workbench);
    await viewer.waitForText('corner-place', '14 / 64');
    await viewer.frame.locator('#boxes .outline').waitFor();
    expect(await viewer.text('list')).toContain('(296, 331) – (351, 382)');
  });

  it('selects what the editor shows: the series, and by command the slice', async () => {
    const selected = () =>
      workbench.page.locator('.part.sidebar .monaco-list-row.selected').innerText();
    await expect.poll(selected).toContain('3 · 5mm');
    await workbench.runCommand('DxLens: Reveal in DxLens Tree');
    await expect.poll(selected).toContain('z −189.0 mm');
  });

  it('moves the editor that shows the series when a slice is clicked', async () => {
    const viewer = await ViewerPage.find(workbench);
    await tree.click('z −209.0 mm');
    await viewer.waitForText('corner-place', '18 / 64');
    expect(await tabs().count()).toBe(1);
    await expect.poll(() => tabs().first().innerText()).toContain('A0001 · 5mm · 18/64');
  });

  it('opens another series in a preview tab of its own', async () => {
    await tree.click('2 · 5mm');
    await expect
      .poll(() => tabs().allInnerTexts())
      .toEqual([expect.stringContaining('A0001 · 5mm · 13/64') as string]);
  });
});

async function widenSideBar({ page }: Workbench): Promise<void> {
  const sideBar = await page.locator('.part.sidebar').boundingBox();
  if (!sideBar) throw new Error('There is no side bar.');
  const edge = sideBar.x + sideBar.width;
  await page.mouse.move(edge, 500);
  await page.mouse.down();
  await page.mouse.move(edge + 250, 500, { steps: 4 });
  await page.mouse.up();
}
