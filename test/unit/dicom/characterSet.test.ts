import { describe, expect, it } from 'vitest';
import { textReaderFor } from '../../../src/core/dicom/characterSet';

function bytes(...parts: (string | number)[]): Uint8Array {
  return Uint8Array.from(
    parts.flatMap((part) => (typeof part === 'number' ? [part] : [...Buffer.from(part, 'latin1')])),
  );
}

const ESC = 0x1b;

describe('textReaderFor', () => {
  // The examples of PS3.5 annexes H, I, J and K, byte by byte, and one per single-byte set.
  it.each([
    ['no set', '', bytes('Buc^J', 0xe9, 'r', 0xf4, 'me'), 'Buc^Jérôme'],
    ['ISO_IR 100', 'ISO_IR 100', bytes(0xc4, 'neas^R', 0xfc, 'diger'), 'Äneas^Rüdiger'],
    ['ISO_IR 101', 'ISO_IR 101', bytes('Wa', 0xb3, 0xea, 'sa'), 'Wałęsa'],
    ['ISO_IR 126', 'ISO_IR 126', bytes(0xc4, 0xe9, 0xef, 0xed), 'Διον'],
    ['ISO_IR 127', 'ISO_IR 127', bytes(0xe2, 0xc8, 0xc7), 'قبا'],
    ['ISO_IR 138', 'ISO_IR 138', bytes(0xf9, 0xf8, 0xe5, 0xef), 'שרון'],
    ['ISO_IR 144', 'ISO_IR 144', bytes(0xbb, 0xee, 0xda), 'Люк'],
    ['ISO_IR 148', 'ISO_IR 148', bytes(0xd0, 0xfe), 'Ğş'],
    ['ISO_IR 166', 'ISO_IR 166', bytes(0xa1, 0xd2), 'กา'],
    ['ISO_IR 13', 'ISO_IR 13', bytes(0xd4, 0xcf, 0xc0, 0xde, '^', 0xc0, 0xdb, 0xb3), 'ﾔﾏﾀﾞ^ﾀﾛｳ'],
    ['ISO_IR 192', 'ISO_IR 192', bytes('Wang=', 0xe7, 0x8e, 0x8b), 'Wang=王'],
    ['GB18030', 'GB18030', bytes('Wang=', 0xcd, 0xf5, '^', 0xd0, 0xa1, 0xb6, 0xab), 'Wang=王^小东'],
    [
      'ISO 2022 IR 87',
      '\\ISO 2022 IR 87',
      bytes('Yamada=', ESC, '$B;3ED', ESC, '(B^', ESC, '$BB@O:', ESC, '(B'),
      'Yamada=山田^太郎',
    ],
    [
      'ISO 2022 IR 13 and 87',
      'ISO 2022 IR 13\\ISO 2022 IR 87',
      bytes(0xd4, 0xcf, '=', ESC, '$B;3ED', ESC, '(J^', ESC, '$BB@O:', ESC, '(J'),
      'ﾔﾏ=山田^太郎',
    ],
    [
      'ISO 2022 IR 149',
      '\\ISO 2022 IR 149',
      bytes('Hong=', ESC, '$)C', 0xfb, 0xf3, '^', ESC, '$)C', 0xd1, 0xce, 0xd4, 0xd7),
      'Hong=洪^吉洞',
    ],
    [
      'ISO 2022 IR 58',
      '\\ISO 2022 IR 58',
      bytes('Zhang=', ESC, '$)A', 0xd5, 0xc5, '^', ESC, '$)A', 0xd0, 0xa1, 0xb6, 0xab),
      'Zhang=张^小东',
    ],
    [
      'ISO 2022 IR 100 and 144',
      'ISO 2022 IR 100\\ISO 2022 IR 144',
      bytes('J', 0xe9, 'r^', ESC, '-L', 0xbb, 0xee, '=J', 0xe9),
      'Jér^Лю=Jé',
    ],
  ])('decodes %s', (_name, characterSet, text, expected) => {
    expect(textReaderFor(characterSet)(text)).toBe(expected);
  });

  it('keeps a backslash that is the second byte of a character', () => {
    // 0x815C is one character of GB18030; PS3.5 6.1.2.3 splits values only after decoding.
    expect(textReaderFor('GB18030')(bytes(0x81, 0x5c))).toHaveLength(1);
  });

  it('reads an unknown set as Latin 1, and an unfinished escape sequence without failing', () => {
    expect(textReaderFor('KLINGON')(bytes('J', 0xe9))).toBe('Jé');
    expect(textReaderFor('\\ISO 2022 IR 87')(bytes('A', ESC, '$B;'))).toMatch(/^A/);
  });
});
