import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import dicomParser from 'dicom-parser';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sizeText } from '../../../builders/sample/metadataCsv';
import { Placement } from '../../../builders/sample/phantom/Placement';
import { coarseSize, samplePatients } from '../../../builders/sample/samplePatients';
import type { PatientPlan } from '../../../builders/sample/samplePatients';
import { runHere } from '../../../builders/sample/taskPool';
import type { SampleSummary } from '../../../builders/sample/writeSampleDataSet';
import { writeSampleDataSet } from '../../../builders/sample/writeSampleDataSet';

const size = coarseSize(128);
let folder = '';
let summary: SampleSummary;

function filesBelow(top: string): string[] {
  return readdirSync(top, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? filesBelow(join(top, entry.name)) : [join(top, entry.name)],
  );
}

interface Slice {
  readonly path: string;
  readonly header: dicomParser.DataSet;
  readonly text: (tag: string) => string;
  readonly number: (tag: string, index?: number) => number;
}

function readSlice(path: string): Slice {
  const header = dicomParser.parseDicom(readFileSync(path));
  return {
    path,
    header,
    text: (tag) => header.string(tag) ?? '',
    number: (tag, index = 0) => header.floatString(tag, index) ?? Number.NaN,
  };
}

/** The slices of the series whose folder name holds a text. */
function series(patientId: string, part: string): Slice[] {
  return filesBelow(folder)
    .filter(
      (path) =>
        path.endsWith('.dcm') &&
        path.includes(`Lung_Dx-${patientId}`) &&
        basename(dirname(path)).includes(part),
    )
    .map(readSlice)
    .sort((a, b) => a.number('x00200013') - b.number('x00200013'));
}

function patientOf(id: string): PatientPlan {
  return samplePatients.find((patient) => patient.id === id) as PatientPlan;
}

/** Modality values in a disc around a place of the plate, mean. */
function meanAt(
  slice: Slice,
  patient: PatientPlan,
  place: readonly [number, number, number],
  radiusPx: number,
): number {
  const [x, y] = new Placement(patient.thorax.build).place(...place);
  const spacing = slice.number('x00280030');
  const column = (x - slice.number('x00200032', 0)) / spacing;
  const row = (y - slice.number('x00200032', 1)) / spacing;
  const columns = slice.header.uint16('x00280011') ?? 0;
  const signed = slice.header.uint16('x00280103') === 1;
  const values: number[] = [];
  for (let v = Math.ceil(row - radiusPx); v <= row + radiusPx; v++) {
    for (let u = Math.ceil(column - radiusPx); u <= column + radiusPx; u++) {
      if (Math.hypot(u - column, v - row) > radiusPx) continue;
      const index = v * columns + u;
      const stored =
        (signed
          ? slice.header.int16('x7fe00010', index)
          : slice.header.uint16('x7fe00010', index)) ?? Number.NaN;
      values.push(stored * slice.number('x00281053') + slice.number('x00281052'));
    }
  }
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function nearest(slices: readonly Slice[], patient: PatientPlan, plateZ: number): Slice {
  const zMm = plateZ + patient.thorax.build.originMm[2];
  const distance = (slice: Slice): number => Math.abs(slice.number('x00200032', 2) - zMm);
  return [...slices].sort((a, b) => distance(a) - distance(b))[0] as Slice;
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'dxlens-sample-'));
  summary = await writeSampleDataSet({ folder, size }, runHere);
}, 240_000);
afterAll(() => {
  rmSync(folder, { recursive: true });
});

describe('the sample data set', () => {
  it('holds one invented patient of each class, marked as such in every file', () => {
    for (const path of filesBelow(folder).filter((file) => file.endsWith('.dcm'))) {
      const slice = readSlice(path);
      expect(slice.text('x00100020')).toMatch(/^Lung_Dx-[ABEG]9001$/);
      expect(slice.text('x00100010')).toMatch(/^Synthetic\^/);
      expect(slice.text('x00120062')).toBe('YES');
      expect(slice.text('x00324000')).toMatch(/Shows no patient/);
      for (const tag of ['x00080018', 'x0020000d', 'x0020000e'])
        expect(slice.text(tag)).toMatch(/^2\.25\.\d+$/);
      expect(path).toContain(`/${slice.text('x00100020')}/`);
      expect(basename(dirname(path)).endsWith(slice.text('x0020000e').slice(-5))).toBe(true);
    }
    expect(readFileSync(join(folder, 'README.txt'), 'utf8')).toMatch(/synthetic/i);
  });

  it('has one patient in full and the others in part', () => {
    const count = (id: string, part: string): number => series(id, part).length;
    expect([count('A9001', '2.000000-CT WB'), count('A9001', 'B70f')]).toEqual([60, 60]);
    expect([count('B9001', 'B40f'), count('G9001', '3.000000'), count('E9001', 'Smart')]).toEqual([
      24, 24, 4,
    ]);
  });

  it('names every series in metadata.csv as it lies on disk, and one that is not there', () => {
    const csv = readFileSync(join(folder, 'manifest-1608669199001/metadata.csv'), 'utf8');
    expect(csv.endsWith('\r\n')).toBe(true);
    const rows = csv
      .trimEnd()
      .split('\r\n')
      .slice(1)
      .map((line) => line.split(','));
    expect(rows.every((row) => row.length === 17)).toBe(true);
    const missing = rows.filter(
      (row) => !existsSync(join(folder, 'manifest-1608669199001', row[15] ?? '')),
    );
    expect(missing.map((row) => row[4])).toEqual(['Lung_Dx-A9002']);
    for (const row of rows.filter((one) => !missing.includes(one))) {
      const files = filesBelow(join(folder, 'manifest-1608669199001', row[15] ?? ''));
      expect(files.length).toBe(Number(row[13]));
      expect(sizeText(files.reduce((sum, file) => sum + statSync(file).size, 0))).toBe(row[14]);
      const first = readSlice(files[0] as string);
      expect([
        first.text('x0020000e'),
        first.text('x0020000d'),
        first.text('x00080060'),
        first.text('x00080016'),
      ]).toEqual([row[0], row[5], row[10], row[12]]);
    }
    expect(rows.length - 1).toBe(
      new Set(
        filesBelow(join(folder, 'manifest-1608669199001/Lung-PET-CT-Dx'))
          .filter((file) => file.endsWith('.dcm'))
          .map(dirname),
      ).size,
    );
  });

  it('boxes a soft mass in lung, 1 to 3 px differently in each kernel', () => {
    const patient = patientOf('A9001');
    const boxOf = (slice: Slice): number[] => {
      const path = join(folder, `Annotation/A9001/${slice.text('x00080018')}.xml`);
      if (!existsSync(path)) return [];
      const text = readFileSync(path, 'utf8');
      return ['xmin', 'ymin', 'xmax', 'ymax'].map((tag) =>
        Number(new RegExp(`<${tag}>(\\d+)<`).exec(text)?.[1]),
      );
    };
    const soft = series('A9001', '2.000000-CT WB').map(boxOf);
    const lung = series('A9001', 'B70f').map(boxOf);
    const annotated = soft.filter((box) => box.length > 0).length;
    expect(annotated).toBeGreaterThanOrEqual(4);
    expect(annotated).toBeLessThanOrEqual(12);
    soft.forEach((box, index) => {
      const other = lung[index] ?? [];
      expect(other.length).toBe(box.length);
      box.forEach((edge, side) => {
        const difference = (edge - (other[side] ?? 0)) * (side < 2 ? 1 : -1);
        expect(difference).toBeGreaterThanOrEqual(1);
        expect(difference).toBeLessThanOrEqual(3);
      });
    });
    const middle = nearest(series('A9001', '2.000000-CT WB'), patient, 18);
    expect(meanAt(middle, patient, [-88, 22, 18], 3)).toBeGreaterThan(20);
    expect(meanAt(middle, patient, [-88, 22, 18], 3)).toBeLessThan(56);
  });

  it('has two boxes on at least one slice', () => {
    const counts = summary.annotations.files.map(({ content }) =>
      typeof content === 'string' ? (content.match(/<object>/g)?.length ?? 0) : 0,
    );
    expect(Math.max(...counts)).toBe(2);
  });

  it('keeps three phases in one series, signed, with padding, at the same positions', () => {
    const patient = patientOf('E9001');
    const slices = series('E9001', 'A phase');
    const phases = [1, 2, 3].map((phase) =>
      slices.filter((slice) => slice.number('x00200012') === phase),
    );
    expect(phases.map((phase) => phase.length)).toEqual([20, 20, 20]);
    expect(new Set(slices.map((slice) => slice.text('x0020000e'))).size).toBe(1);
    const positions = phases.map((phase) => phase.map((slice) => slice.text('x00200032')).join());
    expect(new Set(positions).size).toBe(1);
    expect(phases.map((phase) => basename(phase[0]?.path ?? ''))).toEqual([
      '1-01.dcm',
      '2-01.dcm',
      '3-01.dcm',
    ]);
    expect(
      slices.every(
        (slice) =>
          slice.header.int16('x00280120') === -2000 && slice.header.int16('x7fe00010') === -2000,
      ),
    ).toBe(true);
    expect(slices.every((slice) => slice.text('x00185100') === 'FFS')).toBe(true);
    const blood = phases.map((phase) =>
      meanAt(nearest(phase, patient, -60), patient, [27, 40, -60], 2),
    );
    expect(blood[0]).toBeGreaterThan(280);
    expect(blood[1]).toBeGreaterThan(145);
    expect(blood[1]).toBeLessThan(185);
    expect(blood[2]).toBeLessThan(135);
  });

  it('tells file names apart from instance numbers', () => {
    const names = series('G9001', '2.000000').map((slice) =>
      Number(basename(slice.path).slice(2, 4)),
    );
    expect([...names].sort((a, b) => a - b)).toEqual(names.map((_, index) => index + 1));
    expect(names).not.toEqual(names.map((_, index) => index + 1));
  });

  it('writes captures without geometry, with boxes of depth 3', () => {
    const captures = series('A9001', 'ALPHA Range');
    expect(captures.length).toBe(24);
    for (const slice of captures) {
      expect([slice.text('x00080060'), slice.text('x00080016')]).toEqual([
        'CT',
        '1.2.840.10008.5.1.4.1.1.7',
      ]);
      expect([slice.text('x00200032'), slice.text('x00280030')]).toEqual(['', '']);
      expect(slice.header.elements['x7fe00010']?.length).toBe(128 * 128 * 3);
      expect(slice.header.elements['x00200052']).toBeUndefined();
    }
    const boxes = captures
      .map((slice) => join(folder, `Annotation/A9001/${slice.text('x00080018')}.xml`))
      .filter(existsSync);
    expect(boxes.length).toBeGreaterThanOrEqual(4);
    expect(boxes.every((path) => readFileSync(path, 'utf8').includes('<depth>3</depth>'))).toBe(
      true,
    );
  });

  it('plants every defect where the README says', () => {
    const readme = readFileSync(join(folder, 'README.txt'), 'utf8');
    const kinds = [
      'lower-case label',
      'label against the patient',
      "XML in another patient's folder",
      'two XML for one slice',
      'XML without a DICOM',
      'unparsable XML',
      'box of no size',
    ];
    expect(summary.annotations.defects.map(({ kind }) => kind)).toEqual(kinds);
    for (const { path } of summary.annotations.defects) {
      expect(existsSync(join(folder, path))).toBe(true);
      expect(readme).toContain(path);
    }
  });

  it('is the same to the byte when some of it is written again', async () => {
    const again = mkdtempSync(join(tmpdir(), 'dxlens-sample-'));
    try {
      await writeSampleDataSet({ folder: again, size }, runHere, ['G9001']);
      const images = (top: string): string[] =>
        filesBelow(top).filter((file) => file.includes('Lung_Dx-G9001'));
      const hashes = (top: string): string[] =>
        images(top)
          .map(
            (file) =>
              `${file.slice(top.length)} ${createHash('sha256').update(readFileSync(file)).digest('hex')}`,
          )
          .sort();
      expect(hashes(again).length).toBe(48);
      expect(hashes(again)).toEqual(hashes(folder));
    } finally {
      rmSync(again, { recursive: true });
    }
  }, 120_000);
});

describe('the PET of the sample', () => {
  /** SUVbw by the formula alone (QIBA): nothing of the generator's own arithmetic. */
  const suv = (slice: Slice, activity: number): number => {
    const isotope = slice.header.elements['x00540016']?.items?.[0]?.dataSet;
    const seconds = (time: string): number =>
      Number(time.slice(0, 2)) * 3600 + Number(time.slice(2, 4)) * 60 + Number(time.slice(4, 6));
    const waited = seconds(slice.text('x00080031')) - seconds(isotope?.string('x00181072') ?? '');
    const dose =
      (isotope?.floatString('x00181074') ?? 0) *
      0.5 ** (waited / (isotope?.floatString('x00181075') ?? 1));
    return (activity * slice.number('x00101030') * 1000) / dose;
  };

  it('shows the true SUVs, with a slope for each slice', () => {
    const patient = patientOf('A9001');
    const slices = series('A9001', 'PET WB');
    const at = (place: readonly [number, number, number], radiusPx: number): number => {
      const slice = nearest(slices, patient, place[2]);
      return suv(slice, meanAt(slice, patient, place, radiusPx));
    };
    // the lesion is 34 to 38 mm wide, so a blur of 6 mm does not reach its middle
    expect(at([-88, 22, 18], 1.2)).toBeGreaterThan(7.5);
    expect(at([-88, 22, 18], 1.2)).toBeLessThan(8.4);
    expect(at([-60, -62, -178], 2)).toBeCloseTo(2.2, 1);
    expect(at([-18, -31, -10], 1.5)).toBeCloseTo(1.6, 1);
    expect(at([-70, -50, -40], 3)).toBeCloseTo(0.5, 1);
    expect(new Set(slices.map((slice) => slice.number('x00281053'))).size).toBeGreaterThan(
      slices.length / 2,
    );
  });

  it('lies on its own grid in the frame of reference of the CT', () => {
    const pet = series('A9001', 'PET WB');
    const ct = series('A9001', '2.000000-CT WB');
    expect(pet[0]?.text('x00200052')).toBe(ct[0]?.text('x00200052'));
    expect(pet[0]?.header.uint16('x00280011')).toBe(200);
    expect(pet[0]?.number('x00280030')).toBe(4.07283);
    const shared = pet.filter((slice) =>
      ct.some((other) => other.number('x00200032', 2) === slice.number('x00200032', 2)),
    );
    expect(shared.length).toBe(0);
    const start = pet.map((slice) => slice.text('x00080032')).sort()[0];
    expect(start).toBe(pet[0]?.text('x00080031'));
  });

  it('lacks the weight of one patient', () => {
    expect(
      series('B9001', 'PET WB').every((slice) => slice.header.elements['x00101030'] === undefined),
    ).toBe(true);
    expect(series('A9001', 'PET WB').every((slice) => slice.number('x00101030') === 68)).toBe(true);
  });
});
