import { beforeAll, describe, expect, it } from 'vitest';
import {
  CtScanner,
  noiseHu,
  reconstructed,
  sliceZMm,
  storedPixels,
} from '../../../builders/sample/ctImages';
import { sharpened } from '../../../builders/sample/phantom/kernels';
import type { Picture } from '../../../builders/sample/phantom/kernels';
import { Placement } from '../../../builders/sample/phantom/Placement';
import { only, Raster } from '../../../builders/sample/phantom/Raster';
import { samplePatients } from '../../../builders/sample/samplePatients';

const size = { matrix: 256, vesselEnds: 100 };
const patient = samplePatients[0] as (typeof samplePatients)[number];

/** Mean and standard deviation over a disc around a place of the plate. */
function around(
  scanner: CtScanner,
  picture: Picture,
  place: readonly [number, number, number],
  radiusPx: number,
): { mean: number; sd: number } {
  const [x, y] = new Placement(scanner.patient.thorax.build).place(...place);
  const column = (x - scanner.grid.originXMm) / scanner.grid.spacingMm;
  const row = (y - scanner.grid.originYMm) / scanner.grid.spacingMm;
  const values: number[] = [];
  for (let index = 0; index < picture.values.length; index++) {
    const distance = Math.hypot(
      (index % picture.columns) - column,
      Math.floor(index / picture.columns) - row,
    );
    if (distance <= radiusPx) values.push(picture.values[index] ?? 0);
  }
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const sd = Math.sqrt(
    values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1),
  );
  return { mean, sd };
}

/** Slice of the patient's CT that is nearest to a height of the plate. */
function sliceAt(plateZ: number): number {
  const wanted = plateZ + patient.thorax.build.originMm[2];
  const slices = Array.from({ length: patient.slices }, (_, slice) => slice);
  return slices.reduce(
    (best, slice) =>
      Math.abs(sliceZMm(patient, slice) - wanted) < Math.abs(sliceZMm(patient, best) - wanted)
        ? slice
        : best,
    0,
  );
}

describe('the phantom', () => {
  let scanner: CtScanner;
  const objectAt = (plateZ: number): Picture => {
    scanner.paint(sliceAt(plateZ));
    return scanner.objectHu(sliceAt(plateZ), 'native');
  };
  beforeAll(() => {
    scanner = new CtScanner(patient, size);
  });

  it('has the HU that each tissue should have', () => {
    const heart = objectAt(-60);
    expect(around(scanner, heart, [27, 40, -60], 4).mean).toBeCloseTo(45, 0);
    expect(around(scanner, heart, [0, -170, -60], 3).mean).toBeCloseTo(-1000, 0);
    const belly = objectAt(-180);
    expect(around(scanner, belly, [-60, -62, -180], 3).mean).toBeCloseTo(60, 0);
    const carina = objectAt(8);
    expect(around(scanner, carina, [3, 12, 8], 2).mean).toBeCloseTo(-985, 0);
  });

  it('has lung that is darker in front than at the back', () => {
    scanner.paint(sliceAt(-40));
    const picture = scanner.objectHu(sliceAt(-40), 'native');
    const front = around(scanner, picture, [-70, -70, -40], 8).mean;
    const back = around(scanner, picture, [-70, 75, -40], 8).mean;
    expect(front).toBeGreaterThan(-865);
    expect(front).toBeLessThan(-825);
    expect(back).toBeGreaterThan(-805);
    expect(back).toBeLessThan(-755);
  });

  it('lights up with contrast medium, most in the arterial phase', () => {
    scanner.paint(sliceAt(-60));
    const blood = (['native', 'late', 'venous', 'arterial'] as const).map(
      (phase) => around(scanner, scanner.objectHu(sliceAt(-60), phase), [27, 40, -60], 4).mean,
    );
    expect(blood.map(Math.round)).toEqual([45, 120, 165, 310]);
  });

  it('has the noise that each kernel should have', () => {
    const object = objectAt(-180);
    for (const kernel of ['soft', 'lung'] as const) {
      const { sd } = around(scanner, reconstructed(object, kernel, 'test'), [-60, -62, -180], 7);
      expect(sd).toBeGreaterThan(noiseHu[kernel] * 0.8);
      expect(sd).toBeLessThan(noiseHu[kernel] * 1.2);
    }
  });

  it('bounds each lesion by the pixels that are mostly lesion', () => {
    const slice = sliceAt(18);
    const bounds = scanner.paint(slice);
    expect(bounds.length).toBe(1);
    const [left, top, right, bottom] = bounds[0]?.corners ?? [0, 0, 0, 0];
    const hu = scanner.objectHu(slice, 'native');
    const soft = (column: number, row: number): boolean =>
      (hu.values[row * hu.columns + column] ?? -1000) > -450;
    const column = (x: number): boolean =>
      Array.from({ length: bottom - top }, (_, index) => top + index).some((y) => soft(x, y));
    const row = (y: number): boolean =>
      Array.from({ length: right - left }, (_, index) => left + index).some((x) => soft(x, y));
    expect([column(left), column(right - 1), row(top), row(bottom - 1)]).toEqual([
      true,
      true,
      true,
      true,
    ]);
    // 38 mm wide and 34 mm deep, with bumps
    const spacing = scanner.grid.spacingMm;
    expect((right - left) * spacing).toBeGreaterThan(34);
    expect((right - left) * spacing).toBeLessThan(52);
  });
});

describe('painting', () => {
  const grid = { columns: 4, rows: 3, spacingMm: 2, originXMm: 0, originYMm: 0, samples: 3 };

  it('covers exactly the samples whose centres lie inside', () => {
    const raster = new Raster(grid);
    // from the left edge of the picture to the middle of the second pixel, over the whole height
    raster.fillPolygon(new Float64Array([-1, -1, 2, -1, 2, 5, -1, 5]), 7);
    const firstRow = [...raster.material.subarray(0, 12)];
    expect(firstRow).toEqual([7, 7, 7, 7, 0, 0, 0, 0, 0, 0, 0, 0]);
  });

  it('leaves materials alone that it may not replace', () => {
    const raster = new Raster(grid);
    const everything = new Float64Array([-1, -1, 7, -1, 7, 5, -1, 5]);
    raster.fillPolygon(everything, 3);
    raster.fillPolygon(everything, 9, only(4));
    expect(raster.material.every((material) => material === 3)).toBe(true);
  });

  it('cuts a capsule as a disc where it runs through the slice, and not at all beyond its end', () => {
    const raster = new Raster({ ...grid, columns: 20, rows: 20, samples: 5 });
    const capsule = { from: [19, 19, -50], to: [19, 19, 0], fromRadius: 8, toRadius: 8 } as const;
    raster.fillCapsule(capsule, -20, 5);
    const area = raster.material.filter((material) => material === 5).length * (2 / 5) ** 2;
    expect(area / (Math.PI * 64)).toBeCloseTo(1, 1);
    raster.clear();
    raster.fillCapsule(capsule, 9, 5);
    expect(raster.material.some((material) => material === 5)).toBe(false);
  });

  it('overshoots at an edge when sharpened', () => {
    const values = Float32Array.from({ length: 64 * 8 }, (_, index) =>
      index % 64 < 32 ? -1000 : 0,
    );
    const edge = sharpened({ columns: 64, rows: 8, values }, 1.2, 0.8).values;
    expect(Math.max(...edge)).toBeGreaterThan(200);
    expect(Math.min(...edge)).toBeLessThan(-1200);
    expect(edge[5]).toBeCloseTo(-1000, 3);
  });

  it('stores HU + 1024 inside the round field and padding outside', () => {
    const picture = { columns: 16, rows: 16, values: new Float32Array(256).fill(45.4) };
    const signed = storedPixels(picture, { signed: true, padding: -2000 });
    expect([signed[0], signed[8 * 16 + 8], signed[8 * 16], signed[8 * 16 + 15]]).toEqual([
      -2000, 1069, 1069, 1069,
    ]);
    expect(storedPixels(picture, { signed: false, padding: undefined })[0]).toBe(0);
  });
});
