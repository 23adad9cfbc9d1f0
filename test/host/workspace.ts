import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import * as vscode from 'vscode';
import { a0001 } from '../browser/realPatient';

/** The extension under test. */
export function dxlens(): vscode.Extension<unknown> {
  const extension = vscode.extensions.getExtension('dxlens.dxlens');
  assert.ok(extension, 'dxlens is not among the extensions');
  return extension;
}

/** A file or folder of the workspace that the script prepared. */
export function inWorkspace(path: string): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  assert.ok(folder, 'no folder is open');
  return vscode.Uri.joinPath(folder, path);
}

/** A slice of Lung_Dx-A0001, series 3 or 2, by its file name. */
export function sliceOfA0001(name: string, series: 'series2' | 'series3' = 'series3'): vscode.Uri {
  return inWorkspace(`data/${a0001[series]}/${name}`);
}

/** Whether the workspace holds the real collection; without test data it is empty. */
export function hasRealCollection(): boolean {
  return existsSync(inWorkspace('data').fsPath);
}

/** Skips a suite where the real collection is absent: `before(needsRealCollection)`. */
export function needsRealCollection(this: Mocha.Context): void {
  if (!hasRealCollection()) this.skip();
}

/** Writes a file of the workspace, with the folders on the way. */
export async function writeInWorkspace(
  path: string,
  bytes: Uint8Array | string,
): Promise<vscode.Uri> {
  const uri = inWorkspace(path);
  const content = typeof bytes === 'string' ? new TextEncoder().encode(bytes) : bytes;
  await vscode.workspace.fs.writeFile(uri, content);
  return uri;
}
