// The one call of papaparse that core makes. Its published types bring node's along, which core must not see.
declare module 'papaparse' {
  interface ParseOptions {
    readonly delimiter?: string;
    readonly skipEmptyLines?: boolean | 'greedy';
  }
  const Papa: {
    parse<Row>(text: string, options: ParseOptions): { readonly data: readonly Row[] };
  };
  export = Papa;
}
