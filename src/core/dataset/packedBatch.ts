import type { InstanceHeader } from '../dicom/InstanceHeader';
import { patientVector } from '../geometry/spaces';
import type { ExpectedSeries } from './ExpectedSeries';
import type { FileProblem, FoundFile, WalkRecord } from './WalkRecord';

/** Orientation: row x y z, column x y z; undefined without geometry. */
type Orientation = readonly [number, number, number, number, number, number];

/** What the instances of a series have in common: kept once a series, not once a file. */
export interface SharedHeader extends Omit<
  InstanceHeader,
  | 'sopInstanceUid'
  | 'instanceNumber'
  | 'acquisitionNumber'
  | 'acquisitionDate'
  | 'acquisitionTime'
  | 'temporalPositionIdentifier'
  | 'echoTimeMs'
  | 'plane'
  | 'pixelDataOffset'
> {
  readonly orientation: Orientation | undefined;
}

type Optional = number | null;

/** One instance in a batch: indexes into `shared` and `folders`, then what differs from slice to slice. */
type PackedInstance = readonly [
  shared: number,
  folder: number,
  name: string,
  size: Optional,
  mtimeMs: Optional,
  sopInstanceUid: string,
  acquisitionDate: string,
  acquisitionTime: string,
  instanceNumber: Optional,
  acquisitionNumber: Optional,
  temporalPositionIdentifier: Optional,
  echoTimeMs: Optional,
  pixelDataOffset: Optional,
  x: Optional,
  y: Optional,
  z: Optional,
];

type PackedAnnotation = readonly [
  folder: number,
  name: string,
  size: Optional,
  mtimeMs: Optional,
  sopInstanceUid: string,
];

/** A batch as it crosses the border between worker and host: as the JSON text of this shape. */
interface Packed {
  readonly folders: string[];
  readonly shared: SharedHeader[];
  readonly instances: PackedInstance[];
  readonly annotations: PackedAnnotation[];
  readonly expected: ExpectedSeries[];
  readonly problems: { readonly path: string; readonly problem: FileProblem }[];
}

/** An instance out of a batch; `shared` is the same object for all instances of the batch that share it. */
export interface UnpackedInstance {
  readonly file: FoundFile;
  readonly shared: SharedHeader;
  readonly sopInstanceUid: string;
  readonly acquisitionDate: string;
  readonly acquisitionTime: string;
  readonly instanceNumber: number | undefined;
  readonly acquisitionNumber: number | undefined;
  readonly temporalPositionIdentifier: number | undefined;
  readonly echoTimeMs: number | undefined;
  readonly pixelDataOffset: number | undefined;
  readonly x: number | undefined;
  readonly y: number | undefined;
  readonly z: number | undefined;
}

/** The contents of a batch. */
export interface UnpackedBatch {
  readonly instances: readonly UnpackedInstance[];
  readonly annotations: readonly { readonly file: FoundFile; readonly sopInstanceUid: string }[];
  readonly expected: readonly ExpectedSeries[];
  readonly problems: readonly { readonly path: string; readonly problem: FileProblem }[];
}

/** Collects records until they are taken as one string: JSON, with folders and common header parts written once. */
export class BatchWriter {
  private packed: Packed = emptyPacked();
  private folders = new Map<string, number>();
  private shared = new Map<string, number>();
  private records = 0;

  /** Number of records since the last take. */
  get count(): number {
    return this.records;
  }

  add(record: WalkRecord): void {
    this.records += 1;
    switch (record.kind) {
      case 'instance':
        this.packed.instances.push(this.instance(record.file, record.header));
        break;
      case 'annotation': {
        const { name, size, mtimeMs } = record.file;
        const folder = this.folder(record.file.folder);
        this.packed.annotations.push([
          folder,
          name,
          size ?? null,
          mtimeMs ?? null,
          record.sopInstanceUid,
        ]);
        break;
      }
      case 'expected':
        this.packed.expected.push(record.series);
        break;
      default:
        this.packed.problems.push({ path: record.path, problem: record.problem });
    }
  }

  /** The batch as one string; the writer is empty afterwards. */
  take(): string {
    const text = JSON.stringify(this.packed);
    this.packed = emptyPacked();
    this.folders = new Map();
    this.shared = new Map();
    this.records = 0;
    return text;
  }

  private instance(file: FoundFile, header: InstanceHeader): PackedInstance {
    const position = header.plane?.positionMm;
    return [
      this.sharedIndex(header),
      this.folder(file.folder),
      file.name,
      file.size ?? null,
      file.mtimeMs ?? null,
      header.sopInstanceUid,
      header.acquisitionDate,
      header.acquisitionTime,
      header.instanceNumber ?? null,
      header.acquisitionNumber ?? null,
      header.temporalPositionIdentifier ?? null,
      header.echoTimeMs ?? null,
      header.pixelDataOffset ?? null,
      position?.x ?? null,
      position?.y ?? null,
      position?.z ?? null,
    ];
  }

  private folder(folder: string): number {
    return indexIn(this.folders, folder, () => this.packed.folders.push(folder) - 1);
  }

  private sharedIndex(header: InstanceHeader): number {
    const shared = sharedHeader(header);
    return indexIn(this.shared, JSON.stringify(shared), () => this.packed.shared.push(shared) - 1);
  }
}

/** Reads what BatchWriter.take wrote. Throws on any other text: that would be a bug, not an input. */
export function unpackBatch(text: string): UnpackedBatch {
  const packed = JSON.parse(text) as Packed;
  return {
    instances: packed.instances.map((row) => unpackInstance(row, packed)),
    annotations: packed.annotations.map(([folder, name, size, mtimeMs, sopInstanceUid]) => ({
      file: foundFile(packed.folders[folder], name, size, mtimeMs),
      sopInstanceUid,
    })),
    expected: packed.expected,
    problems: packed.problems,
  };
}

/** The parts of a header that slices of a series usually share. */
function sharedHeader(header: InstanceHeader): SharedHeader {
  /* eslint-disable @typescript-eslint/no-unused-vars -- named to be left out: what is new in a header is shared. */
  const {
    sopInstanceUid: _uid,
    instanceNumber: _instance,
    acquisitionNumber: _acquisition,
    acquisitionDate: _date,
    acquisitionTime: _time,
    temporalPositionIdentifier: _temporal,
    echoTimeMs: _echo,
    plane,
    pixelDataOffset: _offset,
    ...shared
  } = header;
  /* eslint-enable @typescript-eslint/no-unused-vars */
  const row = plane?.rowDirection;
  const column = plane?.columnDirection;
  const orientation: Orientation | undefined =
    row && column ? [row.x, row.y, row.z, column.x, column.y, column.z] : undefined;
  return { ...shared, orientation };
}

/** The full header again, from an instance of a batch or of the index. */
export function instanceHeader(instance: Omit<UnpackedInstance, 'file'>): InstanceHeader {
  const { orientation, ...shared } = instance.shared;
  const { x, y, z } = instance;
  const hasPlane = orientation && x !== undefined && y !== undefined && z !== undefined;
  return {
    ...shared,
    sopInstanceUid: instance.sopInstanceUid,
    acquisitionDate: instance.acquisitionDate,
    acquisitionTime: instance.acquisitionTime,
    instanceNumber: instance.instanceNumber,
    acquisitionNumber: instance.acquisitionNumber,
    temporalPositionIdentifier: instance.temporalPositionIdentifier,
    echoTimeMs: instance.echoTimeMs,
    pixelDataOffset: instance.pixelDataOffset,
    plane: hasPlane
      ? {
          positionMm: patientVector(x, y, z),
          rowDirection: patientVector(orientation[0], orientation[1], orientation[2]),
          columnDirection: patientVector(orientation[3], orientation[4], orientation[5]),
        }
      : undefined,
  };
}

function emptyPacked(): Packed {
  return { folders: [], shared: [], instances: [], annotations: [], expected: [], problems: [] };
}

function indexIn(known: Map<string, number>, key: string, append: () => number): number {
  const index = known.get(key) ?? append();
  known.set(key, index);
  return index;
}

function foundFile(
  folder: string | undefined,
  name: string,
  size: Optional,
  mtimeMs: Optional,
): FoundFile {
  return { folder: folder ?? '', name, size: size ?? undefined, mtimeMs: mtimeMs ?? undefined };
}

function unpackInstance(row: PackedInstance, packed: Packed): UnpackedInstance {
  const shared = packed.shared[row[0]];
  if (!shared) throw new Error('A batch names a header part that it does not hold.');
  return {
    file: foundFile(packed.folders[row[1]], row[2], row[3], row[4]),
    shared,
    sopInstanceUid: row[5],
    acquisitionDate: row[6],
    acquisitionTime: row[7],
    instanceNumber: row[8] ?? undefined,
    acquisitionNumber: row[9] ?? undefined,
    temporalPositionIdentifier: row[10] ?? undefined,
    echoTimeMs: row[11] ?? undefined,
    pixelDataOffset: row[12] ?? undefined,
    x: row[13] ?? undefined,
    y: row[14] ?? undefined,
    z: row[15] ?? undefined,
  };
}
