import { vi } from 'vitest';

/** Waits until `look` no longer throws, and gives what it gave. Vitest's own second is no limit for what a busy machine does. */
export const soon = <T>(look: () => T | Promise<T>): Promise<T> => vi.waitFor(look, { timeout: 60_000, interval: 20 });
