import { setTimeout as sleep } from 'node:timers/promises';
import { ContractFactory } from 'ethers/contract';
import { keccak256 } from 'ethers/crypto';
import type { JsonRpcApiProvider, Signer } from 'ethers/providers';
import { HearthError } from '../../shared/errors.ts';
import type { Hex } from '../../shared/units.ts';
import { artifacts, contractNames, interfaces, type ContractName } from './contracts.ts';
import { isWireRight, planAddresses, planArguments, planWires, type Addresses, type DeployOptions } from './deployPlan.ts';
import { deploymentShape, isCompiledCode, type Deployment } from './deployment.ts';

/** A deployment that was begun; kept on disk, it lets a later run go on where this one stopped. */
export type DeployProgress = {
  readonly chainId: number;
  readonly deployer: string;
  /** The deployer's nonce at the first contract. All addresses follow from it. */
  readonly startNonce: number;
  readonly startBlock: number;
};

export type DeploySteps = {
  /** From an earlier run, or null to begin. */
  readonly before?: DeployProgress | null;
  /** Called before the first transaction: keep it on disk. */
  readonly onBegin?: (progress: DeployProgress) => void | Promise<void>;
  readonly onContract?: (contract: ContractName, address: Hex, isNew: boolean) => void;
};

/**
 * Deploys the contracts one after the other and reads them back: code against the compiled code, every contract's view of the others,
 * and that the deployer keeps no right.
 *
 * @param signer  an ethers signer with a JSON-RPC provider; pays the gas, and must send nothing else meanwhile
 * @throws chain.reverted           a constructor failed
 * @throws chain.codeMismatch       the chain holds other code or other wiring than was planned
 * @throws chain.deploymentInvalid  `before` is of another chain or account, or the account sent something else in between
 */
export async function deployContracts(signer: Signer, options: DeployOptions, steps: DeploySteps = {}): Promise<Deployment> {
  const provider = signer.provider!;
  const progress = steps.before ?? (await beginDeployment(signer));
  await checkProgress(signer, progress);
  if (!steps.before) await steps.onBegin?.(progress);
  const addresses = planAddresses(progress.deployer, progress.startNonce);
  const args = planArguments(options, addresses);

  for (const [i, contract] of contractNames.entries()) {
    const isThere = (await provider.getCode(addresses[contract])) !== '0x';
    if (!isThere) await deployOne(signer, contract, args[contract], progress.startNonce + i);
    steps.onContract?.(contract, addresses[contract], !isThere);
  }
  const codeHashes = await readBack(signer, addresses, progress.deployer);
  return deploymentShape.parse({
    format: 'hearth-deployment/2',
    name: options.name,
    practice: options.practice,
    chainId: progress.chainId,
    rpcUrls: [...options.rpcUrls],
    startBlock: progress.startBlock,
    windowSeconds: options.windowSeconds,
    contracts: Object.fromEntries(contractNames.map((contract) => [contract, { address: addresses[contract], codeHash: codeHashes[contract] }])),
  });
}

async function beginDeployment(signer: Signer): Promise<DeployProgress> {
  const [{ chainId }, startBlock, startNonce, deployer] = await Promise.all([
    signer.provider!.getNetwork(),
    signer.provider!.getBlockNumber(),
    signer.getNonce('latest'),
    signer.getAddress(),
  ]);
  return { chainId: Number(chainId), deployer, startNonce, startBlock };
}

async function checkProgress(signer: Signer, progress: DeployProgress): Promise<void> {
  const { chainId } = await signer.provider!.getNetwork();
  const deployer = await signer.getAddress();
  if (Number(chainId) === progress.chainId && deployer === progress.deployer) return;
  throw new HearthError('chain.deploymentInvalid', {
    path: 'the deployment that was begun',
    reason: `it is of ${progress.deployer} on chain ${progress.chainId}, not of ${deployer} on chain ${chainId}`,
  });
}

async function deployOne(signer: Signer, contract: ContractName, args: readonly unknown[], nonce: number): Promise<void> {
  const next = await signer.getNonce('latest');
  if (next !== nonce) {
    throw new HearthError('chain.deploymentInvalid', {
      path: 'the deployment that was begun',
      reason: `${contract} needs nonce ${nonce} of its deployer, whose next one is ${next}: the account sent something else; begin anew`,
    });
  }
  const { abi, bytecode } = artifacts[contract];
  const request = await new ContractFactory(abi, bytecode, signer).getDeployTransaction(...args);
  // Sent as bytes: ethers' own sending parses what was just signed and serialises it twice more, half of a practice network's first second.
  const raw = await signer.signTransaction(await signer.populateTransaction({ ...request, nonce }));
  const provider = signer.provider as JsonRpcApiProvider;
  const hash = await provider.send('eth_sendRawTransaction', [raw]) as string;
  const receipt = await waitForReceipt(provider, hash);
  if (Number(receipt.status) !== 1) throw new HearthError('chain.reverted', { call: `constructor of ${contract}`, error: `transaction ${hash} failed` });
}

/** Asks until the transaction is in a block. ethers' own waiting hears of new blocks only, and on a chain that makes one when asked there may be none. */
async function waitForReceipt(provider: JsonRpcApiProvider, hash: string): Promise<{ readonly status: string }> {
  for (;;) {
    const receipt = await provider.send('eth_getTransactionReceipt', [hash]) as { readonly status: string } | null;
    if (receipt) return receipt;
    await sleep(provider.pollingInterval);
  }
}

/** Code hashes of what is there, after checking it against the compiled code and the plan. */
async function readBack(signer: Signer, addresses: Addresses, deployer: string): Promise<Record<string, Hex>> {
  const provider = signer.provider!;
  const codeHashes: Record<string, Hex> = {};
  for (const contract of contractNames) {
    const code = (await provider.getCode(addresses[contract])) as Hex;
    codeHashes[contract] = keccak256(code) as Hex;
    if (!isCompiledCode(contract, code)) {
      throw new HearthError('chain.codeMismatch', { contract, expected: 'the compiled code', found: codeHashes[contract] });
    }
  }
  for (const wire of planWires(addresses, deployer)) {
    const data = interfaces[wire.contract].encodeFunctionData(wire.call, wire.args);
    const answer = await provider.call({ to: addresses[wire.contract], data });
    const [found] = interfaces[wire.contract].decodeFunctionResult(wire.call, answer);
    if (isWireRight(wire, found)) continue;
    throw new HearthError('chain.codeMismatch', { contract: `${wire.contract}.${wire.call}`, expected: wire.expected, found: String(found) });
  }
  return codeHashes;
}
