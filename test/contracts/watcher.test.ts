import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, beforeAll, describe, expect, it } from 'vitest';
import { buildAnchorTransaction, buildSettleTransaction } from '../../electron/services/chain/calls.ts';
import type { ChainEvent } from '../../electron/services/chain/events.ts';
import { startPracticeChain } from '../../electron/services/chain/practiceChain.ts';
import { watchChain, type SeenBlock, type WatchOptions } from '../../electron/services/chain/watcher.ts';
import { weiPerCoin, type Hex } from '../../electron/shared/units.ts';
import { enrolNode, fundReservation, signVoucher } from '../support/chainActors.ts';
import { startTestNet, testWallet, testWindowSeconds, type TestNet } from '../support/chainTestNet.ts';
import { soon } from '../support/soon.ts';

const [node, other, client] = ['node', 'other', 'client'].map(testWallet) as [
  ReturnType<typeof testWallet>,
  ReturnType<typeof testWallet>,
  ReturnType<typeof testWallet>,
];
const rootOf = (n: number): Hex => `0x${n.toString(16).padStart(64, 'a')}`;

let net: TestNet;
let folder: string;
let stop: AbortController;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hearth-watch-'));
});
beforeEach(async () => {
  net = await startTestNet({ stateFile: join(folder, `${Math.random()}.json`) });
  stop = new AbortController();
  await enrolNode(net, node, 100n * weiPerCoin);
  await enrolNode(net, other, 100n * weiPerCoin);
  await fundReservation(net, client, node.address, 10n * weiPerCoin);
});
afterEach(async () => {
  stop.abort();
  await net.stop();
});
afterAll(() => rm(folder, { recursive: true }));

/** Watches into a list from which a reorg takes away what it undoes, as the ledger does. */
function watch(options: Partial<WatchOptions> = {}) {
  const kept: ChainEvent[] = [];
  const seen: SeenBlock[] = [];
  const reorgs: { keptBlock: number; removed: readonly ChainEvent[] }[] = [];
  const reachable: (string | null)[] = [];
  const keep = (event: ChainEvent) => void kept.push(event);
  const done = watchChain(
    net.chain,
    {
      fromBlock: net.deployment.startBlock,
      onAnchored: keep,
      onSettled: keep,
      onPaid: keep,
      onBlock: (block) => void seen.push(block),
      onReachable: (r) => void reachable.push(r),
      onReorg(reorg) {
        reorgs.push(reorg);
        kept.splice(0, kept.length, ...kept.filter((event) => event.blockNumber <= reorg.keptBlock));
      },
      ...options,
    },
    stop.signal,
  );
  return { kept, seen, reorgs, reachable, done };
}
const anchor = (n: number, from = node) =>
  net.send(from, buildAnchorTransaction(net.deployment, { root: rootOf(n), count: 1, valueWei: weiPerCoin }));
const rootsOf = (events: readonly ChainEvent[]) => events.flatMap((event) => (event.name === 'Anchored' ? [event.root] : []));
const names = (events: readonly ChainEvent[]) => events.map((event) => event.name);

describe('watching the chain', () => {
  it('tells past and new events of one node, in order and once each', async () => {
    await anchor(1);
    await anchor(9, other);
    const { kept } = watch({ provider: node.address as Hex });
    await soon(() => expect(rootsOf(kept)).toEqual([rootOf(1)]));
    await anchor(2);
    await net.skipSeconds(2 * testWindowSeconds);
    await net.send(
      other,
      buildSettleTransaction(net.deployment, [signVoucher(net, client, { provider: node.address, count: 1, cumulativeWei: weiPerCoin })]),
    );
    await soon(() => expect(names(kept)).toEqual(['Anchored', 'Anchored', 'Settled', 'Paid']));
    expect(kept[2]).toMatchObject({ client: client.address, paidWei: weiPerCoin, count: 1 });
  });

  it('goes on from a block, telling nothing twice', async () => {
    await anchor(1);
    const first = watch();
    await soon(() => expect(first.kept).toHaveLength(1));
    stop.abort();
    await first.done;
    stop = new AbortController();
    await anchor(2);
    const second = watch({ fromBlock: first.seen.at(-1)!.number + 1, seen: first.seen });
    await soon(() => expect(rootsOf(second.kept)).toEqual([rootOf(2)]));
    expect(second.reorgs).toEqual([]);
  });

  it('waits for the confirmations asked for', async () => {
    const { kept } = watch({ confirmations: 3 });
    await anchor(1);
    await net.rpc('evm_mine');
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(kept).toEqual([]);
    await net.rpc('evm_mine');
    await soon(() => expect(kept).toHaveLength(1));
  });

  it('takes back what a reorg undid and tells what replaced it', async () => {
    await anchor(1);
    const { kept, reorgs } = watch();
    await soon(() => expect(kept).toHaveLength(1));
    const before = await net.snapshot();
    await anchor(2);
    await soon(() => expect(kept).toHaveLength(2));
    await net.revert(before);
    await anchor(3);
    await anchor(4);
    await soon(() => expect(rootsOf(kept)).toEqual([rootOf(1), rootOf(3), rootOf(4)]));
    expect(reorgs).toHaveLength(1);
    expect(rootsOf(reorgs[0]!.removed)).toEqual([rootOf(2)]);
  });

  it('finds a reorg in which the transactions themselves come back in other blocks', async () => {
    const { kept, reorgs } = watch();
    await anchor(1);
    await anchor(2);
    await soon(() => expect(kept).toHaveLength(2));
    const oldHashes = kept.map((event) => event.blockHash);
    await net.rpc('anvil_reorg', 3, []);
    await soon(() => expect(reorgs).toHaveLength(1));
    expect(rootsOf(reorgs[0]!.removed)).toEqual([rootOf(1), rootOf(2)]);
    expect(kept.every((event) => !oldHashes.includes(event.blockHash))).toBe(true);
  });

  it('finds a reorg that happened while nobody watched', async () => {
    const before = await net.snapshot();
    await anchor(1);
    const first = watch();
    await soon(() => expect(first.kept).toHaveLength(1));
    stop.abort();
    await first.done;
    stop = new AbortController();
    await net.revert(before);
    await anchor(2);
    await anchor(3);
    const second = watch({ fromBlock: first.seen.at(-1)!.number + 1, seen: first.seen });
    await soon(() => expect(rootsOf(second.kept)).toEqual([rootOf(2), rootOf(3)]));
    expect(second.reorgs[0]!.keptBlock).toBeLessThan(first.kept[0]!.blockNumber);
  });

  it('says when the chain goes and when it is back, and misses nothing', async () => {
    await net.stop();
    const stateFile = join(folder, 'gone.json');
    net = await startTestNet({ stateFile });
    await enrolNode(net, node, 100n * weiPerCoin);
    const { kept, reachable } = watch();
    await anchor(1);
    await soon(() => expect(kept).toHaveLength(1));
    const { port } = net.practice;
    await net.practice.stop();
    await soon(() => expect(reachable).toEqual([expect.any(String)]));
    const back = await startPracticeChain({ stateFile, port, blockSeconds: 0 });
    await soon(() => expect(reachable).toEqual([expect.any(String), null]));
    await anchor(2);
    await soon(() => expect(rootsOf(kept)).toEqual([rootOf(1), rootOf(2)]));
    stop.abort();
    await back.stop();
  });
});
