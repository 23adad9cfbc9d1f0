import * as vscode from 'vscode';
import { contextKeys } from '../../contributions';
import type { ViewerSession } from './ViewerSession';

/** The open viewers, the active one of them, and the context keys that follow it. */
export class ViewerRegistry implements vscode.Disposable {
  private readonly sessions = new Set<ViewerSession>();
  private readonly changed = new vscode.EventEmitter<void>();
  /** Another viewer became active, or the active one moved to another slice. */
  readonly onDidChange = this.changed.event;
  private lastContext = '';

  add(session: ViewerSession): void {
    this.sessions.add(session);
    session.onDidMove(() => this.update());
    session.panel.onDidChangeViewState(() => this.update());
    session.panel.onDidDispose(() => {
      this.sessions.delete(session);
      session.dispose();
      this.update();
    });
    this.update();
  }

  get active(): ViewerSession | undefined {
    return [...this.sessions].find(({ panel }) => panel.active);
  }

  get all(): readonly ViewerSession[] {
    return [...this.sessions];
  }

  /** The viewer that shows a series, the active one first. */
  showing(seriesInstanceUid: string): ViewerSession | undefined {
    const matching = [...this.sessions].filter(
      (session) => session.seriesInstanceUid === seriesInstanceUid,
    );
    return (
      matching.find(({ panel }) => panel.active) ??
      matching.find(({ panel }) => panel.visible) ??
      matching[0]
    );
  }

  dispose(): void {
    this.changed.dispose();
    this.sessions.forEach((session) => session.dispose());
  }

  private update(): void {
    const active = this.active;
    const context = JSON.stringify([active !== undefined, active?.hasFocus === true]);
    if (context !== this.lastContext) {
      this.lastContext = context;
      void setContext(contextKeys.viewerActive, active !== undefined);
      void setContext(contextKeys.pageFocus, active?.hasFocus === true);
    }
    this.changed.fire();
  }
}

/** Sets a context key for when-clauses. */
export function setContext(key: string, value: boolean): Thenable<unknown> {
  return vscode.commands.executeCommand('setContext', key, value);
}
