import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MemoryByteSource } from '../../../src/core/bytes/MemoryByteSource';
import { openImage } from '../../../src/core/dicom/openImage';
import type { GreyFrame, StoredValues } from '../../../src/core/pixels/Frame';
import type { VoiFunction, VoiWindow } from '../../../src/core/pixels/VoiWindow';
import { ctPresets } from '../../../src/core/pixels/voiPresets';
import { wholeRange } from '../../../src/core/pixels/wholeRange';
import { renderGrey } from '../../../src/core/render/renderGrey';
import { testDataFolder } from '../testData';
import { greyByFormula, greyInWholeNumbers, greysOf } from './greyByFormula';

function frameOf(values: StoredValues, rest: Partial<GreyFrame> = {}): GreyFrame {
  return {
    kind: 'grey',
    rows: 1,
    columns: values.length,
    values,
    rescale: { slope: 1, intercept: 0 },
    padding: undefined,
    inverted: false,
    ...rest,
  };
}

function render(
  frame: GreyFrame,
  voi: VoiWindow,
  options?: { inverted: boolean },
): Uint8ClampedArray {
  const target = new Uint8ClampedArray(frame.rows * frame.columns * 4).fill(1);
  renderGrey(frame, voi, target, options);
  return target;
}

/** The red channel, after making sure that every pixel is an opaque grey. */
function greys(rgba: Uint8ClampedArray): Uint8Array {
  const red = new Uint8Array(rgba.length / 4);
  for (let index = 0; index < red.length; index++) {
    const at = index * 4;
    red[index] = rgba[at] ?? 0;
    const isGrey = rgba[at] === rgba[at + 1] && rgba[at] === rgba[at + 2] && rgba[at + 3] === 255;
    if (!isGrey) throw new Error(`no opaque grey at ${index}`);
  }
  return red;
}

function expectGreys(frame: GreyFrame, voi: VoiWindow, expected: Uint8Array): void {
  const rendered = greys(render(frame, voi));
  const wrong = rendered.findIndex((grey, index) => grey !== expected[index]);
  const value = frame.values[wrong];
  expect(
    wrong,
    `stored ${value}: ${rendered[wrong]} in place of ${expected[wrong]}, ${JSON.stringify(voi)}`,
  ).toBe(-1);
}

function window(width: number, center: number, voiFunction: VoiFunction): VoiWindow {
  return { kind: 'window', width, center, voiFunction };
}

const functions: readonly VoiFunction[] = ['LINEAR', 'LINEAR_EXACT', 'SIGMOID'];
const sizes: readonly (readonly [width: number, center: number])[] = [
  [1, 0],
  [1, 40.5],
  [2, 40],
  [80, 40],
  [350, 40],
  [1400, -700],
  [2040, -4],
  [4096, 1024],
];
const windows = functions.flatMap((voiFunction) =>
  sizes.map(([width, center]) => window(width, center, voiFunction)),
);
const ranges: readonly VoiWindow[] = [
  { kind: 'range', from: 0, to: 5 },
  { kind: 'range', from: -1024, to: 3071 },
  { kind: 'range', from: 0.25, to: 0.75 },
];

/** Every value of a 16-bit type, and of an 8-bit one. */
const allSigned16 = Int16Array.from({ length: 65_536 }, (_, index) => index - 32_768);
const allUnsigned16 = Uint16Array.from({ length: 65_536 }, (_, index) => index);
const allSigned8 = Int8Array.from({ length: 256 }, (_, index) => index - 128);

describe('renderGrey', () => {
  it.each([...windows, ...ranges].map((voi) => [JSON.stringify(voi), voi] as const))(
    'gives the grey of the standard to every 16-bit value: %s',
    (_name, voi) => {
      for (const frame of [
        frameOf(allSigned16),
        frameOf(allUnsigned16, { rescale: { slope: 1, intercept: -1024 } }),
        frameOf(allSigned16, { rescale: { slope: 0.5, intercept: -1024.25 } }),
        frameOf(allUnsigned16, { rescale: { slope: 0.000_37, intercept: 0 }, inverted: true }),
        frameOf(allSigned8, { rescale: { slope: -20, intercept: 7 } }),
      ]) {
        expectGreys(frame, voi, greysOf(frame, voi));
      }
    },
  );

  it.each(ctPresets.map(({ name, width, center }) => [name, width, center] as const))(
    'is exact where whole numbers decide: %s',
    (_name, width, center) => {
      const frame = frameOf(allSigned16);
      const expected = Uint8Array.from(allSigned16, (x) => greyInWholeNumbers(x, center, width));
      expectGreys(frame, window(width, center, 'LINEAR'), expected);
    },
  );

  it('follows the worked example of PS3.3 C.11.2.1.2.1', () => {
    // Window Center 2048, Width 4096 of 12-bit values: 0 is black, 4095 white.
    const voi = window(4096, 2048, 'LINEAR');
    expect([...greys(render(frameOf(new Uint16Array([0, 1, 2048, 4095, 4096])), voi))]).toEqual([
      0, 0, 128, 255, 255,
    ]);
    // Width 1 is a threshold: black up to center - 0.5, then white.
    const threshold = window(1, 2048, 'LINEAR');
    expect([...greys(render(frameOf(new Uint16Array([2047, 2048])), threshold))]).toEqual([0, 255]);
    // Width 100, center 100: 50 is black, 150 white, 51 the first step.
    const hundred = window(100, 100, 'LINEAR');
    const values = new Uint16Array([50, 51, 149, 150]);
    expect([...greys(render(frameOf(values), hundred))]).toEqual([0, 3, 255, 255]);
  });

  it('handles any window on any value of any type', () => {
    const value = fc.oneof(
      fc.integer({ min: -70_000, max: 70_000 }),
      fc.constantFrom(-(2 ** 31), 2 ** 31 - 1, 0),
    );
    const makers = [Int8Array, Uint8Array, Int16Array, Uint16Array, Int32Array, Uint32Array];
    fc.assert(
      fc.property(
        fc.array(value, { minLength: 1, maxLength: 50 }),
        fc.constantFrom(...makers),
        fc.double({ min: 1, max: 10_000, noNaN: true }),
        fc.double({ min: -5000, max: 5000, noNaN: true }),
        fc.constantFrom(...functions),
        fc.double({ min: -3, max: 3, noNaN: true }),
        fc.boolean(),
        (values, Maker, width, center, voiFunction, slope, inverted) => {
          const frame = frameOf(Maker.from(values), {
            rescale: { slope, intercept: -7.5 },
            inverted,
          });
          const voi = window(width, center, voiFunction);
          expectGreys(frame, voi, greysOf(frame, voi));
        },
      ),
      { numRuns: 300 },
    );
  });

  it('takes floating point pixels as exact, since they have no steps of 1', () => {
    const values = new Float32Array([0, 0.25, 0.5, 0.75, 1, Infinity, -Infinity, NaN]);
    const expected = [0, 64, 128, 191, 255, 255, 0, 0];
    for (const voiFunction of ['LINEAR', 'LINEAR_EXACT'] as const) {
      const rendered = greys(render(frameOf(values), window(1, 0.5, voiFunction)));
      expect([...rendered]).toEqual(expected);
    }
    const doubles = frameOf(new Float64Array([1e-9, 2e-9, 3e-9]));
    expect([...greys(render(doubles, { kind: 'range', from: 1e-9, to: 3e-9 }))]).toEqual([
      0, 128, 255,
    ]);
  });

  it('shows a range black at its lower and white at its upper end', () => {
    const frame = frameOf(new Float32Array([0, 5, 4.99, 5.01, -1]));
    expect([...greys(render(frame, { kind: 'range', from: 0, to: 5 }))]).toEqual([
      0, 255, 254, 255, 0,
    ]);
  });

  it('shows one value only as a step, not as a division by zero', () => {
    const frame = frameOf(new Int16Array([6, 7, 8]));
    expect([...greys(render(frame, { kind: 'range', from: 7, to: 7 }))]).toEqual([0, 0, 255]);
    for (const voiFunction of functions) {
      for (const width of [0, -5]) {
        const rendered = [...greys(render(frame, window(width, 7.5, voiFunction)))];
        expect(rendered, `${voiFunction} ${width}`).toEqual([0, 0, 255]);
      }
    }
  });

  it('inverts for MONOCHROME1 and for the reader, and back for both', () => {
    const voi = window(100, 50, 'LINEAR');
    const values = new Int16Array([0, 30, 99]);
    const upright = [...greys(render(frameOf(values), voi))];
    const inverted = upright.map((grey) => 255 - grey);
    const monochrome1 = frameOf(values, { inverted: true });
    expect([...greys(render(monochrome1, voi))]).toEqual(inverted);
    expect([...greys(render(frameOf(values), voi, { inverted: true }))]).toEqual(inverted);
    expect([...greys(render(monochrome1, voi, { inverted: true }))]).toEqual(upright);
  });

  it('keeps padding black, inverted or not, compared with stored values', () => {
    const values = new Int16Array([-2000, -1999, -1500, -1499]);
    const voi = window(10, -5000, 'LINEAR');
    const padded = frameOf(values, {
      padding: { low: -2000, high: -1500 },
      rescale: { slope: 1, intercept: -1024 },
    });
    expect([...greys(render(padded, voi))]).toEqual([0, 0, 0, 255]);
    const inverted = { ...padded, inverted: true };
    expect([...greys(render(inverted, window(10, 9000, 'LINEAR')))]).toEqual([0, 0, 0, 255]);
  });

  it('takes the way through a modality LUT', () => {
    const frame = frameOf(new Uint8Array([0, 1, 2, 3, 9]), {
      modalityLut: { first: 1, values: new Uint16Array([0, 50, 100]) },
    });
    expect([...greys(render(frame, { kind: 'range', from: 0, to: 100 }))]).toEqual([
      0, 0, 128, 255, 255,
    ]);
  });

  it('writes into a part of a larger buffer', () => {
    const buffer = new Uint8ClampedArray(12);
    const frame = frameOf(new Uint8Array([9]));
    renderGrey(frame, window(2, 0, 'LINEAR'), buffer.subarray(4, 8));
    expect([...buffer]).toEqual([0, 0, 0, 0, 255, 255, 255, 255, 0, 0, 0, 0]);
  });
});

describe.skipIf(!testDataFolder)('renderGrey on real slices', () => {
  const root = join(testDataFolder ?? '', 'lung-pet-ct-dx/manifest-1675442780019/Lung-PET-CT-Dx');

  async function slice(patient: string, end: string): Promise<GreyFrame> {
    const names = readdirSync(join(root, patient), { recursive: true }).map(String);
    const name = names.find((entry) => entry.replaceAll('\\', '/').endsWith(end)) ?? '';
    const bytes = new Uint8Array(readFileSync(join(root, patient, name)));
    const image = await openImage(new MemoryByteSource(bytes));
    const loaded = image.ok ? await image.value.readFrame(0) : undefined;
    if (!loaded?.ok || loaded.value.frame.kind !== 'grey') throw new Error(`cannot open ${name}`);
    return loaded.value.frame;
  }

  it.each([
    ['Lung_Dx-A0001', '5mm-41315/1-18.dcm'],
    ['Lung_Dx-E0005', '.dcm'],
  ])('gives the grey of the standard to every pixel of %s', async (patient, end) => {
    const frame = await slice(patient, end);
    const range = wholeRange(frame);
    expect(range).toBeDefined();
    const presets = ctPresets.flatMap(({ width, center }) =>
      functions.map((voiFunction) => window(width, center, voiFunction)),
    );
    for (const voi of [...presets, window(350, 60, 'LINEAR'), window(1, 40, 'LINEAR')]) {
      expectGreys(frame, voi, greysOf(frame, voi));
      const inverted = { ...frame, inverted: true };
      expectGreys(inverted, voi, greysOf(inverted, voi));
    }
    const whole: VoiWindow = { kind: 'range', from: range?.from ?? 0, to: range?.to ?? 0 };
    expectGreys(frame, whole, greysOf(frame, whole));
  });

  it('shows the padding of Lung_Dx-E0005 black in every window', async () => {
    const frame = await slice('Lung_Dx-E0005', '.dcm');
    const rendered = greys(render({ ...frame, inverted: true }, window(350, 40, 'LINEAR')));
    const corner = frame.values[0] ?? 0;
    expect(corner).toBe(-2000);
    expect(rendered[0]).toBe(0);
    expect(greyByFormula(corner - 1024, window(350, 40, 'LINEAR'))).toBe(0);
  });
});
