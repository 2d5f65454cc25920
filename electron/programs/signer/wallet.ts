import { HearthError } from '../../shared/errors.ts';
import { refusals } from '../../shared/saidReasons.ts';
import { sameAddress } from '../../shared/units.ts';
import type { FileReason, LockHearing, WalletState } from '../../shared/walletBridge.ts';
import { applyFailure, noAttempts, waitMsOf } from '../../services/wallet/attempts.ts';
import { openKeystore, parseKeystore } from '../../services/wallet/keystore.ts';
import { payoutAt, deriveAccountKey, openSecret, verifiedPolicy, type Account, type Root, type Secret, type Vault } from '../../services/wallet/vault.ts';
import type { VaultFile } from '../../services/wallet/vaultFile.ts';
import type { SpendingLedger } from '../../services/wallet/spending.ts';
import { describeTokens } from './walletTokens.ts';
import type { NodeKeys } from './keyFile.ts';
import type { UnlockedKeys } from './unlockedKeys.ts';
import type { SignerState } from './signerState.ts';
import { createApprovals, type Approvals } from './approvals.ts';

/** Everything the wallet's commands stand on. */
export type Wallet = {
  readonly keys: NodeKeys;
  readonly file: VaultFile;
  readonly unlocked: UnlockedKeys;
  readonly spending: SpendingLedger;
  readonly state: SignerState;
  readonly approvals: Approvals;
  readonly nowMs: () => number;
  /** Why the wrapping key lies in a file, where it does. */
  readonly fileReason: FileReason;
  readonly lockHearing: () => LockHearing | null;
  vault(): Vault;
  /** Writes, then tells every watcher. */
  save(vault: Vault): void;
  changed(): void;
  describe(): WalletState;
  /** @throws wallet.notFound */
  account(accountId: string): Account;
  /** @throws wallet.notFound */
  root(rootId: string): Root;
  /**
   * Opens a root's vault key, one attempt at a time; a wrong one is counted on disk before it is tried, so that killing us forgives nothing.
   * @returns 32 bytes, the caller's to overwrite
   * @throws wallet.coolDown · wallet.wrongPassphrase
   */
  openRoot(root: Root, passphrase: string): Promise<Buffer>;
  /** The same for whichever of these it opens; together they count as one attempt. */
  openFirst(roots: readonly Root[], passphrase: string): Promise<{ readonly root: Root; readonly vaultKey: Buffer }>;
  /** @throws storage.unreadable  the seal does not hold */
  secretOf(root: Root, vaultKey: Buffer): Secret;
  /** Puts a root's keys into memory. */
  unlock(root: Root, vaultKey: Buffer): void;
};

export type WalletDependencies = Omit<Wallet, 'vault' | 'save' | 'changed' | 'describe' | 'account' | 'root' | 'openRoot' | 'openFirst' | 'secretOf' | 'unlock' | 'approvals'>;

export function createWallet(dependencies: WalletDependencies, onChanged: () => void): Wallet {
  const { keys, file, unlocked, nowMs } = dependencies;
  let turn: Promise<unknown> = Promise.resolve();
  /** scrypt takes 128 MiB a time; and two attempts at once would count as one. */
  const inTurn = <T>(act: () => Promise<T>): Promise<T> => {
    const next = turn.then(act, act);
    turn = next.catch(() => undefined);
    return next;
  };

  async function tryRoots(roots: readonly Root[], passphrase: string): Promise<{ root: Root; vaultKey: Buffer }> {
    const before = file.attempts();
    const waitMs = waitMsOf(before, nowMs());
    if (waitMs > 0) throw new HearthError('wallet.coolDown', { waitMs });
    file.writeAttempts(applyFailure(before, nowMs()));
    for (const root of roots) {
      const parsed = parseKeystore(root.keystore);
      const opened = parsed.ok ? await openKeystore(parsed.keystore, passphrase) : null;
      if (!opened || (!opened.ok && opened.reason !== 'passphrase')) throw new HearthError('storage.unreadable', { path: 'vault.json', reason: refusals.keystoreChanged });
      if (!opened.ok) continue;
      file.writeAttempts(noAttempts);
      return { root, vaultKey: opened.key };
    }
    throw new HearthError('wallet.wrongPassphrase', { waitMs: waitMsOf(file.attempts(), nowMs()) });
  }

  const wallet: Wallet = {
    ...dependencies,
    approvals: createApprovals(nowMs),
    vault: () => file.read(),
    save(vault) {
      file.write(vault);
      onChanged();
    },
    changed: onChanged,
    describe(): WalletState {
      const vault = file.read();
      const lost = file.lost();
      const waitMs = waitMsOf(file.attempts(), nowMs());
      const payout = payoutAt(vault, nowMs());
      const announced = vault.payout?.announced ?? null;
      return {
        state: lost.length > 0 ? 'lost' : vault.accounts.length === 0 ? 'none' : 'ready',
        roots: vault.roots.map((root) => {
          const open = unlocked.of(root.rootId);
          const { policy, verified } = open ? { policy: open.policy, verified: open.policyVerified } : { policy: root.policy, verified: false };
          return { rootId: root.rootId, kind: root.kind, createdAtMs: root.createdAtMs, backupCheckedAtMs: root.backupCheckedAtMs, unlocked: open !== null, policy, policyVerified: verified };
        }),
        accounts: [...vault.accounts],
        contacts: [...vault.contacts],
        tokens: describeTokens(vault),
        lost: [...lost],
        payout: {
          address: payout ?? keys.payout, source: payout === null ? 'builtIn' : 'owner',
          announced: announced && announced.effectiveAtMs > nowMs() ? announced : null,
        },
        node: keys.node, protection: keys.protection, fileReason: keys.protection === 'file' ? dependencies.fileReason : null, lockHearing: dependencies.lockHearing(), unlockedUntilMs: unlocked.untilMs(), waitUntilMs: waitMs > 0 ? nowMs() + waitMs : null,
      };
    },
    account(accountId) {
      const found = file.read().accounts.find((account) => account.accountId === accountId);
      if (!found) throw new HearthError('wallet.notFound', { what: refusals.accountOf(accountId) });
      return found;
    },
    root(rootId) {
      const found = file.read().roots.find((root) => root.rootId === rootId);
      if (!found) throw new HearthError('wallet.notFound', { what: refusals.secretOf(rootId) });
      return found;
    },
    openRoot: async (root, passphrase) => (await wallet.openFirst([root], passphrase)).vaultKey,
    openFirst: (roots, passphrase) => inTurn(() => tryRoots(roots, passphrase)),
    secretOf(root, vaultKey) {
      const secret = openSecret(vaultKey, root);
      if (!secret) throw new HearthError('storage.unreadable', { path: 'vault.json', reason: refusals.secretChanged });
      return secret;
    },
    unlock(root, vaultKey) {
      const secret = wallet.secretOf(root, vaultKey);
      const own = file.read().accounts.filter(({ rootId }) => rootId === root.rootId);
      const accountKeys = new Map<string, Buffer>();
      for (const account of own) {
        const key = deriveAccountKey(secret, account);
        if (key) accountKeys.set(account.address.toLowerCase(), key);
      }
      const { policy, verified } = verifiedPolicy(vaultKey, root);
      unlocked.open(root.rootId, { vaultKey, keys: accountKeys, policy, policyVerified: verified });
      onChanged();
    },
  };
  return wallet;
}

/** Known to the owner: own accounts, and whoever got something before. */
export const knownAddresses = (wallet: Wallet, from: string): { readonly address: string; readonly name: string | null }[] => [
  ...wallet.vault().accounts.filter(({ address }) => !sameAddress(address, from)).map(({ address, name }) => ({ address, name })),
  ...wallet.vault().contacts.map(({ address, name }) => ({ address, name, isUsed: false })),
  ...wallet.spending.recipientsOf(from).map((address) => ({ address, name: null })),
];
