import type { PhaseAttribute, SliceInput } from './SliceStack';
import type { PositionedEntry } from './StackEntry';
import { acquisitionSeconds, byAcquisition, compareOptional } from './StackEntry';

/** Positions along the normal closer than this are the same position. */
const samePositionMm = 0.01;

/** Above this many steps of searching for a place, images are dealt out by their rank at their position instead. */
const maxPlacingSteps = 2_000_000;

/** Entries of one phase, not yet in order. `value` is the attribute's value when the phase has one of its own. */
export interface PhaseEntries {
  readonly value: number | undefined;
  readonly entries: readonly PositionedEntry[];
}

/** How the images of one orientation part. */
export type Phases =
  | { readonly kind: 'one-position' }
  | { readonly kind: 'single' }
  | {
      readonly kind: 'several';
      readonly by: PhaseAttribute;
      readonly phases: readonly PhaseEntries[];
    };

const attributes: readonly {
  readonly by: PhaseAttribute;
  readonly valueOf: (input: SliceInput) => number | undefined;
}[] = [
  { by: 'acquisition-number', valueOf: (input) => input.acquisitionNumber },
  { by: 'acquisition-time', valueOf: acquisitionSeconds },
  { by: 'temporal-position', valueOf: (input) => input.temporalPositionIdentifier },
  { by: 'echo-time', valueOf: (input) => input.echoTimeMs },
];

/** An entry with the number of its position, counted from the lowest. */
interface Placed {
  readonly entry: PositionedEntry;
  readonly position: number;
}

/** Images that share a value of the attribute. */
interface ValueGroup {
  readonly value: number | undefined;
  readonly images: readonly Placed[];
}

/**
 * Parts images of one orientation into phases. Phases exist only where positions repeat and an attribute tells the
 * images at one position apart: the first of AcquisitionNumber, AcquisitionTime, TemporalPositionIdentifier and
 * EchoTime that does. Each of its values is a phase where its values are few; where they are many (one per couch
 * position, one time per image) successive values fill a phase until a position comes again.
 */
export function findPhases(entries: readonly PositionedEntry[]): Phases {
  const placed = placeEntries(entries);
  const positions = (placed[placed.length - 1]?.position ?? -1) + 1;
  const repeats = placed.length - positions;
  if (repeats === 0) return { kind: 'single' };
  if (positions === 1) return { kind: 'one-position' };
  const perPosition = mostAtOnePosition(placed);
  return (
    byValues(placed, repeats, perPosition) ??
    byFilling(placed, repeats, perPosition) ?? { kind: 'single' }
  );
}

function placeEntries(entries: readonly PositionedEntry[]): Placed[] {
  const sorted = [...entries].sort((a, b) => a.distanceMm - b.distanceMm);
  let position = -1;
  let positionStart = -Infinity;
  return sorted.map((entry) => {
    if (entry.distanceMm - positionStart > samePositionMm) {
      position += 1;
      positionStart = entry.distanceMm;
    }
    return { entry, position };
  });
}

function mostAtOnePosition(placed: readonly Placed[]): number {
  const counts = new Map<number, number>();
  for (const { position } of placed) counts.set(position, (counts.get(position) ?? 0) + 1);
  return Math.max(...counts.values());
}

/** One phase per value, for the first attribute that resolves at least half of the repeats with few values. */
function byValues(
  placed: readonly Placed[],
  repeats: number,
  perPosition: number,
): Phases | undefined {
  for (const { by, valueOf } of attributes) {
    const groups = valueGroups(placed, valueOf);
    if (groups.length < 2 || groups.length > 2 * perPosition) continue;
    if (repeatsLeft(groups) * 2 > repeats) continue;
    const phases = groups.map(({ value, images }) => ({
      value,
      entries: images.map((image) => image.entry),
    }));
    return { kind: 'several', by, phases };
  }
  return undefined;
}

/** Values that are too many to be phases fill phases one after the other. */
function byFilling(
  placed: readonly Placed[],
  repeats: number,
  perPosition: number,
): Phases | undefined {
  for (const { by, valueOf } of attributes) {
    const groups = valueGroups(placed, valueOf);
    if (groups.length < 2 || repeatsLeft(groups) * 2 > repeats) continue;
    const filled = fill(groups, perPosition);
    const phases = filled.map((images) => ({
      value: undefined,
      entries: images.map((image) => image.entry),
    }));
    return { kind: 'several', by, phases };
  }
  return undefined;
}

function valueGroups(
  placed: readonly Placed[],
  valueOf: (input: SliceInput) => number | undefined,
): ValueGroup[] {
  const groups = new Map<number | undefined, Placed[]>();
  for (const image of placed) {
    const value = valueOf(image.entry.input);
    const group = groups.get(value);
    if (group) group.push(image);
    else groups.set(value, [image]);
  }
  return [...groups]
    .map(([value, images]) => ({ value, images }))
    .sort((a, b) => compareOptional(a.value, b.value));
}

/** How many images would still share phase and position with another. */
function repeatsLeft(groups: readonly ValueGroup[]): number {
  let left = 0;
  for (const { images } of groups) {
    left += images.length - new Set(images.map((image) => image.position)).size;
  }
  return left;
}

/** Successive values go on in the current phase (passes); where that needs too many, each goes where it fits (cine). */
function fill(groups: readonly ValueGroup[], perPosition: number): Placed[][] {
  const successive = place(groups, (fits, phases) => (fits(phases - 1) ? phases - 1 : phases));
  if (successive.length <= perPosition) return successive;
  if (groups.length * perPosition > maxPlacingSteps) return byRank(groups);
  return place(groups, (fits, phases) => {
    for (let phase = 0; phase < phases; phase++) if (fits(phase)) return phase;
    return phases;
  });
}

function place(
  groups: readonly ValueGroup[],
  choose: (fits: (phase: number) => boolean, phases: number) => number,
): Placed[][] {
  const phases: { images: Placed[]; taken: Set<number> }[] = [];
  for (const { images } of groups) {
    const fits = (phase: number): boolean => {
      const taken = phases[phase]?.taken;
      return taken !== undefined && images.every((image) => !taken.has(image.position));
    };
    const chosen = choose(fits, phases.length);
    const phase = phases[chosen] ?? { images: [], taken: new Set<number>() };
    if (chosen >= phases.length) phases.push(phase);
    for (const image of images) {
      phase.images.push(image);
      phase.taken.add(image.position);
    }
  }
  return phases.map((phase) => phase.images);
}

function byRank(groups: readonly ValueGroup[]): Placed[][] {
  const phases: Placed[][] = [];
  const ranks = new Map<number, number>();
  const inTime = groups
    .flatMap((group) => group.images)
    .sort((a, b) => byAcquisition(a.entry, b.entry));
  for (const image of inTime) {
    const rank = ranks.get(image.position) ?? 0;
    ranks.set(image.position, rank + 1);
    (phases[rank] ??= []).push(image);
  }
  return phases;
}
