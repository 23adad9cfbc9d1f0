import type { VocError } from './VocAnnotation';

/** A VocError at a UTF-16 offset of the text, with line and column counted from it. */
export function vocError(
  code: VocError['code'],
  message: string,
  text: string,
  offset: number,
): VocError {
  let line = 1;
  let lineStart = 0;
  for (let at = nextLineStart(text, 0); at !== -1 && at <= offset; at = nextLineStart(text, at)) {
    line += 1;
    lineStart = at;
  }
  return { code, message, offset, line, column: offset - lineStart + 1 };
}

/** Where the line after `from` begins: after LF, CRLF or a lone CR, as VS Code counts lines; -1 at the end. */
function nextLineStart(text: string, from: number): number {
  for (let at = from; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit === 10) return at + 1;
    if (unit === 13) return text.charCodeAt(at + 1) === 10 ? at + 2 : at + 1;
  }
  return -1;
}
