import type { Port } from '../../shared/bridgeKit.ts';

/** Two ends of a channel inside this process: what one posts the other hears, a turn later, as structured clones. */
export function createPortPair(): readonly [Port, Port] {
  type End = { hear: ((message: unknown) => void) | null; early: unknown[]; closers: (() => void)[] };
  const ends: readonly [End, End] = [{ hear: null, early: [], closers: [] }, { hear: null, early: [], closers: [] }];
  let open = true;
  const close = (): void => {
    if (!open) return;
    open = false;
    for (const end of ends) for (const closer of end.closers) closer();
  };
  const port = (own: End, far: End): Port => ({
    post(message) {
      if (!open) return;
      const copy: unknown = structuredClone(message);
      queueMicrotask(() => (far.hear ? far.hear(copy) : far.early.push(copy)));
    },
    onMessage(listener) {
      own.hear = listener;
      for (const message of own.early.splice(0)) listener(message);
    },
    onClose: (listener) => void own.closers.push(listener),
    close,
  });
  return [port(ends[0], ends[1]), port(ends[1], ends[0])];
}
