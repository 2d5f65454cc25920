import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Wallet as SecondLibrary } from '@ethereumjs/wallet';
import { verifyMessage } from 'ethers/hash';
import { HDNodeWallet } from 'ethers/wallet';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connectBridge } from '../../electron/shared/bridgeKit.ts';
import { isHearthError } from '../../electron/shared/errors.ts';
import { keeperBridge } from '../../electron/shared/walletBridge.ts';
import { wordsOfFailure } from '../../renderer/strings/errors.ts';
import keystores from '../vectors/wallet/keystoreV3.json' with { type: 'json' };
import { startRealSigner, type RealSigner } from '../support/realSigner.ts';

/** Every way a wallet comes in, through the real signer process: what it takes, and what it says to what it does not. */
const passphrase = 'correct horse battery staple';
const phrase = 'test test test test test test test test test test test junk';
const key = `0x${'4b'.repeat(32)}`;
const order = 'fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141';
const watched = '0x52908400098527886E0F7030069857D2E4169EE7';

let signer: RealSigner;
beforeAll(() => void (signer = startRealSigner()));
afterAll(() => signer.stop());

/** What a person reads when it is refused: the code, and the sentence of it. */
const refusal = (asked: Promise<unknown>): Promise<readonly [string, string]> => asked.then(() => ['gave', ''] as const, (error: unknown) => (isHearthError(error) ? [error.code, wordsOfFailure(error.toFailure()).what] as const : [String(error), ''] as const));
const refused = async (asked: Promise<unknown>, code: string, sentence: string | RegExp): Promise<void> => expect(await refusal(asked)).toEqual([code, expect.stringMatching(sentence)]);
const accounts = async () => (await signer.owner.ask('readWallet', {})).accounts;
/** It signs as the address that it says it is. */
const provesItself = async ({ accountId, address }: { readonly accountId: string; readonly address: string }): Promise<void> =>
  expect(verifyMessage('I am me', (await signer.owner.ask('signText', { accountId, text: 'I am me' })).signature)).toBe(address);

describe('a private key', () => {
  const take = (change: object = {}) => signer.owner.ask('importKey', { key, passphrase, name: 'Key', ...change });
  it('is refused in words when it is none, is weakly guarded or has a name that hides something, and nothing is kept', async () => {
    for (const bad of ['', '0x', key.slice(0, -1), `${key}0`, `0x${'0'.repeat(64)}`, order, 'f'.repeat(64), `0y${'4b'.repeat(32)}`, phrase]) await refused(take({ key: bad }), 'wallet.keyInvalid', 'That is no private key: it has 64 hexadecimal digits.');
    await refused(take({ passphrase: 'password1234' }), 'wallet.weakPassphrase', /^That passphrase is too easy to guess\. \S/);
    await refused(take({ passphrase: 'short' }), 'wallet.weakPassphrase', /^That passphrase is too easy to guess\./);
    await refused(take({ name: 'Ma\u202ein' }), 'wallet.nameInvalid', /^That name does not do: a name is one line/);
    expect(await accounts()).toEqual([]);
  });

  it('becomes an account that signs, and is refused a second time', async () => {
    const added = await take();
    await provesItself(added);
    await refused(take({ name: 'Again', key: key.slice(2).toUpperCase() }), 'wallet.exists', `The wallet already has ${added.address}.`);
    await refused(signer.owner.ask('revealPhrase', { rootId: added.rootId, passphrase }), 'wallet.noPhrase', /imported as a single key/);
    expect(await accounts()).toMatchObject([{ name: 'Key', path: null, rootId: added.rootId }]);
  });
});

describe('a keystore file', () => {
  const theirKey = Buffer.alloc(32, 7);
  const filePassphrase = 'of the file';
  let text = '';
  beforeAll(async () => void (text = await SecondLibrary.fromPrivateKey(theirKey).toV3String(filePassphrase, { n: 8192 })));
  const take = (change: object = {}) => signer.owner.ask('importKeystore', { text, filePassphrase, passphrase, name: 'File', ...change });
  const changed = (change: (file: { address: string; crypto: Record<string, unknown> & { cipherparams: { iv: string } } }) => void): string => {
    const file = JSON.parse(text) as Parameters<typeof change>[0];
    change(file);
    return JSON.stringify(file);
  };

  it('is refused by the field that is wrong, or by its passphrase, and nothing is kept', async () => {
    for (const [sentence, bad] of [
      [/: not JSON \(file\)\.$/, 'x'], [/ \(version\)\.$/, '{"version":1,"crypto":{}}'], [/ \(crypto\.mac\)\.$/, changed(({ crypto }) => void delete crypto['mac'])], [/ \(crypto\.cipher\)\.$/, changed(({ crypto }) => void (crypto['cipher'] = 'aes-256-cbc'))],
      [/: needs 4096 MiB.* \(crypto\.kdfparams\.n\)\.$/, changed(({ crypto }) => void (crypto['kdfparams'] = { ...(crypto['kdfparams'] as object), n: 2 ** 22 }))],
      [/too large for r = 1 \(RFC 7914\).* \(crypto\.kdfparams\.n\)\.$/, JSON.stringify(keystores.official.find(({ name }) => name === 'test2')!.json)],
      // The MAC covers no IV: only the address tells that another key would come out.
      [/: the key inside belongs to another address.* \(address\)\.$/, changed(({ crypto }) => void (crypto.cipherparams.iv = crypto.cipherparams.iv.replace(/^./, (digit) => (digit === '0' ? '1' : '0'))))],
      [/: the key inside belongs to another address.* \(address\)\.$/, changed((file) => void (file.address = '1'.repeat(40)))],
    ] as const) await refused(take({ text: bad }), 'wallet.keystoreInvalid', sentence);
    await refused(take({ filePassphrase: 'of another file' }), 'wallet.wrongPassphrase', 'That passphrase does not open it.');
    await refused(take({ passphrase: 'password1234' }), 'wallet.weakPassphrase', /^That passphrase is too easy to guess/);
    await refused(take({ name: 'key' }), 'wallet.nameInvalid', /another account or contact has one that looks the same/);
    expect((await accounts()).map(({ name }) => name)).toEqual(['Key']);
  });

  it('of a second library becomes an account that signs; one that names no address says so', async () => {
    const added = await take();
    expect(added).toMatchObject({ addressChecked: true, address: SecondLibrary.fromPrivateKey(theirKey).getChecksumAddressString() });
    await provesItself(added);
    await refused(take({ name: 'Again' }), 'wallet.exists', `The wallet already has ${added.address}.`);
    await signer.owner.ask('removeAccount', { accountId: added.accountId, address: added.address, passphrase });
    expect(await take({ text: changed((file) => void delete (file as { address?: string }).address) })).toMatchObject({ addressChecked: false, address: added.address });
  });

  it('goes out as one that the second library opens', async () => {
    const { accountId, address } = (await accounts()).find(({ name }) => name === 'File')!;
    const out = (filePass: string, own = passphrase) => signer.owner.ask('exportKeystore', { accountId, passphrase: own, filePassphrase: filePass });
    await refused(out('weak'), 'wallet.weakPassphrase', /^That passphrase is too easy to guess/);
    await refused(out('vermilion otter juggles lanterns', 'not the passphrase at all'), 'wallet.wrongPassphrase', 'That passphrase does not open it.');
    const opened = await SecondLibrary.fromV3((await out('vermilion otter juggles lanterns')).text, 'vermilion otter juggles lanterns', true);
    expect([opened.getPrivateKeyString(), opened.getChecksumAddressString()]).toEqual([`0x${theirKey.toString('hex')}`, address]);
  });
});

describe('a recovery phrase', () => {
  const take = (change: object = {}) => signer.owner.ask('importPhrase', { phrase, extraWord: '', path: null, accounts: 1, passphrase, name: 'Phrase', ...change });
  it('is refused by what is wrong and never with a word of it, as is a path', async () => {
    for (const [sentence, bad] of [[/12, 15, 18, 21 or 24 words/, 'test test'], [/./, phrase.replace('junk', 'jnuk')], [/./, phrase.replace('junk', 'test')]] as const) {
      await refused(take({ phrase: bad }), 'wallet.phraseInvalid', sentence);
      expect((await refusal(take({ phrase: bad })))[1]).not.toContain('test');
    }
    for (const path of ['m', "m/44'/60'/0'/0/x", '44/60']) await refused(take({ path }), 'wallet.pathInvalid', `${path} is no derivation path.`);
  });

  it('gives several accounts of a path that was chosen, with its extra word or without', async () => {
    const path = "m/44'/60'/3'/0/0";
    const added = await take({ path, accounts: 3, extraWord: 'TREZOR' });
    const own = (await accounts()).filter(({ rootId }) => rootId === added.rootId);
    expect(own.map(({ name, address }) => [name, address])).toEqual([0, 1, 2].map((index) => [index === 0 ? 'Phrase' : `Phrase ${index + 1}`, HDNodeWallet.fromPhrase(phrase, 'TREZOR', path.replace(/0$/, String(index))).address]));
    await provesItself(own[2]!);
    await refused(take({ path: path.replace(/0$/, '1'), name: 'Second', extraWord: 'TREZOR' }), 'wallet.exists', `The wallet already has ${own[1]!.address}.`);
    expect(await signer.owner.ask('revealPhrase', { rootId: added.rootId, passphrase })).toEqual({ phrase: phrase.split(' '), hasExtraWord: true });
  });
});

describe('an address that is only watched', () => {
  const take = (change: object = {}) => signer.owner.ask('addWatch', { address: watched, name: 'Ledger', ...change });
  it('is refused when a digit is wrong, and taken with or without a checksum, said so', async () => {
    await refused(take({ address: '0x52' }), 'wallet.addressInvalid', /an address is 0x and 40 hexadecimal digits/);
    await refused(take({ address: watched.replace('E0F', 'e0F') }), 'wallet.addressInvalid', /letter case says that a digit is wrong \(EIP-55\)/);
    await refused(take({ name: 'FILE' }), 'wallet.nameInvalid', /looks the same/);
    expect(await take({ address: `0x${'5'.repeat(39)}a`, name: 'Exchange' })).toMatchObject({ checked: false });
    expect(await take()).toMatchObject({ address: watched, checked: true });
    await refused(take({ name: 'Again', address: watched.toLowerCase() }), 'wallet.exists', `The wallet already has ${watched}.`);
  });

  it('signs nothing, has no key to write out, and can be where earnings go', async () => {
    const { accountId } = (await accounts()).find(({ name }) => name === 'Ledger')!;
    const says = 'This account is only watched: its key is not here.';
    await refused(signer.owner.ask('signText', { accountId, text: 'I am me' }), 'wallet.watchOnly', says);
    await refused(signer.owner.ask('exportKeystore', { accountId, passphrase, filePassphrase: passphrase }), 'wallet.watchOnly', says);
    await refused(signer.owner.ask('describeAction', { accountId, action: { kind: 'sendCoins', to: `0x${'2'.repeat(40)}`, amountWei: 1n } }), 'wallet.watchOnly', says);
    await signer.owner.ask('setPayout', { address: watched, passphrase });
    expect((await signer.owner.ask('readWallet', {})).payout).toMatchObject({ address: watched, source: 'owner', announced: null });
  });

  it('as payout gives way to another by the passphrase alone, a day later, and that is shown until then', async () => {
    const next = `0x${'5'.repeat(39)}a`;
    const change = (given: string | null, address = next) => signer.owner.ask('setPayout', { address, passphrase: given });
    await refused(change(null), 'wallet.confirmationMissing', 'This needs one thing more: the passphrase.');
    await refused(change('not the passphrase at all'), 'wallet.wrongPassphrase', 'That passphrase does not open it.');
    const before = Date.now();
    const { effectiveAtMs } = await change(passphrase);
    expect(effectiveAtMs).toBeGreaterThanOrEqual(before + 24 * 3_600_000);
    expect((await signer.owner.ask('readWallet', {})).payout).toMatchObject({ address: watched, announced: { effectiveAtMs } });
    expect((await signer.provider.ask('readAccounts', {})).payout).toBe(watched);
    // Whoever sees it coming and did not ask for it takes it back.
    await change(passphrase, watched);
    expect((await signer.owner.ask('readWallet', {})).payout).toMatchObject({ address: watched, announced: null });
  });
});

describe('the shell', () => {
  it('locks what is open, every account of it, by its own port', async () => {
    expect((await signer.owner.ask('readWallet', {})).roots.every(({ unlocked }) => unlocked)).toBe(true);
    const keeper = connectBridge(keeperBridge, signer.channels.open('keeper-1'));
    await keeper.ask('lockNow', { why: 'sleep' });
    expect(await signer.owner.ask('readWallet', {})).toMatchObject({ unlockedUntilMs: null, roots: [{ unlocked: false }, { unlocked: false }, { unlocked: false }] });
    const { accountId } = (await accounts()).find(({ name }) => name === 'File')!;
    await refused(signer.owner.ask('signText', { accountId, text: 'I am me' }), 'wallet.locked', 'The wallet is locked.');
    // It can lock and nothing else.
    for (const command of ['unlock', 'readWallet', 'revealPhrase', 'signReceipt']) await expect((keeper.ask as (name: string, input: object) => Promise<unknown>)(command, {})).rejects.toMatchObject({ code: 'bridge.unknownCommand' });
  });
});

describe('a backup file', () => {
  it('brings the wallet to another computer, whose node has a key of its own that no backup holds', async () => {
    const { text } = await signer.owner.ask('exportBackup', {});
    const before = await signer.owner.ask('readWallet', {});
    const other = startRealSigner();
    try {
      const take = (change: object = {}) => other.owner.ask('restoreBackup', { text, passphrase, ...change });
      const backup = JSON.parse(text) as { vault: { accounts: { address: string; rootId: string | null }[]; roots: unknown[] } };
      const edited = structuredClone(backup);
      edited.vault.accounts.find(({ rootId }) => rootId === before.roots[0]!.rootId)!.address = `0x${'6'.repeat(40)}`;
      for (const [sentence, bad] of [[/: not JSON\.$/, 'x'], [/: ./, '{}'], [/: ./, JSON.stringify(backup.vault)], [/: it holds no account\.$/, JSON.stringify({ ...backup, vault: { ...backup.vault, accounts: [], roots: [] } })], [/an account does not belong to its secret/, JSON.stringify(edited)]] as const) {
        await refused(take({ text: bad }), 'wallet.backupInvalid', sentence);
      }
      const spoiled = structuredClone(backup) as typeof backup & { vault: { roots: { keystore: string; sealedSecret: string }[] } };
      for (const root of spoiled.vault.roots) root.keystore = root.keystore.replace(/"address":"[0-9a-fA-F]+"/, `"address":"${'6'.repeat(40)}"`);
      await refused(take({ text: JSON.stringify(spoiled) }), 'wallet.backupInvalid', /it was changed: a keystore in it is damaged/);
      await refused(take({ passphrase: 'not the passphrase at all' }), 'wallet.wrongPassphrase', 'That passphrase does not open it.');
      expect((await other.owner.ask('readWallet', {})).state).toBe('none');

      const ownNode = (await other.provider.ask('readAccounts', {})).node;
      expect(await take()).toEqual({ accounts: before.accounts.length });
      const after = await other.owner.ask('readWallet', {});
      expect({ ...after, roots: [], node: '', unlockedUntilMs: 0 }).toEqual({ ...before, roots: [], node: '', unlockedUntilMs: 0 });
      // The node stays who it was before, which is not who the other is: neither its key nor its name travelled.
      expect(after.node).toBe(ownNode);
      expect(after.node).not.toBe(before.node);
      const sealed = JSON.parse(readFileSync(join(signer.folder, 'node', 'keys.json'), 'utf8')) as { sealed: string; node: string; payout: string };
      for (const secret of [sealed.sealed, sealed.node.slice(2), sealed.payout.slice(2), readFileSync(join(signer.folder, 'node', 'wrap.key')).toString('hex')]) expect(text.toLowerCase()).not.toContain(secret.toLowerCase());
      await refused(take(), 'wallet.exists', /^The wallet already has accounts; remove them first/);
      const { accountId, address, rootId } = after.accounts.find(({ name }) => name === 'File')!;
      await other.owner.ask('unlock', { rootId, passphrase });
      expect(verifyMessage('I am me', (await other.owner.ask('signText', { accountId, text: 'I am me' })).signature)).toBe(address);
    } finally {
      await other.stop();
    }
  });

  it('is what a missing or damaged wallet asks for before anything new is made', async () => {
    const { text } = await signer.owner.ask('exportBackup', {});
    const { accounts: before } = await signer.owner.ask('readWallet', {});
    const path = join(signer.folder, 'wallet', 'vault.json');
    await signer.kill();
    for (const spoil of [() => rmSync(path), () => writeFileSync(path, readFileSync(path, 'utf8').slice(0, -200))]) {
      spoil();
      const again = startRealSigner({ folder: signer.folder });
      try {
        expect(await again.owner.ask('readWallet', {})).toMatchObject({ state: 'lost', accounts: [], lost: before.map((account) => account.address) });
        const says = /^There was a wallet here \(0x.*\), and its file is gone or damaged\.$/;
        await refused(again.owner.ask('beginCreate', { words: 12, passphrase, name: 'Main' }), 'wallet.lost', says);
        await refused(again.owner.ask('importKey', { key, passphrase, name: 'Key' }), 'wallet.lost', says);
        await refused(again.owner.ask('importPhrase', { phrase, extraWord: '', path: null, accounts: 1, passphrase, name: 'Phrase' }), 'wallet.lost', says);
        await refused(again.owner.ask('addContact', { name: 'Marta', address: watched }), 'wallet.lost', says);
        await refused(again.owner.ask('addWatch', { name: 'Ledger', address: watched }), 'wallet.lost', says);
        await refused(again.owner.ask('setPayout', { address: watched, passphrase: null }), 'wallet.lost', says);
        await again.owner.ask('restoreBackup', { text, passphrase });
        expect(await again.owner.ask('readWallet', {})).toMatchObject({ state: 'ready', lost: [], accounts: before });
      } finally {
        await again.stop();
      }
    }
  });
});
