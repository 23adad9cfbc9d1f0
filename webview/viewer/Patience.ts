/** Says that something is late: it has been waited for so long that the reader should see it. */
export class Patience {
  private timer: ReturnType<typeof setTimeout> | undefined;
  private over = false;

  constructor(
    private readonly milliseconds: number,
    private readonly onLate: () => void,
  ) {}

  get late(): boolean {
    return this.over;
  }

  /** Told whether something is waited for, as often as anything changed; the time runs from the first yes. */
  follow(waiting: boolean): void {
    if (!waiting) {
      clearTimeout(this.timer);
      this.timer = undefined;
      this.over = false;
      return;
    }
    this.timer ??= setTimeout(() => {
      this.over = true;
      this.onLate();
    }, this.milliseconds);
  }
}
