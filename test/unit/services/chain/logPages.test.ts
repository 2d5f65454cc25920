import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RawLog } from '../../../../electron/services/chain/events.ts';
import { createLogPager, type LogRange } from '../../../../electron/services/chain/logPages.ts';
import { RpcRefusal } from '../../../../electron/services/chain/rpcSource.ts';

const address = '0xAbC0000000000000000000000000000000000001';
const logAt = (block: number): RawLog => ({ address: address.toLowerCase(), topics: [], data: '0x', blockNumber: `0x${block.toString(16)}`, blockHash: '0x', transactionHash: '0x', logIndex: '0x0' });

/** A node with logs in these blocks, which answers ranges up to a width and answers up to a size. */
function playNode(blocks: readonly number[], { head, widest = Infinity, mostLogs = Infinity }: { head: number; widest?: number; mostLogs?: number }) {
  const asked: [number, number][] = [];
  let refused = 0;
  const pager = createLogPager(async (filter) => {
    const { fromBlock, toBlock } = filter as { fromBlock: string; toBlock: string };
    const [from, to] = [Number(fromBlock), toBlock === 'latest' ? head : Number(toBlock)];
    const found = blocks.filter((block) => block >= from && block <= to);
    if (to - from + 1 > widest || found.length > mostLogs) {
      refused++;
      throw new RpcRefusal('query returned more than it may', -32005, undefined);
    }
    asked.push([from, to]);
    return found.map(logAt);
  }, async () => head);
  const read = async (range: LogRange, order: 'oldestFirst' | 'newestFirst' = 'oldestFirst') => {
    const pages: number[][] = [];
    for await (const logs of pager.pages({ address, topics: [] }, range, order)) pages.push(logs.map(({ blockNumber }) => Number(blockNumber)));
    return pages;
  };
  return { read, asked, refused: () => refused };
}

describe('logs in pages', () => {
  it('are all there, once and in order, however narrow the ranges are that a node allows', async () => {
    const property = fc.asyncProperty(fc.uniqueArray(fc.nat(3000), { maxLength: 60 }), fc.integer({ min: 1, max: 4000 }), fc.integer({ min: 1, max: 10 }), fc.nat(500), async (drawn, widest, mostLogs, fromBlock) => {
      const blocks = drawn.toSorted((a, b) => a - b);
      const wanted = blocks.filter((block) => block >= fromBlock);
      const node = playNode(blocks, { head: 3000, widest, mostLogs });
      expect((await node.read({ fromBlock })).flat()).toEqual(wanted);
      const pages = await node.read({ fromBlock, toBlock: 3000 }, 'newestFirst');
      expect(pages.toReversed().flat()).toEqual(wanted);
    });
    await fc.assert(property, { numRuns: 60 });
  });

  it('take one request where the node allows it, and the width it allows is found once', async () => {
    const open = playNode([5], { head: 90_000 });
    await open.read({ fromBlock: 0 });
    expect(open.asked).toEqual([[0, 90_000]]);
    const narrow = playNode([5], { head: 10_000, widest: 1000 });
    await narrow.read({ fromBlock: 0 });
    const before = narrow.refused();
    expect(before).toBeGreaterThan(0);
    await narrow.read({ fromBlock: 0 });
    expect(narrow.refused()).toBe(before);
  });

  it('are never asked for in one unbounded range', async () => {
    const node = playNode([5], { head: 10_000_000 });
    await node.read({ fromBlock: 0 });
    expect(Math.max(...node.asked.map(([from, to]) => to - from + 1))).toBe(100_000);
  });

  it('fail when a node refuses a single block, and say so; the next reading begins wide again', async () => {
    let isClosed = true;
    const widths: number[] = [];
    const pager = createLogPager(async (filter) => {
      const { fromBlock, toBlock } = filter as { fromBlock: string; toBlock: string };
      widths.push(Number(toBlock) - Number(fromBlock) + 1);
      if (isClosed) throw new RpcRefusal('no history', -32000, undefined);
      return [];
    }, async () => 1000);
    const read = async () => {
      for await (const logs of pager.pages({ address, topics: [] }, { fromBlock: 0, toBlock: 999 }, 'oldestFirst')) expect(logs).toEqual([]);
    };
    await expect(read()).rejects.toThrow('no history');
    isClosed = false;
    widths.length = 0;
    await read();
    expect(widths).toEqual([1000]);
  });
});
