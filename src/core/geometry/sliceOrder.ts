import { assertNever } from '../assertNever';
import { shownPosition, tiltDegrees } from './imagePlane';
import { findPhases } from './phases';
import type { PhaseEntries } from './phases';
import { phaseLabel } from './phaseLabel';
import type { PlaneGroup, PlaneGroups } from './planeGroups';
import { orientationName, planeGroups, sameOrientation } from './planeGroups';
import { stackDirection } from './stackDirection';
import type { PositionedEntry, StackEntry } from './StackEntry';
import { byAcquisition, byNumberThenUid, stackEntries } from './StackEntry';
import { stackSteps } from './stackSteps';
import type {
  OrderedSlice,
  PhaseAttribute,
  SliceInput,
  SliceNote,
  SlicePhase,
  SliceStack,
} from './SliceStack';

/** Tilt below this is rounding. */
const minToldTiltDegrees = 0.5;

/**
 * Puts the instances of one series in the order in which they are shown. Slices are ordered along their normal,
 * slice 1 at the end where InstanceNumber starts; phases exist only where positions repeat; images that all lie at one
 * position are one time stack; without geometry InstanceNumber decides, then SOP Instance UID. File names play no
 * part, nor does the order of the input. Every input is in the result exactly once, as a slice or as its copy.
 */
export function orderSlices(inputs: readonly SliceInput[]): SliceStack {
  const entries = stackEntries(inputs);
  const parts = planeGroups(entries);
  const phases: SlicePhase[] = [];
  const notes: SliceNote[] = [...groupNotes(parts, inputs.length - entries.length)];
  for (const group of parts.groups) orderGroup(group, groupLabel(group, parts), phases, notes);
  if (parts.withoutGeometry.length > 0) {
    phases.push(plainPhase(parts.withoutGeometry, parts.groups.length > 0));
  }
  return { kind: phases[0]?.kind ?? 'plain', phases, spacingMm: phases[0]?.spacingMm, notes };
}

function groupNotes(parts: PlaneGroups, copies: number): SliceNote[] {
  const notes: SliceNote[] = [];
  const [first, ...others] = parts.groups;
  if (first && others.length > 0) {
    const bySize = others.every((group) => sameOrientation(group.plane, first.plane));
    notes.push({
      kind: 'several-groups',
      by: bySize ? 'size' : 'orientation',
      count: parts.groups.length,
    });
  }
  if (parts.manyOrientations) notes.push({ kind: 'many-orientations' });
  if (first && parts.withoutGeometry.length > 0) {
    notes.push({ kind: 'without-geometry', count: parts.withoutGeometry.length });
  }
  if (copies > 0) notes.push({ kind: 'copies', count: copies });
  return notes;
}

/** Names a group among several by its orientation, and by its size where two groups share the orientation. */
function groupLabel(group: PlaneGroup, { groups, withoutGeometry }: PlaneGroups): string {
  if (groups.length < 2 && withoutGeometry.length === 0) return '';
  const name = orientationName(group);
  const alone = groups.every((other) => other === group || orientationName(other) !== name);
  return alone ? name : `${name} ${group.columns ?? '?'} x ${group.rows ?? '?'}`;
}

function orderGroup(
  group: PlaneGroup,
  label: string,
  phases: SlicePhase[],
  notes: SliceNote[],
): void {
  const found = findPhases(group.entries);
  switch (found.kind) {
    case 'one-position':
      phases.push(timePhase(group.entries, label));
      return;
    case 'single': {
      const direction = stackDirection([group.entries], group.normal);
      phases.push(
        volumePhase(group, group.entries, direction, { label, by: undefined }, phases, notes),
      );
      return;
    }
    case 'several':
      notes.push({ kind: 'phases', count: found.phases.length, by: found.by });
      orderPhases(group, found.phases, found.by, label, phases, notes);
      return;
    default:
      assertNever(found);
  }
}

function orderPhases(
  group: PlaneGroup,
  parts: readonly PhaseEntries[],
  by: PhaseAttribute,
  label: string,
  phases: SlicePhase[],
  notes: SliceNote[],
): void {
  const direction = stackDirection(
    parts.map((part) => part.entries),
    group.normal,
  );
  for (const [index, part] of parts.entries()) {
    const own = phaseLabel(by, part, index);
    const naming = { label: label === '' ? own : `${label}, ${own}`, by };
    phases.push(volumePhase(group, part.entries, direction, naming, phases, notes));
  }
}

function volumePhase(
  group: PlaneGroup,
  entries: readonly PositionedEntry[],
  direction: 1 | -1,
  naming: Pick<SlicePhase, 'label' | 'by'>,
  before: readonly SlicePhase[],
  notes: SliceNote[],
): SlicePhase {
  const ordered = [...entries].sort(
    (a, b) => direction * (a.distanceMm - b.distanceMm) || byNumberThenUid(a, b),
  );
  const phase = before.length;
  const { medianMm, uneven, duplicates } = stackSteps(ordered);
  if (uneven.length > 0 && medianMm !== undefined) {
    notes.push({ kind: 'uneven-steps', phase, medianMm, steps: uneven });
  }
  if (duplicates.length > 0) notes.push({ kind: 'duplicate-positions', phase, slices: duplicates });
  const tilt = tiltOf(ordered, group);
  if (tilt !== undefined && tilt >= minToldTiltDegrees) {
    notes.push({ kind: 'tilt', phase, degrees: tilt });
  }
  return {
    kind: 'volume',
    ...naming,
    slices: ordered.map(slice),
    spacingMm: medianMm,
    tiltDegrees: tilt,
  };
}

function tiltOf(ordered: readonly PositionedEntry[], group: PlaneGroup): number | undefined {
  const first = ordered[0]?.input.plane;
  const last = ordered[ordered.length - 1]?.input.plane;
  return first && last && tiltDegrees(group.normal, first.positionMm, last.positionMm);
}

function timePhase(entries: readonly PositionedEntry[], label: string): SlicePhase {
  return {
    kind: 'time',
    label,
    by: undefined,
    slices: [...entries].sort(byAcquisition).map(slice),
    spacingMm: undefined,
    tiltDegrees: undefined,
  };
}

function plainPhase(entries: readonly StackEntry[], amongOthers: boolean): SlicePhase {
  return {
    kind: 'plain',
    label: amongOthers ? 'no geometry' : '',
    by: undefined,
    slices: [...entries].sort(byNumberThenUid).map(slice),
    spacingMm: undefined,
    tiltDegrees: undefined,
  };
}

function slice(entry: StackEntry): OrderedSlice {
  const shown = entry.input.plane && shownPosition(entry.input.plane);
  return {
    inputIndex: entry.inputIndex,
    positionMm: shown?.mm,
    positionKind: shown?.kind ?? 'none',
    copies: entry.copies,
  };
}
