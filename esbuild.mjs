// Builds every bundle of the product and of the tests. `node esbuild.mjs` once, `--watch` to rebuild on change,
// `--production` minified and without source maps, `--tests` also the test bundles.
import { existsSync, readdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import esbuild from 'esbuild';

const production = process.argv.includes('--production');
const watch = process.argv.includes('--watch');
const tests = process.argv.includes('--tests');

/** Resolves `#env/x` to src/env/node/x or src/env/browser/x, so that each host's bundle holds its own side only. */
function envAlias(side) {
  return {
    name: 'env-alias',
    setup(build) {
      build.onResolve({ filter: /^#env\// }, (args) => ({
        path: resolve('src/env', side, `${args.path.slice('#env/'.length)}.ts`),
      }));
    },
  };
}

const common = {
  bundle: true,
  minify: production,
  sourcemap: production ? false : 'linked',
  legalComments: 'none',
  logLevel: watch ? 'info' : 'warning',
};
const nodeBundle = { ...common, platform: 'node', format: 'cjs', target: 'node20' };
const webBundle = { ...common, platform: 'browser', format: 'cjs', target: 'es2022' };
const pageBundle = { ...common, platform: 'browser', format: 'iife', target: 'es2022' };

const bundles = [
  {
    ...nodeBundle,
    entryPoints: { extension: 'src/extension.ts' },
    outdir: 'dist',
    external: ['vscode'],
    plugins: [envAlias('node')],
  },
  {
    ...nodeBundle,
    entryPoints: { indexer: 'src/workers/indexer.ts' },
    outdir: 'dist',
    plugins: [envAlias('node')],
  },
  {
    ...webBundle,
    entryPoints: { extension: 'src/extension.ts' },
    outdir: 'dist/web',
    external: ['vscode'],
    plugins: [envAlias('browser')],
  },
  {
    ...pageBundle,
    entryPoints: { picture: 'webview/viewer/picture.ts', controls: 'webview/viewer/controls.ts' },
    outdir: 'dist/page',
  },
  {
    ...common,
    entryPoints: { codicon: 'node_modules/@vscode/codicons/dist/codicon.css' },
    loader: { '.ttf': 'file' },
    assetNames: '[name]',
    sourcemap: false,
    outdir: 'dist/page',
  },
];

/** Test entries are bundled like the product: host suites as CommonJS for the extension host, tools for Node. */
function testBundles() {
  const entries = {};
  for (const [folder, pattern] of [
    ['test/host', /\.suite\.ts$/],
    ['test/host', /^index\.ts$/],
    ['test/builders/sample', /^cli\.ts$/],
  ]) {
    if (!existsSync(folder)) continue;
    for (const file of readdirSync(folder)) {
      if (pattern.test(file))
        entries[`${folder}/${file.replace(/\.ts$/, '')}`] = `${folder}/${file}`;
    }
  }
  return Object.keys(entries).length === 0
    ? []
    : [
        {
          ...nodeBundle,
          entryPoints: entries,
          outdir: 'dist',
          external: ['vscode', 'mocha'],
          plugins: [envAlias('node')],
        },
      ];
}

const all = [...bundles, ...(tests ? testBundles() : [])];
// Only a package must not hold what an earlier build left; in development others may be reading dist now.
if (production) await rm('dist', { recursive: true, force: true });
if (watch) {
  const contexts = await Promise.all(all.map((options) => esbuild.context(options)));
  await Promise.all(contexts.map((context) => context.rebuild().catch(() => {})));
  await Promise.all(contexts.map((context) => context.watch()));
  // The editor's build task waits for this line before it starts the extension (.vscode/tasks.json).
  console.log('[watch] all bundles are built');
} else {
  await Promise.all(all.map((options) => esbuild.build(options)));
}
