import * as vscode from 'vscode';
import { assertNever } from '../../core/assertNever';
import { dataCommands } from '../../contributions';
import type { FailureAction } from '../../protocol/viewer';

/** View type of Microsoft's hex editor, when it is installed. */
const hexEditor = { extension: 'ms-vscode.hexeditor', viewType: 'hexEditor.hexedit' };

/** Carries out the buttons under an explanation about a file. */
export async function runFailureAction(
  action: FailureAction,
  uri: vscode.Uri,
  reload: () => void,
): Promise<void> {
  switch (action) {
    case 'open-text':
      await vscode.commands.executeCommand('vscode.openWith', uri, 'default');
      return;
    case 'open-hex':
      await vscode.commands.executeCommand('vscode.openWith', uri, hexEditor.viewType);
      return;
    case 'show-log':
      await vscode.commands.executeCommand(dataCommands.showLog);
      return;
    case 'add-folder':
      await vscode.commands.executeCommand(dataCommands.addFolder);
      return;
    case 'reload':
      reload();
      return;
    default:
      assertNever(action);
  }
}

/** Whether an editor for bytes is installed. */
export function hasHexEditor(): boolean {
  return vscode.extensions.getExtension(hexEditor.extension) !== undefined;
}
