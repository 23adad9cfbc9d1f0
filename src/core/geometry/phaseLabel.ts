import { assertNever } from '../assertNever';
import type { PhaseEntries } from './phases';
import type { PhaseAttribute } from './SliceStack';

/** A short name for a phase: the value that sets it apart, or its number where many values filled it. */
export function phaseLabel(by: PhaseAttribute, phase: PhaseEntries, index: number): string {
  const { value } = phase;
  if (value === undefined) return `Phase ${index + 1}`;
  switch (by) {
    case 'acquisition-number':
      return `Acquisition ${value}`;
    case 'acquisition-time':
      return clockTime(value);
    case 'temporal-position':
      return `Time ${value}`;
    case 'echo-time':
      return `Echo ${value} ms`;
    default:
      return assertNever(by);
  }
}

function clockTime(seconds: number): string {
  const ofDay = Math.floor(seconds % 86_400);
  const parts = [Math.floor(ofDay / 3600), Math.floor(ofDay / 60) % 60, ofDay % 60];
  return parts.map((part) => String(part).padStart(2, '0')).join(':');
}
