import { randomBytes, randomInt } from 'node:crypto';
import { HearthError, isHearthError } from '../../shared/errors.ts';
import { refusals } from '../../shared/saidReasons.ts';
import { sameAddress } from '../../shared/units.ts';
import type { Handlers } from '../../shared/bridgeKit.ts';
import type { WalletBridge } from '../../shared/walletBridge.ts';
import { formatBackup, parseBackup } from '../../services/wallet/backup.ts';
import { defaultPolicy } from '../../services/wallet/decideAction.ts';
import { addressOfKey, openKeystore, parseKeystore, sealKeystore } from '../../services/wallet/keystore.ts';
import { createPhrase, defaultPath, deriveKey, parsePath, parsePhrase, pathOfAccount, type Phrase } from '../../services/wallet/phrase.ts';
import * as vaults from '../../services/wallet/vault.ts';
import { addressOrThrow, nameOrThrow, refuseKnown, refuseOverLost, refuseWeak } from './walletChecks.ts';
import type { Wallet } from './wallet.ts';

type Flows = Pick<Handlers<WalletBridge>,
  'beginCreate' | 'finishCreate' | 'importPhrase' | 'importKeystore' | 'importKey' | 'addWatch' | 'addAccount' | 'rename' | 'describeRemoval' | 'removeAccount'
  | 'changePassphrase' | 'revealPhrase' | 'askBackupWords' | 'checkBackupWords' | 'exportKeystore' | 'exportBackup' | 'restoreBackup'>;

type Draft = { readonly phrase: Phrase; readonly passphrase: string; readonly name: string; readonly ask: readonly number[]; readonly endsAtMs: number };
const draftMs = 15 * 60_000;

/** How wallets come, change and go. Each writes the vault once, at its end. */
export function createWalletFlows(wallet: Wallet): Flows {
  const { unlocked, nowMs } = wallet;
  let draft: (Draft & { readonly draftId: string }) | null = null;
  /** Which words a root's owner was asked for. */
  const asked = new Map<string, readonly number[]>();

  /** Seals a secret under a fresh vault key and keeps it; it is open afterwards. */
  async function keep(secret: vaults.Secret, passphrase: string, accounts: readonly { readonly name: string; readonly address: string; readonly path: string | null }[], checkedAtMs: number | null) {
    const rootId = vaults.newId();
    const vaultKey = freshVaultKey();
    const root: vaults.Root = {
      rootId, kind: secret.kind, createdAtMs: nowMs(), backupCheckedAtMs: checkedAtMs, keystore: await sealKeystore(vaultKey, passphrase),
      sealedSecret: vaults.sealSecret(vaultKey, rootId, secret), policy: defaultPolicy, policyTag: vaults.tagPolicy(vaultKey, rootId, defaultPolicy),
    };
    const added = accounts.map((account): vaults.Account => ({ accountId: vaults.newId(), rootId, ...account }));
    // scrypt took its time: look again before writing.
    for (const { address } of added) refuseKnown(wallet, address);
    wallet.save(vaults.addRoot(wallet.vault(), root, added));
    wallet.unlock(root, vaultKey);
    return { rootId, accountId: added[0]!.accountId, address: added[0]!.address };
  }

  const openOrThrow = (rootId: string) => {
    const open = unlocked.of(rootId);
    if (!open) throw new HearthError('wallet.locked', { account: rootId });
    return open;
  };
  const phraseOf = (rootId: string, vaultKey: Buffer): Extract<vaults.Secret, { kind: 'phrase' }> => {
    const secret = wallet.secretOf(wallet.root(rootId), vaultKey);
    if (secret.kind !== 'phrase') throw new HearthError('wallet.noPhrase', { account: rootId });
    return secret;
  };
  const keepPhrase = (phrase: Phrase, extraWord: string, passphrase: string, path: string, count: number, name: string, checkedAtMs: number | null) => {
    const accounts = Array.from({ length: count }, (_, index) => {
      const own = pathOfAccount(path, index);
      const key = deriveKey(phrase, extraWord, own);
      const address = addressOfKey(key)!;
      key.fill(0);
      refuseKnown(wallet, address);
      return { name: index === 0 ? name : `${name} ${index + 1}`, address, path: own };
    });
    return keep({ kind: 'phrase', words: [...phrase.words], language: phrase.language, extraWord }, passphrase, accounts, checkedAtMs);
  };
  const keepKey = (key: Buffer, passphrase: string, name: string) => {
    const address = addressOfKey(key)!;
    refuseKnown(wallet, address);
    return keep({ kind: 'key', key: key.toString('hex') }, passphrase, [{ name, address, path: null }], null);
  };

  return {
    async beginCreate({ words, passphrase, name, evenIfLost }) {
      refuseOverLost(wallet, evenIfLost);
      const own = nameOrThrow(wallet, name);
      await refuseWeak(passphrase, [own]);
      const phrase = createPhrase(words);
      const ask = pickPositions(words);
      draft = { draftId: vaults.newId(), phrase, passphrase, name: own, ask, endsAtMs: nowMs() + draftMs };
      return { draftId: draft.draftId, phrase: [...phrase.words], ask: [...ask] };
    },
    async finishCreate({ draftId, words }) {
      const own = draft;
      if (!own || own.draftId !== draftId || own.endsAtMs <= nowMs()) throw new HearthError('wallet.notFound', { what: refusals.draftGone });
      if (words !== null && !areWords(words, own.ask, own.phrase.words)) throw new HearthError('wallet.wrongWords', {});
      draft = null;
      return keepPhrase(own.phrase, '', own.passphrase, defaultPath, 1, own.name, words === null ? null : nowMs());
    },
    async importPhrase({ phrase, extraWord, path, accounts, passphrase, name, evenIfLost }) {
      refuseOverLost(wallet, evenIfLost);
      const parsed = parsePhrase(phrase);
      if (!parsed.ok) throw new HearthError('wallet.phraseInvalid', { reason: parsed.reason, position: parsed.position ?? 0 });
      const own = path === null ? defaultPath : parsePath(path);
      if (own === null) throw new HearthError('wallet.pathInvalid', { path: path!.slice(0, 60) });
      const named = nameOrThrow(wallet, name);
      await refuseWeak(passphrase, [named]);
      // Who types a phrase has it.
      return keepPhrase(parsed.phrase, extraWord, passphrase, own, accounts, named, nowMs());
    },
    async importKeystore({ text, filePassphrase, passphrase, name, evenIfLost }) {
      refuseOverLost(wallet, evenIfLost);
      const parsed = parseKeystore(text);
      if (!parsed.ok) throw new HearthError('wallet.keystoreInvalid', { field: parsed.field, reason: parsed.reason });
      const named = nameOrThrow(wallet, name);
      await refuseWeak(passphrase, [named]);
      const opened = await openKeystore(parsed.keystore, filePassphrase);
      if (!opened.ok && opened.reason === 'passphrase') throw new HearthError('wallet.wrongPassphrase', { waitMs: 0 });
      if (!opened.ok) throw new HearthError('wallet.keystoreInvalid', opened.reason === 'address' ? { field: 'address', reason: refusals.keyOther } : { field: 'crypto.ciphertext', reason: refusals.noKey });
      try {
        return { ...(await keepKey(opened.key, passphrase, named)), addressChecked: parsed.keystore.address !== null };
      } finally {
        opened.key.fill(0);
      }
    },
    async importKey({ key, passphrase, name, evenIfLost }) {
      refuseOverLost(wallet, evenIfLost);
      const bytes = /^(?:0x)?[0-9a-fA-F]{64}$/.test(key) ? Buffer.from(key.replace(/^0x/, ''), 'hex') : null;
      if (!bytes || addressOfKey(bytes) === null) throw new HearthError('wallet.keyInvalid', {});
      const named = nameOrThrow(wallet, name);
      await refuseWeak(passphrase, [named]);
      try {
        return await keepKey(bytes, passphrase, named);
      } finally {
        bytes.fill(0);
      }
    },
    addWatch({ address, name, evenIfLost }) {
      refuseOverLost(wallet, evenIfLost);
      const parsed = addressOrThrow(address);
      refuseKnown(wallet, parsed.address);
      const account: vaults.Account = { accountId: vaults.newId(), rootId: null, name: nameOrThrow(wallet, name), address: parsed.address, path: null };
      wallet.save(vaults.addAccount(wallet.vault(), account));
      return { accountId: account.accountId, address: account.address, checked: parsed.checked };
    },
    addAccount({ rootId, path, name }) {
      const root = wallet.root(rootId);
      const { vaultKey } = openOrThrow(rootId);
      const secret = wallet.secretOf(root, vaultKey);
      const used = wallet.vault().accounts.filter((account) => account.rootId === rootId);
      const first = used[0]?.path ?? defaultPath;
      const next = path === null ? Array.from({ length: used.length + 1 }, (_, index) => pathOfAccount(first, index)).find((own) => !used.some((account) => account.path === own))! : parsePath(path);
      if (next === null || secret.kind !== 'phrase') throw new HearthError('wallet.pathInvalid', { path: path?.slice(0, 60) ?? 'a single key' });
      const key = deriveKey({ words: secret.words, language: secret.language }, secret.extraWord, next);
      const address = addressOfKey(key)!;
      refuseKnown(wallet, address);
      const account: vaults.Account = { accountId: vaults.newId(), rootId, name: nameOrThrow(wallet, name), address, path: next };
      unlocked.addKey(rootId, address, key);
      wallet.save(vaults.addAccount(wallet.vault(), account));
      return { accountId: account.accountId, address };
    },
    rename({ accountId, name }) {
      wallet.account(accountId);
      wallet.save(vaults.renameAccount(wallet.vault(), accountId, nameOrThrow(wallet, name, accountId)));
      return {};
    },
    describeRemoval({ accountId }) {
      wallet.account(accountId);
      return { consequences: vaults.consequencesOf(wallet.vault(), accountId) };
    },
    async removeAccount({ accountId, address, passphrase }) {
      const account = wallet.account(accountId);
      if (!sameAddress(address, account.address)) throw new HearthError('wallet.confirmationMissing', { what: refusals.typedAddress });
      if (account.rootId !== null) {
        if (passphrase === null) throw new HearthError('wallet.confirmationMissing', { what: refusals.passphrase });
        (await wallet.openRoot(wallet.root(account.rootId), passphrase)).fill(0);
      }
      const next = vaults.removeAccount(wallet.vault(), accountId);
      if (account.rootId !== null && !next.roots.some(({ rootId }) => rootId === account.rootId)) unlocked.close(account.rootId);
      wallet.save(next);
      return {};
    },

    async changePassphrase({ rootId, passphrase, newPassphrase }) {
      const root = wallet.root(rootId);
      await refuseWeak(newPassphrase, wallet.vault().accounts.map(({ name }) => name));
      const vaultKey = await wallet.openRoot(root, passphrase);
      try {
        const keystore = await sealKeystore(vaultKey, newPassphrase);
        wallet.save(vaults.changeRoot(wallet.vault(), rootId, { keystore }));
      } finally {
        vaultKey.fill(0);
      }
      return {};
    },
    async revealPhrase({ rootId, passphrase }) {
      const vaultKey = await wallet.openRoot(wallet.root(rootId), passphrase);
      try {
        const secret = phraseOf(rootId, vaultKey);
        return { phrase: [...secret.words], hasExtraWord: secret.extraWord !== '' };
      } finally {
        vaultKey.fill(0);
      }
    },
    askBackupWords({ rootId }) {
      wallet.root(rootId);
      const { words } = phraseOf(rootId, openOrThrow(rootId).vaultKey);
      asked.set(rootId, pickPositions(words.length));
      return { ask: [...asked.get(rootId)!] };
    },
    checkBackupWords({ rootId, words }) {
      wallet.root(rootId);
      const secret = phraseOf(rootId, openOrThrow(rootId).vaultKey);
      const positions = asked.get(rootId);
      if (!positions || !areWords(words, positions, secret.words)) throw new HearthError('wallet.wrongWords', {});
      asked.delete(rootId);
      wallet.save(vaults.changeRoot(wallet.vault(), rootId, { backupCheckedAtMs: nowMs() }));
      return { checkedAtMs: nowMs() };
    },
    async exportKeystore({ accountId, passphrase, filePassphrase }) {
      const account = wallet.account(accountId);
      if (account.rootId === null) throw new HearthError('wallet.watchOnly', { account: account.address });
      await refuseWeak(filePassphrase, [account.name]);
      const root = wallet.root(account.rootId);
      const vaultKey = await wallet.openRoot(root, passphrase);
      const key = vaults.deriveAccountKey(wallet.secretOf(root, vaultKey), account);
      vaultKey.fill(0);
      if (!key) throw new HearthError('storage.unreadable', { path: 'vault.json', reason: refusals.accountSecret });
      try {
        return { fileName: `UTC--${new Date(nowMs()).toISOString().replace(/:/g, '-')}--${account.address.slice(2).toLowerCase()}`, text: await sealKeystore(key, filePassphrase) };
      } finally {
        key.fill(0);
      }
    },
    exportBackup() {
      const vault = wallet.vault();
      if (vault.accounts.length === 0) throw new HearthError('wallet.notFound', { what: refusals.accountToBackUp });
      return { fileName: `hearth-wallet-${new Date(nowMs()).toISOString().slice(0, 10)}.json`, text: formatBackup(vault, nowMs()) };
    },
    async restoreBackup({ text, passphrase }) {
      const parsed = parseBackup(text);
      if (!parsed.ok) throw new HearthError('wallet.backupInvalid', { reason: parsed.reason });
      if (wallet.vault().accounts.length > 0) throw new HearthError('wallet.exists', { what: refusals.hasAccounts });
      const opened = await openFirst(wallet, parsed.vault, passphrase);
      wallet.save(parsed.vault);
      if (opened) wallet.unlock(opened.root, opened.vaultKey);
      return { accounts: parsed.vault.accounts.length };
    },
  };
}

/** The passphrase must open at least one secret, and every account of it must be its own. A backup of watched addresses alone has none. */
async function openFirst(wallet: Wallet, vault: vaults.Vault, passphrase: string): Promise<{ root: vaults.Root; vaultKey: Buffer } | null> {
  if (vault.roots.length === 0) return null;
  const opened = await wallet.openFirst(vault.roots, passphrase).catch((error: unknown) => {
    throw isHearthError(error, 'storage.unreadable') ? new HearthError('wallet.backupInvalid', { reason: refusals.backupKeystore }) : error;
  });
  const secret = vaults.openSecret(opened.vaultKey, opened.root);
  const own = vault.accounts.filter(({ rootId }) => rootId === opened.root.rootId);
  const fits = secret !== null && own.every((account) => {
    const key = vaults.deriveAccountKey(secret, account);
    key?.fill(0);
    return key !== null;
  });
  if (!fits) throw new HearthError('wallet.backupInvalid', { reason: refusals.backupAccount });
  return opened;
}

/** Any 32 bytes that are a key, as keystore v3 wants; all but 2^-128 of them are. */
function freshVaultKey(): Buffer {
  for (;;) {
    const key = randomBytes(32);
    if (addressOfKey(key) !== null) return key;
  }
}

/** Three different words, from 1, in order. */
function pickPositions(count: number): number[] {
  const picked = new Set<number>();
  while (picked.size < 3) picked.add(randomInt(count) + 1);
  return [...picked].sort((a, b) => a - b);
}

const areWords = (given: readonly string[], positions: readonly number[], words: readonly string[]): boolean =>
  given.length === positions.length && positions.every((position, index) => given[index]!.normalize('NFKD').trim().toLowerCase() === words[position - 1]);
