import type { LooksLike } from './DicomError';

const signatures: readonly (readonly [LooksLike, readonly number[]])[] = [
  ['png', [0x89, 0x50, 0x4e, 0x47]],
  ['jpeg', [0xff, 0xd8, 0xff]],
  ['zip', [0x50, 0x4b, 0x03, 0x04]],
  ['pdf', [0x25, 0x50, 0x44, 0x46]],
];

/** What the first bytes of a file that is not DICOM appear to be; a hint for the message, never a decision. */
export function looksLike(start: Uint8Array): LooksLike {
  for (const [kind, signature] of signatures) {
    if (signature.every((byte, index) => start[index] === byte)) return kind;
  }
  if (isNifti(start)) return 'nifti';
  if (start.every((byte) => byte === 0)) return 'zeros';
  return textKind(start.subarray(0, 1024));
}

/** NIfTI-1 has its header size 348 first and the magic `n+1` or `ni1` at byte 344. */
function isNifti(start: Uint8Array): boolean {
  const magic = String.fromCharCode(...start.subarray(344, 347));
  return magic === 'n+1' || magic === 'ni1';
}

function textKind(start: Uint8Array): LooksLike {
  const isText = start.every(
    (byte) => byte >= 0x20 || byte === 9 || byte === 10 || byte === 13 || byte === 12,
  );
  if (!isText) return 'unknown';
  const text = new TextDecoder('utf-8').decode(start);
  if (text.includes('\uFFFD\uFFFD')) return 'unknown';
  const head = text.trimStart().toLowerCase();
  if (head.startsWith('<!doctype html') || head.startsWith('<html')) return 'html';
  if (head.startsWith('<')) return 'xml';
  if (head.startsWith('{') || head.startsWith('[')) return 'json';
  return 'text';
}
