import type { FileProblem } from './WalkRecord';

/**
 * Whether the files of a series are there: `found` at least one is, `expected` a metadata.csv names it and its folder
 * has not been walked to the end (yet, or because the walk was stopped), `not-on-disk` the whole folder was walked
 * without finding any.
 */
export type SeriesPresence = 'found' | 'expected' | 'not-on-disk';

/** A series of the tree. Counts are of images: a file that repeats another's SOP Instance UID is not counted again. */
export interface SeriesNode {
  readonly kind: 'series';
  /** Unique in the index: patient, study and series together, since damaged data repeats series UIDs. */
  readonly key: string;
  readonly seriesInstanceUid: string;
  readonly studyInstanceUid: string;
  readonly patientId: string;
  readonly presence: SeriesPresence;
  readonly seriesNumber: number | undefined;
  readonly seriesDescription: string;
  readonly seriesDate: string;
  readonly modality: string;
  readonly sopClassUid: string;
  readonly manufacturer: string;
  readonly convolutionKernel: string;
  readonly sliceThicknessMm: number | undefined;
  /** Distinct images (instances with rows and columns). */
  readonly imageCount: number;
  /** Distinct images that at least one annotation file names. */
  readonly annotatedCount: number;
  /** Files, copies and objects without pixels included. */
  readonly fileCount: number;
  /** What metadata.csv says the number of images is. */
  readonly expectedImageCount: number | undefined;
}

/** A study of the tree, its series by number. */
export interface StudyNode {
  readonly kind: 'study';
  /** Unique in the index: patient and study together. */
  readonly key: string;
  readonly studyInstanceUid: string;
  readonly patientId: string;
  readonly studyDate: string;
  readonly studyDescription: string;
  readonly series: readonly SeriesNode[];
  readonly imageCount: number;
  readonly annotatedCount: number;
}

/** A patient of the tree, studies by date. */
export interface PatientNode {
  readonly kind: 'patient';
  readonly patientId: string;
  readonly studies: readonly StudyNode[];
  readonly imageCount: number;
  readonly annotatedCount: number;
}

/**
 * How far the walk of a folder has come: `walked` has seen all of it, `interrupted` was stopped or crashed, `gave-up`
 * met so many files without one of a data set that the rest was left unread.
 */
export type RootState = 'walking' | 'walked' | 'interrupted' | 'gave-up';

/** What was met but not indexed below a root: counts of all, details of the first few hundred. */
export interface RootProblems {
  readonly count: number;
  readonly first: readonly { readonly path: string; readonly problem: FileProblem }[];
}

/** A root folder of the index. */
export interface RootNode {
  readonly rootId: string;
  readonly state: RootState;
  /** DICOM files in it, copies and objects without pixels included. */
  readonly instanceCount: number;
  readonly problems: RootProblems;
}

/** The whole tree at one moment; nodes that did not change are the same objects in the next snapshot. */
export interface DatasetSnapshot {
  readonly version: number;
  /** By patient ID, numbers by value. */
  readonly patients: readonly PatientNode[];
  readonly roots: readonly RootNode[];
  readonly imageCount: number;
  readonly annotatedCount: number;
  readonly annotationFileCount: number;
  /** Distinct slices that annotation files name but no instance is: nothing to draw them on. */
  readonly unlinkedCount: number;
}
