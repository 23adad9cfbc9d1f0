import * as dicomParser from 'dicom-parser';
import type { Result } from '../result';
import { err, ok } from '../result';
import { DataSetView } from './DataSetView';
import type { DicomError } from './DicomError';
import type { Encoding } from './transferSyntax';

/**
 * Takes the data set apart that starts at `offset` of `bytes`, up to and without the value of `untilTag` or the end of
 * the bytes. What dicom-parser throws (strings, its own objects, stack overflows on hostile nesting) becomes `malformed`.
 */
export function parseDataSet(
  bytes: Uint8Array,
  offset: number,
  encoding: Encoding,
  untilTag: number | undefined,
): Result<DataSetView, DicomError> {
  const parser = encoding.littleEndian
    ? dicomParser.littleEndianByteArrayParser
    : dicomParser.bigEndianByteArrayParser;
  try {
    const stream = new dicomParser.ByteStream(parser, bytes, offset);
    const dataSet = new DataSetConstructor(parser, bytes, {});
    const options = { untilTag: untilTag === undefined ? '' : tagName(untilTag) };
    if (encoding.explicitVr) {
      dicomParser.parseDicomDataSetExplicit(dataSet, stream, bytes.length, options);
    } else {
      dicomParser.parseDicomDataSetImplicit(dataSet, stream, bytes.length, options);
    }
    return ok(new DataSetView(dataSet, bytes, encoding));
  } catch (thrown) {
    const detail = typeof thrown === 'string' ? thrown : 'the data set cannot be taken apart';
    return err({ code: 'malformed', offset, detail });
  }
}

function tagName(tag: number): string {
  return `x${tag.toString(16).padStart(8, '0')}`;
}

/** dicom-parser exports this class but its type declarations leave it out as a value. */
const { DataSet: DataSetConstructor } = dicomParser as unknown as {
  DataSet: new (
    parser: dicomParser.ByteArrayParser,
    bytes: Uint8Array,
    elements: Record<string, dicomParser.Element>,
  ) => dicomParser.DataSet;
};
