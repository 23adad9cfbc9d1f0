import { ctPresets } from '../../src/core/pixels/voiPresets';
import { wholeRange } from '../../src/core/pixels/wholeRange';
import type { GreyFrame } from '../../src/core/pixels/Frame';
import type { VoiFunction, VoiWindow } from '../../src/core/pixels/VoiWindow';
import type { PictureMessage, SliceView, VoiSelection } from '../../src/protocol/viewer';
import { shortNumber, shortRange } from './shortNumber';

/** A window ready for the kernels, with the words that name it in the page. */
export interface ResolvedVoi {
  readonly voi: VoiWindow;
  readonly label: string;
  /** The selection that was really used, after falling back where the wanted one does not apply to the slice. */
  readonly selection: VoiSelection;
}

/** The window a picture opens with: the file's first, else mediastinum for HU, else the whole range. */
export function defaultSelection(slice: SliceView): VoiSelection {
  if (slice.windows.length > 0) return { kind: 'file', index: 0 };
  return isHounsfield(slice) ? { kind: 'preset', id: 'mediastinum' } : { kind: 'whole' };
}

/** CT presets are in HU and mean nothing for anything else. */
export function isHounsfield(slice: SliceView): boolean {
  return slice.unit.kind === 'unit' && slice.unit.unit === 'HU';
}

/** Applies a selection to one slice; undefined for colour, which has no window. */
export function resolveVoi(
  selection: VoiSelection,
  picture: PictureMessage,
): ResolvedVoi | undefined {
  const { slice, frame } = picture;
  if (frame.kind === 'colour') return undefined;
  return (
    applySelection(selection, slice, frame) ??
    applySelection(defaultSelection(slice), slice, frame) ??
    wholeRangeOf(frame)
  );
}

/** Why a window cannot be used for a picture; undefined when it can. */
export function whyNot(selection: VoiSelection, picture: PictureMessage): string | undefined {
  const { slice, frame } = picture;
  if (frame.kind === 'colour') return 'A colour image has no window';
  if (applySelection(selection, slice, frame)) return undefined;
  return selection.kind === 'file'
    ? 'The file stores no window'
    : 'This window is in HU, and this image is not: the window stays as it is';
}

function applySelection(
  selection: VoiSelection,
  slice: SliceView,
  frame: GreyFrame,
): ResolvedVoi | undefined {
  switch (selection.kind) {
    case 'preset': {
      const preset = ctPresets.find(({ id }) => id === selection.id);
      if (!preset || !isHounsfield(slice)) return undefined;
      return window(preset.width, preset.center, fileFunction(slice), preset.name, selection);
    }
    case 'file': {
      const stored = slice.windows[selection.index] ?? slice.windows[0];
      if (!stored) return undefined;
      const name = stored.explanation || 'File';
      return window(stored.width, stored.center, stored.voiFunction, name, selection);
    }
    case 'whole':
      return wholeRangeOf(frame);
    case 'manual':
      return window(selection.width, selection.center, fileFunction(slice), 'Manual', selection);
  }
}

function window(
  width: number,
  center: number,
  voiFunction: VoiFunction,
  name: string,
  selection: VoiSelection,
): ResolvedVoi {
  const label = `${name} · W ${shortNumber(width)} L ${shortNumber(center)}`;
  return { voi: { kind: 'window', width, center, voiFunction }, label, selection };
}

function wholeRangeOf(frame: GreyFrame): ResolvedVoi {
  const range = wholeRange(frame);
  const from = range?.from ?? 0;
  const to = range?.to ?? 1;
  return {
    voi: { kind: 'range', from, to },
    label: `Whole range · ${shortRange(from, to)}`,
    selection: { kind: 'whole' },
  };
}

/** CT presets and dragged windows use the file's VOI LUT Function, LINEAR when it names none. */
function fileFunction(slice: SliceView): VoiFunction {
  return slice.voiFunction;
}
