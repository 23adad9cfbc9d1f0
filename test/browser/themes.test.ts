import { readFileSync } from 'node:fs';
import type { AxeResults } from 'axe-core';
import type { Frame } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testDataFolder } from '../unit/testData';
import { openWorkbench } from '../vscode/Workbench';
import type { Workbench } from '../vscode/Workbench';
import { makeTestWorkspace } from '../vscode/testWorkspace.mjs';
import { Tree } from './Tree';
import { ViewerPage } from './ViewerPage';

const axeSource = readFileSync('node_modules/axe-core/axe.min.js', 'utf8');

/** Serious and critical findings of axe-core in a page, as `rule: element`. */
async function seriousFindings(frame: Frame): Promise<string[]> {
  // Evaluated by the browser's debugger, which the page's content security policy does not concern.
  await frame.evaluate(axeSource);
  const results = await frame.evaluate(() =>
    (globalThis as unknown as { axe: { run(): Promise<AxeResults> } }).axe.run(),
  );
  return results.violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}

/** Relative luminance, WCAG 2.2. */
function luminance(colour: string): number {
  const [r = 0, g = 0, b = 0] = (colour.match(/[\d.]+/g) ?? []).map((text) => {
    const c = Number(text) / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

describe.skipIf(!testDataFolder)('themes and accessibility', () => {
  const workspace = makeTestWorkspace();
  let workbench: Workbench;

  beforeAll(async () => {
    workbench = await openWorkbench({ folder: workspace.folder });
  });

  afterAll(async () => {
    await workbench?.close();
    workspace.remove();
  });

  async function useTheme(name: string): Promise<void> {
    await workbench.runCommand('Preferences: Color Theme');
    const { page } = workbench;
    await page.keyboard.type(name);
    await page.waitForTimeout(300);
    await page.keyboard.press('Enter');
    await page.waitForTimeout(700);
  }

  it.each([
    { theme: 'Dark Modern', dark: true },
    { theme: 'Light Modern', dark: false },
    { theme: 'Dark High Contrast', dark: true },
    { theme: 'Light High Contrast', dark: false },
  ])('follows $theme, and axe-core finds nothing serious', async ({ theme, dark }) => {
    await useTheme(theme);
    await workbench.runCommand('View: Close All Editors');
    const tree = await Tree.open(workbench);
    await tree.expand('Lung_Dx-A0001');
    await tree.row('3 · 5mm').waitFor();
    await tree.click('3 · 5mm');
    const viewer = await ViewerPage.find(workbench);
    await viewer.frame.locator('#list .box').waitFor();
    const colours = await viewer.frame.evaluate(() => {
      const style = (selector: string) =>
        getComputedStyle(document.querySelector(selector) ?? document.body);
      return { body: style('body').backgroundColor, stage: style('#stage').backgroundColor };
    });
    expect(luminance(colours.body) < 0.2).toBe(dark);
    expect(colours.stage).toBe('rgb(0, 0, 0)');
    await workbench.screenshot(`theme-${theme.replaceAll(' ', '-').toLowerCase()}`);
    expect(await seriousFindings(viewer.frame)).toEqual([]);
  });

  it('has nothing serious in an explanation either', async () => {
    await workbench.openFile('metadata.csv');
    await workbench.runCommand('DxLens: Open as DICOM Image');
    const viewer = await ViewerPage.find(workbench, '#failure h1');
    expect(await seriousFindings(viewer.frame)).toEqual([]);
  });

  it('tells screen readers slice, window and boxes', async () => {
    await workbench.runCommand('View: Close All Editors');
    await workbench.openFile('3.000000-5mm-41315/1-18.dcm');
    const viewer = await ViewerPage.find(workbench);
    await expect
      .poll(() => viewer.frame.locator('#live').textContent())
      .toContain('slice 18 of 64, z −209.0 mm, window File · W 350 L 60, 1 box: Adenocarcinoma');
  });
});
