import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import dicomParser from 'dicom-parser';
import { patientVector } from '../../../src/core/geometry/spaces';
import type { SliceInput } from '../../../src/core/geometry/SliceStack';

/** A slice input from its few telling values: axial at z unless `orientation` (row, column) and `position` say more. */
export function sliceInput(
  values: Partial<SliceInput> & {
    z?: number;
    position?: readonly [number, number, number];
    orientation?: readonly [number, number, number, number, number, number];
  } = {},
): SliceInput {
  const { z, position, orientation, ...rest } = values;
  const [x, y, zz] = position ?? [0, 0, z ?? 0];
  const [a, b, c, d, e, f] = orientation ?? [1, 0, 0, 0, 1, 0];
  const hasPlane = z !== undefined || position !== undefined;
  return {
    sopInstanceUid: '',
    instanceNumber: undefined,
    acquisitionNumber: undefined,
    acquisitionDate: '',
    acquisitionTime: '',
    temporalPositionIdentifier: undefined,
    echoTimeMs: undefined,
    plane: hasPlane
      ? {
          positionMm: patientVector(x, y, zz),
          rowDirection: patientVector(a, b, c),
          columnDirection: patientVector(d, e, f),
        }
      : undefined,
    rows: 512,
    columns: 512,
    ...rest,
  };
}

/** Inputs of the DICOM files of a folder, read by dicom-parser and not by our own scanner, with their file names. */
export function readSliceInputs(folder: string): { name: string; input: SliceInput }[] {
  return readdirSync(folder)
    .sort()
    .flatMap((name) => {
      const input = readInput(join(folder, name));
      return input ? [{ name, input }] : [];
    });
}

function readInput(path: string): SliceInput | undefined {
  let data: dicomParser.DataSet;
  try {
    data = dicomParser.parseDicom(readFileSync(path), { untilTag: 'x7fe00010' });
  } catch {
    return undefined;
  }
  const numbers = (tag: string) => (data.string(tag) ?? '').split('\\').filter(Boolean).map(Number);
  const position = numbers('x00200032');
  const orientation = numbers('x00200037');
  const integer = (tag: string) => {
    const text = data.string(tag)?.trim();
    return text ? Number(text) : undefined;
  };
  return sliceInput({
    sopInstanceUid: data.string('x00080018') ?? '',
    instanceNumber: integer('x00200013'),
    acquisitionNumber: integer('x00200012'),
    acquisitionDate: data.string('x00080022') ?? '',
    acquisitionTime: data.string('x00080032') ?? '',
    temporalPositionIdentifier: integer('x00200100'),
    echoTimeMs: integer('x00180081'),
    rows: data.uint16('x00280010'),
    columns: data.uint16('x00280011'),
    ...(position.length === 3 && orientation.length === 6
      ? {
          position: position as [number, number, number],
          orientation: orientation as [number, number, number, number, number, number],
        }
      : {}),
  });
}
