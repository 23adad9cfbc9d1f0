import * as vscode from 'vscode';
import { sopInstanceUidOfFileName } from '../../core/annotations/annotationFileName';
import { boxesOf } from '../../core/annotations/VocAnnotation';
import { parseVoc } from '../../core/annotations/vocXml';
import { viewTypes } from '../../contributions';
import type { FailureMessage } from '../../protocol/viewer';
import { failure } from '../editor/failureMessages';
import { baseName } from '../files/baseName';
import type { ViewerPanels } from '../editor/ViewerProvider';
import type { ViewerSession, ViewerTarget } from '../editor/ViewerSession';
import type { Services } from '../services';

const maximumBoxesListed = 50;

/** VOC XML as a picture: the viewer, opened on the image that the file is named after. */
class VocProvider implements vscode.CustomTextEditorProvider {
  constructor(
    private readonly services: Services,
    private readonly panels: ViewerPanels,
  ) {}

  async resolveCustomTextEditor(
    document: vscode.TextDocument,
    panel: vscode.WebviewPanel,
  ): Promise<void> {
    const target: ViewerTarget = {
      documentUri: document.uri,
      resolve: () => this.findImage(document),
    };
    this.services.dataSets.noteOpened(document.uri);
    const { session, loaded } = this.panels.open(target, panel);
    this.followUntilFound(document, panel, session);
    await loaded;
  }

  private async findImage(
    document: vscode.TextDocument,
  ): Promise<{ uri: vscode.Uri } | { failure: FailureMessage }> {
    const name = baseName(document.uri);
    const uid = sopInstanceUidOfFileName(name);
    const uri = uid === undefined ? undefined : this.services.dataSets.instanceUri(uid);
    return uri ? { uri } : { failure: this.explain(document, name, uid) };
  }

  private explain(
    document: vscode.TextDocument,
    name: string,
    uid: string | undefined,
  ): FailureMessage {
    const { t } = vscode.l10n;
    const boxes = listBoxes(document);
    if (uid === undefined) {
      return failure(
        t('No image for {0}', name),
        t(
          'An annotation belongs to the image whose SOP Instance UID is its file name, and this name is no UID.',
        ),
        boxes,
        ['open-text', 'show-log'],
      );
    }
    return this.services.dataSets.busy
      ? failure(
          t('Looking for the image of {0}', name),
          t('The data set folders are being read.'),
          boxes,
          ['open-text'],
        )
      : failure(
          t('No image for {0}', name),
          t(
            'No DICOM file in the data set folders has this SOP Instance UID. The image may be in a folder that is not added yet.',
          ),
          boxes,
          ['add-folder', 'open-text', 'show-log'],
        );
  }

  /** While there is no picture, the page follows the index (the image may turn up) and the text (the list of boxes). */
  private followUntilFound(
    document: vscode.TextDocument,
    panel: vscode.WebviewPanel,
    session: ViewerSession,
  ): void {
    const again = (): void => {
      if (session.waitsForImage) session.reload();
    };
    const subscription = vscode.Disposable.from(
      this.services.dataSets.onDidChange(again),
      vscode.workspace.onDidChangeTextDocument((event) => {
        if (event.document === document && event.contentChanges.length > 0) again();
      }),
    );
    panel.onDidDispose(() => void subscription.dispose());
  }
}

/** The boxes of a text, as label and rectangle, or why there are none. */
function listBoxes(document: vscode.TextDocument): [string, string][] {
  const parsed = parseVoc(document.getText());
  if (!parsed.ok) {
    const { line, column, message } = parsed.error;
    return [[vscode.l10n.t('Line {0}, column {1}', line, column), message]];
  }
  return boxesOf(parsed.value)
    .slice(0, maximumBoxesListed)
    .map(({ label, xMinPx, yMinPx, xMaxPx, yMaxPx }) => [
      label,
      `(${xMinPx}, ${yMinPx}) – (${xMaxPx}, ${yMaxPx})`,
    ]);
}

/** Registers the editor that shows VOC XML as a picture. */
export function registerVocEditor(services: Services, panels: ViewerPanels): vscode.Disposable {
  return vscode.window.registerCustomEditorProvider(
    viewTypes.voc,
    new VocProvider(services, panels),
    { supportsMultipleEditorsPerDocument: true },
  );
}
