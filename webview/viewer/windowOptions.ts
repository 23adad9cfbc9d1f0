import { ctPresets } from '../../src/core/pixels/voiPresets';
import type { VoiSelection } from '../../src/protocol/viewer';
import { isHounsfield } from './resolveVoi';
import { shortNumber } from './shortNumber';
import type { ViewerModel } from './ViewerModel';

/** The windows that apply to the picture on the screen: the file's own first. */
export function windowOptions(
  model: ViewerModel,
): readonly { readonly label: string; readonly selection: VoiSelection }[] {
  const picture = model.picture;
  if (!picture || picture.frame.kind === 'colour') {
    return [{ label: 'Colour', selection: { kind: 'whole' } }];
  }
  const stored = picture.slice.windows.map((window, index) => ({
    label: `${window.explanation || 'File'}: W ${shortNumber(window.width)} L ${shortNumber(window.center)}`,
    selection: { kind: 'file', index } as const,
  }));
  const presets = isHounsfield(picture.slice)
    ? ctPresets.map(({ id, name, width, center }) => ({
        label: `${name}: W ${width} L ${shortNumber(center)}`,
        selection: { kind: 'preset', id } as const,
      }))
    : [];
  const whole = { label: 'Whole range', selection: { kind: 'whole' } as const };
  const current = model.voi;
  const manual =
    current?.selection.kind === 'manual'
      ? [{ label: current.label, selection: current.selection }]
      : [];
  return [...stored, ...presets, whole, ...manual];
}
