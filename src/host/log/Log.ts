import * as vscode from 'vscode';

/** Writes to the DxLens output channel. What could name a patient or a folder is taken out before it is written. */
export class Log implements vscode.Disposable {
  private readonly channel = vscode.window.createOutputChannel('DxLens', { log: true });

  info(scope: string, text: string): void {
    this.channel.info(`[${scope}] ${withoutPaths(text)}`);
  }

  warn(scope: string, text: string): void {
    this.channel.warn(`[${scope}] ${withoutPaths(text)}`);
  }

  error(scope: string, error: unknown): void {
    this.channel.error(`[${scope}] ${withoutPaths(describeError(error))}`);
  }

  show(): void {
    this.channel.show(true);
  }

  dispose(): void {
    this.channel.dispose();
  }
}

/** Message and, for bugs, the place in our own code. */
function describeError(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const frame = /\(?([\w.-]+\.js:\d+:\d+)\)?/.exec(error.stack ?? '')?.[1];
  return frame === undefined ? error.message : `${error.message} (${frame})`;
}

/** Folder names hold patient IDs and study dates: of a path only the last name stays. */
export function withoutPaths(text: string): string {
  return text
    .replace(/\b[a-z][\w+.-]*:\/\/[^\s'"]*\/([^\s'"/]+)/gi, '…/$1')
    .replace(/(?:[A-Za-z]:)?(?:[\\/][^\\/'"\n]+)+[\\/]([^\\/'"\s]+)/g, '…/$1');
}
