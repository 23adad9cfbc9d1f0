import type { Point } from './contour';
import { ellipse } from './contour';
import type { Placement } from './Placement';
import type { Capsule, Raster, Replaceable } from './Raster';

/** -1 is the patient's right, which is on the left of the picture. */
export type Side = -1 | 1;

/** Both sides of the body. */
export const sides: readonly Side[] = [-1, 1];

/** A point of a tube: x, y, z, radius, mm. */
export type Joint = readonly [number, number, number, number];

/** Paints one height of the plate into a raster; all coordinates are the plate's, mm. */
export class Painter {
  constructor(
    readonly raster: Raster,
    readonly placement: Placement,
    /** Height on the plate. */
    readonly z: number,
  ) {}

  /** A closed outline. */
  outline(points: readonly Point[], material: number, over?: Replaceable): void {
    this.raster.fillPolygon(this.placement.polygon(points, this.z), material, over);
  }

  /** An ellipse, turned by radians. */
  ellipse(
    middle: Point,
    radii: Point,
    material: number,
    options: { readonly turn?: number; readonly over?: Replaceable } = {},
  ): void {
    const points = ellipse(middle[0], middle[1], radii[0], radii[1], options.turn ?? 0);
    this.outline(points, material, options.over);
  }

  /** Where an ellipsoid meets this height, if it does. */
  ellipsoid(
    middle: readonly [number, number, number],
    radii: readonly [number, number, number],
    material: number,
    options: { readonly turn?: number; readonly over?: Replaceable } = {},
  ): void {
    const share = 1 - ((this.z - middle[2]) / radii[2]) ** 2;
    if (share <= 0) return;
    const factor = Math.sqrt(share);
    this.ellipse([middle[0], middle[1]], [radii[0] * factor, radii[1] * factor], material, options);
  }

  /** A chain of capsules: x, y, z, radius of each joint. */
  tube(joints: readonly Joint[], material: number, over?: Replaceable): void {
    for (let index = 0; index + 1 < joints.length; index++) {
      const [from, to] = [joints[index], joints[index + 1]];
      if (from === undefined || to === undefined) continue;
      this.raster.fillCapsule(this.capsule(from, to), this.placement.zMm(this.z), material, over);
    }
  }

  /** A thin strand in the lung, met in one layer of the slice that lies `offsetMm` above its middle. */
  vessel(from: Joint, to: Joint, offsetMm: number, layer: number): void {
    this.raster.markVessel(this.capsule(from, to), this.placement.zMm(this.z) + offsetMm, layer);
  }

  private capsule(from: Joint, to: Joint): Capsule {
    return this.placement.capsule({
      from: [from[0], from[1], from[2]],
      to: [to[0], to[1], to[2]],
      fromRadius: from[3],
      toRadius: to[3],
    });
  }
}

/** The same points on the given side of the body. */
export function onSide(side: Side, points: readonly Point[]): readonly Point[] {
  return side === 1 ? points : points.map(([x, y]) => [-x, y]);
}
