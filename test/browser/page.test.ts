import { readFileSync } from 'node:fs';
import type { AxeResults } from 'axe-core';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchChromium } from '../vscode/browser.mjs';
import { LonePage } from './LonePage';
import type { LonePageOptions } from './LonePage';

describe('the page of the viewer', () => {
  let browser: Browser;
  let lone: LonePage | undefined;

  beforeAll(async () => {
    browser = await launchChromium();
  });

  afterAll(async () => {
    await browser?.close();
  });

  async function open(options?: LonePageOptions): Promise<LonePage> {
    await lone?.page.close();
    lone = await LonePage.open(browser, options);
    return lone;
  }

  const windowText = (page: LonePage) => page.text('corner-window');
  const placeText = (page: LonePage) => page.text('corner-place');
  const hint = (page: LonePage) => page.page.locator('#hint').textContent();

  describe('a slice that takes its time', () => {
    it('leaves number and position of the picture on the screen, and names the wanted one beside it', async () => {
      const page = await open();
      await page.host((host) => {
        host.delays['k20'] = 1500;
        host.page.goTo('k20');
      });
      await page.page.waitForTimeout(50);
      expect(await placeText(page)).toBe('1 / 40\nz 0.0 mm');
      expect(await page.page.locator('#slice-slider').inputValue()).toBe('21');
      expect(await page.page.locator('#stage.waiting').count()).toBe(0);
      await page.page.locator('#stage.waiting').waitFor();
      expect(await placeText(page)).toBe('1 / 40 → 21\nz 0.0 mm');
      await expect.poll(() => placeText(page)).toBe('21 / 40\nz −100.0 mm');
      expect(await page.page.locator('#stage.waiting').count()).toBe(0);
    });

    it('does not flicker where slices come at once', async () => {
      const page = await open();
      await page.page.evaluate(() => {
        const seen: string[] = [];
        Object.assign(globalThis, { seen });
        new MutationObserver(() => {
          const text = document.querySelector('#corner-place')?.textContent ?? '';
          if (text.includes('→') || document.querySelector('.waiting')) seen.push(text);
        }).observe(document.body, { subtree: true, childList: true, attributes: true });
      });
      await page.host(async (host) => {
        for (let i = 1; i < 40; i++) {
          host.delays[`k${i}`] = 15;
          host.page.goTo(`k${i}`);
          await new Promise((resolve) => setTimeout(resolve, 30));
        }
      });
      await expect.poll(() => placeText(page)).toContain('40 / 40');
      expect(await page.page.evaluate(() => (globalThis as unknown as { seen: [] }).seen)).toEqual(
        [],
      );
    });
  });

  describe('a slice that cannot be shown', () => {
    it('is not asked for again by itself, keeps the focus on its buttons, and is when the user comes back', async () => {
      const page = await open({ series: { failing: ['k1'] } });
      await page.host((host) => host.page.goTo('k1'));
      await page.page.locator('#failure button').focus();
      const asked = (await page.calls('slice')).filter((key) => key === 'k1').length;
      await page.host((host) => {
        for (let i = 0; i < 3; i++) host.page.showSeries({ ...host.series });
        host.page.showAnswer(host.answer('k1'), 'k1');
      });
      await page.page.waitForTimeout(200);
      expect((await page.calls('slice')).filter((key) => key === 'k1')).toHaveLength(asked);
      expect(await page.page.evaluate(() => document.activeElement?.textContent)).toBe('Show Log');
      await page.host((host) => {
        host.page.act({ kind: 'step', slices: 1 });
        host.page.act({ kind: 'step', slices: -1 });
      });
      await expect
        .poll(async () => (await page.calls('slice')).filter((key) => key === 'k1').length)
        .toBe(asked + 1);
    });

    it('shows the top of a long explanation, and the wheel scrolls it', async () => {
      const page = await open({ series: { failing: ['k0'], longReason: true }, height: 300 });
      const top = () =>
        page.page.locator('#failure h1').evaluate((h) => h.getBoundingClientRect().top);
      const toolbar = await page.page.locator('#toolbar').boundingBox();
      expect(await top()).toBeGreaterThan(toolbar?.height ?? Infinity);
      await page.page.locator('#failure').hover();
      const before = await top();
      await page.page.mouse.wheel(0, 100);
      await expect.poll(top).toBeLessThan(before);
    });
  });

  describe('keys of slices', () => {
    it('stays where it is when a key is not in the series', async () => {
      const page = await open();
      await page.host((host) => {
        host.page.goTo('nonsense');
        host.page.act({ kind: 'step', slices: 1 });
      });
      await expect.poll(() => placeText(page)).toContain('2 / 40');
    });

    it.each([
      { direction: 1, number: '6 / 39', z: '−30.0' },
      { direction: -1, number: '5 / 39', z: '−20.0' },
    ])(
      'steps by $direction from a slice that the series has lost',
      async ({ direction, number, z }) => {
        const page = await open();
        await page.host((host) => host.page.goTo('k5'));
        await expect.poll(() => placeText(page)).toContain('6 / 40');
        await page.host((host) => host.page.showSeries(host.without('k5')));
        await expect.poll(() => placeText(page)).toBe('No longer in the series');
        await page.page.locator('#stage').hover();
        await page.page.mouse.wheel(0, direction * 120);
        await expect.poll(() => placeText(page)).toBe(`${number}\nz ${z} mm`);
      },
    );

    it('goes straight to another phase, without fetching those between', async () => {
      const page = await open({ series: { slicesOfPhases: [20, 20, 20] } });
      await page.page.locator('#phase').selectOption('3');
      await expect.poll(() => placeText(page)).toContain('Phase 3 of 3');
      expect(await page.calls('slice')).not.toContain('k20');
      await page.host((host) => host.page.act({ kind: 'phase', direction: -1 }));
      await expect.poll(() => placeText(page)).toContain('Phase 2 of 3');
    });
  });

  describe('a page that cannot do its work', () => {
    it('explains that there is no canvas', async () => {
      const page = await open({ before: 'HTMLCanvasElement.prototype.getContext = () => null' });
      await page.page.locator('#failure h1', { hasText: 'cannot be drawn' }).waitFor();
      expect((await page.calls('log')).join()).toContain('There is no 2D canvas');
    });

    it('explains an image larger than a canvas, and still shows the next one', async () => {
      const page = await open({ series: { columns: 70_000, rows: 1 } });
      await page.page.locator('#failure', { hasText: 'larger than a canvas' }).waitFor();
      await page.page.locator('#failure button', { hasText: 'Try Again' }).click();
      await expect.poll(() => page.calls('act')).toEqual(['reload k0']);
    });

    it.each([
      { what: 'do not load', controls: 'none' },
      { what: 'break off', controls: 'throw new Error("broken");' },
    ])('says so when the controls $what, beside the picture', async ({ controls }) => {
      const page = await open({ controls });
      await page.page.getByRole('alert').filter({ hasText: 'could not be loaded' }).waitFor();
      expect(await page.page.locator('#failure').isVisible()).toBe(false);
      await page.page.locator('#toolbar button', { hasText: 'Show Log' }).click();
      await expect.poll(() => page.calls('act')).toEqual(['show-log ']);
      expect((await page.calls('log')).join()).toContain('controls: The script');
    });

    it('logs what nobody caught', async () => {
      const page = await open();
      await page.page.evaluate(() => {
        setTimeout(() => {
          throw new Error('lost error');
        });
        void Promise.reject(new Error('lost promise'));
      });
      await expect.poll(async () => (await page.calls('log')).join()).toContain('lost error');
      expect((await page.calls('log')).join()).toContain('lost promise');
      expect(await page.page.locator('#failure').isVisible()).toBe(false);
    });
  });

  describe('boxes', () => {
    it('marks boxes without area and draws inverted ones', async () => {
      const point = { xMinPx: 20, xMaxPx: 20, yMinPx: 30, yMaxPx: 30 };
      const line = { xMinPx: 30, xMaxPx: 30, yMinPx: 10, yMaxPx: 40 };
      const inverted = { xMinPx: 50, xMaxPx: 10, yMinPx: 60, yMaxPx: 20 };
      const page = await open({ series: { boxes: { k0: [point, line, inverted] } } });
      await page.page.locator('#list .box').nth(2).waitFor();
      await page.page.waitForTimeout(100);
      const outlines = await page.page
        .locator('#boxes .outline')
        .evaluateAll((all) => all.map((each) => each.getBoundingClientRect().toJSON() as DOMRect));
      const from = await page.screen(10, 20);
      const to = await page.screen(50, 60);
      const side = to.x - from.x;
      expect(outlines[0]?.width).toBeCloseTo(12, 0);
      expect(outlines[0]?.height).toBeCloseTo(12, 0);
      expect(outlines[1]?.height).toBeCloseTo((30 / 40) * side, 0);
      expect(outlines[2]?.x).toBeCloseTo(from.x, 0);
      expect(outlines[2]?.y).toBeCloseTo(from.y, 0);
      expect(outlines[2]?.width).toBeCloseTo(side, 0);
      expect(await page.text('list')).toContain('-40 × -40 px');
    });

    it('opens a box near its line and by its caption, and windows and scrolls over it', async () => {
      const page = await open({ series: { boxes: { k0: [{}], k1: [{}] } } });
      const { mouse } = page.page;
      const corner = await page.screen(10, 30);
      await mouse.click(corner.x + 4, corner.y);
      await expect.poll(() => page.calls('openBox')).toEqual(['box0']);
      await page.page.locator('#boxes text').click();
      await expect.poll(() => page.calls('openBox')).toEqual(['box0', 'box0']);
      await mouse.move(corner.x, corner.y);
      await mouse.down({ button: 'right' });
      await mouse.move(corner.x + 60, corner.y + 30, { steps: 3 });
      await mouse.up({ button: 'right' });
      await expect.poll(() => windowText(page)).toContain('Manual · W');
      await mouse.move(corner.x, corner.y);
      await mouse.wheel(0, 120);
      await expect.poll(() => placeText(page)).toContain('2 / 40');
      expect(await page.calls('openBox')).toHaveLength(2);
    });

    it.each([
      {
        series: { complete: false, annotated: ['k9'] },
        list: 'Looking for boxes…',
        live: 'looking',
      },
      { series: { problems: ['It is torn.'] }, list: 'It is torn.', live: 'It is torn.' },
      { series: { annotated: ['k9'] }, list: 'Unannotated', live: 'unannotated' },
    ])('says $live only of what is known', async ({ series, list, live }) => {
      const page = await open({ series });
      await expect.poll(() => page.text('list')).toContain(list);
      await expect.poll(() => page.page.locator('#live').textContent()).toContain(live);
      const text = (await page.page.locator('#live').textContent()) ?? '';
      expect(text.includes('unannotated')).toBe(live === 'unannotated');
    });
  });

  describe('windows', () => {
    const stored = [
      { width: 350, center: 40, voiFunction: 'LINEAR', explanation: 'SOFT' },
      { width: 1400, center: -700, voiFunction: 'LINEAR', explanation: 'LUNG' },
    ] as const;

    it('are chosen in the list of VS Code, those of the file included', async () => {
      const page = await open({ series: { windows: stored } });
      const labels = await page.host(
        (host) =>
          new Promise<readonly string[]>((resolve) => {
            host.pick = (offered) => {
              resolve(offered);
              return Promise.resolve(1);
            };
            host.page.act({ kind: 'window', selection: 'pick' });
          }),
      );
      expect(labels.slice(0, 3)).toEqual([
        'SOFT: W 350 L 40',
        'LUNG: W 1400 L −700',
        'Mediastinum: W 350 L 40',
      ]);
      expect(labels.at(-1)).toBe('Whole range');
      await expect.poll(() => windowText(page)).toContain('LUNG · W 1400');
      await page.host((host) => {
        host.pick = () => Promise.reject(new Error('too late'));
        host.page.act({ kind: 'window', selection: 'pick' });
      });
      await page.page.waitForTimeout(100);
      expect(await page.calls('log')).toEqual([]);
    });

    it('give the focus back to the picture after list and buttons were used', async () => {
      const page = await open();
      const focused = () => page.page.evaluate(() => document.activeElement?.id);
      await page.page.locator('#window-select').focus();
      await page.page.locator('#window-select').selectOption({ label: 'Whole range' });
      await expect.poll(focused).toBe('stage');
      await page.page.getByRole('button', { name: 'Zoom in (+)' }).click();
      await expect.poll(focused).toBe('stage');
      await page.page.getByRole('button', { name: 'Zoom in (+)' }).focus();
      await page.page.keyboard.press('Enter');
      expect(await focused()).not.toBe('stage');
    });

    it('keep a dragged window where a preset does not apply, and say so', async () => {
      const page = await open({ series: { unit: 'Bq/ml' }, reducedMotion: true });
      await page.host((host) =>
        host.page.act({ kind: 'window', selection: { kind: 'manual', width: 77, center: 5 } }),
      );
      await expect.poll(() => windowText(page)).toContain('W 77');
      await page.host((host) =>
        host.page.act({ kind: 'window', selection: { kind: 'preset', id: 'lung' } }),
      );
      await expect.poll(() => hint(page)).toContain('in HU');
      expect(await windowText(page)).toContain('W 77');
      const style = page.page
        .locator('#hint')
        .evaluate((each) => getComputedStyle(each).transition);
      expect(await style).toMatch(/^none/);
      await expect.poll(() => hint(page)).toBe('');
    });

    it('read small ranges with the digits they need', async () => {
      const page = await open({ series: { unit: 'g/ml', slope: 0.0001 } });
      await expect.poll(() => windowText(page)).toContain('0 to 0.0255');
    });

    it('call one pixel a pixel 100 % on a dense display too', async () => {
      const page = await open({ deviceScaleFactor: 2 });
      await page.host((host) => host.page.act({ kind: 'actual-size' }));
      await expect.poll(() => windowText(page)).toContain('64 × 64  100 %');
    });
  });

  it('says that no further slice is annotated', async () => {
    const page = await open({ series: { annotated: ['k3'] } });
    await page.host((host) => host.page.act({ kind: 'annotated', direction: 1 }));
    await expect.poll(() => placeText(page)).toContain('4 / 40');
    await page.host((host) => host.page.act({ kind: 'annotated', direction: 1 }));
    await expect.poll(() => hint(page)).toBe('No further annotated slice');
  });

  it('shows what is odd about a series without hiding the picture', async () => {
    const notes = ['2 gaps.', 'Tilted by 12.0°.'];
    const page = await open({ series: { notes, partial: true } });
    await expect.poll(() => placeText(page)).toContain('Looking for more slices…');
    const button = page.page.getByRole('button', { name: '2 notes on the series: 2 gaps. Tilted' });
    await button.focus();
    await page.page.keyboard.press('Enter');
    await expect.poll(() => page.page.locator('#notes li').allInnerTexts()).toEqual(notes);
    await page.page.evaluate(readFileSync('node_modules/axe-core/axe.min.js', 'utf8'));
    const { violations } = await page.page.evaluate(() =>
      (globalThis as unknown as { axe: { run(): Promise<AxeResults> } }).axe.run(),
    );
    const serious = violations.filter(({ impact }) => /serious|critical/.test(impact ?? ''));
    expect(serious.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
    const list = await page.page.locator('#notes').boundingBox();
    const stage = await page.page.locator('#stage').boundingBox();
    expect(stage?.y).toBeGreaterThanOrEqual((list?.y ?? 0) + (list?.height ?? 0) - 1);
    await page.page.keyboard.press('Escape');
    expect(await page.page.locator('#notes').isVisible()).toBe(false);
    await page.host((host) => host.page.showSeries({ ...host.series, notes: [], partial: false }));
    await expect.poll(() => button.isVisible()).toBe(false);
    await expect.poll(() => placeText(page)).not.toContain('more slices');
  });

  it('asks again for a slice whose file changed while it was awaited', async () => {
    const page = await open();
    await page.host(async (host) => {
      host.delays['k20'] = 1000;
      host.page.goTo('k20');
      await new Promise((resolve) => setTimeout(resolve, 100));
      host.delays['k20'] = 0;
      host.page.forget('k20');
    });
    await page.page.waitForTimeout(300);
    expect(await placeText(page)).toContain('21 / 40');
  });

  it.each([
    { width: 300, height: 200 },
    { width: 300, height: 600 },
  ])('leaves room for the picture and its texts at $width x $height', async ({ width, height }) => {
    const series = { boxes: { k0: [{}, {}] }, annotated: ['k0'], slicesOfPhases: [20, 20] };
    const page = await open({ width, height, series });
    await page.page.locator('#list .box').first().waitFor();
    await expect.poll(() => windowText(page)).toContain('Mediastinum · W 350 L 40');
    const stage = await page.page.locator('#stage').boundingBox();
    expect(stage?.height).toBeGreaterThan(height / 2);
    const clipped = await page.page.locator('.corner').evaluateAll((corners) =>
      corners
        .filter(({ id }) => id !== 'corner-series')
        .filter((c) => c.scrollWidth > c.clientWidth + 1 || c.scrollHeight > c.clientHeight + 1)
        .map(({ id }) => id),
    );
    expect(clipped).toEqual([]);
    const last = page.page.getByRole('button', { name: 'List of boxes (L)' });
    await last.focus();
    expect((await last.boundingBox())?.x).toBeLessThan(width - 20);
  });
});
