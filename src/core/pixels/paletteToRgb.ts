import type { StoredValues } from './Frame';

/** Palette Color Lookup Tables in 8 bits; stored value `first` and all below map to entry 0 (PS3.3 C.7.6.3.1.5). */
export interface Palette {
  readonly first: number;
  readonly red: Uint8Array;
  readonly green: Uint8Array;
  readonly blue: Uint8Array;
}

/** The colours of stored values, 3 bytes a pixel; values past the end of a table get its last entry. */
export function paletteToRgb(values: StoredValues, palette: Palette): Uint8Array {
  const { first, red, green, blue } = palette;
  const rgb = new Uint8Array(values.length * 3);
  for (let index = 0; index < values.length; index++) {
    const entry = Math.max(0, (values[index] as number) - first);
    rgb[index * 3] = red[Math.min(entry, red.length - 1)] as number;
    rgb[index * 3 + 1] = green[Math.min(entry, green.length - 1)] as number;
    rgb[index * 3 + 2] = blue[Math.min(entry, blue.length - 1)] as number;
  }
  return rgb;
}
