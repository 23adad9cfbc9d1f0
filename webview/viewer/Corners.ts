import type { PictureMessage, SliceRef } from '../../src/protocol/viewer';
import { probe } from '../../src/core/pixels/probe';
import type { Stage } from './Stage';
import type { ViewerModel } from './ViewerModel';

/** The texts in the corners of the picture and the orientation letters at its edges. */
export class Corners {
  /** Pointer position on the stage in CSS pixels; undefined when it is elsewhere. */
  pointer: readonly [number, number] | undefined;
  private readonly corner: Record<
    'topLeft' | 'topRight' | 'bottomLeft' | 'bottomRight',
    HTMLElement
  >;
  private readonly letter: Record<'left' | 'right' | 'top' | 'bottom', HTMLElement>;

  constructor(
    private readonly model: ViewerModel,
    private readonly stage: Stage,
  ) {
    this.corner = {
      topLeft: this.add('corner top left', 'corner-series'),
      topRight: this.add('corner top right', 'corner-place'),
      bottomLeft: this.add('corner bottom left', 'corner-window'),
      bottomRight: this.add('corner bottom right', 'corner-probe'),
    };
    this.letter = {
      left: this.add('letter left', 'letter-left'),
      right: this.add('letter right', 'letter-right'),
      top: this.add('letter top', 'letter-top'),
      bottom: this.add('letter bottom', 'letter-bottom'),
    };
  }

  draw(): void {
    const picture = this.model.picture;
    setText(this.corner.topLeft, picture ? headLines(picture) : []);
    setText(this.corner.topRight, placeLines(this.model));
    setText(this.corner.bottomLeft, picture ? this.windowLines(picture) : []);
    this.drawProbe();
    for (const side of ['left', 'right', 'top', 'bottom'] as const) {
      setText(this.letter[side], [picture?.slice.letters[side] ?? '']);
    }
  }

  drawProbe(): void {
    const picture = this.model.picture;
    setText(this.corner.bottomRight, picture ? [this.probeLine(picture)] : []);
  }

  private probeLine(picture: PictureMessage): string {
    const transform = this.stage.transform();
    if (!this.pointer || !transform) return '';
    const column = Math.floor((this.pointer[0] - transform.offsetX) / transform.scaleX);
    const row = Math.floor((this.pointer[1] - transform.offsetY) / transform.scaleY);
    const { rows, columns } = picture.slice;
    if (column < 0 || row < 0 || column >= columns || row >= rows) return '';
    return `x ${column}  y ${row}  ${valueText(picture, column, row)}`;
  }

  private windowLines(picture: PictureMessage): string[] {
    const zoom = this.stage.transform()?.scaleX ?? 1;
    const { rows, columns } = picture.slice;
    return [
      this.model.voi?.label ?? 'Colour, no window',
      `${columns} × ${rows}  ${Math.round(zoom * 100)} %`,
    ];
  }

  private add(className: string, id: string): HTMLElement {
    const element = document.createElement('div');
    element.className = className;
    element.id = id;
    this.stage.element.append(element);
    return element;
  }
}

function headLines({ slice }: PictureMessage): string[] {
  return [slice.patientLine, slice.studyLine, slice.seriesLine].filter((line) => line !== '');
}

function placeLines(model: ViewerModel): string[] {
  const place = model.place();
  const picture = model.picture;
  if (!place || !picture) return [];
  const lines = [`${place.number} / ${place.of}`];
  if (place.phases > 1) lines.push(`Phase ${place.phase} of ${place.phases}`);
  lines.push(positionText(place.slice));
  if (picture.slice.rowsPresent < picture.slice.rows) {
    lines.push(`Only ${picture.slice.rowsPresent} of ${picture.slice.rows} rows are in the file`);
  }
  return lines.filter((line) => line !== '');
}

/** A slice's position to a tenth of a millimetre: patient z, or the distance along an oblique stack's normal. */
export function positionText({ positionMm, positionKind }: SliceRef): string {
  if (positionMm === undefined) return '';
  const text = `${positionMm.toFixed(1).replace('-', '−')} mm`;
  return positionKind === 'z' ? `z ${text}` : `${text} along the normal`;
}

/** The value under the pointer with its unit. */
function valueText(picture: PictureMessage, column: number, row: number): string {
  const reading = probe(picture.frame, column, row);
  switch (reading.kind) {
    case 'padding':
      return 'padding';
    case 'colour':
      return `RGB ${reading.red} ${reading.green} ${reading.blue}`;
    case 'value': {
      const { unit } = picture.slice;
      const value = formatValue(reading.modality);
      if (unit.kind === 'none') return value;
      return `${value} ${unit.unit}${unit.source === 'assumed' ? ', assumed' : ''}`;
    }
  }
}

function formatValue(value: number): string {
  const text = Number.isInteger(value) ? String(value) : value.toPrecision(5);
  return text.replace('-', '−');
}

function setText(element: HTMLElement, lines: readonly string[]): void {
  const text = lines.join('\n');
  if (element.textContent !== text) element.textContent = text;
}
