import { vrCode } from './valueRepresentation';

type Reader = (view: DataView, at: number, littleEndian: boolean) => number;

const readers = new Map<number, { readonly size: number; readonly read: Reader }>([
  [vrCode('US'), { size: 2, read: (view, at, little) => view.getUint16(at, little) }],
  [vrCode('SS'), { size: 2, read: (view, at, little) => view.getInt16(at, little) }],
  [vrCode('UL'), { size: 4, read: (view, at, little) => view.getUint32(at, little) }],
  [vrCode('SL'), { size: 4, read: (view, at, little) => view.getInt32(at, little) }],
  [vrCode('FL'), { size: 4, read: (view, at, little) => view.getFloat32(at, little) }],
  [vrCode('FD'), { size: 8, read: (view, at, little) => view.getFloat64(at, little) }],
]);

const US = vrCode('US');

/**
 * The first number of a value in a binary VR (PS3.5 6.2: US, SS, UL, SL, FL, FD). Undefined for other VRs and for
 * values shorter than one number.
 */
export function binaryNumber(
  bytes: Uint8Array,
  start: number,
  length: number,
  vr: number,
  littleEndian: boolean,
): number | undefined {
  if (vr === US && length >= 2) {
    const first = bytes[start] as number;
    const second = bytes[start + 1] as number;
    return littleEndian ? first | (second << 8) : (first << 8) | second;
  }
  const reader = readers.get(vr);
  if (!reader || length < reader.size) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset + start, length);
  return reader.read(view, 0, littleEndian);
}
