import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { keccak256 } from 'ethers/crypto';
import { afterAll, expect, it } from 'vitest';
import { newFolder, startHearth, type Hearth } from '../support/runningHearth.ts';
import { until } from '../support/until.ts';

/** A data folder of an earlier version: its practice chain holds contracts that are not those of this build, and its books count vouchers for them. */
const limitMs = 120_000;
const dataFolder = newFolder('old-contracts');
let hearth: Hearth | null = null;
afterAll(async () => {
  await hearth?.stop();
  rmSync(dataFolder, { recursive: true, force: true });
});
const settled = async (): Promise<readonly string[]> => (await hearth!.ask('readJobs', { stage: 'settled' })).jobs.map(({ jobId }) => jobId);
const read = (name: string): string => readFileSync(join(dataFolder, name), 'utf8');

it('a practice network with contracts of another version is deployed anew, says so, pays, and keeps keys, settings and history', async () => {
  hearth = await startHearth({ dataFolder });
  await hearth.waitUntilReady();
  await hearth.ask('setPracticeRate', { jobsPerMinute: 240 });
  await until('it is paid', async () => (await settled()).length > 0, limitMs);
  await hearth.ask('setPracticeRate', { jobsPerMinute: 0 });
  const chain = await hearth.openChain();
  const { address } = chain.deployment.contracts.ModelRegistry;
  const code = `${await chain.request<string>('eth_getCode', [address, 'latest'])}00`;
  await chain.request('anvil_setCode', [address, code]);
  const paid = await settled();
  const node = hearth.seen.network!.nodeAddress;
  await hearth.stop();
  const deploymentFile = join('practice', 'deployment.json');
  const before = JSON.parse(read(deploymentFile)) as typeof chain.deployment;
  writeFileSync(join(dataFolder, deploymentFile), JSON.stringify({ ...before, contracts: { ...before.contracts, ModelRegistry: { address, codeHash: keccak256(code) } } }));
  const keys = read(join('practice', 'keys.json'));

  hearth = await startHearth({ dataFolder });
  await hearth.waitUntilReady();
  expect(hearth.lines.join('\n')).toContain('the chain holds the contracts of another version of Hearth; deploying new ones');
  expect((await hearth.openChain()).deployment.contracts.JobEscrow.address).not.toBe(before.contracts.JobEscrow.address);
  expect([hearth.seen.network!.nodeAddress, read(join('practice', 'keys.json'))]).toEqual([node, keys]);
  expect(await settled()).toEqual(expect.arrayContaining([...paid]));
  const known = new Set(await settled());
  await hearth.ask('setPracticeRate', { jobsPerMinute: 240 });
  await until('a job of the new network is paid', async () => (await settled()).some((jobId) => !known.has(jobId)), limitMs);
  // Nothing that was signed for the old escrow is sent to the new one.
  expect(hearth.lines.filter((line) => line.includes('VoucherSignatureInvalid'))).toEqual([]);
}, 5 * limitMs);
