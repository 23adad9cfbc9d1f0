import type { Locator } from 'playwright-core';
import type { Workbench } from '../vscode/Workbench';

/** The DxLens tree in the side bar, as a person reads and clicks it. */
export class Tree {
  private constructor(private readonly workbench: Workbench) {}

  /** Opens the DxLens view and waits for its first line. */
  static async open(workbench: Workbench): Promise<Tree> {
    const { page } = workbench;
    // A click on the view that is open would close it.
    const shown = page.locator('.part.sidebar .composite.title', { hasText: 'DxLens' });
    if (!(await shown.isVisible())) {
      await page.locator('.activitybar .action-item a[aria-label="DxLens"]').click();
    }
    const tree = new Tree(workbench);
    await tree.rows.first().waitFor({ timeout: 20_000 });
    return tree;
  }

  get rows(): Locator {
    return this.workbench.page.locator('.part.sidebar .monaco-list-row');
  }

  /** The line that holds `text`. */
  row(text: string): Locator {
    return this.rows.filter({ hasText: text }).first();
  }

  /** Label and description of every line on the screen. */
  async texts(): Promise<string[]> {
    return this.rows.evaluateAll((rows) =>
      rows.map((row) =>
        ['.label-name', '.label-description']
          .map((part) => row.querySelector(part)?.textContent?.trim() ?? '')
          .join(' ')
          .trim(),
      ),
    );
  }

  /** Opens a line's children. The tree may open the line itself meanwhile, to follow an editor: a click then closes it. */
  async expand(text: string): Promise<void> {
    const row = this.row(text);
    await row.waitFor();
    for (let attempt = 0; attempt < 5; attempt++) {
      if ((await row.getAttribute('aria-expanded')) === 'true') {
        await this.workbench.page.waitForTimeout(300);
        if ((await row.getAttribute('aria-expanded')) === 'true') return;
      }
      await row.locator('.monaco-tl-twistie').click();
      await this.workbench.page.waitForTimeout(300);
    }
    throw new Error(`The line "${text}" does not stay open.`);
  }

  /** Closes a line's children. */
  async collapse(text: string): Promise<void> {
    const row = this.row(text);
    if ((await row.getAttribute('aria-expanded')) === 'true') {
      await row.locator('.monaco-tl-twistie').click();
    }
  }

  async click(text: string): Promise<void> {
    await this.row(text).locator('.label-name').first().click();
  }
}
