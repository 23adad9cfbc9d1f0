const visibleMs = 3000;

/** A sentence that comes and goes at the bottom of the picture, and that screen readers say. */
export class Hint {
  private readonly element = document.createElement('div');
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(stage: HTMLElement) {
    this.element.id = 'hint';
    this.element.setAttribute('role', 'status');
    stage.append(this.element);
  }

  show(sentence: string): void {
    clearTimeout(this.timer);
    // The same sentence twice is said twice only when it was gone in between.
    this.element.textContent = '';
    this.element.textContent = sentence;
    this.element.classList.add('visible');
    this.timer = setTimeout(() => {
      this.element.classList.remove('visible');
      this.element.textContent = '';
    }, visibleMs);
  }
}
