import type { FailureMessage } from '../../src/protocol/viewer';

/** What the page shows when it cannot draw: the file may be fine, the page is not. */
export function pageFailure(error: unknown): FailureMessage {
  const reason = error instanceof Error ? error.message : String(error);
  return {
    kind: 'failure',
    title: 'The picture cannot be drawn',
    reason: `The file was read, but this page could not draw its image: ${reason}`,
    facts: [],
    actions: [
      { action: 'reload', label: 'Try Again' },
      { action: 'show-log', label: 'Show Log' },
    ],
  };
}
