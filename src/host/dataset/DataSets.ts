import * as vscode from 'vscode';
import type { SeriesFile } from '../editor/SeriesFile';

/** TEMPORARY until the index lands. */
export class DataSets implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.changed.event;
  annotationUris(_uid: string): vscode.Uri[] | undefined {
    return undefined;
  }
  isAnnotated(_uid: string): boolean {
    return false;
  }
  seriesFiles(_uid: string): SeriesFile[] | undefined {
    return undefined;
  }
  instanceUri(_uid: string): vscode.Uri | undefined {
    return undefined;
  }
  get busy(): boolean {
    return false;
  }
  noteOpened(_uri: vscode.Uri): void {}
  dispose(): void {
    this.changed.dispose();
  }
}
