import { inflateRawSync } from 'node:zlib';
import * as dicomParser from 'dicom-parser';
import type { DataSet } from 'dicom-parser';
import type { InstanceHeader } from '../../../src/core/dicom/InstanceHeader';

/** The header as dicom-parser's reading gives it, plainly put together: the oracle of the scanner. */
export type OracleHeader = Omit<InstanceHeader, 'plane'> & {
  readonly position: readonly number[] | undefined;
  readonly orientation: readonly number[] | undefined;
};

/** A data set read by dicom-parser, with what was put before the file's own bytes to make dicom-parser take it. */
export interface OracleReading {
  readonly dataSet: DataSet;
  readonly shift: number;
  /** As the file itself says. */
  readonly transferSyntaxUid: string;
}

const DEFLATED = '1.2.840.10008.1.2.1.99';

/**
 * Reads a file with dicom-parser up to the pixel data; undefined when that throws. dicom-parser insists on a preamble
 * and on a transfer syntax, so bare meta information and bare data sets get them, and deflated files are inflated first.
 */
export function readByDicomParser(file: Uint8Array): OracleReading | undefined {
  for (const bytes of [file, ...wrappings(file)]) {
    const dataSet = attempt(bytes);
    const shift = bytes.length - file.length;
    // A shift other than a preamble means that meta information was made up.
    const transferSyntaxUid = shift === 0 || shift === 132 ? dataSet?.string('x00020010') : '';
    if (dataSet) return { dataSet, shift, transferSyntaxUid: transferSyntaxUid ?? '' };
  }
  const inflated = inflatedInPlace(file);
  const dataSet = inflated && attempt(inflated);
  return dataSet && { dataSet, shift: 0, transferSyntaxUid: DEFLATED };
}

function attempt(bytes: Uint8Array): DataSet | undefined {
  try {
    return dicomParser.parseDicom(bytes, { untilTag: 'x7fe00010' });
  } catch {
    return undefined;
  }
}

function wrappings(file: Uint8Array): Buffer[] {
  const head = Buffer.concat([Buffer.alloc(128), Buffer.from('DICM')]);
  if (file[0] === 2) return [Buffer.concat([head, file])];
  if (file[0] !== 8) return [];
  const isExplicit = /[A-Z]{2}/.test(String.fromCharCode(file[4] ?? 0, file[5] ?? 0));
  const uid = isExplicit ? '1.2.840.10008.1.2.1\0' : '1.2.840.10008.1.2\0';
  const element = Buffer.concat([
    Buffer.from([2, 0, 0x10, 0, 0x55, 0x49, uid.length, 0]),
    Buffer.from(uid),
  ]);
  return [Buffer.concat([head, element, file])];
}

/** The file with its data set inflated in place; the transfer syntax is rewritten to explicit little endian. */
function inflatedInPlace(file: Uint8Array): Uint8Array | undefined {
  const start = Buffer.from(file).indexOf(DEFLATED, 0, 'latin1');
  if (start < 0) return undefined;
  try {
    const meta = dicomParser.readPart10Header(file) as DataSet & { position: number };
    const head = Buffer.from(file.subarray(0, meta.position));
    head.write('1.2.840.10008.1.2.1\0\0\0', start, 'latin1');
    return Buffer.concat([head, inflateRawSync(file.subarray(meta.position))]);
  } catch {
    return undefined;
  }
}

function decimals(dataSet: DataSet | undefined, tag: string, count: number): number[] | undefined {
  const values = (dataSet?.string(tag) ?? '').split('\\').map((value) => Number.parseFloat(value));
  return values.length === count && values.every(Number.isFinite) ? values : undefined;
}

/** First item of a functional group: the first frame's own, else the shared one. */
function group(dataSet: DataSet, tag: string): DataSet | undefined {
  const inFirstItem = (sequence: string): DataSet | undefined =>
    dataSet.elements[sequence]?.items?.[0]?.dataSet?.elements[tag]?.items?.[0]?.dataSet;
  return inFirstItem('x52009230') ?? inFirstItem('x52009229');
}

/** Only whole decimal numbers: dicom-parser itself would take `12abc` for 12. */
function number(dataSet: DataSet | undefined, tag: string): number | undefined {
  const text = dataSet?.string(tag, 0) ?? '';
  return /^[-+.0-9eE]+$/.test(text) ? Number(text) : undefined;
}

function integer(dataSet: DataSet, tag: string): number | undefined {
  const value = number(dataSet, tag);
  return Number.isInteger(value) ? value : undefined;
}

function spacing(dataSet: DataSet): OracleHeader['pixelSpacingMm'] {
  const values =
    decimals(group(dataSet, 'x00289110'), 'x00280030', 2) ?? decimals(dataSet, 'x00280030', 2);
  const [betweenRowsMm = 0, betweenColumnsMm = 0] = values ?? [];
  return betweenRowsMm > 0 && betweenColumnsMm > 0
    ? { betweenRowsMm, betweenColumnsMm }
    : undefined;
}

function pixelDataOffset({ dataSet, shift }: OracleReading): number | undefined {
  const { elements } = dataSet;
  const pixels = elements['x7fe00008'] ?? elements['x7fe00009'] ?? elements['x7fe00010'];
  // The value starts 8 bytes after the tag in implicit files, 12 in explicit ones.
  return pixels && pixels.dataOffset - (pixels.vr ? 12 : 8) - shift;
}

/** What dicom-parser reads in a file, in the shape of InstanceHeader. */
export function headerByDicomParser(reading: OracleReading): OracleHeader {
  const { dataSet, transferSyntaxUid } = reading;
  const text = (tag: string): string => dataSet.string(tag) ?? '';
  return {
    transferSyntaxUid,
    sopClassUid: text('x00080016') || text('x00020002'),
    sopInstanceUid: text('x00080018') || text('x00020003'),
    studyInstanceUid: text('x0020000d'),
    seriesInstanceUid: text('x0020000e'),
    frameOfReferenceUid: text('x00200052'),
    patientId: text('x00100020'),
    studyDate: text('x00080020'),
    studyDescription: text('x00081030'),
    seriesDescription: text('x0008103e'),
    seriesDate: text('x00080021'),
    modality: text('x00080060'),
    manufacturer: text('x00080070'),
    convolutionKernel: text('x00181210'),
    imageType: text('x00080008'),
    acquisitionDate: text('x00080022'),
    acquisitionTime: text('x00080032'),
    seriesNumber: integer(dataSet, 'x00200011'),
    instanceNumber: integer(dataSet, 'x00200013'),
    acquisitionNumber: integer(dataSet, 'x00200012'),
    temporalPositionIdentifier: integer(dataSet, 'x00200100'),
    echoTimeMs: number(dataSet, 'x00180081'),
    position:
      decimals(group(dataSet, 'x00209113'), 'x00200032', 3) ?? decimals(dataSet, 'x00200032', 3),
    orientation:
      decimals(group(dataSet, 'x00209116'), 'x00200037', 6) ?? decimals(dataSet, 'x00200037', 6),
    pixelSpacingMm: spacing(dataSet),
    sliceThicknessMm:
      number(group(dataSet, 'x00289110'), 'x00180050') ?? number(dataSet, 'x00180050'),
    rows: dataSet.uint16('x00280010'),
    columns: dataSet.uint16('x00280011'),
    samplesPerPixel: dataSet.uint16('x00280002'),
    numberOfFrames: integer(dataSet, 'x00280008'),
    photometricInterpretation: text('x00280004'),
    pixelDataOffset: pixelDataOffset(reading),
  };
}
