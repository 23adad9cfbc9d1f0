import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { vocXml } from '../builders/vocXml';
import { testDataFolder } from '../unit/testData';
import { openWorkbench } from '../vscode/Workbench';
import type { Workbench } from '../vscode/Workbench';
import { makeTestWorkspace } from '../vscode/testWorkspace.mjs';
import { replaceInEditor } from './replaceInEditor';
import { ViewerPage } from './ViewerPage';

const unknownUid = '1.2.826.0.1.3680043.8.498.1';
const titleButton = '.editor-actions a[aria-label^="Show Boxes on the Slice"]';

describe.skipIf(!testDataFolder)('VOC XML as a picture', () => {
  const workspace = makeTestWorkspace();
  const annotations = join(workspace.folder, 'data/Annotation/A0001');
  let workbench: Workbench;
  let annotationOfSlice: string;

  beforeAll(async () => {
    writeFileSync(
      join(annotations, `${unknownUid}.xml`),
      vocXml({
        boxes: [
          { label: '<img src=x onerror=alert(1)>'.replace(/</g, '&lt;'), corners: [1, 2, 30, 40] },
        ],
      }),
    );
    writeFileSync(join(workspace.folder, 'settings.xml'), '<settings><annotation/></settings>');
    annotationOfSlice = fileOfBox('<xmin>286</xmin>');
    workbench = await openWorkbench({ folder: workspace.folder });
  });

  afterAll(async () => {
    await workbench?.close();
    workspace.remove();
  });

  function fileOfBox(text: string): string {
    const names = readdirSync(annotations);
    const found = names.find((name) =>
      readFileSync(join(annotations, name), 'utf8').includes(text),
    );
    if (found === undefined) throw new Error(`No annotation holds ${text}.`);
    return found;
  }

  it('offers the picture on XML that is VOC, and not on other XML', async () => {
    await workbench.openFile('settings.xml');
    await workbench.page.locator('.tab.active', { hasText: 'settings.xml' }).waitFor();
    await workbench.openFile(`A0001/${annotationOfSlice}`);
    await workbench.page.locator(titleButton).waitFor();
    await workbench.openFile('settings.xml');
    await workbench.page.locator(titleButton).waitFor({ state: 'detached' });
  });

  it('shows the button within 300 ms of opening', async () => {
    const { page } = workbench;
    const times: number[] = [];
    for (const name of readdirSync(annotations)
      .filter((each) => each !== annotationOfSlice)
      .slice(0, 3)) {
      await workbench.openFile('settings.xml');
      await page.locator(titleButton).waitFor({ state: 'detached' });
      const appeared = page.evaluate(
        ([selector, stem]) =>
          new Promise<number>((resolve) => {
            let opened: number | undefined;
            const look = (): void => {
              const tab = document.querySelector('.tab.active .label-name')?.textContent ?? '';
              if (opened === undefined && tab.includes(stem ?? '')) opened = performance.now();
              const button = document.querySelector(selector ?? '');
              if (opened !== undefined && button) return resolve(performance.now() - opened);
              requestAnimationFrame(look);
            };
            look();
          }),
        [titleButton, name.slice(0, 20)] as const,
      );
      await workbench.openFile(`A0001/${name}`);
      times.push(await appeared);
    }
    expect(Math.min(...times)).toBeLessThan(300);
  });

  it('finds the slice by its UID and draws the boxes of the text', async () => {
    await workbench.openFile(`A0001/${annotationOfSlice}`);
    await workbench.page.locator(titleButton).click();
    const viewer = await ViewerPage.find(workbench);
    await viewer.waitForText('corner-place', '18 / 64');
    await expect.poll(() => viewer.text('list')).toContain('(286, 310) – (355, 402)');
  });

  it('draws the boxes anew at once while the text is edited', async () => {
    const { page } = workbench;
    const viewer = await ViewerPage.find(workbench);
    await page.locator('.monaco-editor .view-line', { hasText: 'segmented' }).first().click();
    await replaceInEditor(page, '<xmin>286', '<xmin>200');
    await expect.poll(() => viewer.text('list')).toContain('(200, 310) – (355, 402)');
    const { scaleX, offsetX } = await viewer.transform();
    const x = Number(await viewer.frame.locator('#boxes .outline').getAttribute('x'));
    expect((x - offsetX) / scaleX).toBeCloseTo(200, 3);
    await replaceInEditor(page, '</bndbox>', '</bndbax>');
    await expect.poll(() => viewer.text('list')).toMatch(/A0001, line 2\d, column \d+/);
    await page.locator('.monaco-editor .view-line', { hasText: 'segmented' }).first().click();
    await replaceInEditor(page, '</bndbax>', '</bndbox>');
    await replaceInEditor(page, '<xmin>200', '<xmin>286');
    await expect.poll(() => viewer.text('list')).toContain('(286, 310) – (355, 402)');
  });

  it('stays where it is when the text is saved', async () => {
    const { page } = workbench;
    const viewer = await ViewerPage.find(workbench);
    await viewer.wheel(2);
    await viewer.waitForText('corner-place', '20 / 64');
    await page.locator('.monaco-editor .view-line', { hasText: 'segmented' }).first().click();
    await replaceInEditor(page, '<xmin>286', '<xmin>285');
    await page.keyboard.press('Control+S');
    await page.waitForTimeout(1500);
    expect(await viewer.text('corner-place')).toContain('20 / 64');
    await viewer.wheel(-2);
    await viewer.waitForText('corner-place', '18 / 64');
    await expect.poll(() => viewer.text('list')).toContain('(285, 310) – (355, 402)');
  });

  it('says so when no DICOM file has the UID, lists the boxes and offers to add a folder', async () => {
    await workbench.runCommand('View: Close All Editors');
    await workbench.openFile(`A0001/${unknownUid}.xml`);
    await workbench.page.locator(titleButton).click();
    const viewer = await ViewerPage.find(workbench, '#failure');
    const text = await viewer.text('failure');
    expect(text).toContain('No image for');
    expect(text).toContain('<img src=x onerror=alert(1)>');
    expect(text).toContain('(1, 2) – (30, 40)');
    expect(text).toContain('Add Data Set Folder');
    expect(await viewer.frame.locator('#failure img').count()).toBe(0);
  });
});
