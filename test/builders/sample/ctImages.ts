import { writeDicom } from '../dicomWriter';
import { ctElements, storedFormatOf } from './ctHeaders';
import type { StoredFormat } from './ctHeaders';
import type { NoiseTile, Picture } from './phantom/kernels';
import { blurred, addNoise, noiseTile, sharpened } from './phantom/kernels';
import type { ContrastPhase } from './phantom/materials';
import { huTable } from './phantom/materials';
import type { PixelGrid } from './phantom/Raster';
import { Raster } from './phantom/Raster';
import type { LungGradient, MaskBounds } from './phantom/sampling';
import { lesionBounds, sampled } from './phantom/sampling';
import { Thorax } from './phantom/Thorax';
import type { CtSeriesPlan, Kernel, PatientPlan, SampleSize } from './samplePatients';

/** Standard deviation of the noise of each kernel, HU. */
export const noiseHu: Readonly<Record<Kernel, number>> = { soft: 12, lung: 45 };

/** How uneven lung and spongy bone are in themselves (standard deviation, HU). */
const lungGrainHu = 14;
const marrowGrainHu = 60;

/** The pixels of a patient's CT. */
export function ctGrid(patient: PatientPlan, size: SampleSize): PixelGrid {
  const spacingMm = (patient.spacingMm * 512) / size.matrix;
  const half = ((size.matrix - 1) / 2) * spacingMm;
  return {
    columns: size.matrix,
    rows: size.matrix,
    spacingMm,
    originXMm: patient.middleMm[0] - half,
    originYMm: patient.middleMm[1] - half,
    samples: 3,
  };
}

/** Patient z of a slice, counted from 0; slice 0 is the highest. */
export function sliceZMm(patient: PatientPlan, slice: number): number {
  return patient.firstZMm - slice * patient.sliceSpacingMm;
}

/** HU of lung at the front (-860) and the back (-780), and of the vessels in it. */
export function lungGradient(patient: PatientPlan, phase: ContrastPhase): LungGradient {
  const middleY = patient.thorax.build.originMm[1];
  const vessel = huTable(phase)[9] ?? 45;
  return { frontYMm: middleY - 92, backYMm: middleY + 92, front: -860, back: -780, vessel };
}

interface Grain {
  readonly lung: NoiseTile;
  readonly marrow: NoiseTile;
  readonly noise: Readonly<Record<Kernel, NoiseTile>>;
}

let grain: Grain | undefined;

/** Made once a process: every picture cuts its own window out of the same tiles. */
function grains(): Grain {
  grain ??= {
    lung: noiseTile('lung grain', 2.2),
    marrow: noiseTile('marrow grain', 1),
    noise: { soft: noiseTile('soft noise', 1), lung: noiseTile('lung noise', 0.55, 1.3) },
  };
  return grain;
}

/** Paints the slices of one patient's CT. */
export class CtScanner {
  readonly grid: PixelGrid;
  private readonly raster: Raster;
  private readonly thorax: Thorax;

  constructor(
    readonly patient: PatientPlan,
    size: SampleSize,
  ) {
    this.grid = ctGrid(patient, size);
    this.raster = new Raster(this.grid);
    this.thorax = new Thorax({
      ...patient.thorax,
      ...(size.vesselEnds === undefined ? {} : { vesselEnds: size.vesselEnds }),
    });
  }

  /** Paints a slice; what the other methods return is of the slice painted last. Returns the lesions in it. */
  paint(slice: number): readonly MaskBounds[] {
    this.thorax.paint(this.raster, sliceZMm(this.patient, slice), this.patient.sliceSpacingMm);
    return lesionBounds(this.raster);
  }

  /** The materials painted last. */
  get materials(): Raster {
    return this.raster;
  }

  /** HU of the object itself: the mean of 3 x 3 samples, with the grain of lung and spongy bone but without noise. */
  objectHu(slice: number, phase: ContrastPhase): Picture {
    const { columns, rows } = this.grid;
    const { values, lungSamples, marrowSamples } = sampled(
      this.raster,
      huTable(phase),
      lungGradient(this.patient, phase),
    );
    const picture: Picture = { columns, rows, values };
    const seed = `${this.patient.id}/${slice}`;
    addNoise(picture, grains().lung, `${seed}/lung`, lungGrainHu / 9, lungSamples);
    addNoise(picture, grains().marrow, `${seed}/marrow`, marrowGrainHu / 9, marrowSamples);
    return picture;
  }
}

/** HU as a kernel shows the object: soft is a little blurred, lung overshoots at edges; each with its own noise. */
export function reconstructed(object: Picture, kernel: Kernel, seed: string): Picture {
  const picture = kernel === 'soft' ? blurred(object, 0.75) : sharpened(object, 1.2, 0.8);
  addNoise(picture, grains().noise[kernel], seed, noiseHu[kernel]);
  return picture;
}

/** Stored values for an intercept of -1024: 12 bits unsigned or 16 signed, padding outside the round field. */
export function storedPixels(picture: Picture, format: StoredFormat): Uint16Array | Int16Array {
  const { columns, rows, values } = picture;
  const stored = format.signed ? new Int16Array(columns * rows) : new Uint16Array(columns * rows);
  stored.fill(format.padding ?? 0);
  const middle = (columns - 1) / 2;
  for (let row = 0; row < rows; row++) {
    const reach = Math.floor(Math.sqrt((columns / 2) ** 2 - (row - middle) ** 2) - 0.5);
    const end = row * columns + Math.floor(middle) + 1 + reach;
    for (let index = row * columns + Math.ceil(middle) - 1 - reach; index <= end; index++) {
      stored[index] = Math.min(4095, Math.max(0, Math.round((values[index] ?? 0) + 1024)));
    }
  }
  return stored;
}

/** The bytes of one CT image of the slice painted last. */
export function ctFile(
  scanner: CtScanner,
  series: CtSeriesPlan,
  slice: number,
  image: { readonly instance: number; readonly phase: number; readonly object: Picture },
): Uint8Array {
  const { patient, grid } = scanner;
  const seed = `${patient.id}/${series.key}/${image.instance}`;
  const format = storedFormatOf(series.style);
  return writeDicom({
    transferSyntaxUid: series.transferSyntaxUid,
    elements: {
      ...ctElements({
        patient,
        series,
        instance: image.instance,
        phase: image.phase,
        positionMm: [grid.originXMm, grid.originYMm, sliceZMm(patient, slice)],
        spacingMm: grid.spacingMm,
        matrix: grid.columns,
      }),
      PixelData: storedPixels(reconstructed(image.object, series.kernel, seed), format),
    },
  });
}
