import { existsSync, readdirSync, readlinkSync } from 'node:fs';

/** The files ending in .dcm that this process holds open now; undefined where the system does not tell. */
export function openDicomFiles(): string[] | undefined {
  const folder = '/proc/self/fd';
  if (!existsSync(folder)) return undefined;
  return readdirSync(folder)
    .map((name) => {
      try {
        return readlinkSync(`${folder}/${name}`);
      } catch {
        return ''; // closed since it was listed
      }
    })
    .filter((path) => path.endsWith('.dcm'));
}
