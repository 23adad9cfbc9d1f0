import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { MemoryByteSource } from '../../../src/core/bytes/MemoryByteSource';
import { openImage } from '../../../src/core/dicom/openImage';
import type { LoadedFrame } from '../../../src/core/dicom/openImage';
import { hasNativePixels, transferSyntaxOf } from '../../../src/core/dicom/transferSyntax';
import type { ColourFrame, GreyFrame } from '../../../src/core/pixels/Frame';
import { modalityTransform } from '../../../src/core/pixels/modalityTransform';
import { testDataFolder } from '../testData';
import { readByDicomParser } from './headerByDicomParser';
import type { Reference } from './reference';
import { conformanceFolder, readReferences } from './reference';

/** Files with native pixels that a lenient reader can show and we cannot, and why. */
const refused: ReadonlyMap<string, string> = new Map([
  ['derived/odd_ct/ct_bitflips_header.dcm', 'lengths in the header are damaged'],
]);

function hash(values: Iterable<number>): string {
  return createHash('sha256')
    .update(new Uint8Array(Int32Array.from(values).buffer))
    .digest('hex');
}

function isNative({ transfer_syntax: uid, stored, path }: Reference): boolean {
  if (!stored || path.startsWith('fuzz/')) return false;
  const syntax = transferSyntaxOf(uid ?? '');
  return uid === null || (syntax !== undefined && hasNativePixels(syntax));
}

async function load(path: string): Promise<LoadedFrame> {
  const bytes = new Uint8Array(readFileSync(join(conformanceFolder, path)));
  const image = await openImage(new MemoryByteSource(bytes));
  if (!image.ok) throw new Error(`${path}: ${JSON.stringify(image.error.error)}`);
  const frame = await image.value.readFrame(0);
  if (!frame.ok) throw new Error(`${path}: ${JSON.stringify(frame.error)}`);
  return frame.value;
}

function checkGrey(frame: GreyFrame, rowsPresent: number, reference: Reference): void {
  const { stored, modality, rows, cols, sha256_raw_frame0: rawHash } = reference;
  expect([frame.rows, frame.columns, frame.values.length]).toEqual([rows, cols, rows * cols]);
  if (rawHash !== undefined) {
    const raw = new Uint8Array(frame.values.buffer);
    expect(createHash('sha256').update(raw).digest('hex')).toBe(rawHash);
    return;
  }
  if (rowsPresent < rows) {
    expect([...frame.values.slice(0, 8)]).toEqual(stored?.first8);
    return;
  }
  expect(hash(frame.values)).toBe(stored?.sha256_int32le);
  if (modality?.slope !== undefined) checkModality(frame, modality);
}

function checkModality(frame: GreyFrame, modality: NonNullable<Reference['modality']>): void {
  const values = Float64Array.from(frame.values, modalityTransform(frame));
  const centre = Math.floor(frame.rows / 2) * frame.columns + Math.floor(frame.columns / 2);
  const sample = [...values.slice(0, 8), values[centre]];
  const expected = [...modality.first8, modality.centre];
  expected.forEach((value, index) => expect(sample[index]).toBeCloseTo(value, 5));
  if (modality.sha256_int32le !== undefined) expect(hash(values)).toBe(modality.sha256_int32le);
}

function checkColour(path: string, frame: ColourFrame, reference: Reference): void {
  const { stored, rgb, photometric, rows, cols } = reference;
  expect(frame.rgb).toHaveLength(rows * cols * 3);
  if (photometric === 'PALETTE COLOR') {
    expect(Buffer.from(frame.rgb).equals(Buffer.from(paletteByHand(path)))).toBe(true);
  } else if (rgb) {
    const pixels = rgb.first8.flat();
    pixels.forEach((value, index) =>
      expect(Math.abs((frame.rgb[index] ?? -9) - value)).toBeLessThanOrEqual(rgb.tolerance),
    );
  } else if ((stored?.max ?? 0) > 255) {
    const eightBits = (stored?.first8 ?? []).flat().map((value) => Math.round(value / 257));
    expect([...frame.rgb.slice(0, 24)]).toEqual(eightBits);
  } else {
    expect(hash(frame.rgb)).toBe(stored?.sha256_int32le);
  }
}

/** Palette colours looked up one by one through dicom-parser's reading; 8-bit indices, entries of 8 or 16 bits. */
function paletteByHand(path: string): Uint8Array {
  const bytes = new Uint8Array(readFileSync(join(conformanceFolder, path)));
  const dataSet = readByDicomParser(bytes)?.dataSet;
  const start = dataSet?.elements['x7fe00010']?.dataOffset ?? 0;
  const size = (dataSet?.uint16('x00280010') ?? 0) * (dataSet?.uint16('x00280011') ?? 0);
  return Uint8Array.from({ length: size * 3 }, (_, index) => {
    const channel = 1 + (index % 3);
    const first = dataSet?.uint16(`x0028110${channel}`, 1) ?? 0;
    const entry = (bytes[start + Math.floor(index / 3)] ?? 0) - first;
    const table = `x0028120${channel}`;
    if (dataSet?.uint16(`x0028110${channel}`, 2) === 16) {
      return (dataSet.uint16(table, entry) ?? 0) >> 8;
    }
    return bytes[(dataSet?.elements[table]?.dataOffset ?? 0) + entry] ?? 0;
  });
}

describe.skipIf(!testDataFolder)('openImage on the conformance files with native pixels', () => {
  const references = readReferences().filter(isNative);

  it('has many to look at', () => {
    expect(references.length).toBeGreaterThan(200);
  });

  it.each(references.map((reference) => [reference.path, reference] as const))(
    '%s',
    async (path, reference) => {
      if (refused.has(path)) {
        await expect(load(path)).rejects.toThrow();
        return;
      }
      const { frame, rowsPresent } = await load(path);
      if (frame.kind === 'grey') checkGrey(frame, rowsPresent, reference);
      else checkColour(path, frame, reference);
    },
  );
});

describe.skipIf(!testDataFolder)('openImage on compressed conformance files', () => {
  const compressed = readReferences().filter(
    ({ transfer_syntax: uid, path }) =>
      !path.startsWith('fuzz/') && transferSyntaxOf(uid ?? '')?.encapsulated,
  );

  it('names the transfer syntax and tells the facts all the same', async () => {
    expect(compressed.length).toBeGreaterThan(50);
    for (const { path, transfer_syntax: uid, rows } of compressed) {
      const bytes = new Uint8Array(readFileSync(join(conformanceFolder, path)));
      const image = await openImage(new MemoryByteSource(bytes));
      expect(image.ok ? undefined : image.error, path).toMatchObject({
        error: {
          code: 'unsupported-transfer-syntax',
          uid,
          name: transferSyntaxOf(uid ?? '')?.name,
        },
        facts: { rows },
      });
    }
  });
});
