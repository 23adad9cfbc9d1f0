import * as vscode from 'vscode';
import type { SeriesNode } from '../../core/dataset/DatasetSnapshot';
import type { InstanceHeader } from '../../core/dicom/InstanceHeader';
import type { PageReport, SeriesView, SliceView } from '../../protocol/viewer';
import type { AnnotatedImage } from '../annotations/SliceBoxReader';
import { guarded } from '../boundary';
import type { Services } from '../services';
import { scanFolder } from './scanFolder';
import type { SeriesFile } from './SeriesFile';
import { orderSeries } from './seriesView';
import type { OrderedSeries } from './seriesView';

/** A file and a frame of it. */
export interface SlicePlace {
  readonly uri: vscode.Uri;
  readonly frameIndex: number;
}

/**
 * The series one editor shows: at first only the open file, then its neighbours from the folder or the index, and
 * what the index finds later. Tells its owner of each change with a complete snapshot.
 */
export class SeriesTracker implements vscode.Disposable {
  private ordered: OrderedSeries | undefined;
  private files: readonly SeriesFile[] = [];
  private current: InstanceHeader | undefined;
  private partial = true;
  private disposed = false;
  private knownNode: SeriesNode | undefined;
  private scan = new AbortController();
  private sent = '';
  private readonly sizes = new Map<string, { rows: number; columns: number }>();
  private readonly subscriptions: vscode.Disposable[];

  constructor(
    private readonly services: Services,
    private readonly changed: (view: SeriesView | undefined) => void,
  ) {
    this.subscriptions = [services.dataSets.onDidChange(() => this.updateFromIndex())];
  }

  get seriesInstanceUid(): string | undefined {
    return this.current?.seriesInstanceUid;
  }

  /** Header of the file the editor was opened on. */
  get header(): InstanceHeader | undefined {
    return this.current;
  }

  get view(): SeriesView | undefined {
    return this.ordered?.view;
  }

  fileOf(key: string): { readonly file: SeriesFile; readonly frameIndex: number } | undefined {
    return this.ordered?.files.get(key);
  }

  /** Where a slice stands, numbers from 1; undefined until the series is known. */
  placeOf(key: string): PageReport['place'] {
    if (this.partial) return undefined;
    const phases = this.view?.phases ?? [];
    for (const [p, { slices }] of phases.entries()) {
      const i = slices.findIndex((slice) => slice.key === key);
      if (i !== -1)
        return { number: i + 1, of: slices.length, phase: p + 1, phases: phases.length };
    }
    return undefined;
  }

  /** The key under which a slice of this series is shown; undefined when it is not part of it. */
  shownKey(key: string): string | undefined {
    return this.fileOf(key) ? key : this.ordered?.shownInstead.get(key);
  }

  /** What the boxes of a slice lie on. */
  imageOf(sopInstanceUid: string): AnnotatedImage {
    const size = this.sizes.get(sopInstanceUid);
    return {
      uri: this.files[0]?.uri,
      patientId: this.current?.patientId ?? '',
      rows: size?.rows,
      columns: size?.columns,
    };
  }

  noteImage({ sopInstanceUid, rows, columns }: SliceView): void {
    this.sizes.set(sopInstanceUid, { rows, columns });
  }

  /** Shows the series of a file: what is known now at once, the rest when it has been found. */
  follow(uri: vscode.Uri, header: InstanceHeader): void {
    if (header.seriesInstanceUid === this.current?.seriesInstanceUid && this.files.length > 1)
      return;
    this.scan.abort();
    this.scan = new AbortController();
    this.current = header;
    this.files = [{ ...header, uri, numberOfFrames: header.numberOfFrames ?? 1 }];
    this.services.dataSets.noteOpened(uri);
    const known = this.services.dataSets.seriesFiles(header.seriesInstanceUid);
    this.partial = known === undefined && header.seriesInstanceUid !== '';
    // Followed anew, the page was told of less than before: what comes next is news even when it was told once.
    this.sent = '';
    this.order();
    if (this.partial) void guarded(this.services.log, 'series', () => this.findNeighbours(uri));
  }

  dispose(): void {
    this.disposed = true;
    this.scan.abort();
    this.subscriptions.forEach((subscription) => void subscription.dispose());
  }

  private async findNeighbours(uri: vscode.Uri): Promise<void> {
    const { signal } = this.scan;
    const uid = this.current?.seriesInstanceUid ?? '';
    const found = await scanFolder(vscode.Uri.joinPath(uri, '..'), uid, signal);
    if (signal.aborted) return;
    this.files = merged(this.files, found);
    this.partial = false;
    this.update();
  }

  /** Orders anew only when the index has something new to say about this series. */
  private updateFromIndex(): void {
    const uid = this.current?.seriesInstanceUid ?? '';
    const node = uid === '' ? undefined : this.services.dataSets.seriesNode(uid);
    if (node === this.knownNode) return;
    this.knownNode = node;
    this.update();
  }

  private update(): void {
    if (!this.current || this.disposed) return;
    this.order();
    const view = this.ordered?.view;
    const text = JSON.stringify(view);
    if (text === this.sent) return;
    this.sent = text;
    this.changed(view);
  }

  private order(): void {
    const { dataSets, steps } = this.services;
    const uid = this.current?.seriesInstanceUid ?? '';
    const files = uid === '' ? this.files : merged(this.files, dataSets.seriesFiles(uid) ?? []);
    this.ordered = steps.time('order series', () =>
      orderSeries(uid, files, (sop) => dataSets.isAnnotated(sop), this.partial),
    );
  }
}

/** Every file once, by its Uri; what was found later wins. */
function merged(first: readonly SeriesFile[], second: readonly SeriesFile[]): SeriesFile[] {
  return [...new Map([...first, ...second].map((file) => [file.uri.toString(), file])).values()];
}

/** A slice key taken apart again: `<uri>#<frame>`. */
export function placeFromKey(key: string): SlicePlace {
  const hash = key.lastIndexOf('#');
  return {
    uri: vscode.Uri.parse(key.slice(0, hash), true),
    frameIndex: Number(key.slice(hash + 1)),
  };
}
