import type { ByteSource } from '../bytes/ByteSource';
import { MemoryByteSource } from '../bytes/MemoryByteSource';
import type { FileMeta } from './fileMeta';
import { inflatePrefix } from './inflate';
import type { InstanceHeader } from './InstanceHeader';

/** Above this much inflated content a deflated file is cut off: streams can swell a thousandfold. */
const MAX_INFLATED_BYTES = 256 * 1024 * 1024;
const WIDEST_SAMPLE = 8;
const AFTER_THE_PIXELS = 1024;

/**
 * A deflated file (PS3.5 A.5) as if its data set stood inflated after the meta information. No more is inflated than
 * header and pixels can need by what the header says of their size.
 */
export async function inflateFile(
  file: ByteSource,
  meta: FileMeta,
  header: InstanceHeader,
  signal: AbortSignal | undefined,
): Promise<ByteSource> {
  const bytes = await file.read(0, Math.min(file.size, MAX_INFLATED_BYTES), signal);
  const { rows = 0, columns = 0, samplesPerPixel = 1, numberOfFrames = 1 } = header;
  const pixelBytes = rows * columns * samplesPerPixel * Math.max(1, numberOfFrames) * WIDEST_SAMPLE;
  const expected = (header.pixelDataOffset ?? 0) + pixelBytes + AFTER_THE_PIXELS;
  const limit = Math.min(MAX_INFLATED_BYTES, expected);
  const inflated = inflatePrefix(bytes.subarray(meta.dataSetOffset), limit);
  const whole = new Uint8Array(meta.dataSetOffset + inflated.bytes.length);
  whole.set(bytes.subarray(0, meta.dataSetOffset));
  whole.set(inflated.bytes, meta.dataSetOffset);
  return new MemoryByteSource(whole);
}
