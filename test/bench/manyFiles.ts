import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { filesBelow, sampleDataSet } from './benchData';

/** So much of each image is kept: the header and the first bytes of its pixels. */
const keptBytes = 8192;

/**
 * A data set of about `count` files with real folders and headers: copies of the sample data set, each with UIDs and
 * patient IDs of its own. Their pixels are cut off, which an indexer does not notice.
 */
export function writeManyFiles(count: number): { readonly folder: string; remove(): void } {
  const { folder: sample } = sampleDataSet();
  const files = [...filesBelow(sample, '.dcm'), ...filesBelow(sample, '.xml')];
  const folder = mkdtempSync(join(tmpdir(), 'dxlens-bench-'));
  const remove = () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  process.once('exit', remove);
  const starts = files.map((file) => readFileSync(file).subarray(0, keptBytes).toString('latin1'));
  for (let copy = 0; copy < count / files.length; copy++) {
    for (const [i, file] of files.entries()) {
      const target = join(folder, renamed(relative(sample, file), copy));
      mkdirSync(dirname(target), { recursive: true });
      writeFileSync(target, Buffer.from(renamed(starts[i] ?? '', copy), 'latin1'));
    }
  }
  return { folder, remove };
}

/** Gives the identities in a text to one copy, without changing any length. */
function renamed(text: string, copy: number): string {
  const digits = String(copy).padStart(3, '0');
  return text
    .replace(/\b2\.25\.(\d)\d{3}/g, `2.25.$1${digits}`)
    .replace(/\b([ABEG])9\d{3}\b/g, `$1${digits}9`);
}
