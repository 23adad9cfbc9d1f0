import type { DataSet, Element } from 'dicom-parser';
import { binaryNumber } from './binaryNumber';
import type { TextReader } from './characterSet';
import { textReaderFor } from './characterSet';
import type { Encoding } from './transferSyntax';
import { asciiText, parseDecimal, textEnd } from './values';
import { vrCode } from './valueRepresentation';

/** A VR whose value is numbers in binary. */
type BinaryVr = 'US' | 'SS' | 'UL' | 'SL' | 'FL' | 'FD';

const byteCount: Readonly<Record<BinaryVr, number>> = { US: 2, SS: 2, UL: 4, SL: 4, FL: 4, FD: 8 };

function isBinaryVr(vr: string): vr is BinaryVr {
  return vr in byteCount;
}

/**
 * Typed reading of a data set that dicom-parser took apart in the bytes of `file`. Tags are numbers (group << 16 | element). Absent and empty
 * elements give an empty string, an empty array or undefined; nothing throws on odd values.
 */
export class DataSetView {
  private readonly textReader: TextReader;

  constructor(
    private readonly dataSet: DataSet,
    private readonly file: Uint8Array,
    private readonly encoding: Encoding,
    inheritedReader?: TextReader,
  ) {
    const ownSet = this.string(0x00080005);
    this.textReader = ownSet || !inheritedReader ? textReaderFor(ownSet) : inheritedReader;
  }

  get isLittleEndian(): boolean {
    return this.encoding.littleEndian;
  }

  has(tag: number): boolean {
    return this.element(tag) !== undefined;
  }

  /** Length of the value in bytes; undefined when absent. */
  lengthOf(tag: number): number | undefined {
    return this.element(tag)?.length;
  }

  /** VR as written; undefined when absent or implicit. */
  vrOf(tag: number): string | undefined {
    return this.element(tag)?.vr;
  }

  /** ASCII text without padding: UIDs, code strings, dates. Several values are joined by backslashes. */
  string(tag: number): string {
    const bytes = this.bytes(tag);
    return bytes ? asciiText(bytes, 0, bytes.length) : '';
  }

  /** The values of `string`, each trimmed; empty when there is none. */
  strings(tag: number): string[] {
    return splitValues(this.string(tag));
  }

  /** Text in the data set's character set, padding removed. */
  text(tag: number): string {
    const bytes = this.bytes(tag);
    return bytes ? this.textReader(bytes.subarray(0, textEnd(bytes, 0, bytes.length))).trim() : '';
  }

  /** The values of `text`, each trimmed. */
  texts(tag: number): string[] {
    return splitValues(this.text(tag));
  }

  /** Values of DS or IS, or of a binary VR where one is written; undefined where a value is no number. */
  decimals(tag: number): (number | undefined)[] {
    const vr = this.vrOf(tag);
    if (vr !== undefined && isBinaryVr(vr)) return this.numbers(tag, vr);
    return this.strings(tag).map(parseDecimal);
  }

  /** First value of `decimals`. */
  decimal(tag: number): number | undefined {
    return this.decimals(tag)[0];
  }

  /** Values of a binary element; `vr` is what the dictionary says, used where none or another kind is written. */
  numbers(tag: number, vr: BinaryVr): number[] {
    const written = this.vrOf(tag) ?? '';
    const used = isBinaryVr(written) ? written : vr;
    const bytes = this.bytes(tag);
    if (!bytes) return [];
    const size = byteCount[used];
    return Array.from({ length: Math.floor(bytes.length / size) }, (_, index) =>
      Number(binaryNumber(bytes, index * size, size, vrCode(used), this.encoding.littleEndian)),
    );
  }

  /** First value of a binary element, or of a text that some writers put in its place. */
  number(tag: number, vr: BinaryVr): number | undefined {
    const written = this.vrOf(tag);
    if (written === 'IS' || written === 'DS') return this.decimal(tag);
    return this.numbers(tag, vr)[0];
  }

  /** The raw value, a view of the file's bytes; undefined when absent, empty or cut off. */
  bytes(tag: number): Uint8Array | undefined {
    const element = this.element(tag);
    if (!element || element.length <= 0 || element.items) return undefined;
    const end = element.dataOffset + element.length;
    return end > this.file.length ? undefined : this.file.subarray(element.dataOffset, end);
  }

  /** The items of a sequence; empty when it is absent. */
  items(tag: number): DataSetView[] {
    const items = this.element(tag)?.items ?? [];
    return items.flatMap(({ dataSet }) =>
      dataSet ? [new DataSetView(dataSet, this.file, this.encoding, this.textReader)] : [],
    );
  }

  /** Item `index` of a sequence. */
  item(tag: number, index: number): DataSetView | undefined {
    const dataSet = this.element(tag)?.items?.[index]?.dataSet;
    return dataSet
      ? new DataSetView(dataSet, this.file, this.encoding, this.textReader)
      : undefined;
  }

  private element(tag: number): Element | undefined {
    return this.dataSet.elements[`x${tag.toString(16).padStart(8, '0')}`];
  }
}

function splitValues(text: string): string[] {
  return text === '' ? [] : text.split('\\').map((value) => value.trim());
}
