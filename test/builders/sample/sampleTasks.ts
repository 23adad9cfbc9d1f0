import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { captureFile } from './captures';
import { CtScanner, ctFile } from './ctImages';
import type { Picture } from './phantom/kernels';
import type { ContrastPhase } from './phantom/materials';
import type { MaskBounds } from './phantom/sampling';
import { petFile, petVolume } from './petImages';
import type { PatientPlan, SampleSize } from './samplePatients';
import { samplePatients } from './samplePatients';
import type { ImageOnDisk, SeriesOnDisk } from './seriesOnDisk';
import { imagePaths, seriesOf } from './seriesOnDisk';

/** A piece of the work: some CT slices of a patient in all series, or their PET with the captures made from it. */
export type SampleTask =
  | { readonly kind: 'ct'; readonly patientId: string; readonly from: number; readonly to: number }
  | { readonly kind: 'pet'; readonly patientId: string };

/** What a task wrote. */
export interface WrittenImage {
  readonly patientId: string;
  readonly seriesKey: string;
  readonly image: ImageOnDisk;
  readonly bytes: number;
  readonly lesions: readonly MaskBounds[];
}

/** Where and how large. */
export interface SampleTarget {
  readonly folder: string;
  readonly size: SampleSize;
}

/** The work in pieces of a few seconds, the long ones first so that they end together. */
export function planTasks(patientIds: readonly string[]): readonly SampleTask[] {
  const patients = samplePatients.filter((patient) => patientIds.includes(patient.id));
  const halves = patients.flatMap((patient): SampleTask[] =>
    patient.slices > 40
      ? [
          { kind: 'ct', patientId: patient.id, from: 0, to: patient.slices / 2 },
          { kind: 'ct', patientId: patient.id, from: patient.slices / 2, to: patient.slices },
        ]
      : [],
  );
  const pets = patients
    .filter((patient) => patient.pet !== undefined)
    .map((patient): SampleTask => ({ kind: 'pet', patientId: patient.id }));
  const wholes = patients
    .filter((patient) => patient.slices <= 40)
    .map((patient): SampleTask => ({
      kind: 'ct',
      patientId: patient.id,
      from: 0,
      to: patient.slices,
    }));
  return [...halves, ...pets, ...wholes];
}

const scanners = new Map<string, CtScanner>();

/** A patient's vessels take half a second to grow, so each is kept for the next task. */
function scannerOf(patient: PatientPlan, size: SampleSize): CtScanner {
  const key = `${patient.id}/${size.matrix}`;
  const known = scanners.get(key) ?? new CtScanner(patient, size);
  scanners.set(key, known);
  return known;
}

/** Does one piece of the work. Throws when the disk does. */
export function runTask(task: SampleTask, target: SampleTarget): readonly WrittenImage[] {
  const patient = samplePatients.find(({ id }) => id === task.patientId);
  if (patient === undefined) throw new Error(`No such patient: ${task.patientId}`);
  return task.kind === 'ct'
    ? writeCt(patient, task.from, task.to, target)
    : writePet(patient, target);
}

function writeCt(
  patient: PatientPlan,
  from: number,
  to: number,
  target: SampleTarget,
): readonly WrittenImage[] {
  const scanner = scannerOf(patient, target.size);
  const all = seriesOf(patient);
  const written: WrittenImage[] = [];
  for (let slice = from; slice < to; slice++) {
    const lesions = scanner.paint(slice);
    const objects = new Map<ContrastPhase, Picture>();
    const objectIn = (phase: ContrastPhase): Picture => {
      const known = objects.get(phase) ?? scanner.objectHu(slice, phase);
      objects.set(phase, known);
      return known;
    };
    for (const plan of patient.ct) {
      const series = all.find(({ key }) => key === plan.key);
      for (const image of series?.images.filter((candidate) => candidate.slice === slice) ?? []) {
        const object = objectIn(plan.phases[image.phase] ?? 'native');
        const bytes = ctFile(scanner, plan, slice, {
          instance: image.instance,
          phase: image.phase,
          object,
        });
        written.push(save(target, series as SeriesOnDisk, image, bytes, lesions));
      }
    }
  }
  return written;
}

function writePet(patient: PatientPlan, target: SampleTarget): readonly WrittenImage[] {
  const { pet, captures } = patient;
  if (pet === undefined) return [];
  const volume = petVolume(patient);
  const all = seriesOf(patient);
  const petSeries = all.find(({ key }) => key === 'pet');
  const written = (petSeries?.images ?? []).map((image) =>
    save(target, petSeries as SeriesOnDisk, image, petFile(patient, pet, volume, image.slice), []),
  );
  if (captures === undefined) return written;
  const scanner = scannerOf(patient, target.size);
  const captureSeries = all.find(({ key }) => key === 'captures');
  for (const image of captureSeries?.images ?? []) {
    const lesions = scanner.paint(image.slice);
    const bytes = captureFile(scanner, captures, image.slice, volume);
    written.push(save(target, captureSeries as SeriesOnDisk, image, bytes, lesions));
  }
  return written;
}

function save(
  target: SampleTarget,
  series: SeriesOnDisk,
  image: ImageOnDisk,
  bytes: Uint8Array,
  lesions: readonly MaskBounds[],
): WrittenImage {
  const path = join(
    target.folder,
    imagePaths(series).get(image.sopInstanceUid) ?? image.sopInstanceUid,
  );
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, bytes);
  return {
    patientId: series.patient.id,
    seriesKey: series.key,
    image,
    bytes: bytes.length,
    lesions,
  };
}
