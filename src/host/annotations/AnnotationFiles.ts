import * as vscode from 'vscode';
import { sopInstanceUidOfFileName } from '../../core/annotations/annotationFileName';
import { ownPatientFirst } from '../../core/annotations/ownPatientFirst';
import { baseName } from '../files/baseName';
import type { DataSets } from '../dataset/DataSets';

/** A VOC file that names a slice. */
export interface AnnotationFile {
  readonly uri: vscode.Uri;
  readonly folderName: string;
  readonly path: string;
}

/** Which slice the boxes are wanted of, and what is known of it. */
export interface SliceQuery {
  readonly sopInstanceUid: string;
  readonly patientId: string;
  /** The image file, when it is known. */
  readonly imageUri: vscode.Uri | undefined;
  /** A file that is drawn wherever it lies: the one that is shown as a picture. */
  readonly always: vscode.Uri | undefined;
}

const maximumFilesOfOneSlice = 100;
/** series, study, patient, collection, manifest: annotation folders lie beside one of them. */
const foldersAbove = 6;

/**
 * Which VOC files name which slice, and when one of them changes: on disk, or as text that is being edited. The index
 * of the data sets knows most; a slice outside of every data set is looked up by the exact file name.
 */
export class AnnotationFiles implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<string>();
  /** Fires with the SOP Instance UID whose boxes may have changed. */
  readonly onDidChange = this.changed.event;
  /** Fires when the index may know other files than before. */
  readonly onDidChangeIndex: vscode.Event<void>;
  private readonly disposables: vscode.Disposable[] = [];

  constructor(private readonly dataSets: DataSets) {
    this.onDidChangeIndex = dataSets.onDidChange;
    const watcher = vscode.workspace.createFileSystemWatcher('**/*.xml');
    this.disposables.push(
      this.changed,
      watcher,
      watcher.onDidChange((uri) => this.noteChange(uri)),
      watcher.onDidCreate((uri) => this.noteChange(uri, (uid) => dataSets.addAnnotation(uri, uid))),
      watcher.onDidDelete((uri) => this.noteChange(uri, () => dataSets.removeFile(uri))),
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length > 0) this.noteChange(document.uri);
      }),
    );
  }

  /** No folder is being read any more: a slice of which no file is known has none. */
  get complete(): boolean {
    return !this.dataSets.busy;
  }

  /**
   * The files that name a slice, the own patient's first. The index knows them; where a folder was not read to its
   * end, or the image lies outside of all folders, they are looked for by their exact name.
   */
  async filesOf({
    sopInstanceUid,
    patientId,
    imageUri,
    always,
  }: SliceQuery): Promise<AnnotationFile[]> {
    const uris = [...this.dataSets.annotationUris(sopInstanceUid)];
    if (isUid(sopInstanceUid)) {
      if (!this.dataSets.complete && !this.dataSets.busy)
        uris.push(...(await search(sopInstanceUid)));
      if (imageUri && !this.dataSets.covers(imageUri)) {
        uris.push(...(await searchNear(imageUri, sopInstanceUid, patientId)));
      }
    }
    if (always) uris.push(always);
    const unique = new Map(uris.map((uri) => [uri.toString(), uri]));
    return ownPatientFirst([...unique.values()].map(annotationFile), patientId);
  }

  dispose(): void {
    this.disposables.forEach((disposable) => void disposable.dispose());
  }

  private noteChange(uri: vscode.Uri, before?: (sopInstanceUid: string) => void): void {
    const sopInstanceUid = sopInstanceUidOfFileName(baseName(uri));
    if (sopInstanceUid === undefined) return;
    before?.(sopInstanceUid);
    this.changed.fire(sopInstanceUid);
  }
}

/** A UID holds digits and dots only, so it needs no escaping in a glob or a path. */
function isUid(text: string): boolean {
  return /^[\d.]+$/.test(text);
}

async function search(sopInstanceUid: string): Promise<vscode.Uri[]> {
  if (!vscode.workspace.workspaceFolders) return [];
  return vscode.workspace.findFiles(`**/${sopInstanceUid}.{xml,XML}`, null, maximumFilesOfOneSlice);
}

/** Beside an image that lies in no data set folder: its own folder, and annotation folders of the folders above. */
async function searchNear(
  imageUri: vscode.Uri,
  sopInstanceUid: string,
  patientId: string,
): Promise<vscode.Uri[]> {
  const name = `${sopInstanceUid}.xml`;
  const patient = patientId.replace(/^Lung_Dx-/, '').replace(/[\\/]/g, '');
  let folder = vscode.Uri.joinPath(imageUri, '..');
  const candidates = [vscode.Uri.joinPath(folder, name)];
  for (let level = 0; level < foldersAbove; level++) {
    for (const annotation of ['Annotation', 'Annotations']) {
      candidates.push(vscode.Uri.joinPath(folder, annotation, name));
      if (patient) candidates.push(vscode.Uri.joinPath(folder, annotation, patient, name));
    }
    folder = vscode.Uri.joinPath(folder, '..');
  }
  const found = await Promise.all(candidates.map(exists));
  return candidates.filter((_, i) => found[i]);
}

async function exists(uri: vscode.Uri): Promise<boolean> {
  return vscode.workspace.fs.stat(uri).then(
    () => true,
    () => false,
  );
}

function annotationFile(uri: vscode.Uri): AnnotationFile {
  const parent = uri.path.slice(0, uri.path.lastIndexOf('/'));
  return {
    uri,
    path: uri.toString(),
    folderName: parent.slice(parent.lastIndexOf('/') + 1),
  };
}
