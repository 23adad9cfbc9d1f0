import * as vscode from 'vscode';
import { assertNever } from '../../core/assertNever';
import { seriesTitle, studyTitle } from '../../core/dataset/seriesTitle';
import type { SeriesNode, StudyNode } from '../../core/dataset/DatasetSnapshot';
import { colours, dataCommands } from '../../contributions';
import { isSecondaryCapture } from '../editor/sliceView';
import type { TreeModel } from './TreeModel';
import type { SeriesTreeNode, SliceTreeNode, TreeNode } from './TreeNode';

const { t } = vscode.l10n;
const otherColour = '#8a8a8a';

/** How a node looks in the tree. */
export function treeItem(node: TreeNode, model: TreeModel): vscode.TreeItem {
  const item = makeItem(node, model);
  item.id = node.id;
  return item;
}

function makeItem(node: TreeNode, model: TreeModel): vscode.TreeItem {
  const { Collapsed, Expanded } = vscode.TreeItemCollapsibleState;
  switch (node.kind) {
    case 'class': {
      const { histology, patients } = node.group;
      const item = new vscode.TreeItem(histology?.name ?? t('Other'), Expanded);
      item.description = joined([
        count(patients.length, t('patient'), t('patients')),
        counts(node.group),
      ]);
      item.iconPath = dot(histology?.colour ?? otherColour);
      item.tooltip = t('{0}: {1}', histology?.name ?? t('Patients of no class'), item.description);
      item.contextValue = 'class';
      return item;
    }
    case 'patient': {
      const { patientId, studies } = node.patient;
      const item = new vscode.TreeItem(patientId || t('No Patient ID'), Collapsed);
      item.description = counts(node.patient) || withoutImages(studies);
      item.iconPath = new vscode.ThemeIcon('person');
      item.tooltip = joined(
        [patientId, count(studies.length, t('study'), t('studies')), counts(node.patient)],
        '\n',
      );
      item.contextValue = 'patient';
      return item;
    }
    case 'study': {
      const { study } = node;
      const item = new vscode.TreeItem(studyTitle(study), Expanded);
      item.description = joined([
        count(study.series.length, t('series'), t('series')),
        counts(study),
      ]);
      item.iconPath = new vscode.ThemeIcon('calendar');
      item.tooltip = joined(
        [studyTitle(study), counts(study), t('Study Instance UID {0}', study.studyInstanceUid)],
        '\n',
      );
      item.contextValue = 'study';
      return item;
    }
    case 'series':
      return seriesItem(node, model);
    case 'phase': {
      const item = new vscode.TreeItem(node.label || t('Phase'), Collapsed);
      const annotated = node.slices.filter((slice) => slice.annotated).length;
      item.description = counts({ imageCount: node.slices.length, annotatedCount: annotated });
      item.iconPath = new vscode.ThemeIcon('versions');
      item.contextValue = 'phase';
      return item;
    }
    case 'slice':
      return sliceItem(node);
    default:
      return assertNever(node);
  }
}

function seriesItem(node: SeriesTreeNode, model: TreeModel): vscode.TreeItem {
  const { series } = node;
  const { Collapsed, None } = vscode.TreeItemCollapsibleState;
  const onDisk = series.presence === 'found';
  const item = new vscode.TreeItem(seriesLabel(series), onDisk ? Collapsed : None);
  item.contextValue = onDisk ? 'series' : 'seriesNotOnDisk';
  if (!onDisk) {
    const state = series.presence === 'expected' ? t('not read yet') : t('not on disk');
    item.description = joined([kindOf(series), state]);
    item.iconPath = new vscode.ThemeIcon(
      'circle-slash',
      new vscode.ThemeColor('disabledForeground'),
    );
    item.tooltip = joined(
      [seriesLabel(series), t('Named by metadata.csv, but no file of it was found.')],
      '\n',
    );
    return item;
  }
  const phases = series.imageCount > 0 ? model.order(series).phases.length : 0;
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
      ...(series.imageCount > 0 ? model.order(series).notes : []),
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

function openCommand(node: SeriesTreeNode | SliceTreeNode): vscode.Command {
  return { command: dataCommands.openNode, title: t('Open'), arguments: [node] };
}

/** Modality for a reader: captures say CT in their header and are none. */
function kindOf(series: SeriesNode): string {
  return isSecondaryCapture(series.sopClassUid) ? t('capture') : series.modality;
}

function seriesIcon(series: SeriesNode): string {
  if (series.imageCount === 0) return 'file';
  if (isSecondaryCapture(series.sopClassUid)) return 'device-camera';
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

/** A patient of whom no image is there: either nothing is, or other objects are. */
function withoutImages(studies: readonly StudyNode[]): string {
  const found = studies.some(({ series }) => series.some(({ presence }) => presence === 'found'));
  return found ? t('no images') : t('not on disk');
}

/** A filled circle of the class's colour; the settings allow only plain hex colours. */
function dot(colour: string): vscode.Uri {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="16" height="16"><circle cx="8" cy="8" r="5" fill="${colour}"/></svg>`;
  return vscode.Uri.parse(`data:image/svg+xml;base64,${btoa(svg)}`);
}
