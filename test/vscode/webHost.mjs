// Serves the static web build of VS Code, whose extension host is a web worker, with extensions under development.
import { createReadStream, existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize, relative } from 'node:path';
import { pipeline } from 'node:stream';
import { ensureWebHost, webHostVersion } from './setup.mjs';

const mimeTypes = {
  '.css': 'text/css',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.map': 'application/json',
  '.mjs': 'text/javascript',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.ttf': 'font/ttf',
  '.wasm': 'application/wasm',
  '.woff2': 'font/woff2',
};

/**
 * Starts the host on a free port of localhost.
 * @param {object} options
 * @param {Record<string, string>} options.mounts folders to serve besides VS Code itself, by their first path segment:
 *   `{ ext: '/abs/extension' }` becomes /ext/; each that holds a package.json is loaded as an extension. What `files`
 *   holds is listed in /listing.json.
 * @param {string} [options.suitePath] path of the suite on this server, for example /ext/dist/test/web/index.js
 * @param {{ scheme: string, path: string }} options.folderUri the workspace folder, of a file system provider that one of
 *   the extensions registers (activation event `onFileSystem:SCHEME`)
 * @param {Record<string, unknown>} [options.settings]
 */
export async function startWebHost(options) {
  const oss = await ensureWebHost();
  const mounts = { ...options.mounts, oss };
  let page = '';
  const server = createServer((request, response) => {
    answer(request, response, mounts, page);
  });
  await new Promise((resolve) => server.listen(0, 'localhost', resolve));
  const { port } = server.address();
  page = indexHtml(oss, configuration(port, options));
  return {
    url: `http://localhost:${port}/`,
    port,
    stop: () =>
      new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      }),
  };
}

function configuration(port, { mounts, suitePath, folderUri, settings = {} }) {
  const at = (path) => ({ scheme: 'http', authority: `localhost:${port}`, path });
  const origin = `http://localhost:${port}`;
  const extensions = Object.entries(mounts)
    .filter(([, folder]) => existsSync(join(folder, 'package.json')))
    .map(([name]) => at(`/${name}`));
  return {
    folderUri,
    additionalBuiltinExtensions: [],
    developmentOptions: {
      extensions,
      ...(suitePath ? { extensionTestsPath: at(suitePath) } : {}),
    },
    configurationDefaults: settings,
    productConfiguration: {
      nameShort: 'VS Code for the web',
      nameLong: 'VS Code for the web',
      applicationName: 'code-web',
      dataFolderName: '.vscode-web',
      version: webHostVersion,
      enableTelemetry: false,
      webEndpointUrlTemplate: origin,
      webviewContentExternalBaseUrlTemplate: `http://{{uuid}}.localhost:${port}/oss/out/vs/workbench/contrib/webview/browser/pre/`,
    },
  };
}

function indexHtml(oss, settings) {
  const quoted = JSON.stringify(settings).replaceAll('&', '&amp;').replaceAll('"', '&quot;');
  return readFileSync(join(oss, 'index.html'), 'utf8')
    .replaceAll('"./', '"/oss/')
    .replaceAll("'./", "'/oss/")
    .replace('{{WORKBENCH_WEB_CONFIGURATION}}', () => quoted)
    .replace('{{WORKBENCH_AUTH_SESSION}}', '');
}

function answer(request, response, mounts, page) {
  // Extension host and webviews live on other origins than the page.
  response.setHeader('Access-Control-Allow-Origin', '*');
  response.setHeader('Access-Control-Allow-Headers', '*');
  const path = pathOf(request.url);
  if (path === '/') return void send(response, 200, mimeTypes['.html'], page);
  if (path === '/listing.json' && mounts.files) {
    return void send(response, 200, mimeTypes['.json'], JSON.stringify(listFiles(mounts.files)));
  }
  const [, name, rest] = /^\/([^/]+)\/(.*)$/.exec(path) ?? [];
  const folder = name === undefined ? undefined : mounts[name];
  const file = folder && join(folder, normalize(`/${rest}`));
  if (!file || !existsSync(file) || !statSync(file).isFile()) {
    return void send(response, 404, 'text/plain', 'not found');
  }
  response.setHeader('Content-Type', mimeTypes[extname(file)] ?? 'application/octet-stream');
  response.setHeader('Content-Length', statSync(file).size);
  // A page that goes away in the middle is no failure of the server.
  pipeline(createReadStream(file), response, () => {});
}

function send(response, status, type, body) {
  response.writeHead(status, { 'Content-Type': type });
  response.end(body);
}

function pathOf(url) {
  try {
    return decodeURIComponent(new URL(url, 'http://localhost').pathname);
  } catch {
    return ''; // a stray %, which names nothing here
  }
}

/** Size of every file below a folder, by its path in it: `/patient/1-01.dcm`. */
function listFiles(folder) {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  return Object.fromEntries(
    files.map((entry) => {
      const file = join(entry.parentPath ?? entry.path, entry.name);
      return [`/${relative(folder, file).replaceAll('\\', '/')}`, statSync(file).size];
    }),
  );
}
