import type { DicomError } from './DicomError';
import type { ElementHeader } from './elementHeader';
import { MAX_ELEMENT_HEADER, UNDEFINED_LENGTH, readElementHeader } from './elementHeader';
import type { Encoding } from './transferSyntax';
import { vrCode } from './valueRepresentation';

/** Receives the values a walk passes. */
export interface ElementSink {
  /** True when the walk shall bring the value of this top-level element to `take`. */
  wants(tag: number): boolean;
  /** The same for elements in the first item of the functional groups (PS3.3 C.7.6.16). */
  wantsInFunctionalGroup(tag: number): boolean;
  /** The value: `length` bytes of `bytes` from `start`. The array is shared and not changed afterwards. */
  take(tag: number, vr: number, bytes: Uint8Array, start: number, length: number): void;
}

/** Where a walk stands: it ended, it needs bytes from `offset` on (at least `length`), or the data set is broken. */
export type WalkStep =
  | { readonly kind: 'end'; readonly pixelDataOffset: number | undefined }
  | { readonly kind: 'need'; readonly offset: number; readonly length: number }
  | { readonly kind: 'failed'; readonly error: DicomError };

const UN = vrCode('UN');
// Tags as ElementHeader has them: signed, so those of groups from 8000 on are negative.
const ITEM = 0xfffee000 | 0;
const ITEM_END = 0xfffee00d | 0;
const SEQUENCE_END = 0xfffee0dd | 0;
const ROWS = 0x00280010;
const PIXEL_TAGS = 0x7fe00008;
const LAST_PIXEL_TAG = 0x7fe00010;
const SHARED_FUNCTIONAL_GROUPS = 0x52009229;
const PER_FRAME_FUNCTIONAL_GROUPS = 0x52009230;
const TRAILING_PADDING = 0xfffcfffc | 0;
/** Ultrasound volumes of one maker, hundreds of MB behind the place of the pixel data. */
const GE_PRIVATE_PIXELS = 0x7fe1;
/**
 * Where the content of documents, presentation states, RT structures and plans and waveforms begins. Without Rows before
 * them there is no image, and what follows may be long. Only these: a damaged tag must not end a walk.
 */
const groupsWithoutPixels = new Set([
  ...[0x0040, 0x0042, 0x0068, 0x0070, 0x3002, 0x3006, 0x3008, 0x300a, 0x300c, 0x5400],
]);
/** Plane Position, Plane Orientation, Pixel Measures: the groups that place a frame in space. */
const placingGroups = new Set([0x00209113, 0x00209116, 0x00289110]);

/** Real data sets nest a handful of levels; a file with more than this is an attack or damaged. */
const MAX_DEPTH = 256;
/** Longer values of the wanted elements are nonsense and are treated as absent. */
const MAX_WANTED_LENGTH = 16_384;

/** One sequence or item whose content the walk is in. */
interface Container {
  readonly isItem: boolean;
  /** Inside UN of undefined length everything is implicit (PS3.5 6.2.2). */
  readonly implicit: boolean;
  /** Its content is the placing part of the first frame's functional groups. */
  isPlacing: boolean;
  /** Absolute end where a length was given and the walk entered all the same; Infinity where a delimiter ends it. */
  readonly end: number;
}

/**
 * Walks a data set from element to element without building any: values are skipped by their length, only what the
 * sink wants is handed over. No recursion, and linear in the elements passed. Resumable: `walk` may be called again
 * with the bytes it asked for. Stops at the pixel data, or where none can follow any more.
 */
export class ElementWalker {
  private readonly element: ElementHeader = { tag: 0, vr: 0, length: 0, valueOffset: 0 };
  private readonly containers: Container[] = [];
  private readonly implicitEncoding: Encoding;
  private hasRows = false;

  /** `position` is where the data set starts, `size` where the file ends (Infinity while that is unknown). */
  constructor(
    private position: number,
    private readonly size: number,
    private readonly encoding: Encoding,
    private readonly sink: ElementSink,
  ) {
    this.implicitEncoding = { explicitVr: false, littleEndian: encoding.littleEndian };
  }

  /** Goes on with `bytes`, which begin at `base` of the file, as far as they reach. */
  walk(bytes: Uint8Array, base: number): WalkStep {
    for (;;) {
      let innermost: Container | undefined;
      if (this.containers.length > 0) {
        this.leaveFinishedContainers();
        innermost = this.containers.at(-1);
      }
      if (this.position >= this.size) return this.endOfFile();
      const at = this.position - base;
      const encoding = innermost?.implicit ? this.implicitEncoding : this.encoding;
      if (at < 0 || !readElementHeader(bytes, at, encoding, this.element)) {
        if (this.size - this.position < 8) return this.strayTail();
        if (at >= 0 && base + bytes.length >= this.size) return this.truncatedAt(this.size + 1);
        return this.need(this.position, MAX_ELEMENT_HEADER);
      }
      const step = this.pass(bytes, base, innermost);
      if (step) return step;
    }
  }

  private pass(
    bytes: Uint8Array,
    base: number,
    innermost: Container | undefined,
  ): WalkStep | undefined {
    const { tag } = this.element;
    if (tag >= ITEM && tag <= SEQUENCE_END) return this.passDelimiter(base, innermost);
    if (!innermost) {
      if (this.nothingFollows(tag)) return this.end(undefined);
      if (tag >= PIXEL_TAGS && tag <= LAST_PIXEL_TAG) return this.end(this.position);
      if (tag === ROWS) this.hasRows = true;
    }
    if (this.element.length === UNDEFINED_LENGTH) return this.enter(base, innermost, Infinity);
    const wanted = innermost
      ? innermost.isPlacing && this.sink.wantsInFunctionalGroup(tag)
      : this.sink.wants(tag);
    if (wanted && !this.handOver(bytes, base)) {
      return this.need(this.position, MAX_ELEMENT_HEADER + this.element.length);
    }
    const end = base + this.element.valueOffset + this.element.length;
    if (this.isPlacingSequence(innermost)) return this.enter(base, innermost, end);
    return this.skipTo(end);
  }

  /** True at an element after which neither pixel data nor anything wanted can come. */
  private nothingFollows(tag: number): boolean {
    if (tag >= 0 && tag <= ROWS) return false;
    const group = tag >>> 16;
    if (!this.hasRows && groupsWithoutPixels.has(group)) return true;
    return tag === TRAILING_PADDING || group === GE_PRIVATE_PIXELS;
  }

  /** Gives the value to the sink; false when it lies beyond the bytes at hand but within the file. */
  private handOver(bytes: Uint8Array, base: number): boolean {
    const { tag, vr, length, valueOffset } = this.element;
    if (length > MAX_WANTED_LENGTH || base + valueOffset + length > this.size) return true;
    if (valueOffset + length > bytes.length) return false;
    this.sink.take(tag, vr, bytes, valueOffset, length);
    return true;
  }

  private isPlacingSequence(innermost: Container | undefined): boolean {
    const { tag } = this.element;
    if (!innermost) return tag === SHARED_FUNCTIONAL_GROUPS || tag === PER_FRAME_FUNCTIONAL_GROUPS;
    return innermost.isPlacing && innermost.isItem && placingGroups.has(tag);
  }

  private enter(base: number, innermost: Container | undefined, end: number): WalkStep | undefined {
    return this.push(base, {
      isItem: false,
      implicit: (innermost?.implicit ?? false) || this.element.vr === UN,
      isPlacing: this.isPlacingSequence(innermost),
      end,
    });
  }

  private push(base: number, container: Container): WalkStep | undefined {
    if (this.containers.length >= MAX_DEPTH) {
      return this.malformed(`sequences nested deeper than ${MAX_DEPTH} levels`);
    }
    this.containers.push(container);
    this.position = base + this.element.valueOffset;
    return undefined;
  }

  private passDelimiter(base: number, innermost: Container | undefined): WalkStep | undefined {
    const { tag, length, valueOffset } = this.element;
    if (tag === ITEM) {
      const isPlacing = innermost !== undefined && !innermost.isItem && innermost.isPlacing;
      const isUndefined = length === UNDEFINED_LENGTH;
      const end = isUndefined ? Infinity : base + valueOffset + length;
      if (!isUndefined && !isPlacing) return this.skipTo(end);
      return this.push(base, {
        isItem: true,
        implicit: innermost?.implicit ?? false,
        isPlacing,
        end,
      });
    }
    this.position = base + valueOffset;
    if (tag === ITEM_END && innermost?.isItem) this.leave();
    if (tag === SEQUENCE_END && innermost) {
      // An item that was never closed ends with its sequence.
      if (innermost.isItem) this.leave();
      if (this.containers.at(-1)?.isItem === false) this.leave();
    }
    return undefined;
  }

  /** Leaves the innermost container; only the first item of the placing sequences is looked into. */
  private leave(): void {
    const left = this.containers.pop();
    const parent = this.containers.at(-1);
    if (left?.isItem && parent?.isPlacing) parent.isPlacing = false;
  }

  private leaveFinishedContainers(): void {
    let innermost = this.containers.at(-1);
    while (innermost && this.position >= innermost.end) {
      this.leave();
      innermost = this.containers.at(-1);
    }
    if (innermost && !innermost.isItem && !innermost.isPlacing && innermost.end !== Infinity) {
      this.position = innermost.end;
      this.leave();
    }
  }

  private skipTo(end: number): WalkStep | undefined {
    if (end > this.size) return this.truncatedAt(end);
    this.position = end;
    return undefined;
  }

  private truncatedAt(expectedBytes: number): WalkStep {
    const actualBytes = this.size;
    return {
      kind: 'failed',
      error: { code: 'truncated', where: 'header', expectedBytes, actualBytes },
    };
  }

  private need(offset: number, length: number): WalkStep {
    return { kind: 'need', offset, length: Math.min(length, this.size - offset) };
  }

  private end(pixelDataOffset: number | undefined): WalkStep {
    return { kind: 'end', pixelDataOffset };
  }

  private endOfFile(): WalkStep {
    if (this.containers.length > 0) return this.malformed('a sequence is never closed');
    return this.end(undefined);
  }

  /** Fewer bytes than an element has: padding after the last element is common and harmless. */
  private strayTail(): WalkStep {
    this.position = this.size;
    return this.endOfFile();
  }

  private malformed(detail: string): WalkStep {
    return { kind: 'failed', error: { code: 'malformed', offset: this.position, detail } };
  }
}
