/** Where the pixels of a picture lie: centre of the first pixel and the spacing, in patient mm, and samples a pixel. */
export interface PixelGrid {
  readonly columns: number;
  readonly rows: number;
  readonly spacingMm: number;
  readonly originXMm: number;
  readonly originYMm: number;
  /** Samples per pixel along each axis; 3 means 3 x 3. */
  readonly samples: number;
}

/** A flat list of corners in patient mm: x0, y0, x1, y1 ... */
export type Polygon = Float64Array;

/** One piece of a vessel: a cone with round ends, in patient mm. */
export interface Capsule {
  readonly from: readonly [number, number, number];
  readonly to: readonly [number, number, number];
  readonly fromRadius: number;
  readonly toRadius: number;
}

/** One for each material that a fill may replace; undefined replaces all. */
export type Replaceable = Uint8Array | undefined;

/** A fill that replaces these materials only. */
export function only(...replaced: readonly number[]): Uint8Array {
  const mask = new Uint8Array(256);
  for (const material of replaced) mask[material] = 1;
  return mask;
}

const mostCrossings = 64;

/**
 * A slice as samples: one material each, painted in the order of the calls, and for the lungs' vessels which of a few
 * thin layers of the slice each sample is met in.
 */
export class Raster {
  readonly width: number;
  readonly height: number;
  readonly material: Uint8Array;
  /** One bit a layer of the slice thickness. */
  readonly vesselLayers: Uint8Array;
  private readonly crossings: Float64Array;
  private readonly crossingCounts: Uint8Array;

  constructor(readonly grid: PixelGrid) {
    this.width = grid.columns * grid.samples;
    this.height = grid.rows * grid.samples;
    this.material = new Uint8Array(this.width * this.height);
    this.vesselLayers = new Uint8Array(this.width * this.height);
    this.crossings = new Float64Array(this.height * mostCrossings);
    this.crossingCounts = new Uint8Array(this.height);
  }

  /** Makes everything air again, so that one raster serves many slices. */
  clear(): void {
    this.material.fill(0);
    this.vesselLayers.fill(0);
  }

  /** Sample coordinate of a patient x; whole numbers are the centres of samples. */
  sampleX(xMm: number): number {
    return ((xMm - this.grid.originXMm) / this.grid.spacingMm + 0.5) * this.grid.samples - 0.5;
  }

  /** Sample coordinate of a patient y. */
  sampleY(yMm: number): number {
    return ((yMm - this.grid.originYMm) / this.grid.spacingMm + 0.5) * this.grid.samples - 0.5;
  }

  /** Paints a polygon (even-odd rule) over the materials that may be replaced. */
  fillPolygon(polygon: Polygon, material: number, over?: Replaceable): void {
    const [first, last] = this.collectCrossings(polygon);
    for (let row = first; row <= last; row++) {
      const count = this.crossingCounts[row] ?? 0;
      if (count > 1) this.fillRow(row, count, material, over);
      this.crossingCounts[row] = 0;
    }
  }

  private collectCrossings(polygon: Polygon): [number, number] {
    let first = this.height;
    let last = -1;
    const corners = polygon.length;
    let fromX = this.sampleX(polygon[corners - 2] ?? 0);
    let fromY = this.sampleY(polygon[corners - 1] ?? 0);
    for (let corner = 0; corner < corners; corner += 2) {
      const toX = this.sampleX(polygon[corner] ?? 0);
      const toY = this.sampleY(polygon[corner + 1] ?? 0);
      const low = Math.max(0, Math.ceil(Math.min(fromY, toY)));
      const high = Math.min(this.height - 1, Math.ceil(Math.max(fromY, toY)) - 1);
      const slope = (toX - fromX) / (toY - fromY);
      for (let row = low; row <= high; row++) this.addCrossing(row, fromX + (row - fromY) * slope);
      if (low <= high) {
        first = Math.min(first, low);
        last = Math.max(last, high);
      }
      fromX = toX;
      fromY = toY;
    }
    return [first, last];
  }

  /** Keeps the crossings of a row in order, for there are few. */
  private addCrossing(row: number, x: number): void {
    const start = row * mostCrossings;
    const count = this.crossingCounts[row] ?? 0;
    if (count === mostCrossings) return;
    let place = start + count;
    while (place > start && (this.crossings[place - 1] ?? 0) > x) {
      this.crossings[place] = this.crossings[place - 1] ?? 0;
      place--;
    }
    this.crossings[place] = x;
    this.crossingCounts[row] = count + 1;
  }

  private fillRow(row: number, count: number, material: number, over: Replaceable): void {
    const start = row * mostCrossings;
    for (let index = 0; index + 1 < count; index += 2) {
      const from = Math.max(0, Math.ceil(this.crossings[start + index] ?? 0));
      const to = Math.min(this.width, Math.ceil(this.crossings[start + index + 1] ?? 0));
      if (from < to) this.fillSpan(row * this.width + from, row * this.width + to, material, over);
    }
  }

  private fillSpan(from: number, to: number, material: number, over: Replaceable): void {
    if (over === undefined) {
      this.material.fill(material, from, to);
      return;
    }
    for (let index = from; index < to; index++) {
      if (over[this.material[index] ?? 0] === 1) this.material[index] = material;
    }
  }

  /** Paints where a capsule meets the plane z, over the materials that may be replaced. */
  fillCapsule(capsule: Capsule, zMm: number, material: number, over?: Replaceable): void {
    this.forEachSample(capsule, zMm, (index) => {
      if (over === undefined || over[this.material[index] ?? 0] === 1)
        this.material[index] = material;
    });
  }

  /** Marks where a capsule meets the plane z as vessel in one layer of the slice. */
  markVessel(capsule: Capsule, zMm: number, layer: number): void {
    const bit = 1 << layer;
    this.forEachSample(capsule, zMm, (index) => {
      this.vesselLayers[index] = (this.vesselLayers[index] ?? 0) | bit;
    });
  }

  private forEachSample(capsule: Capsule, zMm: number, visit: (index: number) => void): void {
    const near = partNear(capsule, zMm);
    if (near === undefined) return;
    const { from, to, fromRadius, toRadius } = capsule;
    const left = Math.max(0, Math.ceil(this.sampleX(near.lowX)));
    const right = Math.min(this.width - 1, Math.floor(this.sampleX(near.highX)));
    const top = Math.max(0, Math.ceil(this.sampleY(near.lowY)));
    const bottom = Math.min(this.height - 1, Math.floor(this.sampleY(near.highY)));
    const axisX = to[0] - from[0];
    const axisY = to[1] - from[1];
    const axisZ = to[2] - from[2];
    const lengthSquared = axisX * axisX + axisY * axisY + axisZ * axisZ || 1e-9;
    const z = zMm - from[2];
    for (let row = top; row <= bottom; row++) {
      const y = this.millimetresY(row) - from[1];
      for (let column = left; column <= right; column++) {
        const x = this.millimetresX(column) - from[0];
        const along = (x * axisX + y * axisY + z * axisZ) / lengthSquared;
        const t = along < 0 ? 0 : along > 1 ? 1 : along;
        const radius = fromRadius + (toRadius - fromRadius) * t;
        const dx = x - axisX * t;
        const dy = y - axisY * t;
        const dz = z - axisZ * t;
        if (dx * dx + dy * dy + dz * dz <= radius * radius) visit(row * this.width + column);
      }
    }
  }

  private millimetresX(column: number): number {
    const { samples, spacingMm, originXMm } = this.grid;
    return ((column + 0.5) / samples - 0.5) * spacingMm + originXMm;
  }

  /** Patient y of a row of samples. */
  millimetresY(row: number): number {
    const { samples, spacingMm, originYMm } = this.grid;
    return ((row + 0.5) / samples - 0.5) * spacingMm + originYMm;
  }
}

interface Extent {
  readonly lowX: number;
  readonly highX: number;
  readonly lowY: number;
  readonly highY: number;
}

/** Bounds of the part of a capsule that can meet the plane z: a long oblique vessel meets it in a short piece. */
function partNear(capsule: Capsule, zMm: number): Extent | undefined {
  const { from, to } = capsule;
  const reach = Math.max(capsule.fromRadius, capsule.toRadius);
  if (zMm < Math.min(from[2], to[2]) - reach || zMm > Math.max(from[2], to[2]) + reach)
    return undefined;
  const axisZ = to[2] - from[2];
  const steep = Math.abs(axisZ) > 1e-6;
  const one = steep ? clamp01((zMm - reach - from[2]) / axisZ) : 0;
  const other = steep ? clamp01((zMm + reach - from[2]) / axisZ) : 1;
  const xs = [one, other].map((t) => from[0] + (to[0] - from[0]) * t);
  const ys = [one, other].map((t) => from[1] + (to[1] - from[1]) * t);
  return {
    lowX: Math.min(...xs) - reach,
    highX: Math.max(...xs) + reach,
    lowY: Math.min(...ys) - reach,
    highY: Math.max(...ys) + reach,
  };
}

function clamp01(value: number): number {
  return Math.min(1, Math.max(0, value));
}
