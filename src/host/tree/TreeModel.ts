import { assertNever } from '../../core/assertNever';
import { groupByClass } from '../../core/dataset/grouping';
import type { DatasetSnapshot, PatientNode, SeriesNode } from '../../core/dataset/DatasetSnapshot';
import { visiblePatients } from '../../core/dataset/visiblePatients';
import { RecentMap } from '../../core/RecentMap';
import type { HistologyRule } from '../../core/annotations/HistologyRule';
import type { SeriesView } from '../../protocol/viewer';
import type { DataSets } from '../dataset/DataSets';
import { orderSeries } from '../editor/seriesView';
import type { SeriesTreeNode, SliceTreeNode, TreeNode } from './TreeNode';

/** So many series are kept in order: those that were opened or drawn last. */
const keptInOrder = 64;

/** What the line of a series says about its order. */
interface OrderSummary {
  readonly phaseCount: number;
  readonly notes: readonly string[];
}

/** What the tree is made of. */
type TreeData = Pick<DataSets, 'snapshot' | 'seriesFilesByKey' | 'isAnnotated'>;

/** What the tree shows: nodes are made on demand, level by level. */
export class TreeModel {
  private readonly ordered = new RecentMap<
    string,
    { readonly series: SeriesNode; readonly view: SeriesView }
  >(keptInOrder);
  /** By node: what is no longer in the tree, or changed, goes by itself. */
  private readonly summaries = new WeakMap<SeriesNode, OrderSummary>();
  private found: { snapshot: DatasetSnapshot; patients: readonly PatientNode[] } | undefined;

  constructor(
    private readonly dataSets: TreeData,
    private readonly rule: () => HistologyRule,
    private readonly showsNotOnDisk: () => boolean,
  ) {}

  roots(): TreeNode[] {
    return groupByClass(this.patients(), this.rule()).map((group) => {
      const id = `class:${group.histology?.letter ?? 'other'}`;
      return { kind: 'class', id, parent: undefined, group };
    });
  }

  childrenOf(node: TreeNode): TreeNode[] {
    switch (node.kind) {
      case 'class':
        return node.group.patients.map((patient) => {
          return { kind: 'patient', id: `patient:${patient.patientId}`, parent: node, patient };
        });
      case 'patient':
        return node.patient.studies.map((study) => {
          return { kind: 'study', id: `study:${study.key}`, parent: node, study };
        });
      case 'study':
        return node.study.series.map((series) => {
          return { kind: 'series', id: `series:${series.key}`, parent: node, series };
        });
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

  /** The series in its order, made when it is asked for; the last few are kept until the series changes. */
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

  /** What the line of a series says about its order, kept for as long as the series is as it is. */
  summary(series: SeriesNode): OrderSummary {
    const known = this.summaries.get(series);
    if (known) return known;
    const { phases, notes } = this.order(series);
    const summary = { phaseCount: phases.length, notes };
    this.summaries.set(series, summary);
    return summary;
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

  /** The patients to be seen: counts are of what the filter leaves. */
  private patients(): readonly PatientNode[] {
    const { snapshot } = this.dataSets;
    if (this.showsNotOnDisk()) return snapshot.patients;
    if (this.found?.snapshot !== snapshot) {
      const isFound = ({ presence }: SeriesNode): boolean => presence === 'found';
      this.found = { snapshot, patients: visiblePatients(snapshot.patients, isFound) };
    }
    return this.found.patients;
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
