import { MemoryByteSource } from '../../../src/core/bytes/MemoryByteSource';
import { openImage } from '../../../src/core/dicom/openImage';
import type { DicomImage, LoadedFrame, OpenFailure } from '../../../src/core/dicom/openImage';
import type { ImageFacts } from '../../../src/core/dicom/ImageFacts';
import type { ColourFrame, GreyFrame } from '../../../src/core/pixels/Frame';
import { writeDicom } from '../../builders/dicomWriter';
import type { DicomFileLiteral } from '../../builders/dicomWriter';
import type { ElementsLiteral } from '../../builders/elements';

/** A CT image of 2 x 2 pixels of 16 bits, without its pixel data. */
export const base: ElementsLiteral = {
  SOPClassUID: '1.2.840.10008.5.1.4.1.1.2',
  SOPInstanceUID: '1.2.3',
  Modality: 'CT',
  SamplesPerPixel: 1,
  PhotometricInterpretation: 'MONOCHROME2',
  Rows: 2,
  Columns: 2,
  BitsAllocated: 16,
  BitsStored: 16,
  HighBit: 15,
  PixelRepresentation: 0,
};

/** The bytes of `base` with other elements. */
export function write(elements: ElementsLiteral, form: Partial<DicomFileLiteral> = {}): Uint8Array {
  return writeDicom({ ...form, elements: { ...base, ...elements } });
}

/** Opens a file that must open. */
export async function open(bytes: Uint8Array): Promise<DicomImage> {
  const image = await openImage(new MemoryByteSource(bytes));
  if (!image.ok) throw new Error(JSON.stringify(image.error.error));
  return image.value;
}

/** Opens a file that must not open. */
export async function failureOf(bytes: Uint8Array): Promise<OpenFailure> {
  const image = await openImage(new MemoryByteSource(bytes));
  if (image.ok) throw new Error('opened');
  return image.error;
}

/** Loads a frame that must load. */
export async function load(bytes: Uint8Array, index = 0): Promise<LoadedFrame> {
  const frame = await (await open(bytes)).readFrame(index);
  if (!frame.ok) throw new Error(JSON.stringify(frame.error));
  return frame.value;
}

/** Loads a frame that must be grey. */
export async function greyOf(bytes: Uint8Array, index = 0): Promise<GreyFrame> {
  const { frame } = await load(bytes, index);
  if (frame.kind !== 'grey') throw new Error('colour');
  return frame;
}

/** Loads a frame that must be coloured. */
export async function colourOf(bytes: Uint8Array, index = 0): Promise<ColourFrame> {
  const { frame } = await load(bytes, index);
  if (frame.kind !== 'colour') throw new Error('grey');
  return frame;
}

/** The facts of a file that must open. */
export async function factsOf(bytes: Uint8Array): Promise<ImageFacts> {
  return (await open(bytes)).facts;
}
