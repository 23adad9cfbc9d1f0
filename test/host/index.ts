import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Mocha from 'mocha';

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
  await new Promise<void>((resolve, reject) => {
    const runner = mocha.run((failures) => {
      writeResults(checks);
      if (failures === 0 && checks.length > 0) resolve();
      else reject(new Error(checks.length === 0 ? 'no test ran' : `${failures} failed`));
    });
    record(runner, checks);
  });
}

function record(runner: Mocha.Runner, checks: Check[]): void {
  const add = (test: Mocha.Runnable, outcome: Check['outcome'], error?: Error) =>
    checks.push({
      name: test.fullTitle(),
      outcome,
      durationMs: test.duration ?? 0,
      ...(error ? { message: error.stack ?? error.message } : {}),
    });
  runner.on('pass', (test) => add(test, 'passed'));
  runner.on('pending', (test) => add(test, 'skipped'));
  // Also a failing hook arrives here, and the tests it prevents are not reported at all: it counts as one failure.
  runner.on('fail', (test, error) => add(test, 'failed', error as Error));
}

function writeResults(checks: readonly Check[]): void {
  const file = process.env['DXLENS_RESULTS'];
  if (!file) return;
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify({ checks }, null, 1));
}
