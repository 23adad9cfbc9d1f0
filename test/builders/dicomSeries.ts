import type { BuiltFile } from './BuiltFile';
import type { SliceOptions } from './dicomSlice';
import { ctSlice } from './dicomSlice';

/** A series told by its positions. */
export interface SeriesOptions extends Omit<SliceOptions, 'z' | 'instanceNumber'> {
  /** z of each slice in mm, in the order in which the files are made. */
  readonly z: readonly number[];
  /** One per slice; 1, 2, 3 ... when absent. */
  readonly instanceNumbers?: readonly number[];
  /** One per slice; the same for all (or none) when absent. */
  readonly acquisitionNumbers?: readonly number[];
  /** What makes one slice: `ctSlice` (default), `petSlice` or `secondaryCapture`. */
  readonly slice?: (options: SliceOptions) => BuiltFile;
}

/** The files of one series: `dicomSeries({ z: [30, 10, 20] })` are three CT slices, numbered in that order. */
export function dicomSeries(options: SeriesOptions): readonly BuiltFile[] {
  const { z, instanceNumbers, acquisitionNumbers, slice, ...shared } = options;
  return z.map((position, index) => {
    const acquisitionNumber = acquisitionNumbers?.[index] ?? shared.acquisitionNumber;
    return (slice ?? ctSlice)({
      ...shared,
      z: position,
      instanceNumber: instanceNumbers?.[index] ?? index + 1,
      ...(acquisitionNumber === undefined ? {} : { acquisitionNumber }),
    });
  });
}
