import { openImage } from '../../src/core/dicom/openImage';
import type { GreyFrame } from '../../src/core/pixels/Frame';
import { openFileByteSource } from '../../src/env/node/fileByteSource';

/** The first frame of a grey image, opened and read as the editor does. Throws on anything else. */
export async function readSlice(path: string): Promise<GreyFrame> {
  const source = await openFileByteSource(path);
  if (!source) throw new Error('There are no local files here.');
  try {
    const image = await openImage(source);
    const loaded = image.ok ? await image.value.readFrame(0) : undefined;
    if (!loaded?.ok || loaded.value.frame.kind !== 'grey') throw new Error('No grey image.');
    return loaded.value.frame;
  } finally {
    await source.close();
  }
}
