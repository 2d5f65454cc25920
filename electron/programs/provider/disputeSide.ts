import { setTimeout as sleep } from 'node:timers/promises';
import type { Primitives } from '../../protocol/primitives.ts';
import type { Chain } from '../../services/chain/chain.ts';
import { readDisputes, type DisputeView } from '../../services/chain/disputeReads.ts';
import type { TransactionIntent } from '../../services/chain/transactionTypes.ts';
import { mayReplayWait, summarizeDispute } from '../../services/jobs/decideDefence.ts';
import type { Job } from '../../services/jobs/job.ts';
import type { Journal } from '../../services/jobs/journal.ts';
import type { RunnerModel } from '../../services/jobs/runner.ts';
import type { DisputeSummary } from '../../shared/disputes.ts';
import { isHearthError } from '../../shared/errors.ts';
import { sameAddress } from '../../shared/units.ts';
import { createDefence } from './defence.ts';
import type { Launch } from './deviceSide.ts';
import type { RaiseNotice } from './noticeSide.ts';
import type { Pulse } from './pulse.ts';

/** While a dispute of ours is open its deadlines are looked at this often; they pass without a block that says so. */
const openEveryMs = 1000;

export type DisputeSideDependencies = {
  readonly primitives: Primitives;
  readonly chain: Chain;
  readonly send: (intent: TransactionIntent) => Promise<unknown>;
  readonly journal: Journal;
  readonly node: string;
  readonly models: ReadonlyMap<string, RunnerModel>;
  /** A worker of its own for the replay: the owner's rules stop jobs, but a node that is silent here loses stake. */
  readonly launch: Launch;
  readonly isBusy: () => boolean;
  /** The chain accounts of this machine besides the node's own. */
  readonly readAccounts: () => Promise<readonly string[]>;
  /** Only a node that cheats on purpose says nothing. */
  readonly isSilent: boolean;
  /** Only a node that cheats on purpose computes with other weights and replays with the true ones. */
  readonly isDenying?: boolean;
  /** Beats when a block has something to say. */
  readonly news: Pulse;
  readonly onDisputed: (dispute: DisputeSummary) => void;
  readonly onEnded: (dispute: DisputeSummary) => void;
  readonly log: (line: string) => void;
  readonly onProblem: (error: unknown, where: string) => void;
};

export type DisputeSide = {
  /** The newest known dispute about a job of this node. */
  ofJob(jobId: string): DisputeSummary | null;
  /** Every dispute of the network, as the chain has it now. @throws chain.* */
  readAll(): Promise<DisputeSummary[]>;
  run(signal: AbortSignal): Promise<void>;
};

/**
 * Answers disputes about this node's receipts: from its journal and a canonical replay, inside the window, by the node key. Nothing is kept on disk but the signed transactions:
 * the chain knows how far a dispute is, and the same job replays to the same root.
 *
 * @source docs/protocol/court.md section 4
 */
export function createDisputeSide(dependencies: DisputeSideDependencies): DisputeSide {
  const { chain, journal, node, log } = dependencies;
  const { deployment } = chain;
  const defence = createDefence({ ...dependencies, cheatOf: (model) => (dependencies.isDenying === true ? null : (model.cheat ?? null)) });
  /** When a duty was heard of, by dispute. */
  const heard = new Map<string, number>();
  const jobIds = new Map<string, string | null>();
  const shown = new Map<string, DisputeSummary>();
  const undefendable = new Set<string>();

  const jobOf = (receiptHash: string): Job | null => {
    const known = jobIds.get(receiptHash);
    if (known !== undefined) return known === null ? null : journal.read(known);
    const job = journal.findByReceipt(receiptHash);
    jobIds.set(receiptHash, job?.jobId ?? null);
    return job;
  };
  const readMe = async () => ({ node: node.toLowerCase(), accounts: new Set([node, ...(await dependencies.readAccounts())].map((account) => account.toLowerCase())) });
  const summarize = (dispute: DisputeView, me: Awaited<ReturnType<typeof readMe>>): DisputeSummary =>
    summarizeDispute(dispute, sameAddress(dispute.subject.accused, node) ? (jobOf(dispute.subject.receiptHash)?.jobId ?? null) : null, me);

  async function defend(dispute: DisputeView, nowSeconds: number): Promise<void> {
    const { disputeId, subject } = dispute;
    if (dispute.state !== 'open') return;
    const job = jobOf(subject.receiptHash);
    if (!job?.result) return giveUp(disputeId, 'its job is not in the journal any more');
    await defence.step(dispute, { order: job.request.order, bundle: job.result.bundle, stopReason: job.result.receipt.io.stopReason }, nowSeconds, {
      isStaked: false, mayReplay: (untilSeconds) => !mayReplayWait(dependencies.isBusy(), heard.get(disputeId)!, untilSeconds, nowSeconds),
    });
  }

  function giveUp(disputeId: string, reason: string): void {
    if (!undefendable.has(disputeId)) log(`dispute ${disputeId} cannot be answered from here: ${reason}; anyone else may answer it (hearth dispute answer)`);
    undefendable.add(disputeId);
  }

  function tell(dispute: DisputeView, me: Awaited<ReturnType<typeof readMe>>): void {
    const summary = summarize(dispute, me);
    const before = shown.get(dispute.disputeId);
    shown.set(dispute.disputeId, summary);
    if (summary.state !== 'closed' && !before) dependencies.onDisputed(summary);
    if (summary.state === 'closed' && before && before.state !== 'closed') dependencies.onEnded(summary);
  }

  /** Gives whether one of ours is open. */
  async function round(signal: AbortSignal): Promise<boolean> {
    const disputes = await readDisputes(chain, { accused: node }, deployment.startBlock, signal);
    const there = new Set<string>(disputes.map(({ disputeId }) => disputeId));
    for (const disputeId of shown.keys()) if (!there.has(disputeId)) shown.delete(disputeId);
    const nowSeconds = (await chain.readBlock('latest', signal))!.timeSeconds;
    // A signer that is away must not keep the node from answering in time.
    const me = await readMe().catch(() => ({ node: node.toLowerCase(), accounts: new Set([node.toLowerCase()]) }));
    for (const dispute of disputes) {
      tell(dispute, me);
      if (dispute.state === 'closed') defence.forget(dispute.disputeId);
      if (!heard.has(dispute.disputeId)) heard.set(dispute.disputeId, nowSeconds);
      if (dependencies.isSilent) continue;
      await defend(dispute, nowSeconds).then(() => defence.endQuestions(dispute, nowSeconds)).catch((error: unknown) => {
        if (signal.aborted || isHearthError(error, 'chain.unreachable')) throw error;
        // Refused by the contract: somebody was faster, or too late. The chain is read again and decides.
        dependencies.onProblem(error, `dispute ${dispute.disputeId}`);
      });
    }
    return disputes.some(({ state }) => state !== 'closed');
  }

  return {
    ofJob: (jobId) => [...shown.values()].findLast((dispute) => dispute.jobId === jobId) ?? null,
    async readAll() {
      const me = await readMe();
      return (await readDisputes(chain, {}, deployment.startBlock)).map((dispute) => summarize(dispute, me));
    },
    async run(signal) {
      while (!signal.aborted) {
        const heardNews = dependencies.news.count();
        try {
          if (await round(signal)) await sleep(openEveryMs, undefined, { signal });
          else await dependencies.news.waitBeyond(heardNews, signal);
        } catch (error) {
          if (signal.aborted) return;
          // The chain's absence is told by whoever watches the payments.
          if (!isHearthError(error, 'chain.unreachable')) dependencies.onProblem(error, 'disputes');
          await sleep(openEveryMs, undefined, { signal }).catch(() => {});
        }
      }
    },
  };
}

/** What the owner hears of disputes. */
export const tellDisputes = (raise: RaiseNotice, log: (line: string) => void): Pick<DisputeSideDependencies, 'onDisputed' | 'onEnded'> => ({
  onDisputed({ disputeId, jobId, challenger, bondWei }) {
    log(`job ${jobId ?? 'unknown'} is disputed by ${challenger} with a bond of ${bondWei} wei: ${disputeId}`);
    raise('disputed', { jobId, disputeId, challenger });
  },
  onEnded({ disputeId, jobId, outcome, slashedWei }) {
    log(`dispute ${disputeId} about job ${jobId ?? 'unknown'} is over: ${outcome}, ${slashedWei} wei of stake are gone`);
    raise('disputeEnded', { jobId, disputeId, outcome });
  },
});
