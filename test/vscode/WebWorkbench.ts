import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { launchChromiumForWebHost } from './browser.mjs';
import { projectFolder } from './folders.mjs';
import { makeTemporaryFolder, removeFolder } from './processes.mjs';
import { startWebHost } from './webHost.mjs';
import { controls, untilReady } from './Workbench';
import type { Workbench } from './Workbench';

/** What {@link openWebWorkbench} opens. */
export interface WebWorkbenchOptions {
  /** Folder of this machine that is served as the virtual workspace `served:/`, read-only. */
  readonly files: string;
  readonly settings?: Record<string, unknown>;
  /** Folder of the built extension; by default this project. */
  readonly extensionPath?: string;
}

/**
 * Starts VS Code as on vscode.dev: no server, the extension host is a web worker that runs the extension's `browser`
 * entry, and the workspace is a virtual file system.
 */
export async function openWebWorkbench(options: WebWorkbenchOptions): Promise<Workbench> {
  const profile = makeTemporaryFolder('web');
  const lines: string[] = [];
  const host = await startWebHost({
    mounts: {
      extension: options.extensionPath ?? projectFolder,
      fileSystem: join(projectFolder, 'test/web/fileSystem'),
      files: options.files,
    },
    folderUri: { scheme: 'served', path: '/' },
    settings: {
      'workbench.startupEditor': 'none',
      'explorer.compactFolders': false,
      ...options.settings,
    },
  });
  const context = await launchChromiumForWebHost(profile, { width: 1280, height: 800 });
  const close = async () => {
    await context.close();
    await host.stop();
    removeFolder(profile);
  };
  try {
    const page = context.pages()[0] ?? (await context.newPage());
    page.on('console', (message) => lines.push(`[page ${message.type()}] ${message.text()}`));
    page.on('pageerror', (error) => lines.push(`[page error] ${error.message}`));
    await page.goto(host.url);
    await untilReady(page);
    const openFile = (path: string) => openInExplorer(page, path);
    return { ...controls(page), openFile, log: () => lines.slice(-500).join('\n'), close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** A virtual file system has no search, and so no quick open: the way to a file is the Explorer. */
async function openInExplorer(page: Page, relativePath: string): Promise<void> {
  for (const [depth, name] of relativePath.split('/').entries()) {
    const row = page
      .locator(`.explorer-folders-view .monaco-list-row[aria-level="${depth + 1}"]`)
      .filter({ has: page.getByText(name, { exact: true }) });
    await row.waitFor({ timeout: 10_000 });
    const expanded = await row.getAttribute('aria-expanded');
    if (expanded === null) await row.dblclick();
    else if (expanded === 'false') await row.click();
  }
}
