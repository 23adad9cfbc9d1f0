import * as vscode from 'vscode';
import { contextKeys } from '../../contributions';
import { setContext } from '../setContext';
import type { ViewerSession } from './ViewerSession';

/** The open viewers, the active one of them, and the context keys that follow it. */
export class ViewerRegistry implements vscode.Disposable {
  private readonly sessions = new Set<ViewerSession>();
  private readonly changed = new vscode.EventEmitter<void>();
  /** Another viewer became active, or the active one moved to another slice. */
  readonly onDidChange = this.changed.event;
  private readonly nextKeys = new Map<string, string>();
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

  /** The editor of images that shows a series of a patient, the active one first. */
  showing(series: {
    readonly seriesInstanceUid: string;
    readonly patientId: string;
  }): ViewerSession | undefined {
    if (series.seriesInstanceUid === '') return undefined;
    const matching = [...this.sessions].filter(
      ({ header, target }) =>
        header?.seriesInstanceUid === series.seriesInstanceUid &&
        header.patientId.trim() === series.patientId &&
        target.annotationUri === undefined,
    );
    return (
      matching.find(({ panel }) => panel.active) ??
      matching.find(({ panel }) => panel.visible) ??
      matching[0]
    );
  }

  /** Lets the next editor of a file begin at a slice of it: its first frame is not always the one that is wanted. */
  openNextAt(uri: vscode.Uri, key: string): void {
    this.nextKeys.set(uri.toString(), key);
  }

  takeNextKey(uri: vscode.Uri): string | undefined {
    const key = this.nextKeys.get(uri.toString());
    this.nextKeys.delete(uri.toString());
    return key;
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
