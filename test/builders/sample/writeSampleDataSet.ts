import { writeTree } from '../writeTree';
import { metadataCsv } from './metadataCsv';
import type { SampleAnnotations } from './sampleAnnotations';
import { sampleAnnotations } from './sampleAnnotations';
import { samplePatients } from './samplePatients';
import type { SampleTarget, SampleTask, WrittenImage } from './sampleTasks';
import { planTasks } from './sampleTasks';
import { sampleLicense, sampleReadme } from './sampleTexts';
import type { SeriesOnDisk } from './seriesOnDisk';
import { collectionFolder, manifestFolder, seriesOf } from './seriesOnDisk';

/** What was written. */
export interface SampleSummary {
  readonly images: readonly WrittenImage[];
  readonly annotations: SampleAnnotations;
  readonly files: number;
  readonly imageBytes: number;
}

/** How tasks are done: in this thread or in several. */
export type RunTasks = (
  tasks: readonly SampleTask[],
  target: SampleTarget,
) => Promise<readonly WrittenImage[]> | readonly WrittenImage[];

/** Writes the sample data set (or some of its patients) into an existing folder. The same on every run and machine. */
export async function writeSampleDataSet(
  target: SampleTarget,
  run: RunTasks,
  patientIds: readonly string[] = samplePatients.map(({ id }) => id),
): Promise<SampleSummary> {
  const images = inOrder(await run(planTasks(patientIds), target));
  const annotations = sampleAnnotations(images, target.size);
  const series = samplePatients.filter(({ id }) => patientIds.includes(id)).flatMap(seriesOf);
  const sized = series.map((one) => ({ series: one, bytes: bytesOf(one, images) }));
  const counted = series.map((one) => ({ series: one, annotated: annotatedOf(one, annotations) }));
  const files = [
    { path: `${manifestFolder}/metadata.csv`, bytes: metadataCsv(sized) },
    { path: `${collectionFolder}/LICENSE`, bytes: sampleLicense },
    { path: 'README.txt', bytes: sampleReadme(counted, annotations) },
    ...annotations.files.map(({ path, content }) => ({ path, bytes: content })),
  ];
  await writeTree(target.folder, files);
  return {
    images,
    annotations,
    files: images.length + files.length,
    imageBytes: images.reduce((sum, image) => sum + image.bytes, 0),
  };
}

/** Tasks end in any order; what is made of their results must not depend on it. */
function inOrder(images: readonly WrittenImage[]): readonly WrittenImage[] {
  const key = ({ patientId, seriesKey, image }: WrittenImage): string =>
    `${patientId}/${seriesKey}/${String(image.instance).padStart(6, '0')}`;
  return [...images].sort((a, b) => (key(a) < key(b) ? -1 : 1));
}

function bytesOf(series: SeriesOnDisk, images: readonly WrittenImage[]): number {
  return images
    .filter((image) => image.patientId === series.patient.id && image.seriesKey === series.key)
    .reduce((sum, image) => sum + image.bytes, 0);
}

/** Slices of the series that have a readable XML of their own anywhere. */
function annotatedOf(series: SeriesOnDisk, annotations: SampleAnnotations): number {
  const named = new Set(
    annotations.files
      .filter(({ content }) => typeof content === 'string')
      .map(({ path }) => path.replace(/^.*\/|\.xml$/g, '')),
  );
  return series.images.filter(({ sopInstanceUid }) => named.has(sopInstanceUid)).length;
}
