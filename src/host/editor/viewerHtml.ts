import * as vscode from 'vscode';

/** The parts of the page that are the same for every editor; read once. */
export interface PageAssets {
  readonly script: string;
  readonly style: string;
}

/** Reads the inline script and style sheet of the viewer page from the extension's folder. */
export async function loadPageAssets(extensionUri: vscode.Uri): Promise<PageAssets> {
  const read = async (...path: string[]): Promise<string> =>
    new TextDecoder().decode(
      await vscode.workspace.fs.readFile(vscode.Uri.joinPath(extensionUri, ...path)),
    );
  const [script, style] = await Promise.all([
    read('dist', 'page', 'picture.js'),
    read('media', 'viewer.css'),
  ]);
  // A literal end tag inside the script would end it early; source map comments would ask for a file that is not there.
  const inline = script
    .replaceAll('</script', '<\\/script')
    .replace(/\/\/# sourceMappingURL=.*/, '');
  return { script: inline, style };
}

/**
 * The page of a viewer. The code for the first picture stands inline under a nonce, because the first resource loaded
 * through asWebviewUri waits for a service worker; controls and icons follow.
 */
export function viewerHtml(
  webview: vscode.Webview,
  extensionUri: vscode.Uri,
  assets: PageAssets,
): string {
  const nonce = makeNonce();
  const resource = (...path: string[]): string =>
    webview.asWebviewUri(vscode.Uri.joinPath(extensionUri, ...path)).toString();
  const csp = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src 'nonce-${nonce}' ${webview.cspSource}`,
    `font-src ${webview.cspSource}`,
    `img-src ${webview.cspSource} blob: data:`,
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="${htmlLanguage()}" data-controls="${resource('dist', 'page', 'controls.js')}" data-icons="${resource('dist', 'page', 'codicon.css')}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${csp}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>DxLens</title>
<style nonce="${nonce}">${assets.style}</style>
</head>
<body data-vscode-context='{"preventDefaultContextMenuItems":true}'>
<main id="app">
<div id="toolbar" role="toolbar" aria-label="${vscode.l10n.t('Viewer')}"></div>
<div id="middle">
<div id="stage" tabindex="0" role="application" aria-roledescription="${vscode.l10n.t('image')}" aria-label="DICOM">
<canvas id="canvas" aria-hidden="true"></canvas>
<svg id="boxes" aria-hidden="true"></svg>
<div id="failure" role="alert" hidden></div>
</div>
<div id="slider"></div>
<aside id="list" aria-label="${vscode.l10n.t('Boxes')}" hidden></aside>
</div>
<div id="live" class="visually-hidden" aria-live="polite"></div>
</main>
<script nonce="${nonce}">${assets.script}</script>
</body>
</html>`;
}

function htmlLanguage(): string {
  return vscode.env.language.replace(/[^\w-]/g, '') || 'en';
}

function makeNonce(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(18));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
