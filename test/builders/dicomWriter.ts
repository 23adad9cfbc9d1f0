import { deflateRawSync } from 'node:zlib';
import type {
  DicomElement,
  ElementsLiteral,
  ElementValue,
  FragmentsLiteral,
  SequenceLiteral,
  SimpleValue,
} from './elements';
import { elementsOf } from './elements';
import type { Vr } from './dicomKeywords';

/** Transfer syntaxes by a short name; encapsulated ones are written by their UID. */
export const transferSyntaxes = {
  implicitLittleEndian: '1.2.840.10008.1.2',
  explicitLittleEndian: '1.2.840.10008.1.2.1',
  deflatedExplicitLittleEndian: '1.2.840.10008.1.2.1.99',
  explicitBigEndian: '1.2.840.10008.1.2.2',
} as const;

/** What to write and how. */
export interface DicomFileLiteral {
  readonly elements: ElementsLiteral;
  /** UID; explicit VR little endian by default, which is also how every encapsulated syntax is written. */
  readonly transferSyntaxUid?: string;
  /**
   * `part10` (default): preamble, DICM, file meta information (PS3.10 7.1). `no-preamble`: file meta information at
   * offset 0. `data-set`: nothing but the data set, as older systems wrote it.
   */
  readonly container?: 'part10' | 'no-preamble' | 'data-set';
  /** Adds or replaces elements of group 0002. */
  readonly fileMeta?: ElementsLiteral;
  /** Writes a group length element before each group of the data set (retired, but met). */
  readonly groupLengths?: boolean;
}

interface Encoding {
  readonly explicit: boolean;
  readonly littleEndian: boolean;
}

const explicitLittle: Encoding = { explicit: true, littleEndian: true };
const undefinedLength = 0xffffffff;
const longLengthVrs: ReadonlySet<Vr> = new Set<Vr>([
  'OB',
  'OD',
  'OF',
  'OL',
  'OW',
  'SQ',
  'UC',
  'UN',
  'UR',
  'UT',
]);
const numberBytes: Partial<Record<Vr, number>> = {
  AT: 4,
  FD: 8,
  FL: 4,
  OD: 8,
  OF: 4,
  OL: 4,
  OW: 2,
  SL: 4,
  SS: 2,
  UL: 4,
  US: 2,
};

/** The bytes of a DICOM file (PS3.10). Throws when the literal cannot be written, for that is a bug in the test. */
export function writeDicom(file: DicomFileLiteral): Uint8Array {
  const uid = file.transferSyntaxUid ?? transferSyntaxes.explicitLittleEndian;
  const encoding = encodingOf(uid);
  const elements = elementsOf(file.elements);
  const dataSet = concat(
    file.groupLengths === true
      ? withGroupLengths(elements, encoding)
      : encodeAll(elements, encoding),
  );
  const body =
    uid === transferSyntaxes.deflatedExplicitLittleEndian
      ? evenBytes(deflateRawSync(dataSet), 0)
      : dataSet;
  if (file.container === 'data-set') return body;
  const meta = fileMetaBytes(file, uid);
  if (file.container === 'no-preamble') return concat([meta, body]);
  return concat([new Uint8Array(128), latin1('DICM'), meta, body]);
}

function encodingOf(transferSyntaxUid: string): Encoding {
  if (transferSyntaxUid === transferSyntaxes.implicitLittleEndian)
    return { explicit: false, littleEndian: true };
  if (transferSyntaxUid === transferSyntaxes.explicitBigEndian)
    return { explicit: true, littleEndian: false };
  return explicitLittle;
}

/** File meta information is explicit VR little endian whatever the data set is (PS3.10 7.1). */
function fileMetaBytes(file: DicomFileLiteral, transferSyntaxUid: string): Uint8Array {
  const literal: ElementsLiteral = {
    '(0002,0001) OB': new Uint8Array([0, 1]),
    '(0002,0002) UI': simple(file.elements.SOPClassUID),
    '(0002,0003) UI': simple(file.elements.SOPInstanceUID),
    '(0002,0010) UI': transferSyntaxUid,
    '(0002,0012) UI': '2.25.170393046178393071205263106311340526717',
    '(0002,0013) SH': 'DXLENS_BUILDER',
    ...file.fileMeta,
  };
  return concat(withGroupLengths(elementsOf(literal), explicitLittle));
}

function simple(value: SimpleValue | undefined): SimpleValue {
  return value ?? '';
}

function withGroupLengths(elements: readonly DicomElement[], encoding: Encoding): Uint8Array[] {
  const groups = new Map<number, Uint8Array[]>();
  for (const element of elements) {
    const group = element.tag >>> 16;
    groups.set(group, [...(groups.get(group) ?? []), ...encodeElement(element, encoding)]);
  }
  return [...groups].flatMap(([group, chunks]) => [
    ...encodeElement({ tag: (group << 16) >>> 0, vr: 'UL', value: byteCount(chunks) }, encoding),
    ...chunks,
  ]);
}

function encodeAll(elements: readonly DicomElement[], encoding: Encoding): Uint8Array[] {
  return elements.flatMap((element) => encodeElement(element, encoding));
}

function encodeElement(element: DicomElement, encoding: Encoding): Uint8Array[] {
  const { value, vr } = element;
  if (isFragments(value)) return encodeFragments({ ...element, vr: 'OB' }, value, encoding);
  if (vr === 'SQ') return encodeSequence(element, sequenceOf(value), encoding);
  const bytes = encodeValue(vr, value as SimpleValue, encoding.littleEndian);
  return [elementHeader(element.tag, vr, bytes.length, encoding), bytes];
}

function isFragments(value: ElementValue): value is FragmentsLiteral {
  return typeof value === 'object' && 'fragments' in value;
}

function sequenceOf(value: ElementValue): SequenceLiteral {
  if (typeof value === 'object' && 'items' in value) return value;
  const items = (value === '' ? [] : value) as readonly ElementsLiteral[];
  return { items, length: 'defined', itemLength: 'defined' };
}

function encodeSequence(
  element: DicomElement,
  sequence: SequenceLiteral,
  encoding: Encoding,
): Uint8Array[] {
  const items = sequence.items.flatMap((item) => encodeItem(item, sequence.itemLength, encoding));
  if (sequence.length === 'defined') {
    return [elementHeader(element.tag, 'SQ', byteCount(items), encoding), ...items];
  }
  return [
    elementHeader(element.tag, 'SQ', undefinedLength, encoding),
    ...items,
    itemHeader(0xfffee0dd, 0, encoding.littleEndian),
  ];
}

function encodeItem(
  item: ElementsLiteral,
  length: 'defined' | 'undefined',
  encoding: Encoding,
): Uint8Array[] {
  const content = encodeAll(elementsOf(item), encoding);
  if (length === 'defined') {
    return [itemHeader(0xfffee000, byteCount(content), encoding.littleEndian), ...content];
  }
  return [
    itemHeader(0xfffee000, undefinedLength, encoding.littleEndian),
    ...content,
    itemHeader(0xfffee00d, 0, encoding.littleEndian),
  ];
}

function encodeFragments(
  element: DicomElement,
  literal: FragmentsLiteral,
  encoding: Encoding,
): Uint8Array[] {
  const table = encodeValue('UL', literal.offsetTable ?? [], true);
  const parts = [table, ...literal.fragments.map((fragment) => evenBytes(fragment, 0))];
  return [
    elementHeader(element.tag, 'OB', undefinedLength, encoding),
    ...parts.flatMap((part) => [itemHeader(0xfffee000, part.length, true), part]),
    itemHeader(0xfffee0dd, 0, true),
  ];
}

function elementHeader(tag: number, vr: Vr, length: number, encoding: Encoding): Uint8Array {
  const long = encoding.explicit && longLengthVrs.has(vr);
  const view = new DataView(new ArrayBuffer(long ? 12 : 8));
  const little = encoding.littleEndian;
  view.setUint16(0, tag >>> 16, little);
  view.setUint16(2, tag & 0xffff, little);
  if (!encoding.explicit) {
    view.setUint32(4, length, little);
    return new Uint8Array(view.buffer);
  }
  view.setUint8(4, vr.charCodeAt(0));
  view.setUint8(5, vr.charCodeAt(1));
  if (long) view.setUint32(8, length, little);
  else if (length <= 0xfffe) view.setUint16(6, length, little);
  else throw new Error(`${length} bytes do not fit into an element of VR ${vr}`);
  return new Uint8Array(view.buffer);
}

function itemHeader(tag: number, length: number, little: boolean): Uint8Array {
  const view = new DataView(new ArrayBuffer(8));
  view.setUint16(0, tag >>> 16, little);
  view.setUint16(2, tag & 0xffff, little);
  view.setUint32(4, length, little);
  return new Uint8Array(view.buffer);
}

function encodeValue(vr: Vr, value: SimpleValue, little: boolean): Uint8Array {
  if (value instanceof Uint8Array) return evenBytes(value, vr === 'UI' || isBinary(vr) ? 0 : 0x20);
  if (value instanceof Uint16Array || value instanceof Int16Array) return wordBytes(value, little);
  const size = numberBytes[vr];
  if (size !== undefined && value !== '') return numberValue(vr, size, value, little);
  const text = typeof value === 'object' ? value.join('\\') : String(value);
  return evenBytes(latin1(text), vr === 'UI' ? 0 : 0x20);
}

function isBinary(vr: Vr): boolean {
  return vr === 'OB' || vr === 'UN' || numberBytes[vr] !== undefined;
}

function numberValue(
  vr: Vr,
  size: number,
  value: string | number | readonly (string | number)[],
  little: boolean,
): Uint8Array {
  const numbers = (
    Array.isArray(value) ? (value as (string | number)[]) : [value as string | number]
  ).map(Number);
  const view = new DataView(new ArrayBuffer(numbers.length * size));
  numbers.forEach((number, index) => setNumber(view, index * size, vr, number, little));
  return new Uint8Array(view.buffer);
}

function setNumber(view: DataView, offset: number, vr: Vr, value: number, little: boolean): void {
  if (vr === 'FD' || vr === 'OD') view.setFloat64(offset, value, little);
  else if (vr === 'FL' || vr === 'OF') view.setFloat32(offset, value, little);
  else if (vr === 'SS') view.setInt16(offset, value, little);
  else if (vr === 'SL') view.setInt32(offset, value, little);
  else if (vr === 'US' || vr === 'OW') view.setUint16(offset, value, little);
  else if (vr === 'AT') setTag(view, offset, value, little);
  else view.setUint32(offset, value, little);
}

/** An attribute tag is two 16-bit numbers, not one of 32 bits (PS3.5 6.2). */
function setTag(view: DataView, offset: number, tag: number, little: boolean): void {
  view.setUint16(offset, tag >>> 16, little);
  view.setUint16(offset + 2, tag & 0xffff, little);
}

/** Pixels without a copy where the machine's own order is the file's (every machine this runs on is little endian). */
function wordBytes(words: Uint16Array | Int16Array, little: boolean): Uint8Array {
  const bytes = new Uint8Array(words.buffer, words.byteOffset, words.byteLength);
  return little ? bytes : new Uint8Array(Buffer.from(bytes).swap16());
}

function latin1(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text, 'latin1'));
}

/** Every value has an even length (PS3.5 7.1.1): text is padded with a space, UIDs and binary values with a null. */
function evenBytes(bytes: Uint8Array, padding: number): Uint8Array {
  if (bytes.length % 2 === 0) return bytes;
  const padded = new Uint8Array(bytes.length + 1);
  padded.set(bytes);
  padded[bytes.length] = padding;
  return padded;
}

function byteCount(chunks: readonly Uint8Array[]): number {
  return chunks.reduce((sum, chunk) => sum + chunk.length, 0);
}

function concat(chunks: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(byteCount(chunks));
  let offset = 0;
  for (const chunk of chunks) {
    all.set(chunk, offset);
    offset += chunk.length;
  }
  return all;
}
