import type { PictureMessage, SliceRef } from '../../src/protocol/viewer';
import { probe } from '../../src/core/pixels/probe';
import type { Place } from './SeriesPlaces';
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
      // 100 % is one pixel of the image to one of the display, whatever a CSS pixel is.
      `${columns} × ${rows}  ${Math.round(zoom * window.devicePixelRatio * 100)} %`,
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

/** Number and position of what is on the screen, and beside it where the page is going when that takes its time. */
function placeLines(model: ViewerModel): string[] {
  const place = model.place(model.shownKey);
  const picture = model.picture;
  if (!picture) return [];
  const wanted = model.late ? model.place() : undefined;
  const arrow = wanted ? `→ ${wanted.number}${otherPhase(place, wanted)}` : '';
  const number = place ? `${place.number} / ${place.of}` : '';
  const lines = [[number, arrow].filter((part) => part !== '').join(' ')];
  if (place && place.phases > 1) lines.push(`Phase ${place.phase} of ${place.phases}`);
  if (place) lines.push(positionText(place.slice));
  if (model.isLost) lines.push('No longer in the series');
  if (model.series?.partial) lines.push('Looking for more slices…');
  if (picture.slice.rowsPresent < picture.slice.rows) {
    lines.push(`Only ${picture.slice.rowsPresent} of ${picture.slice.rows} rows are in the file`);
  }
  return lines.filter((line) => line !== '');
}

function otherPhase(from: Place | undefined, to: Place): string {
  return to.phases > 1 && to.phase !== from?.phase ? `, phase ${to.phase}` : '';
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
