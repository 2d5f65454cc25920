import { readFile } from 'node:fs/promises';
import { ContractFactory } from 'ethers/contract';
import { keccak256 } from 'ethers/crypto';
import type { Signer } from 'ethers/providers';
import { getBytes } from 'ethers/utils';
import { z } from 'zod';
import { HearthError } from '../../shared/errors.ts';
import { addressShape, bytes32Shape, safeUintShape, type Hex } from '../../shared/units.ts';
import { artifacts, contractNames, type ContractName } from './contracts.ts';

const deployedShape = z.strictObject({
  address: addressShape,
  /** keccak256 of the runtime code on chain. */
  codeHash: bytes32Shape,
});

/** Where Hearth lives on one chain. What is pinned here is checked before the chain is first believed. */
export const deploymentShape = z.strictObject({
  format: z.literal('hearth-deployment/1'),
  name: z.string().min(1),
  /** True: the money is test money, and every screen says so. */
  practice: z.boolean(),
  chainId: safeUintShape,
  rpcUrls: z.array(z.url({ protocol: /^https?$/ })).min(1),
  /** The block before which nothing of ours exists. */
  startBlock: safeUintShape,
  windowSeconds: safeUintShape.min(1),
  contracts: z.strictObject({ HearthToken: deployedShape, StakeManager: deployedShape, JobEscrow: deployedShape }),
});
export type Deployment = z.infer<typeof deploymentShape>;

/** Reads untrusted JSON text as a deployment; a refusal says what is wrong and where. */
export function parseDeployment(text: string): { ok: true; deployment: Deployment } | { ok: false; reason: string } {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { ok: false, reason: 'not JSON' };
  }
  const parsed = deploymentShape.safeParse(json);
  if (parsed.success) return { ok: true, deployment: parsed.data };
  const issue = parsed.error.issues[0]!;
  return { ok: false, reason: `${issue.path.join('.') || 'document'}: ${issue.message}` };
}

/** @throws chain.deploymentInvalid  the file is missing, unreadable or not a deployment */
export async function readDeploymentFile(path: string): Promise<Deployment> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new HearthError('chain.deploymentInvalid', { path, reason: error.code ?? error.message }, error);
  });
  const parsed = parseDeployment(text);
  if (!parsed.ok) throw new HearthError('chain.deploymentInvalid', { path, reason: parsed.reason });
  return parsed.deployment;
}

export type DeployOptions = {
  readonly name: string;
  readonly practice: boolean;
  readonly rpcUrls: readonly string[];
  readonly windowSeconds: number;
  /** At least two windows. */
  readonly unbondingSeconds: number;
  readonly payoutDelaySeconds: number;
  /** In-flight value allowed per unit of stake. */
  readonly kappa: number;
  /** The whole supply, for ever. */
  readonly genesis: readonly { readonly holder: string; readonly amountWei: bigint }[];
};

/**
 * Deploys the three contracts, reads them back and compares the code on chain with the compiled code.
 *
 * @param signer  an ethers signer with a provider; pays the gas (three transactions)
 * @throws chain.codeMismatch  the chain holds other code than was sent
 */
export async function deployContracts(signer: Signer, options: DeployOptions): Promise<Deployment> {
  const provider = signer.provider!;
  const { chainId } = await provider.getNetwork();
  const startBlock = await provider.getBlockNumber();
  const token = await deployOne(signer, 'HearthToken', [options.genesis.map((g) => g.holder), options.genesis.map((g) => g.amountWei)]);
  const stakeManager = await deployOne(signer, 'StakeManager', [token.address, options.unbondingSeconds, options.payoutDelaySeconds]);
  const jobEscrow = await deployOne(signer, 'JobEscrow', [token.address, stakeManager.address, options.windowSeconds, options.kappa]);
  return deploymentShape.parse({
    format: 'hearth-deployment/1',
    name: options.name,
    practice: options.practice,
    chainId: Number(chainId),
    rpcUrls: [...options.rpcUrls],
    startBlock,
    windowSeconds: options.windowSeconds,
    contracts: { HearthToken: token, StakeManager: stakeManager, JobEscrow: jobEscrow },
  });
}

async function deployOne(signer: Signer, contract: ContractName, args: readonly unknown[]): Promise<{ address: string; codeHash: string }> {
  const artifact = artifacts[contract];
  const deployed = await new ContractFactory(artifact.abi, artifact.bytecode, signer).deploy(...args);
  await deployed.waitForDeployment();
  const address = await deployed.getAddress();
  const code = (await signer.provider!.getCode(address)) as Hex;
  if (!isCompiledCode(contract, code)) {
    throw new HearthError('chain.codeMismatch', { contract, expected: 'the compiled code', found: keccak256(code) });
  }
  return { address, codeHash: keccak256(code) };
}

/**
 * Whether runtime code is the code compiled from our sources, whatever its immutables hold. Lets a stranger's deployment file be
 * checked against this build, beyond the hash that the file itself claims.
 */
export function isCompiledCode(contract: ContractName, code: Hex): boolean {
  const expected = getBytes(artifacts[contract].deployedBytecode);
  const found = getBytes(code);
  if (found.length !== expected.length) return false;
  for (const { start, length } of artifacts[contract].immutableReferences) found.fill(0, start, start + length);
  return Buffer.compare(found, expected) === 0;
}

/** The pinned contracts of a deployment, in a fixed order. */
export const deployedContracts = (deployment: Deployment): readonly { contract: ContractName; address: Hex; codeHash: string }[] =>
  contractNames.map((contract) => ({
    contract,
    address: deployment.contracts[contract].address as Hex,
    codeHash: deployment.contracts[contract].codeHash,
  }));
