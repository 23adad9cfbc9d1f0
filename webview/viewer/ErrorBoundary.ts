/** A page that fails on every frame must not fill the log. */
const maximumLogged = 50;

/** The edge of the page: what is thrown and not expected is logged, and the rest of the page goes on. */
export class ErrorBoundary {
  private logged = 0;

  /** `onError` is told of errors that reached the window, where nothing else can answer them. */
  constructor(
    private readonly log: (text: string) => void,
    private readonly onError: (error: unknown) => void,
  ) {
    window.addEventListener('error', (event) => {
      // Notices of the browser itself (a ResizeObserver that was put off) come without an error.
      const error: unknown = event.error;
      this.report('page', error ?? event.message);
      if (error) this.onError(error);
    });
    window.addEventListener('unhandledrejection', (event) => {
      this.report('page', event.reason);
      this.onError(event.reason);
    });
  }

  /** Runs a part of the page; what it throws is logged and goes to `failed`, not to the parts after it. */
  run(part: string, work: () => void, failed?: (error: unknown) => void): void {
    try {
      work();
    } catch (error) {
      this.report(part, error);
      failed?.(error);
    }
  }

  report(part: string, error: unknown): void {
    if (this.logged >= maximumLogged) return;
    this.logged++;
    this.log(`${part}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  }
}
