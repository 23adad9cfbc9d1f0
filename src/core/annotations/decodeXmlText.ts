/**
 * The text of an XML file: by byte order mark, else by the encoding its declaration names, else UTF-8. A byte order
 * mark is not part of the text (as in a VS Code document). Bytes that do not fit become U+FFFD; never fails.
 */
export function decodeXmlText(bytes: Uint8Array): string {
  return decoderFor(encodingOf(bytes)).decode(bytes);
}

function encodingOf(bytes: Uint8Array): string {
  const [a, b] = bytes;
  if (a === 0xff && b === 0xfe) return 'utf-16le';
  if (a === 0xfe && b === 0xff) return 'utf-16be';
  if (a === 0x3c && b === 0) return 'utf-16le';
  if (a === 0 && b === 0x3c) return 'utf-16be';
  if (a === 0xef && b === 0xbb) return 'utf-8';
  const start = String.fromCharCode(...bytes.subarray(0, 200));
  const named =
    /^\s*<\?xml[^>]*?encoding\s*=\s*["']([\w.:-]{1,40})["']/.exec(start)?.[1] ?? 'utf-8';
  // Bytes that spelled this declaration in ASCII cannot be UTF-16, whatever they claim (python minidom writes so).
  return /^utf-?16/i.test(named) ? 'utf-8' : named;
}

function decoderFor(encoding: string): TextDecoder {
  try {
    return new TextDecoder(encoding);
  } catch {
    // An encoding nobody knows: what is ASCII in it still reads.
    return new TextDecoder('utf-8');
  }
}
