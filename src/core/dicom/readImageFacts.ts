import { valueUnit } from '../pixels/valueUnit';
import type { DataSetView } from './DataSetView';
import { frameHeader } from './framePlacement';
import { functionalGroup } from './functionalGroups';
import { hasRescale, rescaleHolder } from './greyTransform';
import type { ImageFacts, ValueUnit } from './ImageFacts';
import type { InstanceHeader } from './InstanceHeader';
import type { PixelLayout } from './PixelLayout';
import { isCaptureClass } from './sopClasses';
import { readStoredWindows, readVoiFunction } from './storedWindows';

/**
 * The facts of one frame of an image, from 0. `header` is the file's; `layout` is undefined when the pixels cannot be
 * read, the rest is then still told.
 */
export function readImageFacts(
  view: DataSetView,
  header: InstanceHeader,
  layout: PixelLayout | undefined,
  frameIndex = 0,
): ImageFacts {
  const isFloat = layout?.sample.kind === 'float';
  return {
    header: frameHeader(view, header, frameIndex),
    patientName: view.text(0x00100010),
    windows: readStoredWindows(view, frameIndex, isFloat),
    voiFunction: readVoiFunction(view, frameIndex),
    unit: unitOf(view, header, frameIndex),
    rows: layout?.rows ?? header.rows ?? 0,
    columns: layout?.columns ?? header.columns ?? 0,
    numberOfFrames: Math.max(1, header.numberOfFrames ?? 1),
    isCapture: isCaptureClass(header.sopClassUid),
    patientPosition: view.string(0x00185100),
    laterality: lateralityOf(view, frameIndex),
    bodyPart: view.string(0x00180015),
    tubeVoltageKv: view.decimal(0x00180060),
  };
}

/** Frame Laterality (PS3.3 C.7.6.16.2.8), Image Laterality, Laterality. */
function lateralityOf(view: DataSetView, frameIndex: number): string {
  const frame = functionalGroup(view, 0x00209071, frameIndex)?.string(0x00209072);
  return frame || view.string(0x00200062) || view.string(0x00200060);
}

function unitOf(view: DataSetView, header: InstanceHeader, frameIndex: number): ValueUnit {
  const photometric = header.photometricInterpretation;
  const modalityLutType = view.item(0x00283000, 0)?.string(0x00283004) ?? '';
  return valueUnit({
    modality: header.modality,
    isCapture: isCaptureClass(header.sopClassUid),
    isColour: (header.samplesPerPixel ?? 1) > 1 || photometric === 'PALETTE COLOR',
    imageType: header.imageType,
    rescaleType: rescaleHolder(view, frameIndex).string(0x00281054) || modalityLutType,
    hasRescale: hasRescale(view, frameIndex),
    petUnits: view.string(0x00541001),
    doseUnits: view.string(0x30040002),
  });
}
