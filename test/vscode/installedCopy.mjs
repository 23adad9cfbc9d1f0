// Installs an unpacked extension for a VS Code server by copying what its package holds. Unlike an extension under
// development it needs no smoke-test driver, with which the workbench shows no notifications at all.
import {
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';

const packed =
  /^(package(\.nls.*)?\.json|README\.md|CHANGELOG\.md|LICENSE|NOTICE|media|dist|.*\.js)$/;

/**
 * Copies the built extension in `source` into the server's extensions folder and registers it there, in place of any
 * earlier copy. Uninstalling it in VS Code removes the copy, never the source.
 * @param {string} source
 * @param {string} serverDataDir
 */
export function installCopy(source, serverDataDir) {
  const { publisher, name, version } = JSON.parse(
    readFileSync(join(source, 'package.json'), 'utf8'),
  );
  const id = `${publisher}.${name}`.toLowerCase();
  const extensions = join(serverDataDir, 'extensions');
  const folderName = `${id}-${version}`;
  const folder = join(extensions, folderName);
  mkdirSync(extensions, { recursive: true });
  for (const old of readdirSync(extensions).filter((each) => each.startsWith(`${id}-`))) {
    rmSync(join(extensions, old), { recursive: true, force: true });
  }
  const isTestBundle = (path) => path.startsWith(join(source, 'dist', 'test'));
  for (const entry of readdirSync(source).filter((each) => packed.test(each))) {
    const filter = (path) => !isTestBundle(path);
    cpSync(join(source, entry), join(folder, entry), { recursive: true, filter });
  }
  register(extensions, { id, version, folder, folderName });
}

/** VS Code lists the installed extensions in extensions.json; it reads manifests anew when that file changes. */
function register(extensions, { id, version, folder, folderName }) {
  const file = join(extensions, 'extensions.json');
  const others = readList(file).filter((entry) => entry.identifier?.id !== id);
  const own = {
    identifier: { id },
    version,
    location: { $mid: 1, path: folder, scheme: 'file' },
    relativeLocation: folderName,
    metadata: { installedTimestamp: Date.now(), source: 'vsix' },
  };
  writeFileSync(file, JSON.stringify([...others, own]));
}

function readList(file) {
  if (!existsSync(file)) return [];
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return []; // cut off by a run that was killed; it only ever holds what can be installed again
  }
}
