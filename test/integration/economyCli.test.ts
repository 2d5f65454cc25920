import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { signingDigest, type Domain, type Voucher } from '../../electron/protocol/typedData.ts';
import { sendCalls } from '../../electron/programs/cli/chainAccess.ts';
import { buildAnchorTransaction, buildApproveTransaction, buildBindNodeTransaction, buildReserveTransaction, buildSettleTransaction, domainOf, type Call } from '../../electron/services/chain/calls.ts';
import { openChain } from '../../electron/services/chain/chain.ts';
import { readDeploymentFile } from '../../electron/services/chain/deployment.ts';
import { startPracticeChain, type PracticeChain } from '../../electron/services/chain/practiceChain.ts';
import { openRpc } from '../../electron/services/chain/rpc.ts';
import { readParameters } from '../../electron/services/chain/economy.ts';
import { weiPerCoin, type Hex } from '../../electron/shared/units.ts';
import { testWallet } from '../support/chainTestNet.ts';
import { runHearth } from '../support/hearthCommand.ts';
import { repository } from '../support/programs.ts';
import { startRpcProxy } from '../support/rpcProxy.ts';

const owner = testWallet('owner');
const quietOutput = { say: () => {}, progress: () => {}, result: () => {} } as never;
let folder: string;
let chain: PracticeChain;
let keyFile: string;
let deploymentFile: string;

async function hearth(...args: string[]): Promise<{ code: number | null; out: unknown; err: string }> {
  const run = await runHearth([...args, '--json', '--data', join(folder, 'data')]);
  return { code: run.code, out: run.json(), err: run.stderr };
}
const onChain = (...args: string[]) => hearth(...args, '--deployment', deploymentFile);
const sending = (...args: string[]) => onChain(...args, '--key-file', keyFile);
const skip = async (seconds: number) => {
  const rpc = openRpc({ rpcUrls: [chain.rpcUrl], timeoutMs: 4000 });
  await rpc.request('evm_increaseTime', [seconds]);
  await rpc.request('evm_mine', []);
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hearth-economy-'));
  chain = await startPracticeChain({ port: 0, blockSeconds: 0 });
  await chain.fundGas(owner.address, 1000n * weiPerCoin);
  keyFile = join(folder, 'key');
  await writeFile(keyFile, `${owner.privateKey}\n`, { mode: 0o600 });
  deploymentFile = join(folder, 'deployments', `${chain.chainId}.json`);
});
afterAll(async () => {
  await chain.stop();
  await rm(folder, { recursive: true, force: true });
});

it('deploys, and takes a change of the audit floor from proposal to execution, by commands alone', async () => {
  const deploy = ['deploy', '--rpc', chain.rpcUrl, '--key-file', keyFile, '--out', join(folder, 'deployments')];
  expect(await hearth(...deploy)).toMatchObject({ code: 2, out: { code: 'usage.invalid' } });
  await chmod(keyFile, 0o644);
  expect((await hearth(...deploy, '--practice')).err).toContain('others can read');
  await chmod(keyFile, 0o600);
  const deployed = await hearth(...deploy, '--practice');
  expect(deployed).toMatchObject({ code: 0, out: { file: deploymentFile, deployment: { chainId: chain.chainId } } });
  expect(JSON.parse(await readFile(deploymentFile, 'utf8'))).toEqual((deployed.out as { deployment: unknown }).deployment);

  // A model is published with a royalty and a share of it, once and for all.
  const digits = join(repository, 'assets', 'models', 'digits');
  const ada = `0x${'a'.repeat(40)}`;
  for (const wrong of [['--royalty', 'half'], ['--royalty', '99'], ['--share', `${ada}=101`], ['--share', `${ada}=1`, `${ada}=2`], ['--supersedes', '0x12']]) expect([wrong, (await sending('models', 'publish', digits, ...wrong)).code]).toEqual([wrong, 2]);
  const published = await sending('models', 'publish', digits, '--royalty', '2.5', '--share', `${ada}=40`, '--uri', 'https://models.example/digits');
  expect(published, published.err).toMatchObject({ code: 0, out: { transactions: [{ call: 'register' }] } });
  expect((await onChain('models')).out).toMatchObject({ models: [{ name: null, publisher: owner.address, royaltyBps: 250, shares: [{ holder: owner.address, shareBps: 6000 }, { shareBps: 4000 }] }] });
  expect(await sending('models', 'publish', digits)).toMatchObject({ code: 2, err: expect.stringContaining('registered already') as string });

  expect((await sending('votes')).out).toMatchObject({ votesWei: '0', delegate: null });
  expect(await sending('propose', '--set', 'AuditFloorBps=900', '--description', 'Audit more')).toMatchObject({ code: 2, err: expect.stringContaining(`hearth votes --delegate ${owner.address}`) });
  expect((await sending('votes', '--delegate', owner.address)).code).toBe(0);
  await skip(2);
  const proposed = await sending('propose', '--set', 'AuditFloorBps=900', '--description', 'Audit more');
  expect(proposed.code, proposed.err).toBe(0);
  const listed = (await onChain('proposals')).out as { proposals: { proposalId: string; state: string; actions: string[] }[] };
  expect(listed.proposals).toMatchObject([{ actions: ['HearthParameters.set(AuditFloorBps, 900)'] }]);
  const id = listed.proposals[0]!.proposalId.slice(0, 12);
  await skip(2);
  expect(await sending('vote', id, 'maybe')).toMatchObject({ code: 2 });
  expect((await sending('vote', id, 'for', '--reason', 'figures')).code).toBe(0);
  expect((await sending('vote', id, 'for')).err).toContain('has voted on the proposal already');
  await skip(61);
  expect((await sending('propose', '--queue', id)).code).toBe(0);
  await skip(6);
  expect((await sending('propose', '--execute', id)).code).toBe(0);

  const reader = openChain({ deployment: await readDeploymentFile(deploymentFile) });
  expect((await readParameters(reader)).values.AuditFloorBps).toBe(900n);
  expect((await onChain('treasury')).out).toMatchObject({ values: { AuditFloorBps: '900' }, splitVersion: 1, heldWei: '0' });
  expect((await onChain('models')).out).toMatchObject({ models: [{ royaltyBps: 250 }] });
  expect((await sending('claim')).out).toMatchObject({ dueWei: '0', transactions: [] });
  expect(await sending('stake', owner.address, '5')).toMatchObject({ code: 2, err: expect.stringContaining('is no node on this chain') });
}, 480_000);

it('takes stake there and back, with its countdown, and collects what a job left for an account', async () => {
  const deployment = await readDeploymentFile(deploymentFile);
  const reader = openChain({ deployment, pollingMs: 20 });
  const node = owner.address as Hex;
  const act = (...calls: Call[]) => sendCalls(reader, owner.signingKey, calls, quietOutput);
  await act(buildBindNodeTransaction(deployment, { node, deadlineSeconds: 0, signature: '0x' }));

  expect(await sending('unstake', node)).toMatchObject({ code: 2, err: expect.stringContaining('no stake of this node is counting down') });
  expect(await sending('stake', node, '5')).toMatchObject({ code: 0, out: { transactions: [{ call: 'stakeFor' }] } });
  expect((await reader.readStake(node)).activeWei).toBe(5n * weiPerCoin);
  expect(await sending('unstake', node, '6')).toMatchObject({ code: 2, err: expect.stringContaining('5.00 EMBER are staked') });
  expect(await sending('unstake', node, '2')).toMatchObject({ code: 0, out: { transactions: [{ call: 'requestUnbond' }] } });
  expect(await reader.readStake(node)).toMatchObject({ activeWei: 3n * weiPerCoin, unbondingWei: 2n * weiPerCoin });
  expect(await sending('unstake', node)).toMatchObject({ code: 2, err: expect.stringMatching(/the countdown of 2\.00 EMBER runs until .+ from now/) });
  const { withdrawableAtSeconds } = await reader.readStake(node);
  await skip(withdrawableAtSeconds - (await reader.readFreshness()).blockSeconds);
  const lockedBefore = (await reader.readBalance(node)).lockedWei;
  expect((await sending('unstake', node)).code).toBe(0);
  expect(await reader.readStake(node)).toMatchObject({ activeWei: 3n * weiPerCoin, unbondingWei: 0n });
  expect((await reader.readBalance(node)).lockedWei).toBe(lockedBefore - 2n * weiPerCoin);

  // One job, in which the owner is client, node and application: the application's share is what waits to be collected.
  expect((await sending('claim')).out).toMatchObject({ dueWei: '0', transactions: [] });
  const { blockSeconds } = await reader.readFreshness();
  await act(
    buildApproveTransaction(deployment, 'JobEscrow', weiPerCoin), buildReserveTransaction(deployment, { provider: node, amountWei: weiPerCoin, expirySeconds: blockSeconds + 86_400 }),
    buildAnchorTransaction(deployment, { root: `0x${'01'.repeat(32)}`, count: 1, valueWei: weiPerCoin }),
  );
  await skip(2 * deployment.windowSeconds);
  const voucher: Voucher = { client: node, provider: node, app: node, modelId: `0x${'11'.repeat(32)}`, count: 1, cumulativeWei: weiPerCoin, receiptsRoot: `0x${'00'.repeat(32)}` };
  await act(buildSettleTransaction(deployment, [{ voucher, signature: owner.signingKey.sign(signingDigest(domainOf(deployment) as Domain, 'Voucher', voucher)).serialized as Hex }]));
  const due = (await sending('claim', '--dry')).out as { dueWei: string; transactions: unknown[] };
  expect([BigInt(due.dueWei) > 0n, due.transactions]).toEqual([true, []]);
  const before = (await reader.readBalance(node)).coinWei;
  expect(await sending('claim', '--node', node)).toMatchObject({ code: 0, out: { transactions: expect.arrayContaining([expect.objectContaining({ call: 'collect' })]) } });
  expect((await reader.readBalance(node)).coinWei).toBeGreaterThanOrEqual(before + BigInt(due.dueWei));
  expect((await sending('claim')).out).toMatchObject({ dueWei: '0', transactions: [] });
  // A client's way out: refused while the reservation runs, given back once it ran out. What nobody claimed does not lapse.
  await act(buildApproveTransaction(deployment, 'JobEscrow', weiPerCoin), buildReserveTransaction(deployment, { provider: node, amountWei: weiPerCoin, expirySeconds: (await reader.readFreshness()).blockSeconds + 3600 }));
  expect(await sending('claim', '--release', node)).toMatchObject({ code: 2, out: { code: 'usage.invalid' } });
  expect(await sending('claim', '--lapse', join(repository, 'test/fixtures/receiptGenerate.json'))).toMatchObject({ code: 2, err: expect.stringContaining('never claimed') });
  await skip(2 * 86_400 + 2 * deployment.windowSeconds);
  expect(await sending('claim', '--release', node)).toMatchObject({ code: 0, out: { transactions: [expect.objectContaining({ call: 'release' })] } });
  expect((await reader.readReservation(node, node)).amountWei).toBe(0n);
  const { votesWei, coinWei } = (await onChain('votes', node)).out as { votesWei: string; coinWei: string };
  expect(votesWei).toBe(coinWei);
}, 480_000);

it('decides nothing on addresses that disagree, and says so', async () => {
  const liar = await startRpcProxy(chain.rpcUrl);
  liar.instead = async ({ method, params }, ask) => (method === 'eth_getBlockByNumber' ? { result: { ...((await ask(method, params)) as object), hash: `0x${'ab'.repeat(32)}` } } : undefined);
  const both = ['--rpc', chain.rpcUrl, '--rpc', liar.url];
  expect(await sending('stake', owner.address, '1', ...both)).toMatchObject({ code: 1, out: { code: 'chain.disagreement', about: { otherUrl: liar.url } } });
  expect((await onChain('treasury', ...both)).err).toContain('disagree about block');
  liar.instead = ({ method }) => (method === 'eth_chainId' ? { result: '0x1' } : undefined);
  const shown = await onChain('treasury', '--rpc', liar.url, '--rpc', chain.rpcUrl);
  expect([shown.code, shown.err]).toEqual([0, expect.stringContaining(`${liar.url} is not used: chain.wrongChain`)]);
  await liar.stop();
});
