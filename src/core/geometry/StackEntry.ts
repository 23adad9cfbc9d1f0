import type { SliceInput } from './SliceStack';

/** An image on its way into the order: the input, its index, and the indexes of its copies. */
export interface StackEntry {
  readonly input: SliceInput;
  readonly inputIndex: number;
  readonly copies: readonly number[];
}

/** An entry with its distance along the normal of its group, in mm. */
export interface PositionedEntry extends StackEntry {
  readonly distanceMm: number;
}

/**
 * One entry per image, by InstanceNumber, then SOP Instance UID, whatever the order of the input: all that follows is
 * then independent of the order in which files were found. Inputs with one SOP Instance UID become one entry.
 */
export function stackEntries(inputs: readonly SliceInput[]): StackEntry[] {
  const byUid = new Map<string, { input: SliceInput; inputIndex: number; copies: number[] }>();
  for (const [inputIndex, input] of inputs.entries()) {
    const key = input.sopInstanceUid === '' ? `#${inputIndex}` : input.sopInstanceUid;
    const known = byUid.get(key);
    if (known) known.copies.push(inputIndex);
    else byUid.set(key, { input, inputIndex, copies: [] });
  }
  return [...byUid.values()].sort(byNumberThenUid);
}

/** InstanceNumber, then SOP Instance UID; entries without a number last. */
export function byNumberThenUid(a: StackEntry, b: StackEntry): number {
  return (
    compareOptional(a.input.instanceNumber, b.input.instanceNumber) ||
    compareText(a.input.sopInstanceUid, b.input.sopInstanceUid) ||
    a.inputIndex - b.inputIndex
  );
}

/** AcquisitionNumber, acquisition date and time, InstanceNumber, SOP Instance UID: the order of a time stack. */
export function byAcquisition(a: StackEntry, b: StackEntry): number {
  return (
    compareOptional(a.input.acquisitionNumber, b.input.acquisitionNumber) ||
    compareOptional(acquisitionSeconds(a.input), acquisitionSeconds(b.input)) ||
    byNumberThenUid(a, b)
  );
}

/** Seconds that grow with acquisition date and time; comparable within a series only. Undefined without a time. */
export function acquisitionSeconds(
  input: Pick<SliceInput, 'acquisitionDate' | 'acquisitionTime'>,
): number | undefined {
  // TM is HHMMSS.FFFFFF (PS3.5 6.2); ACR-NEMA wrote HH:MM:SS.
  const time = /^(\d\d)(\d\d)?(\d\d(?:\.\d+)?)?/.exec(
    input.acquisitionTime.replaceAll(':', '').trim(),
  );
  if (!time) return undefined;
  const [, hours, minutes, seconds] = time;
  const date = /^\d{8}/.exec(input.acquisitionDate.replaceAll('.', ''))?.[0] ?? '0';
  return (
    Number(date) * 86_400 + Number(hours) * 3600 + Number(minutes ?? 0) * 60 + Number(seconds ?? 0)
  );
}

/** Ascending, undefined last. */
export function compareOptional(a: number | undefined, b: number | undefined): number {
  if (a === undefined || b === undefined)
    return (a === undefined ? 1 : 0) - (b === undefined ? 1 : 0);
  return a - b;
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
