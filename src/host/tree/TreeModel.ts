import { assertNever } from '../../core/assertNever';
import { groupByClass } from '../../core/dataset/grouping';
import type { PatientNode, SeriesNode, StudyNode } from '../../core/dataset/DatasetSnapshot';
import type { HistologyRule } from '../../core/annotations/HistologyRule';
import type { SeriesView } from '../../protocol/viewer';
import type { DataSets } from '../dataset/DataSets';
import { orderSeries } from '../editor/seriesView';
import type { SeriesTreeNode, SliceTreeNode, TreeNode } from './TreeNode';

/** What the tree shows: nodes are made on demand, level by level. */
export class TreeModel {
  private ordered = new Map<string, { readonly series: SeriesNode; readonly view: SeriesView }>();

  constructor(
    private readonly dataSets: DataSets,
    private readonly rule: () => HistologyRule,
    private readonly showsNotOnDisk: () => boolean,
  ) {}

  roots(): TreeNode[] {
    const groups = groupByClass(this.dataSets.snapshot.patients, this.rule());
    return groups
      .map((group): TreeNode => {
        const id = `class:${group.histology?.letter ?? 'other'}`;
        return { kind: 'class', id, parent: undefined, group };
      })
      .filter((node) => this.childrenOf(node).length > 0);
  }

  childrenOf(node: TreeNode): TreeNode[] {
    switch (node.kind) {
      case 'class':
        return node.group.patients
          .filter((patient) => this.hasVisible(patient))
          .map((patient) => ({
            kind: 'patient',
            id: `patient:${patient.patientId}`,
            parent: node,
            patient,
          }));
      case 'patient':
        return node.patient.studies
          .filter((study) => this.studyHasVisible(study))
          .map((study) => ({ kind: 'study', id: `study:${study.key}`, parent: node, study }));
      case 'study':
        return node.study.series
          .filter((series) => this.isVisible(series))
          .map((series) => ({ kind: 'series', id: `series:${series.key}`, parent: node, series }));
      case 'series':
        return this.phasesOf(node);
      case 'phase':
        return slicesOf(node, node.slices);
      case 'slice':
        return [];
      default:
        return assertNever(node);
    }
  }

  /** The series in its order, made when it is asked for and kept until the series changes. */
  order(series: SeriesNode): SeriesView {
    const known = this.ordered.get(series.key);
    if (known?.series === series) return known.view;
    const files = this.dataSets.seriesFilesByKey(series.key);
    const { view } = orderSeries(
      series.seriesInstanceUid,
      files,
      (uid) => this.dataSets.isAnnotated(uid),
      false,
    );
    this.ordered.set(series.key, { series, view });
    return view;
  }

  /** The line of a series of the index, with its parents. */
  findSeries(key: string): SeriesTreeNode | undefined {
    for (const group of this.roots()) {
      for (const patient of this.childrenOf(group)) {
        if (patient.kind !== 'patient' || !key.startsWith(`${patient.patient.patientId}|`))
          continue;
        const found = this.childrenOf(patient)
          .flatMap((study) => this.childrenOf(study))
          .find((series) => series.kind === 'series' && series.series.key === key);
        if (found?.kind === 'series') return found;
      }
    }
    return undefined;
  }

  /** The line of a slice, with its parents. */
  findSlice(seriesKey: string, sliceKey: string): SliceTreeNode | undefined {
    const series = this.findSeries(seriesKey);
    if (!series) return undefined;
    const below = this.childrenOf(series).flatMap((node) =>
      node.kind === 'phase' ? this.childrenOf(node) : [node],
    );
    const found = below.find((node) => node.kind === 'slice' && node.slice.key === sliceKey);
    return found?.kind === 'slice' ? found : undefined;
  }

  private phasesOf(node: SeriesTreeNode): TreeNode[] {
    const { phases } = this.order(node.series);
    const [only] = phases;
    if (phases.length <= 1) return only ? slicesOf(node, only.slices) : [];
    return phases.map(({ label, slices }, i) => ({
      kind: 'phase',
      id: `${node.id}:phase:${i}`,
      parent: node,
      series: node.series,
      label,
      slices,
    }));
  }

  private hasVisible(patient: PatientNode): boolean {
    return patient.studies.some((study) => this.studyHasVisible(study));
  }

  private studyHasVisible(study: StudyNode): boolean {
    return study.series.some((series) => this.isVisible(series));
  }

  private isVisible(series: SeriesNode): boolean {
    return series.presence === 'found' || this.showsNotOnDisk();
  }
}

function slicesOf(
  parent: Extract<TreeNode, { kind: 'series' | 'phase' }>,
  slices: SeriesView['phases'][number]['slices'],
): SliceTreeNode[] {
  return slices.map((slice, i) => ({
    kind: 'slice',
    id: `${parent.id}:slice:${slice.key}`,
    parent,
    series: parent.series,
    number: i + 1,
    slice,
  }));
}
