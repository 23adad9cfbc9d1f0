// served:/PATH is the file that the test's own server has under /files/PATH; /listing.json tells which there are.
// eslint-disable-next-line @typescript-eslint/no-require-imports -- the extension host loads CommonJS
const vscode = require('vscode');

exports.activate = async (context) => {
  const { scheme, authority } = context.extensionUri;
  const origin = `${scheme}://${authority}`;
  const sizes = await (await fetch(`${origin}/listing.json`)).json();
  const never = { dispose() {} };
  const provider = {
    onDidChangeFile: () => never,
    watch: () => never,
    stat: ({ path }) => {
      const times = { ctime: 1, mtime: 1 };
      if (path in sizes) return { type: vscode.FileType.File, size: sizes[path], ...times };
      if (entriesOf(sizes, path).length > 0) {
        return { type: vscode.FileType.Directory, size: 0, ...times };
      }
      throw vscode.FileSystemError.FileNotFound(path);
    },
    readDirectory: ({ path }) => entriesOf(sizes, path),
    readFile: async ({ path }) => {
      if (!(path in sizes)) throw vscode.FileSystemError.FileNotFound(path);
      const response = await fetch(`${origin}/files${encodeURI(path)}`);
      return new Uint8Array(await response.arrayBuffer());
    },
  };
  const refuse = () => {
    throw vscode.FileSystemError.NoPermissions('read-only');
  };
  for (const name of ['writeFile', 'createDirectory', 'delete', 'rename']) provider[name] = refuse;
  context.subscriptions.push(
    vscode.workspace.registerFileSystemProvider('served', provider, { isReadonly: true }),
  );
};

function entriesOf(sizes, folder) {
  const prefix = folder.endsWith('/') ? folder : `${folder}/`;
  const entries = new Map();
  for (const path of Object.keys(sizes).filter((each) => each.startsWith(prefix))) {
    const [name, ...below] = path.slice(prefix.length).split('/');
    entries.set(name, below.length > 0 ? vscode.FileType.Directory : vscode.FileType.File);
  }
  return [...entries];
}
