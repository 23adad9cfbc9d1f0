import { paintAbdomen } from './abdomen';
import { paintRibs, paintShoulders, paintSpine, paintSternum } from './bones';
import { cageOutline, paintInnerWall, paintOuterWall } from './chestWall';
import { paintFissures, paintEffusion } from './pleura';
import type { Lesion, LesionShape } from './lesions';
import { makeLesion, paintLesion } from './lesions';
import type { LungTrees } from './lungVessels';
import { growLungTrees } from './lungVessels';
import { materials } from './materials';
import { paintMediastinalFat, paintMediastinum, paintNeckBase } from './mediastinum';
import { Painter } from './Painter';
import type { Build } from './Placement';
import { Placement } from './Placement';
import type { Capsule, Raster } from './Raster';
import { only } from './Raster';
import { paintTable } from './table';

/** One invented patient. */
export interface ThoraxOptions {
  readonly build: Build;
  /** 1 is slim; 2 has 10 mm more fat under the skin. */
  readonly fat: number;
  readonly lesions: readonly LesionShape[];
  readonly effusionMm: number;
  /** Ends of each lung's arteries; fewer make a faster, barer lung. */
  readonly vesselEnds?: number;
}

/** Thin layers into which a slice's thickness is cut for the vessels of the lungs. */
export const vesselLayers = 4;
const thickVesselMm = 2.2;

/** A phantom of a thorax that can be painted at any height. */
export class Thorax {
  readonly placement: Placement;
  private readonly lesions: readonly Lesion[];
  private readonly vessels: readonly Capsule[];
  private readonly bronchi: readonly Capsule[];

  constructor(private readonly options: ThoraxOptions) {
    const { build } = options;
    this.placement = new Placement(build);
    this.lesions = options.lesions.map((shape, index) =>
      makeLesion(shape, `${build.seed}/lesion/${index}`),
    );
    const trees: LungTrees = growLungTrees(build.seed, options.vesselEnds);
    this.vessels = trees.vessels.map((capsule) => this.placement.capsule(capsule));
    this.bronchi = trees.bronchi.map((capsule) => this.placement.capsule(capsule));
  }

  /** Paints the slice whose middle lies at a patient z; vessels are gathered over its thickness. */
  paint(raster: Raster, zMm: number, thicknessMm: number): void {
    raster.clear();
    const painter = new Painter(raster, this.placement, this.placement.plateZ(zMm));
    paintTable(painter, this.options.fat);
    paintOuterWall(painter, this.options.fat);
    paintNeckBase(painter);
    paintInnerWall(painter);
    paintRibs(painter);
    paintSternum(painter);
    paintShoulders(painter);
    painter.outline(cageOutline(painter.z, 0.4), materials.lung);
    paintEffusion(painter, this.options.effusionMm);
    paintAbdomen(painter);
    paintMediastinalFat(painter);
    paintSpine(painter);
    paintFissures(painter);
    paintMediastinum(painter);
    const slabMm = layerOffsets(thicknessMm);
    this.paintVessels(raster, zMm, slabMm);
    this.lesions.forEach((lesion, index) => paintLesion(painter, lesion, index, slabMm));
  }

  private paintVessels(raster: Raster, zMm: number, slabMm: readonly number[]): void {
    const inLung = only(materials.lung, materials.fissure);
    const nearHilum = only(materials.lung, materials.fissure, materials.mediastinalFat);
    slabMm.forEach((offset, layer) => {
      for (const vessel of this.vessels) raster.markVessel(vessel, zMm + offset, layer);
    });
    for (const bronchus of this.bronchi) {
      raster.fillCapsule(widened(bronchus, 0.45), zMm, materials.airwayWall, nearHilum);
    }
    const wallOrLung = only(materials.lung, materials.fissure, materials.airwayWall);
    for (const bronchus of this.bronchi)
      raster.fillCapsule(bronchus, zMm, materials.airway, wallOrLung);
    for (const vessel of this.vessels) {
      if (vessel.fromRadius > thickVesselMm)
        raster.fillCapsule(vessel, zMm, materials.pulmonaryBlood, inLung);
    }
  }
}

function widened(capsule: Capsule, wallMm: number): Capsule {
  return {
    ...capsule,
    fromRadius: capsule.fromRadius * 1.1 + wallMm,
    toRadius: capsule.toRadius * 1.1 + wallMm,
  };
}

/** How far above a slice's middle each of its layers lies. */
function layerOffsets(thicknessMm: number): readonly number[] {
  return Array.from(
    { length: vesselLayers },
    (_, layer) => ((layer + 0.5) / vesselLayers - 0.5) * thicknessMm,
  );
}
