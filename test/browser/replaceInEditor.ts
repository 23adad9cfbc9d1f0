import type { Page } from 'playwright-core';

/** Replaces every `from` in the text editor that has the focus, by its own find widget. */
export async function replaceInEditor(page: Page, from: string, to: string): Promise<void> {
  await page.keyboard.press('Control+H');
  const widget = page.locator('.find-widget.visible');
  // Which of its two fields gets the focus depends on the word at the cursor, so each is clicked.
  for (const [part, text] of [
    ['.find-part', from],
    ['.replace-part', to],
  ] as const) {
    const field = widget.locator(`${part} textarea`).first();
    await field.click();
    await page.keyboard.press('Control+KeyA');
    await page.keyboard.type(text);
  }
  await page.keyboard.press('Control+Alt+Enter');
  await page.keyboard.press('Escape');
  await widget.first().waitFor({ state: 'detached' });
}
