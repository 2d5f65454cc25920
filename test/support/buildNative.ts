import { buildAddon } from '../../native/gpu-probe/build.ts';

/** Before any program is started: one that found no addon does not look for it again. Without a compiler there is none, and the tests that need it say so. */
export function setup(): void {
  buildAddon({ ifStale: true });
}
