import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Interface } from 'ethers/abi';
import { HDNodeWallet } from 'ethers/wallet';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { connectControl } from '../../electron/services/control/controlServer.ts';
import { connectBridge } from '../../electron/shared/bridgeKit.ts';
import { walletBridge, type WalletAction, type WalletTransaction } from '../../electron/shared/walletBridge.ts';
import { sameAddress, weiPerCoin } from '../../electron/shared/units.ts';
import type { WalletClient } from '../../electron/programs/cli/walletLink.ts';
import bondCoin from '../contracts/abi/BondCoin.json' with { type: 'json' };
import { findInFile, findInFolder, findInMemory, findInText, needlesOf, type Needles } from '../support/findSecrets.ts';
import { startFakeBus, type FakeBus } from '../support/fakeBus.ts';
import { runHearth } from '../support/hearthCommand.ts';
import { isAlive, newFolder, startHearth, type Hearth } from '../support/runningHearth.ts';
import { startRealSigner } from '../support/realSigner.ts';
import { until } from '../support/until.ts';
import { runWallet as run, type RanWallet } from '../support/walletCommand.ts';

const passphrase = 'vermilion otter quietly juggles lanterns';
const to = `0x${'5'.repeat(39)}1`;
let hearth: Hearth;
/** The system's bus with a logind on it, as the host of this Hearth finds it; null: no Linux. */
let bus: FakeBus | null = null;
let wallet: WalletClient;
let needles: Needles;
let account: { accountId: string; address: string; rootId: string };

const connectWallet = async (): Promise<WalletClient> => connectBridge(walletBridge, await connectControl(hearth.dataFolder, 'signer'));
const rpc = async <T>(method: string, ...params: unknown[]): Promise<T> => (await hearth.openChain()).request<T>(method, params);
const show = async (id: string): Promise<WalletTransaction | undefined> => (await hearth.ask('readTransactions', { account: account.address, limit: 50 })).transactions.find(({ transactionId }) => transactionId === id);

const runWallet = (args: readonly string[], secrets: readonly string[] = []): Promise<RanWallet> => run(hearth.dataFolder, args, secrets);

/** A contract of somebody's with a token of it for us, and an event that says nothing moved to an address that looks like one we know. */
async function deployToken(lookalike: string): Promise<string> {
  const maker = `0x${'77'.repeat(20)}`;
  await rpc('anvil_setBalance', maker, `0x${weiPerCoin.toString(16)}`);
  await rpc('anvil_impersonateAccount', maker);
  const send = async (data: string, to?: string): Promise<{ contractAddress: string }> => {
    const hash = await rpc<string>('eth_sendTransaction', { from: maker, data, gas: '0x1e8480', ...(to === undefined ? {} : { to }) });
    return until('the maker is served', () => rpc<{ contractAddress: string } | null>('eth_getTransactionReceipt', hash));
  };
  const coin = new Interface(bondCoin.abi);
  const { contractAddress } = await send(bondCoin.bytecode);
  await send(coin.encodeFunctionData('mint', [account.address, 5n * weiPerCoin]), contractAddress);
  await send(coin.encodeFunctionData('transferFrom', [account.address, lookalike, 0n]), contractAddress);
  return contractAddress;
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
  if (process.platform === 'linux') {
    bus = await startFakeBus(new Map([['/org/freedesktop/DBus NameHasOwner', ['b', true]], ['/org/freedesktop/login1 ListSessions', ['a(susso)', [['2', process.getuid!(), 'ada', 'seat0', '/org/freedesktop/login1/session/_32']]]]]));
    process.env['DBUS_SYSTEM_BUS_ADDRESS'] = bus.address;
  }
  hearth = await startHearth({ dataFolder });
  await hearth.waitUntilReady();
  wallet = await connectWallet();
});
let isStopped = false;
afterAll(async () => {
  if (!isStopped) await hearth?.stop();
  if (hearth) rmSync(hearth.dataFolder, { recursive: true, force: true });
  bus?.close();
  delete process.env['DBUS_SYSTEM_BUS_ADDRESS'];
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
  });
  await hearth.host.broker.sendJobs(2);
  await until('a job is paid to the account', async () => (await balance()).coinsWei > 0n, 90_000);

  // The owner sends from the command line; without coin for gas the plan says so.
  const bare = await hearth.ask('planAction', { account: account.address, action: { kind: 'sendGas', to, amountWei: weiPerCoin } });
  expect(bare.simulation.ok).toBe(false);
  await rpc('anvil_setBalance', account.address, `0x${(5n * weiPerCoin).toString(16)}`);
  const before = (await balance()).coinsWei;
  expect(await runHearth(['rate', 'fees', 'EUR', '2410', '--data', hearth.dataFolder, '--json'])).toMatchObject({ code: 0 });
  expect((await hearth.ask('readMoney', {})).gasRate).toEqual({ currency: 'EUR', perCoin: 2410 });
  const sent = await runWallet(['send', to, '0.0000001', '--yes'], [passphrase]);
  expect(sent, sent.stderr).toMatchObject({ code: 0 });
  expect(JSON.parse(sent.stdout)).toMatchObject({ kind: 'sendCoins', state: 'confirmed', coinsWei: '100000000000' });
  expect(sent.stderr).toMatch(/Fee .*\(<? ?\d+\.\d\d EUR\), at worst .*\(<? ?\d+\.\d\d EUR\)/);
  expect(sent.stderr).toContain('You have not sent to this address from here before');
  expect(sent.stdout + sent.stderr).not.toContain(passphrase);
  const transfers = (await hearth.ask('readTransactions', { account: account.address, limit: 50 })).transfers;
  expect(transfers.find((one) => one.to === to)).toMatchObject({ coinsWei: 100_000_000_000n });
  expect((await hearth.ask('readBalances', { addresses: [to] })).balances[0]).toMatchObject({ coinsWei: 100_000_000_000n });
  expect(before).toBeGreaterThan(0n);

  // A token of another contract: added by its address, sent by its name with the amount typed again, told by the chain.
  const lookalike = `0x555${'0'.repeat(34)}551`;
  const token = await deployToken(lookalike);
  const added = await runWallet(['tokens', 'add', token]);
  expect(added, added.stderr).toMatchObject({ code: 0 });
  expect(JSON.parse(added.stdout)).toMatchObject({ symbol: 'BOND', decimals: 18, warnings: [] });
  expect((await runWallet(['tokens', 'add', to])).stderr).toContain('no contract is at this address');
  const sendToken = (...more: string[]) => runWallet(['send', to, '1.5', '--token', 'BOND', '--yes', ...more], [passphrase, passphrase]);
  expect(await sendToken('--typed-amount', '15')).toMatchObject({ code: 1 });
  const sentToken = await sendToken('--typed-amount', '1.5');
  expect(sentToken, sentToken.stderr).toMatchObject({ code: 0 });
  expect(JSON.parse(sentToken.stdout)).toMatchObject({ kind: 'sendToken', state: 'confirmed', coinsWei: '0', token: { units: (15n * 10n ** 17n).toString(), decimals: 18 } });
  expect(sentToken.stderr).toContain('ERC20.transfer(');
  const { tokens: [facts] } = await hearth.ask('readTokens', { tokens: [token], accounts: [to, account.address] });
  expect(facts).toMatchObject({ state: 'token', name: 'Bond', balances: [{ units: 15n * 10n ** 17n }, { units: 35n * 10n ** 17n }] });
  const told = (await hearth.ask('readTransactions', { account: account.address, limit: 50, tokens: [token, to] }));
  expect(told.transfers.filter((one) => one.token !== null).map((one) => [one.to, one.token!.units])).toEqual([[to, 15n * 10n ** 17n], [account.address.toLowerCase(), 5n * weiPerCoin]]);
  // What says that nothing moved waits to be copied, and is not shown.
  expect(told.transfers.some((one) => one.to === lookalike)).toBe(false);

  // While no block is made a transfer of the token is pending; one is paid more for and goes through, the next is taken back. All from the command line.
  const heldByTo = async () => (await hearth.ask('readTokens', { tokens: [token], accounts: [to] })).tokens.map((one) => (one.state === 'token' ? one.balances[0]!.units : null))[0];
  for (const [how, amount, ends, held] of [['speed-up', '0.5', 'confirmed', 2n * weiPerCoin], ['cancel', '0.25', 'cancelled', 2n * weiPerCoin]] as const) {
    await rpc('evm_setIntervalMining', 0);
    const given = await runWallet(['send', to, amount, '--token', 'BOND', '--yes', '--typed-amount', amount, '--wait', '0'], [passphrase]);
    expect(given, given.stderr).toMatchObject({ code: 0 });
    const { transactionId: id } = given.json() as { transactionId: string };
    await until('the transfer is pending', async () => (await show(id))?.state === 'pending');
    const pending = (await show(id))!;
    expect(await runWallet([how, id, '--yes', '--wait', '0'], ['not the passphrase at all'])).toMatchObject({ code: how === 'cancel' ? 0 : 1 });
    if (how === 'speed-up') expect(await runWallet([how, id, '--yes', '--wait', '0'], [passphrase])).toMatchObject({ code: 0 });
    const next = (await show(id))!;
    expect([next.state, next.nonce, next.token?.units, next.txHash === pending.txHash]).toEqual(['pending', pending.nonce, pending.token!.units, false]);
    expect(await heldByTo()).toBe(how === 'speed-up' ? 15n * 10n ** 17n : held);
    await rpc('evm_setIntervalMining', 1);
    await until(`the transfer is ${ends}`, async () => (await show(id))?.state === ends);
    expect([await heldByTo(), (await show(id))!.txHash]).toEqual([held, next.txHash]);
    expect(await runWallet([how, id, '--yes'], [passphrase])).toMatchObject({ code: 2 });
  }

  // A worker at its work, after everything a wallet does was done once.
  await hearth.host.broker.sendJobs(1);
  await until('a worker runs', () => hearth.pidOf('worker'));
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
  await until('it is cancelled', async () => (await show(transactionId).catch(() => undefined))?.state === 'cancelled');
  expect((await hearth.ask('readBalances', { addresses: [to] })).balances[0]!.gasWei).toBe(gasBefore);

  searchMemory(['provider', 'devnet']);
  // Nor in what a crash leaves behind: the signer dies by a fault, its wallet open, where the system would write a core file of it.
  const cores = () => readdirSync(process.cwd()).filter((name) => /^core(\.\d+)?$/.test(name));
  const coresBefore = cores();
  const dead = hearth.pidOf('signer')!;
  if (process.platform === 'linux') {
    expect(Number.parseInt(readFileSync(`/proc/${dead}/coredump_filter`, 'utf8'), 16)).toBe(0);
    spawnSync('prlimit', ['--pid', String(dead), '--core=unlimited']);
  }
  process.kill(dead, process.platform === 'win32' ? 'SIGKILL' : 'SIGSEGV');
  await until('the broken signer is gone', () => !isAlive(dead));
  for (const core of cores().filter((name) => !coresBefore.includes(name))) {
    const found = findInFile(core, needles);
    rmSync(core);
    expect(found, core).toEqual([]);
  }
  const { text: bundle } = await hearth.ask('exportDiagnostics', {});
  expect(findInText(bundle, needles)).toEqual([]);
  // Nor on disk, nor in the log.
  await until('the signer is back', async () => (await connectWallet().then((again) => again.ask('readWallet', {})).catch(() => null))?.roots[0]?.unlocked === false);
  const { found, files } = findInFolder(hearth.dataFolder, needles);
  expect(found).toEqual([]);
  expect(files).toBeGreaterThan(8);
  expect(findInText(hearth.lines.join('\n'), needles)).toEqual([]);
}, 600_000);

it('opens and closes by the command line, and lets go of what its owner names in the page, the wallet not without its address', async () => {
  const ran = async (args: readonly string[], secrets: readonly string[] = []) => {
    const done = await runWallet(args, secrets);
    expect(findInText(done.stdout + done.stderr, needles)).toEqual([]);
    return { code: done.code, told: done.json() };
  };
  expect(await ran(['unlock', 'Main'], ['not the passphrase at all'])).toMatchObject({ code: 1, told: { code: 'wallet.wrongPassphrase' } });
  expect(await ran(['unlock', 'Main'], [passphrase])).toMatchObject({ code: 0, told: { unlockedUntilMs: expect.any(Number) } });
  expect((await ran(['accounts'])).told).toMatchObject({ roots: [{ unlocked: true }], lockHearing: bus ? expect.stringMatching(/^(?:heard|late)$/) : 'noWindow' });
  for (const [path, face, member, arg] of bus ? ([['/org/freedesktop/login1/session/_32', 'org.freedesktop.login1.Session', 'Lock', null], ['/org/freedesktop/login1', 'org.freedesktop.login1.Manager', 'PrepareForSleep', { flag: true }]] as const) : []) {
    wallet = await connectWallet();
    const { accounts: [first] } = await wallet.ask('readWallet', {});
    await wallet.ask('unlock', { rootId: first!.rootId!, passphrase });
    bus!.emit(path, face, member, arg);
    await until(`${member} has locked it`, async () => (await wallet.ask('readWallet', {})).roots.every(({ unlocked }) => !unlocked));
  }
  expect((await ran(['unlock', 'Main'], [passphrase])).code).toBe(0);
  expect(await ran(['lock'])).toEqual({ code: 0, told: { locked: true } });
  expect((await ran(['accounts'])).told).toMatchObject({ roots: [{ unlocked: false }], unlockedUntilMs: null });
  const [balance] = (await ran(['balance', 'Main'])).told['balances'] as { address: string; coinsWei: string; gasWei: string }[];
  expect(sameAddress(balance!.address, account.address) && BigInt(balance!.coinsWei) > 0n && BigInt(balance!.gasWei) > 0n).toBe(true);
  expect(((await ran(['history', 'Main'])).told['transactions'] as { kind: string; state: string }[]).map(({ kind, state }) => `${kind} ${state}`)).toEqual(expect.arrayContaining(['sendToken confirmed', 'sendToken cancelled', 'sendGas cancelled', 'sendCoins confirmed']));

  // Nothing is let go under a running Hearth from outside; from its page, once it has ended.
  expect((await runHearth(['reset', '--data', hearth.dataFolder, '--json', '--app', '--yes'])).json()['code']).toBe('host.alreadyRunning');
  const { parts, addresses, needsTyping } = await hearth.ask('readReset', {});
  expect([addresses, needsTyping, parts.app.sizeBytes > 100_000, parts.node.files > 3, parts.wallet.files > 2]).toEqual([[account.address], true, true, true, true]);
  for (const typed of [null, 'wallet', to]) await expect(hearth.ask('resetHearth', { parts: ['app', 'wallet'], typed })).rejects.toMatchObject({ code: 'wallet.confirmationMissing' });
  await expect(hearth.ask('resetHearth', { parts: ['node'], typed: null })).rejects.toMatchObject({ code: 'usage.invalid' });
  const kept = ['wallet/vault.json', 'wallet/spending.jsonl', 'node/keys.json', 'node/ledger.jsonl', 'node/votes.jsonl'].map((path) => [path, readFileSync(join(hearth.dataFolder, path), 'utf8')] as const);
  await hearth.ask('resetHearth', { parts: ['app'], typed: null });
  expect(existsSync(join(hearth.dataFolder, 'hearth.sqlite'))).toBe(true);
  isStopped = true;
  await hearth.stop();
  expect(readdirSync(hearth.dataFolder).filter((name) => !name.endsWith('.sock')).sort()).toEqual(['modelCache', 'node', 'wallet']);
  for (const [path, text] of kept) expect(readFileSync(join(hearth.dataFolder, path), 'utf8'), path).toBe(text);
});
