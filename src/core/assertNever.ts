/** Ends a switch over a union: the compiler rejects a case that was forgotten, the throw names one that slipped in. */
export function assertNever(value: never): never {
  throw new Error(`Unexpected value: ${JSON.stringify(value)}`);
}
