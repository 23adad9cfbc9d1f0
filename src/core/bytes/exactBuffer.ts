/**
 * The bytes in an ArrayBuffer of exactly their size, as postMessage wants it: a subarray would ship its whole backing
 * buffer, a pooled Node Buffer its neighbours, and a SharedArrayBuffer cannot be transferred. Copies only in those
 * cases; otherwise the array's own buffer is returned.
 */
export function exactBuffer(bytes: Uint8Array): ArrayBuffer {
  const { buffer } = bytes;
  if (buffer instanceof ArrayBuffer && buffer.byteLength === bytes.byteLength) return buffer;
  const copy = new Uint8Array(bytes.byteLength);
  copy.set(bytes);
  return copy.buffer;
}
