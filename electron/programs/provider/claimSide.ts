import { setTimeout as sleep } from 'node:timers/promises';
import type { Call } from '../../services/chain/calls.ts';
import type { Chain } from '../../services/chain/chain.ts';
import { buildOpenClaim, buildPayClaim, readClaim } from '../../services/chain/claims.ts';
import type { TransactionIntent } from '../../services/chain/transactionTypes.ts';
import type { FeeWait, WeighFee } from '../../services/earnings/feeShare.ts';
import type { PayoutLog } from '../../services/earnings/payoutLog.ts';
import { decideClaim, isClientSilent } from '../../services/jobs/decideClaim.ts';
import { jobPriceWei, type Job } from '../../services/jobs/job.ts';
import type { Journal } from '../../services/jobs/journal.ts';
import type { PayWaits } from '../../services/jobs/payWaits.ts';
import { HearthError, isHearthError } from '../../shared/errors.ts';
import type { Hex } from '../../shared/units.ts';
import type { RaiseNotice } from './noticeSide.ts';

/** Silence is a matter of minutes; what is claimed already is looked at as often. */
const claimEveryMs = 1000;
/** A claim that the contract refuses is tried again after this. */
const refusedRestMs = 60_000;
/** Of JobEscrow.payClaim (docs/gas.md). */
const payClaimGas = 135_000n;

export type ClaimSideDependencies = {
  readonly chain: Chain;
  readonly send: (intent: TransactionIntent) => Promise<unknown>;
  readonly journal: Journal;
  readonly payouts: PayoutLog;
  /** Hears why a claim is not sent now, and when it is tried again. */
  readonly waits: PayWaits;
  readonly nowMs: () => number;
  /** How long after its order's deadline a client may still send its voucher. */
  readonly claimAfterMs: number;
  /** Who sends, and the owner's rule on fees; null: nothing can be weighed. */
  readonly node: string;
  readonly feeRule: () => WeighFee | null;
  /** A dispute about the job runs: nothing is claimed before it is decided. */
  readonly isDisputed: (jobId: string) => boolean;
  readonly raise: RaiseNotice;
  readonly log: (line: string) => void;
  readonly onProblem: (error: unknown, where: string) => void;
};

/** What a transaction fetches, what gas follows it, and whether waiting may lose it. */
type Worth = { readonly amountWei: bigint; readonly laterGas: bigint; readonly isLastChance: boolean };

/**
 * Claims jobs of clients that took the result and never sent the voucher: opens the claim with order and anchored receipt, and has it paid when its time has come. The journal says what the
 * chain says, and the signed transactions are on disk before they leave. Ends with the signal.
 *
 * @effects chain: costs gas
 */
export async function keepClaims(dependencies: ClaimSideDependencies, signal: AbortSignal): Promise<void> {
  const { chain, journal, waits, nowMs, claimAfterMs, log } = dependencies;
  const restUntilMs = new Map<string, number>();
  while (!signal.aborted) {
    try {
      for (const job of journal.live()) if (job.claimed || isClientSilent(job, nowMs(), claimAfterMs)) await look(job);
    } catch (error) {
      if (signal.aborted) return;
      // The chain's absence is told by whoever watches the payments.
      if (!isHearthError(error, 'chain.unreachable')) dependencies.onProblem(error, 'claims');
    }
    await sleep(claimEveryMs, undefined, { signal }).catch(() => {});
  }

  async function look(job: Job): Promise<void> {
    const { jobId, request: { order } } = job;
    if ((restUntilMs.get(jobId) ?? 0) > nowMs()) return;
    const claim = await readClaim(chain, job.result!.receipt.orderHash, signal);
    const nowSeconds = (await chain.readBlock('latest', signal))!.timeSeconds;
    const move = decideClaim(job, claim, isClientSilent(job, nowMs(), claimAfterMs) && !dependencies.isDisputed(jobId), nowSeconds);
    if (claim.isLapsed && !job.claimed) {
      // Over, but for a chain that takes blocks back.
      restUntilMs.set(jobId, nowMs() + refusedRestMs);
      waits.note(jobId, { reason: 'lapsed', againAtMs: null });
    }
    switch (move.act) {
      case 'wait': return;
      case 'note':
        if (claim.paid && move.events.some(({ kind }) => kind === 'settled')) {
          dependencies.payouts.note('settled', { ...claim.paid, transactionHash: claim.paid.txHash, wei: claim.amountWei, atMs: claim.paid.paidAtMs });
          dependencies.raise('claimPaid', { jobId, wei: claim.amountWei.toString() });
          log(`job ${jobId}: its client stayed silent, and the claim paid ${claim.amountWei} wei in ${claim.paid.txHash}`);
        }
        if (claim.isLapsed && move.events.some(({ kind }) => kind === 'unclaimed')) {
          dependencies.raise('claimLapsed', { jobId, wei: claim.amountWei.toString() });
          log(`job ${jobId}: its claim lapsed, ${claim.amountWei} wei went back to its client`);
        }
        waits.clear(jobId);
        return journal.append(move.events.map((event) => ({ jobId, event })));
      case 'openClaim':
        dependencies.raise('clientSilent', { jobId });
        return send(job, `claim ${jobId}`, await buildOpening(job), { amountWei: jobPriceWei(job), laterGas: payClaimGas, isLastChance: await isLastChance(order.client, nowSeconds) });
      // What is claimed has left the client's reservation: it can wait for lower fees.
      case 'payClaim': return send(job, `pay claim ${jobId}`, buildPayClaim(chain.deployment, order), { amountWei: claim.amountWei, laterGas: 0n, isLastChance: false });
    }
  }

  /** What the contract refuses before it is signed costs nothing: the client's reservation may be spent. It is tried again later. */
  async function send({ jobId }: Job, id: string, call: Call, worth: Worth): Promise<void> {
    if ((restUntilMs.get(id) ?? 0) > nowMs()) return;
    const againAtMs = nowMs() + refusedRestMs;
    try {
      const wait = await weigh(call, worth);
      if (wait) {
        restUntilMs.set(id, againAtMs);
        waits.note(jobId, { reason: 'fee', againAtMs, percent: wait.percent, limitPercent: wait.limitPercent });
        return log(`${id}: not sent: ${wait.inWords}`);
      }
      await dependencies.send({ ...call, id });
      waits.clear(jobId);
      log(`${id}: sent`);
    } catch (error) {
      if (!isHearthError(error, 'chain.reverted')) throw error;
      restUntilMs.set(id, againAtMs);
      waits.note(jobId, { reason: 'refused', againAtMs, error: error.about.error.slice(0, 300) });
      dependencies.onProblem(error, id);
    }
  }

  /** In its last window the client's reservation pays a claim still, and then the client may have it back. */
  async function isLastChance(client: string, nowSeconds: number): Promise<boolean> {
    return nowSeconds + chain.deployment.windowSeconds >= (await chain.readReservation(client, dependencies.node, signal)).releasableAtSeconds;
  }

  /** The owner's rule on fees. A claim is paid by a second transaction, whose gas counts with the first. */
  async function weigh(call: Call, { amountWei, laterGas, isLastChance }: Worth): Promise<FeeWait | null> {
    const rule = dependencies.feeRule();
    if (!rule) return null;
    const { baseFeeWei } = (await chain.readBlock('latest', signal))!;
    return rule(baseFeeWei * ((await chain.estimateGas(dependencies.node, call, 0n, signal)) + laterGas), amountWei, isLastChance);
  }

  async function buildOpening(job: Job): Promise<Call> {
    const { batched, anchored, request, result } = job;
    const batch = await chain.readBatch(request.order.provider, anchored!.batchIndex, signal);
    if (!batch) throw new HearthError('chain.unreachable', { rpcUrl: chain.rpcUrl(), reason: `batch ${anchored!.batchIndex} is gone` });
    const header = { root: batch.root, count: batch.count, valueWei: batch.valueWei, anchoredAtSeconds: batch.anchoredSeconds };
    return buildOpenClaim(chain.deployment, { order: request.order, orderSignature: request.orderSignature, receipt: result!.receipt }, { batch: anchored!.batchIndex, header, index: batched!.index, proof: batched!.proof as Hex[] });
  }
}
