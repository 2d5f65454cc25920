import { setTimeout as sleep } from 'node:timers/promises';
import { beaconDueSeconds, signBeaconRound, type BeaconSchedule } from '../../protocol/beacon.ts';
import type { Primitives } from '../../protocol/primitives.ts';
import { isHearthError } from '../../shared/errors.ts';
import type * as auditReads from '../chain/auditReads.ts';
import type { Chain } from '../chain/chain.ts';
import type * as court from '../chain/court.ts';
import type { TransactionQueue } from '../chain/transactions.ts';

export type BeaconDependencies = {
  readonly p: Primitives;
  readonly chain: Chain;
  /** The network's secret, 32 bytes. */
  readonly secretKey: Uint8Array;
  readonly schedule: BeaconSchedule;
  /** Pays for the rounds; its own account, so that nobody waits behind them. */
  readonly queue: Pick<TransactionQueue, 'send'>;
  readonly fund: () => Promise<void>;
  readonly reads: Pick<typeof auditReads, 'readAnchors' | 'readEpochCommits' | 'readCasesOpened'> & Pick<typeof court, 'readAuditRound'>;
  readonly buildStoreRound: typeof court.buildStoreRoundTransaction;
  readonly nowMs: () => number;
};

/** Rounds are looked for so far back after a start, and after a chain that lost blocks. */
const lookBackBlocks = 512;
const againBlocks = 32;

/**
 * Stores the rounds that somebody waits for: those that draw the audits of an anchor, pick the vote of an epoch, or seat the committee of a question. On a public
 * network anyone brings them from drand; here the network signs them itself.
 *
 * @effects chain: costs gas
 * @source docs/protocol/court.md section 2
 */
export async function keepBeacon(dependencies: BeaconDependencies, options: { readonly pollingMs: number; readonly onProblem: (error: unknown) => void }, signal: AbortSignal): Promise<void> {
  const { p, chain, reads, schedule, nowMs } = dependencies;
  const waiting = new Set<number>();
  const done = new Set<number>();
  let readTo = -1;

  while (!signal.aborted) {
    try {
      const head = await chain.readBlockNumber(signal);
      if (head < readTo || readTo < 0) await dependencies.fund();
      // A chain that came back shorter has lost rounds too.
      if (head < readTo) done.clear();
      if (head !== readTo) await gather(Math.max(chain.deployment.startBlock, (readTo < 0 || head < readTo ? head - lookBackBlocks : readTo - againBlocks) + 1), head);
      readTo = head;
      for (const round of [...waiting].sort((a, b) => a - b)) if (beaconDueSeconds(schedule, round) * 1000 <= nowMs()) await store(round);
    } catch (error) {
      if (signal.aborted) return;
      if (!isHearthError(error, 'chain.unreachable')) options.onProblem(error);
    }
    await sleep(options.pollingMs, undefined, { signal }).catch(() => {});
  }

  async function gather(fromBlock: number, toBlock: number): Promise<void> {
    const [anchors, commits, cases] = await Promise.all([reads.readAnchors(chain, fromBlock, toBlock, signal), reads.readEpochCommits(chain, {}, fromBlock, signal), reads.readCasesOpened(chain, {}, fromBlock, signal)]);
    const times = new Set(anchors.map(({ anchoredAtSeconds }) => anchoredAtSeconds));
    for (const blockNumber of new Set([...commits, ...cases].map(({ blockNumber: number }) => number))) times.add((await chain.readBlock(blockNumber, signal))?.timeSeconds ?? 0);
    for (const atSeconds of times) {
      const { round, isStored } = await reads.readAuditRound(chain, atSeconds, signal);
      if (isStored) done.add(round);
      else if (!done.has(round)) waiting.add(round);
    }
  }

  async function store(round: number): Promise<void> {
    await dependencies.queue.send({ ...dependencies.buildStoreRound(chain.deployment, round, signBeaconRound(p, dependencies.secretKey, round)), id: `round ${round}` });
    waiting.delete(round);
    done.add(round);
  }
}
