import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** Writes files below a folder, with the folders on the way. Rejects when the disk does. */
export async function writeTree(
  folder: string,
  files: readonly { readonly path: string; readonly bytes: Uint8Array | string }[],
): Promise<void> {
  for (const folderOnTheWay of new Set(files.map((file) => dirname(join(folder, file.path))))) {
    await mkdir(folderOnTheWay, { recursive: true });
  }
  for (const file of files) await writeFile(join(folder, file.path), file.bytes);
}
