import { describe, expect, it } from 'vitest';
import { hasNativePixels, transferSyntaxOf } from '../../../src/core/dicom/transferSyntax';

describe('transferSyntaxOf', () => {
  it.each([
    ['1.2.840.10008.1.2', false, true, false, false],
    ['1.2.840.10008.1.2.1', true, true, false, false],
    ['1.2.840.10008.1.2.1.99', true, true, false, true],
    ['1.2.840.10008.1.2.2', true, false, false, false],
    ['1.2.840.10008.1.2.4.80', true, true, true, false],
    ['1.2.840.10008.1.2.5', true, true, true, false],
    ['1.2.840.10008.1.2.4.95', true, true, false, true],
  ])('knows how %s is written', (uid, explicitVr, littleEndian, encapsulated, deflated) => {
    const written = { encoding: { explicitVr, littleEndian }, encapsulated, deflated };
    expect(transferSyntaxOf(uid)).toMatchObject(written);
  });

  it('names what it cannot decode', () => {
    expect(transferSyntaxOf('1.2.840.10008.1.2.4.201')?.name).toBe(
      'High-Throughput JPEG 2000 (Lossless Only)',
    );
  });

  it('knows no private syntaxes', () => {
    expect(transferSyntaxOf('1.2.840.113619.5.2')).toBeUndefined();
  });

  it.each([
    ['1.2.840.10008.1.2.2', true],
    ['1.2.840.10008.1.2.1.99', true],
    ['1.2.840.10008.1.2.4.90', false],
    ['1.2.840.10008.1.2.4.94', false],
  ])('says whether the pixels of %s stand in the file as they are', (uid, isNative) => {
    const syntax = transferSyntaxOf(uid);
    expect(syntax && hasNativePixels(syntax)).toBe(isNative);
  });
});
