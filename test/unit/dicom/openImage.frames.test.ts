import { describe, expect, it } from 'vitest';
import type { ElementsLiteral } from '../../builders/elements';
import { open, write } from './opened';

const threeFrames = { NumberOfFrames: 3, PixelData: new Uint16Array(12) };
const axial = [1, 0, 0, 0, 1, 0];

/** An enhanced CT: what differs from frame to frame stands in the second of the two sequences (PS3.3 C.7.6.16). */
function enhanced(perFrame: readonly ElementsLiteral[], shared: ElementsLiteral): Uint8Array {
  return write({
    ...threeFrames,
    '(5200,9229) SQ': [shared],
    '(5200,9230) SQ': [...perFrame],
  });
}

describe('frameFacts tells', () => {
  it('where each frame lies and how its pixels are spaced', async () => {
    const image = await open(
      enhanced(
        [10, 20, 30].map((z, i) => ({
          '(0020,9113) SQ': [{ ImagePositionPatient: [1, 2, z] }],
          ...(i === 2
            ? {
                '(0020,9116) SQ': [{ ImageOrientationPatient: [0, 1, 0, 0, 0, -1] }],
                '(0028,9110) SQ': [{ PixelSpacing: [2, 3], SliceThickness: 7 }],
              }
            : {}),
        })),
        {
          '(0020,9116) SQ': [{ ImageOrientationPatient: axial }],
          '(0028,9110) SQ': [{ PixelSpacing: [0.5, 0.7], SliceThickness: 3 }],
        },
      ),
    );
    expect(image.frameFacts(0)).toBe(image.facts);
    expect(image.facts.header).toMatchObject({ plane: { positionMm: { z: 10 } } });
    expect(image.frameFacts(1).header).toMatchObject({
      plane: { positionMm: { x: 1, y: 2, z: 20 }, columnDirection: { x: 0, y: 1, z: 0 } },
      pixelSpacingMm: { betweenRowsMm: 0.5, betweenColumnsMm: 0.7 },
      sliceThicknessMm: 3,
    });
    expect(image.frameFacts(2).header).toMatchObject({
      plane: { positionMm: { z: 30 }, rowDirection: { y: 1 }, columnDirection: { z: -1 } },
      pixelSpacingMm: { betweenRowsMm: 2, betweenColumnsMm: 3 },
      sliceThicknessMm: 7,
    });
  });

  it('the windows, the function and the unit of each frame', async () => {
    const image = await open(
      enhanced(
        [
          {},
          {
            '(0028,9132) SQ': [
              { WindowCenter: -600, WindowWidth: 1600, '(0028,1056) CS': 'SIGMOID' },
            ],
            '(0028,9145) SQ': [{ RescaleSlope: 1, RescaleIntercept: 0, RescaleType: 'MGML' }],
          },
        ],
        {
          '(0028,9132) SQ': [{ WindowCenter: 40, WindowWidth: 350 }],
          '(0028,9145) SQ': [{ RescaleSlope: 1, RescaleIntercept: -1024, RescaleType: 'HU' }],
        },
      ),
    );
    const first = {
      windows: [{ center: 40, width: 350, voiFunction: 'LINEAR' }],
      voiFunction: 'LINEAR',
      unit: { kind: 'unit', unit: 'HU', source: 'file' },
    };
    expect(image.facts).toMatchObject(first);
    expect(image.frameFacts(1)).toMatchObject({
      windows: [{ center: -600, width: 1600, voiFunction: 'SIGMOID' }],
      voiFunction: 'SIGMOID',
      unit: { kind: 'unit', unit: 'mg/ml', source: 'file' },
    });
    // The third frame has no item of its own: what is shared holds for it.
    expect(image.frameFacts(2)).toMatchObject(first);
  });

  it('the place of the frames of a dose grid, by their offsets', async () => {
    const grid = (z: number, offsets: readonly number[]): Uint8Array =>
      write({
        ...threeFrames,
        ImagePositionPatient: [-5, -6, z],
        ImageOrientationPatient: axial,
        '(3004,000C) DS': offsets,
      });
    const zOf = async (bytes: Uint8Array): Promise<(number | undefined)[]> => {
      const image = await open(bytes);
      return [0, 1, 2].map((i) => image.frameFacts(i).header.plane?.positionMm.z);
    };
    expect(await zOf(grid(100, [0, -2.5, -5]))).toEqual([100, 97.5, 95]);
    expect(await zOf(grid(100, [100, 102.5, 105]))).toEqual([100, 102.5, 105]);
  });

  it('nothing about the place of a later frame where nothing is written', async () => {
    const image = await open(
      write({
        ...threeFrames,
        ImagePositionPatient: [-5, -6, 100],
        ImageOrientationPatient: axial,
        PixelSpacing: [0.5, 0.5],
      }),
    );
    expect(image.facts.header.plane?.positionMm.z).toBe(100);
    const { header } = image.frameFacts(1);
    expect(header.plane).toBeUndefined();
    expect(header.pixelSpacingMm).toEqual({ betweenRowsMm: 0.5, betweenColumnsMm: 0.5 });
  });

  it('nothing of a frame that is not there', async () => {
    const image = await open(write(threeFrames));
    expect(() => image.frameFacts(3)).toThrow(RangeError);
    expect(() => image.frameFacts(-1)).toThrow(RangeError);
  });
});
