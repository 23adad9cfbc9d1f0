import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { vocXml } from '../../builders/vocXml';
import { testDataFolder } from '../testData';

describe('the VOC writer', () => {
  it('writes 538 bytes for one box of three-digit numbers', () => {
    expect(Buffer.byteLength(vocXml({ boxes: [{ corners: [286, 310, 355, 402] }] }))).toBe(538);
  });

  it('writes several objects one after the other', () => {
    const text = vocXml({
      depth: 3,
      boxes: [{ corners: [1, 2, 3, 4] }, { label: 'g', corners: [5, 6, 7, 8] }],
    });
    expect(text.match(/<object>/g)).toHaveLength(2);
    expect(text).toContain('<name>g</name>');
    expect(text).toContain('<depth>3</depth>');
  });

  describe.skipIf(!testDataFolder)('beside the real annotations', () => {
    it('writes the same bytes for the same numbers', () => {
      const folder = join(testDataFolder ?? '', 'lung-pet-ct-dx/Annotation/A0001');
      const names = readdirSync(folder);
      expect(names.length).toBe(20);
      for (const name of names) {
        const real = readFileSync(join(folder, name), 'utf8');
        const number = (tag: string): number =>
          Number(new RegExp(`<${tag}>(\\d+)<`).exec(real)?.[1]);
        const label = /<name>(.*)<\/name>/.exec(real)?.[1] ?? '';
        const corners = [number('xmin'), number('ymin'), number('xmax'), number('ymax')] as const;
        expect(vocXml({ boxes: [{ label, corners }] })).toBe(real);
      }
    });
  });
});
