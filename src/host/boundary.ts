import * as vscode from 'vscode';
import { dataCommands } from '../contributions';
import type { Log } from './log/Log';

/** The edge around a command or event handler: what escapes is logged and shown in one sentence with a next step. */
export async function guarded(log: Log, scope: string, work: () => unknown): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (error instanceof vscode.CancellationError) return;
    log.error(scope, error);
    const showLog = vscode.l10n.t('Show Log');
    const answer = await vscode.window.showErrorMessage(
      vscode.l10n.t('DxLens could not finish "{0}". The log says why.', scope),
      showLog,
    );
    if (answer === showLog) await vscode.commands.executeCommand(dataCommands.showLog);
  }
}

/** Registers a command inside that edge. */
export function registerCommand<Args extends unknown[]>(
  log: Log,
  id: string,
  run: (...args: Args) => unknown,
): vscode.Disposable {
  return vscode.commands.registerCommand(id, (...args: Args) =>
    guarded(log, id, () => run(...args)),
  );
}
