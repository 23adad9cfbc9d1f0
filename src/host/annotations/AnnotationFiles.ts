import * as vscode from 'vscode';
import { sopInstanceUidOfFileName } from '../../core/annotations/annotationFileName';
import { ownPatientFirst } from '../../core/annotations/ownPatientFirst';
import { baseName } from '../editor/ImageReader';
import type { DataSets } from '../dataset/DataSets';

/** A VOC file that names a slice. */
export interface AnnotationFile {
  readonly uri: vscode.Uri;
  readonly folderName: string;
  readonly path: string;
}

const maximumFilesOfOneSlice = 100;

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

  /** All folders have been read: a slice of which no file is known has none. */
  get complete(): boolean {
    return !this.dataSets.busy;
  }

  /** The files that name a slice, the own patient's first. */
  async filesOf(sopInstanceUid: string, patientId: string): Promise<AnnotationFile[]> {
    const known = this.dataSets.annotationUris(sopInstanceUid);
    const uris = known ?? (await this.search(sopInstanceUid));
    return ownPatientFirst(uris.map(annotationFile), patientId);
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

  private async search(sopInstanceUid: string): Promise<vscode.Uri[]> {
    // A UID holds digits and dots only, so it needs no escaping in a glob.
    if (!/^[\d.]+$/.test(sopInstanceUid) || !vscode.workspace.workspaceFolders) return [];
    return vscode.workspace.findFiles(
      `**/${sopInstanceUid}.{xml,XML}`,
      null,
      maximumFilesOfOneSlice,
    );
  }
}

function annotationFile(uri: vscode.Uri): AnnotationFile {
  const parent = uri.path.slice(0, uri.path.lastIndexOf('/'));
  return {
    uri,
    path: uri.toString(),
    folderName: parent.slice(parent.lastIndexOf('/') + 1),
  };
}
