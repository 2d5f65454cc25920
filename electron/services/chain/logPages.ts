import type { Hex } from '../../shared/units.ts';
import type { RawLog } from './events.ts';
import { RpcRefusal } from './rpcSource.ts';

/** One address, and what its logs' topics must be: a list means any of it, null anything. */
export type LogFilter = { readonly address: string; readonly topics: readonly (string | readonly string[] | null)[] };

/** Both ends included; without an end up to the newest block. */
export type LogRange = { readonly fromBlock: number; readonly toBlock?: number | undefined };

export type LogPager = {
  /** Page after page, each oldest log first; the pages in the order that is asked for. @throws RpcRefusal  a single block is refused */
  readonly pages: (filter: LogFilter, range: LogRange, order: 'oldestFirst' | 'newestFirst', signal?: AbortSignal) => AsyncGenerator<RawLog[]>;
};

type Ask = (filter: object, signal?: AbortSignal) => Promise<RawLog[]>;

/** Blocks asked for at once: a day of one-second blocks. Public nodes allow between 1,000 and 50,000 and refuse more. */
const widestBlocks = 100_000;

/**
 * Reads logs in ranges that the node answers: what it refuses is halved and asked again, and the width that worked is kept.
 *
 * @param ask       eth_getLogs
 * @param readHead  the newest block's number
 */
export function createLogPager(ask: Ask, readHead: (signal?: AbortSignal) => Promise<number>): LogPager {
  let knownWidth = widestBlocks;

  async function* pages(filter: LogFilter, { fromBlock, toBlock }: LogRange, order: 'oldestFirst' | 'newestFirst', signal?: AbortSignal): AsyncGenerator<RawLog[]> {
    const end = toBlock ?? (await readHead(signal));
    let [first, last, width] = [fromBlock, end, knownWidth];
    while (first <= last) {
      const [from, to] = order === 'oldestFirst' ? [first, Math.min(last, first + width - 1)] : [Math.max(first, last - width + 1), last];
      // Blocks that came meanwhile are asked for with the last ones, so that nothing newer than the answer is missed.
      const isOpen = toBlock === undefined && to === end;
      const logs = await ask({ ...filter, fromBlock: quantity(from), toBlock: isOpen ? 'latest' : quantity(to) }, signal).catch((error: unknown) => {
        if (!(error instanceof RpcRefusal) || to === from) throw error;
        return null;
      });
      if (logs === null) {
        width = Math.max(1, Math.floor((to - from + 1) / 2));
        continue;
      }
      // Only what worked is kept: a node that refuses everything says nothing about widths.
      knownWidth = width;
      if (order === 'oldestFirst') first = to + 1;
      else last = from - 1;
      yield logs.filter(({ address }) => address.toLowerCase() === filter.address.toLowerCase());
    }
  }
  return { pages };
}

const quantity = (block: number): Hex => `0x${block.toString(16)}`;
