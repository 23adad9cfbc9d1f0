import type * as vscode from 'vscode';
import type { AnnotationFiles } from './annotations/AnnotationFiles';
import type { DataSets } from './dataset/DataSets';
import type { Log } from './log/Log';
import type { StepTimer } from './log/StepTimer';

/** What the features of the host share. Built once in activate(). */
export interface Services {
  readonly extensionUri: vscode.Uri;
  readonly log: Log;
  readonly steps: StepTimer;
  readonly dataSets: DataSets;
  readonly annotations: AnnotationFiles;
}
