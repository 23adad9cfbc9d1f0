import * as vscode from 'vscode';
import { assertNever } from '../../core/assertNever';
import { decodeXmlText } from '../../core/annotations/decodeXmlText';
import { isBoxDegenerate, isBoxOutside } from '../../core/annotations/boxGeometry';
import {
  histologyClassOfLabel,
  histologyClassOfPatient,
} from '../../core/annotations/HistologyRule';
import type { HistologyRule } from '../../core/annotations/HistologyRule';
import type { TextRange } from '../../core/annotations/TextRange';
import type { BoxProblem, VocObject } from '../../core/annotations/VocAnnotation';
import { parseVoc } from '../../core/annotations/vocXml';
import type { BoxView, SliceBoxes } from '../../protocol/viewer';
import type { StepTimer } from '../log/StepTimer';
import type { AnnotationFile } from './AnnotationFiles';

/** A box on the screen and the place in the text it comes from. */
export interface PlacedBox {
  readonly view: BoxView;
  readonly uri: vscode.Uri;
  readonly range: TextRange;
  /** Which object of the text it is, from 0. */
  readonly index: number;
}

/** The image the boxes lie on, as far as it is known. */
export interface BoxContext {
  readonly patientId: string;
  readonly rows: number | undefined;
  readonly columns: number | undefined;
  readonly rule: HistologyRule;
  readonly steps: StepTimer;
}

const unknownLabelColour = '#ffffff';

/** Reads the boxes of several files; a file that cannot be read becomes a sentence, the others are still drawn. */
export async function readBoxes(
  files: readonly AnnotationFile[],
  context: BoxContext,
): Promise<{ placed: PlacedBox[]; problems: string[] }> {
  const placed: PlacedBox[] = [];
  const problems: string[] = [];
  for (const file of files) {
    const text = await readText(file.uri);
    if (text === undefined) {
      problems.push(vscode.l10n.t('The annotation in {0} cannot be read.', file.folderName));
      continue;
    }
    const parsed = context.steps.time('parse VOC', () => parseVoc(text));
    if (!parsed.ok) {
      const { line, column, message } = parsed.error;
      problems.push(
        vscode.l10n.t('{0}, line {1}, column {2}: {3}', file.folderName, line, column, message),
      );
      continue;
    }
    for (const [i, object] of parsed.value.objects.entries()) {
      const result = placeBox(file, i, object, context);
      if ('problem' in result) problems.push(result.problem);
      else placed.push(result);
    }
  }
  return { placed, problems };
}

/** The snapshot the page draws. */
export function sliceBoxes(
  sopInstanceUid: string,
  read: { placed: readonly PlacedBox[]; problems: readonly string[] },
  complete: boolean,
): SliceBoxes {
  const boxes = read.placed.map(({ view }) => view);
  return { sopInstanceUid, boxes, problems: read.problems, complete };
}

/** The text as it stands in the editor when the file is open there, else on disk; undefined when it cannot be read. */
async function readText(uri: vscode.Uri): Promise<string | undefined> {
  const key = uri.toString();
  const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === key);
  if (open) return open.getText();
  try {
    return decodeXmlText(await vscode.workspace.fs.readFile(uri));
  } catch {
    // Deleted between listing and reading, or no permission: the caller says so in the page.
    return undefined;
  }
}

function placeBox(
  file: AnnotationFile,
  index: number,
  object: VocObject,
  context: BoxContext,
): PlacedBox | { problem: string } {
  if (object.box.kind === 'problem') {
    return { problem: `${file.folderName}: ${problemText(object.label, object.box.problem)}` };
  }
  const histology = histologyClassOfLabel(object.label, context.rule);
  const view: BoxView = {
    id: `${file.uri.toString()}#${index}`,
    label: object.label,
    className: histology?.name ?? '',
    colour: histology?.colour ?? unknownLabelColour,
    ...object.box.boxPx,
    folder: file.folderName,
    note: boxNotes(object, context).join(' '),
  };
  return { view, uri: file.uri, range: object.range, index };
}

/** What the reader must know about a box: it is drawn all the same. */
function boxNotes(object: VocObject, context: BoxContext): string[] {
  if (object.box.kind === 'problem') return [];
  const { t } = vscode.l10n;
  const notes: string[] = [];
  const { rows, columns, rule, patientId } = context;
  if (isBoxDegenerate(object.box.boxPx)) notes.push(t('The box has no area.'));
  if (
    rows !== undefined &&
    columns !== undefined &&
    isBoxOutside(object.box.boxPx, { rows, columns })
  ) {
    notes.push(t('The box reaches outside of the image.'));
  }
  const ofLabel = histologyClassOfLabel(object.label, rule);
  const ofPatient = histologyClassOfPatient(patientId, rule);
  if (!ofLabel) notes.push(t('The label "{0}" names no class.', object.label));
  else if (ofPatient && ofLabel.letter !== ofPatient.letter) {
    notes.push(t('The patient is of class {0}.', ofPatient.letter));
  }
  return notes;
}

function problemText(label: string, problem: BoxProblem): string {
  const { t } = vscode.l10n;
  switch (problem.kind) {
    case 'no-bndbox':
      return t('Object "{0}" has no bndbox.', label);
    case 'missing':
      return t('Object "{0}" lacks {1}.', label, problem.fields.join(', '));
    case 'not-a-number':
      return t('Object "{0}": {1} is not a number.', label, problem.fields.join(', '));
    default:
      return assertNever(problem);
  }
}
