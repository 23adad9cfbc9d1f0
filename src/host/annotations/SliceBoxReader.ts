import * as vscode from 'vscode';
import { sopInstanceUidOfFileName } from '../../core/annotations/annotationFileName';
import { parseVoc } from '../../core/annotations/vocXml';
import type { SliceBoxes } from '../../protocol/viewer';
import { guarded } from '../boundary';
import { baseName } from '../files/baseName';
import type { Services } from '../services';
import { readHistologyRule } from '../settings';
import type { AnnotationFile } from './AnnotationFiles';
import { readBoxes, sliceBoxes } from './boxViews';
import type { PlacedBox } from './boxViews';

/** What is known of the image that boxes lie on. */
export interface AnnotatedImage {
  readonly patientId: string;
  readonly uri: vscode.Uri | undefined;
  readonly rows: number | undefined;
  readonly columns: number | undefined;
}

/** What was read last for one slice. */
interface Reading {
  readonly image: AnnotatedImage;
  readonly result: Promise<SliceBoxes>;
  files: string;
  placed: readonly PlacedBox[];
}

/** Reads the boxes of the slices of one editor, follows their files, and opens a box in its XML. */
export class SliceBoxReader implements vscode.Disposable {
  private readonly readings = new Map<string, Reading>();
  private readonly subscriptions: vscode.Disposable[];

  /**
   * @param changed called with the SOP Instance UID of a slice whose boxes may be others than those read last
   * @param ownFile the VOC file that is shown as a picture: always drawn on its slice, wherever it lies
   */
  constructor(
    private readonly services: Services,
    private readonly changed: (sopInstanceUid: string) => Promise<void>,
    private readonly ownFile: vscode.Uri | undefined,
  ) {
    const { annotations, log } = services;
    this.subscriptions = [
      annotations.onDidChange((uid) => {
        if (this.readings.has(uid)) void guarded(log, 'boxes', () => changed(uid));
      }),
      annotations.onDidChangeIndex(
        () => void guarded(log, 'boxes', () => this.readAnewWhereFilesChanged()),
      ),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration('dxlens.histology')) {
          void guarded(log, 'boxes', () => this.readAllAnew());
        }
      }),
    ];
  }

  /** The boxes of a slice as they are now. Of several readings of one slice all answer with what the last one finds. */
  async read(sopInstanceUid: string, image: AnnotatedImage): Promise<SliceBoxes> {
    const reading: Reading = {
      image,
      result: this.readFiles(sopInstanceUid, image, () => reading),
      files: '',
      placed: [],
    };
    this.readings.set(sopInstanceUid, reading);
    for (;;) {
      const last = this.readings.get(sopInstanceUid) ?? reading;
      const boxes = await last.result;
      if ((this.readings.get(sopInstanceUid) ?? last) === last) return boxes;
    }
  }

  /** Opens the XML of a box beside the picture with its object selected. */
  async open(boxId: string, pictureColumn: vscode.ViewColumn | undefined): Promise<void> {
    for (const { placed } of this.readings.values()) {
      const box = placed.find(({ view }) => view.id === boxId);
      if (box) await openInText(box, pictureColumn);
    }
  }

  async openFirst(sopInstanceUid: string, column: vscode.ViewColumn | undefined): Promise<void> {
    const first = this.readings.get(sopInstanceUid)?.placed[0];
    if (first) await this.open(first.view.id, column);
  }

  dispose(): void {
    this.subscriptions.forEach((subscription) => void subscription.dispose());
    this.readings.clear();
  }

  private async readFiles(
    sopInstanceUid: string,
    image: AnnotatedImage,
    reading: () => Reading,
  ): Promise<SliceBoxes> {
    const files = await this.filesOf(sopInstanceUid, image);
    const { rule } = readHistologyRule();
    const read = await readBoxes(files, { ...image, rule, steps: this.services.steps });
    reading().files = signature(files);
    reading().placed = read.placed;
    return sliceBoxes(sopInstanceUid, read, this.services.annotations.complete);
  }

  private filesOf(sopInstanceUid: string, image: AnnotatedImage): Promise<AnnotationFile[]> {
    const { ownFile } = this;
    const isOwn = ownFile && sopInstanceUidOfFileName(baseName(ownFile)) === sopInstanceUid;
    return this.services.annotations.filesOf({
      sopInstanceUid,
      patientId: image.patientId,
      imageUri: image.uri,
      always: isOwn ? ownFile : undefined,
    });
  }

  private async readAnewWhereFilesChanged(): Promise<void> {
    const { complete } = this.services.annotations;
    for (const [uid, { image, files, result }] of [...this.readings]) {
      const known = await result;
      const now = signature(await this.filesOf(uid, image));
      if (now !== files || known.complete !== complete) await this.changed(uid);
    }
  }

  private async readAllAnew(): Promise<void> {
    for (const uid of [...this.readings.keys()]) await this.changed(uid);
  }
}

function signature(files: readonly AnnotationFile[]): string {
  return files.map(({ path }) => path).join('\n');
}

/** The text may have changed since, or VS Code may decode it otherwise: the object is found in the document itself. */
async function openInText(
  box: PlacedBox,
  pictureColumn: vscode.ViewColumn | undefined,
): Promise<void> {
  const document = await vscode.workspace.openTextDocument(box.uri);
  const parsed = parseVoc(document.getText());
  const range = (parsed.ok ? parsed.value.objects[box.index]?.range : undefined) ?? box.range;
  await vscode.window.showTextDocument(document, {
    selection: new vscode.Range(document.positionAt(range.start), document.positionAt(range.end)),
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
