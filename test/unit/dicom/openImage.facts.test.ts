import { describe, expect, it } from 'vitest';
import { petSlice, secondaryCapture } from '../../builders/dicomSlice';
import type { ElementsLiteral } from '../../builders/elements';
import { factsOf, write } from './opened';

describe('openImage tells', () => {
  const pixels = { PixelData: new Uint16Array(4) };

  it('the windows of the file, equal ones once, useless ones not', async () => {
    const facts = await factsOf(
      write({
        ...pixels,
        SpecificCharacterSet: 'ISO_IR 192',
        WindowCenter: '60\\60\\-600\\40\\1',
        WindowWidth: '350\\350\\1600\\0\\x',
        '(0028,1055) LO': Buffer.from('Médiastin\\again\\Lung', 'utf8'),
      }),
    );
    expect(facts.voiFunction).toBe('LINEAR');
    expect(facts.windows).toEqual([
      { center: 60, width: 350, voiFunction: 'LINEAR', explanation: 'Médiastin' },
      { center: -600, width: 1600, voiFunction: 'LINEAR', explanation: 'Lung' },
    ]);
  });

  it.each(['SIGMOID', 'LINEAR_EXACT'])('the function of the windows: %s', async (voiFunction) => {
    const facts = await factsOf(
      write({ ...pixels, WindowCenter: 0, WindowWidth: 0.5, '(0028,1056) CS': voiFunction }),
    );
    expect(facts).toMatchObject({ voiFunction, windows: [{ width: 0.5, voiFunction }] });
  });

  const original = ['ORIGINAL', 'PRIMARY', 'AXIAL'];
  const rescale = { RescaleSlope: 1, RescaleIntercept: -1024 };
  const hounsfield = { kind: 'unit', unit: 'HU' };

  it.each<[string, ElementsLiteral, object]>([
    ['Rescale Type', { ...rescale, RescaleType: 'HU' }, { ...hounsfield, source: 'file' }],
    ['original CT', { ...rescale, ImageType: original }, { ...hounsfield, source: 'standard' }],
    [
      'a localizer',
      { ...rescale, ImageType: ['ORIGINAL', 'PRIMARY', 'LOCALIZER'] },
      { ...hounsfield, source: 'assumed', why: 'no Rescale Type, a localizer' },
    ],
    [
      'derived CT',
      { ...rescale, ImageType: ['DERIVED', 'PRIMARY', 'AXIAL'] },
      { ...hounsfield, source: 'assumed', why: 'no Rescale Type, Image Type is DERIVED' },
    ],
    [
      'CT without a rescale',
      { ImageType: original },
      { ...hounsfield, source: 'assumed', why: 'no Rescale Slope' },
    ],
    ['MR', { Modality: 'MR' }, { kind: 'none', why: 'no Rescale Type' }],
    [
      'a dose grid',
      { Modality: 'RTDOSE', '(3004,0002) CS': 'GY' },
      { kind: 'unit', unit: 'Gy', source: 'file' },
    ],
  ])('the unit of %s', async (_what, elements, unit) => {
    expect((await factsOf(write({ ...pixels, ...elements }))).unit).toEqual(unit);
  });

  it('PET units as they are written, and no unit for captures, whatever Modality says', async () => {
    expect((await factsOf(petSlice().bytes)).unit).toMatchObject({ unit: 'Bq/ml', source: 'file' });
    const capture = await factsOf(secondaryCapture().bytes);
    expect(capture).toMatchObject({ isCapture: true, unit: { kind: 'none' } });
  });

  it('the patient name in the character set of the file', async () => {
    const facts = await factsOf(
      write({
        ...pixels,
        SpecificCharacterSet: ['', 'ISO 2022 IR 87'],
        PatientName: Buffer.from('Yamada^Tarou=\x1b$B;3ED\x1b(B^\x1b$BB@O:\x1b(B', 'latin1'),
      }),
    );
    expect(facts.patientName).toBe('Yamada^Tarou=山田^太郎');
  });
});
