import { describe, expect, it } from 'vitest';
import {
  isAxial,
  planeNormal,
  shownPosition,
  tiltDegrees,
} from '../../../src/core/geometry/imagePlane';
import { orientationLetters } from '../../../src/core/geometry/orientationLetters';
import type { ImagePlane } from '../../../src/core/geometry/spaces';
import { patientVector } from '../../../src/core/geometry/spaces';

function plane(
  orientation: readonly [number, number, number, number, number, number],
  position: readonly [number, number, number] = [0, 0, 0],
): ImagePlane {
  const [a, b, c, d, e, f] = orientation;
  return {
    positionMm: patientVector(...position),
    rowDirection: patientVector(a, b, c),
    columnDirection: patientVector(d, e, f),
  };
}

const degrees = (angle: number) => (angle * Math.PI) / 180;
const tilted = (angle: number, position?: readonly [number, number, number]) =>
  plane([1, 0, 0, 0, Math.cos(degrees(angle)), Math.sin(degrees(angle))], position);

describe('a plane', () => {
  it('has rows x columns as its normal', () => {
    expect(planeNormal(plane([1, 0, 0, 0, 1, 0]))).toEqual(patientVector(0, 0, 1));
    expect(planeNormal(plane([0, 1, 0, 0, 0, -1]))).toEqual(patientVector(-1, 0, 0));
    expect(planeNormal(plane([1, 0, 0, 1, 0, 0]))).toBeUndefined();
    expect(planeNormal(plane([NaN, 0, 0, 0, 1, 0]))).toBeUndefined();
  });

  it('is axial within 1 degree, either way up', () => {
    expect(isAxial(tilted(0.9))).toBe(true);
    expect(isAxial(tilted(1.1))).toBe(false);
    expect(isAxial(plane([-1, 0, 0, 0, 1, 0]))).toBe(true);
    expect(isAxial(plane([1, 0, 0, 0, 0, -1]))).toBe(false);
  });

  it('shows z when axial, else the distance along its normal', () => {
    expect(shownPosition(tilted(0.9, [10, 20, -209]))).toEqual({ kind: 'z', mm: -209 });
    expect(shownPosition(plane([-1, 0, 0, 0, 1, 0], [0, 0, -209]))).toEqual({
      kind: 'z',
      mm: -209,
    });
    expect(shownPosition(plane([1, 0, 0, 0, 0, -1], [1, 7, 3]))).toEqual({
      kind: 'along-normal',
      mm: 7,
    });
    expect(shownPosition(plane([1, 0, 0, 2, 0, 0]))).toBeUndefined();
  });

  it('measures the tilt between its normal and the way of the couch', () => {
    const normal = planeNormal(tilted(16.5)) ?? patientVector(0, 0, 0);
    const at = (z: number) => patientVector(0, 0, z);
    expect(tiltDegrees(normal, at(0), at(10))).toBeCloseTo(16.5, 9);
    expect(tiltDegrees(normal, at(10), at(0))).toBeCloseTo(16.5, 9);
    expect(tiltDegrees(normal, at(1), at(1))).toBeUndefined();
  });
});

describe('orientation letters', () => {
  it.each([
    ['axial', [1, 0, 0, 0, 1, 0], 'R', 'L', 'A', 'P'],
    ['axial, prone', [-1, 0, 0, 0, -1, 0], 'L', 'R', 'P', 'A'],
    ['coronal', [1, 0, 0, 0, 0, -1], 'R', 'L', 'H', 'F'],
    ['sagittal', [0, 1, 0, 0, 0, -1], 'A', 'P', 'H', 'F'],
    [
      'axial, turned a little to the back',
      [0.9397, 0.342, 0, -0.342, 0.9397, 0],
      'RA',
      'LP',
      'AL',
      'PR',
    ],
  ] as const)('%s', (_, orientation, left, right, top, bottom) => {
    expect(orientationLetters(plane(orientation))).toEqual({ left, right, top, bottom });
  });

  it('name a second side beyond 1 degree only', () => {
    expect(orientationLetters(tilted(0.9)).bottom).toBe('P');
    expect(orientationLetters(tilted(-16.5))).toMatchObject({ bottom: 'PF', top: 'AH', left: 'R' });
  });

  it('name all three of a doubly oblique direction, the strongest first', () => {
    expect(orientationLetters(plane([0.8, 0.5, 0.33, 0, 0, 1])).right).toBe('LPH');
  });

  it('are empty where there is no direction', () => {
    expect(orientationLetters(plane([0, 0, 0, NaN, 0, 0]))).toEqual({
      left: '',
      right: '',
      top: '',
      bottom: '',
    });
  });
});
