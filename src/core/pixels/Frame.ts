/** Stored values of one grey frame, row by row, already masked to Bits Stored and sign-extended (PS3.5 8.1.1). */
export type StoredValues =
  | Uint8Array
  | Int8Array
  | Uint16Array
  | Int16Array
  | Uint32Array
  | Int32Array
  | Float32Array
  | Float64Array;

/** Rescale Slope and Intercept of this very frame: modality value = stored * slope + intercept (PS3.3 C.11.1.1.2). */
export interface Rescale {
  readonly slope: number;
  readonly intercept: number;
}

/**
 * Modality LUT Sequence (PS3.3 C.11.1.1.1) of this very frame: stored value `first` and below map to the first entry,
 * values past the last entry to the last one. Stands in place of the rescale.
 */
export interface ModalityLut {
  readonly first: number;
  readonly values: Uint16Array;
}

/** Pixel Padding Value and Range Limit (PS3.3 C.7.5.1.1.2), compared with stored values, both ends inclusive. */
export interface PaddingRange {
  readonly low: number;
  readonly high: number;
}

/** One frame of single-sample pixels, before the modality and VOI transforms. */
export interface GreyFrame {
  readonly kind: 'grey';
  readonly rows: number;
  readonly columns: number;
  /** rows * columns stored values. */
  readonly values: StoredValues;
  readonly rescale: Rescale;
  /** Where the file has one; `rescale` is then 1 and 0. */
  readonly modalityLut?: ModalityLut | undefined;
  readonly padding: PaddingRange | undefined;
  /** MONOCHROME1, or Presentation LUT Shape INVERSE: the lowest value is shown white. */
  readonly inverted: boolean;
}

/** One colour frame as display-ready RGB, 3 bytes a pixel, row by row; it has no window and no unit. */
export interface ColourFrame {
  readonly kind: 'colour';
  readonly rows: number;
  readonly columns: number;
  readonly rgb: Uint8Array;
}

/** One frame, ready for the kernels of core/render. */
export type Frame = GreyFrame | ColourFrame;
