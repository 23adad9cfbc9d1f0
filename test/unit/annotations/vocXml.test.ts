import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { boxesOf } from '../../../src/core/annotations/VocAnnotation';
import { decodeXmlText } from '../../../src/core/annotations/decodeXmlText';
import { maxVocLength, parseVoc } from '../../../src/core/annotations/vocXml';
import { vocXml } from '../../builders/vocXml';
import { testDataFolder } from '../testData';

function parsed(text: string) {
  const result = parseVoc(text);
  if (!result.ok) throw new Error(`${result.error.code}: ${result.error.message}`);
  return result.value;
}

function failed(text: string) {
  const result = parseVoc(text);
  if (result.ok) throw new Error('expected a failure');
  return result.error;
}

function withObject(inner: string): string {
  return `<annotation><object><name>A</name>${inner}</object></annotation>`;
}

const numbers = '<xmin>1</xmin><ymin>2</ymin><xmax>3</xmax><ymax>4</ymax>';

describe('a VOC file of the collection', () => {
  const text = vocXml({ boxes: [{ label: 'g', corners: [286, 310, 355, 402] }], depth: 3 });

  it('gives its box, its size and its placeholders', () => {
    const annotation = parsed(text);
    expect(annotation).toMatchObject({
      folder: 'Unknow',
      filename: 'Unknow',
      path: 'Unknow',
      verified: false,
      sizePx: { width: 512, height: 512, depth: 3 },
    });
    expect(boxesOf(annotation)).toEqual([
      {
        label: 'g',
        xMinPx: 286,
        yMinPx: 310,
        xMaxPx: 355,
        yMaxPx: 402,
        truncated: false,
        difficult: false,
        sourceRange: annotation.objects[0]?.range,
      },
    ]);
  });

  it('says where the object, the label and each number stand in the text', () => {
    const [object] = parsed(text).objects;
    const at = (range?: { start: number; end: number }) =>
      range && text.slice(range.start, range.end);
    expect(at(object?.range)).toMatch(/^<object>[^]*<\/object>$/);
    expect(at(object?.boxRange)).toMatch(/^<bndbox>[^]*<\/bndbox>$/);
    expect(at(object?.labelRange)).toBe('g');
    expect(at(object?.numberRanges.xmin)).toBe('286');
    expect(at(object?.numberRanges.ymax)).toBe('402');
  });
});

describe('the shapes of other tools', () => {
  it('reads the numbers by tag, in any order', () => {
    const box = parsed(
      withObject('<bndbox><xmin>1</xmin><xmax>3</xmax><ymin>2</ymin><ymax>4</ymax></bndbox>'),
    ).objects[0]?.box;
    expect(box).toEqual({ kind: 'box', boxPx: { xMinPx: 1, yMinPx: 2, xMaxPx: 3, yMaxPx: 4 } });
  });

  it('reads decimals, spaces around numbers and both spellings of difficult', () => {
    const text = withObject(
      '<difficult>1</difficult><truncated> 1 </truncated><bndbox><xmin> 286.0 </xmin><ymin>2.5</ymin><xmax>3e2</xmax><ymax>-4</ymax></bndbox>',
    );
    const object = parsed(text).objects[0];
    expect(object?.difficult).toBe(true);
    expect(object?.truncated).toBe(true);
    expect(object?.box).toMatchObject({
      boxPx: { xMinPx: 286, yMinPx: 2.5, xMaxPx: 300, yMaxPx: -4 },
    });
    const range = object?.numberRanges.xmin;
    expect(text.slice(range?.start, range?.end)).toBe('286.0');
    expect(parsed(withObject('<Difficult>1</Difficult>')).objects[0]?.difficult).toBe(true);
  });

  it('gives one object per bndbox, and leaves the boxes of parts alone', () => {
    const two = parsed(
      withObject(`<bndbox>${numbers}</bndbox><bndbox>${numbers}</bndbox>`),
    ).objects;
    expect(two).toHaveLength(2);
    expect(two[0]?.range).toEqual(two[1]?.range);
    expect(two[0]?.boxRange).not.toEqual(two[1]?.boxRange);
    const part = `<part><name>head</name><bndbox>${numbers}</bndbox></part>`;
    expect(parsed(withObject(part)).objects[0]?.box).toEqual({
      kind: 'problem',
      problem: { kind: 'no-bndbox' },
    });
  });

  it('names what is missing or no number, and keeps the other objects', () => {
    const annotation = parsed(
      `<annotation><object><bndbox><xmin>1</xmin><ymin></ymin><xmax>3</xmax></bndbox></object>` +
        `<object><bndbox><xmin>1</xmin><ymin>abc</ymin><xmax>0x10</xmax><ymax>286,5</ymax></bndbox></object>` +
        `<object><name>B</name><bndbox>${numbers}</bndbox></object></annotation>`,
    );
    expect(annotation.objects.map((object) => object.box)).toEqual([
      { kind: 'problem', problem: { kind: 'missing', fields: ['ymin', 'ymax'] } },
      { kind: 'problem', problem: { kind: 'not-a-number', fields: ['ymin', 'xmax', 'ymax'] } },
      { kind: 'box', boxPx: { xMinPx: 1, yMinPx: 2, xMaxPx: 3, yMaxPx: 4 } },
    ]);
    expect(annotation.objects[0]?.label).toBe('');
    expect(annotation.sizePx).toBeUndefined();
    expect(boxesOf(annotation)).toHaveLength(1);
  });

  it('places an empty number between its tags, so that an edit can fill it', () => {
    const text = withObject('<bndbox><xmin a=">"></xmin><ymin/></bndbox>');
    const ranges = parsed(text).objects[0]?.numberRanges;
    expect(ranges?.xmin?.start).toBe(text.indexOf('</xmin>'));
    expect(text.slice(ranges?.ymin?.start, ranges?.ymin?.end)).toBe('<ymin/>');
  });

  it('keeps offsets in UTF-16 units behind a mark, line ends and characters beyond the first plane', () => {
    const text = `\uFEFF<?xml version="1.0"?>\r\n<annotation>\r\n<folder>𝔸肺</folder>\r\n<object><name>腺癌</name><bndbox>${numbers}</bndbox></object>\r\n</annotation>\r\n`;
    const annotation = parsed(text);
    const object = annotation.objects[0];
    expect(annotation.folder).toBe('𝔸肺');
    expect(text.slice(object?.labelRange?.start, object?.labelRange?.end)).toBe('腺癌');
    expect(text.slice(object?.range.start, object?.range.end)).toMatch(/^<object>.*<\/object>$/);
  });
});

describe('hostile text', () => {
  it('leaves markup in names as plain text', () => {
    const annotation = parsed(
      '<annotation><folder><![CDATA[<img src=x onerror=alert(1)>]]></folder><object><name>&lt;b&gt;A&amp;</name></object></annotation>',
    );
    expect(annotation.folder).toBe('<img src=x onerror=alert(1)>');
    expect(annotation.objects[0]?.label).toBe('<b>A&');
  });

  it('never expands entities of a document type', () => {
    const dtd = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname"><!ENTITY y "zzz">]>';
    const annotation = parsed(
      `${dtd}<annotation><folder>&x;</folder><path>&y;</path></annotation>`,
    );
    expect(annotation).toMatchObject({ folder: '&x;', path: '&y;' });
    expect(failed('<annotation><folder>&nbsp;</folder></annotation>').code).toBe('not-well-formed');
  });

  it('ends on deep nesting, on long text and on many line ends', () => {
    expect(failed(`<annotation>${'<a>'.repeat(200_000)}`).code).toBe('too-deep');
    expect(failed('x'.repeat(maxVocLength + 1)).code).toBe('too-large');
    const started = performance.now();
    expect(
      parsed(`<annotation><folder>${'\r\n'.repeat(500_000)}</folder></annotation>`).folder,
    ).toBe('');
    expect(performance.now() - started).toBeLessThan(5_000);
  });

  it('tells line and column of the first error', () => {
    expect(failed('<annotation>\r\n  <object>\r\n</annotation>')).toMatchObject({
      code: 'not-well-formed',
      line: 3,
      column: 1,
      offset: 26,
    });
    expect(failed('<annotation>𝔸&</annotation>')).toMatchObject({ line: 1 });
    expect(failed('').code).toBe('empty');
    expect(failed('\0\0\0\0').code).toBe('not-well-formed');
    expect(failed('<annotations/>')).toMatchObject({ code: 'not-voc', offset: 0 });
    expect(failed('<annotation/><annotation/>').code).toBe('not-well-formed');
  });
});

describe.skipIf(!testDataFolder)('real and conformance files', () => {
  const folder = testDataFolder ?? '';
  const read = (...path: string[]) => decodeXmlText(readFileSync(join(folder, ...path)));

  it('reads all 20 files of A0001, one box each', () => {
    const names = readdirSync(join(folder, 'lung-pet-ct-dx/Annotation/A0001'));
    expect(names).toHaveLength(20);
    for (const name of names) {
      const annotation = parsed(read('lung-pet-ct-dx/Annotation/A0001', name));
      expect(boxesOf(annotation)).toMatchObject([{ label: 'A' }]);
    }
  });

  const odd = 'conformance/voc/synthetic_odd';
  it.each([
    ['no_size.xml', 1],
    ['missing_ymax.xml', 0],
    ['text_coord.xml', 0],
    ['no_bndbox.xml', 0],
    ['no_objects.xml', 0],
    ['utf8_chinese.xml', 1],
    ['utf16.xml', 1],
    ['gbk.xml', 1],
    ['bom_utf8.xml', 1],
    ['crlf.xml', 1],
    ['box_order.xml', 1],
    ['with_parts.xml', 1],
    ['inverted_box.xml', 1],
    ['out_of_image.xml', 1],
    ['float_coords.xml', 1],
    ['comments_cdata.xml', 1],
    ['entity_amp.xml', 1],
    ['billion_laughs.xml', 1],
    ['doctype_xxe.xml', 1],
    ['attrs_verified.xml', 1],
  ])('%s holds %i drawable boxes', (name, count) => {
    expect(boxesOf(parsed(read(odd, name)))).toHaveLength(count);
  });

  it('reads labels in their encodings', () => {
    expect(parsed(read(odd, 'gbk.xml')).objects[0]?.label).toBe('腺癌');
    expect(parsed(read(odd, 'utf8_chinese.xml')).objects[0]?.label).toBe('腺癌');
    expect(parsed(read(odd, 'attrs_verified.xml')).verified).toBe(true);
    expect(parsed(read(odd, 'comments_cdata.xml')).folder).toBe('F <x>');
  });

  it.each(['truncated.xml', 'empty.xml', 'not_xml.xml', 'wrong_root.xml'])('%s fails', (name) => {
    expect(failed(read(odd, name)).message).toMatch(/\.$/);
  });
});
