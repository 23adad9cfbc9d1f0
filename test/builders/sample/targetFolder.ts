import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';

const stampName = '.dxlens-sample.json';
const generator = 'dxlens sample data set';

/** What the target folder is. Only `current` and `outdated` are ours. */
export type TargetState = 'absent' | 'empty' | 'current' | 'outdated' | 'foreign';

/** Looks at a folder before anything is written: is it ours, and of this version? */
export function targetState(folder: string, version: string): TargetState {
  if (!existsSync(folder)) return 'absent';
  const stamp = stampOf(folder);
  if (stamp === undefined) return isEmptyFolder(folder) ? 'empty' : 'foreign';
  return stamp === version ? 'current' : 'outdated';
}

function isEmptyFolder(folder: string): boolean {
  try {
    return readdirSync(folder).length === 0;
  } catch {
    // a file of that name, or no permission: not ours either way
    return false;
  }
}

function stampOf(folder: string): string | undefined {
  try {
    const stamp = JSON.parse(readFileSync(join(folder, stampName), 'utf8')) as {
      generator?: unknown;
      version?: unknown;
    };
    return stamp.generator === generator && typeof stamp.version === 'string'
      ? stamp.version
      : undefined;
  } catch {
    // no stamp, or not one of ours
    return undefined;
  }
}

function writeStamp(folder: string, version: string): void {
  writeFileSync(join(folder, stampName), `${JSON.stringify({ generator, version })}\n`);
}

/** A new folder beside the target, marked as ours and unfinished; removes those that killed runs left behind. */
export function beginBeside(folder: string): string {
  const target = resolve(folder);
  mkdirSync(dirname(target), { recursive: true });
  const prefix = `${basename(target)}.partial-`;
  for (const name of readdirSync(dirname(target))) {
    const left = join(dirname(target), name);
    if (
      name.startsWith(prefix) &&
      !isRunning(Number(name.slice(prefix.length))) &&
      stampOf(left) !== undefined
    ) {
      rmSync(left, { recursive: true });
    }
  }
  const partial = join(dirname(target), `${prefix}${process.pid}`);
  mkdirSync(partial);
  writeStamp(partial, 'unfinished');
  return partial;
}

function isRunning(processId: number): boolean {
  try {
    process.kill(processId, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Stamps the finished folder and puts it in the target's place. Throws rather than remove a folder that is not ours. */
export function finishAs(partial: string, folder: string, version: string): void {
  const state = targetState(folder, version);
  if (state === 'foreign') throw new Error(`${folder} was not written by the sample generator.`);
  writeStamp(partial, version);
  if (state !== 'absent') rmSync(folder, { recursive: true });
  renameSync(partial, folder);
}

/** Removes an unfinished folder that this process began. */
export function abandon(partial: string): void {
  rmSync(partial, { recursive: true, force: true });
}
