import { createHash } from 'node:crypto';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { JsonRpcProvider } from 'ethers/providers';
import { Wallet } from 'ethers/wallet';
import { z } from 'zod';
import { deployContracts, type DeployProgress } from '../../services/chain/deploy.ts';
import type { DeployOptions } from '../../services/chain/deployPlan.ts';
import { parseDeployPlan } from '../../services/chain/deployPlanFile.ts';
import { contractNames } from '../../services/chain/contracts.ts';
import type { Deployment } from '../../services/chain/deployment.ts';
import { firstSplit, practiceParameters } from '../../services/chain/parameters.ts';
import { practiceCourt } from '../../services/chain/practiceBeacon.ts';
import { writeAtomically } from '../../services/practice/practiceKeys.ts';
import { nodePrimitives } from '../../services/primitives/nodePrimitives.ts';
import { HearthError } from '../../shared/errors.ts';
import { addressShape, bytes32Shape, safeUintShape, weiPerCoin, type Hex } from '../../shared/units.ts';
import { readKeyFile } from './chainAccess.ts';
import { usage, type Output } from './output.ts';

export type DeployRequest = { readonly rpc: string; readonly keyFile: string; readonly plan?: string; readonly practice: boolean; readonly out: string };

const begunShape = z.strictObject({
  format: z.literal('hearth-deployment-begun/1'),
  planHash: bytes32Shape,
  chainId: safeUintShape,
  deployer: addressShape,
  startNonce: safeUintShape,
  startBlock: safeUintShape,
});

/**
 * Deploys every contract and writes `<out>/<chainId>.json`. What was begun is kept beside it, so that the same command goes on after a crash.
 *
 * @throws usage.invalid  no plan, or another one than was begun
 * @throws chain.*        what deploying throws
 * @effects chain, money, disk
 */
export async function runDeploy(request: DeployRequest, output: Output): Promise<{ deployment: Deployment; file: string }> {
  const key = await readKeyFile(request.keyFile);
  const provider = new JsonRpcProvider(request.rpc, undefined, { cacheTimeout: -1, batchMaxCount: 1, pollingInterval: 250 });
  try {
    const chainId = await readChainId(provider, request.rpc);
    const signer = new Wallet(key, provider);
    const options = await readOptions(request, signer.address, key.privateKey as Hex);
    await mkdir(request.out, { recursive: true });
    const file = join(request.out, `${chainId}.json`);
    const begunFile = join(request.out, `${chainId}.begun.json`);
    const planHash = hashPlan(options);
    const before = await readBegun(begunFile, planHash);
    if (before) output.say(`Going on with the deployment that was begun at nonce ${before.startNonce}.`);
    let done = 0;
    const deployment = await deployContracts(signer, options, {
      before,
      onBegin: (progress) => writeAtomically(begunFile, `${JSON.stringify({ format: 'hearth-deployment-begun/1', planHash, ...progress }, null, 2)}\n`, 0o644),
      onContract: (contract, address, isNew) => output.say(`${++done}/${contractNames.length} ${contract} ${address}${isNew ? '' : ' (was there)'}`),
    });
    await writeAtomically(file, `${JSON.stringify(deployment, null, 2)}\n`, 0o644);
    await rm(begunFile, { force: true });
    return { deployment, file };
  } finally {
    provider.destroy();
  }
}

/** ethers waits for ever for a node that is not there; this asks once. */
async function readChainId(provider: JsonRpcProvider, rpcUrl: string): Promise<number> {
  try {
    return Number(await provider.send('eth_chainId', []));
  } catch (error) {
    throw new HearthError('chain.unreachable', { rpcUrl, reason: error instanceof Error ? error.message.slice(0, 200) : 'no answer' }, error);
  }
}

async function readOptions(request: DeployRequest, deployer: string, privateKey: Hex): Promise<DeployOptions> {
  if (request.plan === undefined) {
    if (!request.practice) throw usage('give --plan FILE (docs/protocol/contracts.md), or --practice for test money');
    return practiceOptions(request.rpc, deployer, privateKey);
  }
  const text = await readFile(request.plan, 'utf8').catch(() => null);
  if (text === null) throw usage(`there is no file ${request.plan}`);
  const parsed = parseDeployPlan(text, [request.rpc]);
  if (!parsed.ok) throw usage(`${request.plan}: ${parsed.reason}`);
  return parsed.options;
}

/** Test money, all of it the deployer's. */
const practiceOptions = (rpc: string, deployer: string, privateKey: Hex): DeployOptions => ({
  name: 'practice', practice: true, rpcUrls: [rpc], windowSeconds: 5, payoutDelaySeconds: 0, kappa: 10,
  genesis: [{ holder: deployer, amountWei: 1_000_000_000n * weiPerCoin }], issuanceCapWei: 100_000_000n * weiPerCoin,
  parameters: practiceParameters(5), split: firstSplit, guardian: deployer, courts: [], court: practiceCourt(nodePrimitives, privateKey),
  governance: { votingDelaySeconds: 1, votingPeriodSeconds: 60, proposalThresholdWei: weiPerCoin, quorumPercent: 4, timelockSeconds: 5 },
});

/** Contracts made under another plan would hold other numbers, so a plan may not change half-way. The address of the chain may. */
const hashPlan = ({ rpcUrls: _rpcUrls, ...plan }: DeployOptions): string => {
  const text = JSON.stringify(plan, (_key, value: unknown) => (typeof value === 'bigint' ? value.toString() : value));
  return `0x${createHash('sha256').update(text).digest('hex')}`;
};

async function readBegun(path: string, planHash: string): Promise<DeployProgress | null> {
  const text = await readFile(path, 'utf8').catch(() => null);
  if (text === null) return null;
  const parsed = begunShape.safeParse(JSON.parse(text));
  if (!parsed.success) throw usage(`${path} is not a note of a deployment; remove it to begin anew`);
  if (parsed.data.planHash !== planHash) throw usage(`${path} was begun with another plan; use that one, or remove the file to begin anew`);
  const { chainId, deployer, startNonce, startBlock } = parsed.data;
  return { chainId, deployer, startNonce, startBlock };
}
