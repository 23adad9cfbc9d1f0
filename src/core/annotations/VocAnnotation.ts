import type { Box, BoxPx } from './Box';
import type { TextRange } from './TextRange';

/** The four number elements of a `<bndbox>`. */
export type BoxField = 'xmin' | 'ymin' | 'xmax' | 'ymax';

/** Why an `<object>` has no usable rectangle; `fields` names the number elements concerned. */
export type BoxProblem =
  | { readonly kind: 'no-bndbox' }
  | { readonly kind: 'missing'; readonly fields: readonly BoxField[] }
  | { readonly kind: 'not-a-number'; readonly fields: readonly BoxField[] };

/** The rectangle of an object, or why there is none. */
export type VocBox =
  | { readonly kind: 'box'; readonly boxPx: BoxPx }
  | { readonly kind: 'problem'; readonly problem: BoxProblem };

/**
 * One `<object>`, or one `<bndbox>` of an object that holds several (such objects share `range`). `numberRanges` are
 * the trimmed contents of the number elements that exist, `labelRange` that of `<name>`: what an edit replaces.
 */
export interface VocObject {
  readonly label: string;
  readonly box: VocBox;
  readonly truncated: boolean;
  readonly difficult: boolean;
  readonly range: TextRange;
  readonly labelRange: TextRange | undefined;
  readonly boxRange: TextRange | undefined;
  readonly numberRanges: Partial<Readonly<Record<BoxField, TextRange>>>;
}

/** `<size>`: what the annotating tool believed the image to be. Not the truth: the collection says 512 x 512 always. */
export interface VocSize {
  readonly width: number | undefined;
  readonly height: number | undefined;
  readonly depth: number | undefined;
}

/** A PASCAL VOC annotation as it stands in the text; absent text elements are empty strings. */
export interface VocAnnotation {
  readonly folder: string;
  readonly filename: string;
  readonly path: string;
  readonly verified: boolean;
  readonly sizePx: VocSize | undefined;
  readonly objects: readonly VocObject[];
}

/**
 * Why a text could not be read as VOC. `message` is one plain sentence; `offset` in UTF-16 units, `line` and
 * `column` 1-based, `column` in UTF-16 units.
 */
export interface VocError {
  readonly code: 'empty' | 'not-well-formed' | 'not-voc' | 'too-large' | 'too-deep';
  readonly message: string;
  readonly offset: number;
  readonly line: number;
  readonly column: number;
}

/** The drawable boxes of an annotation, in the order of the text. */
export function boxesOf(annotation: VocAnnotation): Box[] {
  return annotation.objects.flatMap((object) =>
    object.box.kind === 'problem'
      ? []
      : [
          {
            ...object.box.boxPx,
            label: object.label,
            truncated: object.truncated,
            difficult: object.difficult,
            sourceRange: object.range,
          },
        ],
  );
}
