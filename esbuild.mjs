// Builds every bundle of the product and of the tests. `node esbuild.mjs` once, `--watch` to rebuild on change,
// `--production` minified and without source maps, `--tests` also the test bundles.
import { existsSync, readdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import esbuild from 'esbuild';
import { envAlias, nodePlatform, productBundles } from './bundles.mjs';

const production = process.argv.includes('--production');
const watch = process.argv.includes('--watch');
const tests = process.argv.includes('--tests');

const common = {
  bundle: true,
  minify: production,
  sourcemap: production ? false : 'linked',
  legalComments: 'none',
  logLevel: watch ? 'info' : 'warning',
};
const nodeBundle = { ...common, ...nodePlatform };
const bundles = Object.values(productBundles).map((options) => ({ ...common, ...options }));

/** The benchmarks drive VS Code by the scripts of test/vscode, which know their place in the project: they stay there. */
const scriptsStayOutside = {
  name: 'scripts-stay-outside',
  setup(build) {
    build.onResolve({ filter: /^\.{1,2}\/.*\.mjs$/ }, (args) => ({
      path: `../../../test/vscode/${args.path.split('/').at(-1)}`,
      external: true,
    }));
  },
};
const benchBundle = {
  ...nodeBundle,
  format: 'esm',
  entryPoints: { 'test/bench/bench': 'test/bench/bench.ts' },
  outdir: 'dist',
  outExtension: { '.js': '.mjs' },
  // dicom-parser asks for zlib by require.
  banner: {
    js: "import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);",
  },
  plugins: [envAlias('node'), scriptsStayOutside],
};

/** Test entries are bundled like the product: host suites as CommonJS for the extension host, tools for Node. */
function testBundles() {
  const entries = {};
  for (const [folder, pattern] of [
    ['test/host', /\.suite\.ts$/],
    ['test/host', /^index\.ts$/],
    ['test/builders/sample', /^cli\.ts$/],
    ['test/bench/floorExtension', /^extension\.ts$/],
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
        benchBundle,
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
