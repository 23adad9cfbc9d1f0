// Runs test/host inside a real extension host: in the npm-borne VS Code, or with --desktop in a downloaded desktop one.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { runTests } from '@vscode/test-electron';
import { projectFolder, resultsFolder } from './folders.mjs';
import { endWithParent, markedEnvironment } from './processes.mjs';
import { SetupError, runMain } from './report.mjs';
import { ensureChromium } from './chromium.mjs';
import { ensureServer } from './setup.mjs';
import { makeTestWorkspace } from './testWorkspace.mjs';

const desktop = process.argv.includes('--desktop');

endWithParent();
await runMain(async () => {
  const results = join(resultsFolder, desktop ? 'desktop.json' : 'host.json');
  rmSync(results, { force: true });
  if (!desktop) await Promise.all([ensureServer(), ensureChromium()]);
  const workspace = makeTestWorkspace();
  try {
    await runTests({
      ...(desktop ? {} : { vscodeExecutablePath: join(projectFolder, 'test/vscode/vscode-npm') }),
      extensionDevelopmentPath: projectFolder,
      extensionTestsPath: join(projectFolder, 'dist/test/host/index.js'),
      launchArgs: [workspace.folder, ...(desktop ? ['--disable-extensions'] : [])],
      extensionTestsEnv: {
        ...markedEnvironment(),
        DXLENS_RESULTS: results,
        DXLENS_TEST_WORKSPACE: workspace.folder,
        ...(workspace.testData ? { DXLENS_TEST_DATA: workspace.testData } : {}),
      },
    });
  } catch (error) {
    if (desktop && /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT/.test(String(error))) {
      throw new SetupError(
        'The desktop VS Code could not be downloaded from update.code.visualstudio.com: check the network, or use "npm run test:host", which takes VS Code from the npm registry.',
      );
    }
    // The suite's own report is already on the screen and in the results file.
    if (error?.name === 'TestRunFailedError' || 'code' in Object(error)) return 1;
    throw error;
  } finally {
    workspace.remove();
  }
});
