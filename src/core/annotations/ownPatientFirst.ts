const collectionPrefix = 'Lung_Dx-';

function withoutPrefix(name: string): string {
  return name.startsWith(collectionPrefix) ? name.slice(collectionPrefix.length) : name;
}

/** Whether an annotation folder is the patient's own: its name equals the Patient ID, both without `Lung_Dx-`. */
function isOwnPatientFolder(folderName: string, patientId: string): boolean {
  return folderName !== '' && withoutPrefix(folderName) === withoutPrefix(patientId.trim());
}

/**
 * The annotation files of one slice in the order in which they are drawn and named: the slice's own patient's folder
 * first (that one is edited), the others by folder name, then path. 162 names of the collection lie in two patients'
 * folders. Returns a new array.
 */
export function ownPatientFirst<T extends { readonly folderName: string; readonly path: string }>(
  files: readonly T[],
  patientId: string,
): T[] {
  const rank = (file: T): number => (isOwnPatientFolder(file.folderName, patientId) ? 0 : 1);
  return [...files].sort(
    (a, b) =>
      rank(a) - rank(b) || compareText(a.folderName, b.folderName) || compareText(a.path, b.path),
  );
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
