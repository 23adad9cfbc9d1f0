import { Inflate } from 'fflate';

/** What a stretch of a raw deflate stream (RFC 1951, PS3.5 A.5) holds. */
interface Inflated {
  readonly bytes: Uint8Array;
  /** The stream is not valid deflate from somewhere on; `bytes` is what came before. */
  readonly isBroken: boolean;
  /** Inflating stopped because `maxBytes` was reached: nothing guards against a stream that swells a thousandfold. */
  readonly isCut: boolean;
}

const STEP = 16 * 1024;

/** Inflates the beginning of a raw deflate stream, at most about `maxBytes` of content. Never throws. */
export function inflatePrefix(deflated: Uint8Array, maxBytes: number): Inflated {
  const chunks: Uint8Array[] = [];
  let total = 0;
  let isBroken = false;
  const inflate = new Inflate((chunk) => {
    chunks.push(chunk);
    total += chunk.length;
  });
  try {
    for (let at = 0; at < deflated.length && total < maxBytes; at += STEP) {
      inflate.push(deflated.subarray(at, at + STEP), false);
    }
  } catch {
    // fflate throws on invalid streams; what was inflated before stands.
    isBroken = true;
  }
  return { bytes: concat(chunks, total), isBroken, isCut: total >= maxBytes };
}

function concat(chunks: readonly Uint8Array[], total: number): Uint8Array {
  const all = new Uint8Array(total);
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.length;
  }
  return all;
}
