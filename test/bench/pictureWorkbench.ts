import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { projectFolder } from '../vscode/folders.mjs';
import type { Workbench } from '../vscode/Workbench';
import { openWorkbench } from '../vscode/Workbench';
import { longCtSeries } from './benchData';
import { PageWatch } from './PageWatch';

/** The file on which the floor's editor opens. */
export const floorFile = '0.floor';

/** A folder with one CT series, its annotations and a file for the floor's editor. */
export interface PictureFolder {
  readonly path: string;
  readonly seriesName: string;
  /** Names of the slices that the Explorer shows without scrolling. */
  readonly slices: readonly string[];
  remove(): void;
}

/** Makes the folder that the workbench opens; what lies in it is copied, so that nothing else is in it. */
export function makePictureFolder(): PictureFolder {
  const { name, files } = longCtSeries();
  const path = mkdtempSync(join(tmpdir(), 'dxlens-bench-'));
  const remove = () => rmSync(path, { recursive: true, force: true, maxRetries: 3 });
  process.once('exit', remove);
  for (const file of files) copyFileSync(file, join(path, basename(file)));
  writeFileSync(join(path, floorFile), 'floor');
  return {
    path,
    seriesName: name,
    slices: files.slice(0, 12).map((file) => basename(file)),
    remove,
  };
}

/** A workbench with DxLens and the floor's extension. */
export async function openPictureWorkbench(
  folder: PictureFolder,
): Promise<Workbench & { readonly watch: PageWatch }> {
  const workbench = await openWorkbench({
    folder: folder.path,
    otherExtensions: [floorExtension()],
  });
  const watch = await PageWatch.install(workbench.page);
  // What VS Code still does after its start is not what is measured.
  await workbench.page.waitForTimeout(3000);
  return { ...workbench, watch };
}

/** The floor's extension, put together beside its bundle. */
function floorExtension(): string {
  const built = join(projectFolder, 'dist/test/bench/floorExtension');
  copyFileSync(
    join(projectFolder, 'test/bench/floorExtension/package.json'),
    join(built, 'package.json'),
  );
  return built;
}
