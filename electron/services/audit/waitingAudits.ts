import type { WaitingAudits } from '../../shared/networks.ts';
import type { Job } from '../jobs/job.ts';
import type { AuditJournal } from './auditJournal.ts';

/**
 * This node's receipts that others may still ask to see: anchored or on their way there, and not past the time of their audit. A batch that is on its way counts, since it may be
 * anchored while nobody is here to show it.
 *
 * @returns  with no time where one of them has none yet, or stands before the court
 */
export function waitingAudits(own: Pick<AuditJournal['own'], 'list' | 'read'>, live: readonly Pick<Job, 'batched' | 'signed'>[]): WaitingAudits {
  const open = own.list(['waiting', 'drawn', 'contested']);
  const unlisted = live.filter(({ batched, signed }) => batched && signed && !own.read(signed.receiptHash)).length;
  const isDated = open.length > 0 && unlisted === 0 && open.every(({ state }) => state !== 'contested');
  return { receipts: open.length + unlisted, untilMs: isDated ? Math.max(...open.map(({ untilMs }) => untilMs)) : null };
}
