import { randomBytes } from 'node:crypto';
import { copyFile, mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { JsonRpcProvider } from 'ethers/providers';
import { Transaction } from 'ethers/transaction';
import { SigningKey } from 'ethers/crypto';
import { Wallet } from 'ethers/wallet';
import { HearthError, isHearthError } from '../../shared/errors.ts';
import { weiPerCoin, type Hex } from '../../shared/units.ts';
import { buildApproveTransaction } from '../../services/chain/calls.ts';
import { openChain, type Chain } from '../../services/chain/chain.ts';
import { deployContracts } from '../../services/chain/deploy.ts';
import { deployedContracts, isCompiledCode, parseDeployment, type Deployment } from '../../services/chain/deployment.ts';
import { firstSplit, practiceParameters } from '../../services/chain/parameters.ts';
import { practiceCourt } from '../../services/chain/practiceBeacon.ts';
import { startPracticeChain, type PracticeChain } from '../../services/chain/practiceChain.ts';
import { nodePrimitives } from '../../services/primitives/nodePrimitives.ts';
import { createTransactionQueue, type TransactionIntent, type TransactionQueue } from '../../services/chain/transactions.ts';
import { writeAtomically, type PracticeAccount, type PracticeKeys } from '../../services/practice/practiceKeys.ts';
import { pause } from '../../services/practice/voucherLines.ts';

export type KeptChain = {
  readonly chain: Chain;
  readonly deployment: Deployment;
  readonly deploymentFile: string;
  /** Stays the same over restarts of the chain's process. */
  readonly practiceChain: Pick<PracticeChain, 'fundGas'>;
  /** One queue per account, also over restarts of the chain's process. */
  senderOf(account: 'client' | 'operator' | PracticeAccount): Pick<TransactionQueue, 'send'>;
  readonly pid: number;
  /** Writes the chain's state and ends its process. */
  stop(): Promise<void>;
};

export type KeepChainOptions = {
  readonly folder: string;
  readonly keys: PracticeKeys;
  readonly blockSeconds: number;
  readonly windowSeconds: number;
  readonly log: (line: string) => void;
  /** The chain's process is gone, or back. */
  readonly onState: (state: 'gone' | 'back') => void;
  /** The chain came back without our contracts: nothing in this process is true any more. */
  readonly onLost: (error: unknown) => void;
};

/**
 * How often the chain writes its state: at least every 5 s, and with about 1 MB/s at most. A killed one loses what came since. A block takes
 * 1.7 KB of it (anvil 1.7.1, measured over 10,000 empty ones), so a day of 1 s blocks is 150 MB.
 */
const saveSecondsOf = (stateBytes: number): number => Math.min(300, Math.max(5, Math.round(stateBytes / 1e6)));
/** The interval is fixed when the process starts; one whose state outgrew it is started again. */
const hasOutgrown = (stateBytes: number, atStartBytes: number): boolean => stateBytes > 2 * atStartBytes + 8e6;
const copySeconds = 20;
const supplyWei = 1_000_000_000n * weiPerCoin;
const gasWei = 10_000n * weiPerCoin;

/**
 * Runs the practice chain with our contracts on it: deployed once, found again after a restart, started again when its process dies.
 *
 * @throws chain.toolMissing  anvil is not there or does not start, even on a fresh state
 * @effects processes, disk, chain
 */
export async function keepChain(options: KeepChainOptions): Promise<KeptChain> {
  const { keys, log } = options;
  const folder = join(options.folder, 'chain');
  const stateFile = join(folder, 'state.json');
  const deploymentFile = join(options.folder, 'deployment.json');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const before = await readBefore(deploymentFile);
  await forgetStalePid(`${stateFile}.pid`);
  let atStartBytes = 0;
  const start = async (port: number): Promise<PracticeChain> => {
    atStartBytes = await sizeOf(stateFile);
    return startPracticeChain({ stateFile, port, blockSeconds: options.blockSeconds, instant: options.blockSeconds > 0, saveSeconds: saveSecondsOf(atStartBytes) });
  };
  let practice = await startFromAnyState(stateFile, () => start(portOf(before) ?? 8545), log);
  const ending = new AbortController();
  try {
    const deployment = await findOrDeploy(practice, before, options);
    await writeAtomically(deploymentFile, `${JSON.stringify(deployment, null, 2)}\n`, 0o644);
    const chain = openChain({ deployment, pollingMs: 200 });
    let queues = new AbortController();
    const accounts = { client: keys.client, operator: keys.operator };
    const current = new Map<string, TransactionQueue>();
    const senderOf: KeptChain['senderOf'] = (named) => {
      const account = typeof named === 'string' ? accounts[named] : named;
      return {
        send(intent: TransactionIntent) {
          const queue = current.get(account.address) ?? queueOf(chain, account, queues.signal);
          current.set(account.address, queue);
          return queue.send(intent);
        },
      };
    };
    await prepareAccounts(practice, chain, keys, senderOf);
    let isPlanned = false;
    const tend = async (): Promise<void> => {
      await copyState(stateFile);
      if (isPlanned || ending.signal.aborted || !hasOutgrown(await sizeOf(stateFile), atStartBytes)) return;
      isPlanned = true;
      await practice.stop();
    };
    const copying = setInterval(() => void tend(), copySeconds * 1000);
    copying.unref();

    const watch = async (): Promise<void> => {
      for (let pauseMs = 200; ; ) {
        const { code, signal } = await practice.exited;
        if (ending.signal.aborted) return;
        if (isPlanned) log('the chain is started again, to write its grown state less often');
        else log(`the chain's process ended (${signal ?? `exit ${code}`}); starting it again from its last saved state`);
        if (!isPlanned) options.onState('gone');
        isPlanned = false;
        for (;;) {
          await pause(pauseMs, ending.signal);
          if (ending.signal.aborted) return;
          pauseMs = Math.min(2 * pauseMs, 10_000);
          try {
            practice = await startOnSamePort(() => startFromAnyState(stateFile, () => start(practice.port), log), practice.port);
            break;
          } catch (error) {
            log(`the chain does not start: ${messageOf(error)}`);
          }
        }
        // What the old queues knew of nonces may lie in lost blocks.
        queues.abort();
        queues = new AbortController();
        current.clear();
        await chain.verify();
        await prepareAccounts(practice, chain, keys, senderOf);
        pauseMs = 200;
        options.onState('back');
      }
    };
    void watch().catch((error: unknown) => {
      if (!ending.signal.aborted) options.onLost(error);
    });

    return {
      chain, deployment, deploymentFile, senderOf,
      practiceChain: { fundGas: (account, balanceWei) => practice.fundGas(account, balanceWei) },
      get pid() {
        return practice.pid;
      },
      async stop() {
        ending.abort();
        queues.abort();
        clearInterval(copying);
        await practice.stop();
        await copyState(stateFile);
      },
    };
  } catch (error) {
    ending.abort();
    await practice.stop();
    throw error;
  }
}

async function readBefore(path: string): Promise<Deployment | null> {
  const text = await readFile(path, 'utf8').catch(() => null);
  const parsed = text === null ? null : parseDeployment(text);
  return parsed?.ok ? parsed.deployment : null;
}

/** Drops the note of a chain's process that is gone, or whose number went to another program: nothing of a stranger's is ever ended. */
async function forgetStalePid(path: string): Promise<void> {
  const text = await readFile(path, 'utf8').catch(() => null);
  if (text === null) return;
  const pid = Number(/"pid":\s*(\d+)/.exec(text)?.[1]);
  const commandLine = process.platform === 'linux' ? await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '') : null;
  const isOurs = commandLine === null ? isAlive(pid) : commandLine.includes('anvil');
  if (!isOurs) await rm(path, { force: true });
}
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

const portOf = (deployment: Deployment | null): number | undefined => (deployment ? Number(new URL(deployment.rpcUrls[0]!).port) || undefined : undefined);
const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error)).slice(0, 300);

/** Providers hold the address of this chain: after its process died it must come back where it was. */
async function startOnSamePort(start: () => Promise<PracticeChain>, port: number): Promise<PracticeChain> {
  const started = await start();
  if (started.port === port) return started;
  await started.stop();
  throw new HearthError('host.portBusy', { port });
}

/**
 * Tries the saved state, then the copy, then a fresh chain: a process killed while it wrote leaves half a file. A chain that was ended by another hand or was late says nothing
 * of its state, which stays where it is.
 *
 * @throws devnet.failed      it may start the next time
 * @throws chain.toolMissing  it does not start, even on a fresh state
 */
export async function startFromAnyState(stateFile: string, start: () => Promise<PracticeChain>, log: (line: string) => void): Promise<PracticeChain> {
  for (const restore of [null, backupOf(stateFile), undefined]) {
    if (restore !== null) {
      const aside = `${stateFile}.unreadable-${Date.now()}`;
      await rename(stateFile, aside).catch(() => {});
      if (restore) await copyFile(restore, stateFile).catch(() => {});
      log(`the chain's saved state does not load; kept as ${aside}, ${restore ? 'trying the copy before it' : 'starting afresh'}`);
    }
    try {
      return await start();
    } catch (error) {
      const hasState = await stat(stateFile).then(() => true, () => false);
      if (!hasState || restore === undefined || !isHearthError(error, 'chain.toolMissing')) throw error;
    }
  }
  throw new HearthError('devnet.failed', { reason: 'the chain does not start' });
}

const sizeOf = (path: string): Promise<number> => stat(path).then(({ size }) => size, () => 0);
const backupOf = (stateFile: string): string => `${stateFile}.copy`;

/** Keeps the last state file that is whole. */
async function copyState(stateFile: string): Promise<void> {
  try {
    const before = await stat(stateFile);
    const draft = `${backupOf(stateFile)}.${randomBytes(4).toString('hex')}`;
    await copyFile(stateFile, draft);
    const after = await stat(stateFile);
    const whole = before.mtimeMs === after.mtimeMs && before.size === after.size && (await lastByte(draft, before.size)) === '}';
    if (whole) await rename(draft, backupOf(stateFile));
    else await rm(draft);
  } catch {
    // No state yet, or no room: the copy before stays.
  }
}
async function lastByte(path: string, size: number): Promise<string> {
  const file = await open(path, 'r');
  try {
    const { buffer } = await file.read(Buffer.alloc(1), 0, 1, Math.max(0, size - 1));
    return buffer.toString('latin1');
  } finally {
    await file.close();
  }
}

/** Contracts of another version answer other calls than ours. */
async function isOfThisVersion(chain: Chain): Promise<boolean> {
  const found = await Promise.all(deployedContracts(chain.deployment).map(async ({ contract, address }) => isCompiledCode(contract, await chain.request<Hex>('eth_getCode', [address, 'latest']))));
  return found.every(Boolean);
}

/** The contracts of the earlier run when the chain still holds them; otherwise new ones at new addresses, so that no old voucher counts. */
async function findOrDeploy(practice: PracticeChain, before: Deployment | null, { keys, windowSeconds, log }: KeepChainOptions): Promise<Deployment> {
  if (before?.chainId === practice.chainId) {
    const found = { ...before, rpcUrls: [practice.rpcUrl] };
    try {
      const chain = openChain({ deployment: found });
      await chain.verify();
      if (await isOfThisVersion(chain)) {
        if (found.windowSeconds !== windowSeconds) log(`the contracts keep the window they were deployed with: ${found.windowSeconds} s`);
        return found;
      }
      log('the chain holds the contracts of another version of Hearth; deploying new ones');
    } catch (error) {
      if (!isHearthError(error, 'chain.codeMismatch')) throw error;
      log('the chain does not hold the contracts any more; deploying new ones');
    }
  }
  const provider = new JsonRpcProvider(practice.rpcUrl, practice.chainId, { staticNetwork: true, cacheTimeout: -1, batchMaxCount: 1, pollingInterval: 50 });
  try {
    const deployer = new Wallet(`0x${randomBytes(32).toString('hex')}`, provider);
    await practice.fundGas(deployer.address, gasWei);
    return await deployContracts(deployer, {
      name: 'practice', practice: true, rpcUrls: [practice.rpcUrl], windowSeconds, payoutDelaySeconds: 0, kappa: 10,
      genesis: [{ holder: keys.client.address, amountWei: supplyWei / 2n }, { holder: keys.operator.address, amountWei: supplyWei / 2n }],
      issuanceCapWei: supplyWei / 10n, parameters: practiceParameters(windowSeconds), split: firstSplit, guardian: keys.operator.address, courts: [],
      court: practiceCourt(nodePrimitives, keys.operator.privateKey),
      governance: { votingDelaySeconds: 1, votingPeriodSeconds: 60, proposalThresholdWei: weiPerCoin, quorumPercent: 4, timelockSeconds: 5 },
    });
  } finally {
    provider.destroy();
  }
}

/** Gas and allowances of our own accounts; asks first, so that a chain which lost blocks gets them again. */
async function prepareAccounts(practice: PracticeChain, chain: Chain, keys: PracticeKeys, senderOf: KeptChain['senderOf']): Promise<void> {
  const prepare = async (name: 'client' | 'operator', spender: 'JobEscrow' | 'StakeManager'): Promise<void> => {
    const { address } = keys[name];
    const [balance, allowance] = await Promise.all([chain.readBalance(address), chain.readAllowance(address, spender)]);
    if (balance.gasWei < gasWei / 2n) await practice.fundGas(address, gasWei);
    if (allowance < supplyWei) await senderOf(name).send({ ...buildApproveTransaction(chain.deployment, spender, 2n ** 256n - 1n), id: `approve ${spender}` });
  };
  await Promise.all([prepare('client', 'JobEscrow'), prepare('operator', 'StakeManager')]);
}

/** Not resumed from disk: every sender here asks the chain what is missing before it sends. */
export function queueOf(chain: Chain, account: PracticeAccount, signal: AbortSignal): TransactionQueue {
  const key = new SigningKey(account.privateKey);
  const nothing = (): void => {};
  return createTransactionQueue({
    chain, from: account.address, onSigned: nothing, onMined: nothing, onFailed: nothing,
    signTransaction: async (unsigned) => {
      const tx = Transaction.from({
        type: 2, chainId: unsigned.chainId, nonce: unsigned.nonce, to: unsigned.to, data: unsigned.data, value: unsigned.valueWei, gasLimit: unsigned.gasLimit,
        maxFeePerGas: unsigned.maxFeePerGasWei, maxPriorityFeePerGas: unsigned.maxPriorityFeePerGasWei,
      });
      tx.signature = key.sign(tx.unsignedHash);
      return tx.serialized as Hex;
    },
  }, { signal, stuckMs: 10_000, cancelsRefused: true });
}
