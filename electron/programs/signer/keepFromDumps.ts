import { writeFileSync } from 'node:fs';

/**
 * A core file of this process would hold the keys that are open: has Linux write none of its memory, should it crash. Elsewhere the system's own settings
 * decide, which docs/wallet.md says.
 *
 * @effects this process
 * @source  core(5), /proc/self/coredump_filter
 */
export function keepFromDumps(path = '/proc/self/coredump_filter'): void {
  try {
    writeFileSync(path, '0');
  } catch {
    // No Linux, or a /proc that may not be written.
  }
}
