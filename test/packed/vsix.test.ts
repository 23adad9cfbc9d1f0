import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ViewerPage } from '../browser/ViewerPage';
import { dicomSeries } from '../builders/dicomSeries';
import { writeTree } from '../builders/writeTree';
import { projectFolder } from '../vscode/folders.mjs';
import { openWorkbench } from '../vscode/Workbench';
import type { Workbench } from '../vscode/Workbench';

const vsix = join(projectFolder, 'dist/dxlens.vsix');

/** What may be in the package; a file that matches none of these got in by accident. */
const expected = [
  /^\[Content_Types\]\.xml$/,
  /^extension\.vsixmanifest$/,
  /^extension\/package(\.nls(\.[a-z-]+)?)?\.json$/,
  /^extension\/(readme|changelog)\.md$/i,
  /^extension\/LICENSE(\.txt)?$/,
  /^extension\/NOTICE(\.(md|txt))?$/,
  /^extension\/media\/[\w.-]+\.(css|png|svg)$/,
  /^extension\/dist\/(extension|indexer)\.js$/,
  /^extension\/dist\/web\/\w+\.js$/,
  /^extension\/dist\/page\/\w+\.(js|css|ttf)$/,
];

const needed = [
  'package.json',
  'package.nls.json',
  'readme.md',
  'changelog.md',
  'license.txt',
  'notice',
  'dist/extension.js',
  'dist/indexer.js',
  'dist/web/extension.js',
  'dist/page/picture.js',
  'dist/page/controls.js',
];

describe('the packed extension', () => {
  let names: string[];

  beforeAll(() => {
    execFileSync(process.execPath, ['test/vscode/package.mjs'], { cwd: projectFolder });
    names = Object.keys(unzipSync(readFileSync(vsix)));
  });

  it('holds what the product needs', () => {
    const packed = names.map((name) => name.toLowerCase());
    const missing = needed.filter(
      (name) => !packed.some((each) => each.startsWith(`extension/${name}`)),
    );
    expect(missing).toEqual([]);
  });

  it('holds nothing else', () => {
    expect(names.filter((name) => !expected.some((pattern) => pattern.test(name)))).toEqual([]);
  });

  it('stays within the size limits', () => {
    const limits = join(projectFolder, 'node_modules/size-limit/bin.js');
    const report = execFileSync(process.execPath, [limits, '--json'], { cwd: projectFolder });
    const entries = JSON.parse(report.toString()) as { name: string; passed: boolean }[];
    expect(entries.filter((entry) => !entry.passed)).toEqual([]);
  });

  describe('installed into VS Code', () => {
    const folder = mkdtempSync(join(tmpdir(), 'dxlens-packed-'));
    let workbench: Workbench;

    beforeAll(async () => {
      await writeTree(folder, dicomSeries({ z: [10, 20, 30], rows: 64, columns: 64 }));
      workbench = await openWorkbench({ folder, vsix });
    });

    afterAll(async () => {
      await workbench?.close();
      rmSync(folder, { recursive: true, force: true });
    });

    it('opens a file', async () => {
      await workbench.openFile(dicomSeries({ z: [10, 20, 30] })[0]?.path ?? '');
      const viewer = await ViewerPage.find(workbench);
      await viewer.waitForText('corner-place', '1 / 3');
      const grey = await viewer.canvasGrey(64, 64);
      expect(new Set(grey).size).toBeGreaterThan(1);
    });
  });
});
