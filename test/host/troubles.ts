import * as vscode from 'vscode';

/**
 * What goes wrong beside a test without failing it: promises of our bundles that were left rejected (VS Code writes
 * them to a log and goes on) and error messages that the extension showed.
 */
export class Troubles {
  private readonly found: string[] = [];
  private readonly logged: string[] = [];
  private readonly noteRejection = (reason: unknown): void => {
    const text = reason instanceof Error ? (reason.stack ?? reason.message) : String(reason);
    const hasPlace = /\n\s+at /.test(text);
    if (!hasPlace || /dist\/(extension|indexer)\.js/.test(text)) {
      this.found.push(`A promise was left rejected: ${text}`);
    }
  };

  constructor() {
    process.on('unhandledRejection', this.noteRejection);
    // Suites and extension share one API object. The message is dismissed at once, like by a click on its X.
    Object.defineProperty(vscode.window, 'showErrorMessage', {
      configurable: true,
      value: async (message: string) => {
        this.found.push(
          `An error was shown: ${message} The log: ${this.logged.splice(0).join('; ')}`,
        );
      },
    });
    this.listenToLog();
  }

  private listenToLog(): void {
    const create = vscode.window.createOutputChannel.bind(vscode.window);
    const createAndListen = (name: string, options: { log: true }): vscode.LogOutputChannel => {
      const channel = create(name, options);
      const error = (text: string | Error): void => {
        this.logged.push(String(text));
        channel.error(text);
      };
      return new Proxy(channel, {
        get: (target, key) => (key === 'error' ? error : Reflect.get(target, key)),
      });
    };
    Object.defineProperty(vscode.window, 'createOutputChannel', {
      configurable: true,
      value: createAndListen,
    });
  }

  /** What was noted since the last call. */
  take(): string[] {
    return this.found.splice(0);
  }

  dispose(): void {
    process.off('unhandledRejection', this.noteRejection);
  }
}
