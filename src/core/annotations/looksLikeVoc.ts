/** How much of a text is looked at: enough for any prolog and the first object. */
const examinedLength = 64 * 1024;

/**
 * Whether a text is VOC as far as a glance at its first 64 K characters tells: the first element is `<annotation>`
 * and an `<object>`, `<size>` or `<bndbox>` follows. Works on text that is being edited and not well-formed, in time
 * linear in what is examined. LabelMe's files, which share root and `<object>` but hold polygons, are not VOC.
 */
export function looksLikeVoc(text: string): boolean {
  const body = withoutComments(text.slice(0, examinedLength));
  const root = /<([A-Za-z_][\w.:-]*)/.exec(body);
  if (root?.[1]?.toLowerCase() !== 'annotation') return false;
  const inside = body.slice(root.index + root[0].length);
  if (/<(?:bndbox|size)(?![\w.:-])/i.test(inside)) return true;
  return /<object(?![\w.:-])/i.test(inside) && !/<(?:polygon|imagesize)(?![\w.:-])/i.test(inside);
}

/** Takes out comments, CDATA, processing instructions and the document type; one that is not closed ends the text. */
function withoutComments(text: string): string {
  let kept = '';
  let from = 0;
  for (;;) {
    const at = nextMarkup(text, from);
    if (at === -1) return kept + text.slice(from);
    kept += text.slice(from, at);
    const end = endOfMarkup(text, at);
    if (end === -1) return kept;
    from = end;
  }
}

function nextMarkup(text: string, from: number): number {
  for (let at = text.indexOf('<', from); at !== -1; at = text.indexOf('<', at + 1)) {
    const next = text[at + 1];
    if (next === '!' || next === '?') return at;
  }
  return -1;
}

function endOfMarkup(text: string, at: number): number {
  if (text.startsWith('<!--', at)) return after(text, '-->', at + 4);
  if (text.startsWith('<![CDATA[', at)) return after(text, ']]>', at + 9);
  if (text.startsWith('<?', at)) return afterInstruction(text, at);
  const subset = text.indexOf('[', at);
  const close = text.indexOf('>', at);
  return subset !== -1 && subset < close ? after(text, ']>', subset) : after(text, '>', at);
}

/** `<?xml version="1.0"` without its `?>` is an edit in progress: the next line is taken to go on after it. */
function afterInstruction(text: string, at: number): number {
  const end = text.indexOf('?>', at);
  const line = text.indexOf('\n', at);
  if (end === -1) return line;
  return end + 2;
}

function after(text: string, mark: string, from: number): number {
  const at = text.indexOf(mark, from);
  return at === -1 ? -1 : at + mark.length;
}
