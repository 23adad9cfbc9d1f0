import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { dicomSeries } from '../builders/dicomSeries';
import { writeTree } from '../builders/writeTree';
import { openWorkbench } from '../vscode/Workbench';
import type { Workbench } from '../vscode/Workbench';
import { ViewerPage } from './ViewerPage';

describe('keys of the picture', () => {
  const folder = mkdtempSync(join(tmpdir(), 'dxlens-page-'));
  let workbench: Workbench;
  let viewer: ViewerPage;

  beforeAll(async () => {
    const elements = { WindowWidth: [350, 1400], WindowCenter: [40, -700] };
    const size = { rows: 64, columns: 64 };
    const files = dicomSeries({ ...size, series: 'page', z: [10, 5, 0], elements });
    await writeTree(
      folder,
      files.map((file, i) => ({ ...file, path: `page${i}.dcm` })),
    );
    workbench = await openWorkbench({ folder });
    await workbench.openFile('page0.dcm');
    viewer = await ViewerPage.find(workbench);
    await viewer.waitForText('corner-place', '1 / 3');
  });

  afterAll(async () => {
    await workbench?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('picks a window of the file from the palette', async () => {
    await workbench.runCommand('DxLens: Window: Pick…');
    const { page } = workbench;
    const row = page.locator('.quick-input-list .monaco-list-row');
    await row.filter({ hasText: 'W 1400 L −700' }).first().click();
    await viewer.waitForText('corner-window', 'W 1400 L −700');
    await viewer.waitForFocus();
    await page.keyboard.press('ArrowDown');
    await viewer.waitForText('corner-place', '2 / 3');
  });

  it('takes keys after a window was chosen in the toolbar', async () => {
    await viewer.focus();
    await viewer.press('Home');
    await viewer.waitForText('corner-place', '1 / 3');
    const select = viewer.frame.locator('#window-select');
    await select.focus();
    await select.selectOption({ label: 'Whole range' });
    await viewer.waitForText('corner-window', 'Whole range');
    await viewer.waitForFocus();
    await viewer.press('ArrowDown');
    await viewer.waitForText('corner-place', '2 / 3');
  });
});
