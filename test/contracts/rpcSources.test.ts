import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { buildAnchorTransaction } from '../../electron/services/chain/calls.ts';
import { openChain, type Chain, type ChainOptions } from '../../electron/services/chain/chain.ts';
import { createTransactionQueue } from '../../electron/services/chain/transactions.ts';
import { watchChain } from '../../electron/services/chain/watcher.ts';
import { weiPerCoin, type Hex } from '../../electron/shared/units.ts';
import { enrolNode } from '../support/chainActors.ts';
import { startTestNet, testWallet, type TestNet } from '../support/chainTestNet.ts';
import { standingAt, startRpcProxy, type RpcProxy } from '../support/rpcProxy.ts';
import { until } from '../support/until.ts';

const node = testWallet('sourcesNode');
let net: TestNet;
let a: RpcProxy;
let b: RpcProxy;
beforeAll(async () => {
  net = await startTestNet();
  await enrolNode(net, node, weiPerCoin);
});
afterAll(() => net.stop());
beforeEach(async () => {
  [a, b] = await Promise.all([startRpcProxy(net.practice.rpcUrl), startRpcProxy(net.practice.rpcUrl)]);
});
afterEach(() => Promise.all([a.stop(), b.stop()]));

/** The chain's own time stands still between blocks, so the clock is the test's: the newest block's time and what it is told to add. */
function open(options: Partial<ChainOptions> & { urls?: readonly string[]; ageSeconds?: () => number } = {}): Chain {
  const { urls = [a.url, b.url], ageSeconds = () => 0, ...rest } = options;
  return openChain({ deployment: net.deployment, rpcUrls: urls, pollingMs: 20, trustMs: 0, timeoutMs: 20_000, clock: { nowMs: () => startMs + (Date.now() - startedAtMs) + ageSeconds() * 1000 }, ...rest });
}
let startMs = 0;
let startedAtMs = 0;
beforeEach(async () => {
  await net.rpc('evm_mine');
  startMs = (await net.nowSeconds()) * 1000;
  startedAtMs = Date.now();
});
const stateOf = (chain: Chain, proxy: RpcProxy) => chain.sources().find(({ url }) => url === proxy.url)!.state;
const otherHash: Hex = `0x${'ab'.repeat(32)}`;

describe('several addresses of one chain', () => {
  it('take over from one another when the one in use dies, and the dead one is asked last until it answers', async () => {
    const chain = open();
    await chain.readBlockNumber();
    expect(chain.rpcUrl()).toBe(a.url);
    a.alive = false;
    const block = await chain.readBlockNumber();
    expect(block).toBe(await net.chain.readBlockNumber());
    expect(chain.rpcUrl()).toBe(b.url);
    expect(stateOf(chain, a)).toBe('silent');
    b.alive = false;
    await expect(chain.readBlockNumber()).rejects.toMatchObject({ code: 'chain.unreachable' });
    a.alive = true;
    expect(await chain.readBlockNumber()).toBe(block);
    expect(chain.rpcUrl()).toBe(a.url);
  });

  it('may be added and taken out while it runs: a new one is compared with the others at once, one that is gone is asked no more', async () => {
    const chain = open({ urls: [a.url] });
    expect(await chain.readTrust()).toMatchObject({ state: 'sound' });
    expect(b.requests).toEqual([]);
    b.instead = async ({ method, params }, ask) => (method === 'eth_getBlockByNumber' ? { result: { ...((await ask(method, params)) as object), hash: otherHash } } : undefined);
    chain.setRpcUrls([a.url, b.url, b.url]);
    expect(chain.sources().map(({ url }) => url)).toEqual([a.url, b.url]);
    await expect(chain.requireSound()).rejects.toMatchObject({ code: 'chain.disagreement' });
    chain.setRpcUrls([b.url]);
    b.instead = null;
    a.requests.length = 0;
    await chain.requireSound();
    expect([chain.rpcUrl(), a.requests]).toEqual([b.url, []]);
  });

  it('are each checked before they are believed: another chain and another code are set aside, with the reason', async () => {
    a.instead = ({ method }) => (method === 'eth_chainId' ? { result: '0x1' } : undefined);
    const chain = open();
    expect(await chain.readBlockNumber()).toBeGreaterThan(0);
    expect(chain.rpcUrl()).toBe(b.url);
    expect(chain.sources()[0]).toMatchObject({ url: a.url, state: 'refused', refusal: { code: 'chain.wrongChain', about: { found: 1 } } });
    // Also when it is the only one left, and the other is merely away: it may come back.
    b.alive = false;
    await expect(chain.readBlockNumber()).rejects.toMatchObject({ code: 'chain.unreachable' });

    b.alive = true;
    const escrow = net.deployment.contracts.JobEscrow.address;
    a.instead = ({ method, params }) => (method === 'eth_getCode' && params[0] === escrow ? { result: '0x6001' } : undefined);
    const second = open();
    await second.readBlockNumber();
    expect(second.sources()[0]).toMatchObject({ state: 'refused', refusal: { code: 'chain.codeMismatch', about: { contract: 'JobEscrow' } } });
    b.instead = a.instead;
    await expect(open().readBlockNumber()).rejects.toMatchObject({ code: 'chain.codeMismatch' });
  });

  it('that disagree about a block decide nothing: no signature, no event, until they agree', async () => {
    const chain = open();
    await expect(chain.requireSound()).resolves.toBeUndefined();
    a.instead = async ({ method, params }, ask) => (method === 'eth_getBlockByNumber' ? { result: { ...((await ask(method, params)) as object), hash: otherHash } } : undefined);
    await expect(chain.requireSound()).rejects.toMatchObject({ code: 'chain.disagreement', about: { rpcUrl: a.url, otherUrl: b.url, blockNumber: await net.chain.readBlockNumber() } });

    const stop = new AbortController();
    const [signed, waits, told]: [string[], string[], number[]] = [[], [], []];
    const watching = watchChain(chain, { fromBlock: net.deployment.startBlock, onAnchored: ({ batch }) => void told.push(batch) }, stop.signal);
    const queue = createTransactionQueue({
      chain, from: node.address as Hex, onMined: () => {}, onFailed: () => {}, onSigned: ({ id }) => void signed.push(id), onWaiting: ({ reason }) => void waits.push(reason),
      signTransaction: ({ valueWei, maxFeePerGasWei, maxPriorityFeePerGasWei, ...tx }) => node.signTransaction({ ...tx, value: valueWei, maxFeePerGas: maxFeePerGasWei, maxPriorityFeePerGas: maxPriorityFeePerGasWei }) as Promise<Hex>,
    }, { signal: stop.signal });
    const sending = queue.send({ id: 'a', ...buildAnchorTransaction(net.deployment, { root: `0x${'01'.repeat(32)}`, count: 1, valueWei: 1n }) });
    await until('it says why it waits', () => waits.some((reason) => reason.includes('disagree')));
    expect([signed, told]).toEqual([[], []]);
    a.instead = null;
    await sending;
    await until('the event is told', () => told.length === 1);
    expect(signed).toEqual(['a']);
    stop.abort();
    await Promise.all([watching, queue.stopped]);
  });

  it('that lag are left for the newer one, and the chain is old only when all of them are', async () => {
    const old = await net.chain.readBlockNumber();
    a.instead = standingAt(old);
    const chain = open();
    await chain.requireSound();
    expect(chain.rpcUrl()).toBe(a.url);
    await net.skipSeconds(840);
    startMs = (await net.nowSeconds()) * 1000;
    startedAtMs = Date.now();
    expect(await chain.readTrust()).toMatchObject({ state: 'sound', behind: [{ url: a.url, lagSeconds: expect.toSatisfy((lag: number) => lag >= 840) }] });
    expect(chain.rpcUrl()).toBe(b.url);
    expect(await chain.readBlockNumber()).toBeGreaterThan(old);

    b.instead = standingAt(old);
    await expect(chain.requireSound()).rejects.toMatchObject({ code: 'chain.stale', about: { ageSeconds: expect.toSatisfy((age: number) => age >= 840 && age < 900) } });
  });

  it('whose only one answers are judged by its age alone', async () => {
    const aged = { seconds: 0 };
    const chain = open({ urls: [a.url], ageSeconds: () => aged.seconds });
    expect(await chain.readTrust()).toMatchObject({ state: 'sound', behind: [] });
    aged.seconds = 14 * 60;
    await expect(chain.requireSound()).rejects.toMatchObject({ code: 'chain.stale', about: { rpcUrl: a.url } });
  });
});

describe('requests', () => {
  it('of one moment travel together, whichever order they are answered in', async () => {
    const chain = open({ urls: [a.url] });
    await chain.verify();
    expect(a.requests).toHaveLength(1);
    a.requests.length = 0;
    const [stake, ledger, balance, freshness] = await Promise.all([chain.readStake(node.address), chain.readLedger(node.address), chain.readBalance(node.address), chain.readFreshness()]);
    expect(a.requests).toHaveLength(1);
    expect(a.requests[0]!.methods).toHaveLength(7);
    expect([stake.activeWei, ledger.settledCount, balance.gasWei > 0n, freshness.blockNumber]).toEqual([weiPerCoin, 0, true, await net.chain.readBlockNumber()]);
    expect(chain.sent()).toMatchObject({ requests: 2 });
  });

  it('in a batch fail alone: the refusal of one is not the refusal of its company', async () => {
    const chain = open({ urls: [a.url] });
    const call = buildAnchorTransaction(net.deployment, { root: `0x${'01'.repeat(32)}`, count: 1, valueWei: 1000n * weiPerCoin });
    const [refused, read] = await Promise.allSettled([chain.estimateGas(node.address, call), chain.readStake(node.address)]);
    expect(refused).toMatchObject({ status: 'rejected', reason: { code: 'chain.reverted' } });
    expect(read).toMatchObject({ status: 'fulfilled', value: { activeWei: weiPerCoin } });
  });

  it('go one by one to an address that takes no batches', async () => {
    a.takesBatches = false;
    const chain = open({ urls: [a.url] });
    await chain.verify();
    a.requests.length = 0;
    await Promise.all([chain.readStake(node.address), chain.readBlockNumber()]);
    expect(a.requests.map(({ methods }) => methods.length)).toEqual([1, 1, 1]);
  });

  it('wait when they are told to slow down, for as long as they are told, and nothing is sent meanwhile', async () => {
    const chain = open({ urls: [a.url] });
    await chain.verify();
    a.requests.length = 0;
    a.limit(1, '1');
    await Promise.all([chain.readBlockNumber(), chain.readStake(node.address)]);
    expect(a.requests[1]!.atMs - a.requests[0]!.atMs).toBeGreaterThanOrEqual(950);
    expect(stateOf(chain, a)).toBe('answers');

    a.limit(1, '40');
    await expect(chain.readBlockNumber()).rejects.toMatchObject({ code: 'chain.unreachable', about: { reason: expect.stringContaining('fewer requests; not asked again for 40 s') } });
    a.requests.length = 0;
    await expect(chain.readBlockNumber()).rejects.toMatchObject({ code: 'chain.unreachable' });
    expect(a.requests).toEqual([]);
  });

  it('go to another address while one asks for fewer, in the words of HTTP or of JSON-RPC', async () => {
    const chain = open();
    await chain.verify();
    a.instead = ({ method }) => (method === 'eth_blockNumber' ? { error: { code: -32005, message: 'daily request count exceeded' } } : undefined);
    await chain.readBlockNumber();
    expect(chain.rpcUrl()).toBe(b.url);
    expect(['resting', 'answers']).toContain(stateOf(chain, a));
    const tooWide = open({ urls: [a.url] });
    a.instead = ({ method }) => (method === 'eth_getLogs' ? { error: { code: -32005, message: 'query returned more than 10000 results' } } : undefined);
    await expect(tooWide.request('eth_getLogs', [{}])).rejects.toThrow('more than 10000 results');
    expect(stateOf(tooWide, a)).toBe('answers');
  });

  it('for logs are cut until the node answers them, so that a watch from the first block on misses nothing', async () => {
    const watched = testWallet('watchedNode');
    await enrolNode(net, watched, weiPerCoin);
    await net.rpc('anvil_mine', '0x20');
    await net.send(watched, buildAnchorTransaction(net.deployment, { root: otherHash, count: 1, valueWei: 1n }));
    await net.rpc('anvil_mine', '0x10');
    const asked: number[] = [];
    a.instead = ({ method, params }) => {
      if (method !== 'eth_getLogs') return undefined;
      const { fromBlock, toBlock } = params[0] as { fromBlock: string; toBlock: string };
      asked.push(Number(toBlock) - Number(fromBlock) + 1);
      return asked.at(-1)! > 5 ? { error: { code: -32000, message: 'block range is too wide' } } : undefined;
    };
    const stop = new AbortController();
    const roots: string[] = [];
    const watching = watchChain(open({ urls: [a.url] }), { provider: watched.address as Hex, fromBlock: net.deployment.startBlock, onAnchored: ({ root }) => void roots.push(root) }, stop.signal);
    await until('the anchored batch is told', () => roots.includes(otherHash));
    stop.abort();
    await watching;
    expect(asked[0]).toBeGreaterThan(40);
    expect(Math.min(...asked)).toBeLessThanOrEqual(5);
  });

  it('whose caller gave up are not waited for', async () => {
    const chain = open({ urls: [a.url] });
    await chain.verify();
    a.instead = () => new Promise(() => {});
    const stop = new AbortController();
    const reading = chain.readBlockNumber(stop.signal);
    setTimeout(() => stop.abort(new Error('enough')), 20);
    await expect(reading).rejects.toThrow('enough');
  });
});
