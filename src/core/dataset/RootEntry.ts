import type { IndexedAnnotation } from './IndexedAnnotation';
import type { IndexedInstance } from './IndexedInstance';
import type { RootNode, RootState } from './DatasetSnapshot';
import type { FileProblem } from './WalkRecord';

/** How many problems are kept in full. */
const keptProblems = 500;

/** What the index holds of a folder: its files by name. */
export interface FolderEntry {
  readonly root: RootEntry;
  readonly path: string;
  readonly files: Map<string, IndexedInstance | IndexedAnnotation>;
}

/** One root folder: its files by folder, the state of its walk, and what went wrong in it. */
export class RootEntry {
  readonly folders = new Map<string, FolderEntry>();
  /** Counts the walks; a file of an older walk is gone when the current one has ended. */
  generation = 0;
  state: RootState = 'walking';
  instanceCount = 0;
  private problemCount = 0;
  private problems: { readonly path: string; readonly problem: FileProblem }[] = [];
  private seen = new Set<string>();

  constructor(readonly rootId: string) {}

  beginWalk(): void {
    this.generation += 1;
    this.state = 'walking';
    this.problemCount = 0;
    this.problems = [];
    this.seen = new Set();
  }

  folder(path: string): FolderEntry {
    let folder = this.folders.get(path);
    if (!folder) {
      folder = { root: this, path, files: new Map() };
      this.folders.set(path, folder);
    }
    return folder;
  }

  addProblem(path: string, problem: FileProblem): void {
    if (this.seen.has(path)) return;
    this.problemCount += 1;
    if (this.problems.length >= keptProblems) return;
    this.seen.add(path);
    this.problems.push({ path, problem });
  }

  node(): RootNode {
    const problems = { count: this.problemCount, first: [...this.problems] };
    const { rootId, state, instanceCount } = this;
    return { rootId, state, instanceCount, problems };
  }
}
