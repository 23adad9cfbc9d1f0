/** Extensions that may stay: what kind of file it was helps, and these are no part of a name. */
const keptExtension =
  /\.(?:dcm|dicom|dic|dc3|ima|xml|csv|json|txt|log|html?|css|[cm]?js|[cm]?ts|map|wasm|nii|gz|zip)(?![\w-])/i;

/** `ENOENT: no such file or directory, open '...'`: the code says it all. `ERROR:` and the like are no codes. */
const systemMessage = /\b(E(?!RROR|XCEPTION)[A-Z][A-Z0-9_]+): .*$/;

/** What may stand right before an absolute path. */
const beforeAbsolute = /(?:^|[\s'"`([{<=:,;|])$/;

/** What a relative path may begin after: punctuation, or an opening quote. */
const beforeRelative = /^.*(?:[([{<=:,;|]\s*|(?:^|\s)(?=['"`]))['"`]?/;

/**
 * A text without the names of folders and files, which hold patient IDs, names and study dates. Everything that looks
 * like a path (POSIX, Windows, UNC, a URI, or relative with a slash) becomes `…` and a well-known file extension;
 * messages of the system become their code. A path may hold blanks and quotes, so one that is not quoted goes on to the
 * end of its line: rather too little stays than a name. Plain fractions (`1/2`) stay.
 */
export function withoutPaths(text: string): string {
  return text
    .split('\n')
    .map((line) => withoutPathsInLine(line.replace(systemMessage, '$1')))
    .join('\n');
}

function withoutPathsInLine(line: string): string {
  const slash = firstPathSlash(line);
  if (slash === -1) return line;
  const start = startOfPath(line, slash);
  const end = endOfPath(line, start, slash);
  const rest = withoutPathsInLine(line.slice(end));
  return `${line.slice(0, start)}…${extensionIn(line.slice(start, end))}${rest}`;
}

/** Where the first slash stands that is neither part of a fraction nor alone between blanks; -1 for none. */
function firstPathSlash(line: string): number {
  for (const { index } of line.matchAll(/[\\/]/g)) {
    const isFraction =
      /(?:^|[\s(])\d{1,4}$/.test(line.slice(0, index)) &&
      /^\/\d{1,4}(?![\w/\\])(?!\.\w)/.test(line.slice(index));
    const isAlone = /(?:^|\s)$/.test(line.slice(0, index)) && /^.(?:\s|$)/.test(line.slice(index));
    if (!isFraction && !isAlone) return index;
  }
  return -1;
}

function startOfPath(line: string, slash: number): number {
  const before = line.slice(0, slash);
  const root = /(?:^|[^A-Za-z])([A-Za-z]:)$|([A-Za-z][\w+.-]+:)$/.exec(before);
  const prefix = root?.[1] ?? (line[slash + 1] === '/' ? root?.[2] : undefined);
  if (prefix !== undefined) return slash - prefix.length;
  if (beforeAbsolute.test(before)) return slash;
  return beforeRelative.exec(before)?.[0].length ?? 0;
}

/** The last closing quote of a path that is quoted, for the name may hold quotes too; else the end of the line. */
function endOfPath(line: string, start: number, slash: number): number {
  const quote = line[start - 1] ?? '';
  if (!/['"`]/.test(quote)) return line.length;
  for (let at = line.lastIndexOf(quote); at > slash; at = line.lastIndexOf(quote, at - 1)) {
    if (/^(?:$|[\s.,;:)\]}>])/.test(line.slice(at + 1))) return at;
  }
  return line.length;
}

function extensionIn(path: string): string {
  const name = path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
  return keptExtension.exec(name)?.[0] ?? '';
}
