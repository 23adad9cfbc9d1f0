import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Browser, Frame, Page } from 'playwright-core';
import { launchChromium } from './browser.mjs';
import { projectFolder, screenshotsFolder } from './folders.mjs';
import { installCopy } from './installedCopy.mjs';
import { makeTemporaryFolder, removeFolder } from './processes.mjs';
import { installVsix, startServer } from './server.mjs';

/** What {@link openWorkbench} opens. */
export interface WorkbenchOptions {
  /** The workspace folder, an absolute path. */
  readonly folder: string;
  /** User settings on top of the quiet ones. */
  readonly settings?: Record<string, unknown>;
  /** Folder of the built extension, of which a copy is installed; by default this project. */
  readonly extensionPath?: string;
  /** A packed extension to install instead. */
  readonly vsix?: string;
  /** Folders of further unpacked extensions to install copies of. */
  readonly otherExtensions?: readonly string[];
  /** Size of the page in CSS pixels; by default 1280 x 800. */
  readonly size?: { readonly width: number; readonly height: number };
  /** Receives what the page and the server print; by default only kept for {@link Workbench.log}. */
  readonly onOutput?: (line: string) => void;
}

/** One running workbench: a VS Code server of its own, a browser and a page. */
export interface Workbench {
  /** The workbench's page. */
  readonly page: Page;
  /** Runs a command by its title in the command palette, for example "View: Split Editor". */
  runCommand(title: string): Promise<void>;
  /** Opens a file of the workspace by quick open; `relativePath` has forward slashes. */
  openFile(relativePath: string): Promise<void>;
  /** The frame that holds an element, whether webview or page; waits until one does. Throws after `timeoutMs`. */
  webviewFrame(selector: string, timeoutMs?: number): Promise<Frame>;
  /** Writes .vscode-test/screenshots/NAME.png and returns its path. */
  screenshot(name: string): Promise<string>;
  /** The last lines that page and server printed. */
  log(): string;
  /** Ends page, browser and server and removes their data. */
  close(): Promise<void>;
}

/** Starts VS Code with an extension and a folder, and waits until the workbench is ready for input. */
export async function openWorkbench(options: WorkbenchOptions): Promise<Workbench> {
  const dataFolder = makeTemporaryFolder('workbench');
  const lines: string[] = [];
  const onOutput = (text: string) => {
    lines.push(text.trimEnd());
    if (lines.length > 500) lines.shift();
    options.onOutput?.(text.trimEnd());
  };
  if (options.vsix) await installVsix({ vsix: options.vsix, serverDataDir: dataFolder });
  else installCopy(resolve(options.extensionPath ?? projectFolder), dataFolder);
  for (const folder of options.otherExtensions ?? []) installCopy(resolve(folder), dataFolder);
  const server = await startServer({
    serverDataDir: dataFolder,
    settings: options.settings,
    smokeTestDriver: false,
    onOutput,
  });
  let browser: Browser | undefined;
  const close = async () => {
    await browser?.close();
    await server.stop();
    removeFolder(dataFolder);
  };
  try {
    browser = await launchChromium();
    const page = await browser.newPage({ viewport: options.size ?? { width: 1280, height: 800 } });
    page.on('console', (message) => onOutput(`[page ${message.type()}] ${message.text()}`));
    page.on('pageerror', (error) => onOutput(`[page error] ${error.message}`));
    await page.goto(server.url(options.folder));
    await untilReady(page);
    return { ...controls(page), log: () => lines.join('\n'), close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** What a test does with a workbench page, whichever host serves it. */
export function controls(
  page: Page,
): Pick<Workbench, 'page' | 'runCommand' | 'openFile' | 'webviewFrame' | 'screenshot'> {
  return {
    page,
    runCommand: (title) => pick(page, `>${title}`, title),
    openFile: (relativePath) => pick(page, relativePath, relativePath.split('/').at(-1) ?? ''),
    webviewFrame: (selector, timeoutMs = 30_000) => findFrame(page, selector, timeoutMs),
    screenshot: async (name) => {
      mkdirSync(screenshotsFolder, { recursive: true });
      const path = join(screenshotsFolder, `${name}.png`);
      await page.screenshot({ path });
      return path;
    },
  };
}

/**
 * Waits until the workbench takes input as it does from then on: custom editors open for their files only after the last
 * of its own contributions has started, seconds after the first parts show.
 */
export async function untilReady(page: Page): Promise<void> {
  await page.locator('.monaco-workbench .part.statusbar').waitFor({ timeout: 60_000 });
  const marks = ['code/didLoadExtensions', 'code/didCreateWorkbenchContributions/4'];
  await page.waitForFunction(
    (names) => names.every((name) => performance.getEntriesByName(name).length > 0),
    marks,
    { timeout: 60_000, polling: 100 },
  );
}

/**
 * Types into quick input and accepts the entry whose label is `label`; `text` decides between commands and files. The
 * list does not grow while it is open, so it is opened anew while the entry (of an extension just starting) is missing.
 */
async function pick(page: Page, text: string, label: string): Promise<void> {
  const input = page.locator('.quick-input-widget .quick-input-filter input');
  const row = page
    .locator('.quick-input-list .monaco-list-row')
    .filter({ has: page.getByText(label, { exact: true }) })
    .first();
  const deadline = Date.now() + 20_000;
  for (;;) {
    await page.keyboard.press(text.startsWith('>') ? 'F1' : 'Control+P');
    // An editor that comes up just now takes the focus, and quick input closes: then it is opened again.
    const found = await input
      .fill(text, { timeout: 3000 })
      .then(() => row.waitFor({ timeout: 2000 }))
      .then(
        () => true,
        () => false,
      );
    if (found) break;
    await page.keyboard.press('Escape');
    if (Date.now() > deadline) throw new Error(`Quick input offers no "${label}" for "${text}".`);
  }
  await row.click({ timeout: 5000 });
}

async function findFrame(page: Page, selector: string, timeoutMs: number): Promise<Frame> {
  const deadline = Date.now() + timeoutMs;
  while (Date.now() < deadline) {
    for (const frame of page.frames()) {
      // A frame that goes away while it is asked is simply not the one.
      const count = await frame
        .locator(selector)
        .count()
        .catch(() => 0);
      if (count > 0) return frame;
    }
    await page.waitForTimeout(50);
  }
  throw new Error(`No frame of the workbench holds ${selector} after ${timeoutMs} ms.`);
}
