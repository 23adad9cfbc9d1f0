import * as vscode from 'vscode';
import { readHistologyRule } from '../settings';
import type { SliceBoxes } from '../../protocol/viewer';
import { guarded } from '../boundary';
import type { Log } from '../log/Log';
import type { AnnotationFile, AnnotationFiles } from './AnnotationFiles';
import { readBoxes, sliceBoxes } from './boxViews';
import type { PlacedBox } from './boxViews';

/** What is known of the image that boxes lie on. */
export interface AnnotatedImage {
  readonly patientId: string;
  readonly rows: number | undefined;
  readonly columns: number | undefined;
}

/** Reads the boxes of the slices of one editor, follows their files, and opens a box in its XML. */
export class SliceBoxReader implements vscode.Disposable {
  private readonly placedByUid = new Map<string, readonly PlacedBox[]>();
  /** Which files each slice's boxes were read from, and for which image. */
  private readonly readFrom = new Map<string, { files: string; image: AnnotatedImage }>();
  private readonly subscriptions: vscode.Disposable[];

  constructor(
    private readonly annotations: AnnotationFiles,
    changed: (sopInstanceUid: string) => Promise<void>,
    private readonly log: Log,
  ) {
    this.subscriptions = [
      annotations.onDidChange((uid) => {
        if (this.placedByUid.has(uid)) void guarded(log, 'boxes', () => changed(uid));
      }),
      annotations.onDidChangeIndex(
        () => void guarded(log, 'boxes', () => this.readAnewWhereFilesChanged(changed)),
      ),
    ];
  }

  async read(sopInstanceUid: string, image: AnnotatedImage): Promise<SliceBoxes> {
    const files = await this.annotations.filesOf(sopInstanceUid, image.patientId);
    const read = await readBoxes(files, { ...image, rule: readHistologyRule().rule });
    this.placedByUid.set(sopInstanceUid, read.placed);
    this.readFrom.set(sopInstanceUid, { files: signature(files), image });
    return sliceBoxes(sopInstanceUid, read, this.annotations.complete);
  }

  /** Opens the XML of a box beside the picture with its object selected. */
  async open(boxId: string, pictureColumn: vscode.ViewColumn | undefined): Promise<void> {
    for (const placed of this.placedByUid.values()) {
      const box = placed.find(({ view }) => view.id === boxId);
      if (box) return guarded(this.log, 'open box', () => openInText(box, pictureColumn));
    }
  }

  async openFirst(sopInstanceUid: string, column: vscode.ViewColumn | undefined): Promise<void> {
    const first = this.placedByUid.get(sopInstanceUid)?.[0];
    if (first) await this.open(first.view.id, column);
  }

  dispose(): void {
    this.subscriptions.forEach((subscription) => void subscription.dispose());
  }

  private async readAnewWhereFilesChanged(
    changed: (sopInstanceUid: string) => Promise<void>,
  ): Promise<void> {
    for (const [uid, { files, image }] of [...this.readFrom]) {
      const now = await this.annotations.filesOf(uid, image.patientId);
      if (signature(now) !== files) await changed(uid);
    }
  }
}

function signature(files: readonly AnnotationFile[]): string {
  return files.map(({ path }) => path).join('\n');
}

async function openInText(
  box: PlacedBox,
  pictureColumn: vscode.ViewColumn | undefined,
): Promise<void> {
  const document = await vscode.workspace.openTextDocument(box.uri);
  const selection = new vscode.Range(
    document.positionAt(box.range.start),
    document.positionAt(box.range.end),
  );
  await vscode.window.showTextDocument(document, {
    selection,
    preview: true,
    viewColumn: columnBeside(pictureColumn),
  });
}

/** The group next to the picture: an existing one rather than a new split each time. */
function columnBeside(pictureColumn: vscode.ViewColumn | undefined): vscode.ViewColumn {
  const groups = vscode.window.tabGroups.all;
  const other = groups.find(({ viewColumn }) => viewColumn !== pictureColumn);
  return other?.viewColumn ?? vscode.ViewColumn.Beside;
}
