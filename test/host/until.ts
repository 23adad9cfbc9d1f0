const deadlineMs = 20_000;

/** Polls until `read` gives `wanted`; fails with what it gave last. For what follows its cause after a while. */
export async function untilEqual<T>(read: () => T, wanted: T, what: string): Promise<void> {
  const deadline = Date.now() + deadlineMs;
  const text = JSON.stringify(wanted);
  for (;;) {
    const last = JSON.stringify(read());
    if (last === text) return;
    if (Date.now() > deadline) throw new Error(`${what}: ${last} instead of ${text}`);
    await pause(25);
  }
}

/** Polls until `read` gives something; fails with a sentence of what was waited for. */
export async function untilFound<T>(read: () => T | undefined, what: string): Promise<T> {
  const deadline = Date.now() + deadlineMs;
  for (;;) {
    const found = read();
    if (found !== undefined) return found;
    if (Date.now() > deadline) throw new Error(`${what} did not appear`);
    await pause(25);
  }
}

/** Waits: for what must not happen there is nothing to poll. */
export function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
