import { sopInstanceUidOfFileName } from '../annotations/annotationFileName';
import { isMetadataFileName } from './metadataCsv';

/**
 * What the walk does with a file, judged by its name alone: `likely` and `possible` are read and their content
 * decides whether they are DICOM; a name is only a hint about how far it is worth looking.
 */
export type FileChoice =
  | { readonly kind: 'likely' | 'possible' | 'metadata' | 'skip' }
  | { readonly kind: 'annotation'; readonly sopInstanceUid: string };

const likelyExtensions = new Set(['dcm', 'dicom', 'ima', 'dic', 'dc3', '']);

/** Extensions that are never DICOM. Everything else is looked into. */
const otherExtensions = new Set(
  (
    'csv tsv txt log md rst pdf doc docx xls xlsx ppt pptx odt ods tex bib rtf ' +
    'png jpg jpeg gif bmp tif tiff svg webp ico avi mp4 mov mkv webm mp3 wav ' +
    'json jsonl yaml yml toml ini cfg conf xml xsd xsl html htm css scss less lock map env ' +
    'js mjs cjs jsx ts mts cts tsx py pyc pyd pyi ipynb r rmd m c cc cpp cxx h hpp hxx cs java class jar kt go rs rb ' +
    'php pl lua swift sh bash zsh bat cmd ps1 sql vue svelte cmake make gradle dart scala proto ' +
    'zip gz tgz bz2 xz 7z rar tar whl egg deb rpm vsix exe dll so dylib lib a o obj wasm iso msi ' +
    'nii nrrd nhdr mha mhd hdr npy npz h5 hdf5 pt pth pkl pickle onnx pb tflite ckpt safetensors parquet feather ' +
    'arrow db sqlite sqlite3 tfrecord tcia s5cmd ttf otf woff woff2 eot pem key crt'
  ).split(' '),
);

/** Folders that hold no data sets: version control, packages, bins, previews. */
const skippedFolders = new Set([
  'node_modules',
  '__pycache__',
  '__macosx',
  'site-packages',
  '$recycle.bin',
  'system volume information',
  'lost+found',
  '@eadir',
]);

/** Decides about a file by its name. */
export function chooseFile(name: string): FileChoice {
  if (name.startsWith('.')) return { kind: 'skip' };
  const sopInstanceUid = sopInstanceUidOfFileName(name);
  if (sopInstanceUid !== undefined) return { kind: 'annotation', sopInstanceUid };
  if (isMetadataFileName(name)) return { kind: 'metadata' };
  const extension = extensionOf(name);
  if (likelyExtensions.has(extension)) return { kind: 'likely' };
  return { kind: otherExtensions.has(extension) ? 'skip' : 'possible' };
}

/** Whether a folder is entered at all. */
export function isFolderWalked(name: string): boolean {
  return !name.startsWith('.') && !skippedFolders.has(name.toLowerCase());
}

/** The extension in lower case, without the dot; empty for none. A UID as a name has none: its last part is a number. */
export function extensionOf(name: string): string {
  const extension = /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? '';
  return /^\d+$/.test(extension) ? '' : extension;
}

/** Whether the name says that the file is DICOM, so that one that is not is worth a word. */
export function claimsDicom(name: string): boolean {
  const extension = extensionOf(name);
  return extension !== '' && likelyExtensions.has(extension);
}
