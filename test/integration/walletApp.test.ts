import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { HDNodeWallet } from 'ethers/wallet';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { connectControl } from '../../electron/services/control/controlServer.ts';
import { connectBridge } from '../../electron/shared/bridgeKit.ts';
import { walletBridge, type WalletAction, type WalletTransaction } from '../../electron/shared/walletBridge.ts';
import { sameAddress, weiPerCoin } from '../../electron/shared/units.ts';
import type { WalletClient } from '../../electron/programs/cli/walletLink.ts';
import { findInFolder, findInMemory, needlesOf, type Needles } from '../support/findSecrets.ts';
import { cli, repository } from '../support/programs.ts';
import { newFolder, startHearth, type Hearth } from '../support/runningHearth.ts';
import { startRealSigner } from '../support/realSigner.ts';
import { until } from '../support/until.ts';

const passphrase = 'vermilion otter quietly juggles lanterns';
const to = `0x${'5'.repeat(39)}1`;
let hearth: Hearth;
let wallet: WalletClient;
let needles: Needles;
let account: { accountId: string; address: string; rootId: string };

const connectWallet = async (): Promise<WalletClient> => connectBridge(walletBridge, await connectControl(hearth.dataFolder, 'signer'));
const rpc = async <T>(method: string, ...params: unknown[]): Promise<T> => (await hearth.openChain()).request<T>(method, params);
const show = async (id: string): Promise<WalletTransaction | undefined> => (await hearth.ask('readTransactions', { account: account.address, limit: 50 })).transactions.find(({ transactionId }) => transactionId === id);

/** `hearth wallet …` as a process of its own, its secrets on descriptor 3. */
function runWallet(args: readonly string[], secrets: readonly string[]): Promise<{ code: number | null; stdout: string; stderr: string }> {
  const child = spawn(process.execPath, [cli, 'wallet', ...args, '--data', hearth.dataFolder, '--json', '--secret-fd', '3'], { cwd: repository, stdio: ['ignore', 'pipe', 'pipe', 'pipe'], env: { ...process.env, NODE_NO_WARNINGS: '1' } });
  const output = { stdout: '', stderr: '' };
  child.stdout!.setEncoding('utf8').on('data', (text: string) => (output.stdout += text));
  child.stderr!.setEncoding('utf8').on('data', (text: string) => (output.stderr += text));
  (child.stdio[3] as NodeJS.WritableStream).end(`${secrets.join('\n')}\n`);
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, ...output })));
}

beforeAll(async () => {
  const dataFolder = newFolder('wallet');
  // The wallet is made before Hearth runs first, so that the node announces where the owner wants the money.
  const signer = startRealSigner({ folder: dataFolder });
  const draft = await signer.owner.ask('beginCreate', { words: 12, passphrase, name: 'Main' });
  account = await signer.owner.ask('finishCreate', { draftId: draft.draftId, words: draft.ask.map((position) => draft.phrase[position - 1]!) });
  await signer.owner.ask('setPayout', { address: account.address, passphrase });
  await signer.kill();
  const key = HDNodeWallet.fromPhrase(draft.phrase.join(' '), '', "m/44'/60'/0'/0/0");
  expect(key.address).toBe(account.address);
  needles = needlesOf({ passphrase, phrase: draft.phrase, keys: [key.privateKey] });
  hearth = await startHearth({ dataFolder });
  await hearth.waitUntilReady();
  wallet = await connectWallet();
}, 180_000);
afterAll(async () => {
  await hearth?.stop();
  if (hearth) rmSync(hearth.dataFolder, { recursive: true, force: true });
});

/** No secret is in the memory of whoever needs none; the search proves itself on the signer, whose wallet is open. */
function searchMemory(programs: readonly ('provider' | 'worker' | 'devnet')[]): void {
  if (process.platform !== 'linux') return;
  expect(findInMemory(hearth.pidOf('signer')!, needles).found).toContain('key 0');
  for (const program of programs) {
    const { found, bytes } = findInMemory(hearth.pidOf(program)!, needles);
    expect(bytes, program).toBeGreaterThan(20_000_000);
    expect(found, program).toEqual([]);
  }
}

it('is paid, sends, takes back and waits, with the keys in the signer alone', async () => {
  const balance = async () => (await hearth.ask('readBalances', { addresses: [account.address] })).balances[0]!;
  await until('earnings go to the account', async () => {
    const record = await (await hearth.openChain()).readNode((await wallet.ask('readWallet', {})).node);
    return record.bound && sameAddress(record.payout, account.address);
  }, 60_000);
  await hearth.host.broker.sendJobs(2);
  await until('a job is paid to the account', async () => (await balance()).coinsWei > 0n, 90_000);

  // The owner sends from the command line; without coin for gas the plan says so.
  const bare = await hearth.ask('planAction', { account: account.address, action: { kind: 'sendGas', to, amountWei: weiPerCoin } });
  expect(bare.simulation.ok).toBe(false);
  await rpc('anvil_setBalance', account.address, `0x${(5n * weiPerCoin).toString(16)}`);
  const before = (await balance()).coinsWei;
  const sent = await runWallet(['send', to, '0.0000001', '--yes'], [passphrase]);
  expect(sent, sent.stderr).toMatchObject({ code: 0 });
  expect(JSON.parse(sent.stdout)).toMatchObject({ kind: 'sendCoins', state: 'confirmed', coinsWei: '100000000000' });
  expect(sent.stderr).toContain('You have not sent to this address from here before');
  expect(sent.stdout + sent.stderr).not.toContain(passphrase);
  const transfers = (await hearth.ask('readTransactions', { account: account.address, limit: 50 })).transfers;
  expect(transfers.find((one) => one.to === to)).toMatchObject({ coinsWei: 100_000_000_000n });
  expect((await hearth.ask('readBalances', { addresses: [to] })).balances[0]).toMatchObject({ coinsWei: 100_000_000_000n });
  expect(before).toBeGreaterThan(0n);

  // A worker at its work, after everything a wallet does was done once.
  await hearth.host.broker.sendJobs(1);
  await until('a worker runs', () => hearth.pidOf('worker'), 60_000);
  searchMemory(['worker', 'provider', 'devnet']);

  // While no block is made, one transaction is pending, is paid more for, and is then taken back.
  await rpc('evm_setIntervalMining', 0);
  const approve = async (action: WalletAction, nonce: number | null) =>
    (await wallet.ask('approveAction', { accountId: account.accountId, action, chainId: 0x484541, maxFeeWei: 10n ** 16n, nonce, typedAmount: null, passphrase: null })).approvalId;
  const action = { kind: 'sendGas' as const, to, amountWei: 1000n };
  const { transactionId } = await hearth.ask('sendApproved', { approvalId: await approve(action, null), account: account.address, action });
  await until('it is pending', async () => (await show(transactionId))?.state === 'pending');
  const first = (await show(transactionId))!;
  await hearth.ask('replaceTransaction', { transactionId, approvalId: await approve(action, first.nonce), how: 'speedUp' });
  expect((await show(transactionId))!).toMatchObject({ state: 'pending', nonce: first.nonce });
  expect((await show(transactionId))!.txHash).not.toBe(first.txHash);
  await hearth.ask('replaceTransaction', { transactionId, approvalId: await approve({ kind: 'cancel' }, first.nonce), how: 'cancel' });
  const gasBefore = (await hearth.ask('readBalances', { addresses: [to] })).balances[0]!.gasWei;
  const cancel = (await show(transactionId))!.txHash!;
  await until("the chain's node has it", () => rpc('eth_getTransactionByHash', cancel));
  // The provider dies with it under way, and the next one goes on from what is on disk.
  hearth.kill('provider');
  await rpc('evm_setIntervalMining', 1);
  await until('it is cancelled', async () => (await show(transactionId).catch(() => undefined))?.state === 'cancelled', 60_000);
  expect((await hearth.ask('readBalances', { addresses: [to] })).balances[0]!.gasWei).toBe(gasBefore);

  searchMemory(['provider', 'devnet']);
  // Nor on disk, nor in the log, after another crash.
  await wallet.ask('lock', {});
  hearth.kill('signer');
  await until('the signer is back', async () => (await connectWallet().then((again) => again.ask('readWallet', {})).catch(() => null))?.roots[0]?.unlocked === false, 30_000);
  const { found, files } = findInFolder(hearth.dataFolder, needles);
  expect(found).toEqual([]);
  expect(files).toBeGreaterThan(8);
  expect(hearth.lines.filter((line) => [...needles.values()].some((needle) => Buffer.from(line).includes(needle)))).toEqual([]);
}, 240_000);
