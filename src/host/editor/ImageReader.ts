import type * as vscode from 'vscode';
import { openImage } from '../../core/dicom/openImage';
import type { DicomImage } from '../../core/dicom/openImage';
import { exactBuffer } from '../../core/bytes/exactBuffer';
import type { Frame, StoredValues } from '../../core/pixels/Frame';
import type { InstanceHeader } from '../../core/dicom/InstanceHeader';
import type { HistologyRule } from '../../core/annotations/HistologyRule';
import type { FailureMessage, SliceAnswer } from '../../protocol/viewer';
import { baseName } from '../files/baseName';
import { openByteSource } from '../files/openByteSource';
import type { OpenSource } from '../files/openByteSource';
import type { Log } from '../log/Log';
import { dicomFailure, fileFailure } from './failureMessages';
import { sliceKey } from './seriesView';
import { sliceView } from './sliceView';

/** An image that is open, or why it is not; the header is there whenever it could be read. */
export type OpenedImage =
  | { readonly kind: 'image'; readonly image: DicomImage; readonly header: InstanceHeader }
  | {
      readonly kind: 'failure';
      readonly failure: FailureMessage;
      readonly header?: InstanceHeader;
    };

interface OpenFile {
  readonly opened: OpenedImage;
  close(): Promise<void>;
}

/** A file with the number of readers it has now; one that is no longer wanted is closed by its last reader. */
interface Entry {
  readonly key: string;
  readonly file: Promise<OpenFile>;
  readers: number;
  retired: boolean;
}

/** Reads slices for one editor. The file read last stays open: the frames of a multi-frame file come one by one. */
export class ImageReader implements vscode.Disposable {
  private current: Entry | undefined;
  private disposed = false;

  constructor(
    private readonly log: Log,
    private readonly rule: () => HistologyRule,
  ) {}

  /** Opens a file and says what it is; it stays open for the slices that follow. */
  async open(uri: vscode.Uri): Promise<OpenedImage> {
    return this.use(uri, async (opened) => opened);
  }

  /** Reads one frame of a file as a message for the page. */
  async slice(uri: vscode.Uri, frameIndex: number): Promise<SliceAnswer> {
    try {
      return await this.use(uri, (opened) => this.frame(uri, frameIndex, opened));
    } catch (error) {
      this.forget();
      this.log.error('read', error);
      return fileFailure(baseName(uri), error);
    }
  }

  /** What is open is old: the file changed. */
  forget(): void {
    this.retire();
  }

  dispose(): void {
    this.disposed = true;
    this.retire();
  }

  private async frame(
    uri: vscode.Uri,
    frameIndex: number,
    opened: OpenedImage,
  ): Promise<SliceAnswer> {
    if (opened.kind === 'failure') return opened.failure;
    const facts = opened.image.frameFacts(frameIndex);
    const loaded = await opened.image.readFrame(frameIndex);
    if (!loaded.ok) return dicomFailure(baseName(uri), loaded.error, facts.header, facts);
    const { frame, rowsPresent } = loaded.value;
    const key = sliceKey(uri, frameIndex);
    const slice = sliceView(key, frameIndex, facts, rowsPresent, this.rule());
    return { kind: 'picture', slice, frame: withExactBuffer(frame) };
  }

  private async use<T>(uri: vscode.Uri, work: (opened: OpenedImage) => Promise<T>): Promise<T> {
    const key = uri.toString();
    if (this.current?.key !== key) {
      this.retire();
      this.current = { key, file: this.openFile(uri), readers: 0, retired: false };
    }
    const entry = this.current;
    entry.readers++;
    try {
      return await work((await entry.file).opened);
    } finally {
      entry.readers--;
      // What is asked for while the editor closes is not kept open.
      if (this.disposed) this.retire();
      this.closeWhenUnused(entry);
    }
  }

  private retire(): void {
    const entry = this.current;
    this.current = undefined;
    if (!entry) return;
    entry.retired = true;
    this.closeWhenUnused(entry);
  }

  private closeWhenUnused(entry: Entry): void {
    if (!entry.retired || entry.readers > 0) return;
    entry.file.then((file) => file.close()).catch((error) => this.log.error('close', error));
  }

  private async openFile(uri: vscode.Uri): Promise<OpenFile> {
    const name = baseName(uri);
    let source: OpenSource;
    try {
      source = await openByteSource(uri);
    } catch (error) {
      const opened: OpenedImage = { kind: 'failure', failure: fileFailure(name, error) };
      return { opened, close: async () => undefined };
    }
    const close = (): Promise<void> => source.close();
    try {
      const image = await openImage(source.source);
      if (image.ok) {
        const { header } = image.value.facts;
        return { opened: { kind: 'image', image: image.value, header }, close };
      }
      const { error, header, facts } = image.error;
      const failure = dicomFailure(name, error, header ?? facts?.header, facts);
      return { opened: { kind: 'failure', failure, header: header ?? facts?.header }, close };
    } catch (error) {
      this.log.error('open', error);
      return { opened: { kind: 'failure', failure: fileFailure(name, error) }, close };
    }
  }
}

/** A frame whose pixels lie in a buffer of their exact size: postMessage ships whole buffers. */
function withExactBuffer(frame: Frame): Frame {
  if (frame.kind === 'colour') return { ...frame, rgb: new Uint8Array(exactBuffer(frame.rgb)) };
  const { values } = frame;
  if (values.byteOffset === 0 && values.byteLength === values.buffer.byteLength) return frame;
  const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
  const Values = values.constructor as new (buffer: ArrayBuffer) => StoredValues;
  return { ...frame, values: new Values(exactBuffer(bytes)) };
}
