import { setTimeout as sleep } from 'node:timers/promises';
import type { Chain } from '../../services/chain/chain.ts';
import { readVoidedOf } from '../../services/chain/auditReads.ts';
import { readDisputes } from '../../services/chain/disputeReads.ts';
import { readFaults } from '../../services/chain/receiptProofs.ts';
import { readRefunds } from '../../services/chain/refunds.ts';
import type { Job } from '../../services/jobs/job.ts';
import type { Journal } from '../../services/jobs/journal.ts';
import { disputeFault } from '../../services/jobs/decideDefence.ts';
import { refundEntries, slashEntries, voidEntries, type ProvenFault } from '../../services/jobs/slashing.ts';
import { isHearthError } from '../../shared/errors.ts';
import type { Pulse } from './pulse.ts';

/** Newest jobs among which the job of a proven fault is looked for. */
const jobsSearched = 500;
/** A chain takes back less than this. */
const reorgBlocks = 256;

export type FaultSideDependencies = {
  readonly chain: Chain;
  readonly journal: Journal;
  readonly node: string;
  /** Beats when the chain may have something new to say. */
  readonly news: Pulse;
  /** A job of ours was proven false just now. */
  readonly onSlashed: (job: Job) => void;
  /** A court voided a job of ours just now. */
  readonly onVoided: (job: Job) => void;
  readonly onProblem: (error: unknown, where: string) => void;
};

/** Hears what the chain proved about this node's receipts and which of its jobs a court voided, also while it was away, and writes it to the journal. Ends with the signal. */
export async function watchFaults({ chain, journal, node, news, onSlashed, onVoided, onProblem }: FaultSideDependencies, signal: AbortSignal): Promise<void> {
  let readTo = -1;
  let told = '';
  while (!signal.aborted) {
    const heard = news.count();
    try {
      const head = await chain.readBlockNumber(signal);
      await read(readTo < 0 ? chain.deployment.startBlock : Math.max(chain.deployment.startBlock, readTo - reorgBlocks));
      readTo = head;
      await news.waitBeyond(heard, signal);
    } catch (error) {
      if (signal.aborted) return;
      // The chain's absence is told by whoever watches the payments.
      if (!isHearthError(error, 'chain.unreachable')) onProblem(error, 'proven faults');
      await sleep(chain.pollingMs, undefined, { signal }).catch(() => {});
    }
  }

  /** A dispute that this node lost proves its receipt false, or its silence; it may have been opened long before it ended. */
  async function readLostDisputes(fromBlock: number): Promise<ProvenFault[]> {
    const disputes = await readDisputes(chain, { accused: node }, chain.deployment.startBlock, signal);
    return disputes.flatMap((dispute) => dispute.outcome === 'challengerWon' && dispute.slashedWei > 0n && dispute.closedBlock! >= fromBlock
      ? [{ subject: dispute.subject.receiptHash, fault: disputeFault(dispute), slashedWei: dispute.slashedWei, transactionHash: dispute.closedTx!, blockNumber: dispute.closedBlock! }] : []);
  }

  async function read(fromBlock: number): Promise<void> {
    const [proven, lost, voided, refunds] = await Promise.all([readFaults(chain, { node }, fromBlock, signal), readLostDisputes(fromBlock), readVoidedOf(chain, node, fromBlock, signal), readRefunds(chain, node, fromBlock, signal)]);
    const faults = [...proven, ...lost];
    const text = [...faults.map(({ subject, transactionHash }) => `${subject}${transactionHash}`), ...[...voided, ...refunds].map(({ orderHash, transactionHash }) => `${orderHash}${transactionHash}`)].join();
    // Folding jobs costs: only when something new was said, or a batch of something said is still on its way.
    if (text === told) return;
    const listed = journal.list({ stage: 'all', search: '', limit: jobsSearched, beforeMs: null }).jobs;
    const known = new Set(listed.map(({ jobId }) => jobId));
    const jobs = [...listed, ...journal.live().filter(({ jobId }) => !known.has(jobId))];
    const entries = slashEntries(jobs, faults, fromBlock);
    if (entries.length > 0) journal.append(entries);
    const voiding = voidEntries(jobs.map(({ jobId }) => journal.read(jobId)!), voided, fromBlock);
    if (voiding.length > 0) journal.append(voiding);
    for (const { jobId, event } of voiding) if (event.kind === 'voided') onVoided(journal.read(jobId)!);
    const refunding = refundEntries(jobs.map(({ jobId }) => journal.read(jobId)!), refunds, fromBlock);
    if (refunding.length > 0) journal.append(refunding);
    const after = jobs.map(({ jobId }) => journal.read(jobId)!);
    for (const { jobId, event } of entries) if (event.kind === 'slashed') onSlashed(journal.read(jobId)!);
    const isWaiting = after.some((job) => (!job.slashed && faults.some(({ subject }) => subject === job.signed?.receiptHash))
      || (!job.slashed && !job.voided && voided.some(({ orderHash }) => orderHash === job.result?.receipt.orderHash)));
    told = isWaiting ? '' : text;
  }
}
