import type { InstanceHeader } from '../dicom/InstanceHeader';

/** What the slice order needs to know of an instance. */
export type SliceInput = Pick<
  InstanceHeader,
  | 'sopInstanceUid'
  | 'instanceNumber'
  | 'acquisitionNumber'
  | 'acquisitionDate'
  | 'acquisitionTime'
  | 'temporalPositionIdentifier'
  | 'echoTimeMs'
  | 'plane'
  | 'rows'
  | 'columns'
>;

/** `volume`: ordered by position. `time`: all at one position, ordered in time. `plain`: no geometry. */
export type StackKind = 'volume' | 'time' | 'plain';

/** The attribute that tells images at one position apart. */
export type PhaseAttribute =
  'acquisition-number' | 'acquisition-time' | 'temporal-position' | 'echo-time';

/** A slice in its place: the index in the input and what is shown as its position. */
export interface OrderedSlice {
  readonly inputIndex: number;
  /** Patient z for axial planes, else distance along the normal, in mm; undefined without geometry. */
  readonly positionMm: number | undefined;
  readonly positionKind: 'z' | 'along-normal' | 'none';
  /** Indexes of further inputs with the same SOP Instance UID: the same image in another file. */
  readonly copies: readonly number[];
}

/** Slices that are scrolled as one: numbered 1 to their count. */
export interface SlicePhase {
  readonly kind: StackKind;
  /** What tells this phase from the others (`Acquisition 2`, `coronal`); empty when there is only one. */
  readonly label: string;
  /** By what the phases of this orientation differ; undefined when it has only one. */
  readonly by: PhaseAttribute | undefined;
  readonly slices: readonly OrderedSlice[];
  /** Median distance of neighbours along the normal, in mm. */
  readonly spacingMm: number | undefined;
  /** Angle between the normal and the way from the first slice to the last, in degrees. */
  readonly tiltDegrees: number | undefined;
}

/** A step between neighbours: after which slice (index in its phase), how far along the normal. */
export interface StackStep {
  readonly afterSlice: number;
  readonly stepMm: number;
}

/** What is worth knowing about a series besides its order. */
export type SliceNote =
  /** Orientations or sizes differ: the phases of each group follow one another, the largest group first. */
  | { readonly kind: 'several-groups'; readonly by: 'orientation' | 'size'; readonly count: number }
  /** So many orientations that the slices are kept in the order of their numbers. */
  | { readonly kind: 'many-orientations' }
  /** Slices without geometry beside slices with it; they form the last phase. */
  | { readonly kind: 'without-geometry'; readonly count: number }
  /** Positions repeat and several phases were told apart. */
  | { readonly kind: 'phases'; readonly count: number; readonly by: PhaseAttribute }
  /** Steps over 10 % off the median. */
  | {
      readonly kind: 'uneven-steps';
      readonly phase: number;
      readonly medianMm: number;
      readonly steps: readonly StackStep[];
    }
  /** Slices (indexes in the phase) at the same position as the slice before them. */
  | {
      readonly kind: 'duplicate-positions';
      readonly phase: number;
      readonly slices: readonly number[];
    }
  | { readonly kind: 'tilt'; readonly phase: number; readonly degrees: number }
  /** Files that hold an image which another file holds too. */
  | { readonly kind: 'copies'; readonly count: number };

/** A series in the order in which it is shown. `kind` and `spacingMm` are those of the first phase. */
export interface SliceStack {
  readonly kind: StackKind;
  readonly phases: readonly SlicePhase[];
  readonly spacingMm: number | undefined;
  readonly notes: readonly SliceNote[];
}

/** Where an input stands in a stack: phase and slice index, and the number of slices in that phase. */
export interface SlicePlace {
  readonly phase: number;
  readonly slice: number;
  readonly count: number;
}

/** Finds an input (or one of its copies) in a stack; undefined when it is not part of it. */
export function placeOf(stack: SliceStack, inputIndex: number): SlicePlace | undefined {
  for (const [phase, { slices }] of stack.phases.entries()) {
    const slice = slices.findIndex(
      (candidate) => candidate.inputIndex === inputIndex || candidate.copies.includes(inputIndex),
    );
    if (slice !== -1) return { phase, slice, count: slices.length };
  }
  return undefined;
}
