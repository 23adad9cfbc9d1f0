import * as vscode from 'vscode';
import { openFileByteSource } from '#env/fileByteSource';
import { MemoryByteSource } from '../../core/bytes/MemoryByteSource';
import type { ByteSource } from '../../core/bytes/ByteSource';

/** Where only whole files can be read (no file: scheme), larger ones than this are refused. */
const maximumWholeFileBytes = 1024 * 1024 * 1024;

/** A file that is open for reading; close it when done. */
export interface OpenSource {
  readonly source: ByteSource;
  close(): Promise<void>;
}

/** A file too large to be read whole through a file system that has no ranges. */
export class FileTooLargeError extends Error {}

/**
 * Opens a file for ranged reading: over node:fs where the Uri is a local file, otherwise whole through
 * vscode.workspace.fs. Rejects with a FileSystemError when there is no such file, or it is a folder.
 */
export async function openByteSource(uri: vscode.Uri): Promise<OpenSource> {
  if (uri.scheme === 'file') {
    const local = await openFileByteSource(uri.fsPath);
    if (local) return { source: local, close: () => local.close() };
  }
  const stat = await vscode.workspace.fs.stat(uri);
  if ((stat.type & vscode.FileType.Directory) !== 0) {
    throw vscode.FileSystemError.FileIsADirectory(uri);
  }
  if (stat.size > maximumWholeFileBytes) throw new FileTooLargeError(String(stat.size));
  const bytes = await vscode.workspace.fs.readFile(uri);
  return { source: new MemoryByteSource(bytes), close: async () => undefined };
}
