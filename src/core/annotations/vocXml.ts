import type { XmlDocument } from '@rgrove/parse-xml';
import { parseXml, XmlElement, XmlError, XmlText } from '@rgrove/parse-xml';
import type { Result } from '../result';
import { err, ok } from '../result';
import type { BoxPx } from './Box';
import type { TextRange } from './TextRange';
import type {
  BoxField,
  VocAnnotation,
  VocBox,
  VocError,
  VocObject,
  VocSize,
} from './VocAnnotation';
import { vocError } from './vocError';

/** Longest text read as VOC. A file of a thousand boxes has 0.3 MB; beyond this it is not an annotation. */
export const maxVocLength = 4 * 1024 * 1024;

const fields: readonly BoxField[] = ['xmin', 'ymin', 'xmax', 'ymax'];

/**
 * Reads a PASCAL VOC annotation. Elements are found by tag name without regard to order or letter case (`Difficult`
 * is what LabelImg 1.3 wrote); an object with several `<bndbox>` gives one VocObject each; absent or odd numbers are a
 * problem of that object, not of the file. Fails when the text is not well-formed XML or its root is no `<annotation>`.
 */
export function parseVoc(text: string): Result<VocAnnotation, VocError> {
  if (text.length > maxVocLength) {
    return err(vocError('too-large', 'The text is too long for an annotation.', text, 0));
  }
  if (/^\uFEFF?\s*$/.test(text)) return err(vocError('empty', 'The text is empty.', text, 0));
  const document = parseDocument(text);
  if (!document.ok) return document;
  const root = document.value.root;
  if (root?.name.toLowerCase() !== 'annotation') {
    const name = root?.name ?? '';
    const message = `The root element is <${name}>, not <annotation>.`;
    return err(vocError('not-voc', message, text, root?.start ?? 0));
  }
  return ok(annotationOf(root, text));
}

function parseDocument(text: string): Result<XmlDocument, VocError> {
  // A carriage return becomes a space: same length, so offsets hold. The parser's own normalisation copies the whole
  // text for each one, which a long text of line ends would turn into minutes.
  const source = text.includes('\r') ? text.replaceAll('\r', ' ') : text;
  // Entities of a document type are never expanded (no external files, no billion laughs); they stay as written.
  const ignoreUndefinedEntities = source.includes('<!DOCTYPE');
  try {
    return ok(parseXml(source, { includeOffsets: true, ignoreUndefinedEntities }));
  } catch (error) {
    if (error instanceof XmlError) {
      const message = `${(error.message.split(' (line ')[0] ?? '').replaceAll('`', "'")}.`;
      return err(vocError('not-well-formed', message, text, utf16Offset(text, error.pos)));
    }
    if (error instanceof RangeError) {
      return err(vocError('too-deep', 'The elements are nested too deeply.', text, 0));
    }
    throw error;
  }
}

/** The parser counts characters, VS Code UTF-16 units. */
function utf16Offset(text: string, characters: number): number {
  let offset = 0;
  for (let i = 0; i < characters && offset < text.length; i++) {
    offset += (text.codePointAt(offset) ?? 0) > 0xffff ? 2 : 1;
  }
  return offset;
}

function annotationOf(root: XmlElement, text: string): VocAnnotation {
  return {
    folder: textOf(child(root, 'folder')),
    filename: textOf(child(root, 'filename')),
    path: textOf(child(root, 'path')),
    verified: root.attributes['verified'] === 'yes',
    sizePx: sizeOf(child(root, 'size')),
    objects: children(root, 'object').flatMap((object) => objectsOf(object, text)),
  };
}

function sizeOf(size: XmlElement | undefined): VocSize | undefined {
  if (!size) return undefined;
  return {
    width: numberOf(child(size, 'width')),
    height: numberOf(child(size, 'height')),
    depth: numberOf(child(size, 'depth')),
  };
}

function objectsOf(object: XmlElement, text: string): VocObject[] {
  const boxes = children(object, 'bndbox');
  const name = child(object, 'name');
  const common = {
    label: textOf(name),
    truncated: flagOf(child(object, 'truncated')),
    difficult: flagOf(child(object, 'difficult')),
    range: { start: object.start, end: object.end },
    labelRange: name && contentRange(name, text),
  };
  if (boxes.length === 0) {
    const box: VocBox = { kind: 'problem', problem: { kind: 'no-bndbox' } };
    return [{ ...common, box, boxRange: undefined, numberRanges: {} }];
  }
  return boxes.map((bndbox) => ({
    ...common,
    box: boxOf(bndbox),
    boxRange: { start: bndbox.start, end: bndbox.end },
    numberRanges: numberRangesOf(bndbox, text),
  }));
}

function boxOf(bndbox: XmlElement): VocBox {
  const missing = fields.filter((field) => textOf(child(bndbox, field)) === '');
  if (missing.length > 0) {
    return { kind: 'problem', problem: { kind: 'missing', fields: missing } };
  }
  const odd = fields.filter((field) => numberOf(child(bndbox, field)) === undefined);
  if (odd.length > 0) return { kind: 'problem', problem: { kind: 'not-a-number', fields: odd } };
  const value = (field: BoxField): number => numberOf(child(bndbox, field)) ?? NaN;
  const boxPx: BoxPx = {
    xMinPx: value('xmin'),
    yMinPx: value('ymin'),
    xMaxPx: value('xmax'),
    yMaxPx: value('ymax'),
  };
  return { kind: 'box', boxPx };
}

function numberRangesOf(bndbox: XmlElement, text: string): VocObject['numberRanges'] {
  const ranges: Partial<Record<BoxField, TextRange>> = {};
  for (const field of fields) {
    const element = child(bndbox, field);
    if (element) ranges[field] = contentRange(element, text);
  }
  return ranges;
}

/** The trimmed content of a leaf; of an empty leaf the place between its tags; of `<x/>` the element itself. */
function contentRange(element: XmlElement, text: string): TextRange {
  const texts = element.children.filter((node) => node instanceof XmlText);
  const first = texts[0];
  const last = texts[texts.length - 1];
  if (!first || !last) return emptyContentRange(element, text);
  const raw = text.slice(first.start, last.end);
  const trimmed = raw.trim();
  if (trimmed === '') return { start: first.start, end: last.end };
  const start = first.start + raw.indexOf(trimmed);
  return { start, end: start + trimmed.length };
}

function emptyContentRange(element: XmlElement, text: string): TextRange {
  const { start, end } = element;
  if (text.slice(start, end).endsWith('/>')) return { start, end };
  const at = text.lastIndexOf('</', end);
  return { start: at, end: at };
}

function children(parent: XmlElement, name: string): XmlElement[] {
  return parent.children.filter(
    (node): node is XmlElement => node instanceof XmlElement && node.name.toLowerCase() === name,
  );
}

function child(parent: XmlElement, name: string): XmlElement | undefined {
  return children(parent, name)[0];
}

function textOf(element: XmlElement | undefined): string {
  return element?.text.trim() ?? '';
}

/** A decimal number; "286.0" and " 286 " are, "0x11E", "286,5", "Infinity" and "12px" are not. */
function numberOf(element: XmlElement | undefined): number | undefined {
  const text = textOf(element);
  if (text.length > 40 || !/^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?$/.test(text)) {
    return undefined;
  }
  const value = Number(text);
  return Number.isFinite(value) ? value : undefined;
}

function flagOf(element: XmlElement | undefined): boolean {
  return /^(?:1|true|yes)$/i.test(textOf(element));
}
