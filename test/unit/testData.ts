import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

/**
 * Folder of the real test data: DXLENS_TEST_DATA, by default ../shared/data beside the project. Undefined where it is
 * absent; tests that need it are then skipped (and counted as skipped), never silently passed.
 */
export const testDataFolder: string | undefined = (() => {
  const folder = resolve(process.env['DXLENS_TEST_DATA'] ?? '../shared/data');
  return existsSync(folder) ? folder : undefined;
})();
