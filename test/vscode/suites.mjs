// What npm test runs, in this order. A further suite is one more entry.
import { join } from 'node:path';
import { projectFolder, resultsFolder } from './folders.mjs';
import { hostChecks, vitestChecks } from './results.mjs';

/**
 * @typedef {object} Suite
 * @property {string} name also what --only takes, whole or up to a colon
 * @property {string[]} command arguments of this Node
 * @property {string[]} needs of `server`, `chromium`, `webHost`: what must be there before it starts
 * @property {string} [results] file that the suite writes; without one its exit code is its only check
 * @property {(report: any) => import('./results.mjs').Check[]} [parse] reads that file's JSON
 * @property {number} minutes after which it counts as hung
 */

const bin = (path) => join(projectFolder, 'node_modules', path);
const result = (name) => join(resultsFolder, `${name}.json`);
const script = (name) => join(projectFolder, 'test/vscode', name);

const vitest = (name) => [
  bin('vitest/vitest.mjs'),
  ...['run', '--config', `test/${name}/vitest.config.ts`],
  ...['--reporter=default', '--reporter=json', `--outputFile.json=${result(name)}`],
];

const tool = (name, command) => ({ name: `check:${name}`, command, needs: [], minutes: 5 });
const types = (project) => tool(`types ${project}`, [bin('typescript/bin/tsc'), '-p', project]);

/** @type {Suite[]} */
export const suites = [
  ...['src/core', 'src', 'webview', 'test'].map(types),
  tool('lint', [bin('eslint/bin/eslint.js'), '.', '--max-warnings', '0']),
  tool('format', [bin('prettier/bin/prettier.cjs'), '--check', '.']),
  tool('unused', [bin('knip/bin/knip.js')]),
  {
    name: 'unit',
    command: vitest('unit'),
    needs: [],
    results: result('unit'),
    parse: vitestChecks,
    minutes: 8,
  },
  {
    name: 'host',
    command: [script('runHostTests.mjs')],
    needs: ['server', 'chromium'],
    results: result('host'),
    parse: hostChecks,
    minutes: 10,
  },
  {
    name: 'browser',
    command: vitest('browser'),
    needs: ['server', 'chromium'],
    results: result('browser'),
    parse: vitestChecks,
    minutes: 10,
  },
  {
    name: 'web',
    command: vitest('web'),
    needs: ['webHost', 'chromium'],
    results: result('web'),
    parse: vitestChecks,
    minutes: 5,
  },
  {
    name: 'packed',
    command: vitest('packed'),
    needs: ['server', 'chromium'],
    results: result('packed'),
    parse: vitestChecks,
    minutes: 5,
  },
];
