import { existsSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { SigningKey } from 'ethers/crypto';
import { Transaction, computeAddress } from 'ethers/transaction';
import { practiceFileShape } from '../../protocol/messages.ts';
import type { Call } from '../../services/chain/calls.ts';
import { openChain, type Chain } from '../../services/chain/chain.ts';
import { readDeploymentFile } from '../../services/chain/deployment.ts';
import { createTransactionQueue } from '../../services/chain/transactions.ts';
import type { MinedTransaction } from '../../services/chain/transactionTypes.ts';
import { readOrCreatePracticeKeys } from '../../services/practice/practiceKeys.ts';
import { openSettings } from '../../services/settings/settings.ts';
import type { Hex } from '../../shared/units.ts';
import { readJoined } from '../network/joinedNetworks.ts';
import { usage, type Output } from './output.ts';

/** Options that every command of the chain has. */
export type ChainOptions = { readonly dataFolder: string; readonly deployment?: string; readonly rpc?: readonly string[]; readonly keyFile?: string; readonly as?: string };

const practiceFolder = (dataFolder: string): string => join(dataFolder, 'practice');

/**
 * The chain of `--deployment`, or of the network that the data folder's Hearth is on. An old head is said aloud, never shown as if it were now.
 * @throws usage.invalid  neither is there
 */
export async function openChainOf(options: ChainOptions, output: Output): Promise<Chain> {
  const joined = joinedNetworkOf(options);
  if (joined !== null) output.say(`On ${joined}.`);
  const deployment = joined === null ? await readDeploymentFile(options.deployment ?? (await findPracticeDeployment(options.dataFolder))) : (await readJoined(options.dataFolder, joined)).deployment;
  const chain = openChain({ deployment, ...(options.rpc ? { rpcUrls: options.rpc } : {}), pollingMs: 250 });
  const trust = await chain.readTrust();
  if (trust.state === 'disagreement') output.say(`${trust.url} and ${trust.otherUrl} disagree about block ${trust.blockNumber}.`);
  else if (trust.ageSeconds > 120) output.say(`The chain data is ${formatAge(trust.ageSeconds)} old.`);
  for (const { url, refusal } of chain.sources()) if (refusal) output.say(`${url} is not used: ${refusal.code}.`);
  return chain;
}

export const formatAge = (seconds: number): string =>
  seconds < 120 ? `${seconds} s` : seconds < 7200 ? `${Math.floor(seconds / 60)} min` : seconds < 172_800 ? `${Math.floor(seconds / 3600)} h` : `${Math.floor(seconds / 86_400)} days`;

/** The joined network that is meant where no deployment is named; null: the folder's own practice network. */
const joinedNetworkOf = ({ dataFolder, deployment }: ChainOptions): string | null => (deployment === undefined && existsSync(join(dataFolder, 'settings.json')) ? openSettings(dataFolder).read().network : null);

async function findPracticeDeployment(dataFolder: string): Promise<string> {
  const text = await readFile(join(practiceFolder(dataFolder), 'practice.json'), 'utf8').catch(() => null);
  // Written once client and verifiers are up as well; the contracts are there before.
  const early = join(practiceFolder(dataFolder), 'deployment.json');
  if (text === null && (await stat(early).catch(() => null))) return early;
  if (text === null) throw usage(`there is no network in ${dataFolder}: start it there once with hearth start, name another folder with --data, or give --deployment FILE`);
  return practiceFileShape.parse(JSON.parse(text)).deploymentFile;
}

/**
 * The key to send with: `--key-file`, or on the folder's own practice chain one of its test keys, by `--as`.
 * @throws usage.invalid  no key was named, or its file is open to others
 */
export async function readSigningKey(options: ChainOptions, isPractice: boolean): Promise<SigningKey> {
  if (options.keyFile) return readKeyFile(options.keyFile);
  if (!isPractice || joinedNetworkOf(options) !== null) throw usage('give --key-file FILE: a file that holds the private key and only you can read; or use the wallet: hearth wallet --help');
  const keys = await readOrCreatePracticeKeys(join(practiceFolder(options.dataFolder), 'keys.json'));
  const name = options.as ?? 'operator';
  if (name !== 'operator' && name !== 'client') throw usage(`--as takes operator or client, not '${name}'`);
  return new SigningKey(keys[name].privateKey);
}

export async function readKeyFile(path: string): Promise<SigningKey> {
  const found = await stat(path).catch(() => null);
  if (!found) throw usage(`there is no file ${path}`);
  if (process.platform !== 'win32' && (found.mode & 0o077) !== 0) throw usage(`others can read ${path}: chmod 600 it first`);
  const text = (await readFile(path, 'utf8')).trim();
  if (!/^0x[0-9a-fA-F]{64}$/.test(text)) throw usage(`${path} does not hold a private key: 0x and 64 hex digits`);
  return new SigningKey(text);
}

/**
 * Sends calls one after the other and waits until each is in a block.
 * @throws chain.*  the first that failed; those before it happened
 * @effects chain, money
 */
export async function sendCalls(chain: Chain, key: SigningKey, calls: readonly Call[], output: Output): Promise<MinedTransaction[]> {
  const ending = new AbortController();
  const nothing = (): void => {};
  const queue = createTransactionQueue({
    chain, from: computeAddress(key.publicKey) as Hex, onSigned: nothing, onMined: nothing, onFailed: nothing,
    signTransaction: async (unsigned) => {
      const { maxFeePerGasWei, maxPriorityFeePerGasWei, valueWei, ...rest } = unsigned;
      const transaction = Transaction.from({ ...rest, value: valueWei, maxFeePerGas: maxFeePerGasWei, maxPriorityFeePerGas: maxPriorityFeePerGasWei });
      transaction.signature = key.sign(transaction.unsignedHash);
      return transaction.serialized as Hex;
    },
  }, { signal: ending.signal, cancelsRefused: true });
  queue.stopped.catch(nothing);
  try {
    const mined: MinedTransaction[] = [];
    for (const call of calls) {
      output.progress(`Sending ${call.call}…`);
      mined.push(await queue.send({ ...call, id: `${mined.length} ${call.call}` }));
    }
    return mined;
  } finally {
    ending.abort();
  }
}

/** Coins as a person writes them, to wei. */
export function parseCoins(text: string): bigint {
  const match = /^(\d{1,30})(?:\.(\d{1,18}))?$/.exec(text);
  if (!match) throw usage(`'${text}' is not an amount of coins`);
  return BigInt(match[1]!) * 10n ** 18n + BigInt((match[2] ?? '').padEnd(18, '0'));
}

export function parseAddress(text: string): Hex {
  if (!/^0x[0-9a-fA-F]{40}$/.test(text)) throw usage(`'${text}' is not an address`);
  return text as Hex;
}
