import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testDataFolder } from '../unit/testData';
import { openWorkbench } from '../vscode/Workbench';
import type { Workbench } from '../vscode/Workbench';
import { makeTestWorkspace } from '../vscode/testWorkspace.mjs';
import { Tree } from './Tree';
import { ViewerPage } from './ViewerPage';

describe.skipIf(!testDataFolder)('several editors', () => {
  const workspace = makeTestWorkspace();
  let workbench: Workbench;

  beforeAll(async () => {
    workbench = await openWorkbench({
      folder: workspace.folder,
      size: { width: 1600, height: 900 },
    });
  });

  afterAll(async () => {
    await workbench?.close();
    workspace.remove();
  });

  const tabs = () => workbench.page.locator('.tabs-container .tab .label-name').allInnerTexts();

  it('opens each file that the Explorer opens in an editor of its own', async () => {
    await workbench.openFile('3.000000-5mm-41315/1-18.dcm');
    await expect.poll(tabs).toEqual(['A0001 · 5mm · 18/64']);
    await workbench.page.locator('.tab.active').dblclick();
    await workbench.openFile('3.000000-5mm-41315/1-20.dcm');
    await expect.poll(tabs).toEqual(['A0001 · 5mm · 18/64', 'A0001 · 5mm · 20/64']);
  });

  it('moves the active one of them when the tree is clicked', async () => {
    const tree = await Tree.open(workbench);
    await tree.expand('Lung_Dx-A0001');
    await tree.row('3 · 5mm').waitFor();
    await tree.expand('3 · 5mm');
    await tree.row('z −189.0 mm').waitFor();
    await tree.click('z −189.0 mm');
    await expect.poll(tabs).toEqual(['A0001 · 5mm · 18/64', 'A0001 · 5mm · 14/64']);
  });

  it('opens to the side in an editor of its own', async () => {
    const tree = await Tree.open(workbench);
    const row = tree.row('z −194.0 mm');
    await row.hover();
    await row.locator('a[aria-label="Open to the Side"]').click();
    await expect
      .poll(tabs)
      .toEqual(['A0001 · 5mm · 18/64', 'A0001 · 5mm · 14/64', 'A0001 · 5mm · 15/64']);
    await workbench.runCommand('View: Close All Editors');
  });

  it('is where it was after the editor was hidden', async () => {
    await workbench.runCommand('View: Close All Editors');
    await workbench.openFile('3.000000-5mm-41315/1-18.dcm');
    const viewer = await ViewerPage.find(workbench);
    await viewer.waitForText('corner-place', '18 / 64');
    await workbench.page.locator('.tab.active').dblclick();
    await viewer.focus();
    for (const key of ['2', 'ArrowDown', 'ArrowDown', 'b']) await viewer.press(key);
    await viewer.waitForText('corner-place', '20 / 64');
    await viewer.frame.locator('#boxes .outline').waitFor({ state: 'detached' });
    await workbench.page.waitForTimeout(600);
    await workbench.openFile('metadata.csv');
    await workbench.page.locator('.tab.active', { hasText: 'metadata.csv' }).waitFor();
    await workbench.page.locator('.tab', { hasText: 'A0001 · 5mm' }).click();
    const again = await ViewerPage.find(workbench);
    await again.waitForText('corner-place', '20 / 64');
    await again.waitForText('corner-window', 'Lung · W 1400 L −700');
    expect(await again.frame.locator('#boxes .outline').count()).toBe(0);
  });

  it('goes to the slice that is clicked in the tree while the editor is hidden', async () => {
    const tree = await Tree.open(workbench);
    await workbench.page.locator('.tab', { hasText: 'metadata.csv' }).click();
    await tree.row('z −189.0 mm').waitFor();
    await tree.click('z −189.0 mm');
    const viewer = await ViewerPage.find(workbench);
    await viewer.waitForText('corner-place', '14 / 64');
    await tree.click('z −209.0 mm');
    await viewer.waitForText('corner-place', '18 / 64');
    await tree.click('z −219.0 mm');
    await viewer.waitForText('corner-place', '20 / 64');
  });

  it('lets other parts of the workbench have their keys', async () => {
    const { page } = workbench;
    const viewer = await ViewerPage.find(workbench);
    await viewer.focus();
    await viewer.press('1');
    await viewer.waitForText('corner-window', 'Mediastinum');
    await page.keyboard.press('Control+P');
    const input = page.locator('.quick-input-filter input').first();
    await input.waitFor();
    await page.keyboard.type('2nfb0x');
    expect(await input.inputValue()).toBe('2nfb0x');
    await page.keyboard.press('Escape');
    expect(await viewer.text('corner-window')).toContain('Mediastinum');
    expect(await viewer.text('corner-place')).toContain('20 / 64');
  });
});
