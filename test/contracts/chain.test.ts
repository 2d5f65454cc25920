import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { openChain } from '../../electron/services/chain/chain.ts';
import { isCompiledCode, parseDeployment, readDeploymentFile } from '../../electron/services/chain/deployment.ts';
import { practiceChainId, startPracticeChain } from '../../electron/services/chain/practiceChain.ts';
import { keccak256 } from 'ethers/crypto';
import { createChainSide } from '../../electron/programs/provider/chainSide.ts';
import { openPayoutLog } from '../../electron/services/earnings/payoutLog.ts';
import { openJournal } from '../../electron/services/jobs/journal.ts';
import { createPayWaits } from '../../electron/services/jobs/payWaits.ts';
import { nodePrimitives } from '../../electron/services/primitives/nodePrimitives.ts';
import { openDatabase } from '../../electron/services/storage/database.ts';
import { openRpc } from '../../electron/services/chain/rpc.ts';
import { refusals } from '../../electron/shared/saidReasons.ts';
import { weiPerCoin, type Hex } from '../../electron/shared/units.ts';
import { enrolNode } from '../support/chainActors.ts';
import { startTestNet, testWallet, type TestNet } from '../support/chainTestNet.ts';
import { buildAnchorTransaction } from '../../electron/services/chain/calls.ts';

const node = testWallet('node');
const deadUrl = 'http://127.0.0.1:1';
let net: TestNet;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hearth-chain-'));
  net = await startTestNet();
  await enrolNode(net, node, weiPerCoin);
});
afterAll(async () => {
  await net.stop();
  await rm(folder, { recursive: true });
});

describe('a deployment file', () => {
  it('comes back as it was written', async () => {
    const path = join(folder, 'deployment.json');
    await writeFile(path, JSON.stringify(net.deployment));
    expect(await readDeploymentFile(path)).toEqual(net.deployment);
  });

  it('is refused with the place of the fault', () => {
    expect(parseDeployment('{')).toEqual({ ok: false, reason: 'not JSON' });
    expect(parseDeployment(JSON.stringify({ ...net.deployment, chainId: '1' }))).toMatchObject({
      ok: false,
      reason: expect.stringMatching(/^chainId/),
    });
    expect(parseDeployment(JSON.stringify({ ...net.deployment, extra: 1 })).ok).toBe(false);
    expect(parseDeployment(JSON.stringify({ ...net.deployment, rpcUrls: ['file:///etc/passwd'] })).ok).toBe(false);
  });

  it('that is missing raises chain.deploymentInvalid', async () => {
    await expect(readDeploymentFile(join(folder, 'none.json'))).rejects.toMatchObject({
      code: 'chain.deploymentInvalid',
      about: { reason: refusals.noFile },
    });
  });

  it('names code that this build compiled, whatever its immutables are', async () => {
    const { address } = net.deployment.contracts.JobEscrow;
    const code = await net.rpc<Hex>('eth_getCode', address, 'latest');
    expect(isCompiledCode('JobEscrow', code)).toBe(true);
    expect(isCompiledCode('StakeManager', code)).toBe(false);
    expect(isCompiledCode('JobEscrow', `${code.slice(0, -2)}ff` as Hex)).toBe(false);
  });
});

describe('a chain', () => {
  it('is asked nothing before its first use', async () => {
    expect(openChain({ deployment: net.deployment, rpcUrls: [deadUrl] }).rpcUrl()).toBe(deadUrl);
  });

  it('is refused when it is another chain', async () => {
    const chain = openChain({ deployment: { ...net.deployment, chainId: 5 } });
    await expect(chain.readBlockNumber()).rejects.toMatchObject({
      code: 'chain.wrongChain',
      about: { expected: 5, found: practiceChainId },
    });
  });

  it('is refused when a contract holds other code', async () => {
    const { contracts } = net.deployment;
    const chain = openChain({
      deployment: {
        ...net.deployment,
        contracts: { ...contracts, JobEscrow: { ...contracts.JobEscrow, address: contracts.HearthToken.address } },
      },
    });
    await expect(chain.readLedger(node.address)).rejects.toMatchObject({ code: 'chain.codeMismatch', about: { contract: 'JobEscrow' } });
  });

  it('is refused by a provider when its contracts are those of another version, though its file pins them; and the owner is told', async () => {
    const { address } = net.deployment.contracts.ModelRegistry;
    const code = await net.rpc<Hex>('eth_getCode', address, 'latest');
    const other: Hex = `${code}00`;
    await net.rpc('anvil_setCode', address, other);
    const stop = new AbortController();
    const database = openDatabase(await mkdtemp(join(folder, 'books-')));
    try {
      const deployment = { ...net.deployment, contracts: { ...net.deployment.contracts, ModelRegistry: { address, codeHash: keccak256(other) as Hex } } };
      expect(await openChain({ deployment }).readBlockNumber()).toBeGreaterThan(0);
      const refusal = { code: 'chain.codeMismatch', about: { contract: 'ModelRegistry', expected: 'the compiled code' } };
      await expect(openChain({ deployment, isOfThisBuild: true }).readBlockNumber()).rejects.toMatchObject(refusal);
      const told: unknown[] = [];
      const side = createChainSide(deployment, {
        primitives: nodePrimitives, journal: openJournal(database, Date.now), database, payouts: openPayoutLog(database), waits: createPayWaits(() => {}), feeRule: () => null, node: node.address, nowMs: Date.now, onChanged: () => {}, onProblem: () => {}, log: () => {},
        signer: () => { throw new Error('nothing is signed for it'); }, raise: (kind, about) => void told.push([kind, about]),
      }, { pollingMs: 50, anchorEveryMs: 50 });
      const running = side.run(stop.signal);
      await vi.waitFor(() => expect(told).toContainEqual(['rpcSetAside', expect.objectContaining({ code: 'chain.codeMismatch', contract: 'ModelRegistry' })]), { timeout: 60_000 });
      expect(side.view().state).not.toBe('reachable');
      stop.abort();
      await running;
    } finally {
      stop.abort();
      database.close();
      await net.rpc('anvil_setCode', address, code);
    }
  }, 120_000);

  it('tells its age, its balances and its refusals in the words of the contract', async () => {
    const { ageSeconds, blockNumber } = await net.chain.readFreshness();
    expect(ageSeconds).toBeLessThan(60);
    expect(blockNumber).toBeGreaterThan(0);
    expect((await net.chain.readBalance(node.address)).gasWei).toBeGreaterThan(0n);
    const call = buildAnchorTransaction(net.deployment, { root: `0x${'01'.repeat(32)}`, count: 1, valueWei: 11n * weiPerCoin });
    await expect(net.chain.estimateGas(node.address, call)).rejects.toMatchObject({
      code: 'chain.reverted',
      about: {
        call: 'anchor',
        error: `InFlightAboveLimit(provider=${node.address}, inFlightWei=${11n * weiPerCoin}, limitWei=${10n * weiPerCoin})`,
      },
    });
  });

  it('uses the next address when one is dead, and says which is in use', async () => {
    const chain = openChain({ deployment: net.deployment, rpcUrls: [deadUrl, net.practice.rpcUrl] });
    expect(await chain.readBlockNumber()).toBeGreaterThan(0);
    expect(chain.rpcUrl()).toBe(net.practice.rpcUrl);
  });

  it('gives up on an address that never answers, within its limit', async () => {
    const silent = createServer(() => {}).listen(0, '127.0.0.1');
    await new Promise((resolve) => silent.once('listening', resolve));
    const rpcUrl = `http://127.0.0.1:${(silent.address() as { port: number }).port}`;
    const chain = openChain({ deployment: net.deployment, rpcUrls: [rpcUrl], timeoutMs: 100 });
    await expect(chain.readBlockNumber()).rejects.toMatchObject({
      code: 'chain.unreachable',
      about: { rpcUrl, reason: 'no answer within 100 ms' },
    });
    silent.closeAllConnections();
    silent.close();
  });

  it('raises chain.unreachable while it is away, without a word on the console, and works again when it is back', async () => {
    const quiet = (['log', 'warn', 'error'] as const).map((name) => vi.spyOn(console, name));
    const stateFile = join(folder, 'state.json');
    const first = await startTestNet({ stateFile });
    const blockBefore = await first.chain.readBlockNumber();
    const { port, rpcUrl } = first.practice;
    await first.stop();
    await expect(first.chain.readBlockNumber()).rejects.toMatchObject({ code: 'chain.unreachable', about: { rpcUrl } });
    const second = await startPracticeChain({ stateFile, port, blockSeconds: 0 });
    expect(second.port).toBe(port);
    expect(await first.chain.readBlockNumber()).toBe(blockBefore);
    await second.stop();
    for (const spy of quiet) expect(spy).not.toHaveBeenCalled();
    vi.restoreAllMocks();
  });

  it('is checked again after an outage: an empty chain on the same port is not ours', async () => {
    const first = await startTestNet();
    const { port } = first.practice;
    await first.chain.verify();
    await first.stop();
    await expect(first.chain.readBlockNumber()).rejects.toMatchObject({ code: 'chain.unreachable' });
    const other = await startPracticeChain({ port, blockSeconds: 0 });
    await expect(first.chain.readBlockNumber()).rejects.toMatchObject({ code: 'chain.codeMismatch' });
    await other.stop();
  });
});

describe('the practice chain', () => {
  it('picks another port when the one asked for is busy', async () => {
    const other = await startPracticeChain({ port: net.practice.port });
    expect(other.port).not.toBe(net.practice.port);
    await other.stop();
  });

  it('is one of its own for each of many that start on one port at once', async () => {
    // A little apart, each finds the port free: the one before has let it go and its chain does not listen yet.
    const chains = await Promise.all(Array.from({ length: 5 }, async (_, index) => {
      await sleep(10 * index);
      return startPracticeChain({ port: 18_545 });
    }));
    try {
      expect(new Set(chains.map(({ port }) => port)).size).toBe(5);
      for (const [index, { fundGas }] of chains.entries()) await fundGas(node.address, BigInt(index + 1));
      const seen = await Promise.all(chains.map(({ rpcUrl }) => openRpc({ rpcUrls: [rpcUrl], timeoutMs: 4000 }).request('eth_getBalance', [node.address, 'latest'])));
      expect(seen.map((value) => BigInt(value as Hex))).toEqual([1n, 2n, 3n, 4n, 5n]);
      for (const { pid } of chains) process.kill(pid, 0);
    } finally {
      await Promise.all(chains.map((one) => one.stop()));
    }
  });

  it('makes blocks by itself', async () => {
    const practice = await startPracticeChain({ port: 0, blockSeconds: 1 });
    const read = async () =>
      Number(
        (
          (await (
            await fetch(practice.rpcUrl, {
              method: 'POST',
              headers: { 'content-type': 'application/json' },
              body: '{"jsonrpc":"2.0","id":1,"method":"eth_blockNumber","params":[]}',
            })
          ).json()) as { result: string }
        ).result,
      );
    await vi.waitFor(async () => expect(await read()).toBeGreaterThan(1), { timeout: 60_000 });
    await practice.stop();
  });

  it('tells when it is killed from outside', async () => {
    const practice = await startPracticeChain({ port: 0 });
    process.kill(practice.pid, 'SIGKILL');
    expect(await practice.exited).toEqual({ code: null, signal: 'SIGKILL' });
  });

  it('ends an orphan that still holds the state file', async () => {
    const stateFile = join(folder, 'orphan.json');
    const orphan = await startPracticeChain({ port: 0, stateFile });
    const next = await startPracticeChain({ port: 0, stateFile });
    expect((await orphan.exited).code ?? 'signal').toBeDefined();
    expect(next.pid).not.toBe(orphan.pid);
    await next.stop();
  });

  it('stops when it is told to by a signal before it is ready', async () => {
    const stop = AbortSignal.abort(new Error('changed my mind'));
    await expect(startPracticeChain({ port: 0, signal: stop })).rejects.toThrow('changed my mind');
  });
});
