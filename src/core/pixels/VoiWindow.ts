/** VOI LUT Function (0028,1056), PS3.3 C.11.2.1.3. */
export type VoiFunction = 'LINEAR' | 'LINEAR_EXACT' | 'SIGMOID';

/**
 * Which modality values become which grey. A window has width and centre and a function; a range runs from black
 * to white and always means LINEAR_EXACT (so that SUV 0-5 is white at 5). Numbers are in the frame's modality unit.
 */
export type VoiWindow =
  | {
      readonly kind: 'window';
      readonly width: number;
      readonly center: number;
      readonly voiFunction: VoiFunction;
    }
  | { readonly kind: 'range'; readonly from: number; readonly to: number };
