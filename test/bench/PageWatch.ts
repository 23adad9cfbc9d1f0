import type { Frame, Page } from 'playwright-core';

/** How a frame tells on the console when its picture is on the screen. */
const shownMark = 'dxlens-bench-shown';

interface WatchedWindow {
  dxlensBenchClickedAt?: number;
}

/** One workbench page in which the way from a click in the Explorer to a picture is timed. */
export class PageWatch {
  private shown: ((at: number) => void) | undefined;

  private constructor(private readonly page: Page) {}

  static async install(page: Page): Promise<PageWatch> {
    const watch = new PageWatch(page);
    page.on('console', (message) => {
      const [mark, at] = message.text().split(' ');
      if (mark === shownMark) watch.shown?.(Number(at));
    });
    await page.addInitScript(watchForPicture, shownMark);
    await page.evaluate(() => {
      const note = (): void => {
        (window as WatchedWindow).dxlensBenchClickedAt = performance.timeOrigin + performance.now();
      };
      window.addEventListener('click', note, { capture: true });
    });
    return watch;
  }

  /**
   * Opens a file by a click on it in the Explorer. Milliseconds from the click, as the workbench's page gets it, until
   * after the first display frame in which a canvas with a picture is visible.
   */
  async msToPicture(fileName: string): Promise<number> {
    const shown = new Promise<number>((resolve, reject) => {
      this.shown = resolve;
      setTimeout(() => reject(new Error(`No picture of ${fileName} after 30 s.`)), 30_000).unref();
    });
    const row = this.page.locator(
      `.explorer-folders-view .monaco-list-row[aria-label^="${fileName}"]`,
    );
    await row.click();
    const shownAt = await shown;
    this.shown = undefined;
    const clickedAt = await this.page.evaluate(
      () => (window as WatchedWindow).dxlensBenchClickedAt,
    );
    if (clickedAt === undefined) throw new Error('The click did not reach the page.');
    return shownAt - clickedAt;
  }

  /** The frame of the visible editor that holds a canvas. */
  async editorFrame(): Promise<Frame> {
    for (const frame of this.page.frames()) {
      const canvas = frame.locator('#canvas');
      if (await canvas.isVisible().catch(() => false)) return frame;
    }
    throw new Error('No editor shows a canvas.');
  }

  /** Closes the only editor and lets the workbench come to rest. */
  async closeEditor(): Promise<void> {
    await this.page.locator('.tab').first().click({ button: 'middle' });
    await this.page.locator('.tab').first().waitFor({ state: 'detached' });
    await this.page.mouse.move(2, 2);
    await this.page.waitForTimeout(700);
  }
}

/**
 * Runs in every frame that comes up; stands alone, since its text is sent there. It acts in the frame that VS Code puts
 * around each webview's page: timers of the page itself end when VS Code writes the page into it.
 */
function watchForPicture(mark: string): void {
  if (!location.pathname.endsWith('/webview/browser/pre/index.html')) return;
  // A message posted from a frame's callback arrives right after that frame was painted.
  const { port1, port2 } = new MessageChannel();
  const next = (): void => void requestAnimationFrame(() => port2.postMessage(undefined));
  port1.onmessage = (): void => {
    if (![...document.querySelectorAll('iframe')].some(showsPicture)) return next();
    console.info(`${mark} ${performance.timeOrigin + performance.now()}`);
  };
  next();

  /** VS Code keeps a page hidden until it has loaded. */
  function showsPicture(page: HTMLIFrameElement): boolean {
    const canvas = page.contentDocument?.querySelector<HTMLCanvasElement>('#canvas');
    return getComputedStyle(page).visibility === 'visible' && !!canvas && holdsPicture(canvas);
  }

  /** Whether the middle row of a canvas has many grey levels. */
  function holdsPicture(canvas: HTMLCanvasElement): boolean {
    const { width, height } = canvas;
    // To ask for the context of a canvas that is still as it was made would choose its kind for the page.
    if (width === 300 && height === 150) return false;
    const row = canvas.getContext('2d')?.getImageData(0, height >> 1, width, 1).data;
    return new Set(row).size > 8;
  }
}
