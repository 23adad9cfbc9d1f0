import { valueUnit } from '../pixels/valueUnit';
import type { DataSetView } from './DataSetView';
import { hasRescale, rescaleHolder } from './greyTransform';
import type { ImageFacts, ValueUnit } from './ImageFacts';
import type { InstanceHeader } from './InstanceHeader';
import type { PixelLayout } from './PixelLayout';
import { isCaptureClass } from './sopClasses';
import { readStoredWindows, readVoiFunction } from './storedWindows';

const FIRST_FRAME = 0;

/**
 * The facts of an image, of its first frame where frames may differ. `layout` is undefined when the pixels cannot be
 * read; the rest is then still told.
 */
export function readImageFacts(
  view: DataSetView,
  header: InstanceHeader,
  layout: PixelLayout | undefined,
): ImageFacts {
  const isFloat = layout?.sample.kind === 'float';
  return {
    header,
    patientName: view.text(0x00100010),
    windows: readStoredWindows(view, FIRST_FRAME, isFloat),
    voiFunction: readVoiFunction(view, FIRST_FRAME),
    unit: unitOf(view, header),
    rows: layout?.rows ?? header.rows ?? 0,
    columns: layout?.columns ?? header.columns ?? 0,
    numberOfFrames: layout?.numberOfFrames ?? header.numberOfFrames ?? 1,
    isCapture: isCaptureClass(header.sopClassUid),
    patientPosition: view.string(0x00185100),
    laterality: view.string(0x00200062) || view.string(0x00209072) || view.string(0x00200060),
    bodyPart: view.string(0x00180015),
    tubeVoltageKv: view.decimal(0x00180060),
  };
}

function unitOf(view: DataSetView, header: InstanceHeader): ValueUnit {
  const photometric = header.photometricInterpretation;
  const modalityLutType = view.item(0x00283000, 0)?.string(0x00283004) ?? '';
  return valueUnit({
    modality: header.modality,
    isCapture: isCaptureClass(header.sopClassUid),
    isColour: (header.samplesPerPixel ?? 1) > 1 || photometric === 'PALETTE COLOR',
    imageType: header.imageType,
    rescaleType: rescaleHolder(view, FIRST_FRAME).string(0x00281054) || modalityLutType,
    hasRescale: hasRescale(view, FIRST_FRAME),
    petUnits: view.string(0x00541001),
    doseUnits: view.string(0x30040002),
  });
}
