// The few names core uses that every host, page and worker has but the ECMAScript library does not declare.
// Included by core's own tsconfig only, where neither DOM nor node types exist, so that core cannot grow a
// dependency on either.
interface AbortSignal {
  readonly aborted: boolean;
  throwIfAborted(): void;
}
declare class TextDecoder {
  constructor(label?: string, options?: { fatal?: boolean; ignoreBOM?: boolean });
  decode(input?: Uint8Array): string;
}
declare class TextEncoder {
  encode(input?: string): Uint8Array;
}
