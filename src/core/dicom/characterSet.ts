/** Turns the bytes of one text element into a string; values are still joined by backslashes. */
export type TextReader = (bytes: Uint8Array) => string;

/** WHATWG encoding of each defined term of Specific Character Set (PS3.3 C.12.1.1.2), keyed by its registration. */
const encodings: Readonly<Record<string, string>> = {
  '6': 'latin1',
  '100': 'latin1',
  '101': 'iso-8859-2',
  '109': 'iso-8859-3',
  '110': 'iso-8859-4',
  '144': 'iso-8859-5',
  '127': 'iso-8859-6',
  '126': 'iso-8859-7',
  '138': 'iso-8859-8',
  '148': 'iso-8859-9',
  '203': 'iso-8859-15',
  '13': 'shift_jis',
  '166': 'tis-620',
  '192': 'utf-8',
  '58': 'gbk',
  '149': 'euc-kr',
};

/** What an ISO 2022 escape sequence (PS3.3 table C.12-3, C.12-4; the bytes after ESC) switches to. */
interface Designation {
  readonly set: 'g0' | 'g1';
  readonly encoding: string;
}

const G0_ASCII = 'ascii';
const G0_JIS_X_0208 = 'jis-x-0208';
const G0_JIS_X_0212 = 'jis-x-0212';

const escapes: readonly (readonly [sequence: string, designation: Designation])[] = [
  ['(B', { set: 'g0', encoding: G0_ASCII }],
  ['(J', { set: 'g0', encoding: G0_ASCII }],
  ['$B', { set: 'g0', encoding: G0_JIS_X_0208 }],
  ['$@', { set: 'g0', encoding: G0_JIS_X_0208 }],
  ['$(D', { set: 'g0', encoding: G0_JIS_X_0212 }],
  [')I', { set: 'g1', encoding: 'shift_jis' }],
  ['-A', { set: 'g1', encoding: 'latin1' }],
  ['-B', { set: 'g1', encoding: 'iso-8859-2' }],
  ['-C', { set: 'g1', encoding: 'iso-8859-3' }],
  ['-D', { set: 'g1', encoding: 'iso-8859-4' }],
  ['-L', { set: 'g1', encoding: 'iso-8859-5' }],
  ['-G', { set: 'g1', encoding: 'iso-8859-6' }],
  ['-F', { set: 'g1', encoding: 'iso-8859-7' }],
  ['-H', { set: 'g1', encoding: 'iso-8859-8' }],
  ['-M', { set: 'g1', encoding: 'iso-8859-9' }],
  ['-b', { set: 'g1', encoding: 'iso-8859-15' }],
  ['-T', { set: 'g1', encoding: 'tis-620' }],
  ['$)C', { set: 'g1', encoding: 'euc-kr' }],
  ['$)A', { set: 'g1', encoding: 'gbk' }],
];

const ESC = 0x1b;
const decoders = new Map<string, TextDecoder>();

function decodeWith(encoding: string, bytes: Uint8Array): string {
  let decoder = decoders.get(encoding);
  if (!decoder) {
    decoder = new TextDecoder(encoding);
    decoders.set(encoding, decoder);
  }
  return decoder.decode(bytes);
}

/**
 * The reader for a Specific Character Set (0008,0005), values joined by backslashes (PS3.5 6.1.2). Unknown terms and an
 * absent set are read as Latin 1: it holds ASCII and never loses a byte.
 */
export function textReaderFor(specificCharacterSet: string): TextReader {
  const terms = specificCharacterSet.split('\\').map((term) => term.trim().toUpperCase());
  const first = encodingOf(terms[0] ?? '');
  if (first === 'utf-8' || first === 'gb18030' || first === 'gbk') {
    return (bytes) => decodeWith(first, bytes);
  }
  return (bytes) => (bytes.includes(ESC) ? decodeIso2022(bytes, first) : decodeWith(first, bytes));
}

function encodingOf(term: string): string {
  if (term === 'GB18030') return 'gb18030';
  if (term === 'GBK') return 'gbk';
  const registration = /^ISO[_ ](?:2022[_ ])?IR[_ ](\d+)$/.exec(term)?.[1] ?? '6';
  return encodings[registration] ?? 'latin1';
}

/** Text with code extensions: each stretch between escape sequences is decoded by what is designated there. */
function decodeIso2022(bytes: Uint8Array, initialG1: string): string {
  let text = '';
  let g0 = G0_ASCII;
  let g1 = initialG1;
  let start = 0;
  for (let at = 0; at <= bytes.length; at++) {
    const byte = bytes[at];
    const isDelimiter = byte !== undefined && g0 === G0_ASCII && endsDesignations(byte);
    if (byte !== undefined && byte !== ESC && !isDelimiter) continue;
    text += decodeSegment(bytes.subarray(start, at), g0, g1);
    start = at;
    if (byte === ESC) {
      const found = designationAt(bytes, at + 1);
      if (found?.designation.set === 'g0') g0 = found.designation.encoding;
      if (found?.designation.set === 'g1') g1 = found.designation.encoding;
      start = at + 1 + (found?.length ?? 0);
      at = start - 1;
    } else if (isDelimiter) {
      g1 = initialG1;
    }
  }
  return text;
}

/** Backslash, the delimiters of person names and line ends return to the first value's set (PS3.5 6.1.2.5.3). */
function endsDesignations(byte: number): boolean {
  return byte === 0x5c || byte === 0x5e || byte === 0x3d || (byte >= 0x09 && byte <= 0x0d);
}

function designationAt(
  bytes: Uint8Array,
  at: number,
): { designation: Designation; length: number } | undefined {
  for (const [sequence, designation] of escapes) {
    const matches = [...sequence].every((char, index) => bytes[at + index] === char.charCodeAt(0));
    if (matches) return { designation, length: sequence.length };
  }
  return undefined;
}

function decodeSegment(bytes: Uint8Array, g0: string, g1: string): string {
  if (bytes.length === 0) return '';
  if (g0 === G0_ASCII) return decodeWith(g1, bytes);
  return decodeWith('euc-jp', asEucJp(bytes, g0 === G0_JIS_X_0212));
}

/** JIS X 0208 and 0212 in G0 become EUC-JP by setting the high bits (and a single shift before each 0212 pair). */
function asEucJp(bytes: Uint8Array, supplementary: boolean): Uint8Array {
  const result: number[] = [];
  for (let at = 0; at < bytes.length; at += 2) {
    const [lead = 0, trail] = [bytes[at], bytes[at + 1]];
    if (lead < 0x21 || trail === undefined) {
      result.push(lead);
      at -= 1;
      continue;
    }
    if (supplementary) result.push(0x8f);
    result.push(lead | 0x80, trail | 0x80);
  }
  return Uint8Array.from(result);
}
