import * as vscode from 'vscode';
import { withoutPaths } from '../../core/privacy/withoutPaths';

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
    this.channel.error(`[${scope}] ${describeError(error)}`);
  }

  show(): void {
    this.channel.show(true);
  }

  dispose(): void {
    this.channel.dispose();
  }
}

/** The system's code or the message, without paths; and, for bugs, the place in our own code. */
function describeError(error: unknown): string {
  if (!(error instanceof Error)) return withoutPaths(String(error));
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  const text = withoutPaths(code || error.message);
  const frame = /\(?([\w.-]+\.js:\d+:\d+)\)?/.exec(error.stack ?? '')?.[1];
  return frame === undefined ? text : `${text} (${frame})`;
}
