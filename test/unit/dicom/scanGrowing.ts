import { scanHeaderBytes } from '../../../src/core/dicom/scanHeader';
import type { HeaderScan } from '../../../src/core/dicom/scanHeader';

/** Scans as the index does: 4 KB first, then as much as is asked for. Throws when the scanner asks for nothing new. */
export function scanGrowing(file: Uint8Array, first = 4096): Exclude<HeaderScan, { kind: 'more' }> {
  let length = Math.min(first, file.length);
  for (;;) {
    const scan = scanHeaderBytes(file.subarray(0, length), file.length);
    if (scan.kind !== 'more') return scan;
    if (scan.bytes > file.length || scan.bytes < Math.min(file.length, length * 2)) {
      throw new Error(`${length} of ${file.length} bytes given, ${scan.bytes} asked for`);
    }
    if (scan.bytes <= length) throw new Error(`asked again for ${length} bytes`);
    length = scan.bytes;
  }
}
