import * as vscode from 'vscode';
import { assertNever } from '../../core/assertNever';
import { orderSlices } from '../../core/geometry/sliceOrder';
import type { OrderedSlice, SliceNote, SliceStack } from '../../core/geometry/SliceStack';
import type { SeriesView, SliceRef } from '../../protocol/viewer';
import type { SeriesFile } from './SeriesFile';

/** The name of a slice between host and page: file and frame. */
export function sliceKey(uri: vscode.Uri, frameIndex: number): string {
  return `${uri.toString()}#${frameIndex}`;
}

/** A series in order, with the file behind each slice key. */
export interface OrderedSeries {
  readonly view: SeriesView;
  readonly files: ReadonlyMap<string, { readonly file: SeriesFile; readonly frameIndex: number }>;
  /** Of a file that repeats another's image: the key of the slice that is shown in its place. */
  readonly shownInstead: ReadonlyMap<string, string>;
}

/** Orders the files of a series. A multi-frame file is a stack of its own: the frames of the file that is open. */
export function orderSeries(
  seriesInstanceUid: string,
  files: readonly SeriesFile[],
  isAnnotated: (sopInstanceUid: string) => boolean,
  partial: boolean,
): OrderedSeries {
  const stack = orderSlices(files);
  const shownInstead = new Map<string, string>();
  const byKey = new Map<string, { file: SeriesFile; frameIndex: number }>();
  const refs = (slice: OrderedSlice): SliceRef[] => {
    const file = files[slice.inputIndex];
    if (!file) return [];
    for (const copy of slice.copies) {
      const other = files[copy];
      if (other) shownInstead.set(sliceKey(other.uri, 0), sliceKey(file.uri, 0));
    }
    const frameCount = Math.max(1, file.numberOfFrames);
    return Array.from({ length: frameCount }, (_, frameIndex) => {
      const key = sliceKey(file.uri, frameIndex);
      byKey.set(key, { file, frameIndex });
      const annotated = isAnnotated(file.sopInstanceUid);
      // The header has the position of the first frame only: no other may be shown under it.
      const { positionMm, positionKind } = frameCount > 1 ? unplaced : slice;
      return {
        key,
        sopInstanceUid: file.sopInstanceUid,
        frameIndex,
        positionMm,
        positionKind,
        annotated,
      };
    });
  };
  const view: SeriesView = {
    seriesInstanceUid,
    kind: stack.kind,
    phases: stack.phases.map(({ label, slices }) => ({ label, slices: slices.flatMap(refs) })),
    // That there are phases is said by the list of them; it is nothing odd.
    notes: stack.notes.filter(({ kind }) => kind !== 'phases').map((note) => noteText(note, stack)),
    partial,
  };
  return { view, files: byKey, shownInstead };
}

const unplaced = { positionMm: undefined, positionKind: 'none' } as const;

/** What is odd about a series, in one sentence. */
export function noteText(note: SliceNote, stack: SliceStack): string {
  const { t } = vscode.l10n;
  const phase = (index: number): string =>
    stack.phases.length > 1 ? ` (${stack.phases[index]?.label ?? ''})` : '';
  switch (note.kind) {
    case 'several-groups':
      return note.by === 'orientation'
        ? t('The series holds {0} orientations.', note.count)
        : t('The series holds images of {0} sizes.', note.count);
    case 'many-orientations':
      return t('Every slice has its own orientation: shown in the order of their numbers.');
    case 'without-geometry':
      return t('{0} images have no position.', note.count);
    case 'phases':
      return t('{0} phases at the same positions.', note.count);
    case 'uneven-steps':
      return t(
        '{0} gaps: steps that differ from {1} mm by more than 10 %{2}.',
        note.steps.length,
        note.medianMm.toFixed(2),
        phase(note.phase),
      );
    case 'duplicate-positions':
      return t(
        '{0} slices at the position of the slice before them{1}.',
        note.slices.length,
        phase(note.phase),
      );
    case 'tilt':
      return t('Tilted by {0}°{1}.', note.degrees.toFixed(1), phase(note.phase));
    case 'copies':
      return t('{0} files hold an image that another file holds too.', note.count);
    default:
      return assertNever(note);
  }
}
