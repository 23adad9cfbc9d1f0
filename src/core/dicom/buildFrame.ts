import type { ColourFrame, Frame, GreyFrame, StoredValues } from '../pixels/Frame';
import { paletteToRgb } from '../pixels/paletteToRgb';
import { ybrToRgb } from '../pixels/ybrToRgb';
import type { Result } from '../result';
import { err, ok } from '../result';
import type { DataSetView } from './DataSetView';
import type { DicomError } from './DicomError';
import { isInverted, readModalityLut, readPadding, readRescale } from './greyTransform';
import type { PixelLayout, SampleFormat } from './PixelLayout';
import { readPalette } from './readPalette';

/**
 * The frame of samples that were decoded from wherever: rows * columns values, or three of them a pixel side by side.
 * Errors: `unsupported-pixel-format`.
 */
export function buildFrame(
  view: DataSetView,
  layout: PixelLayout,
  frameIndex: number,
  samples: StoredValues,
): Result<Frame, DicomError> {
  if (layout.samplesPerPixel === 3) return colourFrame(layout, samples);
  if (layout.photometric === 'PALETTE COLOR') return paletteFrame(view, layout, samples);
  return ok(greyFrame(view, layout, frameIndex, samples));
}

function greyFrame(
  view: DataSetView,
  layout: PixelLayout,
  frameIndex: number,
  values: StoredValues,
): GreyFrame {
  const { rows, columns, sample } = layout;
  const isSigned = sample.kind === 'integer' && sample.isSigned;
  const modalityLut = readModalityLut(view, isSigned);
  return {
    kind: 'grey',
    rows,
    columns,
    values,
    rescale: modalityLut ? { slope: 1, intercept: 0 } : readRescale(view, frameIndex),
    modalityLut,
    padding: readPadding(view, layout),
    inverted: isInverted(view, layout.photometric),
  };
}

function paletteFrame(
  view: DataSetView,
  layout: PixelLayout,
  values: StoredValues,
): Result<ColourFrame, DicomError> {
  const { rows, columns, sample } = layout;
  const palette = readPalette(view, sample.kind === 'integer' && sample.isSigned);
  if (!palette) {
    const detail = 'PALETTE COLOR without its palettes';
    return err({ code: 'unsupported-pixel-format', detail });
  }
  return ok({ kind: 'colour', rows, columns, rgb: paletteToRgb(values, palette) });
}

function colourFrame(layout: PixelLayout, samples: StoredValues): Result<ColourFrame, DicomError> {
  const { rows, columns, photometric } = layout;
  const rgb = eightBits(samples, layout.sample);
  if (photometric.startsWith('YBR_FULL')) ybrToRgb(rgb);
  else if (photometric !== 'RGB') {
    return err({ code: 'unsupported-pixel-format', detail: `${photometric} without compression` });
  }
  return ok({ kind: 'colour', rows, columns, rgb });
}

/** Colour samples scaled from Bits Stored to 8 bits; the array may be the one given. */
function eightBits(samples: StoredValues, sample: SampleFormat): Uint8Array {
  if (sample.kind === 'float') return Uint8Array.from(samples);
  if (samples instanceof Uint8Array && sample.bitsStored === 8) return samples;
  const scale = 255 / (2 ** sample.bitsStored - 1);
  return Uint8Array.from(samples, (value) => Math.max(0, Math.round(value * scale)));
}
