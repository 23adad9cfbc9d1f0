/** Half-open range of a text in UTF-16 code units, the unit of VS Code's document offsets: `text.slice(start, end)`. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}
