import { PNG } from 'pngjs';
import type { Frame } from 'playwright-core';
import type { Workbench } from '../vscode/Workbench';

/** A colour as it stands on the screen. */
export type Rgb = readonly [red: number, green: number, blue: number];

interface Transform {
  readonly scaleX: number;
  readonly scaleY: number;
  readonly offsetX: number;
  readonly offsetY: number;
}

/** The page's own parts, as the controls find them. */
interface PageParts {
  readonly dxlens: { readonly stage: { transform(): Transform | undefined } };
}

/** A viewer in the workbench, read and worked as a person does: its texts, its pixels, its keys. */
export class ViewerPage {
  private constructor(
    private readonly workbench: Workbench,
    readonly frame: Frame,
  ) {}

  /** The viewer that is on the screen; waits for its first picture (or explanation) and controls. */
  static async find(workbench: Workbench, selector = '#stage'): Promise<ViewerPage> {
    const deadline = Date.now() + 30_000;
    while (Date.now() < deadline) {
      for (const frame of workbench.page.frames()) {
        const visible = await frame
          .locator(`html[data-ready] ${selector}`)
          .isVisible()
          .catch(() => false);
        if (visible && (await isShown(frame))) return new ViewerPage(workbench, frame);
      }
      await workbench.page.waitForTimeout(50);
    }
    throw new Error(`No viewer shows ${selector}.`);
  }

  text(id: string): Promise<string> {
    return this.frame.locator(`#${id}`).innerText();
  }

  /** Waits until the text of an element holds `part`. */
  async waitForText(id: string, part: string): Promise<void> {
    await this.frame.locator(`#${id}`).filter({ hasText: part }).waitFor({ timeout: 15_000 });
  }

  /** Gives the page the keyboard. */
  async focus(): Promise<void> {
    await this.frame.locator('#stage').focus();
    await this.waitForFocus();
  }

  /** Waits until the page has the keyboard and VS Code's keybindings know it. */
  async waitForFocus(): Promise<void> {
    await this.frame.locator('html[data-keys="true"]').waitFor({ timeout: 15_000 });
    await this.workbench.page.waitForTimeout(100);
  }

  async press(key: string): Promise<void> {
    await this.workbench.page.keyboard.press(key);
  }

  /** Where image pixels lie on the stage. */
  async transform(): Promise<Transform> {
    const transform = await this.frame.evaluate(() =>
      (globalThis as unknown as PageParts).dxlens.stage.transform(),
    );
    if (!transform) throw new Error('The viewer shows no picture.');
    return transform;
  }

  /** The grey levels of the canvas under image pixels, read back from the canvas itself. */
  async canvasGrey(columns: number, rows: number): Promise<Uint8Array> {
    const levels = await this.frame.evaluate(
      ([width, height]) => {
        const parts = globalThis as unknown as PageParts;
        const transform = parts.dxlens.stage.transform();
        const canvas = document.querySelector<HTMLCanvasElement>('#canvas');
        const context = canvas?.getContext('2d');
        if (!transform || !context) throw new Error('no picture');
        const ratio = window.devicePixelRatio;
        const { data } = context.getImageData(
          Math.round(transform.offsetX * ratio),
          Math.round(transform.offsetY * ratio),
          width ?? 0,
          height ?? 0,
        );
        return Array.from({ length: data.length / 4 }, (_, i) => data[i * 4] ?? 0);
      },
      [columns, rows] as const,
    );
    return Uint8Array.from(levels);
  }

  /** The colour on the screen at a point in continuous image pixel coordinates, everything drawn above included. */
  async screenColours(points: readonly (readonly [x: number, y: number])[]): Promise<Rgb[]> {
    const stage = await this.frame.locator('#stage').boundingBox();
    if (!stage) throw new Error('The stage is not on the screen.');
    const { scaleX, scaleY, offsetX, offsetY } = await this.transform();
    const png = PNG.sync.read(await this.workbench.page.screenshot());
    return points.map(([x, y]) => {
      const column = Math.round(stage.x + offsetX + x * scaleX);
      const row = Math.round(stage.y + offsetY + y * scaleY);
      const at = (row * png.width + column) * 4;
      return [png.data[at] ?? 0, png.data[at + 1] ?? 0, png.data[at + 2] ?? 0];
    });
  }

  /** Moves the mouse to a point in continuous image pixel coordinates. */
  async pointAt(x: number, y: number): Promise<void> {
    const stage = await this.frame.locator('#stage').boundingBox();
    const { scaleX, scaleY, offsetX, offsetY } = await this.transform();
    if (!stage) throw new Error('The stage is not on the screen.');
    await this.workbench.page.mouse.move(
      stage.x + offsetX + x * scaleX,
      stage.y + offsetY + y * scaleY,
    );
  }

  /** Turns the wheel over the picture, slice by slice. */
  async wheel(slices: number): Promise<void> {
    await this.frame.locator('#stage').hover();
    for (let i = 0; i < Math.abs(slices); i++) {
      await this.workbench.page.mouse.wheel(0, Math.sign(slices) * 120);
      await this.workbench.page.waitForTimeout(30);
    }
  }
}

/** Hidden editors keep no page, but a page that is on its way out is still there for a moment. */
async function isShown(frame: Frame): Promise<boolean> {
  const element = await frame.frameElement().catch(() => undefined);
  return (await element?.isVisible().catch(() => false)) ?? false;
}
