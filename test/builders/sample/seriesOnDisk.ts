import { sopClasses } from '../dicomSlice';
import { instanceUidOf, patientIdOf, seriesUidOf, studyUidOf } from './identity';
import { fileNames, seriesFolder, studyFolder } from './nbiaNames';
import { petSliceCount } from './petImages';
import type { CtSeriesPlan, PatientPlan } from './samplePatients';

/** The retriever's folder and the collection in it. */
export const manifestFolder = 'manifest-1608669199001';
/** Folder of the collection's patients, relative to the data set. */
export const collectionFolder = `${manifestFolder}/Lung-PET-CT-Dx`;

/** One image of a series. */
export interface ImageOnDisk {
  readonly sopInstanceUid: string;
  /** Counted from 1. */
  readonly instance: number;
  /** CT slice or PET slice, counted from 0. */
  readonly slice: number;
  readonly phase: number;
  readonly acquisition: number;
}

/** One series as it lies in the data set. */
export interface SeriesOnDisk {
  readonly patient: PatientPlan;
  readonly key: string;
  readonly number: number;
  readonly description: string;
  readonly modality: 'CT' | 'PT';
  readonly sopClassUid: string;
  readonly sopClassName: string;
  /** Relative to the data set's folder. */
  readonly folder: string;
  readonly images: readonly ImageOnDisk[];
}

function ctImages(patient: PatientPlan, series: CtSeriesPlan): readonly ImageOnDisk[] {
  const slices =
    series.onlySlice === undefined
      ? Array.from({ length: patient.slices }, (_, slice) => slice)
      : [series.onlySlice];
  return series.phases.flatMap((_, phase) =>
    slices.map((slice, index) =>
      image(patient, series.key, phase * slices.length + index + 1, { slice, phase }),
    ),
  );
}

function image(
  patient: PatientPlan,
  key: string,
  instance: number,
  place: { readonly slice: number; readonly phase: number },
): ImageOnDisk {
  return {
    sopInstanceUid: instanceUidOf(patient, key, instance),
    instance,
    acquisition: place.phase + 1,
    ...place,
  };
}

function range(count: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => index);
}

/** All series of a patient. */
export function seriesOf(patient: PatientPlan): readonly SeriesOnDisk[] {
  const study = `${collectionFolder}/${patientIdOf(patient)}/${studyFolder(patient.studyDate, patient.studyDescription, studyUidOf(patient))}`;
  const at = (number: number, description: string, key: string): string =>
    `${study}/${seriesFolder(number, description, seriesUidOf(patient, key))}`;
  const ct = patient.ct.map((series): SeriesOnDisk => ({
    patient,
    key: series.key,
    number: series.number,
    description: series.description,
    modality: 'CT',
    sopClassUid: sopClasses.ct,
    sopClassName: 'CT Image Storage',
    folder: at(series.number, series.description, series.key),
    images: ctImages(patient, series),
  }));
  return [...ct, ...petSeries(patient, at), ...captureSeries(patient, at)];
}

type FolderOf = (number: number, description: string, key: string) => string;

function petSeries(patient: PatientPlan, folderOf: FolderOf): readonly SeriesOnDisk[] {
  if (patient.pet === undefined) return [];
  const description = 'PET WB Corrected';
  return [
    {
      patient,
      key: 'pet',
      number: patient.pet.number,
      description,
      modality: 'PT',
      sopClassUid: sopClasses.pet,
      sopClassName: 'Positron Emission Tomography Image Storage',
      folder: folderOf(patient.pet.number, description, 'pet'),
      images: range(petSliceCount(patient)).map((slice) =>
        image(patient, 'pet', slice + 1, { slice, phase: 0 }),
      ),
    },
  ];
}

function captureSeries(patient: PatientPlan, folderOf: FolderOf): readonly SeriesOnDisk[] {
  const plan = patient.captures;
  if (plan === undefined) return [];
  return [
    {
      patient,
      key: 'captures',
      number: plan.number,
      description: plan.description,
      modality: 'CT',
      sopClassUid: sopClasses.secondaryCapture,
      sopClassName: 'Secondary Capture Image Storage',
      folder: folderOf(plan.number, plan.description, 'captures'),
      images: range(plan.toSlice - plan.fromSlice).map((index) =>
        image(patient, 'captures', index + 1, { slice: plan.fromSlice + index, phase: 0 }),
      ),
    },
  ];
}

/** Path of each image of a series, by SOP Instance UID, relative to the data set's folder. */
export function imagePaths(series: SeriesOnDisk): ReadonlyMap<string, string> {
  const plan = series.patient.ct.find((ct) => ct.key === series.key);
  const ranked =
    plan?.fileOrder === 'uid'
      ? [...series.images].sort((a, b) => (a.sopInstanceUid < b.sopInstanceUid ? -1 : 1))
      : series.images;
  return new Map([...fileNames(ranked)].map(([uid, name]) => [uid, `${series.folder}/${name}`]));
}
