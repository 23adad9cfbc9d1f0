import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openWorkbench, type Workbench } from '../vscode/Workbench';

let folder: string;
let workbench: Workbench;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'dxlens-smoke-'));
  writeFileSync(join(folder, 'notes.txt'), 'first line\n');
  workbench = await openWorkbench({ folder });
});

afterAll(async () => {
  await workbench?.close();
  rmSync(folder, { recursive: true, force: true });
});

test('the Explorer shows the files of the workspace folder', async () => {
  const row = workbench.page.locator('.explorer-folders-view .monaco-list-row', {
    hasText: 'notes.txt',
  });
  await row.waitFor();
  expect(await row.count()).toBe(1);
});

test('a file opens by its name', async () => {
  await workbench.openFile('notes.txt');
  await workbench.page.locator('.view-lines', { hasText: 'first line' }).waitFor();
  const tab = workbench.page.locator('.tab.active');
  expect(await tab.getAttribute('data-resource-name')).toBe('notes.txt');
});
