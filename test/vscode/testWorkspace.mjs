// The folder that test suites open: a copy of the real test data, so that a test that edits a file edits its own.
import { cpSync, existsSync, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { projectFolder } from './folders.mjs';
import { makeTemporaryFolder, removeFolder } from './processes.mjs';

/** Folder of the real test data (DXLENS_TEST_DATA, else ../shared/data beside the project), or undefined without any. */
export function findTestData() {
  const folder = resolve(projectFolder, process.env.DXLENS_TEST_DATA ?? '../shared/data');
  return existsSync(folder) ? folder : undefined;
}

/**
 * Makes a temporary workspace; `data/` in it holds a copy of the collection when there is test data.
 * @returns {{ folder: string, testData: string | undefined, remove: () => void }}
 */
export function makeTestWorkspace() {
  const temporary = makeTemporaryFolder('workspace');
  const folder = join(temporary, 'workspace');
  mkdirSync(folder);
  const testData = findTestData();
  const collection = testData && join(testData, 'lung-pet-ct-dx');
  if (collection && existsSync(collection)) {
    cpSync(collection, join(folder, 'data'), { recursive: true });
  }
  return { folder, testData, remove: () => removeFolder(temporary) };
}
