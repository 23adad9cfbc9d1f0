import * as vscode from 'vscode';
import { viewTypes } from '../../contributions';
import type { Services } from '../services';
import { loadPageAssets, viewerHtml } from './viewerHtml';
import type { PageAssets } from './viewerHtml';
import type { ViewerRegistry } from './ViewerRegistry';
import { ViewerSession } from './ViewerSession';
import type { ViewerTarget } from './ViewerSession';

/** Fills webview panels with the viewer page; shared by the DICOM editors and VOC as a picture. */
export class ViewerPanels {
  private assets: Promise<PageAssets> | undefined;

  constructor(
    private readonly services: Services,
    private readonly registry: ViewerRegistry,
  ) {}

  /** Puts a viewer into a panel. The session is there at once; the page follows. */
  open(
    target: ViewerTarget,
    panel: vscode.WebviewPanel,
  ): { readonly session: ViewerSession; readonly loaded: Promise<void> } {
    const { extensionUri } = this.services;
    panel.webview.options = {
      enableScripts: true,
      localResourceRoots: [
        vscode.Uri.joinPath(extensionUri, 'dist', 'page'),
        vscode.Uri.joinPath(extensionUri, 'media'),
      ],
    };
    const openAt = this.registry.takeNextKey(target.documentUri);
    const session = new ViewerSession(target, panel, this.services, openAt);
    this.registry.add(session);
    this.assets ??= loadPageAssets(extensionUri);
    // A failure is not kept: the next editor tries again.
    this.assets.catch(() => (this.assets = undefined));
    const loaded = this.assets.then((assets) => {
      if (!session.isDisposed) panel.webview.html = viewerHtml(panel.webview, extensionUri, assets);
    });
    return { session, loaded };
  }
}

/** Both DICOM view types are this one provider. */
class ViewerProvider implements vscode.CustomReadonlyEditorProvider {
  constructor(private readonly panels: ViewerPanels) {}

  openCustomDocument(uri: vscode.Uri): vscode.CustomDocument {
    return { uri, dispose: () => undefined };
  }

  async resolveCustomEditor(
    document: vscode.CustomDocument,
    panel: vscode.WebviewPanel,
  ): Promise<void> {
    const { uri } = document;
    await this.panels.open({ documentUri: uri, resolve: async () => ({ uri }) }, panel).loaded;
  }
}

/** Registers the DICOM editors. */
export function registerViewerEditors(panels: ViewerPanels): vscode.Disposable {
  const provider = new ViewerProvider(panels);
  return vscode.Disposable.from(
    ...[viewTypes.viewer, viewTypes.viewerAny].map((viewType) =>
      vscode.window.registerCustomEditorProvider(viewType, provider, {
        supportsMultipleEditorsPerDocument: true,
      }),
    ),
  );
}
