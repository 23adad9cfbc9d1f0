import type * as vscode from 'vscode';

/** The path of `uri` relative to `folder`, by whole segments (`/data/ab` is not inside `/data/a`); undefined outside. */
export function relativePath(folder: vscode.Uri, uri: vscode.Uri): string | undefined {
  if (folder.scheme !== uri.scheme || folder.authority !== uri.authority) return undefined;
  const base = folder.path.endsWith('/') ? folder.path : `${folder.path}/`;
  if (`${uri.path}/` === base) return '';
  return uri.path.startsWith(base) ? uri.path.slice(base.length) : undefined;
}
