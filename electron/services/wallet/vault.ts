import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { mostTokenDecimals, mostTokens, walletPolicyShape, type WalletPolicy } from '../../shared/walletBridge.ts';
import { addressShape, safeUintShape, sameAddress, timeMsShape } from '../../shared/units.ts';
import { defaultPolicy, tokenLimitOf } from './decideAction.ts';
import { addressOfKey, parseKeystore } from './keystore.ts';
import { foldName } from './names.ts';
import { deriveKey } from './phrase.ts';

const idShape = z.string().regex(/^[0-9a-f]{16}$/);
const base64Shape = z.string().regex(/^[A-Za-z0-9+/]+={0,2}$/).max(4096);

/**
 * One secret. Its keystore (v3, sealed by the passphrase) holds a random vault key; phrase or private key are sealed (AES-256-GCM) under a key derived
 * from that. So one scrypt opens all, a new passphrase seals one thing anew, and an exported account key opens nothing here.
 */
const rootShape = z.strictObject({
  rootId: idShape,
  kind: z.enum(['phrase', 'key']),
  createdAtMs: timeMsShape,
  backupCheckedAtMs: timeMsShape.nullable(),
  /** Web3 Secret Storage v3, as text. */
  keystore: z.string().max(8192).refine((text) => {
    const parsed = parseKeystore(text);
    return parsed.ok && parsed.keystore.address !== null;
  }, 'no keystore v3 with an address'),
  sealedSecret: base64Shape,
  policy: walletPolicyShape,
  /** HMAC of the policy under a key only the secret gives: whoever edits the file cannot raise a cap. */
  policyTag: z.string().regex(/^[0-9a-f]{64}$/),
});
export type Root = z.output<typeof rootShape>;

const accountShape = z.strictObject({
  accountId: idShape, rootId: idShape.nullable(), name: z.string().min(1).max(200), address: addressShape, path: z.string().max(120).nullable(),
});
export type Account = z.output<typeof accountShape>;

/** The most names in the address book. */
export const mostContacts = 200;
const contactShape = z.strictObject({ contactId: idShape, name: z.string().min(1).max(200), address: addressShape });
export type Contact = z.output<typeof contactShape>;

const tokenShape = z.strictObject({ chainId: safeUintShape, address: addressShape, symbol: z.string().min(1).max(24).nullable(), decimals: z.int().min(0).max(mostTokenDecimals) });
export type Token = z.output<typeof tokenShape>;

export const vaultShape = z.strictObject({
  format: z.literal('hearth-vault/1'),
  roots: z.array(rootShape).max(50),
  accounts: z.array(accountShape).max(500),
  /** Left out by wallets of before the address book. */
  contacts: z.array(contactShape).max(mostContacts).default([]),
  /** Tokens to show and send; left out by wallets of before. */
  tokens: z.array(tokenShape).max(mostTokens).default([]),
  payout: z.strictObject({ address: addressShape, announced: z.strictObject({ address: addressShape, effectiveAtMs: timeMsShape }).nullable() }).nullable(),
}).refine(({ roots, accounts }) => accounts.every(({ rootId }) => rootId === null || roots.some((root) => root.rootId === rootId)), 'an account without its root');
export type Vault = z.output<typeof vaultShape>;

export const emptyVault: Vault = { format: 'hearth-vault/1', roots: [], accounts: [], contacts: [], tokens: [], payout: null };

/** Untrusted text as a vault, or null. Keys named __proto__ are ordinary unknown names here and refused. */
export function parseVault(text: string): Vault | null {
  try {
    const parsed = vaultShape.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}
export const formatVault = (vault: Vault): string => JSON.stringify(z.encode(vaultShape, vault));

// ---------------------------------------------------------------- pure changes

export const newId = (): string => randomBytes(8).toString('hex');

export const addRoot = (vault: Vault, root: Root, accounts: readonly Account[]): Vault => ({ ...vault, roots: [...vault.roots, root], accounts: [...vault.accounts, ...accounts] });
export const addAccount = (vault: Vault, account: Account): Vault => ({ ...vault, accounts: [...vault.accounts, account] });
export const changeRoot = (vault: Vault, rootId: string, change: Partial<Root>): Vault => ({ ...vault, roots: vault.roots.map((root) => (root.rootId === rootId ? { ...root, ...change } : root)) });
export const renameAccount = (vault: Vault, accountId: string, name: string): Vault => ({ ...vault, accounts: vault.accounts.map((account) => (account.accountId === accountId ? { ...account, name } : account)) });
export const addContact = (vault: Vault, contact: Contact): Vault => ({ ...vault, contacts: [...vault.contacts, contact] });
export const renameContact = (vault: Vault, contactId: string, name: string): Vault => ({ ...vault, contacts: vault.contacts.map((contact) => (contact.contactId === contactId ? { ...contact, name } : contact)) });
export const removeContact = (vault: Vault, contactId: string): Vault => ({ ...vault, contacts: vault.contacts.filter((contact) => contact.contactId !== contactId) });
const isToken = (token: Token, chainId: number, address: string): boolean => token.chainId === chainId && sameAddress(token.address, address);
export const hasToken = (vault: Vault, chainId: number, address: string): boolean => vault.tokens.some((token) => isToken(token, chainId, address));
export const addToken = (vault: Vault, token: Token): Vault => ({ ...vault, tokens: [...vault.tokens, token] });
export const forgetToken = (vault: Vault, chainId: number, address: string): Vault => ({ ...vault, tokens: vault.tokens.filter((token) => !isToken(token, chainId, address)) });
/** A root goes with its last account. */
export function removeAccount(vault: Vault, accountId: string): Vault {
  const accounts = vault.accounts.filter((account) => account.accountId !== accountId);
  return { ...vault, accounts, roots: vault.roots.filter(({ rootId }) => accounts.some((account) => account.rootId === rootId)) };
}

export const hasAddress = (vault: Vault, address: string): boolean => vault.accounts.some((account) => sameAddress(account.address, address));
/** Accounts and contacts share one set of names: a contact that reads like an own account would be trusted like one. */
export const hasName = (vault: Vault, name: string, besides: string | null = null): boolean =>
  [...vault.accounts.map((account) => ({ id: account.accountId, name: account.name })), ...vault.contacts.map((contact) => ({ id: contact.contactId, name: contact.name }))].some((one) => one.id !== besides && foldName(one.name) === foldName(name));

export type Consequence = 'keyIsGone' | 'phraseIsGone' | 'phraseNeverChecked' | 'payoutGoesThere' | 'lastAccount' | 'onlyWatched';
/** What removing an account means. Pure. */
export function consequencesOf(vault: Vault, accountId: string): Consequence[] {
  const account = vault.accounts.find((one) => one.accountId === accountId);
  if (!account) return [];
  const root = vault.roots.find(({ rootId }) => rootId === account.rootId);
  const goes = root !== undefined && vault.accounts.filter(({ rootId }) => rootId === root.rootId).length === 1;
  return [
    ...(root === undefined ? ['onlyWatched' as const] : []),
    ...(goes && root.kind === 'key' ? ['keyIsGone' as const] : []),
    ...(goes && root.kind === 'phrase' ? ['phraseIsGone' as const] : []),
    ...(goes && root.kind === 'phrase' && root.backupCheckedAtMs === null ? ['phraseNeverChecked' as const] : []),
    ...(vault.payout && sameAddress(vault.payout.address, account.address) ? ['payoutGoesThere' as const] : []),
    ...(vault.accounts.length === 1 ? ['lastAccount' as const] : []),
  ];
}

/** Where earnings go now: an announced address counts once its time has come. */
export const payoutAt = (vault: Vault, nowMs: number): string | null =>
  vault.payout === null ? null : vault.payout.announced && vault.payout.announced.effectiveAtMs <= nowMs ? vault.payout.announced.address : vault.payout.address;

/** The first address counts at once; a later one after `delayMs`. */
export function announcePayout(vault: Vault, address: string, nowMs: number, delayMs: number): { readonly vault: Vault; readonly effectiveAtMs: number } {
  const present = payoutAt(vault, nowMs);
  if (present === null || sameAddress(present, address)) return { vault: { ...vault, payout: { address, announced: null } }, effectiveAtMs: nowMs };
  const effectiveAtMs = nowMs + delayMs;
  return { vault: { ...vault, payout: { address: present, announced: { address, effectiveAtMs } } }, effectiveAtMs };
}

// ---------------------------------------------------------------- what hangs on a root's key

const keyFor = (key: Uint8Array, purpose: string): Buffer => Buffer.from(hkdfSync('sha256', key, Buffer.alloc(0), `hearth-vault/1 ${purpose}`, 32));

const secretShape = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('phrase'), words: z.array(z.string()), language: z.string(), extraWord: z.string() }),
  z.strictObject({ kind: z.literal('key'), key: z.string().regex(/^[0-9a-f]{64}$/) }),
]);
export type Secret = z.infer<typeof secretShape>;

/** Seals a secret under the vault key; the root's id is bound in. */
export function sealSecret(key: Uint8Array, rootId: string, secret: Secret): string {
  const sealing = keyFor(key, 'secret');
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', sealing, nonce).setAAD(Buffer.from(rootId));
  const sealed = Buffer.concat([nonce, cipher.update(JSON.stringify(secret), 'utf8'), cipher.final(), cipher.getAuthTag()]);
  sealing.fill(0);
  return sealed.toString('base64');
}

/** Null: the seal is broken, so the file was changed by somebody. */
export function openSecret(key: Uint8Array, root: Pick<Root, 'rootId' | 'sealedSecret'>): Secret | null {
  const sealing = keyFor(key, 'secret');
  const bytes = Buffer.from(root.sealedSecret, 'base64');
  try {
    const decipher = createDecipheriv('aes-256-gcm', sealing, bytes.subarray(0, 12)).setAAD(Buffer.from(root.rootId)).setAuthTag(bytes.subarray(-16));
    const plain = Buffer.concat([decipher.update(bytes.subarray(12, -16)), decipher.final()]);
    const secret = secretShape.parse(JSON.parse(plain.toString('utf8')));
    plain.fill(0);
    return secret;
  } catch {
    return null;
  } finally {
    sealing.fill(0);
  }
}

/** The key of an account of this root; null when it is not the account's own, so the file was changed by somebody. The caller's to overwrite. */
export function deriveAccountKey(secret: Secret, account: Pick<Account, 'path' | 'address'>): Buffer | null {
  const key = secret.kind === 'key' ? Buffer.from(secret.key, 'hex') : account.path === null ? null : deriveKey({ words: secret.words, language: secret.language }, secret.extraWord, account.path);
  if (key === null || sameAddress(addressOfKey(key) ?? '', account.address)) return key;
  key.fill(0);
  return null;
}

export function tagPolicy(key: Uint8Array, rootId: string, policy: WalletPolicy): string {
  const tagging = keyFor(key, 'policy');
  const tag = createHmac('sha256', tagging).update(`${rootId}\n${JSON.stringify(z.encode(walletPolicyShape, policy))}`).digest('hex');
  tagging.fill(0);
  return tag;
}

/** The policy in force: the root's own when its tag holds under the root's key, the default otherwise. */
export function verifiedPolicy(key: Uint8Array | null, root: Root): { readonly policy: WalletPolicy; readonly verified: boolean } {
  if (key === null) return { policy: defaultPolicy, verified: false };
  const expected = Buffer.from(tagPolicy(key, root.rootId, root.policy), 'hex');
  const holds = timingSafeEqual(expected, Buffer.from(root.policyTag, 'hex'));
  return holds ? { policy: root.policy, verified: true } : { policy: defaultPolicy, verified: false };
}

/** Whether any cap goes up or ends, or the wallet would stay open longer: what only the passphrase may do. */
export function isLooser(next: WalletPolicy, present: WalletPolicy): boolean {
  const { tokenLimits = [], ...caps } = present;
  const isLetGo = tokenLimits.some(({ chainId, token }) => {
    const kept = tokenLimitOf(next, chainId, token);
    return kept === null || kept > tokenLimitOf(present, chainId, token)!;
  });
  return isLetGo || (Object.keys(caps) as (keyof typeof caps)[]).some((name) => next[name] > caps[name]);
}
