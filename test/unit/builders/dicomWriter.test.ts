import dicomParser from 'dicom-parser';
import { describe, expect, it } from 'vitest';
import { transferSyntaxes, writeDicom } from '../../builders/dicomWriter';
import { undefinedLengthSequence } from '../../builders/elements';
import { uid } from '../../builders/uid';

const parse = (bytes: Uint8Array): dicomParser.DataSet => dicomParser.parseDicom(bytes);

const elements = {
  SOPClassUID: '1.2.840.10008.5.1.4.1.1.2',
  SOPInstanceUID: uid('one'),
  PatientID: 'odd',
  Rows: 2,
  Columns: 3,
  PixelPaddingValue: -2000,
  WindowCenter: [40, -600],
  ReferencedStudySequence: [{ CodeValue: 'first' }, { CodeValue: 'second' }],
  '(0013,0010) LO': 'CTP',
  '(0013,1010) LO': 'Lung-PET-CT-Dx',
  '(0018,9305) FD': 0.6,
  PixelData: new Uint16Array([1, 2, 3, 256, 65535, 0]),
} as const;

const native = Object.entries(transferSyntaxes).filter(([name]) => !name.startsWith('deflated'));

describe('the DICOM writer', () => {
  it.each(native)(
    'writes %s so that an independent parser reads every value',
    (_, transferSyntaxUid) => {
      const dataSet = parse(writeDicom({ elements, transferSyntaxUid }));
      expect(dataSet.string('x00020010')).toBe(transferSyntaxUid);
      expect(dataSet.string('x00080018')).toBe(uid('one'));
      expect(dataSet.string('x00100020')).toBe('odd');
      expect(dataSet.uint16('x00280010')).toBe(2);
      expect(dataSet.int16('x00280120')).toBe(-2000);
      expect(dataSet.string('x00281050')).toBe('40\\-600');
      expect(dataSet.string('x00131010')).toBe('Lung-PET-CT-Dx');
      expect(dataSet.double('x00189305')).toBe(0.6);
      const items = dataSet.elements['x00081110']?.items ?? [];
      expect(items.map((item) => item.dataSet?.string('x00080100'))).toEqual(['first', 'second']);
      const pixels = [0, 1, 2, 3, 4, 5].map((index) => dataSet.uint16('x7fe00010', index));
      expect(pixels).toEqual([1, 2, 3, 256, 65535, 0]);
    },
  );

  it('writes a deflated data set behind plain file meta information', () => {
    const bytes = writeDicom({
      elements,
      transferSyntaxUid: transferSyntaxes.deflatedExplicitLittleEndian,
    });
    // dicom-parser inflates with node's zlib, and then copies with what only a Buffer has.
    expect(parse(Buffer.from(bytes)).string('x00100020')).toBe('odd');
  });

  it.each(['defined', 'undefined'] as const)(
    'writes nested sequences of undefined length, items %s',
    (itemLength) => {
      for (const [, transferSyntaxUid] of native) {
        const nested = undefinedLengthSequence([{ CodeValue: 'inner' }], itemLength);
        const dataSet = parse(
          writeDicom({
            transferSyntaxUid,
            elements: {
              // dicom-parser reads the first element as little endian and trips over a big endian sequence there.
              Modality: 'PT',
              RadiopharmaceuticalInformationSequence: undefinedLengthSequence(
                [{ RadionuclideCodeSequence: nested, RadionuclideTotalDose: 5 }],
                itemLength,
              ),
              PixelData: new Uint16Array([7]),
            },
          }),
        );
        const item = dataSet.elements['x00540016']?.items?.[0]?.dataSet;
        expect(item?.string('x00181074')).toBe('5');
        expect(item?.elements['x00540300']?.items?.[0]?.dataSet?.string('x00080100')).toBe('inner');
        expect(dataSet.uint16('x7fe00010')).toBe(7);
      }
    },
  );

  it('writes encapsulated fragments with their offset table, each of even length', () => {
    const bytes = writeDicom({
      transferSyntaxUid: '1.2.840.10008.1.2.4.70',
      elements: {
        PixelData: {
          offsetTable: [0, 12],
          fragments: [new Uint8Array([1, 2, 3]), new Uint8Array([4, 5])],
        },
      },
    });
    const element = parse(bytes).elements['x7fe00010'];
    expect(element?.encapsulatedPixelData).toBe(true);
    expect(element?.basicOffsetTable).toEqual([0, 12]);
    expect(element?.fragments?.map((fragment) => fragment.length)).toEqual([4, 2]);
    const start = element?.fragments?.[0]?.position ?? 0;
    expect([...bytes.subarray(start, start + 4)]).toEqual([1, 2, 3, 0]);
  });

  it('pads UIDs with a null and text with a space', () => {
    const bytes = writeDicom({
      elements: { SOPInstanceUID: '1.2', PatientID: 'odd' },
      container: 'data-set',
    });
    expect([...bytes.subarray(8, 12)].map((code) => String.fromCharCode(code)).join('')).toBe(
      '1.2\0',
    );
    expect(Buffer.from(bytes.subarray(-4)).toString('latin1')).toBe('odd ');
  });

  it('writes elements in the order of their tags and leaves out what is undefined', () => {
    const dataSet = parse(
      writeDicom({ elements: { Rows: 1, Modality: 'CT', PatientID: undefined, PatientName: '' } }),
    );
    expect(Object.keys(dataSet.elements).filter((tag) => !tag.startsWith('x0002'))).toEqual([
      'x00080060',
      'x00100010',
      'x00280010',
    ]);
    expect(dataSet.elements['x00100010']?.length).toBe(0);
  });

  it('can leave out the preamble, or the whole file meta information', () => {
    const withoutPreamble = writeDicom({ elements, container: 'no-preamble' });
    expect([...withoutPreamble.subarray(0, 4)]).toEqual([2, 0, 0, 0]);
    const dataSetOnly = writeDicom({ elements: { Modality: 'CT' }, container: 'data-set' });
    expect(Buffer.from(dataSetOnly).toString('latin1')).toBe('\x08\x00\x60\x00CS\x02\x00CT');
  });

  it('states the length of each group when asked', () => {
    const dataSet = parse(
      writeDicom({ elements: { Modality: 'CT', Rows: 1, Columns: 1 }, groupLengths: true }),
    );
    expect(dataSet.uint32('x00080000')).toBe(10);
    expect(dataSet.uint32('x00280000')).toBe(20);
  });

  it('refuses a text that does not fit into a short element', () => {
    expect(() => writeDicom({ elements: { PatientID: 'x'.repeat(70_000) } })).toThrow(/fit/);
  });
});
