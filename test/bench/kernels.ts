import { renderGrey } from '../../src/core/render/renderGrey';
import type { GreyFrame } from '../../src/core/pixels/Frame';
import type { VoiFunction } from '../../src/core/pixels/VoiWindow';
import type { BenchTable } from './BenchTable';
import { longCtSeries } from './benchData';
import { interleave } from './interleave';
import { readSlice } from './readSlice';

const width = 350;
const center = 40;
/** One picture takes less than the clock can tell. */
const picturesPerJob = 20;

/** Windowing 512 x 512 values of 16 bit, against calculating each pixel by itself and against only looking it up. */
export async function benchKernels(rounds: number): Promise<BenchTable[]> {
  const { name, files } = longCtSeries();
  const frame = await readSlice(files[Math.floor(files.length / 2)] ?? '');
  return [
    await kernelTable(name, frame, 'LINEAR', linear, rounds),
    await kernelTable(name, frame, 'SIGMOID', sigmoid, rounds),
  ];
}

/** The formulas of PS3.3 C.11.2.1.2.1 and C.11.2.1.3.1, as one would write them into a loop. */
function linear(value: number): number {
  if (value <= center - 0.5 - (width - 1) / 2) return 0;
  if (value > center - 0.5 + (width - 1) / 2) return 255;
  return ((value - (center - 0.5)) / (width - 1) + 0.5) * 255;
}

function sigmoid(value: number): number {
  return 255 / (1 + Math.exp((-4 * (value - center)) / width));
}

async function kernelTable(
  name: string,
  frame: GreyFrame,
  voiFunction: VoiFunction,
  greyOf: (value: number) => number,
  rounds: number,
): Promise<BenchTable> {
  const target = new Uint8ClampedArray(frame.rows * frame.columns * 4);
  const table = tableOf(frame, greyOf);
  const voi = { kind: 'window', width, center, voiFunction } as const;
  const many = (work: () => void) => () => {
    for (let i = 0; i < picturesPerJob; i++) work();
  };
  const rows = await interleave(
    [
      {
        name: 'look up in a ready table of 65,536',
        role: 'limit',
        run: many(() => fillByTable(frame, table, target)),
      },
      { name: 'DxLens: renderGrey', role: 'ours', run: many(() => renderGrey(frame, voi, target)) },
      {
        name: 'calculate each pixel',
        role: 'peer',
        run: many(() => fillByFormula(frame, greyOf, target)),
      },
    ],
    { rounds, warmUp: 5 },
  );
  return {
    title: `Windowing: ${name}, ${frame.columns} x ${frame.rows}, 16 bit, ${voiFunction}`,
    unit: { kind: 'rate', perJob: picturesPerJob, things: 'pictures' },
    rows,
    notes: [],
  };
}

function tableOf(frame: GreyFrame, greyOf: (value: number) => number): Uint32Array {
  const { slope, intercept } = frame.rescale;
  const isSigned = frame.values instanceof Int16Array;
  return Uint32Array.from({ length: 65_536 }, (_, pattern) => {
    const stored = isSigned && pattern >= 32_768 ? pattern - 65_536 : pattern;
    const grey = Math.round(greyOf(stored * slope + intercept));
    return ((255 << 24) | (grey << 16) | (grey << 8) | grey) >>> 0;
  });
}

function fillByTable(frame: GreyFrame, table: Uint32Array, target: Uint8ClampedArray): void {
  const { values } = frame;
  const pixels = new Uint32Array(target.buffer);
  for (let i = 0; i < pixels.length; i++) {
    pixels[i] = table[(values[i] as number) & 0xffff] as number;
  }
}

function fillByFormula(
  frame: GreyFrame,
  greyOf: (value: number) => number,
  target: Uint8ClampedArray,
): void {
  const { values, rescale } = frame;
  for (let i = 0; i < values.length; i++) {
    const grey = greyOf((values[i] as number) * rescale.slope + rescale.intercept);
    target[i * 4] = grey;
    target[i * 4 + 1] = grey;
    target[i * 4 + 2] = grey;
    target[i * 4 + 3] = 255;
  }
}
