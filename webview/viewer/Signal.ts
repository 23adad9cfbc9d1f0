/** A list of listeners that are called, in order, whenever something changed. */
export class Signal {
  private readonly listeners: (() => void)[] = [];

  listen(listener: () => void): void {
    this.listeners.push(listener);
  }

  fire(): void {
    for (const listener of this.listeners) listener();
  }
}
