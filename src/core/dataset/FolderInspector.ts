import type { DicomError } from '../dicom/DicomError';
import type { InstanceHeader } from '../dicom/InstanceHeader';
import type { HeaderScan } from '../dicom/scanHeader';
import { scanHeaderBytes, scanHeaderKeepingParts } from '../dicom/scanHeader';
import { claimsDicom } from './fileChoice';
import type { WalkPort } from './WalkPort';
import type { FileProblem, FoundFile } from './WalkRecord';
import { joinPath } from './WalkRecord';

/** Most headers end within this many bytes; a page of most file systems. */
const firstStartBytes = 4096;

/** What is read at once where the headers of a folder turn out to be longer (GE's are). */
const longStartBytes = 16 * 1024;

/** Media Storage Directory: an index of other files, not an instance (PS3.10 8). */
const dicomdirSopClassUid = '1.2.840.10008.1.3.10';

/** What a file turned out to be. A damaged one that still says who it is is an instance with a problem. */
export interface Inspection {
  readonly instance: { readonly file: FoundFile; readonly header: InstanceHeader } | undefined;
  readonly problem: FileProblem | undefined;
}

const nothing: Inspection = { instance: undefined, problem: undefined };

/** Looks into the files of one folder; the first long header teaches it to read more at once. */
export class FolderInspector {
  private startBytes = firstStartBytes;

  constructor(
    private readonly port: WalkPort,
    private readonly folder: string,
  ) {}

  /** Reads as much of a file as tells whether it is DICOM and what its header says. Never rejects. */
  async inspect(name: string): Promise<Inspection> {
    const { folder, port } = this;
    const path = joinPath(folder, name);
    try {
      const start = await port.readStart(path, this.startBytes);
      const { size, mtimeMs } = start;
      let scan = scanHeaderBytes(start.bytes, size);
      if (scan.kind === 'more') {
        this.startBytes = longStartBytes;
        scan = await scanRest(port, path);
      }
      return judge(scan, { folder, name, size, mtimeMs });
    } catch (error) {
      return { ...nothing, problem: { kind: 'unreadable-file', reason: errorCode(error) } };
    }
  }
}

/** The system's code of an error (`EACCES`, `FileNotFound`), else `unknown`. Never its text, which holds paths. */
export function errorCode(error: unknown): string {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : '';
  return typeof code === 'string' && code !== '' ? code : 'unknown';
}

async function scanRest(
  port: WalkPort,
  path: string,
): Promise<Exclude<HeaderScan, { kind: 'more' }>> {
  const source = await port.openSource(path);
  try {
    return await scanHeaderKeepingParts(source);
  } finally {
    await source.close();
  }
}

function judge(scan: Exclude<HeaderScan, { kind: 'more' }>, file: FoundFile): Inspection {
  const { header } = scan;
  const isInstance = header !== undefined && header.sopInstanceUid !== '';
  if (scan.kind === 'failed') {
    const problem = problemOf(scan.error, file.name);
    return { instance: isInstance ? { file, header } : undefined, problem };
  }
  if (scan.header.sopClassUid === dicomdirSopClassUid) return nothing;
  if (isInstance) return { instance: { file, header }, problem: undefined };
  return { ...nothing, problem: { kind: 'no-identity' } };
}

/** What is simply no DICOM file is no problem, unless its name says that it is one. */
function problemOf(error: DicomError, name: string): FileProblem | undefined {
  const isOther = error.code === 'not-dicom' || error.code === 'empty-file';
  return isOther && !claimsDicom(name) ? undefined : { kind: 'dicom', error };
}
