// Turns what the runners write into one form: a check has a name, an outcome and, when it failed, a message.
import { relative } from 'node:path';
import { projectFolder } from './folders.mjs';

/**
 * @typedef {{ name: string, outcome: 'passed' | 'failed' | 'skipped', message?: string }} Check
 */

/**
 * Checks of a file written by vitest's json reporter.
 * @returns {Check[]}
 */
export function vitestChecks(report) {
  return report.testResults.flatMap((file) => {
    const name = relative(projectFolder, file.name);
    const checks = file.assertionResults.map((result) => ({
      name: `${name} > ${result.fullName.trim()}`,
      outcome: vitestOutcome(result.status),
      message: result.failureMessages?.join('\n'),
    }));
    // A file that could not be loaded, or whose hook failed, has an error of its own and tests that never ran.
    const isBroken =
      file.status === 'failed' && !checks.some((check) => check.outcome === 'failed');
    return isBroken ? [...checks, { name, outcome: 'failed', message: file.message }] : checks;
  });
}

/**
 * Checks of a file written by test/host/index.ts and by the web host's runner.
 * @returns {Check[]}
 */
export function hostChecks(report) {
  return report.checks;
}

function vitestOutcome(status) {
  switch (status) {
    case 'passed':
      return 'passed';
    case 'skipped':
    case 'pending':
    case 'todo':
    case 'disabled':
      return 'skipped';
    default:
      return 'failed';
  }
}

/** @param {Check[]} checks */
export function count(checks) {
  const of = (outcome) => checks.filter((check) => check.outcome === outcome).length;
  return { passed: of('passed'), failed: of('failed'), skipped: of('skipped') };
}
