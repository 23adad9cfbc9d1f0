import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { coarseSize } from '../../../builders/sample/samplePatients';
import { runHere } from '../../../builders/sample/taskPool';
import { writeSampleDataSet } from '../../../builders/sample/writeSampleDataSet';

let root = '';
let script = '';

function run(...parameters: string[]): { status: number | null; output: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...parameters], {
    encoding: 'utf8',
  });
  return { status, output: stdout + stderr };
}

function hashesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map(
      (file) =>
        `${file.slice(folder.length)} ${createHash('sha256').update(readFileSync(file)).digest('hex')}`,
    )
    .sort();
}

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'dxlens-cli-'));
  script = join(root, 'cli.js');
  await build({
    entryPoints: ['test/builders/sample/cli.ts'],
    outfile: script,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    logLevel: 'error',
  });
});
afterAll(() => {
  rmSync(root, { recursive: true });
});

describe('the sample generator as a command', () => {
  it('writes in threads what one thread writes, and nothing when it is up to date', async () => {
    const [threads, here] = [join(root, 'threads'), join(root, 'here')];
    expect(run(threads, '32').status).toBe(0);
    expect(readdirSync(root).filter((name) => name.includes('partial'))).toEqual([]);
    mkdirSync(here);
    await writeSampleDataSet({ folder: here, size: coarseSize(32) }, runHere, ['G9001']);
    const images = (folder: string): string[] =>
      hashesBelow(folder).filter((line) => line.includes('/Lung_Dx-G9001/'));
    expect(images(here).length).toBe(48);
    expect(images(threads)).toEqual(images(here));
    writeFileSync(join(threads, 'README.txt'), 'kept');
    const again = run(threads, '32');
    expect([again.status, again.output]).toEqual([0, expect.stringContaining('up to date')]);
    expect(readFileSync(join(threads, 'README.txt'), 'utf8')).toBe('kept');
  }, 120_000);

  it('leaves a folder alone that it did not write', () => {
    const folder = join(root, 'mine');
    mkdirSync(folder);
    writeFileSync(join(folder, 'precious.txt'), 'x');
    const { status, output } = run(folder, '32');
    expect([status, output]).toEqual([
      1,
      expect.stringContaining('was not written by this generator'),
    ]);
    expect(readdirSync(folder)).toEqual(['precious.txt']);
  });

  it('says how it is used', () => {
    expect(run().status).toBe(2);
    expect(run(join(root, 'x'), 'big').output).toContain('Usage');
  });
});
