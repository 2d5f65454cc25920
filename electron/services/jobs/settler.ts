import { setTimeout as sleep } from 'node:timers/promises';
import type { Primitives } from '../../protocol/primitives.ts';
import { isHearthError, type HearthError } from '../../shared/errors.ts';
import { sameAddress } from '../../shared/units.ts';
import type { Job } from './job.ts';
import type { Journal } from './journal.ts';
import { planBatch, planSettlement, settleEntries, unanchoredBatches, type AnchorPlan, type SettlementLine, type SignedVoucher } from './settlement.ts';
import type { PayWaits } from './payWaits.ts';
import type { WeighedSettlement } from './weighSettlement.ts';

/** A settlement that is not worth its fee is weighed again after this. */
const feeRestMs = 60_000;

type Anchored = { readonly provider: string; readonly root: string; readonly batch: number; readonly transactionHash: string; readonly blockNumber: number };
type Settled = { readonly client: string; readonly provider: string; readonly app: string; readonly modelId: string; readonly count: number; readonly paidWei: bigint; readonly receivedWei: bigint | null; readonly transactionHash: string; readonly blockNumber: number; /** Time of its block. */ readonly paidAtMs?: number };

/** What settling needs of the chain; services/chain gives it. */
export type SettlementChain = {
  /** Time of the newest block, and how much more unmatured value the node's stake covers. */
  readTerms(signal: AbortSignal): Promise<{ readonly blockNumber: number; readonly chainSeconds: number; readonly freeInFlightWei: bigint }>;
  /** From which second on a batch anchored in this block may settle. */
  readMaturity(blockNumber: number, signal: AbortSignal): Promise<number>;
  sendAnchor(plan: AnchorPlan): Promise<unknown>;
  sendSettlement(vouchers: readonly SignedVoucher[]): Promise<unknown>;
  /** Which lines are worth their fee by the owner's rule. */
  weighSettlement(lines: readonly SettlementLine[], signal: AbortSignal): Promise<WeighedSettlement>;
  /** Whether a transaction of this name, also of an earlier run, is still on its way. */
  isOnItsWay(id: string): boolean;
};

export type SettlerOptions = {
  /** A batch waits this long for company. */
  readonly anchorEveryMs: number;
  readonly pollingMs: number;
};

export type Settler = {
  onAnchored(event: Anchored): Promise<void>;
  onSettled(event: Settled): void;
  onReorg(keptBlock: number): void;
  /** Everything up to this block was told. */
  onBlock(blockNumber: number): void;
  /** Runs until the signal. */
  run(signal: AbortSignal): Promise<void>;
};

/**
 * Brings receipts to the chain and vouchers to money. The journal holds each intent before it is sent; what the chain
 * says (through the watcher) is the only thing that marks a receipt anchored or paid.
 */
export function createSettler(
  p: Primitives,
  dependencies: { readonly journal: Journal; readonly chain: SettlementChain; readonly waits: PayWaits; readonly node: string; readonly nowMs: () => number; readonly onProblem: (error: HearthError) => void },
  options: SettlerOptions,
): Settler {
  const { journal, chain, waits, node, nowMs } = dependencies;
  const sending = new Set<string>();
  /** Per transaction that may have been sent before: the block up to which the chain must have been heard before it is sent again. */
  const unheard = new Map<string, number>();
  let toldBlock = -1;
  let weighed: { readonly key: string; readonly untilMs: number; readonly chosen: readonly SettlementLine[] } | null = null;

  /** Sends once at a time per name; a failure is reported and the next round tries again. */
  function sendOnce(name: string, send: () => Promise<unknown>): void {
    if (sending.has(name)) return;
    sending.add(name);
    send()
      .catch((error: unknown) => {
        if (isHearthError(error)) dependencies.onProblem(error);
      })
      .finally(() => {
        sending.delete(name);
        unheard.delete(name);
      });
  }

  /**
   * For what may be in the chain already, from an earlier run or since the last round: sends only once everything was heard that the chain
   * knew at a moment when no such transaction was on its way. Otherwise one batch would be anchored twice.
   */
  function sendUnlessDone(name: string, blockNumber: number, send: () => Promise<unknown>): void {
    if (sending.has(name)) return;
    if (chain.isOnItsWay(name)) return sendOnce(name, send);
    const neededBlock = unheard.get(name) ?? blockNumber;
    unheard.set(name, neededBlock);
    if (toldBlock >= neededBlock) sendOnce(name, send);
  }

  async function round(signal: AbortSignal): Promise<void> {
    const waiting = journal.live().some((job) => job.signed && (!job.anchored || job.acknowledged));
    if (!waiting) return;
    const before = new Set(unanchoredBatches(journal.live()).map(({ root }) => root));
    const { blockNumber, chainSeconds, freeInFlightWei } = await chain.readTerms(signal);
    const unanchored = unanchoredBatches(journal.live());
    for (const plan of unanchored) if (before.has(plan.root)) sendUnlessDone(anchorId(plan), blockNumber, () => chain.sendAnchor(plan));
    if (unanchored.length === 0 && isDue(journal.live())) {
      const batch = planBatch(p, journal.live(), freeInFlightWei);
      if (batch) {
        journal.append(batch.entries);
        sendOnce(anchorId(batch.plan), () => chain.sendAnchor(batch.plan));
      }
    }
    const vouchers = await chooseLines(planSettlement(journal.live(), chainSeconds), signal);
    if (vouchers.length > 0) sendUnlessDone(settlementId(vouchers), blockNumber, () => chain.sendSettlement(vouchers));
  }

  /** What is due and worth its fee. The same lines are weighed once a minute; what is on its way is not weighed again. */
  async function chooseLines(due: readonly SettlementLine[], signal: AbortSignal): Promise<readonly SettlementLine[]> {
    const key = settlementId(due);
    if (due.length === 0 || chain.isOnItsWay(key)) return due;
    if (weighed?.key === key && nowMs() < weighed.untilMs) return weighed.chosen;
    const { chosen, waiting } = await chain.weighSettlement(due, signal);
    weighed = { key, untilMs: nowMs() + feeRestMs, chosen };
    for (const line of due) {
      const wait = waiting.get(line);
      for (const jobId of line.jobIds) {
        if (wait) waits.note(jobId, { reason: 'fee', againAtMs: weighed.untilMs, percent: wait.percent, limitPercent: wait.limitPercent });
        else waits.clear(jobId);
      }
    }
    return chosen;
  }

  const isDue = (jobs: readonly Job[]): boolean =>
    jobs.some((job) => job.signed && !job.batched && nowMs() - (job.finishedAtMs ?? 0) >= options.anchorEveryMs);

  return {
    async onAnchored(event) {
      if (!sameAddress(event.provider, node)) return;
      const members = journal.live().filter((job) => job.batched?.root === event.root && !job.anchored);
      if (members.length === 0) return;
      const maturesAtSeconds = await chain.readMaturity(event.blockNumber, AbortSignal.timeout(10_000));
      journal.append(members.map((job) => ({
        jobId: job.jobId, event: { kind: 'anchored' as const, txHash: event.transactionHash, blockNumber: event.blockNumber, batchIndex: event.batch, maturesAtSeconds },
      })));
    },
    onSettled(event) {
      if (!sameAddress(event.provider, node)) return;
      const entries = settleEntries(journal.live(), event);
      if (entries.length > 0) journal.append(entries);
    },
    onBlock: (blockNumber) => void (toldBlock = blockNumber),
    onReorg(keptBlock) {
      toldBlock = Math.min(toldBlock, keptBlock);
      unheard.clear();
      const settled = journal.list({ stage: 'settled', search: '', limit: 500, beforeMs: null }).jobs;
      const unsettled = settled.filter((job) => journal.isOwn(job) && job.settled!.blockNumber > keptBlock).map((job) => ({ jobId: job.jobId, event: { kind: 'unsettled' as const } }));
      if (unsettled.length > 0) journal.append(unsettled);
      const unanchored = journal.live().filter((job) => job.anchored && job.anchored.blockNumber > keptBlock);
      if (unanchored.length > 0) journal.append(unanchored.map((job) => ({ jobId: job.jobId, event: { kind: 'unanchored' as const } })));
    },
    async run(signal) {
      while (!signal.aborted) {
        await round(signal).catch((error: unknown) => {
          if (signal.aborted) return;
          if (!isHearthError(error)) throw error;
          dependencies.onProblem(error);
        });
        await sleep(options.pollingMs, undefined, { signal }).catch(() => {});
      }
    },
  };
}

export const anchorId = ({ root }: Pick<AnchorPlan, 'root'>): string => `anchor:${root}`;
/** Names one settlement so that the same one is never on its way twice. */
export const settlementId = (vouchers: readonly SignedVoucher[]): string =>
  `settle:${vouchers.map(({ voucher }) => `${voucher.client}:${voucher.app}:${voucher.modelId}:${voucher.count}`).join(',')}`;
