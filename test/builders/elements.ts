import type { DicomKeyword, Vr } from './dicomKeywords';
import { dicomKeywords } from './dicomKeywords';

/** A sequence whose own and whose items' lengths may be undefined (PS3.5 7.5); a plain array means defined lengths. */
export interface SequenceLiteral {
  readonly items: readonly ElementsLiteral[];
  readonly length: 'defined' | 'undefined';
  readonly itemLength: 'defined' | 'undefined';
}

/** Encapsulated pixel data (PS3.5 A.4): a basic offset table (empty when absent) and the fragments in order. */
export interface FragmentsLiteral {
  readonly fragments: readonly Uint8Array[];
  readonly offsetTable?: readonly number[];
}

/**
 * The value of an element that is not a sequence. Several values are an array (or text joined by backslashes);
 * bytes are written as they are whatever the VR, so that wrong or foreign text can be written too; '' is empty.
 */
export type SimpleValue =
  string | number | readonly string[] | readonly number[] | Uint8Array | Uint16Array | Int16Array;

/** Any element's value. */
export type ElementValue =
  SimpleValue | readonly ElementsLiteral[] | SequenceLiteral | FragmentsLiteral;

type ValueOf<V extends Vr> = V extends 'SQ'
  ? readonly ElementsLiteral[] | SequenceLiteral
  : V extends 'OW' | 'OB'
    ? SimpleValue | FragmentsLiteral
    : SimpleValue;

/** A tag written out with its VR, as in `'(0013,1010) LO'`: private elements, and known ones with another VR. */
export type TagKey = `(${string},${string}) ${Vr}`;

/**
 * A data set as a literal: `{ PatientID: 'A', Rows: 2, '(0013,0010) LO': 'CTP' }`. The order is the tags', not the
 * literal's; undefined leaves an element out, '' writes it empty. Of a keyword and a tag key for the same tag the later wins.
 */
export type ElementsLiteral = {
  readonly [K in DicomKeyword]?: ValueOf<(typeof dicomKeywords)[K]['vr']> | undefined;
} & { readonly [K in TagKey]?: ElementValue | undefined };

/** One element, ready to be written. */
export interface DicomElement {
  readonly tag: number;
  readonly vr: Vr;
  readonly value: ElementValue;
}

/** A sequence with undefined lengths: of the sequence, and of the items unless told otherwise. */
export function undefinedLengthSequence(
  items: readonly ElementsLiteral[],
  itemLength: 'defined' | 'undefined' = 'undefined',
): SequenceLiteral {
  return { items, length: 'undefined', itemLength };
}

const tagKeyPattern = /^\(([0-9a-f]{4}),([0-9a-f]{4})\) ([A-Z]{2})$/i;

function entryOf(key: string): { readonly tag: number; readonly vr: Vr } {
  const known = (dicomKeywords as Readonly<Record<string, { tag: number; vr: Vr }>>)[key];
  if (known !== undefined) return known;
  const match = tagKeyPattern.exec(key);
  if (match === null) throw new Error(`Neither a keyword nor a tag with its VR: ${key}`);
  return { tag: Number.parseInt(`${match[1]}${match[2]}`, 16), vr: match[3] as Vr };
}

/** The elements of a literal in the order of their tags. Throws on a key that is neither keyword nor tag. */
export function elementsOf(literal: ElementsLiteral): readonly DicomElement[] {
  const byTag = new Map<number, DicomElement>();
  for (const [key, value] of Object.entries(literal) as [string, ElementValue | undefined][]) {
    if (value !== undefined) byTag.set(entryOf(key).tag, { ...entryOf(key), value });
  }
  return [...byTag.values()].sort((a, b) => a.tag - b.tag);
}
