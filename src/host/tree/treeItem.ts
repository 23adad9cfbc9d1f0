import * as vscode from 'vscode';
import { assertNever } from '../../core/assertNever';
import { seriesTitle, studyTitle } from '../../core/dataset/seriesTitle';
import type { SeriesNode, StudyNode } from '../../core/dataset/DatasetSnapshot';
import { isCaptureClass } from '../../core/dicom/sopClasses';
import { colours, dataCommands } from '../../contributions';
import type { TreeModel } from './TreeModel';
import type { OpenableTreeNode, SeriesTreeNode, SliceTreeNode, TreeNode } from './TreeNode';

const { t } = vscode.l10n;
const { Collapsed, Expanded, None } = vscode.TreeItemCollapsibleState;
const otherColour = '#8a8a8a';

type NodeOf<Kind extends TreeNode['kind']> = Extract<TreeNode, { kind: Kind }>;

/** How a node looks in the tree. */
export function treeItem(node: TreeNode, model: TreeModel): vscode.TreeItem {
  const item = makeItem(node, model);
  item.id = node.id;
  return item;
}

function makeItem(node: TreeNode, model: TreeModel): vscode.TreeItem {
  switch (node.kind) {
    case 'class':
      return classItem(node);
    case 'patient':
      return patientItem(node);
    case 'study':
      return studyItem(node);
    case 'series':
      return node.series.presence === 'found' ? seriesItem(node, model) : missingSeriesItem(node);
    case 'phase':
      return phaseItem(node);
    case 'slice':
      return sliceItem(node);
    default:
      return assertNever(node);
  }
}

function classItem({ group }: NodeOf<'class'>): vscode.TreeItem {
  const { histology, patients } = group;
  const item = new vscode.TreeItem(histology?.name ?? t('Other'), Expanded);
  item.description = joined([count(patients.length, t('patient'), t('patients')), counts(group)]);
  item.iconPath = dot(histology?.colour ?? otherColour);
  item.tooltip = t('{0}: {1}', histology?.name ?? t('Patients of no class'), item.description);
  item.contextValue = 'class';
  return item;
}

function patientItem({ patient }: NodeOf<'patient'>): vscode.TreeItem {
  const { patientId, studies } = patient;
  const item = new vscode.TreeItem(patientId || t('No Patient ID'), Collapsed);
  item.description = counts(patient) || withoutImages(studies);
  item.iconPath = new vscode.ThemeIcon('person');
  item.tooltip = joined(
    [patientId, count(studies.length, t('study'), t('studies')), counts(patient)],
    '\n',
  );
  item.contextValue = 'patient';
  return item;
}

function studyItem({ study }: NodeOf<'study'>): vscode.TreeItem {
  const item = new vscode.TreeItem(studyTitle(study), Expanded);
  item.description = joined([count(study.series.length, t('series'), t('series')), counts(study)]);
  item.iconPath = new vscode.ThemeIcon('calendar');
  item.tooltip = joined(
    [studyTitle(study), counts(study), t('Study Instance UID {0}', study.studyInstanceUid)],
    '\n',
  );
  item.contextValue = 'study';
  return item;
}

function phaseItem(node: NodeOf<'phase'>): vscode.TreeItem {
  const item = new vscode.TreeItem(node.label || t('Phase'), Collapsed);
  const annotatedCount = node.slices.filter((slice) => slice.annotated).length;
  item.description = counts({ imageCount: node.slices.length, annotatedCount });
  item.iconPath = new vscode.ThemeIcon('versions');
  item.contextValue = 'phase';
  item.command = openCommand(node);
  return item;
}

/** A series that only metadata.csv names. */
function missingSeriesItem({ series }: SeriesTreeNode): vscode.TreeItem {
  const item = new vscode.TreeItem(seriesLabel(series), None);
  const isMissing = series.presence === 'not-on-disk';
  item.contextValue = 'seriesNotOnDisk';
  item.description = joined([kindOf(series), isMissing ? t('not on disk') : t('not read yet')]);
  item.iconPath = new vscode.ThemeIcon('circle-slash', new vscode.ThemeColor('disabledForeground'));
  const why = isMissing
    ? t('Named by metadata.csv, but no file of it was found.')
    : t('Named by metadata.csv; its folder has not been read to the end.');
  item.tooltip = joined([seriesLabel(series), why], '\n');
  return item;
}

function seriesItem(node: SeriesTreeNode, model: TreeModel): vscode.TreeItem {
  const { series } = node;
  const item = new vscode.TreeItem(seriesLabel(series), Collapsed);
  const phases = series.imageCount > 0 ? model.summary(series).phaseCount : 0;
  item.contextValue = 'series';
  item.description = joined([
    kindOf(series),
    phases > 1 ? t('{0} phases', phases) : '',
    series.imageCount > 0
      ? counts(series)
      : count(series.fileCount, t('object without image'), t('objects without image')),
  ]);
  item.iconPath = new vscode.ThemeIcon(seriesIcon(series));
  item.tooltip = seriesTooltip(series, model);
  item.command = openCommand(node);
  return item;
}

function seriesLabel(series: SeriesNode): string {
  const number = series.seriesNumber === undefined ? '' : `${series.seriesNumber}`;
  return joined([number, seriesTitle(series)], ' · ');
}

function seriesTooltip(series: SeriesNode, model: TreeModel): string {
  const expected = series.expectedImageCount;
  const missing = expected !== undefined && expected !== series.imageCount;
  return joined(
    [
      seriesLabel(series),
      counts(series),
      missing ? t('metadata.csv says {0} images', expected) : '',
      joined([series.manufacturer, series.convolutionKernel]),
      series.sliceThicknessMm === undefined
        ? ''
        : t('Slice thickness {0} mm', series.sliceThicknessMm),
      ...(series.imageCount > 0 ? model.summary(series).notes : []),
      t('Series Instance UID {0}', series.seriesInstanceUid),
    ],
    '\n',
  );
}

function sliceItem(node: SliceTreeNode): vscode.TreeItem {
  const { slice, number } = node;
  const position =
    slice.positionMm === undefined ? '' : `${slice.positionMm.toFixed(1).replace('-', '−')} mm`;
  const item = new vscode.TreeItem(String(number), vscode.TreeItemCollapsibleState.None);
  item.description = slice.positionKind === 'z' ? `z ${position}` : position;
  item.iconPath = slice.annotated
    ? new vscode.ThemeIcon('target', new vscode.ThemeColor(colours.annotated))
    : new vscode.ThemeIcon('file-media');
  const facts = [t('Slice {0}', number), item.description, slice.annotated && t('annotated')];
  item.accessibilityInformation = { label: joined(facts, ', ') };
  item.tooltip = joined([...facts, t('SOP Instance UID {0}', slice.sopInstanceUid)], '\n');
  item.contextValue = 'slice';
  item.command = openCommand(node);
  return item;
}

function openCommand(node: OpenableTreeNode): vscode.Command {
  return { command: dataCommands.openNode, title: t('Open'), arguments: [node] };
}

/** Modality for a reader: captures say CT in their header and are none. */
function kindOf(series: SeriesNode): string {
  return isCaptureClass(series.sopClassUid) ? t('capture') : series.modality;
}

function seriesIcon(series: SeriesNode): string {
  if (series.imageCount === 0) return 'file';
  if (isCaptureClass(series.sopClassUid)) return 'device-camera';
  return series.modality === 'PT' ? 'flame' : 'layers';
}

function counts(node: { readonly imageCount: number; readonly annotatedCount: number }): string {
  if (node.imageCount === 0) return '';
  const images = count(node.imageCount, t('image'), t('images'));
  return node.annotatedCount === 0
    ? images
    : `${images}, ${node.annotatedCount.toLocaleString('en')} ${t('annotated')}`;
}

function count(number: number, one: string, many: string): string {
  return `${number.toLocaleString('en')} ${number === 1 ? one : many}`;
}

function joined(parts: readonly (string | undefined | false)[], separator = ' · '): string {
  return parts
    .filter((part) => part !== '' && part !== undefined && part !== false)
    .join(separator);
}

/** A patient of whom no image is there: other objects are, or nothing was found, or not yet. */
function withoutImages(studies: readonly StudyNode[]): string {
  const presences = new Set(studies.flatMap(({ series }) => series.map((one) => one.presence)));
  if (presences.has('found')) return t('no images');
  return presences.has('expected') ? t('not read yet') : t('not on disk');
}

/** A filled circle of the class's colour; the settings allow only plain hex colours. */
function dot(colour: string): vscode.Uri {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="16" height="16"><circle cx="8" cy="8" r="5" fill="${colour}"/></svg>`;
  return vscode.Uri.parse(`data:image/svg+xml;base64,${btoa(svg)}`);
}
