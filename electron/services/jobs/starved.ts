import { readdirSync, readFileSync } from 'node:fs';

/** How long each thread of a process was ready to run and got no processor, ms since it began. Empty: the system does not tell. */
export type Waits = ReadonlyMap<string, number>;

/** @source https://docs.kernel.org/scheduler/sched-stats.html (/proc/<pid>/schedstat: ns on the processor, ns of waiting for it, turns) */
export function readWaits(pid: number): Waits {
  if (process.platform !== 'linux') return new Map();
  const folder = `/proc/${pid}/task`;
  try {
    return new Map(readdirSync(folder).flatMap((thread) => {
      const waitedNs = Number(readFileSync(`${folder}/${thread}/schedstat`, 'utf8').split(' ')[1]);
      return Number.isFinite(waitedNs) ? [[thread, waitedNs / 1e6] as const] : [];
    }));
  } catch {
    return new Map();
  }
}

/** The longest that one thread waited for a processor between two looks, ms: by so much the process could not do what it wanted to. Pure. */
export const starvedMs = (before: Waits, now: Waits): number => Math.max(0, ...[...now].map(([thread, waitedMs]) => waitedMs - (before.get(thread) ?? 0)));
