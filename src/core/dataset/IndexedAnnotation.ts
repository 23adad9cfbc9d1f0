import type { FolderEntry } from './RootEntry';
import { joinPath } from './WalkRecord';

/** A VOC file of the index, named after the slice it annotates. */
export class IndexedAnnotation {
  constructor(
    readonly folder: FolderEntry,
    readonly name: string,
    readonly sopInstanceUid: string,
    /** The walk that saw the file last. */
    public generation: number,
  ) {}

  get rootId(): string {
    return this.folder.root.rootId;
  }

  /** Relative to the root, with forward slashes. */
  get path(): string {
    return joinPath(this.folder.path, this.name);
  }

  /** The name of the folder it lies in; empty when that is the root itself. */
  get folderName(): string {
    return this.folder.path.slice(this.folder.path.lastIndexOf('/') + 1);
  }
}
