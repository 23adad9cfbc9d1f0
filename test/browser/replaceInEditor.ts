import type { Page } from 'playwright-core';

/** Replaces every `from` in the text editor that has the focus, by its own find widget. */
export async function replaceInEditor(page: Page, from: string, to: string): Promise<void> {
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Control+H');
  await page.locator('.find-widget.visible .find-part textarea').first().waitFor();
  await page.keyboard.press('Control+KeyA');
  await page.keyboard.type(from);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Control+KeyA');
  await page.keyboard.type(to);
  await page.keyboard.press('Control+Alt+Enter');
  await page.keyboard.press('Escape');
}
