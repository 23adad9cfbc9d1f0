import type { PictureMessage } from '../../src/protocol/viewer';

/** Keeps pictures by slice key, bounded in bytes; what was used longest ago goes first. */
export class SliceCache {
  private readonly pictures = new Map<string, PictureMessage>();
  private bytes = 0;

  constructor(private readonly maximumBytes: number) {}

  get(key: string): PictureMessage | undefined {
    const picture = this.pictures.get(key);
    if (picture) {
      this.pictures.delete(key);
      this.pictures.set(key, picture);
    }
    return picture;
  }

  has(key: string): boolean {
    return this.pictures.has(key);
  }

  add(picture: PictureMessage): void {
    this.remove(picture.slice.key);
    this.pictures.set(picture.slice.key, picture);
    this.bytes += byteLength(picture);
    for (const key of this.pictures.keys()) {
      if (this.bytes <= this.maximumBytes || key === picture.slice.key) return;
      this.remove(key);
    }
  }

  remove(key: string): void {
    const picture = this.pictures.get(key);
    if (!picture) return;
    this.pictures.delete(key);
    this.bytes -= byteLength(picture);
  }
}

function byteLength({ frame }: PictureMessage): number {
  return frame.kind === 'grey' ? frame.values.byteLength : frame.rgb.byteLength;
}
