// The least that a custom editor can do to show a picture: its page holds 512 x 512 grey levels and paints them. What
// takes longer than this is an editor's own doing. The page can also be asked for messages of the size of a slice.
import * as vscode from 'vscode';

const edge = 512;

/** A message of the size of a CT slice, sent as often as the page asks. */
const sliceMessage = new Uint16Array(edge * edge).map((_, i) => i);

/** Called by VS Code. */
export function activate(context: vscode.ExtensionContext): void {
  const html = pageHtml();
  const provider: vscode.CustomReadonlyEditorProvider = {
    openCustomDocument: (uri) => ({ uri, dispose: () => undefined }),
    resolveCustomEditor: (_document, panel) => {
      panel.webview.options = { enableScripts: true };
      panel.webview.onDidReceiveMessage(() => void panel.webview.postMessage(sliceMessage));
      panel.webview.html = html;
    },
  };
  context.subscriptions.push(
    vscode.window.registerCustomEditorProvider('dxlensBench.floor', provider),
  );
}

function pageHtml(): string {
  const levels = Uint8Array.from({ length: edge * edge }, (_, i) => (i % edge) ^ (i / edge));
  return `<!DOCTYPE html>
<html><head><meta charset="utf-8"></head>
<body style="margin:0;background:#000"><canvas id="canvas"></canvas>
<script>
const levels = atob('${Buffer.from(levels).toString('base64')}');
const canvas = document.getElementById('canvas');
const context = canvas.getContext('2d', { alpha: false, willReadFrequently: true });
canvas.width = canvas.height = ${edge};
const picture = context.createImageData(${edge}, ${edge});
const pixels = new Uint32Array(picture.data.buffer);
for (let i = 0; i < pixels.length; i++) pixels[i] = 0xff000000 | (levels.charCodeAt(i) * 0x010101);
context.putImageData(picture, 0, 0);
globalThis.dxlensFloor = acquireVsCodeApi();
</script></body></html>`;
}
