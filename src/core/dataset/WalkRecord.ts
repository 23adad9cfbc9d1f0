import type { DicomError } from '../dicom/DicomError';
import type { InstanceHeader } from '../dicom/InstanceHeader';
import type { ExpectedSeries } from './ExpectedSeries';

/**
 * A file below the root of a walk. `folder` is relative to the root, with forward slashes, empty for the root itself;
 * size in bytes and time of change in ms since 1970, undefined where the walk did not ask for them.
 */
export interface FoundFile {
  readonly folder: string;
  readonly name: string;
  readonly size: number | undefined;
  readonly mtimeMs: number | undefined;
}

/** Why something was not indexed. `reason` of the system's own kind is its error code (`EACCES`, `ENOENT`). */
export type FileProblem =
  | { readonly kind: 'unreadable-folder' | 'unreadable-file'; readonly reason: string }
  | { readonly kind: 'dicom'; readonly error: DicomError }
  | { readonly kind: 'no-identity' }
  | { readonly kind: 'too-deep' }
  | { readonly kind: 'too-large' };

/** One finding of a walk. */
export type WalkRecord =
  | { readonly kind: 'instance'; readonly file: FoundFile; readonly header: InstanceHeader }
  | { readonly kind: 'annotation'; readonly file: FoundFile; readonly sopInstanceUid: string }
  | { readonly kind: 'expected'; readonly series: ExpectedSeries }
  | { readonly kind: 'problem'; readonly path: string; readonly problem: FileProblem };

/** How far a walk has come. `files` are all files seen, `skipped` those that are neither DICOM nor annotation. */
export interface WalkCounts {
  readonly folders: number;
  readonly files: number;
  readonly instances: number;
  readonly annotations: number;
  readonly skipped: number;
  readonly problems: number;
}

/**
 * How a walk ended: `complete` has seen everything, `cancelled` was told to stop, `gave-up` met so many files without
 * one DICOM file that the folder is taken for something else.
 */
export interface WalkSummary {
  readonly outcome: 'complete' | 'cancelled' | 'gave-up';
  readonly counts: WalkCounts;
  readonly elapsedMs: number;
}

/** Joins a relative folder and a name. */
export function joinPath(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`;
}
