import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PNG } from 'pngjs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Tree } from '../browser/Tree';
import { ViewerPage } from '../browser/ViewerPage';
import { projectFolder } from '../vscode/folders.mjs';
import { openWorkbench } from '../vscode/Workbench';
import type { Workbench } from '../vscode/Workbench';

const sampleData = join(projectFolder, 'sample-data');
/** Pictures stay small: README is read over the network. */
const largestBytes = 250_000;

let workbench: Workbench;
let tree: Tree;

beforeAll(async () => {
  workbench = await openWorkbench({
    folder: sampleData,
    size: { width: 1360, height: 760 },
    settings: { 'workbench.colorTheme': 'Dark Modern', 'dxlens.tree.followEditor': false },
  });
  tree = await Tree.open(workbench);
  await tree.row('Lung_Dx-G9001').waitFor();
});

afterAll(() => workbench?.close());

async function shoot(name: string): Promise<void> {
  // The pointer leaves no tooltip and no hover behind.
  await workbench.page.mouse.move(2, 2);
  await workbench.page.waitForTimeout(600);
  const path = join(projectFolder, 'media', `${name}.png`);
  const png = PNG.sync.read(await workbench.page.screenshot());
  // 32 levels a channel: nobody sees it in a README, and the noise of a CT compresses to a third.
  png.data.forEach((value, i) => (png.data[i] = Math.min(255, Math.round(value / 8) * 8)));
  const bytes = PNG.sync.write(png, { colorType: 2, deflateLevel: 9 });
  expect(bytes.length).toBeLessThan(largestBytes);
  writeFileSync(path, bytes);
}

it('draws the icon', async () => {
  const svg = readFileSync(join(projectFolder, 'test/screenshots/icon.svg'), 'utf8');
  const page = await workbench.page.context().browser()?.newPage();
  if (!page) throw new Error('The workbench has no browser.');
  await page.setViewportSize({ width: 128, height: 128 });
  await page.setContent(`<style>body{margin:0;background:transparent}</style>${svg}`);
  writeFileSync(
    join(projectFolder, 'media/icon.png'),
    await page.screenshot({ omitBackground: true }),
  );
  await page.close();
});

it('shows a mass in the mediastinum window', async () => {
  await tree.expand('Lung_Dx-A9001');
  await tree.row('CT WB').waitFor();
  await tree.click('CT WB');
  const viewer = await ViewerPage.find(workbench);
  await viewer.frame.locator('#boxes .outline').first().waitFor();
  await viewer.focus();
  for (const key of ['n', 'n', 'n', '1']) await viewer.press(key);
  await viewer.waitForText('corner-window', 'Mediastinum');
  await shoot('viewer-mediastinum');
});

it('shows it in the lung window beside the XML of its box', async () => {
  const viewer = await ViewerPage.find(workbench);
  await viewer.focus();
  await viewer.press('2');
  await viewer.waitForText('corner-window', 'Lung');
  await viewer.press('x');
  await workbench.page.locator('.tab.active', { hasText: '.xml' }).waitFor();
  await shoot('viewer-lung-xml');
});
