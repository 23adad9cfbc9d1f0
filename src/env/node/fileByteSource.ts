import type { FileHandle } from 'node:fs/promises';
import { open, stat } from 'node:fs/promises';
import type { ByteSource } from '../../core/bytes/ByteSource';

/** A file that stays open until it is closed. */
export interface FileByteSource extends ByteSource {
  close(): Promise<void>;
}

/**
 * Opens a local file for ranged reading. Rejects with node's own errors: `ENOENT`, `EACCES`, and `EISDIR` for whatever
 * is not a regular file. (The browser's version of this function gives undefined: no local files there.)
 */
export async function openFileByteSource(path: string): Promise<FileByteSource | undefined> {
  // Looked at before it is opened: opening a named pipe would wait for a writer for ever.
  if (!(await stat(path)).isFile()) throw notAFile(path);
  const handle = await open(path, 'r');
  try {
    return fileByteSource(handle, (await handle.stat()).size);
  } catch (error) {
    await handle.close();
    throw error;
  }
}

function notAFile(path: string): NodeJS.ErrnoException {
  const error: NodeJS.ErrnoException = new Error(`EISDIR: not a regular file, open '${path}'`);
  error.code = 'EISDIR';
  return error;
}

function fileByteSource(handle: FileHandle, size: number): FileByteSource {
  return {
    size,
    close: () => handle.close(),
    async read(offset, length, signal) {
      signal?.throwIfAborted();
      const wanted = Math.max(0, Math.min(length, size - offset));
      const bytes = new Uint8Array(wanted);
      let filled = 0;
      while (filled < wanted) {
        const { bytesRead } = await handle.read(bytes, filled, wanted - filled, offset + filled);
        signal?.throwIfAborted();
        if (bytesRead === 0) break;
        filled += bytesRead;
      }
      return filled === wanted ? bytes : bytes.subarray(0, filled);
    },
  };
}
