// The bundles that make up the product. esbuild.mjs writes them; a test looks at what lands in each.
import { resolve } from 'node:path';

/** Resolves `#env/x` to src/env/node/x or src/env/browser/x, so that each host's bundle holds its own side only. */
export function envAlias(side) {
  return {
    name: 'env-alias',
    setup(build) {
      build.onResolve({ filter: /^#env\// }, (args) => ({
        path: resolve('src/env', side, `${args.path.slice('#env/'.length)}.ts`),
      }));
    },
  };
}

/** Settings of whatever runs in Node. */
export const nodePlatform = { platform: 'node', format: 'cjs', target: 'node20' };

/** esbuild's options for each part of the product, by its name: what runs where is decided here and nowhere else. */
export const productBundles = {
  /** The extension in a Node host: desktop, remote. */
  host: {
    ...nodePlatform,
    entryPoints: { extension: 'src/extension.ts' },
    outdir: 'dist',
    external: ['vscode'],
    plugins: [envAlias('node')],
  },
  indexer: {
    ...nodePlatform,
    entryPoints: { indexer: 'src/workers/indexer.ts' },
    outdir: 'dist',
    plugins: [envAlias('node')],
  },
  /** The extension in a web worker: vscode.dev. */
  webHost: {
    platform: 'browser',
    format: 'cjs',
    target: 'es2022',
    entryPoints: { extension: 'src/extension.ts' },
    outdir: 'dist/web',
    external: ['vscode'],
    plugins: [envAlias('browser')],
  },
  page: {
    platform: 'browser',
    format: 'iife',
    target: 'es2022',
    entryPoints: { picture: 'webview/viewer/picture.ts', controls: 'webview/viewer/controls.ts' },
    outdir: 'dist/page',
  },
  icons: {
    entryPoints: { codicon: 'node_modules/@vscode/codicons/dist/codicon.css' },
    loader: { '.ttf': 'file' },
    assetNames: '[name]',
    sourcemap: false,
    outdir: 'dist/page',
  },
};
