import { textReaderFor } from './characterSet';
import type { TextReader } from './characterSet';
import type { ElementSink } from './ElementWalker';
import type { FileMeta } from './fileMeta';
import { boundedFrameCount } from './frameCount';
import type { InstanceHeader } from './InstanceHeader';
import { binaryNumber } from './binaryNumber';
import { imagePlaneOf, pixelSpacingOf } from './placement';
import { hasNativePixels, transferSyntaxOf } from './transferSyntax';
import { asciiText, parseDecimalBytes, textEnd } from './values';
import { vrCode } from './valueRepresentation';

/** The elements InstanceHeader is made of, one slot each; Bits Allocated bounds the number of frames. */
const slots = {
  specificCharacterSet: 0x00080005,
  imageType: 0x00080008,
  sopClassUid: 0x00080016,
  sopInstanceUid: 0x00080018,
  studyDate: 0x00080020,
  seriesDate: 0x00080021,
  acquisitionDate: 0x00080022,
  acquisitionTime: 0x00080032,
  modality: 0x00080060,
  manufacturer: 0x00080070,
  studyDescription: 0x00081030,
  seriesDescription: 0x0008103e,
  patientId: 0x00100020,
  sliceThickness: 0x00180050,
  echoTime: 0x00180081,
  convolutionKernel: 0x00181210,
  studyInstanceUid: 0x0020000d,
  seriesInstanceUid: 0x0020000e,
  seriesNumber: 0x00200011,
  acquisitionNumber: 0x00200012,
  instanceNumber: 0x00200013,
  imagePosition: 0x00200032,
  imageOrientation: 0x00200037,
  frameOfReferenceUid: 0x00200052,
  temporalPositionIdentifier: 0x00200100,
  samplesPerPixel: 0x00280002,
  photometricInterpretation: 0x00280004,
  numberOfFrames: 0x00280008,
  rows: 0x00280010,
  columns: 0x00280011,
  pixelSpacing: 0x00280030,
  bitsAllocated: 0x00280100,
} as const;

type SlotName = keyof typeof slots;

const slotNames = Object.keys(slots) as SlotName[];
const SLOTS = slotNames.length;
const slotIndex = Object.fromEntries(slotNames.map((name, index) => [name, index])) as Record<
  SlotName,
  number
>;
const slotOfTag = new Map<number, number>(slotNames.map((name, index) => [slots[name], index]));

/** Nearly every element a walk passes is not wanted: a table without false negatives says so faster than a map. */
const maybeWanted = new Uint8Array(0x10000);
for (const tag of slotOfTag.keys()) maybeWanted[folded(tag)] = 1;

function folded(tag: number): number {
  return (tag ^ (tag >>> 8)) & 0xffff;
}

const functionalGroupTags = new Set<number>([
  slots.imagePosition,
  slots.imageOrientation,
  slots.pixelSpacing,
  slots.sliceThickness,
]);

const US = vrCode('US');
const UN = vrCode('UN');
/** Tag and length, before the pixels. */
const SHORTEST_ELEMENT_HEADER = 8;

/** Where the value that starts at `start` ends: at the next backslash (PS3.5 6.4), else at `end`. */
function valueEnd(bytes: Uint8Array, start: number, end: number): number {
  let at = start;
  while (at < end && bytes[at] !== 0x5c) at++;
  return at;
}

/** True when neither a character set nor an escape sequence has a say in these bytes. */
function isPlainAscii(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at++) {
    const byte = bytes[at] as number;
    if (byte >= 0x80 || byte === 0x1b) return false;
  }
  return true;
}

/** Remembers where the wanted values of one file lie and turns them into an InstanceHeader at the end. */
export class HeaderCollector implements ElementSink {
  private readonly chunks = new Array<Uint8Array | undefined>(SLOTS).fill(undefined);
  /** Start, length and VR of each slot; one array, for making three would cost as much as a tenth of a scan. */
  private readonly places = new Int32Array(SLOTS * 3);
  private textReader: TextReader | undefined;

  constructor(private readonly meta: FileMeta) {}

  wants(tag: number): boolean {
    return maybeWanted[folded(tag)] === 1 && slotOfTag.has(tag);
  }

  wantsInFunctionalGroup(tag: number): boolean {
    return functionalGroupTags.has(tag);
  }

  take(tag: number, vr: number, bytes: Uint8Array, start: number, length: number): void {
    const slot = slotOfTag.get(tag);
    if (slot === undefined) return;
    this.chunks[slot] = bytes;
    this.places[slot * 3] = start;
    this.places[slot * 3 + 1] = length;
    this.places[slot * 3 + 2] = vr === UN ? 0 : vr;
  }

  /**
   * The header of what was collected so far; `pixelDataOffset` as in InstanceHeader. `size`: no more bytes than these,
   * of the file or of what it inflates to, can hold header and pixels.
   */
  header(pixelDataOffset: number | undefined, size: number): InstanceHeader {
    const { meta } = this;
    return {
      transferSyntaxUid: meta.transferSyntaxUid,
      sopClassUid: this.ascii(slotIndex.sopClassUid) || meta.sopClassUid,
      sopInstanceUid: this.ascii(slotIndex.sopInstanceUid) || meta.sopInstanceUid,
      studyInstanceUid: this.ascii(slotIndex.studyInstanceUid),
      seriesInstanceUid: this.ascii(slotIndex.seriesInstanceUid),
      frameOfReferenceUid: this.ascii(slotIndex.frameOfReferenceUid),
      patientId: this.text(slotIndex.patientId),
      studyDate: this.ascii(slotIndex.studyDate),
      studyDescription: this.text(slotIndex.studyDescription),
      seriesDescription: this.text(slotIndex.seriesDescription),
      seriesDate: this.ascii(slotIndex.seriesDate),
      modality: this.ascii(slotIndex.modality),
      manufacturer: this.text(slotIndex.manufacturer),
      convolutionKernel: this.text(slotIndex.convolutionKernel),
      imageType: this.ascii(slotIndex.imageType),
      acquisitionDate: this.ascii(slotIndex.acquisitionDate),
      acquisitionTime: this.ascii(slotIndex.acquisitionTime),
      seriesNumber: this.integer(slotIndex.seriesNumber),
      instanceNumber: this.integer(slotIndex.instanceNumber),
      acquisitionNumber: this.integer(slotIndex.acquisitionNumber),
      temporalPositionIdentifier: this.integer(slotIndex.temporalPositionIdentifier),
      echoTimeMs: this.decimal(slotIndex.echoTime),
      plane: imagePlaneOf(
        this.decimals(slotIndex.imagePosition),
        this.decimals(slotIndex.imageOrientation),
      ),
      pixelSpacingMm: pixelSpacingOf(this.decimals(slotIndex.pixelSpacing)),
      sliceThicknessMm: this.decimal(slotIndex.sliceThickness),
      rows: this.unsigned(slotIndex.rows),
      columns: this.unsigned(slotIndex.columns),
      samplesPerPixel: this.unsigned(slotIndex.samplesPerPixel),
      numberOfFrames: this.frameCount(size - (pixelDataOffset ?? 0) - SHORTEST_ELEMENT_HEADER),
      photometricInterpretation: this.ascii(slotIndex.photometricInterpretation),
      pixelDataOffset,
    };
  }

  private frameCount(availableBytes: number): number | undefined {
    const claimed = this.integer(slotIndex.numberOfFrames);
    if (claimed === undefined || claimed <= 1) return claimed;
    const uid = this.meta.transferSyntaxUid;
    const syntax = transferSyntaxOf(uid);
    return boundedFrameCount(claimed, {
      availableBytes,
      isNative: uid === '' || (syntax !== undefined && hasNativePixels(syntax)),
      rows: this.unsigned(slotIndex.rows),
      columns: this.unsigned(slotIndex.columns),
      samplesPerPixel: this.unsigned(slotIndex.samplesPerPixel),
      bitsAllocated: this.unsigned(slotIndex.bitsAllocated),
      photometricInterpretation: this.ascii(slotIndex.photometricInterpretation),
    });
  }

  private start(slot: number): number {
    return this.places[slot * 3] as number;
  }

  private end(slot: number): number {
    return this.start(slot) + (this.places[slot * 3 + 1] as number);
  }

  private vr(slot: number): number {
    return this.places[slot * 3 + 2] as number;
  }

  private ascii(slot: number): string {
    const chunk = this.chunks[slot];
    return chunk ? asciiText(chunk, this.start(slot), this.end(slot)) : '';
  }

  private text(slot: number): string {
    const chunk = this.chunks[slot];
    if (!chunk) return '';
    const start = this.start(slot);
    const end = this.end(slot);
    if (isPlainAscii(chunk, start, end)) return asciiText(chunk, start, end);
    this.textReader ??= textReaderFor(this.ascii(slotIndex.specificCharacterSet));
    return this.textReader(chunk.subarray(start, textEnd(chunk, start, end))).trim();
  }

  private decimal(slot: number): number | undefined {
    const chunk = this.chunks[slot];
    if (!chunk) return undefined;
    const start = this.start(slot);
    const end = this.end(slot);
    const vr = this.vr(slot);
    if (vr !== 0) {
      const number = binaryNumber(chunk, start, end - start, vr, this.meta.encoding.littleEndian);
      if (number !== undefined) return number;
    }
    return parseDecimalBytes(chunk, start, valueEnd(chunk, start, end));
  }

  private integer(slot: number): number | undefined {
    const value = this.decimal(slot);
    return value !== undefined && Number.isInteger(value) ? value : undefined;
  }

  private unsigned(slot: number): number | undefined {
    const chunk = this.chunks[slot];
    if (!chunk || this.vr(slot) !== 0) return this.integer(slot);
    const start = this.start(slot);
    const { littleEndian } = this.meta.encoding;
    return binaryNumber(chunk, start, this.end(slot) - start, US, littleEndian);
  }

  private decimals(slot: number): (number | undefined)[] {
    const chunk = this.chunks[slot];
    if (!chunk) return [];
    const values: (number | undefined)[] = [];
    const end = this.end(slot);
    for (let start = this.start(slot); start <= end;) {
      const stop = valueEnd(chunk, start, end);
      values.push(parseDecimalBytes(chunk, start, stop));
      start = stop + 1;
    }
    return values;
  }
}
