// Where the scripts keep what they download and leave behind; all of it is git-ignored.
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's root folder. */
export const projectFolder = fileURLToPath(new URL('../..', import.meta.url)).replace(/[\\/]$/, '');

/** Downloads, process records, test results and screenshots. */
export const stateFolder = join(projectFolder, '.vscode-test');

/** One JSON file per suite, written by the suites' reporters. */
export const resultsFolder = join(stateFolder, 'results');

/** What a failed or timed-out workbench looked like. */
export const screenshotsFolder = join(stateFolder, 'screenshots');
