import { createHash } from 'node:crypto';

/**
 * A UID of the 2.25 kind (PS3.5 B.2: a UUID as a decimal number) that depends on the name alone, so that built data
 * are the same on every run. The UUID is one of version 8 (RFC 9562: made by the maker's own rule).
 */
export function uid(name: string): string {
  const bytes = createHash('sha256').update(name).digest().subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x80, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  return `2.25.${BigInt(`0x${bytes.toString('hex')}`).toString()}`;
}
