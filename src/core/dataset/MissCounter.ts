import { claimsDicom, extensionOf } from './fileChoice';

/** So many files of an unknown extension in one folder are read before the others are taken for the same. */
const maxMissesOfExtension = 32;

/** Files without an extension are often DICOM, so more of them are tried. */
const maxMissesWithoutExtension = 256;

/**
 * Keeps the walk from reading a whole folder of something else: when the first files of an extension are not DICOM,
 * the rest of that extension in that folder is left unread. Files that are called .dcm are always read.
 */
export class MissCounter {
  private readonly misses = new Map<string, number>();

  isWorthReading(name: string): boolean {
    const extension = extensionOf(name);
    const limit = extension === '' ? maxMissesWithoutExtension : maxMissesOfExtension;
    return claimsDicom(name) || (this.misses.get(extension) ?? 0) < limit;
  }

  note(name: string, isDicom: boolean): void {
    const extension = extensionOf(name);
    const misses = this.misses.get(extension) ?? 0;
    this.misses.set(extension, isDicom ? -Infinity : misses + 1);
  }
}
