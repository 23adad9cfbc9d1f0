const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

/** Compares texts as people do: numbers by value, case last. Zero only for equal texts. */
export function naturalCompare(a: string, b: string): number {
  return collator.compare(a, b) || (a < b ? -1 : a > b ? 1 : 0);
}
