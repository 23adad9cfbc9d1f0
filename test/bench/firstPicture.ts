import type { BenchRow, BenchTable } from './BenchTable';
import { interleave } from './interleave';
import type { PictureFolder } from './pictureWorkbench';
import { floorFile, makePictureFolder, openPictureWorkbench } from './pictureWorkbench';

const floorName = 'a page that holds its picture';
const ourName = 'DxLens: a CT slice';

/** How long it takes from a click in the Explorer to the picture, against the least that an editor can do. */
export async function benchFirstPicture(rounds: number): Promise<BenchTable[]> {
  const folder = makePictureFolder();
  try {
    const warm = await warmRows(folder, rounds);
    const cold = await coldRows(folder, rounds);
    return [
      {
        title: `First picture, warm: ${folder.seriesName}, 512 x 512 of 16 bit, editors opened before`,
        unit: { kind: 'ms' },
        rows: [...warm, ...quoted(1.65, 2.3, 4.2)],
        notes: [],
      },
      {
        title: 'First picture, cold: the first editor after VS Code has started',
        unit: { kind: 'ms' },
        rows: [...cold, ...quoted(undefined, 2.6, 4.9)],
        notes: [],
      },
    ];
  } finally {
    folder.remove();
  }
}

async function warmRows(folder: PictureFolder, rounds: number): Promise<BenchRow[]> {
  const workbench = await openPictureWorkbench(folder);
  let opened = 0;
  const open = async (file: string): Promise<number> => {
    const ms = await workbench.watch.msToPicture(file);
    await workbench.watch.closeEditor();
    return ms;
  };
  const nextSlice = (): string => folder.slices[opened++ % folder.slices.length] as string;
  try {
    return await interleave(
      [
        { name: floorName, role: 'limit', run: () => open(floorFile) },
        { name: ourName, role: 'ours', run: () => open(nextSlice()) },
      ],
      { rounds, warmUp: 2 },
    );
  } finally {
    await workbench.close();
  }
}

/** Each time in a VS Code, a browser and a profile of its own. */
function coldRows(folder: PictureFolder, rounds: number): Promise<BenchRow[]> {
  const open = async (file: string): Promise<number> => {
    const workbench = await openPictureWorkbench(folder);
    try {
      return await workbench.watch.msToPicture(file);
    } finally {
      await workbench.close();
    }
  };
  return interleave(
    [
      { name: floorName, role: 'limit', run: () => open(floorFile) },
      { name: ourName, role: 'ours', run: () => open(folder.slices[0] as string) },
    ],
    { rounds, warmUp: 0 },
  );
}

/** Other DICOM editors on the same kind of machine, each against this floor in its own run. */
function quoted(...ratios: readonly (number | undefined)[]): BenchRow[] {
  const names = ['MedicalViewer 3.0.0', 'alaramartin/dicom-viewer 1.7.0', 'niivue-vscode 2.9.0'];
  return names.flatMap((name, i) => {
    const quotedRatio = ratios[i];
    return quotedRatio === undefined ? [] : [{ name, role: 'quoted', ms: [], quotedRatio }];
  });
}
