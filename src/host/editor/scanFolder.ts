import * as vscode from 'vscode';
import { scanHeader } from '../../core/dicom/scanHeader';
import { openByteSource } from '../files/openByteSource';
import type { SeriesFile } from './SeriesFile';

const filesAtOnce = 8;
/** A folder with more files than this is left to the index. */
const maximumFiles = 20_000;

/** Finds the files of one series beside a file, by their headers. Files that cannot be read are not part of it. */
export async function scanFolder(
  folder: vscode.Uri,
  seriesInstanceUid: string,
  signal: AbortSignal,
): Promise<SeriesFile[]> {
  const entries = await listFolder(folder);
  const uris = entries
    .filter(([, type]) => (type & vscode.FileType.File) !== 0)
    .slice(0, maximumFiles)
    .map(([name]) => vscode.Uri.joinPath(folder, name));
  const found: SeriesFile[] = [];
  let next = 0;
  const reader = async (): Promise<void> => {
    for (let uri = uris[next++]; uri && !signal.aborted; uri = uris[next++]) {
      const file = await readSeriesFile(uri, seriesInstanceUid, signal);
      if (file) found.push(file);
    }
  };
  await Promise.all(Array.from({ length: filesAtOnce }, reader));
  return found;
}

/** Some file systems (a diff's, say) hand out single files only: then there are no neighbours. */
async function listFolder(folder: vscode.Uri): Promise<[string, vscode.FileType][]> {
  try {
    return await vscode.workspace.fs.readDirectory(folder);
  } catch {
    return [];
  }
}

async function readSeriesFile(
  uri: vscode.Uri,
  seriesInstanceUid: string,
  signal: AbortSignal,
): Promise<SeriesFile | undefined> {
  try {
    const file = await openByteSource(uri);
    try {
      const header = await scanHeader(file.source, signal);
      if (!header.ok || header.value.seriesInstanceUid !== seriesInstanceUid) return undefined;
      return { ...header.value, uri, numberOfFrames: header.value.numberOfFrames ?? 1 };
    } finally {
      await file.close();
    }
  } catch {
    // A neighbour that cannot be read is not part of the series; opening it says why.
    return undefined;
  }
}
