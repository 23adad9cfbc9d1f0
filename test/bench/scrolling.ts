import type { Frame } from 'playwright-core';
import type { ViewerParts } from '../../webview/viewer/picture';
import type { BenchTable } from './BenchTable';
import { interleave } from './interleave';
import type { PageWatch } from './PageWatch';
import { floorFile, makePictureFolder, openPictureWorkbench } from './pictureWorkbench';

const steps = 59;

/**
 * A wheel that never rests: the next slice is asked for as soon as one is on the screen. Down through slices that the
 * page does not have yet, then up through those that it keeps.
 */
export async function benchScrolling(rounds: number): Promise<BenchTable[]> {
  const folder = makePictureFolder();
  const workbench = await openPictureWorkbench(folder);
  const { watch } = workbench;
  const slice = folder.slices[0] as string;
  try {
    const uncached = await interleave(
      [
        {
          name: '512 KB messages to a page, two on the way',
          role: 'limit',
          run: () => inEditor(watch, floorFile, (frame) => frame.evaluate(receive, steps)),
        },
        {
          name: 'DxLens: slices not seen before',
          role: 'ours',
          run: () => inEditor(watch, slice, (frame) => scrolled(frame, 'uncached')),
        },
      ],
      { rounds, warmUp: 1 },
    );
    const cached = await interleave(
      [
        {
          name: 'a page that paints pictures it holds',
          role: 'limit',
          run: () => inEditor(watch, floorFile, (frame) => frame.evaluate(paintPictures, steps)),
        },
        {
          name: 'DxLens: slices seen before',
          role: 'ours',
          run: () => inEditor(watch, slice, (frame) => scrolled(frame, 'cached')),
        },
      ],
      { rounds, warmUp: 1 },
    );
    const unit = { kind: 'rate', perJob: steps, things: 'slices' } as const;
    const title = `Scrolling through ${steps + 1} slices, ${folder.seriesName}`;
    return [
      { title: `${title}, from the disk`, unit, rows: uncached, notes: [] },
      { title: `${title}, from the page's memory`, unit, rows: cached, notes: [] },
    ];
  } finally {
    await workbench.close();
    folder.remove();
  }
}

async function inEditor(
  watch: PageWatch,
  file: string,
  work: (frame: Frame) => Promise<number>,
): Promise<number> {
  await watch.msToPicture(file);
  const ms = await work(await watch.editorFrame());
  await watch.closeEditor();
  return ms;
}

async function scrolled(frame: Frame, way: 'cached' | 'uncached'): Promise<number> {
  await frame.locator('html[data-ready] #slider').waitFor();
  const down = await frame.evaluate(turnWheel, [steps, 1] as const);
  return way === 'uncached' ? down : frame.evaluate(turnWheel, [steps, -1] as const);
}

// The functions below run in pages: each stands alone.

/** Turns the wheel by a notch whenever the slice that it asked for was painted; returns milliseconds. */
async function turnWheel([slices, direction]: readonly [number, number]): Promise<number> {
  const { model, stage } = (globalThis as unknown as { dxlens: ViewerParts }).dxlens;
  while ((model.place()?.of ?? 0) <= slices) await painted();
  const start = performance.now();
  for (let slice = 0; slice < slices; slice++) {
    const before = model.wantedKey;
    stage.element.dispatchEvent(
      new WheelEvent('wheel', { deltaY: 120 * direction, bubbles: true, cancelable: true }),
    );
    if (model.wantedKey === before) throw new Error('The wheel did not move the viewer.');
    do await painted();
    while (model.picture?.slice.key !== model.wantedKey);
  }
  return performance.now() - start;

  function painted(): Promise<void> {
    return new Promise((resolve) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => resolve();
      requestAnimationFrame(() => port2.postMessage(undefined));
    });
  }
}

/** Receives so many messages of 512 KB from the host, two on the way; returns milliseconds. */
function receive(count: number): Promise<number> {
  const { dxlensFloor } = globalThis as unknown as {
    dxlensFloor: { postMessage(message: string): void };
  };
  return new Promise((resolve) => {
    const start = performance.now();
    let asked = 0;
    let received = 0;
    const ask = (): void => {
      if (asked++ < count) dxlensFloor.postMessage('slice');
    };
    window.addEventListener('message', ({ data }) => {
      if (!(data instanceof Uint16Array)) return;
      ask();
      if (++received === count) resolve(performance.now() - start);
    });
    ask();
    ask();
  });
}

/** Paints so many pictures of 512 x 512, each as soon as the one before was painted; returns milliseconds. */
async function paintPictures(count: number): Promise<number> {
  const context = document.querySelector<HTMLCanvasElement>('#canvas')?.getContext('2d');
  if (!context) throw new Error('The page has no canvas.');
  const pictures = [0, 1].map((shift) => {
    const picture = context.createImageData(512, 512);
    const pixels = new Uint32Array(picture.data.buffer);
    pixels.forEach((_, i) => (pixels[i] = 0xff000000 | (((i >> shift) & 0xff) * 0x010101)));
    return picture;
  });
  const start = performance.now();
  for (let at = 0; at < count; at++) {
    context.putImageData(pictures[at % 2] as ImageData, 0, 0);
    await new Promise<void>((resolve) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => resolve();
      requestAnimationFrame(() => port2.postMessage(undefined));
    });
  }
  return performance.now() - start;
}
