import { told, unread, type Reading } from '../../shared/signals.ts';

/** What processors counted until a moment, all of them together: any unit, the same for each. `own` is what Hearth's processes took of it. */
export type WorkCount = { readonly busy: number; readonly total: number; readonly own: number };

/** The share of the processors that others used between two looks, in percent. */
export function createOthersLoad(): (now: WorkCount) => Reading<number> {
  let before: WorkCount | null = null;
  return (now) => {
    const last = before;
    before = now;
    if (!last || now.total <= last.total) return unread('firstLook');
    // A process of ours that ended takes its count with it: no more than nothing is subtracted then.
    const others = now.busy - last.busy - Math.max(0, now.own - last.own);
    return told(Math.max(0, Math.min(100, (others / (now.total - last.total)) * 100)));
  };
}

/** Megabytes since midnight or since Hearth started, whichever is later, from a count of bytes that only grows but for a restart of what counts. */
export function createMegabytesToday(): (atMs: number, bytes: number) => Reading<number> {
  let start: { readonly day: number; readonly bytes: number } | null = null;
  return (atMs, bytes) => {
    const day = new Date(atMs).setHours(0, 0, 0, 0);
    if (!start || start.day !== day || bytes < start.bytes) start = { day, bytes };
    return told((bytes - start.bytes) / 1e6);
  };
}

/** Others' share of the machine's memory in percent. */
export const othersMemory = (totalBytes: number, availableBytes: number, ownBytes: number): Reading<number> => told(Math.max(0, Math.min(100, ((totalBytes - availableBytes - ownBytes) / totalBytes) * 100)));
