import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { abandon, beginBeside, finishAs, targetState } from '../../../builders/sample/targetFolder';

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'dxlens-target-'));
});
afterEach(() => {
  rmSync(root, { recursive: true });
});

function written(folder: string, version: string): void {
  const partial = beginBeside(folder);
  writeFileSync(join(partial, 'a.txt'), version);
  finishAs(partial, folder, version);
}

describe("the sample's folder", () => {
  it('is current once written, and outdated for another version', () => {
    const folder = join(root, 'sample');
    expect(targetState(folder, '1')).toBe('absent');
    written(folder, '1');
    expect(targetState(folder, '1')).toBe('current');
    expect(targetState(folder, '2')).toBe('outdated');
    expect(readdirSync(root)).toEqual(['sample']);
  });

  it('is replaced when it is ours and outdated', () => {
    const folder = join(root, 'sample');
    written(folder, '1');
    written(folder, '2');
    expect(readFileSync(join(folder, 'a.txt'), 'utf8')).toBe('2');
  });

  it('is never removed when somebody else made it', () => {
    const folder = join(root, 'mine');
    mkdirSync(folder);
    writeFileSync(join(folder, 'precious.txt'), 'x');
    expect(targetState(folder, '1')).toBe('foreign');
    const partial = beginBeside(folder);
    expect(() => finishAs(partial, folder, '1')).toThrow(/not written/);
    expect(readFileSync(join(folder, 'precious.txt'), 'utf8')).toBe('x');
    abandon(partial);
    expect(readdirSync(root)).toEqual(['mine']);
  });

  it('is foreign when its name is a file or its stamp is not ours, and free when it is empty', () => {
    writeFileSync(join(root, 'file'), '');
    expect(targetState(join(root, 'file'), '1')).toBe('foreign');
    mkdirSync(join(root, 'other'));
    writeFileSync(join(root, 'other/.dxlens-sample.json'), '{"generator":"x","version":"1"}');
    expect(targetState(join(root, 'other'), '1')).toBe('foreign');
    mkdirSync(join(root, 'empty'));
    expect(targetState(join(root, 'empty'), '1')).toBe('empty');
    written(join(root, 'empty'), '1');
    expect(targetState(join(root, 'empty'), '1')).toBe('current');
  });

  it('clears what a killed run left behind, and leaves what only looks alike', () => {
    const folder = join(root, 'sample');
    const partial = beginBeside(folder);
    // no process has this number: Linux ends at 2^22
    const killed = join(root, 'sample.partial-99999999');
    renameSync(partial, killed);
    mkdirSync(join(root, 'sample.partial-99999998'));
    written(folder, '1');
    expect(existsSync(killed)).toBe(false);
    expect(existsSync(join(root, 'sample.partial-99999998'))).toBe(true);
  });
});
