import { readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { build } from 'esbuild';
import type { BuildOptions, Metafile } from 'esbuild';
import { beforeAll, describe, expect, it } from 'vitest';
import { productBundles } from '../../bundles.mjs';

interface Built {
  readonly meta: Metafile;
  readonly text: string;
}

type Layer = 'core' | 'protocol' | 'env' | 'workers' | 'host' | 'webview';

/** Who may import whom (ARCHITECTURE.md). `env` is reached by its alias only, so that each host gets its own side. */
const mayImport: Readonly<Record<Layer, readonly Layer[]>> = {
  core: ['core'],
  protocol: ['protocol', 'core'],
  env: ['env', 'protocol', 'core'],
  workers: ['workers', 'env', 'protocol', 'core'],
  host: ['host', 'env', 'protocol', 'core'],
  webview: ['webview', 'protocol', 'core'],
};
/** What of the core belongs on a page; the rest reads files. */
const coreOfPages =
  /^src\/core\/(?:(?:geometry|pixels|render|annotations)\/|(?:assertNever|result)\.ts$)/;

/** Where a file of the project stands; undefined for a library, and for what a library goes without in a browser. */
function layerOf(path: string): Layer | undefined {
  if (/(?:^|\/)node_modules\//.test(path) || path.startsWith('(disabled):')) return undefined;
  if (path.startsWith('webview/')) return 'webview';
  const [, folder] = /^src\/(\w+)\//.exec(path) ?? [];
  if (folder === undefined && /^src\/(?:extension|contributions)\.ts$/.test(path)) return 'host';
  if (folder !== undefined && folder in mayImport) return folder as Layer;
  throw new Error(`${path} stands nowhere in the house.`);
}

/** Every import that is left in a bundle to be resolved where it runs. */
function externals({ meta }: Built): string[] {
  const imports = Object.values(meta.outputs).flatMap((output) => output.imports);
  return [...new Set(imports.filter(({ external }) => external).map(({ path }) => path))].sort();
}

/** What of a bundle's text fits, each once. */
function matches({ text }: Built, expression: RegExp): string[] {
  return [...new Set([...text.matchAll(expression)].map(([match]) => match))];
}

interface Edge {
  readonly from: string;
  readonly to: string;
  /** As it is written in the file. */
  readonly written: string;
  readonly external: boolean;
}

function edges({ meta }: Built): Edge[] {
  return Object.entries(meta.inputs).flatMap(([from, { imports }]) =>
    imports.map(({ path, original, external }) => ({
      from,
      to: path,
      written: original ?? path,
      external: external === true,
    })),
  );
}

/** The edges between files of the project that no rule allows, as sentences. */
function forbidden(built: Built): string[] {
  return edges(built)
    .filter(({ external, written }) => !external && !written.startsWith('<'))
    .filter(({ from, to, written }) => {
      const [importer, imported] = [layerOf(from), layerOf(to)];
      if (importer === undefined || imported === undefined) return false;
      if (!mayImport[importer].includes(imported)) return true;
      if (imported === 'env' && importer !== 'env') return !written.startsWith('#env/');
      return importer === 'webview' && imported === 'core' && !coreOfPages.test(to);
    })
    .map(({ from, to }) => `${from} imports ${to}`);
}

describe('the bundles', () => {
  const built = {} as Record<keyof typeof productBundles, Built>;

  beforeAll(async () => {
    for (const [name, options] of Object.entries(productBundles)) {
      const result = await build({
        ...(options as BuildOptions),
        bundle: true,
        write: false,
        metafile: true,
        logLevel: 'silent',
      });
      expect(result.warnings, name).toEqual([]);
      built[name as keyof typeof productBundles] = {
        meta: result.metafile,
        text: result.outputFiles.map((file) => file.text).join('\n'),
      };
    }
  }, 60_000);

  it('for the web extension host need nothing but vscode', () => {
    expect(externals(built.webHost)).toEqual(['vscode']);
    expect(matches(built.webHost, /["'`]node:\w+/g)).toEqual([]);
    expect(matches(built.webHost, /\brequire\([^)]*\)/g)).toEqual(['require("vscode")']);
  });

  it('for the web extension host name no global of Node', () => {
    const ours = Object.keys(built.webHost.meta.inputs).filter((path) => layerOf(path));
    const named = ours.flatMap((path) => {
      const code = readFileSync(path, 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '');
      return [...code.matchAll(/(?<![.'\w])(?:process|Buffer|setImmediate|__dirname)\b(?!')/g)].map(
        ([name]) => `${path}: ${name}`,
      );
    });
    expect(named).toEqual([]);
    expect(ours.length).toBeGreaterThan(50);
  });

  it('for the pages need nothing at all', () => {
    expect(externals(built.page)).toEqual([]);
    expect(matches(built.page, /["'`](?:vscode|node:\w+)["'`]|\brequire\([^)]*\)/g)).toEqual([]);
  });

  it('for the pages and the web make no code from text, which their policies forbid', () => {
    for (const each of [built.page, built.webHost]) {
      expect(matches(each, /\beval\(|\bnew Function\(/g)).toEqual([]);
    }
  });

  it('for Node need nothing that is not part of Node, but vscode in the extension host', () => {
    expect(externals(built.host)).toContain('vscode');
    expect(externals(built.host).filter((path) => path !== 'vscode' && !isBuiltin(path))).toEqual(
      [],
    );
    expect(externals(built.indexer).filter((path) => !isBuiltin(path))).toEqual([]);
  });

  it('hold their own side of env only', () => {
    const sides = (built: Built): string[] =>
      Object.keys(built.meta.inputs).filter((path) => path.startsWith('src/env/'));
    expect(sides(built.host).filter((path) => !path.startsWith('src/env/node/'))).toEqual([]);
    expect(sides(built.webHost).filter((path) => !path.startsWith('src/env/browser/'))).toEqual([]);
    const names = (built: Built): string[] =>
      sides(built).map((path) => path.split('/').at(-1) ?? '');
    expect(names(built.webHost).sort()).toEqual(names(built.host).sort());
    expect(names(built.host)).not.toEqual([]);
  });

  it('are built of files that import only what their place in the house allows', () => {
    expect(Object.values(built).flatMap(forbidden)).toEqual([]);
  });

  it('reach Node from env and the workers only, and vscode from the host only', () => {
    const wrong = Object.values(built)
      .flatMap(edges)
      .filter(({ from, to, external }) => {
        const layer = layerOf(from);
        if (!external || layer === undefined) return false;
        return to === 'vscode' ? layer !== 'host' : layer !== 'env' && layer !== 'workers';
      })
      .map(({ from, to }) => `${from} imports ${to}`);
    expect(wrong).toEqual([]);
  });

  it('are seen through: a wrong import would be told', () => {
    const wrong = (from: string, to: string, written = './x'): string[] =>
      forbidden({
        text: '',
        meta: {
          inputs: {
            [from]: {
              bytes: 1,
              imports: [{ path: to, kind: 'import-statement', original: written }],
            },
          },
          outputs: {},
        },
      });
    expect(wrong('src/core/dicom/a.ts', 'src/protocol/b.ts')).toHaveLength(1);
    expect(wrong('src/protocol/a.ts', 'src/host/b.ts')).toHaveLength(1);
    expect(wrong('webview/viewer/a.ts', 'src/core/dicom/scanHeader.ts')).toHaveLength(1);
    expect(wrong('webview/viewer/a.ts', 'src/host/b.ts')).toHaveLength(1);
    expect(wrong('src/host/a.ts', 'src/env/node/b.ts', '../env/node/b')).toHaveLength(1);
    expect(wrong('src/host/a.ts', 'src/env/node/b.ts', '#env/b')).toEqual([]);
    expect(wrong('src/workers/a.ts', 'src/host/b.ts')).toHaveLength(1);
  });
});
