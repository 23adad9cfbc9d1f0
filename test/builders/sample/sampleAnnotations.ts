import { vocXml } from '../vocXml';
import { uid } from '../uid';
import { hashOf } from './phantom/random';
import type { SampleSize } from './samplePatients';
import { samplePatients } from './samplePatients';
import type { WrittenImage } from './sampleTasks';

type Corners = readonly [number, number, number, number];

/** One file of the Annotation folder. */
export interface AnnotationFile {
  /** Relative to the data set's folder. */
  readonly path: string;
  readonly content: string | Uint8Array;
}

/** A defect of the real collection, planted, and where. */
export interface PlantedDefect {
  readonly kind: string;
  readonly path: string;
  readonly remark: string;
}

/** What the Annotation folder holds. */
export interface SampleAnnotations {
  readonly files: readonly AnnotationFile[];
  readonly defects: readonly PlantedDefect[];
}

interface Annotated {
  readonly written: WrittenImage;
  readonly label: string;
  readonly boxes: readonly Corners[];
}

/** Masks of fewer pixels (at 512 columns) are tips that no reader would box. */
const fewestPixels = 60;

/** The lesion's bounds as a reader of this series would draw them: exact in the soft kernel, 1 to 3 px wider elsewhere. */
function drawn(written: WrittenImage, corners: Corners): Corners {
  if (written.seriesKey !== 'lung' && written.seriesKey !== 'captures') return corners;
  const wider = (edge: number): number =>
    1 + (hashOf(`${written.image.sopInstanceUid}/${edge}`) % 3);
  return [
    corners[0] - wider(0),
    corners[1] - wider(1),
    corners[2] + wider(2),
    corners[3] + wider(3),
  ];
}

function annotatedSlices(images: readonly WrittenImage[], size: SampleSize): readonly Annotated[] {
  const fewest = fewestPixels * (size.matrix / 512) ** 2;
  return images.flatMap((written) => {
    if (!carriesBoxes(written)) return [];
    const boxes = written.lesions
      .filter((mask) => mask.pixels >= fewest)
      .map((mask) => drawn(written, mask.corners));
    return boxes.length === 0 ? [] : [{ written, boxes, label: written.patientId.slice(0, 1) }];
  });
}

function carriesBoxes(written: WrittenImage): boolean {
  if (written.seriesKey === 'captures') return true;
  const plan = samplePatients
    .find(({ id }) => id === written.patientId)
    ?.ct.find(({ key }) => key === written.seriesKey);
  return plan?.annotatedPhase === written.image.phase;
}

/** The annotations of the written images, with the defects planted. */
export function sampleAnnotations(
  images: readonly WrittenImage[],
  size: SampleSize,
): SampleAnnotations {
  const slices = [...annotatedSlices(images, size)];
  const defects: PlantedDefect[] = [];
  const files: AnnotationFile[] = [];
  const first = (patientId: string, key: string): Annotated | undefined =>
    slices.find(({ written }) => written.patientId === patientId && written.seriesKey === key);
  const relabel = (
    slice: Annotated | undefined,
    label: string,
    kind: string,
    remark: string,
  ): void => {
    if (slice === undefined) return;
    slices[slices.indexOf(slice)] = { ...slice, label };
    defects.push({
      kind,
      path: pathOf(slice.written.patientId, slice.written.image.sopInstanceUid),
      remark,
    });
  };
  relabel(first('A9001', 'lung'), 'a', 'lower-case label', 'label a instead of A');
  relabel(
    first('B9001', 'soft'),
    'G',
    'label against the patient',
    'label G in a patient of class B',
  );
  const moved = first('G9001', 'soft');
  if (moved !== undefined) defects.push(movedDefect(moved));
  for (const slice of slices)
    files.push(fileOf(slice, slice === moved ? 'B9001' : slice.written.patientId, size));
  plantDuplicate(first('G9001', 'lung'), files, defects, size);
  plantStrays(images, files, defects, size);
  return { files, defects };
}

function pathOf(folder: string, sopInstanceUid: string): string {
  return `Annotation/${folder}/${sopInstanceUid}.xml`;
}

function fileOf(slice: Annotated, folder: string, size: SampleSize): AnnotationFile {
  return {
    path: pathOf(folder, slice.written.image.sopInstanceUid),
    content: vocXml({
      width: size.matrix,
      height: size.matrix,
      depth: slice.written.seriesKey === 'captures' ? 3 : 1,
      boxes: slice.boxes.map((corners) => ({ label: slice.label, corners })),
    }),
  };
}

function movedDefect(slice: Annotated): PlantedDefect {
  return {
    kind: "XML in another patient's folder",
    path: pathOf('B9001', slice.written.image.sopInstanceUid),
    remark: `the image belongs to Lung_Dx-${slice.written.patientId}; its own folder has no XML for it`,
  };
}

/** The same slice annotated in two folders, with coordinates that differ by two pixels. */
function plantDuplicate(
  slice: Annotated | undefined,
  files: AnnotationFile[],
  defects: PlantedDefect[],
  size: SampleSize,
): void {
  if (slice === undefined) return;
  const shifted = slice.boxes.map((box): Corners => [
    box[0] + 2,
    box[1] + 2,
    box[2] + 2,
    box[3] + 2,
  ]);
  const copy = fileOf({ ...slice, boxes: shifted }, 'B9001', size);
  files.push(copy);
  defects.push({
    kind: 'two XML for one slice',
    path: copy.path,
    remark: 'the other lies in Annotation/G9001, two pixels away',
  });
}

/** Files that belong to no lesion: without an image, unreadable, and with a box of no size. */
function plantStrays(
  images: readonly WrittenImage[],
  files: AnnotationFile[],
  defects: PlantedDefect[],
  size: SampleSize,
): void {
  const plant = (
    kind: string,
    path: string,
    content: string | Uint8Array,
    remark: string,
  ): void => {
    files.push({ path, content });
    defects.push({ kind, path, remark });
  };
  const share = (part: number): number => Math.round(part * size.matrix);
  const box: Corners = [share(0.3), share(0.4), share(0.38), share(0.47)];
  const sized = { width: size.matrix, height: size.matrix };
  plant(
    'XML without a DICOM',
    pathOf('A9001', uid('dxlens sample/no such image')),
    vocXml({ ...sized, boxes: [{ label: 'A', corners: box }] }),
    'no image has this UID',
  );
  const unannotated = (patientId: string, key: string, phase: number): WrittenImage | undefined =>
    images.find(
      (written) =>
        written.patientId === patientId &&
        written.seriesKey === key &&
        written.image.phase === phase &&
        written.lesions.length === 0,
    );
  const unreadable = unannotated('E9001', 'phases', 1);
  if (unreadable !== undefined) {
    plant(
      'unparsable XML',
      pathOf('E9001', unreadable.image.sopInstanceUid),
      new Uint8Array(538),
      '538 zero bytes',
    );
  }
  const empty = unannotated('G9001', 'soft', 0);
  if (empty !== undefined) {
    const point: Corners = [share(0.42), share(0.56), share(0.42), share(0.56)];
    plant(
      'box of no size',
      pathOf('G9001', empty.image.sopInstanceUid),
      vocXml({ ...sized, boxes: [{ label: 'G', corners: point }] }),
      'xmin = xmax, ymin = ymax',
    );
  }
}
