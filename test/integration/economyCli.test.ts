import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openChain } from '../../electron/services/chain/chain.ts';
import { readDeploymentFile } from '../../electron/services/chain/deployment.ts';
import { startPracticeChain, type PracticeChain } from '../../electron/services/chain/practiceChain.ts';
import { openRpc } from '../../electron/services/chain/rpc.ts';
import { readParameters } from '../../electron/services/chain/economy.ts';
import { weiPerCoin } from '../../electron/shared/units.ts';
import { testWallet } from '../support/chainTestNet.ts';
import { runHearth } from '../support/hearthCommand.ts';

const owner = testWallet('owner');
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

  expect((await sending('votes')).out).toMatchObject({ votesWei: '0', delegate: null });
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
  expect((await sending('vote', id, 'for')).err).toContain('GovernorAlreadyCastVote');
  await skip(61);
  expect((await sending('propose', '--queue', id)).code).toBe(0);
  await skip(6);
  expect((await sending('propose', '--execute', id)).code).toBe(0);

  const reader = openChain({ deployment: await readDeploymentFile(deploymentFile) });
  expect((await readParameters(reader)).values.AuditFloorBps).toBe(900n);
  expect((await onChain('treasury')).out).toMatchObject({ values: { AuditFloorBps: '900' }, splitVersion: 1, heldWei: '0' });
  expect((await onChain('models')).out).toEqual({ models: [] });
  expect((await sending('claim')).out).toMatchObject({ dueWei: '0', transactions: [] });
  expect((await sending('stake', owner.address, '5')).err).toContain('NodeUnknown');
}, 120_000);
