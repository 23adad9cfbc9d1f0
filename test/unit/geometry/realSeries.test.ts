import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { orderSlices } from '../../../src/core/geometry/sliceOrder';
import { placeOf } from '../../../src/core/geometry/SliceStack';
import { testDataFolder } from '../testData';
import { readSliceInputs } from './sliceInputs';

describe.skipIf(!testDataFolder)('the order of real series', () => {
  const root = testDataFolder ?? '';
  const collection = join(root, 'lung-pet-ct-dx/manifest-1675442780019/Lung-PET-CT-Dx');
  const a0001 = join(collection, 'Lung_Dx-A0001/04-04-2007-NA-Chest-07990');
  const e0005 = join(collection, 'Lung_Dx-E0005/11-09-2010-NA-chc-10757');
  const ordered = (folder: string) => {
    const files = readSliceInputs(folder);
    const stack = orderSlices(files.map((file) => file.input));
    const names = stack.phases.map((phase) =>
      phase.slices.map((slice) => files[slice.inputIndex]?.name),
    );
    return { files, stack, names };
  };

  it('A0001 series 3: 1-18.dcm is slice 18 of 64 at z -209.0', () => {
    const { files, stack } = ordered(join(a0001, '3.000000-5mm-41315'));
    const place = placeOf(
      stack,
      files.findIndex((file) => file.name === '1-18.dcm'),
    );
    expect(place).toEqual({ phase: 0, slice: 17, count: 64 });
    expect(stack.phases[0]?.slices[17]?.positionMm).toBe(-209);
    expect(stack).toMatchObject({ kind: 'volume', spacingMm: 5, notes: [] });
  });

  it('E0005: three phases of seven, z -126.5 to -156.5', () => {
    const { stack, names } = ordered(join(e0005, '2.000000-A phase 5mm Stnd SS50-68737'));
    expect(stack.phases.map((phase) => [phase.label, phase.slices.length])).toEqual([
      ['Acquisition 1', 7],
      ['Acquisition 2', 7],
      ['Acquisition 3', 7],
    ]);
    for (const [index, phase] of stack.phases.entries()) {
      expect(phase.slices[0]?.positionMm).toBe(-126.5);
      expect(phase.slices[6]?.positionMm).toBe(-156.5);
      expect(names[index]?.[0]).toBe(`${index + 1}-022.dcm`);
    }
  });

  it('E0005 Smart Prep: one time stack of six at z -127.245, by acquisition number', () => {
    const { stack, names } = ordered(join(e0005, '200.000000-Smart Prep Series-56195'));
    expect(stack.kind).toBe('time');
    expect(names).toEqual([['1-1.dcm', '2-1.dcm', '3-1.dcm', '4-1.dcm', '5-1.dcm', '6-1.dcm']]);
    expect(stack.phases[0]?.slices.every((slice) => slice.positionMm === -127.245)).toBe(true);
  });

  it('a gantry tilted by 16.5 degrees: 2.397 mm along the normal', () => {
    const { stack } = ordered(join(root, 'conformance/ct_gantry_tilt_16.5'));
    expect(stack.spacingMm).toBeCloseTo(2.397, 3);
    expect(stack.phases[0]?.tiltDegrees).toBeCloseTo(16.5, 1);
    expect(stack.phases).toHaveLength(1);
  });

  it('Philips CT without extensions: 28 slices 5 mm apart, I10 the first', () => {
    const { stack, names } = ordered(join(root, 'conformance/ct_series_philips_28'));
    expect(stack.phases[0]?.slices).toHaveLength(28);
    expect(stack.spacingMm).toBeCloseTo(5, 6);
    expect(names[0]?.slice(0, 3)).toEqual(['I10', 'I20', 'I30']);
  });

  it('PET and CT of one patient: 30 slices each at the same positions', () => {
    const ct = ordered(join(root, 'conformance/petct_pair/CT')).stack;
    const pt = ordered(join(root, 'conformance/petct_pair/PT')).stack;
    for (const stack of [ct, pt]) {
      expect(stack.kind).toBe('volume');
      expect(stack.phases[0]?.slices).toHaveLength(30);
      expect(stack.spacingMm).toBeCloseTo(3.27, 5);
    }
    ct.phases[0]?.slices.forEach((slice, index) => {
      const partner = pt.phases[0]?.slices[index]?.positionMm ?? NaN;
      expect(Math.abs((slice.positionMm ?? NaN) - partner)).toBeLessThan(0.05);
    });
  });
});
