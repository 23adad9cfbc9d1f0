import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';

/** A fresh folder for a test's files. */
export function temporaryFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'dxlens-test-'));
}

/** Bundles the indexer as the product does, and gives the path of the bundle. */
export async function bundleIndexer(folder: string): Promise<string> {
  const outfile = join(folder, 'indexer.js');
  await build({
    entryPoints: [resolve('src/workers/indexer.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    plugins: [
      {
        name: 'env-alias',
        setup(setup) {
          setup.onResolve({ filter: /^#env\// }, ({ path }) => ({
            path: resolve('src/env/node', `${path.slice('#env/'.length)}.ts`),
          }));
        },
      },
    ],
  });
  return outfile;
}
