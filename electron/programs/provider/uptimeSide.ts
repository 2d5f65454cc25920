import { startOfToday } from '../../services/earnings/earnings.ts';
import { applyUptime, uptimeShape } from '../../services/rules/uptime.ts';
import type { HearthDatabase } from '../../services/storage/database.ts';
import { openFact } from '../../services/storage/records.ts';
import type { EarningsNow, Status } from '../../shared/shapes.ts';

const lookEveryMs = 10_000;
/** A crash loses this much of the day's count. */
const writeEveryMs = 60_000;
const minuteMs = 60_000;

export type UptimeSide = {
  /** Today so far, in whole minutes: what moves each second need not be told each second. */
  today(): EarningsNow['uptime'];
  close(): void;
};

/** How long today Hearth could have worked, held against how long its owner's rules let it. @effects disk */
export function createUptimeSide(dependencies: { readonly database: HearthDatabase; readonly nowMs: () => number; readonly readState: () => Status['state']; readonly log: (line: string) => void }): UptimeSide {
  const { nowMs, log } = dependencies;
  const fact = openFact(dependencies.database, 'uptime:today', uptimeShape);
  let known = fact.read();
  let seenMs = nowMs();
  let writtenMs = seenMs;

  function write(): void {
    if (known) {
      try {
        fact.write(known);
      } catch (error) {
        log(`keeping the day's uptime: ${error instanceof Error ? error.message : 'fault'}`);
      }
    }
    writtenMs = seenMs;
  }
  function look(): void {
    const now = nowMs();
    known = applyUptime(known, dependencies.readState(), now - seenMs, startOfToday(now), 3 * lookEveryMs);
    seenMs = now;
    if (Math.abs(now - writtenMs) >= writeEveryMs) write();
  }
  const timer = setInterval(look, lookEveryMs);
  timer.unref();

  const whole = (ms: number): number => Math.floor(ms / minuteMs) * minuteMs;
  return {
    today: () => (known?.dayMs === startOfToday(nowMs()) ? { allowedMs: whole(known.allowedMs), readyMs: whole(known.readyMs) } : { allowedMs: 0, readyMs: 0 }),
    close() {
      clearInterval(timer);
      look();
      write();
    },
  };
}
