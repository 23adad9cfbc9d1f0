// Stands in for the extension host inside the page: speaks the same line, and says what it is told to say. With it a
// test decides how long a slice takes and what goes wrong, which no file on a disk does on time.
import { createBirpc } from 'birpc';
import type {
  BoxView,
  PhaseView,
  SeriesView,
  SliceAnswer,
  SliceBoxes,
  SliceRef,
  ViewerHost,
  ViewerPage,
} from '../../src/protocol/viewer';
import type { StoredWindow } from '../../src/core/dicom/ImageFacts';

/** What the series is like; slices have the keys k0, k1 ... through all phases. */
export interface SeriesLiteral {
  readonly slicesOfPhases?: readonly number[];
  readonly annotated?: readonly string[];
  readonly boxes?: Readonly<Record<string, readonly Partial<BoxView>[]>>;
  readonly problems?: readonly string[];
  readonly complete?: boolean;
  readonly notes?: readonly string[];
  readonly partial?: boolean;
  readonly windows?: readonly StoredWindow[];
  readonly unit?: string;
  readonly colour?: boolean;
  readonly columns?: number;
  readonly rows?: number;
  /** Largest stored value times this is the largest modality value, 255 times this. */
  readonly slope?: number;
  /** Keys whose slices cannot be read. */
  readonly failing?: readonly string[];
  /** A long explanation instead of a short one. */
  readonly longReason?: boolean;
}

/** What a test does with the host while the page is open. */
export interface StandIn {
  readonly page: ViewerPage;
  /** Milliseconds until a slice is answered; 0 for all others. */
  readonly delays: Record<string, number>;
  /** What was asked, as `name argument`. */
  readonly calls: string[];
  readonly series: SeriesView;
  pick: (labels: readonly string[]) => Promise<number | undefined>;
  without(key: string): SeriesView;
  answer(key: string): SliceAnswer;
}

const literal = (globalThis as unknown as { seriesLiteral: SeriesLiteral }).seriesLiteral;
const columns = literal.columns ?? 64;
const rows = literal.rows ?? 64;

function phases(): PhaseView[] {
  let next = 0;
  return (literal.slicesOfPhases ?? [40]).map((count, p) => ({
    label: `Phase ${p + 1}`,
    slices: Array.from({ length: count }, (_, i): SliceRef => {
      const key = `k${next++}`;
      return {
        key,
        sopInstanceUid: `1.${key}`,
        frameIndex: 0,
        positionMm: -5 * i,
        positionKind: 'z',
        annotated: literal.annotated?.includes(key) ?? false,
      };
    }),
  }));
}

const series: SeriesView = {
  seriesInstanceUid: '1.2.3',
  kind: 'volume',
  phases: phases(),
  notes: literal.notes ?? [],
  partial: literal.partial ?? false,
};

function answer(key: string): SliceAnswer {
  if (literal.failing?.includes(key)) {
    const reason = literal.longReason ? 'It is a long story. '.repeat(300) : 'It is broken.';
    const actions = [{ action: 'show-log', label: 'Show Log' }] as const;
    return { kind: 'failure', title: `${key} cannot be shown`, reason, facts: [], actions };
  }
  const count = columns * rows;
  return {
    kind: 'picture',
    slice: {
      key,
      sopInstanceUid: `1.${key}`,
      frameIndex: 0,
      rows,
      columns,
      rowsPresent: rows,
      modality: 'CT',
      isCapture: false,
      unit: { kind: 'unit', unit: literal.unit ?? 'HU', source: 'file' },
      windows: literal.windows ?? [],
      voiFunction: 'LINEAR',
      pixelSpacingMm: { betweenRowsMm: 1, betweenColumnsMm: 1 },
      letters: { left: 'R', right: 'L', top: 'A', bottom: 'P' },
      positionMm: 0,
      patientLine: 'Lung_Dx-A0001 · Adenocarcinoma',
      studyLine: '2007-04-04 · Chest',
      seriesLine: 'CT · 5mm',
    },
    frame: literal.colour
      ? { kind: 'colour', rows, columns, rgb: new Uint8Array(count * 3) }
      : {
          kind: 'grey',
          rows,
          columns,
          values: Uint8Array.from({ length: count }, (_, i) => i % 256),
          rescale: { slope: literal.slope ?? 1, intercept: 0 },
          padding: undefined,
          inverted: false,
        },
  };
}

function boxesOf(sopInstanceUid: string): SliceBoxes {
  const corners = { xMinPx: 10, yMinPx: 12, xMaxPx: 40, yMaxPx: 50 };
  const rest = { label: 'A', className: '', colour: '#f2b01e', folder: 'A0001', note: '' };
  const boxes = literal.boxes?.[sopInstanceUid.slice(2)] ?? [];
  return {
    sopInstanceUid,
    boxes: boxes.map((box, i) => ({ id: `box${i}`, ...corners, ...rest, ...box })),
    problems: literal.problems ?? [],
    complete: literal.complete ?? true,
  };
}

const calls: string[] = [];
const noted = (name: string, ...args: string[]): void => void calls.push([name, ...args].join(' '));
const functions: ViewerHost = {
  ready: () => Promise.resolve({ key: 'k0', first: answer('k0'), series, boxes: boxesOf('1.k0') }),
  slice: (key) => {
    noted('slice', key);
    const delay = standIn.delays[key] ?? 0;
    return new Promise((resolve) => setTimeout(() => resolve(answer(key)), delay));
  },
  boxes: (uid) => Promise.resolve(boxesOf(uid)),
  report: () => undefined,
  focus: async (hasFocus) => noted('focus', String(hasFocus)),
  openBox: (id) => noted('openBox', id),
  act: (action, key) => noted('act', action, key),
  pick: (labels) => standIn.pick(labels),
  log: (level, text) => noted('log', level, text),
};

const toHost = new EventTarget();
const page = createBirpc<ViewerPage, ViewerHost>(functions, {
  post: (data: unknown) => window.postMessage(data, '*'),
  on: (listener) =>
    toHost.addEventListener('message', (event) => listener((event as MessageEvent).data)),
});

const standIn: StandIn = {
  page,
  delays: {},
  calls,
  series,
  pick: () => Promise.resolve(undefined),
  without: (key) => ({
    ...series,
    phases: series.phases.map((phase) => ({
      ...phase,
      slices: phase.slices.filter((slice) => slice.key !== key),
    })),
  }),
  answer,
};

Object.assign(globalThis, {
  standIn,
  acquireVsCodeApi: () => ({
    postMessage: (data: unknown) =>
      setTimeout(() => toHost.dispatchEvent(new MessageEvent('message', { data }))),
    getState: () => undefined,
    setState: () => undefined,
  }),
});
