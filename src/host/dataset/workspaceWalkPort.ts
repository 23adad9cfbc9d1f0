import * as vscode from 'vscode';
import { MemoryByteSource } from '../../core/bytes/MemoryByteSource';
import type { DirectoryEntry, WalkPort } from '../../core/dataset/WalkPort';

const filesAtOnce = 4;
/** These file systems hand out whole files only; larger ones are not read for the sake of their header. */
const largestFileRead = 64 * 1024 * 1024;

/** A folder of any of VS Code's file systems, as the walk reads it. */
export function workspaceWalkPort(root: vscode.Uri): WalkPort {
  const { fs } = vscode.workspace;
  const at = (path: string): vscode.Uri => (path === '' ? root : vscode.Uri.joinPath(root, path));
  const read = async (path: string): Promise<{ bytes: Uint8Array; mtimeMs: number }> => {
    const { size, mtime } = await fs.stat(at(path));
    if (size > largestFileRead) throw Object.assign(new Error('too large'), { code: 'EFBIG' });
    return { bytes: await fs.readFile(at(path)), mtimeMs: mtime };
  };
  return {
    filesAtOnce,
    list: async (folder) => (await fs.readDirectory(at(folder))).map(entry),
    resolveLink: async (path) => kindOf((await fs.stat(at(path))).type),
    folderIdentity: () => undefined,
    readStart: async (path) => {
      const { bytes, mtimeMs } = await read(path);
      return { size: bytes.length, mtimeMs, bytes };
    },
    openSource: async (path) => {
      const source = new MemoryByteSource((await read(path)).bytes);
      return {
        size: source.size,
        read: (offset, length, signal) => source.read(offset, length, signal),
        close: () => undefined,
      };
    },
    readWhole: async (path, maxBytes) => {
      const { bytes } = await read(path);
      return bytes.length > maxBytes ? undefined : bytes;
    },
    pause: () => new Promise((resolve) => setTimeout(resolve)),
  };
}

function entry([name, type]: readonly [string, vscode.FileType]): DirectoryEntry {
  const isLink = (type & vscode.FileType.SymbolicLink) !== 0;
  return { name, kind: isLink ? 'link' : kindOf(type) };
}

function kindOf(type: vscode.FileType): 'file' | 'folder' | 'other' {
  if ((type & vscode.FileType.Directory) !== 0) return 'folder';
  return (type & vscode.FileType.File) !== 0 ? 'file' : 'other';
}
