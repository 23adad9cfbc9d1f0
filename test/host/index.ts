import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Mocha from 'mocha';
import { Troubles } from './troubles';

/** One test's result, as test/vscode/test.mjs reads it from the file that DXLENS_RESULTS names. */
interface Check {
  readonly name: string;
  readonly outcome: 'passed' | 'failed' | 'skipped';
  readonly durationMs: number;
  readonly message?: string;
}

/** Called by VS Code inside the extension host: runs every bundled suite beside this file; rejects when a test fails. */
export async function run(): Promise<void> {
  const mocha = new Mocha({
    ui: 'bdd',
    color: false,
    timeout: 60_000,
    forbidOnly: !!process.env['CI'],
  });
  const suites = readdirSync(__dirname).filter((name) => name.endsWith('.suite.js'));
  for (const name of suites.sort()) mocha.addFile(join(__dirname, name));
  const checks: Check[] = [];
  const troubles = new Troubles();
  await new Promise<void>((resolve) =>
    record(
      mocha.run(() => resolve()),
      checks,
      troubles,
    ),
  );
  troubles.dispose();
  writeResults(checks);
  const failures = checks.filter(({ outcome }) => outcome === 'failed').length;
  if (checks.length === 0) throw new Error('no test ran');
  if (failures > 0) throw new Error(`${failures} failed`);
}

function record(runner: Mocha.Runner, checks: Check[], troubles: Troubles): void {
  const add = (test: Mocha.Runnable, outcome: Check['outcome'], message?: string) =>
    checks.push({
      name: test.fullTitle(),
      outcome,
      durationMs: test.duration ?? 0,
      ...(message === undefined ? {} : { message }),
    });
  runner.on('pass', (test) => {
    const beside = troubles.take();
    if (beside.length === 0) return add(test, 'passed');
    console.error(`      but beside it: ${beside.join('\n')}`);
    return add(test, 'failed', beside.join('\n'));
  });
  runner.on('pending', (test) => add(test, 'skipped'));
  // Also a failing hook arrives here, and the tests it prevents are not reported at all: it counts as one failure.
  runner.on('fail', (test, error: Error) => {
    add(test, 'failed', [error.stack ?? error.message, ...troubles.take()].join('\n'));
  });
}

function writeResults(checks: readonly Check[]): void {
  const file = process.env['DXLENS_RESULTS'];
  if (!file) return;
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify({ checks }, null, 1));
}
