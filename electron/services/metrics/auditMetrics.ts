import { auditsShape, ownAuditShape, seatedAuditShape, type Audits } from '../../shared/audits.ts';
import type { AddGauge } from './hearthMetrics.ts';

/** Audits this node makes and those made of its receipts. Seats that were not asked for have no sample. */
export function addAudits(gauge: AddGauge, audits: Audits | null, toCoins: (wei: bigint) => number): void {
  if (!audits) return;
  const { seats, seated, own, epochs, earnedWei } = audits;
  if (seats) {
    const held = gauge('verifier_seats', 'Seats held among the verifiers of each model.', ['model']);
    for (const { modelId, modelName, held: count } of seats) held.set({ model: modelName ?? modelId }, count);
  }
  const made = gauge('audits_made', 'The newest 50 receipts of other nodes this one was drawn for, by state.', ['state']);
  for (const state of seatedAuditShape.shape.state.options) made.set({ state }, seated.filter((one) => one.state === state).length);
  const received = gauge('audits_received', "This node's newest 50 receipts on the chain, by what audits made of them.", ['state']);
  for (const state of ownAuditShape.shape.state.options) received.set({ state }, own.filter((one) => one.state === state).length);
  const roots = gauge('audit_epochs', 'The newest 50 epochs of votes, by how their pay stands.', ['state']);
  for (const state of auditsShape.shape.epochs.unwrap().shape.state.options) roots.set({ state }, epochs.filter((one) => one.state === state).length);
  gauge('audit_open_cases', 'Cases under way, about receipts of this node or ones it judges.').set([...seated, ...own].filter((one) => one.case !== null && one.case.stage !== 'closed').length);
  gauge('audit_paid_coins', 'Paid for votes in all, in coins.').set(toCoins(earnedWei));
}
