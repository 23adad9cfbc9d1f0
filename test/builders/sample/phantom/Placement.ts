import type { Point } from './contour';
import { seededRandom } from './random';
import type { Capsule, Polygon } from './Raster';

/** How one patient differs from the plate: size, a slight turn on the table, where the carina lies in the scanner. */
export interface Build {
  readonly seed: string;
  /** Factors on the plate's width and depth. */
  readonly width: number;
  readonly depth: number;
  readonly turnDegrees: number;
  /** Patient position of the plate's origin. */
  readonly originMm: readonly [number, number, number];
}

/**
 * Carries the plate into the patient coordinate system, with a slow irregular shift, for nobody is symmetrical.
 * Heights are only moved, so that a plane of the plate is a plane of the scan.
 */
export class Placement {
  private readonly cosine: number;
  private readonly sine: number;
  private readonly phases: readonly number[];

  constructor(readonly build: Build) {
    const turn = (build.turnDegrees * Math.PI) / 180;
    this.cosine = Math.cos(turn);
    this.sine = Math.sin(turn);
    const random = seededRandom(`${build.seed}/placement`);
    this.phases = Array.from({ length: 6 }, () => random() * 2 * Math.PI);
  }

  /** Patient z of a height of the plate. */
  zMm(z: number): number {
    return z + this.build.originMm[2];
  }

  /** Height on the plate of a patient z. */
  plateZ(zMm: number): number {
    return zMm - this.build.originMm[2];
  }

  /** Patient position of a point of the plate. */
  place(x: number, y: number, z: number): readonly [number, number, number] {
    const [a = 0, b = 0, c = 0, d = 0] = this.phases;
    const shiftedX = x + 3 * Math.sin(0.021 * y + 0.011 * z + a) + 1.5 * Math.sin(0.05 * x + b);
    const shiftedY = y + 2.5 * Math.sin(0.019 * x + 0.009 * z + c) + 1.2 * Math.sin(0.045 * y + d);
    const wide = shiftedX * this.build.width;
    const deep = shiftedY * this.build.depth;
    const [originX, originY] = this.build.originMm;
    return [
      originX + wide * this.cosine - deep * this.sine,
      originY + wide * this.sine + deep * this.cosine,
      this.zMm(z),
    ];
  }

  /** An outline of the plate at a height, in patient mm. */
  polygon(points: readonly Point[], z: number): Polygon {
    const placed = new Float64Array(points.length * 2);
    points.forEach(([x, y], index) => {
      const [placedX, placedY] = this.place(x, y, z);
      placed[2 * index] = placedX;
      placed[2 * index + 1] = placedY;
    });
    return placed;
  }

  /** A capsule of the plate in patient mm. */
  capsule(capsule: Capsule): Capsule {
    return {
      ...capsule,
      from: this.place(...capsule.from),
      to: this.place(...capsule.to),
    };
  }
}
