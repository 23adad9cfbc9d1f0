import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { testDataFolder } from '../testData';

/** One line of conformance/reference.jsonl: what independent decoders see in frame 0 (see its REFERENCE.md). */
export interface Reference {
  readonly path: string;
  readonly transfer_syntax: string | null;
  readonly rows: number;
  readonly cols: number;
  readonly frames: number;
  readonly photometric: string;
  readonly stored?: {
    readonly min: number;
    readonly max: number;
    readonly first8: readonly (number | readonly number[])[];
    readonly centre: number | readonly number[];
    readonly sha256_int32le?: string;
  };
  readonly modality?: {
    readonly slope?: number;
    readonly intercept: number;
    readonly min: number;
    readonly max: number;
    readonly first8: readonly number[];
    readonly centre: number;
    readonly sha256_int32le?: string;
  };
  readonly rgb?: {
    readonly tolerance: number;
    readonly min: number;
    readonly max: number;
    readonly first8: readonly (readonly number[])[];
    readonly centre: readonly number[];
  };
  readonly sha256_raw_frame0?: string;
}

/** The conformance folder; meaningless where there is no test data. */
export const conformanceFolder = join(testDataFolder ?? '', 'conformance');

/** All reference lines; none where there is no test data. */
export function readReferences(): readonly Reference[] {
  if (!testDataFolder) return [];
  const lines = readFileSync(join(conformanceFolder, 'reference.jsonl'), 'utf8').trim().split('\n');
  return lines.map((line) => JSON.parse(line) as Reference);
}
