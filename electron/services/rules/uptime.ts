import { z } from 'zod';
import type { Status } from '../../shared/shapes.ts';
import { safeUintShape, timeMsShape } from '../../shared/units.ts';

/** Of a local day, as far as Hearth ran: how long the rules let it work, and for how long of that it could have taken a job. */
export const uptimeShape = z.strictObject({ dayMs: timeMsShape, allowedMs: safeUintShape, readyMs: safeUintShape });
export type Uptime = z.infer<typeof uptimeShape>;

type Counts = 'ready' | 'allowed' | 'no';
/** The owner's rules, pause and switches are no failing of Hearth; a chain, a disk or a worker that is gone is one. */
const counts: Readonly<Record<Status['state'], Counts>> = {
  working: 'ready', idle: 'ready', cheating: 'ready', chainGone: 'allowed', chainDoubt: 'allowed', workerLost: 'allowed', diskFull: 'allowed', failing: 'allowed',
  leaving: 'no', paused: 'no', ruled: 'no', noDevice: 'no', starting: 'no', disconnected: 'no',
};

/**
 * Counts a span in which the status stood. What is longer than `mostMs` was no look but a sleep, of which nobody knows what the rules would have said. Pure.
 *
 * @param dayMs  start of the local day that the span ends in; another day than before begins at nothing
 */
export function applyUptime(before: Uptime | null, state: Status['state'], spanMs: number, dayMs: number, mostMs: number): Uptime {
  const kept = before?.dayMs === dayMs ? before : { dayMs, allowedMs: 0, readyMs: 0 };
  const counted = spanMs > 0 && spanMs <= mostMs && counts[state] !== 'no' ? Math.round(spanMs) : 0;
  return { dayMs, allowedMs: kept.allowedMs + counted, readyMs: kept.readyMs + (counts[state] === 'ready' ? counted : 0) };
}
