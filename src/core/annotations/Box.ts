import type { TextRange } from './TextRange';

/**
 * The four edges of a rectangle in continuous pixel coordinates: x to the right, y down, origin at the outer
 * top-left corner of the top-left pixel (LabelImg's own convention). Not checked: min may exceed max, edges may lie
 * outside the image, the area may be zero.
 */
export interface BoxPx {
  readonly xMinPx: number;
  readonly yMinPx: number;
  readonly xMaxPx: number;
  readonly yMaxPx: number;
}

/** One annotated rectangle with its label as written and the place of its `<object>` in the XML text. */
export interface Box extends BoxPx {
  readonly label: string;
  readonly truncated: boolean;
  readonly difficult: boolean;
  readonly sourceRange: TextRange;
}
