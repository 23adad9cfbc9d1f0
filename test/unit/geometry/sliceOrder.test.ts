import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { orderSlices } from '../../../src/core/geometry/sliceOrder';
import type { SliceInput, SliceStack } from '../../../src/core/geometry/SliceStack';
import { placeOf } from '../../../src/core/geometry/SliceStack';
import { sliceInput } from './sliceInputs';

const shown = (stack: SliceStack) =>
  stack.phases.map((phase) => phase.slices.map((slice) => slice.positionMm));
const order = (stack: SliceStack) =>
  stack.phases.map((phase) => phase.slices.map((slice) => slice.inputIndex));
const notes = (stack: SliceStack, kind: string) => stack.notes.filter((note) => note.kind === kind);

function numbered(z: readonly number[], more: (index: number) => Partial<SliceInput> = () => ({})) {
  return z.map((value, index) =>
    sliceInput({
      z: value,
      instanceNumber: index + 1,
      sopInstanceUid: `1.${index}`,
      ...more(index),
    }),
  );
}

describe('one stack', () => {
  it('is ordered by position, slice 1 at the end where InstanceNumber starts', () => {
    const up = [30, 10, 20].map((z) => sliceInput({ z, instanceNumber: z }));
    expect(shown(orderSlices(up))).toEqual([[10, 20, 30]]);
    const down = [30, 10, 20].map((z) => sliceInput({ z, instanceNumber: 100 - z }));
    expect(shown(orderSlices(down))).toEqual([[30, 20, 10]]);
    expect(orderSlices(down)).toMatchObject({ kind: 'volume', spacingMm: 10, notes: [] });
  });

  it('starts superior where InstanceNumber says nothing', () => {
    const inputs = [30, 10, 20].map((z) => sliceInput({ z }));
    expect(shown(orderSlices(inputs))).toEqual([[30, 20, 10]]);
    const same = [30, 10, 20].map((z) => sliceInput({ z, instanceNumber: 1 }));
    expect(shown(orderSlices(same))).toEqual([[30, 20, 10]]);
  });

  it('starts superior too where the rows run the other way and the normal points down', () => {
    const inputs = [10, 30].map((z) => sliceInput({ z, orientation: [1, 0, 0, 0, -1, 0] }));
    expect(shown(orderSlices(inputs))).toEqual([[30, 10]]);
  });

  it('starts anterior in coronal, right in sagittal stacks without numbers', () => {
    const coronal = [-10, 10].map((y) =>
      sliceInput({ position: [0, y, 0], orientation: [1, 0, 0, 0, 0, -1] }),
    );
    expect(order(orderSlices(coronal))).toEqual([[0, 1]]);
    const sagittal = [10, -10].map((x) =>
      sliceInput({ position: [x, 0, 0], orientation: [0, 1, 0, 0, 0, -1] }),
    );
    expect(order(orderSlices(sagittal))).toEqual([[1, 0]]);
  });

  it('takes the correlation, not the first number, when numbers are interleaved', () => {
    const z = [0, 10, 20, 30, 40, 50];
    const numbers = [2, 1, 3, 4, 6, 5];
    const inputs = z.map((value, index) =>
      sliceInput({ z: value, instanceNumber: numbers[index] }),
    );
    expect(shown(orderSlices(inputs))).toEqual([z]);
  });

  it('is one whatever the acquisition numbers when every position is there once', () => {
    const inputs = numbered([0, 5, 10, 15], (index) => ({ acquisitionNumber: index + 1 }));
    expect(orderSlices(inputs)).toMatchObject({
      kind: 'volume',
      phases: [{ label: '', by: undefined }],
    });
    expect(shown(orderSlices(inputs))).toEqual([[0, 5, 10, 15]]);
  });

  it('knows nothing of file names and of the order in which files are found', () => {
    const inputs = fc.array(
      fc.record({
        z: fc.option(fc.integer({ min: -5, max: 5 }), { nil: undefined }),
        instanceNumber: fc.option(fc.integer({ min: 1, max: 20 }), { nil: undefined }),
        acquisitionNumber: fc.option(fc.integer({ min: 1, max: 3 }), { nil: undefined }),
        acquisitionTime: fc.constantFrom('', '101500', '101501.5'),
        coronal: fc.boolean(),
      }),
      { maxLength: 14 },
    );
    fc.assert(
      fc.property(inputs, fc.infiniteStream(fc.nat()), (list, random) => {
        const made = list.map(({ coronal, ...values }, index) =>
          sliceInput({
            ...values,
            sopInstanceUid: `1.${index}`,
            ...(coronal ? { orientation: [1, 0, 0, 0, 0, -1] as const } : {}),
          }),
        );
        const shuffled = made
          .map((input) => ({ input, key: random.next().value as number }))
          .sort((a, b) => a.key - b.key)
          .map(({ input }) => input);
        const uids = (source: SliceInput[]) =>
          order(orderSlices(source)).map((phase) => phase.map((at) => source[at]?.sopInstanceUid));
        expect(uids(shuffled)).toEqual(uids(made));
        expect(uids(made).flat().sort()).toEqual(made.map((input) => input.sopInstanceUid).sort());
      }),
    );
  });
});

describe('phases', () => {
  const positions = [0, 5, 10, 15];

  it('are acquisitions where positions repeat', () => {
    const inputs = [1, 2, 3].flatMap((acquisitionNumber) =>
      positions.map((z) =>
        sliceInput({ z, acquisitionNumber, instanceNumber: acquisitionNumber * 100 + z }),
      ),
    );
    const stack = orderSlices(inputs);
    expect(stack.phases.map((phase) => phase.label)).toEqual([
      'Acquisition 1',
      'Acquisition 2',
      'Acquisition 3',
    ]);
    expect(shown(stack)).toEqual([positions, positions, positions]);
    expect(notes(stack, 'phases')).toEqual([
      { kind: 'phases', count: 3, by: 'acquisition-number' },
    ]);
    expect(placeOf(stack, 6)).toEqual({ phase: 1, slice: 2, count: 4 });
    expect(placeOf(stack, 99)).toBeUndefined();
  });

  it('keep a phase that lacks positions of the others whole', () => {
    const inputs = [
      ...numbered(positions, () => ({ acquisitionNumber: 1 })),
      ...numbered([5, 10, 20], () => ({ acquisitionNumber: 2 })),
    ].map((input, index) => ({ ...input, sopInstanceUid: `2.${index}` }));
    expect(shown(orderSlices(inputs))).toEqual([positions, [5, 10, 20]]);
  });

  it('are passes where each couch position has its own acquisition number', () => {
    const inputs = [0, 1].flatMap((pass) =>
      positions.map((z, index) =>
        sliceInput({
          z,
          acquisitionNumber: pass * 4 + index + 1,
          instanceNumber: pass * 4 + index + 1,
        }),
      ),
    );
    const stack = orderSlices(inputs);
    expect(order(stack)).toEqual([
      [0, 1, 2, 3],
      [4, 5, 6, 7],
    ]);
    expect(stack.phases.map((phase) => phase.label)).toEqual(['Phase 1', 'Phase 2']);
  });

  it('are times in a cine that stays at each position before it moves on', () => {
    const inputs = positions.flatMap((z, position) =>
      [0, 1, 2].map((repeat) =>
        sliceInput({
          z,
          acquisitionNumber: position * 3 + repeat + 1,
          instanceNumber: position * 3 + repeat + 1,
        }),
      ),
    );
    expect(order(orderSlices(inputs))).toEqual([
      [0, 3, 6, 9],
      [1, 4, 7, 10],
      [2, 5, 8, 11],
    ]);
  });

  it.each([
    ['AcquisitionTime', { acquisitionTime: '101500' }, { acquisitionTime: '10:15:30' }, '10:15:30'],
    [
      'TemporalPositionIdentifier',
      { temporalPositionIdentifier: 1 },
      { temporalPositionIdentifier: 2 },
      'Time 2',
    ],
    ['EchoTime', { echoTimeMs: 4.6 }, { echoTimeMs: 80 }, 'Echo 80 ms'],
  ])('are told apart by %s where the acquisition number is the same', (_, a, b, label) => {
    const inputs = [a, b].flatMap((values) =>
      positions.map((z) => sliceInput({ z, acquisitionNumber: 1, ...values })),
    );
    const stack = orderSlices(inputs);
    expect(stack.phases.map((phase) => phase.slices.length)).toEqual([4, 4]);
    expect(stack.phases[1]?.label).toBe(label);
  });

  it('prefer clean temporal positions to times that differ for every image', () => {
    const inputs = [1, 2].flatMap((temporalPositionIdentifier) =>
      positions.map((z, index) =>
        sliceInput({ z, temporalPositionIdentifier, acquisitionTime: `10150${index}` }),
      ),
    );
    expect(orderSlices(inputs).phases.map((phase) => phase.by)).toEqual([
      'temporal-position',
      'temporal-position',
    ]);
  });

  it('take positions within 0.01 mm for the same', () => {
    const near = [0, 5, 10].flatMap((z) => [
      sliceInput({ z, acquisitionNumber: 1 }),
      sliceInput({ z: z + 0.009, acquisitionNumber: 2 }),
    ]);
    expect(orderSlices(near).phases).toHaveLength(2);
    const apart = [0, 5, 10].flatMap((z) => [
      sliceInput({ z, acquisitionNumber: 1 }),
      sliceInput({ z: z + 0.02, acquisitionNumber: 2 }),
    ]);
    expect(orderSlices(apart).phases).toHaveLength(1);
  });

  it('are none when nothing tells the images apart: duplicates are told instead', () => {
    const stack = orderSlices(numbered([0, 5, 5, 10], () => ({ acquisitionNumber: 1 })));
    expect(shown(stack)).toEqual([[0, 5, 5, 10]]);
    expect(notes(stack, 'duplicate-positions')).toEqual([
      { kind: 'duplicate-positions', phase: 0, slices: [2] },
    ]);
    expect(notes(stack, 'uneven-steps')).toEqual([]);
  });

  it('stay phases when one of them holds a duplicate', () => {
    const inputs = [1, 2].flatMap((acquisitionNumber) =>
      [0, 5, 10].map((z) => sliceInput({ z, acquisitionNumber, instanceNumber: z })),
    );
    const stack = orderSlices([
      ...inputs,
      sliceInput({ z: 5, acquisitionNumber: 2, instanceNumber: 99 }),
    ]);
    expect(shown(stack)).toEqual([
      [0, 5, 10],
      [0, 5, 5, 10],
    ]);
    expect(notes(stack, 'duplicate-positions')).toMatchObject([{ phase: 1, slices: [2] }]);
  });
});

describe('images at one position', () => {
  it('are one time stack by acquisition number, not one phase each', () => {
    const inputs = [3, 1, 2].map((acquisitionNumber) =>
      sliceInput({ z: -127.245, acquisitionNumber }),
    );
    const stack = orderSlices(inputs);
    expect(stack).toMatchObject({ kind: 'time', spacingMm: undefined });
    expect(order(stack)).toEqual([[1, 2, 0]]);
  });

  it('are ordered by time, over midnight too, then by number', () => {
    const inputs = [
      sliceInput({ z: 0, acquisitionDate: '20100102', acquisitionTime: '000010' }),
      sliceInput({ z: 0, acquisitionDate: '20100101', acquisitionTime: '235950.5' }),
      sliceInput({
        z: 0,
        acquisitionDate: '20100101',
        acquisitionTime: '235950.25',
        instanceNumber: 9,
      }),
      sliceInput({
        z: 0,
        acquisitionDate: '20100101',
        acquisitionTime: '235950.25',
        instanceNumber: 4,
      }),
    ];
    expect(order(orderSlices(inputs))).toEqual([[3, 2, 1, 0]]);
  });
});

describe('without geometry', () => {
  it('InstanceNumber decides, then the UID', () => {
    const inputs = [
      sliceInput({ instanceNumber: 2, sopInstanceUid: '1.9' }),
      sliceInput({ instanceNumber: 2, sopInstanceUid: '1.10' }),
      sliceInput({ sopInstanceUid: '1.0' }),
      sliceInput({ instanceNumber: 1, sopInstanceUid: '1.99' }),
    ];
    const stack = orderSlices(inputs);
    expect(stack).toMatchObject({ kind: 'plain', spacingMm: undefined, notes: [] });
    expect(order(stack)).toEqual([[3, 1, 0, 2]]);
    expect(shown(stack)).toEqual([[undefined, undefined, undefined, undefined]]);
  });

  it('counts what is no plane: numbers that are none, rows along columns', () => {
    const broken = [
      sliceInput({ position: [NaN, 0, 0] }),
      sliceInput({ z: 5, orientation: [1, 0, 0, 1, 0, 0] }),
      sliceInput({ z: 5, orientation: [0, 0, 0, 0, 0, 0] }),
    ];
    expect(orderSlices(broken).kind).toBe('plain');
    expect(orderSlices([])).toEqual({ kind: 'plain', phases: [], spacingMm: undefined, notes: [] });
  });
});

describe('what is told about a stack', () => {
  it('a step more than 10 % off the median', () => {
    const stack = orderSlices(numbered([0, 5, 10, 20, 25, 30.5, 36.1]));
    expect(stack.spacingMm).toBeCloseTo(5.25);
    expect(notes(stack, 'uneven-steps')).toMatchObject([
      { phase: 0, steps: [{ afterSlice: 2, stepMm: 10 }] },
    ]);
    expect(notes(orderSlices(numbered([0, 5, 10, 15.5, 20.5])), 'uneven-steps')).toEqual([]);
    expect(notes(orderSlices(numbered([0, 5, 10, 15.6, 20.6])), 'uneven-steps')).toHaveLength(1);
  });

  it('the tilt of the gantry, with positions along the normal', () => {
    const angle = (16.5 * Math.PI) / 180;
    const inputs = [0, 2.5, 5].map((z) =>
      sliceInput({ z, orientation: [1, 0, 0, 0, Math.cos(angle), -Math.sin(angle)] }),
    );
    const stack = orderSlices(inputs);
    expect(stack.spacingMm).toBeCloseTo(2.5 * Math.cos(angle), 6);
    expect(stack.phases[0]?.tiltDegrees).toBeCloseTo(16.5, 6);
    expect(notes(stack, 'tilt')).toHaveLength(1);
    expect(stack.phases[0]?.slices[0]).toMatchObject({ positionKind: 'along-normal' });
  });

  it('several orientations: the largest group first, localizers after it', () => {
    const axial = numbered([0, 5, 10]);
    const scouts = [
      sliceInput({ position: [0, 0, 0], orientation: [1, 0, 0, 0, 0, -1] }),
      sliceInput({ position: [0, 0, 0], orientation: [0, 1, 0, 0, 0, -1] }),
    ];
    const stack = orderSlices([...scouts, ...axial]);
    expect(stack.phases.map((phase) => phase.label)).toEqual(['axial', 'coronal', 'sagittal']);
    expect(notes(stack, 'several-groups')).toEqual([
      { kind: 'several-groups', by: 'orientation', count: 3 },
    ]);
  });

  it('several sizes, and slices without geometry', () => {
    const stack = orderSlices([
      ...numbered([0, 5, 10]),
      sliceInput({ z: 5, rows: 256, columns: 256 }),
      sliceInput({}),
    ]);
    expect(stack.phases.map((phase) => phase.label)).toEqual([
      'axial 512 x 512',
      'axial 256 x 256',
      'no geometry',
    ]);
    expect(notes(stack, 'several-groups')).toMatchObject([{ by: 'size' }]);
    expect(notes(stack, 'without-geometry')).toMatchObject([{ count: 1 }]);
  });

  it('orientations that are hardly ever the same: then the numbers order the images', () => {
    const inputs = Array.from({ length: 36 }, (_, index) => {
      const angle = (index * 10 * Math.PI) / 180;
      return sliceInput({
        position: [0, 0, 0],
        orientation: [Math.cos(angle), Math.sin(angle), 0, 0, 0, -1],
        instanceNumber: 36 - index,
      });
    });
    const stack = orderSlices(inputs);
    expect(stack.kind).toBe('plain');
    expect(notes(stack, 'many-orientations')).toHaveLength(1);
    expect(order(stack)[0]?.[0]).toBe(35);
  });

  it('copies of one image: one slice, both files found', () => {
    const stack = orderSlices([
      sliceInput({ z: 0, sopInstanceUid: '1.1' }),
      sliceInput({ z: 5, sopInstanceUid: '1.2' }),
      sliceInput({ z: 0, sopInstanceUid: '1.1' }),
    ]);
    expect(stack.phases[0]?.slices).toHaveLength(2);
    expect(placeOf(stack, 2)).toEqual(placeOf(stack, 0));
    expect(notes(stack, 'copies')).toEqual([{ kind: 'copies', count: 1 }]);
  });
});

describe('large and hostile series', () => {
  it('end: one time per image, a thousand times at each of twenty positions', () => {
    const inputs = Array.from({ length: 20_000 }, (_, index) =>
      sliceInput({
        z: (index % 20) * 5,
        sopInstanceUid: `1.${index}`,
        acquisitionNumber: (index * 7919) % 20_000,
      }),
    );
    const stack = orderSlices(inputs);
    expect(stack.phases.reduce((sum, phase) => sum + phase.slices.length, 0)).toBe(20_000);
  });
});
