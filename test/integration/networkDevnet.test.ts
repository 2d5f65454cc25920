import { fork, type ChildProcess } from 'node:child_process';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Wallet } from 'ethers/wallet';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { practiceFileShape, type PracticeFile } from '../../electron/protocol/messages.ts';
import { domainOf } from '../../electron/services/chain/calls.ts';
import { openChain } from '../../electron/services/chain/chain.ts';
import { readDeploymentFile } from '../../electron/services/chain/deployment.ts';
import { createNetworkKey } from '../../electron/services/network/networkKey.ts';
import { openNetwork } from '../../electron/services/network/openNetwork.ts';
import { childPort } from '../../electron/services/ports/childPort.ts';
import { connectBridge, type BridgeClient, type TopicValue } from '../../electron/shared/bridgeKit.ts';
import { devnetBridge } from '../../electron/shared/devnetBridge.ts';
import { serveSmallProvider, startWorker, type SmallProvider } from '../support/practiceProvider.ts';
import { builtPrograms } from '../support/programs.ts';

type Started = { child: ChildProcess; bridge: BridgeClient<typeof devnetBridge>; practice: PracticeFile; state: () => TopicValue<typeof devnetBridge, 'practice'> };
const ends: (() => unknown)[] = [];
let folder: string;
const worker = startWorker();
const node = new Wallet(`0x${'55'.repeat(32)}`);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hearth-devnet-'));
  await worker.ready();
});
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});
afterAll(async () => {
  await worker.stop();
  await rm(folder, { recursive: true, force: true });
});

async function start(data = folder): Promise<Started> {
  const child = fork(join(builtPrograms, 'devnet.js'), ['--data', data, '--rate', '0', '--window', '2'], { serialization: 'advanced', stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
  ends.push(() => end(child, 'SIGTERM'));
  const bridge = connectBridge(devnetBridge, childPort(child));
  let latest: TopicValue<typeof devnetBridge, 'practice'> | null = null;
  bridge.watch('practice', (value) => (latest = value));
  const { practiceFile } = await bridge.ask('waitForReady', {});
  return { child, bridge, practice: practiceFileShape.parse(JSON.parse(readFileSync(practiceFile, 'utf8'))), state: () => latest! };
}
function end(child: ChildProcess, signal: NodeJS.Signals): Promise<string> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve(String(child.exitCode ?? child.signalCode));
  return new Promise((resolve) => {
    child.once('exit', (code, by) => resolve(String(code ?? by)));
    child.kill(signal);
  });
}
/** 0 while there is none: it is gone with a chain that was stopped. */
const anvilPid = (data = folder): number => {
  const file = join(data, 'chain', 'state.json.pid');
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as { pid: number }).pid : 0;
};
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    // A killed child of a killed parent may stay as a zombie where nobody reaps it.
    return process.platform !== 'linux' || !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}
const until = async (what: string, holds: () => boolean | Promise<boolean>, limitMs = 90_000): Promise<void> => {
  for (const startMs = Date.now(); !(await holds()); await new Promise((resolve) => setTimeout(resolve, 50))) {
    if (Date.now() - startMs > limitMs) throw new Error(`${what}: not within ${limitMs} ms`);
  }
};

async function joinNetwork(practice: PracticeFile, node: Wallet): Promise<SmallProvider> {
  const deployment = await readDeploymentFile(practice.deploymentFile);
  const ending = new AbortController();
  const network = await openNetwork({ privateKey: await createNetworkKey() }, ending.signal);
  ends.push(() => network.close());
  const provider = await serveSmallProvider({ network, worker, node, domain: domainOf(deployment), stakeManagerDomain: domainOf(deployment, 'StakeManager'), operator: practice.operator });
  await provider.announce(practice.clientAddresses[0]!);
  return provider;
}

describe('the practice network', () => {
  it('funds a node that announces itself, orders work, audits it, pays for it, and finds all of it again after a restart', async () => {
    const first = await start();
    const deployment = await readDeploymentFile(first.practice.deploymentFile);
    expect(deployment).toMatchObject({ practice: true, windowSeconds: 2 });
    expect(statSync(join(folder, 'keys.json')).mode & 0o777).toBe(0o600);
    const provider = await joinNetwork(first.practice, node);
    const chain = openChain({ deployment });
    const record = await chain.readNode(node.address);
    expect(record).toMatchObject({ bound: true, operator: first.practice.operator, payout: new Wallet(`0x${'77'.repeat(32)}`).address });
    const stake = await chain.readStake(node.address);
    expect(stake.activeWei).toBeGreaterThan(0n);
    expect((await chain.readBalance(node.address)).gasWei).toBeGreaterThan(0n);
    await provider.announce(first.practice.clientAddresses[0]!);
    expect((await chain.readStake(node.address)).activeWei).toBe(stake.activeWei);

    await first.bridge.ask('sendJobs', { jobs: 6 });
    await until('six vouchers', () => provider.vouchers.length === 6);
    expect(provider.vouchers.every(({ votes }) => votes.length === 3)).toBe(true);
    await until('the state says so', () => first.state().acknowledged === 6);
    expect(first.state()).toMatchObject({ state: 'ready', sent: 6, failed: 0 });
    const reservation = await chain.readReservation(first.practice.client, node.address);
    expect(reservation.amountWei).toBe(first.state().reservedWei);
    const anvil = anvilPid();
    expect(await end(first.child, 'SIGTERM')).toBe('0');
    expect(isAlive(anvil)).toBe(false);

    const second = await start();
    expect(second.practice).toEqual(first.practice);
    const again = await readDeploymentFile(second.practice.deploymentFile);
    expect(again.contracts).toEqual(deployment.contracts);
    expect(await openChain({ deployment: again }).readReservation(second.practice.client, node.address)).toEqual(reservation);
    // The node still answers where it was, so orders go on without a new announcement; the lines go on counting.
    await second.bridge.ask('sendJobs', { jobs: 2 });
    await until('two more', () => provider.vouchers.length === 8);
    const sums = Map.groupBy(provider.vouchers, ({ voucher }) => voucher.modelId);
    for (const vouchers of sums.values()) expect(vouchers.map(({ voucher }) => voucher.count)).toEqual(vouchers.map((_, i) => i + 1));
  });

  it('starts its chain again when it is killed, and says that it is gone meanwhile', async () => {
    const { state, practice, bridge } = await start();
    const deployment = await readDeploymentFile(practice.deploymentFile);
    const seen: string[] = [];
    bridge.watch('practice', (value) => void seen.push(value.state));
    const killed = anvilPid();
    process.kill(killed, 'SIGKILL');
    await until('a new chain', () => ![0, killed].includes(anvilPid()) && state().state === 'ready' && seen.includes('chainGone'));
    await openChain({ deployment }).verify();
    const provider = await joinNetwork(practice, new Wallet(`0x${'56'.repeat(32)}`));
    await bridge.ask('sendJobs', { jobs: 1 });
    await until('a voucher', () => provider.vouchers.length === 1);
    expect(state().failed).toBe(0);
  });

  it('leaves no chain behind for the next start when it is killed itself, and loses no keys', async () => {
    const first = await start();
    const orphan = anvilPid();
    await end(first.child, 'SIGKILL');
    const second = await start();
    expect(second.practice.operator).toBe(first.practice.operator);
    expect(isAlive(orphan)).toBe(false);
    expect((await readDeploymentFile(second.practice.deploymentFile)).contracts).toEqual((await readDeploymentFile(first.practice.deploymentFile)).contracts);
    const anvil = anvilPid();
    // The parent is gone: the channel closes, and the program ends with its chain.
    second.child.disconnect();
    await until('its end', () => second.child.exitCode !== null && !isAlive(anvil));
  });

  it('takes another port when its own is busy, a fresh chain when the saved one is broken, and never ends a stranger', async () => {
    const data = await mkdtemp(join(tmpdir(), 'hearth-devnet-'));
    const port = 8545;
    const busy = createServer();
    ends.push(() => rm(data, { recursive: true, force: true }), () => busy.close());
    // Another Hearth of the suite may have it and leave in the middle of this: it is ours before anything is tried.
    await until('the port is held here', () => new Promise<boolean>((resolve) => {
      busy.removeAllListeners('listening').removeAllListeners('error').once('error', () => resolve(false)).listen(port, '127.0.0.1', () => resolve(true));
    }), 200_000);
    const first = await start(data);
    const before = await readDeploymentFile(first.practice.deploymentFile);
    expect(Number(new URL(before.rpcUrls[0]!).port)).not.toBe(port);
    await end(first.child, 'SIGTERM');
    writeFileSync(join(data, 'chain', 'state.json'), '{"half":');
    writeFileSync(join(data, 'chain', 'state.json.copy'), '{"half":');
    writeFileSync(join(data, 'chain', 'state.json.pid'), JSON.stringify({ pid: process.pid, rpcUrl: before.rpcUrls[0] }));
    const second = await start(data);
    const after = await readDeploymentFile(second.practice.deploymentFile);
    // New addresses: no voucher or receipt of the lost chain counts on the new one.
    expect(after.contracts.JobEscrow.address).not.toBe(before.contracts.JobEscrow.address);
  }, 320_000);
});
