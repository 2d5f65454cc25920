import { readFile } from 'node:fs/promises';
import { getBytes } from 'ethers/utils';
import { z } from 'zod';
import { HearthError } from '../../shared/errors.ts';
import { refusals } from '../../shared/saidReasons.ts';
import { addressShape, bytes32Shape, safeUintShape, type Hex } from '../../shared/units.ts';
import { artifacts, contractNames, type ContractName } from './contracts.ts';

const deployedShape = z.strictObject({
  address: addressShape,
  /** keccak256 of the runtime code on chain. */
  codeHash: bytes32Shape,
});

/** Where Hearth lives on one chain. What is pinned here is checked before the chain is first believed. */
export const deploymentShape = z.strictObject({
  format: z.literal('hearth-deployment/2'),
  name: z.string().min(1),
  /** True: the money is test money, and every screen says so. */
  practice: z.boolean(),
  chainId: safeUintShape,
  rpcUrls: z.array(z.url({ protocol: /^https?$/ })).min(1),
  /** The block before which nothing of ours exists. */
  startBlock: safeUintShape,
  windowSeconds: safeUintShape.min(1),
  contracts: z.strictObject(
    Object.fromEntries(contractNames.map((contract) => [contract, deployedShape])) as Record<ContractName, typeof deployedShape>,
  ),
});
export type Deployment = z.infer<typeof deploymentShape>;

/** Reads untrusted JSON text as a deployment; a refusal says what is wrong and where. */
export function parseDeployment(text: string): { ok: true; deployment: Deployment } | { ok: false; reason: string } {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { ok: false, reason: refusals.plainNotJson };
  }
  const parsed = deploymentShape.safeParse(json);
  if (parsed.success) return { ok: true, deployment: parsed.data };
  const issue = parsed.error.issues[0]!;
  return { ok: false, reason: `${issue.path.join('.') || 'document'}: ${issue.message}` };
}

/** @throws chain.deploymentInvalid  the file is missing, unreadable or not a deployment */
export async function readDeploymentFile(path: string): Promise<Deployment> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new HearthError('chain.deploymentInvalid', { path, reason: error.code === 'ENOENT' ? refusals.noFile : (error.code ?? error.message) }, error);
  });
  const parsed = parseDeployment(text);
  if (!parsed.ok) throw new HearthError('chain.deploymentInvalid', { path, reason: parsed.reason });
  return parsed.deployment;
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

/** The address of each contract, by its name. */
export const addressesOf = (deployment: Deployment): Record<string, string> => Object.fromEntries(Object.entries(deployment.contracts).map(([name, { address }]) => [name, address]));
