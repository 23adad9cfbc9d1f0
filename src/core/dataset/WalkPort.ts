import type { ByteSource } from '../bytes/ByteSource';

/** A value, or a promise of it: in a worker the file system answers at once, elsewhere later. */
export type MaybePromise<T> = T | Promise<T>;

/** An entry of a folder. `link`: what it leads to is asked with `resolveLink`. `other`: pipes, sockets, devices. */
export interface DirectoryEntry {
  readonly name: string;
  readonly kind: 'file' | 'folder' | 'link' | 'other';
}

/**
 * The beginning of a file. `bytes` may be more than was asked for. A port that reads one file at once may reuse them at
 * its next call.
 */
export interface FileStart {
  readonly size: number;
  readonly mtimeMs: number;
  readonly bytes: Uint8Array;
}

/**
 * The file system below one root, as the walk needs it. Paths are relative to the root, with forward slashes; the
 * root is the empty path. Every method may throw or reject: what cannot be read becomes a problem of the walk.
 */
export interface WalkPort {
  /** How many files may be read at once: 1 where reading is synchronous. */
  readonly filesAtOnce: number;
  list(folder: string): MaybePromise<readonly DirectoryEntry[]>;
  /** What a link leads to; undefined when it leads nowhere. */
  resolveLink(path: string): MaybePromise<'file' | 'folder' | 'other' | undefined>;
  /**
   * A name for a folder that is the same whichever links led to it. Undefined where there is no such thing: links to
   * folders are then not followed, since they could lead round in circles.
   */
  folderIdentity(folder: string): MaybePromise<string | undefined>;
  /** The first bytes of a file: fewer than `length` only when the file is shorter. */
  readStart(path: string, length: number): MaybePromise<FileStart>;
  /** Opens a file whose header is longer than its start; `close` is always called. */
  openSource(path: string): MaybePromise<ByteSource & { close(): MaybePromise<void> }>;
  /** A whole file of at most `maxBytes`; undefined when it is larger. */
  readWhole(path: string, maxBytes: number): MaybePromise<Uint8Array | undefined>;
  /** Called between files: the place to let other work of the thread have its turn. */
  pause(): MaybePromise<void>;
}
