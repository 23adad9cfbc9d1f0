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

  /** Puts a viewer into a panel. */
  async open(target: ViewerTarget, panel: vscode.WebviewPanel): Promise<ViewerSession> {
    const { extensionUri } = this.services;
    panel.webview.options = {
      enableScripts: true,
      localResourceRoots: [
        vscode.Uri.joinPath(extensionUri, 'dist', 'page'),
        vscode.Uri.joinPath(extensionUri, 'media'),
      ],
    };
    const session = new ViewerSession(target, panel, this.services);
    this.registry.add(session);
    this.assets ??= loadPageAssets(extensionUri);
    const assets = await this.assets;
    if (!session.isDisposed) panel.webview.html = viewerHtml(panel.webview, extensionUri, assets);
    return session;
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
    const resolve = async () => ({ uri });
    await this.panels.open({ documentUri: uri, isImage: true, resolve }, panel);
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
