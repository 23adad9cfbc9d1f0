import type { VoiFunction } from '../pixels/VoiWindow';
import type { InstanceHeader } from './InstanceHeader';

/** A window stored in the file (0028,1050/1051) with its explanation (0028,1055), which may be empty. */
export interface StoredWindow {
  readonly width: number;
  readonly center: number;
  readonly voiFunction: VoiFunction;
  readonly explanation: string;
}

/**
 * The unit of modality values and how far it can be trusted: `file` = Rescale Type or Units says so, `standard` =
 * PS3.3 C.8.2.1 promises it (CT, ORIGINAL, not LOCALIZER), `assumed` = neither does and `why` says what is missing.
 * `none`: the pixels are colours or have no physical meaning.
 */
export type ValueUnit =
  | { readonly kind: 'unit'; readonly unit: string; readonly source: 'file' | 'standard' }
  | {
      readonly kind: 'unit';
      readonly unit: string;
      readonly source: 'assumed';
      readonly why: string;
    }
  | { readonly kind: 'none'; readonly why: string };

/**
 * What the viewer needs to know about one frame of a DICOM file besides the pixels: the header and the display
 * attributes. Plane, spacing, slice thickness, windows, function, unit and laterality are those of that very frame
 * (PS3.3 C.7.6.16), the rest is the file's.
 */
export interface ImageFacts {
  readonly header: InstanceHeader;
  readonly patientName: string;
  readonly windows: readonly StoredWindow[];
  /** The file's VOI LUT Function, LINEAR when it names none; presets and dragged windows use it too. */
  readonly voiFunction: VoiFunction;
  readonly unit: ValueUnit;
  readonly rows: number;
  readonly columns: number;
  /** At least 1; bounded by what the file can hold: see boundedFrameCount. */
  readonly numberOfFrames: number;
  /** A secondary capture, by its SOP class: no unit, no HU, whatever Modality says. */
  readonly isCapture: boolean;
  /** Patient Position (0018,5100), Image or Frame Laterality, Body Part Examined; empty when absent. */
  readonly patientPosition: string;
  readonly laterality: string;
  readonly bodyPart: string;
  /** KVP (0018,0060), in kV. */
  readonly tubeVoltageKv: number | undefined;
}
