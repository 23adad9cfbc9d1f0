/**
 * The SOP Instance UID that an annotation file is named after (`<uid>.xml`, extension in any case), or undefined when
 * the name is not of that shape. UID rules: PS3.5 9.1, at most 64 characters, components without leading zeros; the
 * latter is not asked, since real UIDs break it.
 */
export function sopInstanceUidOfFileName(fileName: string): string | undefined {
  const stem = /^(.{3,64})\.xml$/i.exec(fileName)?.[1];
  return stem !== undefined && /^[0-2](?:\.\d+)+$/.test(stem) ? stem : undefined;
}
