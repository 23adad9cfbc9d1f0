import { describe, expect, it } from 'vitest';
import { ctPresets } from '../../../src/core/pixels/voiPresets';

describe('ctPresets', () => {
  it('are the agreed windows, the two of the collection first', () => {
    expect(ctPresets.map(({ id, width, center }) => `${id} W${width} L${center}`)).toEqual([
      'mediastinum W350 L40',
      'lung W1400 L-700',
      'lung-wide W1500 L-400',
      'lung-1500 W1500 L-600',
      'soft-tissue W400 L40',
      'bone W2500 L480',
      'brain W80 L40',
      'liver W150 L90',
      'visualization-tools W2040 L-4',
    ]);
  });
});
