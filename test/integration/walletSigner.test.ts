import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Transaction } from 'ethers/transaction';
import { verifyMessage } from 'ethers/hash';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { jobOrderShape, receiptShape, signingDigest } from '../../electron/protocol/typedData.ts';
import { signDigest } from '../../electron/protocol/signature.ts';
import { parseKeystore } from '../../electron/services/wallet/keystore.ts';
import { isHearthError } from '../../electron/shared/errors.ts';
import { signerBridge } from '../../electron/shared/signerBridge.ts';
import { walletBridge, type WalletAction } from '../../electron/shared/walletBridge.ts';
import { weiPerCoin } from '../../electron/shared/units.ts';
import { client, domain as sampleDomain, signedJob } from '../unit/protocol/samples.ts';
import { fuzzSigner } from '../fuzz/signerMessages.ts';
import { startRealSigner, type RealSigner } from '../support/realSigner.ts';
import { until } from '../support/until.ts';

const passphrase = 'correct horse battery staple';
const at = (digit: string): string => `0x${digit.repeat(40)}`;
const domain = { ...sampleDomain, chainId: 0x484541 };
const contracts = { HearthToken: at('a'), StakeManager: at('b'), JobEscrow: domain.verifyingContract };
const network = { domain, stakeManager: at('b'), practice: true, operator: at('d'), contracts };
const refusal = (asked: Promise<unknown>): Promise<string> => asked.then(() => 'gave', (error: unknown) => (isHearthError(error) ? (error.code === 'signer.refused' ? `refused ${(error.about as { rule: string }).rule}` : error.code) : String(error)));

let signer: RealSigner;
let accountId: string;
let address: string;
let node: string;
beforeAll(async () => {
  signer = startRealSigner();
  await signer.provider.ask('setNetwork', network);
  node = (await signer.provider.ask('readAccounts', {})).node;
  const draft = await signer.owner.ask('beginCreate', { words: 12, passphrase, name: 'Main' });
  expect(await refusal(signer.owner.ask('finishCreate', { draftId: draft.draftId, words: ['no', 'such', 'words'] }))).toBe('wallet.wrongWords');
  ({ accountId, address } = await signer.owner.ask('finishCreate', { draftId: draft.draftId, words: draft.ask.map((position) => draft.phrase[position - 1]!) }));
});
afterAll(() => signer.stop());

const fees = { gasLimit: 60_000n, maxFeePerGasWei: 10n ** 9n, maxPriorityFeePerGasWei: 10n ** 9n };
const approve = async (action: WalletAction, change: object = {}): Promise<string> =>
  (await signer.owner.ask('approveAction', { accountId, action, chainId: domain.chainId, maxFeeWei: 10n ** 15n, nonce: null, typedAmount: null, passphrase: null, ...change })).approvalId;

describe('an owner', () => {
  it('has what was approved signed once, exactly, at no higher fee', async () => {
    const approvalId = await approve({ kind: 'sendCoins', to: at('2'), amountWei: 7n });
    const { raw } = await signer.provider.ask('signApproved', { approvalId, nonce: 0, ...fees });
    const signed = Transaction.from(raw);
    expect([signed.from, signed.to?.toLowerCase(), signed.value, signed.chainId]).toEqual([address, at('a'), 0n, BigInt(domain.chainId)]);
    expect(signed.data).toBe(`0xa9059cbb${at('2').slice(2).padStart(64, '0')}${(7).toString(16).padStart(64, '0')}`);
    expect((await signer.provider.ask('signApproved', { approvalId, nonce: 0, ...fees })).raw).toBe(raw);
    expect(await refusal(signer.provider.ask('signApproved', { approvalId, nonce: 1, ...fees }))).toBe('refused nonce');
    expect(await refusal(signer.provider.ask('signApproved', { approvalId, nonce: 0, ...fees, maxFeePerGasWei: 17n * 10n ** 9n }))).toBe('refused fee');
    expect(readFileSync(join(signer.folder, 'wallet', 'spending.jsonl'), 'utf8')).toContain('"sendCoins"');
  });

  it('keeps names for addresses of others: they warn by name, are never an own account, and are in the backup', async () => {
    const marta = `0x${'7e'.repeat(20)}`;
    const added = await signer.owner.ask('addContact', { name: 'Marta', address: marta });
    expect(added).toMatchObject({ address: expect.stringMatching(/^0x7E|^0x7e/), checked: false });
    for (const [code, contact] of [
      ['wallet.exists', { name: 'Other', address: marta }], ['wallet.exists', { name: 'Me', address }], ['wallet.nameInvalid', { name: 'mar ta', address: at('9') }], ['wallet.nameInvalid', { name: 'MAIN', address: at('9') }],
      ['wallet.nameInvalid', { name: 'M\u0430rta', address: at('9') }], ['wallet.addressInvalid', { name: 'Short', address: '0x12' }],
    ] as const) expect(await refusal(signer.owner.ask('addContact', contact)), contact.name).toBe(code);

    const warningsFor = async (to: string) => (await signer.owner.ask('checkAddress', { accountId, address: to })).warnings;
    expect(await warningsFor(marta)).toEqual([{ kind: 'firstUse', name: 'Marta' }]);
    expect(await warningsFor(`0x7e7e${'5'.repeat(32)}7e7e`)).toContainEqual({ kind: 'lookalike', of: added.address, name: 'Marta' });
    await signer.provider.ask('signApproved', { approvalId: await approve({ kind: 'sendCoins', to: marta, amountWei: 1n }), nonce: 90, ...fees });
    expect(await warningsFor(marta)).toEqual([]);

    await signer.owner.ask('renameContact', { contactId: added.contactId, name: 'Marta K.' });
    expect(await refusal(signer.owner.ask('rename', { accountId, name: 'marta k' }))).toBe('wallet.nameInvalid');
    expect((await signer.owner.ask('readWallet', {})).contacts).toEqual([{ contactId: added.contactId, name: 'Marta K.', address: added.address }]);
    expect((await signer.owner.ask('exportBackup', {})).text).toContain('Marta K.');
    await signer.owner.ask('removeContact', { contactId: added.contactId });
    expect((await signer.owner.ask('readWallet', {})).contacts).toEqual([]);
    expect(await refusal(signer.owner.ask('removeContact', { contactId: added.contactId }))).toBe('wallet.notFound');
  });

  it('is warned of a new address, of one that looks like a known one, and types large amounts', async () => {
    const lookalike = `0x2222${'5'.repeat(32)}2222`;
    const described = await signer.owner.ask('describeAction', { accountId, action: { kind: 'sendCoins', to: lookalike, amountWei: 100n * weiPerCoin } });
    expect(described).toMatchObject({ warnings: [{ kind: 'firstUse' }, { kind: 'lookalike', of: at('2') }], needs: ['typedAmount'], call: { contract: 'HearthToken', method: 'transfer' } });
    expect(await refusal(approve({ kind: 'sendCoins', to: at('2'), amountWei: 100n * weiPerCoin }))).toBe('wallet.confirmationMissing');
    expect(await refusal(approve({ kind: 'sendCoins', to: at('2'), amountWei: 100n * weiPerCoin }, { typedAmount: '100' }))).toBe('gave');
    expect(await refusal(approve({ kind: 'changePayout', node, payout: at('2') }))).toBe('wallet.confirmationMissing');
    expect(await refusal(approve({ kind: 'changePayout', node, payout: at('2') }, { passphrase }))).toBe('gave');
  });

  it('raises a limit with the passphrase only, and unlocks no faster by trying', async () => {
    const { roots } = await signer.owner.ask('readWallet', {});
    const [{ rootId, policy }] = roots as [(typeof roots)[0]];
    expect(await refusal(signer.owner.ask('setPolicy', { rootId, policy: { ...policy, coinsPerDayWei: 10n ** 24n }, passphrase: null }))).toBe('wallet.confirmationMissing');
    expect(await refusal(signer.owner.ask('setPolicy', { rootId, policy: { ...policy, autoLockMinutes: 5 }, passphrase: null }))).toBe('gave');
    const tries = [1, 2, 3, 4].map(() => refusal(signer.owner.ask('unlock', { rootId, passphrase: 'not the passphrase' })));
    expect(await Promise.all(tries)).toEqual(['wallet.wrongPassphrase', 'wallet.wrongPassphrase', 'wallet.wrongPassphrase', 'wallet.coolDown']);
    expect(await refusal(signer.owner.ask('unlock', { rootId, passphrase }))).toBe('wallet.coolDown');
  });

  it('proves an address by a text that is shown whole', async () => {
    const { signature } = await signer.owner.ask('signText', { accountId, text: 'I am me' });
    expect(verifyMessage('I am me', signature)).toBe(address);
    for (const text of ['a\u202eb', `0x${'ab'.repeat(32)}`, 'x\u0000']) expect(await refusal(signer.owner.ask('signText', { accountId, text }))).toBe('refused text');
  });
});

describe('a hostile provider', () => {
  it('has no command that unlocks, approves, shows or changes anything of the wallet', async () => {
    const names = Object.keys(signerBridge.commands);
    expect(names.filter((name) => name in walletBridge.commands)).toEqual([]);
    const port = signer.channels.open('signer-9');
    const heard: unknown[] = [];
    port.onMessage((message) => void heard.push(message));
    const commands = Object.keys(walletBridge.commands);
    commands.forEach((command, id) => port.post({ kind: 'ask', id, command, input: { passphrase, accountId, rootId: null } }));
    port.post({ kind: 'watch', topic: 'wallet' });
    // As if it could name the owner's channel inside its own.
    port.post({ channel: 'wallet-2', message: { kind: 'ask', id: 1000, command: 'lock', input: {} } });
    await until('every one was answered', () => heard.length >= commands.length);
    for (const answer of heard) expect(answer).toMatchObject({ kind: 'refusal', failure: { code: 'bridge.unknownCommand' } });
    expect((await signer.owner.ask('readWallet', {})).roots[0]!.unlocked).toBe(true);
  });

  it('cannot sign for another chain, contract, method, value, fee or recipient', async () => {
    const fine = { chainId: domain.chainId, nonce: 0, to: contracts.JobEscrow, data: '0x', valueWei: 0n, ...fees };
    expect(await refusal(signer.provider.ask('setNetwork', { ...network, domain: { ...domain, chainId: 1 }, practice: false }))).toBe('refused network');
    expect(await refusal(signer.provider.ask('setNetwork', { ...network, operator: address }))).toBe('refused oneNetwork');
    for (const [rule, change] of [['chain', { chainId: 1 }], ['contract', { to: at('2') }], ['contract', { to: contracts.HearthToken }], ['method', { data: '0xa9059cbb' }]] as const) expect(await refusal(signer.provider.ask('signTransaction', { ...fine, ...change }))).toBe(`refused ${rule}`);
    expect(await refusal(signer.provider.ask('signApproved', { approvalId: '0'.repeat(16), nonce: 0, ...fees }))).toBe('refused approval');
  });

  it('names a network of real money only when the owner did', async () => {
    const other = startRealSigner();
    const real = { ...network, domain: { ...domain, chainId: 1 }, practice: false };
    expect(await refusal(other.provider.ask('setNetwork', real))).toBe('refused network');
    expect(await refusal(other.provider.ask('setNetwork', { ...real, practice: true }))).toBe('refused network');
    await other.stop();
  });

  it('gets one receipt a job, for an order of its client that names this node', async () => {
    const job = signedJob('wallet', { order: { provider: node }, receipt: { provider: node } });
    const order = { ...job.order, provider: node };
    const orderHash = signingDigest(domain, 'JobOrder', order);
    const orderSignature = signDigest(client.key, orderHash);
    const receipt = { ...job.receipt, orderHash, provider: node };
    const ask = (change: object = {}, more: object = {}) => signer.provider.ask('signReceipt', { order: z.encode(jobOrderShape, { ...order, ...more }), orderSignature, receipt: z.encode(receiptShape, { ...receipt, ...change }) });
    const first = await ask();
    expect((await ask()).signature).toBe(first.signature);
    expect(await refusal(ask({ bundleHash: `0x${'9'.repeat(64)}` }))).toBe('signer.secondCommitment');
    expect(await refusal(ask({}, { priceInWei: 10n ** 30n }))).toBe('refused orderSignature');
  });

  /** `npm run fuzz -- --only signer --cases 100000` is the whole of it (docs/fuzz.md); the suite runs a sample. */
  it('crashes nothing and gets no signature with whatever it sends', async () => {
    const cases = 4000;
    const report = await fuzzSigner(signer, network, { cases, seed: 20261122 });
    expect(report).toMatchObject({ signatures: [], ledgersUnchanged: true, alive: true });
    expect(report.unsendable).toBeLessThan(cases * 0.2);
    // It came as far as the rules it is about: requests that are right but for one thing.
    for (const outcome of ['refused orderSignature', 'refused thisNode', 'refused contract', 'refused method', 'refused chain', 'refused value', 'refused approval', 'refused network', 'bridge.malformed', 'bridge.unknownCommand']) expect(report.outcomes[outcome.replace('refused', 'signer.refused')], outcome).toBeGreaterThan(0);
    expect(({} as { isUnlocked?: boolean }).isUnlocked).toBeUndefined();
  }, 600_000);
});

describe('a wallet', () => {
  it('is sealed on disk, forgives no attempt for a restart, is locked after one, and knows what it spent', async () => {
    const vaultPath = join(signer.folder, 'wallet', 'vault.json');
    expect(statSync(vaultPath).mode & 0o077).toBe(0);
    const vault = JSON.parse(readFileSync(vaultPath, 'utf8')) as { roots: { keystore: string }[] };
    const parsed = parseKeystore(vault.roots[0]!.keystore);
    expect(parsed.ok && parsed.keystore.kdf.kind === 'scrypt' && parsed.keystore.kdf.params.n).toBeGreaterThanOrEqual(2 ** 17);
    const approvalId = await approve({ kind: 'sendCoins', to: at('2'), amountWei: 7n });
    await signer.kill();
    const again = startRealSigner({ folder: signer.folder });
    await again.provider.ask('setNetwork', network);
    expect(await refusal(again.provider.ask('signApproved', { approvalId, nonce: 0, ...fees }))).toBe('refused approval');
    const state = await again.owner.ask('readWallet', {});
    expect(state).toMatchObject({ state: 'ready', roots: [{ unlocked: false }], accounts: [{ address }] });
    expect(JSON.parse(readFileSync(join(signer.folder, 'wallet', 'attempts.json'), 'utf8'))).toMatchObject({ failed: 3 });
    expect(await refusal(again.owner.ask('approveAction', { accountId, action: { kind: 'sendCoins', to: at('2'), amountWei: 7n }, chainId: domain.chainId, maxFeeWei: 1n, nonce: null, typedAmount: null, passphrase: null }))).toBe('wallet.locked');
    await again.stop();
  });
});
