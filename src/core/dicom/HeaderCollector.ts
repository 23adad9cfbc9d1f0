import { textReaderFor } from './characterSet';
import type { TextReader } from './characterSet';
import type { ElementSink } from './ElementWalker';
import type { FileMeta } from './fileMeta';
import type { InstanceHeader } from './InstanceHeader';
import { binaryNumber } from './binaryNumber';
import { imagePlaneOf, pixelSpacingOf } from './placement';
import { asciiText, parseDecimal } from './values';
import { vrCode } from './valueRepresentation';

/** The elements InstanceHeader is made of, one slot each. */
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
} as const;

type SlotName = keyof typeof slots;

const slotNames = Object.keys(slots) as SlotName[];
const slotIndex = Object.fromEntries(slotNames.map((name, index) => [name, index])) as Record<
  SlotName,
  number
>;
const slotOfTag = new Map<number, number>(slotNames.map((name, index) => [slots[name], index]));
const functionalGroupTags = new Set<number>([
  slots.imagePosition,
  slots.imageOrientation,
  slots.pixelSpacing,
  slots.sliceThickness,
]);

const US = vrCode('US');
const UN = vrCode('UN');

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
  private readonly chunks: (Uint8Array | undefined)[] = new Array<Uint8Array | undefined>(
    slotNames.length,
  ).fill(undefined);
  private readonly starts = new Int32Array(slotNames.length);
  private readonly lengths = new Int32Array(slotNames.length);
  private readonly vrs = new Uint16Array(slotNames.length);
  private textReader: TextReader | undefined;

  constructor(private readonly meta: FileMeta) {}

  wants(tag: number): boolean {
    return slotOfTag.has(tag);
  }

  wantsInFunctionalGroup(tag: number): boolean {
    return functionalGroupTags.has(tag);
  }

  take(tag: number, vr: number, bytes: Uint8Array, start: number, length: number): void {
    const slot = slotOfTag.get(tag);
    if (slot === undefined) return;
    this.chunks[slot] = bytes;
    this.starts[slot] = start;
    this.lengths[slot] = length;
    this.vrs[slot] = vr === UN ? 0 : vr;
  }

  /** The header of what was collected so far; `pixelDataOffset` as in InstanceHeader. */
  header(pixelDataOffset: number | undefined): InstanceHeader {
    const { meta } = this;
    return {
      transferSyntaxUid: meta.transferSyntaxUid,
      sopClassUid: this.ascii('sopClassUid') || meta.sopClassUid,
      sopInstanceUid: this.ascii('sopInstanceUid') || meta.sopInstanceUid,
      studyInstanceUid: this.ascii('studyInstanceUid'),
      seriesInstanceUid: this.ascii('seriesInstanceUid'),
      frameOfReferenceUid: this.ascii('frameOfReferenceUid'),
      patientId: this.text('patientId'),
      studyDate: this.ascii('studyDate'),
      studyDescription: this.text('studyDescription'),
      seriesDescription: this.text('seriesDescription'),
      seriesDate: this.ascii('seriesDate'),
      modality: this.ascii('modality'),
      manufacturer: this.text('manufacturer'),
      convolutionKernel: this.text('convolutionKernel'),
      imageType: this.ascii('imageType'),
      acquisitionDate: this.ascii('acquisitionDate'),
      acquisitionTime: this.ascii('acquisitionTime'),
      seriesNumber: this.integer('seriesNumber'),
      instanceNumber: this.integer('instanceNumber'),
      acquisitionNumber: this.integer('acquisitionNumber'),
      temporalPositionIdentifier: this.integer('temporalPositionIdentifier'),
      echoTimeMs: this.decimal('echoTime'),
      plane: imagePlaneOf(this.decimals('imagePosition'), this.decimals('imageOrientation')),
      pixelSpacingMm: pixelSpacingOf(this.decimals('pixelSpacing')),
      sliceThicknessMm: this.decimal('sliceThickness'),
      rows: this.unsigned('rows'),
      columns: this.unsigned('columns'),
      samplesPerPixel: this.unsigned('samplesPerPixel'),
      numberOfFrames: this.integer('numberOfFrames'),
      photometricInterpretation: this.ascii('photometricInterpretation'),
      pixelDataOffset,
    };
  }

  private ascii(name: SlotName): string {
    const slot = slotIndex[name];
    const chunk = this.chunks[slot];
    if (!chunk) return '';
    const start = this.starts[slot] as number;
    return asciiText(chunk, start, start + (this.lengths[slot] as number));
  }

  private text(name: SlotName): string {
    const slot = slotIndex[name];
    const chunk = this.chunks[slot];
    if (!chunk) return '';
    const start = this.starts[slot] as number;
    const end = start + (this.lengths[slot] as number);
    if (isPlainAscii(chunk, start, end)) return asciiText(chunk, start, end);
    this.textReader ??= textReaderFor(this.ascii('specificCharacterSet'));
    return this.textReader(chunk.subarray(start, end)).replace(/^[\0 ]+|[\0 ]+$/g, '');
  }

  private decimal(name: SlotName): number | undefined {
    const binary = this.binary(name, this.vrs[slotIndex[name]] as number);
    if (binary !== undefined) return binary;
    const text = this.ascii(name);
    const end = text.indexOf('\\');
    return parseDecimal(end < 0 ? text : text.slice(0, end));
  }

  private integer(name: SlotName): number | undefined {
    const value = this.decimal(name);
    return value !== undefined && Number.isInteger(value) ? value : undefined;
  }

  private unsigned(name: SlotName): number | undefined {
    const vr = this.vrs[slotIndex[name]] as number;
    return vr === 0 ? this.binary(name, US) : this.integer(name);
  }

  private binary(name: SlotName, vr: number): number | undefined {
    const slot = slotIndex[name];
    const chunk = this.chunks[slot];
    if (!chunk || vr === 0) return undefined;
    const start = this.starts[slot] as number;
    const { littleEndian } = this.meta.encoding;
    return binaryNumber(chunk, start, this.lengths[slot] as number, vr, littleEndian);
  }

  private decimals(name: SlotName): (number | undefined)[] {
    const text = this.ascii(name);
    return text === '' ? [] : text.split('\\').map(parseDecimal);
  }
}
