import * as vscode from 'vscode';
import { looksLikeVoc } from '../../core/annotations/looksLikeVoc';
import { contextKeys, dataCommands, viewTypes } from '../../contributions';
import { registerCommand } from '../boundary';
import { setContext } from '../setContext';
import type { Log } from '../log/Log';

/** The text is looked at from its start only; a root element comes early. */
const examinedCharacters = 64 * 1024;

/** Keeps the context key of the title button, and opens a VOC file as a picture. */
export function registerVocTitleButton(log: Log): vscode.Disposable {
  const update = (editor: vscode.TextEditor | undefined): void =>
    void setContext(contextKeys.vocText, editor !== undefined && holdsVoc(editor.document));
  update(vscode.window.activeTextEditor);
  return vscode.Disposable.from(
    vscode.window.onDidChangeActiveTextEditor(update),
    vscode.workspace.onDidChangeTextDocument(({ document }) => {
      const editor = vscode.window.activeTextEditor;
      if (editor?.document === document) update(editor);
    }),
    registerCommand(log, dataCommands.openVocAsImage, async (uri?: vscode.Uri) => {
      const target = uri ?? vscode.window.activeTextEditor?.document.uri;
      if (target) await openVoc(target);
    }),
  );
}

function holdsVoc(document: vscode.TextDocument): boolean {
  if (!/\.xml$/i.test(document.uri.path) && document.languageId !== 'xml') return false;
  const end = document.positionAt(examinedCharacters);
  return looksLikeVoc(document.getText(new vscode.Range(new vscode.Position(0, 0), end)));
}

/** From an open text editor the picture goes beside it, so that edits are seen at once. */
async function openVoc(uri: vscode.Uri): Promise<void> {
  const isOpenAsText = vscode.window.activeTextEditor?.document.uri.toString() === uri.toString();
  const column = isOpenAsText ? vscode.ViewColumn.Beside : vscode.ViewColumn.Active;
  await vscode.commands.executeCommand('vscode.openWith', uri, viewTypes.voc, column);
}
