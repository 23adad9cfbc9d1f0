/**
 * Bytes as characters: blanks at both ends removed, ended by the first NUL. For UIDs, code strings and numbers, which
 * are ASCII (PS3.5 6.2 pads UIDs with a NUL, the rest with blanks; some writers leave what stood behind a NUL).
 */
export function asciiText(bytes: Uint8Array, start: number, end: number): string {
  const to = textEnd(bytes, start, end);
  let from = start;
  while (from < to && bytes[from] === BLANK) from++;
  return to - from > LONG_TEXT
    ? latin1.decode(bytes.subarray(from, to))
    : shortText(bytes, from, to);
}

/** Where the text in bytes `start` to `end` ends, without the padding. */
export function textEnd(bytes: Uint8Array, start: number, end: number): number {
  let to = start;
  const last = Math.min(end, bytes.length);
  while (to < last && bytes[to] !== 0) to++;
  while (to > start && bytes[to - 1] === BLANK) to--;
  return to;
}

const BLANK = 0x20;

/** Above this many characters a decoder's call costs less than putting them together. */
const LONG_TEXT = 16;
const latin1 = new TextDecoder('latin1');

/** Joining characters one by one would leave a string piece behind for each; a quarter of a million files have many. */
function shortText(bytes: Uint8Array, from: number, to: number): string {
  let text = '';
  let at = from;
  for (; at + 4 <= to; at += 4) {
    text += String.fromCharCode(
      bytes[at] as number,
      bytes[at + 1] as number,
      bytes[at + 2] as number,
      bytes[at + 3] as number,
    );
  }
  for (; at < to; at++) text += String.fromCharCode(bytes[at] as number);
  return text;
}

const ZERO = 0x30;
const NINE = 0x39;
/** Numbers of up to this many digits are exact in a double, and so are powers of ten up to 22. */
const EXACT_DIGITS = 15;
const powersOfTen = Array.from({ length: EXACT_DIGITS + 1 }, (_, exponent) => 10 ** exponent);

/**
 * Reads the DS or IS value in bytes `start` to `end` without building a string: digits, sign and point as in nearly all
 * files. Same result as parseDecimal, to which everything else is left.
 */
export function parseDecimalBytes(
  bytes: Uint8Array,
  start: number,
  end: number,
): number | undefined {
  const to = textEnd(bytes, start, end);
  let at = start;
  while (at < to && bytes[at] === BLANK) at++;
  const isNegative = bytes[at] === 0x2d;
  let digits = 0;
  let decimals = -1;
  let mantissa = 0;
  for (let index = isNegative ? at + 1 : at; index < to; index++) {
    const byte = bytes[index] as number;
    if (byte >= ZERO && byte <= NINE) {
      mantissa = mantissa * 10 + (byte - ZERO);
      digits += 1;
      if (decimals >= 0) decimals += 1;
    } else if (byte === 0x2e && decimals < 0) decimals = 0;
    else return parseDecimal(asciiText(bytes, at, to));
  }
  if (digits === 0) return undefined;
  if (digits > EXACT_DIGITS) return parseDecimal(asciiText(bytes, at, to));
  // One division of two exact numbers is rounded once, as the language rounds a literal.
  const value = decimals > 0 ? mantissa / (powersOfTen[decimals] as number) : mantissa;
  return isNegative ? -value : value;
}

const decimalString = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;

/** One DS value (PS3.5 6.2) as a number; undefined when it is blank or not a finite decimal number. */
export function parseDecimal(text: string): number | undefined {
  const trimmed = text.trim();
  if (!decimalString.test(trimmed)) return undefined;
  const value = Number(trimmed);
  return Number.isFinite(value) ? value : undefined;
}
