/** Bytes as characters, NULs and blanks at both ends removed. For UIDs, code strings and numbers, which are ASCII. */
export function asciiText(bytes: Uint8Array, start: number, end: number): string {
  const last = Math.min(end, bytes.length);
  let from = start;
  let to = last;
  while (from < to && isPadding(bytes[from] as number)) from++;
  while (to > from && isPadding(bytes[to - 1] as number)) to--;
  let text = '';
  for (let at = from; at < to; at++) text += String.fromCharCode(bytes[at] as number);
  return text;
}

/** Trailing NULs pad UIDs, blanks the other text (PS3.5 6.2); both occur on either side in real files. */
function isPadding(byte: number): boolean {
  return byte === 0x20 || byte === 0;
}

const decimalString = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;

/** One DS value (PS3.5 6.2) as a number; undefined when it is blank or not a finite decimal number. */
export function parseDecimal(text: string): number | undefined {
  const trimmed = text.trim();
  if (!decimalString.test(trimmed)) return undefined;
  const value = Number(trimmed);
  return Number.isFinite(value) ? value : undefined;
}

/** One IS value (PS3.5 6.2) as a whole number; "12.0" counts, undefined when it is blank or not whole. */
export function parseInteger(text: string): number | undefined {
  const value = parseDecimal(text);
  return value !== undefined && Number.isInteger(value) ? value : undefined;
}
