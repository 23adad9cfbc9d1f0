import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { projectFolder } from '../vscode/folders.mjs';
import { findTestData } from '../vscode/testWorkspace.mjs';

/** A data set that is measured. */
export interface BenchDataSet {
  readonly name: string;
  readonly folder: string;
}

/** The sample data set, written when it is missing. */
export function sampleDataSet(): BenchDataSet {
  const folder = join(projectFolder, 'sample-data');
  const script = join(projectFolder, 'dist/test/builders/sample/cli.js');
  const { status } = spawnSync(process.execPath, [script, folder], { stdio: ['ignore', 2, 2] });
  if (status !== 0) throw new Error(`The sample data set could not be written to ${folder}.`);
  return { name: 'sample data set', folder };
}

/** The sample data set and, where there is real test data, its collection. */
export function benchDataSets(): BenchDataSet[] {
  const testData = findTestData();
  const real = testData === undefined ? [] : [join(testData, 'lung-pet-ct-dx')];
  return [sampleDataSet(), ...real.map((folder) => ({ name: 'real patients', folder }))];
}

/** Absolute paths of the files below a folder with this ending, in order. */
export function filesBelow(folder: string, ending: string): string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && entry.name.endsWith(ending))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/** The files of one CT series of 512 x 512 with at least 60 slices: a real one where there is test data. */
export function longCtSeries(): { readonly name: string; readonly files: readonly string[] } {
  const { name, folder } = benchDataSets().at(-1) as BenchDataSet;
  const series = new Map<string, string[]>();
  for (const file of filesBelow(folder, '.dcm')) {
    series.set(dirname(file), [...(series.get(dirname(file)) ?? []), file]);
  }
  const isCt = ([path, files]: [string, string[]]): boolean =>
    !/PET|Range/.test(basename(path)) && files.length >= 60;
  const [, files] = [...series].find(isCt) ?? [];
  if (!files) throw new Error(`${folder} holds no series of 60 slices.`);
  return { name, files };
}
