/**
 * A file of known size that is read in ranges. Implemented over node:fs, over vscode.workspace.fs and over memory,
 * so that core never learns where bytes come from.
 */
export interface ByteSource {
  /** Size in bytes. */
  readonly size: number;
  /**
   * Reads `length` bytes from `offset`; fewer only at the end of the file. The array may be a view of a larger
   * buffer. Rejects when the file cannot be read (deleted, no permission) or the signal is aborted.
   */
  read(offset: number, length: number, signal?: AbortSignal): Promise<Uint8Array>;
}
