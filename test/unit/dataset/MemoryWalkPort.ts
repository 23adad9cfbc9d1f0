import type { DirectoryEntry, FileStart, WalkPort } from '../../../src/core/dataset/WalkPort';

/** What lies at a path: bytes of a file, or a function that fails when it is read. */
export type MemoryFile = Uint8Array | string | (() => never);

/**
 * A file system in memory that answers later, as vscode.workspace.fs does, sixteen files at once. Counts what is read,
 * so that tests can say what must be left alone.
 */
export class MemoryWalkPort implements WalkPort {
  readonly filesAtOnce = 16;
  readonly read: string[] = [];
  readonly listed: string[] = [];
  private readonly files: ReadonlyMap<string, MemoryFile>;

  constructor(
    files: Readonly<Record<string, MemoryFile>>,
    private readonly hooks: {
      readonly onRead?: (path: string) => void;
      readonly list?: (folder: string) => void;
    } = {},
  ) {
    this.files = new Map(Object.entries(files));
  }

  async list(folder: string): Promise<DirectoryEntry[]> {
    this.listed.push(folder);
    this.hooks.list?.(folder);
    const entries = new Map<string, DirectoryEntry['kind']>();
    for (const path of this.files.keys()) {
      if (folder !== '' && !path.startsWith(`${folder}/`)) continue;
      const [name = '', ...deeper] = path.slice(folder === '' ? 0 : folder.length + 1).split('/');
      entries.set(name, deeper.length > 0 ? 'folder' : 'file');
    }
    return [...entries].map(([name, kind]) => ({ name, kind }));
  }

  async resolveLink(): Promise<undefined> {
    return undefined;
  }

  async folderIdentity(): Promise<undefined> {
    return undefined;
  }

  async readStart(path: string): Promise<FileStart> {
    const bytes = this.bytes(path);
    return { size: bytes.length, mtimeMs: 1, bytes };
  }

  async openSource(path: string): Promise<never> {
    throw new Error(`whole files were given at once, yet more was asked of ${path}`);
  }

  async readWhole(path: string, maxBytes: number): Promise<Uint8Array | undefined> {
    const bytes = this.bytes(path);
    return bytes.length > maxBytes ? undefined : bytes;
  }

  async pause(): Promise<void> {
    await Promise.resolve();
  }

  private bytes(path: string): Uint8Array {
    this.read.push(path);
    this.hooks.onRead?.(path);
    const file = this.files.get(path);
    if (typeof file === 'function') return file();
    return typeof file === 'string' ? new TextEncoder().encode(file) : (file ?? new Uint8Array());
  }
}
