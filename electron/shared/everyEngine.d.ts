// What every engine Hearth's shared code runs in (Node, Chromium) has, and the bare ECMAScript library lacks.
// Only tsconfig.shared.json reads this file; elsewhere the DOM's or Node's own declarations hold.
interface AbortSignal {
  readonly aborted: boolean;
  addEventListener(type: 'abort', listener: () => void, options?: { once?: boolean }): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}
declare class AbortController {
  readonly signal: AbortSignal;
  abort(): void;
}
