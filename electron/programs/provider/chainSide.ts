import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import type { Primitives } from '../../protocol/primitives.ts';
import type { Domain } from '../../protocol/typedData.ts';
import { readOperator } from '../../services/chain/auditReads.ts';
import { buildAnchorTransaction, buildSettleTransaction, domainOf } from '../../services/chain/calls.ts';
import { maturesAtSeconds, openChain, type Chain, type Freshness } from '../../services/chain/chain.ts';
import type { Deployment } from '../../services/chain/deployment.ts';
import type { ChainTrust } from '../../services/chain/agreement.ts';
import { createReceiptChain } from '../../services/chain/receiptChain.ts';
import { toTrustError } from '../../services/chain/trust.ts';
import { createTransactionQueue } from '../../services/chain/transactions.ts';
import type { MinedTransaction, TransactionIntent, TransactionQueue } from '../../services/chain/transactionTypes.ts';
import { watchChain } from '../../services/chain/watcher.ts';
import type { WeighFee } from '../../services/earnings/feeShare.ts';
import type { PayoutLog } from '../../services/earnings/payoutLog.ts';
import type { Journal } from '../../services/jobs/journal.ts';
import type { PayWaits } from '../../services/jobs/payWaits.ts';
import type { ReceiptChain } from '../../services/jobs/receiptChecks.ts';
import { anchorId, createSettler, settlementId } from '../../services/jobs/settler.ts';
import { weighSettlement } from '../../services/jobs/weighSettlement.ts';
import type { HearthDatabase } from '../../services/storage/database.ts';
import { openFact, openTransactionRecords } from '../../services/storage/records.ts';
import type { BridgeClient } from '../../shared/bridgeKit.ts';
import { HearthError, isHearthError } from '../../shared/errors.ts';
import type { SignerBridge } from '../../shared/signerBridge.ts';
import { bytes32Shape, safeUintShape, sameAddress, type Hex } from '../../shared/units.ts';
import { toAbout, type RaiseNotice } from './noticeSide.ts';
import { createPulse, type Pulse } from './pulse.ts';

/** How far the chain was read, and the blocks that tell whether it still stands. */
const progressShape = z.array(z.strictObject({ number: safeUintShape, hash: bytes32Shape }));
const rememberedBlocks = 64;
/** A practice chain makes a block a second: what it lost with its process need not be waited for as long as on a public chain. */
const practiceStuckMs = 8000;
/** Between two rounds of watching, after one that failed. */
const restartMs = 1000;
/** A quiet chain's progress goes to disk this often: an fsync a second for nothing wears a disk and wakes it. */
const quietProgressMs = 15_000;
/** How often the shown stake is read while nothing else reads it; before there is one, its arrival is waited for. */
const stakeEveryMs = 10_000;
const stakeArrivingMs = 1000;

export type ChainView = {
  readonly state: 'connecting' | 'reachable' | 'gone';
  readonly goneSinceMs: number | null;
  readonly blockNumber: number | null;
  readonly blockAgeSeconds: number | null;
  readonly stakeWei: bigint | null;
  readonly inFlightLimitWei: bigint | null;
  /** Whose node it is, which is said once and for good; null before. */
  readonly operator: string | null;
  readonly inFlightWei: bigint | null;
  /** Data on which nothing is decided, and since when. */
  readonly doubt: { readonly trust: Exclude<ChainTrust, { state: 'sound' }>; readonly sinceMs: number } | null;
};

export type ChainSide = {
  readonly chain: Chain;
  readonly deployment: Deployment;
  readonly domain: Domain;
  readonly receiptChain: ReceiptChain;
  /** Moves whenever a block with transactions was read, or one was taken back: what else follows the chain need not ask it about empty blocks. */
  readonly news: Pulse;
  view(): ChainView;
  /** Sends from the node key, once per id. @throws chain.unreachable  while nothing can be sent; and what the queue throws */
  send(intent: TransactionIntent): Promise<MinedTransaction>;
  /** What this client has reserved for this node; the last known amount while the chain is away, null when never known or when the chain's data is not to be decided on. */
  readReservedWei(client: string): Promise<bigint | null>;
  /** The node's own queue of transactions; null while none runs. */
  queue(): TransactionQueue | null;
  /** Ends when the signal fires. */
  run(signal: AbortSignal): Promise<void>;
};

export type ChainSideDependencies = {
  readonly primitives: Primitives;
  readonly journal: Journal;
  readonly database: HearthDatabase;
  /** Hears of every payment beside the journal. */
  readonly payouts: PayoutLog;
  readonly waits: PayWaits;
  /** The owner's rule on fees; null: nothing can be weighed. */
  readonly feeRule: () => WeighFee | null;
  readonly signer: () => BridgeClient<SignerBridge>;
  readonly node: string;
  readonly nowMs: () => number;
  readonly onChanged: () => void;
  /** Hears the newest block at every look at the chain, also when it is the one of before. */
  readonly onFreshness?: (freshness: Freshness) => void;
  /** Tells the owner that the chain went away or came back, became doubtful or sound, took blocks back or failed a transaction, or that an address was set aside. */
  readonly raise: RaiseNotice;
  readonly onProblem: (error: unknown, where: string) => void;
  readonly log: (line: string) => void;
};

/** A reading of a reservation is good for so long. */
const reservationFreshMs = 3000;

export function createChainSide(deployment: Deployment, dependencies: ChainSideDependencies, options: { readonly pollingMs: number; readonly anchorEveryMs: number; readonly staleSeconds?: number; readonly trustMs?: number }): ChainSide {
  const { journal, database, node, nowMs } = dependencies;
  const chain = openChain({ deployment, isOfThisBuild: true, pollingMs: options.pollingMs, staleSeconds: options.staleSeconds, trustMs: options.trustMs });
  const records = openTransactionRecords(database);
  const progress = openFact(database, `chain:${deployment.chainId}:${deployment.contracts.JobEscrow.address}`, progressShape);
  const reservations = new Map<string, { atMs: number; wei: bigint }>();
  /** Of the present round of watching; null between two. */
  let queue: TransactionQueue | null = null;
  const news = createPulse();
  let view: ChainView = { state: 'connecting', goneSinceMs: null, blockNumber: null, blockAgeSeconds: null, stakeWei: null, inFlightWei: null, inFlightLimitWei: null, operator: null, doubt: null };
  const operatorOnce = async (stop: AbortSignal | undefined): Promise<string | null> => view.operator ?? (await readOperator(chain, node, stop));
  const toldRefused = new Set<string>();
  let lastTime: { readonly blockNumber: number; readonly atMs: number } | null = null;

  const show = (change: Partial<ChainView>): void => {
    view = { ...view, ...change };
    dependencies.onChanged();
  };
  function setReachable(isReachable: boolean): void {
    if (isReachable === (view.state === 'reachable')) return;
    const wasKnown = view.state !== 'connecting';
    show({ state: isReachable ? 'reachable' : 'gone', goneSinceMs: isReachable ? null : nowMs() });
    if (isReachable && wasKnown) dependencies.raise('chainBack');
    else if (!isReachable) dependencies.raise('chainGone', { rpcUrl: deployment.rpcUrls[0] ?? '' });
  }

  /** Shows and tells how far the chain's data can be relied on, and which addresses were set aside. */
  async function lookAtTrust(signal: AbortSignal): Promise<HearthError | null> {
    const trust = await chain.readTrust(signal);
    const was = view.doubt;
    if (trust.state === 'sound') {
      if (was) show({ doubt: null });
      if (was) dependencies.raise('chainSound');
    } else {
      show({ doubt: { trust, sinceMs: was?.trust.state === trust.state ? was.sinceMs : nowMs() } });
      if (was?.trust.state !== trust.state) dependencies.raise('chainDoubt', doubtAbout(trust));
    }
    tellRefused();
    return toTrustError(trust);
  }

  /** Also when no address is left, and nothing can be read: the owner has to know why. */
  function tellRefused(): void {
    for (const { url, refusal } of chain.sources()) {
      if (refusal === null) toldRefused.delete(url);
      else if (!toldRefused.has(url)) {
        toldRefused.add(url);
        dependencies.raise('rpcSetAside', { ...toAbout(refusal.about), rpcUrl: url, code: refusal.code });
      }
    }
  }

  return {
    chain,
    deployment,
    domain: domainOf(deployment) as Domain,
    receiptChain: createReceiptChain(chain),
    news,
    view: () => view,
    async send(intent) {
      if (!queue) throw new HearthError('chain.unreachable', { rpcUrl: chain.rpcUrl(), reason: 'the queue is being started' });
      return queue.send(intent);
    },
    queue: () => queue,
    async readReservedWei(client) {
      const known = reservations.get(client.toLowerCase());
      // A chain that is known to be gone is not waited for with every order.
      if (known && (view.state === 'gone' || nowMs() - known.atMs < reservationFreshMs)) return known.wei;
      try {
        await chain.requireSound();
        const { amountWei } = await chain.readReservation(client, node);
        reservations.set(client.toLowerCase(), { atMs: nowMs(), wei: amountWei });
        return amountWei;
      } catch (error) {
        if (isHearthError(error, 'chain.unreachable')) return known?.wei ?? null;
        if (isDoubt(error)) return null;
        throw error;
      }
    },
    async run(signal) {
      // A disk that is full, or any fault of ours, ends one round of watching; what the journal and the records hold begins the next.
      while (!signal.aborted) {
        const ending = new AbortController();
        try {
          await runOnce(AbortSignal.any([signal, ending.signal]));
        } catch (error) {
          if (signal.aborted) return;
          dependencies.onProblem(error, 'chain');
        } finally {
          ending.abort();
        }
        await sleep(restartMs, undefined, { signal }).catch(() => {});
      }
    },
  };

  /** Queue, settler and watcher until one of them fails. */
  async function runOnce(signal: AbortSignal): Promise<void> {
    const own = createTransactionQueue({
      chain, from: node as Hex,
      signTransaction: async ({ chainId, nonce, to, data, valueWei, gasLimit, maxFeePerGasWei, maxPriorityFeePerGasWei }) =>
        (await dependencies.signer().ask('signTransaction', { chainId, nonce, to, data, valueWei, gasLimit, maxFeePerGasWei, maxPriorityFeePerGasWei })).raw as Hex,
      onSigned: (signed) => records.keep(signed),
      onMined: ({ id }) => records.forget(id),
      onFailed: ({ id, error }) => {
        records.forget(id);
        dependencies.log(`transaction ${id.slice(0, 30)} failed: ${error.message}`);
        dependencies.raise('transactionFailed', { what: id.split(' ')[0]!.split(':')[0]!.slice(0, 30), ...toAbout(error.about), code: error.code });
      },
    }, { pending: records.pending(), signal, cancelsRefused: true, ...(deployment.practice ? { stuckMs: practiceStuckMs } : {}) });

    queue = own;
    signal.addEventListener('abort', () => queue === own && (queue = null), { once: true });

    const settler = createSettler(dependencies.primitives, {
      journal, waits: dependencies.waits, node, nowMs,
      chain: {
        async readTerms(stop) {
          const [freshness, stake, ledger, operator] = await Promise.all([chain.readFreshness(stop), chain.readStake(node, stop), chain.readLedger(node, stop), operatorOnce(stop)]);
          setReachable(true);
          dependencies.onFreshness?.(freshness);
          const doubt = await lookAtTrust(stop);
          if (doubt) throw doubt;
          show({ blockNumber: freshness.blockNumber, blockAgeSeconds: freshness.ageSeconds, stakeWei: stake.activeWei, inFlightWei: ledger.inFlightWei, inFlightLimitWei: stake.inFlightLimitWei, operator });
          return { blockNumber: freshness.blockNumber, chainSeconds: freshness.blockSeconds, freeInFlightWei: stake.inFlightLimitWei - ledger.inFlightWei };
        },
        async readMaturity(number, stop) {
          const block = await chain.readBlock(number, stop);
          if (!block) throw new HearthError('chain.unreachable', { rpcUrl: chain.rpcUrl(), reason: `block ${number} is gone` });
          return maturesAtSeconds(block.timeSeconds, deployment.windowSeconds);
        },
        sendAnchor: (plan) => own.send({ id: anchorId(plan), ...buildAnchorTransaction(deployment, plan) }),
        isOnItsWay: (id) => own.unfinished().includes(id),
        async weighSettlement(lines, stop) {
          const rule = dependencies.feeRule();
          if (!rule) return { chosen: lines, waiting: new Map() };
          const { baseFeeWei, timeSeconds } = (await chain.readBlock('latest', stop))!;
          return weighSettlement(lines, {
            rule, baseFeeWei, estimateGas: (some) => chain.estimateGas(node, buildSettleTransaction(deployment, some), 0n, stop),
            isLastChance: async ({ voucher }) => timeSeconds + deployment.windowSeconds >= (await chain.readReservation(voucher.client, node, stop)).releasableAtSeconds,
          });
        },
        sendSettlement: (vouchers) => own.send({ id: settlementId(vouchers), ...buildSettleTransaction(deployment, vouchers) }),
      },
      onProblem(error) {
        if (isHearthError(error, 'chain.unreachable')) setReachable(false);
        else if (!isDoubt(error)) dependencies.onProblem(error, 'settling');
      },
    }, { anchorEveryMs: options.anchorEveryMs, pollingMs: options.pollingMs });

    const seen = progress.read() ?? [];
    let told = [...seen];
    let writtenAtMs = 0;
    const watching = watchChain(chain, {
      provider: node as Hex, fromBlock: (seen.at(-1)?.number ?? deployment.startBlock - 1) + 1, seen: seen as { number: number; hash: Hex }[], confirmations: 1,
      onAnchored: (event) => settler.onAnchored(event),
      async onSettled(event) {
        if (!sameAddress(event.provider, node)) return;
        const paidAtMs = await readTimeMs(event.blockNumber, signal);
        dependencies.payouts.note('settled', { ...event, wei: event.paidWei, atMs: paidAtMs });
        settler.onSettled({ ...event, paidAtMs });
      },
      async onPaid(event) {
        if (sameAddress(event.provider, node)) dependencies.payouts.note('arrived', { ...event, wei: event.amountWei, atMs: await readTimeMs(event.blockNumber, signal) });
      },
      onReorg: ({ keptBlock }) => {
        dependencies.log(`the chain took back its blocks after ${keptBlock}`);
        dependencies.raise('chainRewound', { keptBlock });
        settler.onReorg(keptBlock);
        dependencies.payouts.onReorg(keptBlock);
        told = told.filter(({ number }) => number <= keptBlock);
        progress.write(told);
        news.beat();
      },
      onBlock: (block, events, isEmpty) => {
        if (!isEmpty) news.beat();
        settler.onBlock(block.number);
        told = [...told.filter(({ number }) => number < block.number), block].slice(-rememberedBlocks);
        if (events > 0 || nowMs() - writtenAtMs >= quietProgressMs) {
          progress.write(told);
          writtenAtMs = nowMs();
        }
        show({ blockNumber: block.number });
      },
      onReachable: (reason) => setReachable(reason === null),
    }, signal);
    await Promise.all([settler.run(signal), watching, pollView(signal), own.stopped]);
  }

  /** When a block was made, by the chain; never later than now, which a practice chain's clock may be. */
  async function readTimeMs(blockNumber: number, signal: AbortSignal): Promise<number> {
    if (lastTime?.blockNumber !== blockNumber) {
      const block = await chain.readBlock(blockNumber, signal);
      lastTime = { blockNumber, atMs: Math.min(nowMs(), block ? block.timeSeconds * 1000 : nowMs()) };
    }
    return lastTime.atMs;
  }

  /** Keeps the shown figures fresh while nothing waits to be settled. */
  async function pollView(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      try {
        const [freshness, stake, operator] = await Promise.all([chain.readFreshness(signal), chain.readStake(node, signal), operatorOnce(signal)]);
        dependencies.onFreshness?.(freshness);
        show({ blockNumber: freshness.blockNumber, blockAgeSeconds: freshness.ageSeconds, stakeWei: stake.activeWei, inFlightLimitWei: stake.inFlightLimitWei, operator });
        setReachable(true);
        await lookAtTrust(signal);
      } catch (error) {
        if (signal.aborted) return;
        if (!isHearthError(error)) throw error;
        setReachable(false);
        tellRefused();
      }
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, view.stakeWei && !view.doubt ? stakeEveryMs : stakeArrivingMs);
        signal.addEventListener('abort', () => (clearTimeout(timer), resolve()), { once: true });
      });
    }
  }
}

const isDoubt = (error: unknown): boolean => isHearthError(error, 'chain.stale') || isHearthError(error, 'chain.disagreement');

/** A doubt as the status and the notice tell it. */
const doubtAbout = (trust: Exclude<ChainTrust, { state: 'sound' }>): Record<string, string | number> => {
  const { state, url, ...rest } = trust;
  return { kind: state, rpcUrl: url, ...rest };
};
