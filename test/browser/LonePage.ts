import { readFileSync } from 'node:fs';
import { build } from 'esbuild';
import type { Browser, Page } from 'playwright-core';
import type { SeriesLiteral, StandIn } from './standInHost';

const origin = 'https://viewer.test';

/** How a page is opened: its size, and what of it is broken. */
export interface LonePageOptions {
  readonly series?: SeriesLiteral;
  readonly width?: number;
  readonly height?: number;
  readonly deviceScaleFactor?: number;
  readonly reducedMotion?: boolean;
  /** What is served as controls.js; 'none' fails to load. */
  readonly controls?: string;
  /** Runs in the page before its own code. */
  readonly before?: string;
}

/** The viewer's own page (markup, style, scripts, content security policy) without VS Code around it. */
export class LonePage {
  private constructor(readonly page: Page) {}

  static async open(browser: Browser, options: LonePageOptions = {}): Promise<LonePage> {
    const page = await browser.newPage({
      viewport: { width: options.width ?? 800, height: options.height ?? 600 },
      deviceScaleFactor: options.deviceScaleFactor ?? 1,
      reducedMotion: options.reducedMotion ? 'reduce' : 'no-preference',
    });
    const host = await standInHost();
    await page.addInitScript(
      `globalThis.seriesLiteral = ${JSON.stringify(options.series ?? {})};\n${options.before ?? ''};\n${host}`,
    );
    await page.route(`${origin}/**`, async (route) => {
      const name = new URL(route.request().url()).pathname.slice(1);
      if (name === '') return route.fulfill({ contentType: 'text/html', body: html() });
      if (name !== 'controls.js') return route.fulfill({ path: `dist/page/${name}` });
      if (options.controls === 'none') return route.abort();
      const body = options.controls ?? readFileSync('dist/page/controls.js', 'utf8');
      return route.fulfill({ contentType: 'text/javascript', body });
    });
    await page.goto(`${origin}/`);
    if (options.controls === undefined) await page.locator('html[data-ready]').waitFor();
    return new LonePage(page);
  }

  text(id: string): Promise<string> {
    return this.page.locator(`#${id}`).innerText();
  }

  /** Runs in the page with the host that stands in. */
  host<T>(work: (host: StandIn) => T): Promise<Awaited<T>> {
    return this.page.evaluate<Awaited<T>>(`(${work.toString()})(globalThis.standIn)`);
  }

  calls(name: string): Promise<string[]> {
    return this.host(({ calls }) => calls).then((calls) =>
      calls
        .filter((call) => call.startsWith(`${name} `))
        .map((call) => call.slice(name.length + 1)),
    );
  }

  /** Where a point of the image lies on the screen, in continuous image pixel coordinates. */
  async screen(x: number, y: number): Promise<{ x: number; y: number }> {
    return this.page.evaluate(
      ([imageX, imageY]) => {
        const { stage } = (
          globalThis as unknown as {
            dxlens: {
              stage: {
                element: HTMLElement;
                transform(): { scaleX: number; scaleY: number; offsetX: number; offsetY: number };
              };
            };
          }
        ).dxlens;
        const { left, top } = stage.element.getBoundingClientRect();
        const { scaleX, scaleY, offsetX, offsetY } = stage.transform();
        return { x: left + imageX * scaleX + offsetX, y: top + imageY * scaleY + offsetY };
      },
      [x, y] as const,
    );
  }
}

let hostScript: Promise<string> | undefined;

function standInHost(): Promise<string> {
  hostScript ??= build({
    entryPoints: ['test/browser/standInHost.ts'],
    bundle: true,
    write: false,
    format: 'iife',
    target: 'es2022',
  }).then(({ outputFiles }) => outputFiles[0]?.text ?? '');
  return hostScript;
}

/** The markup as viewerHtml.ts writes it, with its places filled in. */
function html(): string {
  const source = readFileSync('src/host/editor/viewerHtml.ts', 'utf8');
  const template = /<!DOCTYPE html>[^]*<\/html>/.exec(source)?.[0];
  if (template === undefined) throw new Error('viewerHtml.ts holds no page.');
  const values: Readonly<Record<string, string>> = {
    nonce: 'test',
    'assets.style': readFileSync('media/viewer.css', 'utf8'),
    'assets.script': readFileSync('dist/page/picture.js', 'utf8').replaceAll(
      '</script',
      '<\\/script',
    ),
    csp: `default-src 'none'; script-src 'nonce-test'; style-src 'nonce-test' ${origin}; font-src ${origin}`,
    'htmlLanguage()': 'en',
    "resource('dist', 'page', 'controls.js')": '/controls.js',
    "resource('dist', 'page', 'codicon.css')": '/codicon.css',
  };
  return template.replace(/\$\{([^}]+)\}/g, (_, code: string) => {
    const value = values[code] ?? /^vscode\.l10n\.t\('(.*)'\)$/.exec(code)?.[1];
    if (value === undefined) throw new Error(`The page has a place that is not known: ${code}`);
    return value;
  });
}
