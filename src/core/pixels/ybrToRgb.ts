/** YBR_FULL to RGB in place (PS3.3 C.7.6.3.1.2), 3 bytes a pixel, rounded and clamped. */
export function ybrToRgb(pixels: Uint8Array): void {
  for (let at = 0; at + 2 < pixels.length; at += 3) {
    const y = pixels[at] as number;
    const blueness = (pixels[at + 1] as number) - 128;
    const redness = (pixels[at + 2] as number) - 128;
    pixels[at] = toByte(y + 1.402 * redness);
    pixels[at + 1] = toByte(y - 0.344136 * blueness - 0.714136 * redness);
    pixels[at + 2] = toByte(y + 1.772 * blueness);
  }
}

function toByte(value: number): number {
  return Math.min(255, Math.max(0, Math.round(value)));
}

/**
 * Native YBR_FULL_422, two pixels as Y Y Cb Cr, to one Y Cb Cr triple a pixel; the colours of a pair are repeated
 * (PS3.3 C.7.6.3.1.2). `values` holds 4 bytes for every two pixels.
 */
export function expand422(values: Uint8Array, pixelCount: number): Uint8Array {
  const full = new Uint8Array(pixelCount * 3);
  for (let pixel = 0; pixel < pixelCount; pixel++) {
    const pair = (pixel >> 1) * 4;
    full[pixel * 3] = values[pair + (pixel & 1)] as number;
    full[pixel * 3 + 1] = values[pair + 2] as number;
    full[pixel * 3 + 2] = values[pair + 3] as number;
  }
  return full;
}
