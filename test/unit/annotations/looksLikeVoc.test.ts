import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { decodeXmlText } from '../../../src/core/annotations/decodeXmlText';
import { looksLikeVoc } from '../../../src/core/annotations/looksLikeVoc';
import { vocXml } from '../../builders/vocXml';
import { testDataFolder } from '../testData';

const voc = vocXml({ boxes: [{ corners: [1, 2, 3, 4] }] });

describe('text that is VOC', () => {
  it.each([
    ['as written', voc],
    ['with mark, declaration and comment', `\uFEFF<?xml version="1.0"?>\n<!-- <html> -->\n${voc}`],
    ['with a document type', `<!DOCTYPE annotation [<!ENTITY a "<html>">]>\n${voc}`],
    ['cut off in an object', voc.slice(0, voc.indexOf('<truncated>') + 6)],
    ['with a broken number element', voc.replace('<xmin>1</xmin>', '<xmin>1')],
    ['with an unfinished declaration', `<?xml version="1.0"\n${voc}`],
    ['with an unfinished comment at its end', `${voc.replace('</annotation>', '')}<!-- `],
    ['with a size only', '<annotation><size><width>1</width></size></annotation>'],
  ])('%s', (_, text) => {
    expect(looksLikeVoc(text)).toBe(true);
  });
});

describe('text that is not', () => {
  it.each([
    ['nothing', ''],
    ['prose', 'hello'],
    ['another root', '<project><annotation><object/></annotation></project>'],
    ['a root that begins alike', '<annotations><object/></annotations>'],
    ['an empty annotation', '<annotation></annotation>'],
    ['objects in a comment only', '<annotation><!-- <object><bndbox/> --></annotation>'],
    ['a tag that begins alike', '<annotation><objective/><sizes/></annotation>'],
    ['LabelMe', '<annotation><imagesize/><object><polygon/></object></annotation>'],
  ])('%s', (_, text) => {
    expect(looksLikeVoc(text)).toBe(false);
  });

  it('is told in linear time', () => {
    const started = performance.now();
    for (const piece of ['<!--', '<?', '<![CDATA[', '<!', '<', '<!DOCTYPE [']) {
      expect(looksLikeVoc(piece.repeat(1_000_000))).toBe(false);
    }
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});

describe.skipIf(!testDataFolder)('real files', () => {
  const root = join(testDataFolder ?? '', 'conformance/voc');
  const read = (path: string) => decodeXmlText(readFileSync(join(root, path)));

  it('agrees with what the files are', () => {
    for (const name of readdirSync(join(root, 'BCCD_Dataset'))) {
      expect(looksLikeVoc(read(`BCCD_Dataset/${name}`))).toBe(true);
    }
    expect(looksLikeVoc(read('synthetic_odd/truncated.xml'))).toBe(true);
    for (const path of [
      'datumaro/labelme_dataset/Annotations/subset1/img1.xml',
      'datumaro/cvat_dataset/for_video/annotations.xml',
      'datumaro/rise/model.xml',
      'datumaro/kitti_dataset/kitti_raw/tracklet_labels.xml',
    ]) {
      expect(looksLikeVoc(read(path)), path).toBe(false);
    }
  });
});
