import type { ClassGroup } from '../../core/dataset/grouping';
import type { PatientNode, SeriesNode, StudyNode } from '../../core/dataset/DatasetSnapshot';
import type { SliceRef } from '../../protocol/viewer';

/** A line of the tree. Ids are stable over snapshots, so that VS Code keeps what is open and selected. */
export type TreeNode =
  | {
      readonly kind: 'class';
      readonly id: string;
      readonly parent: undefined;
      readonly group: ClassGroup;
    }
  | {
      readonly kind: 'patient';
      readonly id: string;
      readonly parent: TreeNode;
      readonly patient: PatientNode;
    }
  | {
      readonly kind: 'study';
      readonly id: string;
      readonly parent: TreeNode;
      readonly study: StudyNode;
    }
  | {
      readonly kind: 'series';
      readonly id: string;
      readonly parent: TreeNode;
      readonly series: SeriesNode;
    }
  | {
      readonly kind: 'phase';
      readonly id: string;
      readonly parent: TreeNode;
      readonly series: SeriesNode;
      readonly label: string;
      readonly slices: readonly SliceRef[];
    }
  | {
      readonly kind: 'slice';
      readonly id: string;
      readonly parent: TreeNode;
      readonly series: SeriesNode;
      /** From 1, within the phase. */
      readonly number: number;
      readonly slice: SliceRef;
    };

/** A slice with its place in the tree. */
export type SliceTreeNode = Extract<TreeNode, { kind: 'slice' }>;
/** A series with its place in the tree. */
export type SeriesTreeNode = Extract<TreeNode, { kind: 'series' }>;
/** What a click opens. */
export type OpenableTreeNode = Extract<TreeNode, { kind: 'series' | 'phase' | 'slice' }>;
