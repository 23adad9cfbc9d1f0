import * as vscode from 'vscode';
import { viewTypes } from '../../contributions';

const defaultExtensions = /\.(dcm|dicom|ima)$/i;

/** Opens a file in the viewer: with the default view type where it applies, so that the Explorer shows the same editor. */
export async function openImageEditor(
  uri: vscode.Uri,
  options: vscode.TextDocumentShowOptions,
): Promise<void> {
  const viewType = defaultExtensions.test(uri.path) ? viewTypes.viewer : viewTypes.viewerAny;
  await vscode.commands.executeCommand('vscode.openWith', uri, viewType, options);
}
