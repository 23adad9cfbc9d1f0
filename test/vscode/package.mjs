// npm run package: the production build as dist/dxlens.vsix.
import { join } from 'node:path';
import { statSync } from 'node:fs';
import { build } from './build.mjs';
import { projectFolder } from './folders.mjs';
import { runMain, say } from './report.mjs';
import { ensureNodeModules } from './setup.mjs';

await runMain(async () => {
  await ensureNodeModules();
  await build(['--production']);
  // vsce is a project package: it can be loaded only now.
  const { createVSIX } = await import('@vscode/vsce');
  const packagePath = join(projectFolder, 'dist/dxlens.vsix');
  await createVSIX({
    cwd: projectFolder,
    packagePath,
    dependencies: false, // everything is bundled
    allowMissingRepository: true,
    rewriteRelativeLinks: false, // README's pictures are packed beside it
  });
  say(`  ${packagePath}: ${Math.round(statSync(packagePath).size / 1024)} KB`);
});
