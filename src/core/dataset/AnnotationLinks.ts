import type { IndexedAnnotation } from './IndexedAnnotation';
import type { IndexedInstance } from './IndexedInstance';
import type { SeriesEntry } from './SeriesEntry';

/**
 * Joins annotation files to slices by SOP Instance UID, whichever of the two comes first, and keeps the counts:
 * images and annotated images of each series (a copy of a file adds to neither), and slices that are named in vain.
 */
export class AnnotationLinks {
  private readonly instances = new Map<string, IndexedInstance | IndexedInstance[]>();
  private readonly annotations = new Map<string, IndexedAnnotation[]>();
  private fileCount = 0;
  private linked = 0;
  private images = 0;

  /** Annotation files in all. */
  get annotationFileCount(): number {
    return this.fileCount;
  }

  /** Distinct slices that have both an instance and an annotation file. */
  get annotatedCount(): number {
    return this.linked;
  }

  /** Distinct slices that annotation files name but no instance is. */
  get unlinkedCount(): number {
    return this.annotations.size - this.linked;
  }

  /** Images, counted once in each series. */
  get imageCount(): number {
    return this.images;
  }

  instancesOf(sopInstanceUid: string): readonly IndexedInstance[] {
    const known = this.instances.get(sopInstanceUid);
    if (known === undefined) return [];
    return Array.isArray(known) ? known : [known];
  }

  annotationsOf(sopInstanceUid: string): readonly IndexedAnnotation[] {
    return this.annotations.get(sopInstanceUid) ?? [];
  }

  addInstance(instance: IndexedInstance): void {
    const { sopInstanceUid, series } = instance;
    const others = this.instancesOf(sopInstanceUid);
    if (sopInstanceUid === '' || !others.some((other) => other.series === series)) {
      this.count(instance, 1);
    }
    // Without a UID an instance is an image of its own and cannot be annotated.
    if (sopInstanceUid === '') return;
    if (others.length === 0 && this.annotations.has(sopInstanceUid)) this.linked += 1;
    this.instances.set(sopInstanceUid, others.length === 0 ? instance : [...others, instance]);
  }

  removeInstance(instance: IndexedInstance): void {
    const { sopInstanceUid, series } = instance;
    const others = this.instancesOf(sopInstanceUid).filter((other) => other !== instance);
    if (sopInstanceUid === '' || !others.some((other) => other.series === series)) {
      this.count(instance, -1);
    }
    if (sopInstanceUid === '') return;
    if (others.length > 0) this.instances.set(sopInstanceUid, others);
    else this.instances.delete(sopInstanceUid);
    if (others.length === 0 && this.annotations.has(sopInstanceUid)) this.linked -= 1;
  }

  addAnnotation(annotation: IndexedAnnotation): void {
    const { sopInstanceUid } = annotation;
    this.fileCount += 1;
    const known = this.annotations.get(sopInstanceUid);
    if (known) known.push(annotation);
    else {
      this.annotations.set(sopInstanceUid, [annotation]);
      this.countAnnotated(sopInstanceUid, 1);
    }
  }

  removeAnnotation(annotation: IndexedAnnotation): void {
    const { sopInstanceUid } = annotation;
    const others = this.annotationsOf(sopInstanceUid).filter((other) => other !== annotation);
    this.fileCount -= 1;
    if (others.length > 0) {
      this.annotations.set(sopInstanceUid, others);
      return;
    }
    this.annotations.delete(sopInstanceUid);
    this.countAnnotated(sopInstanceUid, -1);
  }

  private count(instance: IndexedInstance, by: 1 | -1): void {
    if (!instance.isImage) return;
    this.images += by;
    instance.series.imageCount += by;
    if (this.annotations.has(instance.sopInstanceUid)) instance.series.annotatedCount += by;
  }

  private countAnnotated(sopInstanceUid: string, by: 1 | -1): void {
    const instances = this.instancesOf(sopInstanceUid);
    if (instances.length > 0) this.linked += by;
    const series = new Set<SeriesEntry>();
    for (const instance of instances) if (instance.isImage) series.add(instance.series);
    for (const entry of series) {
      entry.annotatedCount += by;
      entry.touch();
    }
  }
}
