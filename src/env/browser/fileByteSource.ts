import type { ByteSource } from '../../core/bytes/ByteSource';

/** A file that stays open until it is closed. */
export interface FileByteSource extends ByteSource {
  close(): Promise<void>;
}

/** There are no local files here: always undefined, and the caller reads through vscode.workspace.fs. */
export async function openFileByteSource(_path: string): Promise<FileByteSource | undefined> {
  return undefined;
}
