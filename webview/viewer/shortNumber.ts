const significantDigits = 4;

/** A number as people read it: no decimals from 1000 on, else up to four significant digits, with a true minus sign. */
export function shortNumber(value: number, digits = significantDigits): string {
  const before = value === 0 ? 1 : Math.floor(Math.log10(Math.abs(value))) + 1;
  const decimals = Math.min(100, Math.max(0, digits - before));
  const text = Number.isFinite(value) ? String(Number(value.toFixed(decimals))) : String(value);
  return text.replaceAll('-', '−');
}

/** Both ends of a range with as many digits as it takes to tell them apart. */
export function shortRange(from: number, to: number): string {
  const size = Math.max(Math.abs(from), Math.abs(to));
  const digits = to > from ? Math.ceil(Math.log10(size / (to - from))) + 2 : significantDigits;
  const enough = Math.min(15, Math.max(significantDigits, digits));
  return `${shortNumber(from, enough)} to ${shortNumber(to, enough)}`;
}
