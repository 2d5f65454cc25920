import { setTimeout as sleep } from 'node:timers/promises';
import { isHearthError } from '../../shared/errors.ts';
import type { Hex } from '../../shared/units.ts';
import { createBlockRhythm } from './blockRhythm.ts';
import { addressTopic, type Chain } from './chain.ts';
import { eventTopic, parseEvents, type AnchoredEvent, type ChainEvent, type PaidEvent, type RawLog, type SettledEvent } from './events.ts';
import { RpcRefusal } from './rpcSource.ts';

/** A block whose events were told, kept so that a later run can tell whether it still stands. */
export type SeenBlock = { readonly number: number; readonly hash: Hex };

export type WatchOptions = {
  /** Only this node's events; all nodes' without it. */
  readonly provider?: Hex;
  /** First block to read; the block after the last one told. */
  readonly fromBlock: number;
  /** Blocks told by an earlier run, so that a reorg while we were away is found. */
  readonly seen?: readonly SeenBlock[];
  /** Blocks on top, its own included, before an event is told; 1 tells at once. */
  readonly confirmations?: number;
  readonly onAnchored?: (event: AnchoredEvent) => void | Promise<void>;
  readonly onSettled?: (event: SettledEvent) => void | Promise<void>;
  readonly onPaid?: (event: PaidEvent) => void | Promise<void>;
  /** Everything told from blocks after `keptBlock` is undone, `removed` as far as this run told it; newer events follow. */
  readonly onReorg?: (reorg: { readonly keptBlock: number; readonly removed: readonly ChainEvent[] }) => void | Promise<void>;
  /**
   * All events up to this block were told, `events` of them since the block before: keep it on disk, for `seen` and `fromBlock`. A block
   * without events may be kept later: one that was lost is read again. `isEmpty`: one block on top of the last one, without transactions.
   */
  readonly onBlock?: (block: SeenBlock, events: number, isEmpty: boolean) => void | Promise<void>;
  /** The chain went away (with its reason) or came back (null). */
  readonly onReachable?: (reason: string | null) => void;
};

/** Blocks remembered for finding the fork; deeper reorgs undo everything this watch knows. */
const rememberedBlocks = 256;
/** Told and remembered as one step; what a node refuses to answer at once is asked for in smaller ranges ({@link Chain.readLogs}). */
const blocksPerStep = 2000;

/**
 * Tells a chain's events in order, once each, and takes them back when the chain does. Survives the chain's absence. Callbacks
 * are awaited; one that throws ends the watch with its error.
 *
 * @returns when the signal fires
 */
export async function watchChain(chain: Chain, options: WatchOptions, signal: AbortSignal): Promise<void> {
  const seen: SeenBlock[] = [...(options.seen ?? [])].sort((a, b) => a.number - b.number);
  const told: ChainEvent[] = [];
  let nextBlock = options.fromBlock;
  let isReachable = true;
  const rhythm = createBlockRhythm(chain.pollingMs);
  const aborted = () => signal.aborted;

  while (!aborted()) {
    // A node also refuses now and then, for one when a reorg takes away the block just asked for.
    try {
      // Of two histories none is told until they are one again; an old one is true as far as it goes.
      const { state } = await chain.readTrust(signal);
      if (state !== 'disagreement') nextBlock = await step();
      if (!isReachable) options.onReachable?.(null);
      isReachable = true;
    } catch (error) {
      if (aborted()) return;
      const reason = isHearthError(error, 'chain.unreachable') ? error.about.reason : error instanceof RpcRefusal ? error.message : null;
      if (reason === null) throw error;
      if (isReachable) options.onReachable?.(reason);
      isReachable = false;
    }
    await sleep(isReachable ? rhythm.waitMs(chain.clock.nowMs()) : chain.pollingMs, undefined, { signal }).catch(() => {});
  }

  /** Undoes what no longer stands, then tells what is new. Gives the next block to read. */
  async function step(): Promise<number> {
    const latest = await chain.readBlock('latest', signal);
    if (latest) rhythm.saw(latest.number, chain.clock.nowMs());
    const last = seen.at(-1);
    // A quiet chain costs one request a round: nothing new, or one empty block on top of the last one told.
    if (latest && last && nextBlock === last.number + 1) {
      if (latest.hash === last.hash) return nextBlock;
      if (latest.isEmpty && latest.number === nextBlock && latest.parentHash === last.hash && (options.confirmations ?? 1) === 1) {
        await remember(latest, 0, true);
        return nextBlock + 1;
      }
    }
    const head = latest?.number ?? (await chain.readBlockNumber(signal));
    let from = await undoReorg(head);
    const target = head - (options.confirmations ?? 1) + 1;
    while (from <= target) {
      const to = Math.min(target, from + blocksPerStep - 1);
      const block = await chain.readBlock(to, signal);
      const logs = await readLogs(from, to);
      const after = await chain.readBlock(to, signal);
      // The chain moved while we read: look again from the start.
      if (!block || block.hash !== after?.hash) return from;
      const events = parseEvents(chain.deployment, logs);
      await tell(events);
      await remember(block, events.length, false);
      from = to + 1;
    }
    return from;
  }

  async function undoReorg(head: number): Promise<number> {
    if (seen.length === 0) {
      // The block before the first one told: without it the smallest reorg would undo everything.
      const before = nextBlock > 0 ? await chain.readBlock(nextBlock - 1, signal) : null;
      if (before) seen.push({ number: before.number, hash: before.hash });
      return nextBlock;
    }
    let kept = seen.length - 1;
    for (; kept >= 0; kept--) {
      const block = seen[kept]!;
      if (block.number <= head && (await chain.readBlock(block.number, signal))?.hash === block.hash) break;
    }
    if (kept === seen.length - 1) return nextBlock;
    const keptBlock = seen[kept]?.number ?? chain.deployment.startBlock - 1;
    const removed = told.filter((event) => event.blockNumber > keptBlock);
    seen.splice(kept + 1);
    told.splice(0, told.length, ...told.filter((event) => event.blockNumber <= keptBlock));
    nextBlock = keptBlock + 1;
    await options.onReorg?.({ keptBlock, removed });
    return nextBlock;
  }

  async function readLogs(from: number, to: number): Promise<RawLog[]> {
    const names = ['Anchored', 'Settled', 'Paid', 'Shared'].map((name) => eventTopic('JobEscrow', name));
    const logs = await chain.readLogs({ address: chain.deployment.contracts.JobEscrow.address, topics: [names] }, { fromBlock: from, toBlock: to }, signal);
    // `provider` is the first topic of Anchored and Paid and the second of Settled, so the node cannot filter all three at once; Shared names no
    // provider and follows the Settled events it is about.
    if (!options.provider) return logs;
    const wanted = addressTopic(options.provider);
    const [settled, shared] = [eventTopic('JobEscrow', 'Settled'), eventTopic('JobEscrow', 'Shared')];
    return logs.filter((log) => log.topics[0] === shared || log.topics[log.topics[0] === settled ? 2 : 1] === wanted);
  }

  async function tell(events: readonly ChainEvent[]): Promise<void> {
    for (const event of events) {
      signal.throwIfAborted();
      told.push(event);
      if (event.name === 'Anchored') await options.onAnchored?.(event);
      else if (event.name === 'Settled') await options.onSettled?.(event);
      else await options.onPaid?.(event);
    }
  }

  async function remember(block: SeenBlock, events: number, isEmpty: boolean): Promise<void> {
    seen.push({ number: block.number, hash: block.hash });
    const forgotten = seen.splice(0, Math.max(0, seen.length - rememberedBlocks)).at(-1);
    // What lies below every remembered block can no longer be taken back event by event.
    if (forgotten) told.splice(0, told.length, ...told.filter((event) => event.blockNumber > forgotten.number));
    await options.onBlock?.({ number: block.number, hash: block.hash }, events, isEmpty);
  }
}
