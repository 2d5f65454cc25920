import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Transaction } from 'ethers/transaction';
import { Wallet } from 'ethers/wallet';
import { z } from 'zod';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createTransactionSide, nameOf } from '../../electron/programs/provider/transactionSide.ts';
import { buildAnchorTransaction, buildCall, buildTransferTransaction } from '../../electron/services/chain/calls.ts';
import { openChain } from '../../electron/services/chain/chain.ts';
import { startPracticeChain } from '../../electron/services/chain/practiceChain.ts';
import { createTransactionQueue } from '../../electron/services/chain/transactions.ts';
import type {
  MinedTransaction,
  SignedTransaction,
  TransactionQueueDependencies,
  TransactionQueueOptions,
  UnsignedTransaction,
} from '../../electron/services/chain/transactionTypes.ts';
import type { HearthError } from '../../electron/shared/errors.ts';
import { nodeTransactionCommands, type NodeTransaction } from '../../electron/shared/nodeTransactions.ts';
import { weiPerCoin, type Hex } from '../../electron/shared/units.ts';
import { enrolNode } from '../support/chainActors.ts';
import { startTestNet, testWallet, type TestNet } from '../support/chainTestNet.ts';
import { soon } from '../support/soon.ts';

const node = testWallet('node');
const friend = testWallet('friend');
const root: Hex = `0x${'ef'.repeat(32)}`;

let net: TestNet;
let folder: string;
let stop: AbortController;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hearth-queue-'));
});
beforeEach(async () => {
  net = await startTestNet({ stateFile: join(folder, `${Math.random()}.json`) });
  await enrolNode(net, node, 100n * weiPerCoin);
  stop = new AbortController();
});
afterEach(async () => {
  stop.abort(new Error('test over'));
  await net.stop();
});
afterAll(() => rm(folder, { recursive: true }));

const signWith = (wallet: Wallet) => async (tx: UnsignedTransaction) =>
  (await wallet.signTransaction({
    type: 2,
    chainId: tx.chainId,
    nonce: tx.nonce,
    to: tx.to,
    data: tx.data,
    value: tx.valueWei,
    gasLimit: tx.gasLimit,
    maxFeePerGas: tx.maxFeePerGasWei,
    maxPriorityFeePerGas: tx.maxPriorityFeePerGasWei,
  })) as Hex;

type Log = { signed: SignedTransaction[]; mined: MinedTransaction[]; failed: { id: string; error: HearthError }[]; waiting: string[] };

function openQueue(overrides: Partial<TransactionQueueDependencies> = {}, options: Partial<TransactionQueueOptions> = {}) {
  const log: Log = { signed: [], mined: [], failed: [], waiting: [] };
  const queue = createTransactionQueue(
    {
      chain: net.chain,
      from: node.address as Hex,
      signTransaction: signWith(node),
      onSigned: (signed) => void log.signed.push(signed),
      onMined: (mined) => void log.mined.push(mined),
      onFailed: (failed) => void log.failed.push(failed),
      onWaiting: ({ reason }) => void log.waiting.push(reason),
      ...overrides,
    },
    { signal: stop.signal, ...options },
  );
  return { queue, log };
}
const anchorCall = (valueWei = weiPerCoin) => buildAnchorTransaction(net.deployment, { root, count: 1, valueWei });
const batchCount = async () => (await net.chain.readLedger(node.address)).batchCount;
const poolHashes = async () => Object.values((await net.rpc<{ pending: Record<string, Record<string, { hash: string }>> }>('txpool_content')).pending).flatMap((byNonce) => Object.values(byNonce).map(({ hash }) => hash));
const nonceOf = async (wallet: Wallet) => Number(await net.rpc('eth_getTransactionCount', wallet.address, 'latest'));

describe('a transaction queue', () => {
  it('sends in order, each with the next nonce, and gives the events of each', async () => {
    const { queue, log } = openQueue();
    const mined = await Promise.all(['a', 'b', 'c'].map((id) => queue.send({ id, ...anchorCall() })));
    expect(mined.map((m) => m.events[0])).toMatchObject([
      { name: 'Anchored', batch: 0 },
      { name: 'Anchored', batch: 1 },
      { name: 'Anchored', batch: 2 },
    ]);
    expect(log.signed.map((s) => s.nonce)).toEqual([1, 2, 3]);
    expect(log.mined.map((m) => m.id)).toEqual(['a', 'b', 'c']);
    expect(queue.unfinished()).toEqual([]);
  });

  it('has the signed transaction kept before it is broadcast, and broadcasts nothing that could not be kept', async () => {
    const { queue } = openQueue({ onSigned: () => Promise.reject(new Error('disk full')) });
    await expect(queue.send({ id: 'a', ...anchorCall() })).rejects.toThrow('disk full');
    expect(await batchCount()).toBe(0);
    expect(await nonceOf(node)).toBe(1);
  });

  it('refuses before signing what the contract would refuse, and uses no nonce for it', async () => {
    const { queue, log } = openQueue();
    await expect(queue.send({ id: 'a', ...anchorCall(10_000n * weiPerCoin) })).rejects.toMatchObject({
      code: 'chain.reverted',
      about: { error: expect.stringContaining('InFlightAboveLimit') },
    });
    expect(log.signed).toEqual([]);
    await queue.send({ id: 'b', ...anchorCall() });
    expect(log.signed.map((s) => s.nonce)).toEqual([1]);
  });

  it('tells what the account lacks when it cannot pay the gas', async () => {
    const poor = Wallet.createRandom();
    const { queue } = openQueue({ from: poor.address as Hex, signTransaction: signWith(poor as unknown as Wallet) });
    await expect(
      queue.send({ id: 'a', ...buildAnchorTransaction(net.deployment, { root, count: 1, valueWei: 0n }), gasLimit: 100_000n }),
    ).rejects.toMatchObject({ code: 'chain.gasMissing', about: { balanceWei: '0' } });
  });

  it('reports a transaction that reverts in the chain, and goes on with the next nonce', async () => {
    const { queue, log } = openQueue();
    await expect(queue.send({ id: 'a', ...anchorCall(10_000n * weiPerCoin), gasLimit: 200_000n })).rejects.toMatchObject({
      code: 'chain.reverted',
    });
    expect(log.failed).toMatchObject([{ id: 'a', error: { code: 'chain.reverted' } }]);
    await queue.send({ id: 'b', ...anchorCall() });
    expect(log.mined.map((m) => m.nonce)).toEqual([2]);
  });

  it('joins a second send with the same id', async () => {
    const { queue } = openQueue();
    const [first, second] = await Promise.all([queue.send({ id: 'a', ...anchorCall() }), queue.send({ id: 'a', ...anchorCall() })]);
    expect(first.hash).toBe(second.hash);
    expect(await batchCount()).toBe(1);
  });

  it('refuses a signature on something else than was asked', async () => {
    const { queue, log } = openQueue({ signTransaction: (tx) => signWith(node)({ ...tx, valueWei: 1n }) });
    await expect(queue.send({ id: 'a', ...anchorCall() })).rejects.toMatchObject({ code: 'signer.refused' });
    expect(log.signed).toEqual([]);
  });

  it('resumes after a crash between keeping and broadcasting, without a second payment', async () => {
    const crash = new AbortController();
    const kept: SignedTransaction[] = [];
    const broken = openQueue(
      {
        onSigned: (signed) => {
          kept.push(signed);
          crash.abort(new Error('crash'));
        },
      },
      { signal: crash.signal },
    );
    await expect(broken.queue.send({ id: 'a', ...anchorCall() })).rejects.toThrow('crash');
    await broken.queue.stopped;
    expect([await batchCount(), kept.length]).toEqual([0, 1]);
    const { queue, log } = openQueue({}, { pending: kept });
    expect(queue.unfinished()).toEqual(['a']);
    const mined = await queue.send({ id: 'a', ...anchorCall() });
    expect([mined.hash, await batchCount(), log.signed.length]).toEqual([kept[0]!.hash, 1, 0]);
  });

  it('resumes after a crash between the block and our note of it, without a second payment', async () => {
    const first = openQueue();
    await first.queue.send({ id: 'a', ...anchorCall() });
    const { queue, log } = openQueue({}, { pending: first.log.signed });
    await soon(() => expect(log.mined).toHaveLength(1));
    expect([queue.unfinished(), await batchCount(), log.mined[0]!.hash]).toEqual([[], 1, first.log.signed[0]!.hash]);
  });

  it('raises the fee of a stuck transaction under the same nonce', async () => {
    await net.rpc('evm_setAutomine', false);
    const { queue, log } = openQueue({}, { stuckMs: 150 });
    const sent = queue.send({ id: 'a', ...anchorCall() });
    await soon(() => expect(log.signed.length).toBeGreaterThan(1));
    await new Promise((resolve) => setTimeout(resolve, 60));
    await net.rpc('evm_mine');
    const mined = await sent;
    expect(new Set(log.signed.map((s) => s.nonce))).toEqual(new Set([1]));
    expect(log.signed.map((s) => s.hash)).toContain(mined.hash);
    expect(await batchCount()).toBe(1);
  });

  it('shows its owner what is on its way, raises a fee when the owner says so and not before, and takes one back', async () => {
    await net.rpc('evm_setAutomine', false);
    const { queue, log } = openQueue();
    const problems: unknown[] = [];
    const side = createTransactionSide(() => queue, (error) => problems.push(error));
    const read = () => side.readNodeTransactions({}, { signal: stop.signal }) as { transactions: readonly NodeTransaction[] };
    const replace = (id: string, how: 'speedUp' | 'cancel') => side.replaceNodeTransaction({ id, how }, { signal: stop.signal });
    expect(read()).toEqual({ transactions: [] });
    const first = queue.send({ id: 'a', ...anchorCall() });
    const second = queue.send({ id: 'b', ...anchorCall() });
    second.catch(() => {});
    await soon(async () => expect(await poolHashes()).toEqual([log.signed[0]!.hash]));
    const gasLimit = BigInt(Transaction.from(log.signed[0]!.raw).gasLimit);
    expect(read().transactions).toEqual([
      { id: 'a', call: 'anchor', state: 'sent', nonce: 1, hash: log.signed[0]!.hash, versions: 1, signedAtMs: log.signed[0]!.signedAtMs, maxFeeWei: gasLimit * Transaction.from(log.signed[0]!.raw).maxFeePerGas!, waitReason: null },
      { id: 'b', call: 'anchor', state: 'waiting', nonce: null, hash: null, versions: 0, signedAtMs: null, maxFeeWei: null, waitReason: null },
    ]);
    expect(z.decode(nodeTransactionCommands.readNodeTransactions.gives, z.encode(nodeTransactionCommands.readNodeTransactions.gives, { transactions: [...read().transactions] }))).toEqual(read());
    for (const [id, how] of [['b', 'speedUp'], ['c', 'speedUp'], ['c', 'cancel']] as const) expect(() => replace(id, how), `${how} ${id}`).toThrow(expect.objectContaining({ code: 'usage.invalid' }) as Error);
    void replace('a', 'speedUp');
    await soon(async () => expect(await poolHashes()).toEqual([log.signed[1]?.hash]));
    expect(read().transactions[0]).toMatchObject({ versions: 2, hash: log.signed[1]!.hash, nonce: 1 });
    expect(read().transactions[0]!.maxFeeWei).toBeGreaterThan(gasLimit * Transaction.from(log.signed[0]!.raw).maxFeePerGas!);
    void replace('b', 'cancel');
    await expect(second).rejects.toMatchObject({ code: 'chain.cancelled', about: { reason: 'its owner took it back' } });
    void replace('a', 'cancel');
    expect(read().transactions).toMatchObject([{ id: 'a', state: 'cancelling' }]);
    expect(() => replace('a', 'speedUp')).toThrow('it is being cancelled');
    await soon(() => expect(log.signed.at(-1)!.call).toBe('cancel'));
    await soon(async () => expect(await poolHashes()).toEqual([log.signed.at(-1)!.hash]));
    await net.rpc('anvil_mine', '0x1');
    await expect(first).rejects.toMatchObject({ code: 'chain.cancelled' });
    expect([read().transactions, await batchCount(), problems]).toEqual([[], 0, []]);
    expect([nameOf('anchor:1'), nameOf(`settle:${'a'.repeat(999)}`).length, nameOf(`settle:${'a'.repeat(999)}b`)]).toEqual(['anchor:1', 178, expect.not.stringMatching(nameOf(`settle:${'a'.repeat(999)}c`))]);
    expect(() => createTransactionSide(() => null, () => {}).readNodeTransactions({}, { signal: stop.signal })).toThrow(expect.objectContaining({ code: 'usage.invalid' }) as Error);
  });

  it('keeps waiting for the first version when a raised fee cannot be signed', async () => {
    await net.rpc('evm_setAutomine', false);
    let signatures = 0;
    const { queue, log } = openQueue(
      { signTransaction: (tx) => (signatures++ === 0 ? signWith(node)(tx) : Promise.reject(new Error('signer is away'))) },
      { stuckMs: 0 },
    );
    // Stuck from the first look on: a busy machine takes longer for one than the limit.
    const sent = queue.send({ id: 'a', ...anchorCall() });
    await soon(() => expect(log.waiting).toContain('signer is away'));
    await soon(async () => expect(await poolHashes()).toEqual([log.signed[0]!.hash]));
    await net.rpc('evm_mine');
    expect((await sent).hash).toBe(log.signed[0]!.hash);
    expect(log.failed).toEqual([]);
  });

  it('waits while the chain is away and finishes when it is back', async () => {
    const { stateFile, port } = { stateFile: join(folder, 'away.json'), port: net.practice.port };
    await net.stop();
    net = await startTestNet({ stateFile, port });
    await enrolNode(net, node, 100n * weiPerCoin);
    const { queue, log } = openQueue();
    await net.practice.stop();
    const sent = queue.send({ id: 'a', ...anchorCall() });
    await soon(() => expect(log.waiting.length).toBeGreaterThan(0));
    const back = await startPracticeChain({ stateFile, port, blockSeconds: 0 });
    expect((await sent).events).toMatchObject([{ name: 'Anchored', batch: 0 }]);
    await back.stop();
  });

  it('cancels a stuck transaction under its own nonce, and goes on with the next', async () => {
    await net.rpc('evm_setAutomine', false);
    const { queue, log } = openQueue();
    const sent = queue.send({ id: 'a', ...anchorCall() });
    sent.catch(() => {});
    await soon(() => expect(log.signed).toHaveLength(1));
    const cancelled = queue.cancel('a', 'not wanted any more');
    await soon(() => expect(log.signed).toHaveLength(2));
    await soon(async () => expect(await poolHashes()).toEqual([log.signed[1]!.hash]));
    await net.rpc('evm_setAutomine', true);
    await net.rpc('evm_mine');
    expect(await cancelled).toBe(true);
    await expect(sent).rejects.toMatchObject({ code: 'chain.cancelled', about: { reason: 'not wanted any more' } });
    expect([log.mined.map(({ call, nonce, gasUsed }) => [call, nonce, gasUsed]), log.failed, await batchCount()]).toEqual([[['cancel', 1, 21_000n]], [], 0]);
    expect((await queue.send({ id: 'b', ...anchorCall() })).nonce).toBe(2);
  });

  it('says that a transaction was done when its cancel came too late, and cancels for nothing what is not signed', async () => {
    await net.rpc('evm_setAutomine', false);
    const { queue, log } = openQueue();
    const sent = queue.send({ id: 'a', ...anchorCall() });
    const behind = queue.send({ id: 'b', ...anchorCall() });
    behind.catch(() => {});
    await soon(async () => expect(await poolHashes()).toHaveLength(1));
    expect(await queue.cancel('b', 'not wanted')).toBe(true);
    await expect(behind).rejects.toMatchObject({ code: 'chain.cancelled' });
    await net.rpc('evm_mine');
    const done = await queue.cancel('a', 'not wanted');
    expect([(await sent).hash, done, await queue.cancel('a', 'again'), await batchCount(), log.signed.length > 0]).toEqual([log.signed[0]!.hash, false, false, 1, true]);
  });

  it('goes on cancelling after a crash: what is on disk tells which version does nothing', async () => {
    await net.rpc('evm_setAutomine', false);
    const crash = new AbortController();
    const broken = openQueue({}, { signal: crash.signal });
    broken.queue.send({ id: 'a', ...anchorCall() }).catch(() => {});
    await soon(() => expect(broken.log.signed).toHaveLength(1));
    broken.queue.cancel('a', 'not wanted').catch(() => {});
    await soon(() => expect(broken.log.signed).toHaveLength(2));
    crash.abort(new Error('crash'));
    await broken.queue.stopped;
    const { log } = openQueue({}, { pending: broken.log.signed, stuckMs: 150 });
    await soon(() => expect(log.signed.length).toBeGreaterThan(0));
    await net.rpc('evm_setAutomine', true);
    await net.rpc('evm_mine');
    await soon(() => expect(log.mined).toMatchObject([{ id: 'a', call: 'cancel' }]));
    expect([await batchCount(), log.failed, new Set(log.signed.map(({ call }) => call))]).toEqual([0, [], new Set(['cancel'])]);
  });

  it('cancels a stuck call that the contracts refuse by now, and fails with their refusal', async () => {
    await net.practice.fundGas(friend.address, weiPerCoin);
    await net.send(net.deployer, buildTransferTransaction(net.deployment, friend.address, 3n * weiPerCoin));
    const allow = (amountWei: bigint) => buildCall(net.deployment, 'HearthToken', 'approve', [node.address, amountWei]);
    await net.send(friend, allow(3n * weiPerCoin));
    await net.rpc('evm_setAutomine', false);
    const { queue, log } = openQueue({}, { stuckMs: 150, cancelsRefused: true });
    const sent = queue.send({ id: 'a', ...buildCall(net.deployment, 'HearthToken', 'transferFrom', [friend.address, node.address, 3n * weiPerCoin]) });
    sent.catch(() => {});
    await soon(async () => expect(await poolHashes()).toHaveLength(1));
    // Gas becomes too dear for ours, not for the friend, who takes its consent back meanwhile.
    await net.rpc('anvil_setNextBlockBaseFeePerGas', `0x${(10n ** 12n).toString(16)}`);
    const { to, data } = allow(0n);
    await net.rpc('eth_sendRawTransaction', await friend.signTransaction({ type: 2, chainId: net.practice.chainId, nonce: await nonceOf(friend), to, data, gasLimit: 100_000n, maxFeePerGas: 10n ** 13n, maxPriorityFeePerGas: 1n }));
    await net.rpc('evm_mine');
    await soon(() => expect(log.signed.at(-1)!.call).toBe('cancel'));
    await soon(async () => expect(await poolHashes()).toContain(log.signed.at(-1)!.hash));
    await net.rpc('evm_mine');
    await expect(sent).rejects.toMatchObject({ code: 'chain.reverted', about: { error: expect.stringContaining('ERC20InsufficientAllowance') } });
    expect([log.mined.map(({ call, gasUsed }) => [call, gasUsed]), log.failed]).toEqual([[['cancel', 21_000n]], []]);
  });

  it('broadcasts again when the node forgot the transaction', async () => {
    await net.rpc('evm_setAutomine', false);
    const { queue, log } = openQueue();
    const sent = queue.send({ id: 'a', ...anchorCall() });
    await soon(() => expect(log.signed).toHaveLength(1));
    await soon(async () => expect(Object.keys((await net.rpc<{ pending: object }>('txpool_content')).pending)).toHaveLength(1));
    await net.rpc('anvil_dropTransaction', log.signed[0]!.hash);
    await net.rpc('evm_setAutomine', true);
    expect((await sent).hash).toBe(log.signed[0]!.hash);
  });

  it('tells when another program used the nonce, and goes on', async () => {
    await net.rpc('evm_setAutomine', false);
    const { queue, log } = openQueue();
    const sent = queue.send({ id: 'a', ...anchorCall() });
    sent.catch(() => {});
    await soon(() => expect(log.signed).toHaveLength(1));
    await soon(async () => expect(Object.keys((await net.rpc<{ pending: object }>('txpool_content')).pending)).toHaveLength(1));
    await net.rpc('anvil_dropTransaction', log.signed[0]!.hash);
    const { to, data } = buildTransferTransaction(net.deployment, friend.address, 0n);
    const raw = await node.signTransaction({
      type: 2,
      chainId: net.practice.chainId,
      nonce: 1,
      to,
      data,
      gasLimit: 100_000n,
      maxFeePerGas: 10n ** 11n,
      maxPriorityFeePerGas: 10n ** 10n,
    });
    await net.rpc('eth_sendRawTransaction', raw);
    await net.rpc('evm_setAutomine', true);
    await net.rpc('evm_mine');
    await expect(sent).rejects.toMatchObject({ code: 'chain.nonceTaken', about: { nonce: 1 } });
    expect(log.failed).toHaveLength(1);
    expect((await queue.send({ id: 'b', ...anchorCall() })).nonce).toBe(2);
  });

  it('signs nothing for a chain with another id, also when it comes up on the port of ours', async () => {
    const chain = openChain({ deployment: { ...net.deployment, chainId: 5 }, pollingMs: 20 });
    const wrong = openQueue({ chain });
    await expect(wrong.queue.send({ id: 'a', ...anchorCall() })).rejects.toMatchObject({ code: 'chain.wrongChain' });

    const { port } = net.practice;
    const { queue, log } = openQueue();
    await net.stop();
    const sent = queue.send({ id: 'b', ...anchorCall() });
    sent.catch(() => {});
    await soon(() => expect(log.waiting.length).toBeGreaterThan(0));
    const other = await startPracticeChain({ port, blockSeconds: 0, chainId: 77 });
    await expect(sent).rejects.toMatchObject({ code: 'chain.wrongChain', about: { found: 77 } });
    await other.stop();
    expect([wrong.log.signed, log.signed]).toEqual([[], []]);
  });

  it('stops with its signal and leaves what is unfinished to the next run', async () => {
    await net.rpc('evm_setAutomine', false);
    const { queue, log } = openQueue();
    const sent = queue.send({ id: 'a', ...anchorCall() });
    await soon(() => expect(log.signed).toHaveLength(1));
    stop.abort(new Error('closing'));
    await expect(sent).rejects.toThrow('closing');
    await queue.stopped;
    expect(log.failed).toEqual([]);
    await expect(queue.send({ id: 'b', ...anchorCall() })).rejects.toThrow('closing');
  });
});
