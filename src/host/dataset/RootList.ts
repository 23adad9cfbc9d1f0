import * as vscode from 'vscode';

const storageKey = 'dxlens.folders';

/**
 * The folders the user added: kept for the workspace when one is open, else for all windows without one. Kept in
 * VS Code's storage and not in settings, so that a repository's .vscode folder is left alone.
 */
export class RootList {
  constructor(private readonly context: vscode.ExtensionContext) {}

  read(): vscode.Uri[] {
    return this.storage.get<string[]>(storageKey, []).map((text) => vscode.Uri.parse(text));
  }

  async add(uris: readonly vscode.Uri[]): Promise<void> {
    const all = new Set([...this.read(), ...uris].map((uri) => uri.toString()));
    await this.storage.update(storageKey, [...all]);
  }

  async remove(uri: vscode.Uri): Promise<void> {
    const rest = this.read()
      .map(String)
      .filter((text) => text !== uri.toString());
    await this.storage.update(storageKey, rest);
  }

  private get storage(): vscode.Memento {
    return vscode.workspace.workspaceFolders
      ? this.context.workspaceState
      : this.context.globalState;
  }
}
