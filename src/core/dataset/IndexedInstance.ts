import type { InstanceHeader } from '../dicom/InstanceHeader';
import type { FolderEntry } from './RootEntry';
import type { SharedHeader, UnpackedInstance } from './packedBatch';
import { instanceHeader } from './packedBatch';
import type { SeriesEntry } from './SeriesEntry';
import { joinPath } from './WalkRecord';

/** One DICOM file of the index: some 300 bytes; folder names and what a series has in common are shared. */
export class IndexedInstance implements Omit<UnpackedInstance, 'file'> {
  readonly name: string;
  readonly size: number | undefined;
  readonly mtimeMs: number | undefined;
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

  constructor(
    unpacked: UnpackedInstance,
    readonly shared: SharedHeader,
    readonly folder: FolderEntry,
    readonly series: SeriesEntry,
    /** The walk that saw the file last. */
    public generation: number,
  ) {
    this.name = unpacked.file.name;
    this.size = unpacked.file.size;
    this.mtimeMs = unpacked.file.mtimeMs;
    this.sopInstanceUid = unpacked.sopInstanceUid;
    this.acquisitionDate = unpacked.acquisitionDate;
    this.acquisitionTime = unpacked.acquisitionTime;
    this.instanceNumber = unpacked.instanceNumber;
    this.acquisitionNumber = unpacked.acquisitionNumber;
    this.temporalPositionIdentifier = unpacked.temporalPositionIdentifier;
    this.echoTimeMs = unpacked.echoTimeMs;
    this.pixelDataOffset = unpacked.pixelDataOffset;
    this.x = unpacked.x;
    this.y = unpacked.y;
    this.z = unpacked.z;
  }

  get rootId(): string {
    return this.folder.root.rootId;
  }

  /** Relative to the root, with forward slashes. */
  get path(): string {
    return joinPath(this.folder.path, this.name);
  }

  /** The header as the scan read it, made anew at each call. */
  get header(): InstanceHeader {
    return instanceHeader(this);
  }

  /** Whether there are pixels to show. */
  get isImage(): boolean {
    return this.shared.rows !== undefined && this.shared.columns !== undefined;
  }
}
