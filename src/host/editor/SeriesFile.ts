import type * as vscode from 'vscode';
import type { SliceInput } from '../../core/geometry/SliceStack';

/** One file of a series as the viewer needs it: where it is and what puts it in order. */
export interface SeriesFile extends SliceInput {
  readonly uri: vscode.Uri;
  readonly numberOfFrames: number;
}
