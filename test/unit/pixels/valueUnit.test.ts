import { describe, expect, it } from 'vitest';
import type { UnitEvidence } from '../../../src/core/pixels/valueUnit';
import { valueUnit } from '../../../src/core/pixels/valueUnit';

const ct: UnitEvidence = {
  modality: 'CT',
  isCapture: false,
  isColour: false,
  imageType: 'ORIGINAL\\PRIMARY\\AXIAL',
  rescaleType: '',
  hasRescale: true,
  petUnits: '',
  doseUnits: '',
};

describe('valueUnit', () => {
  it.each<[string, Partial<UnitEvidence>, string]>([
    ['original CT', {}, 'HU standard'],
    ['CT that names its unit', { rescaleType: 'HU', imageType: '' }, 'HU file'],
    ['CT of effective Z', { rescaleType: 'Z_EFF' }, 'effective Z file'],
    ['CT whose Rescale Type is unspecified', { rescaleType: 'US' }, 'HU assumed'],
    ['CT with a two-valued Image Type', { imageType: 'ORIGINAL\\PRIMARY' }, 'HU standard'],
    ['CT without Image Type', { imageType: '' }, 'HU assumed'],
    ['derived CT', { imageType: 'DERIVED\\SECONDARY' }, 'HU assumed'],
    ['a localizer', { imageType: 'ORIGINAL\\PRIMARY\\LOCALIZER' }, 'HU assumed'],
    ['CT without a rescale', { hasRescale: false }, 'HU assumed'],
    ['PET in Bq/ml', { modality: 'PT', petUnits: 'BQML' }, 'Bq/ml file'],
    ['PET in g/ml', { modality: 'PT', petUnits: 'GML' }, 'g/ml file'],
    ['PET in a unit of its own', { modality: 'PT', petUnits: 'XY' }, 'XY file'],
    ['PET without units', { modality: 'PT' }, 'none'],
    ['PET without a unit', { modality: 'PT', petUnits: 'NONE' }, 'none'],
    ['MR', { modality: 'MR' }, 'none'],
    ['MR with a unit', { modality: 'MR', rescaleType: 'MGML' }, 'mg/ml file'],
    ['a dose grid', { modality: 'RTDOSE', doseUnits: 'GY' }, 'Gy file'],
    ['a capture that says CT and HU', { isCapture: true, rescaleType: 'HU' }, 'none'],
    ['colours', { isColour: true }, 'none'],
  ])('of %s', (_what, evidence, expected) => {
    const unit = valueUnit({ ...ct, ...evidence });
    expect(unit.kind === 'none' ? 'none' : `${unit.unit} ${unit.source}`).toBe(expected);
  });
});
