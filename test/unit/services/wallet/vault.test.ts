import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { formatBackup, parseBackup } from '../../../../electron/services/wallet/backup.ts';
import { defaultPolicy } from '../../../../electron/services/wallet/decideAction.ts';
import { addressOfKey, sealKeystore } from '../../../../electron/services/wallet/keystore.ts';
import { openSpendingLedger, type SpendingEntry } from '../../../../electron/services/wallet/spending.ts';
import * as vaults from '../../../../electron/services/wallet/vault.ts';
import { openVaultFile } from '../../../../electron/services/wallet/vaultFile.ts';
import { isHearthError } from '../../../../electron/shared/errors.ts';

let folder: string;
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'hearth-vault-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const vaultKey = Buffer.alloc(32, 3);
const accountKey = Buffer.alloc(32, 5);
const address = addressOfKey(accountKey)!;
const secret: vaults.Secret = { kind: 'key', key: accountKey.toString('hex') };
async function sampleVault(): Promise<vaults.Vault> {
  const rootId = 'a'.repeat(16);
  const root: vaults.Root = { rootId, kind: 'key', createdAtMs: 1, backupCheckedAtMs: null, keystore: await sealKeystore(vaultKey, 'p', { n: 2, r: 8, p: 1 }), sealedSecret: vaults.sealSecret(vaultKey, rootId, secret), policy: defaultPolicy, policyTag: vaults.tagPolicy(vaultKey, rootId, defaultPolicy) };
  return vaults.addRoot(vaults.emptyVault, root, [{ accountId: 'b'.repeat(16), rootId, name: 'Main', address, path: null }]);
}

describe('the vault', () => {
  it('opens a secret only with its own key, its own id and whole', async () => {
    const [root] = (await sampleVault()).roots;
    expect(vaults.openSecret(vaultKey, root!)).toEqual(secret);
    expect(vaults.openSecret(Buffer.alloc(32, 4), root!)).toBe(null);
    expect(vaults.openSecret(vaultKey, { ...root!, rootId: 'c'.repeat(16) })).toBe(null);
    const bytes = Buffer.from(root!.sealedSecret, 'base64');
    for (let place = 0; place < bytes.length; place += 7) {
      const changed = Buffer.from(bytes);
      changed[place]! ^= 1;
      expect(vaults.openSecret(vaultKey, { ...root!, sealedSecret: changed.toString('base64') })).toBe(null);
    }
    expect(vaults.deriveAccountKey(secret, { path: null, address })?.equals(accountKey)).toBe(true);
    expect(vaults.deriveAccountKey(secret, { path: null, address: `0x${'1'.repeat(40)}` })).toBe(null);
  });

  it('gives the default limits to whoever edits them in the file', async () => {
    const [root] = (await sampleVault()).roots;
    const edited = { ...root!, policy: { ...root!.policy, coinsPerDayWei: 10n ** 30n } };
    expect(vaults.verifiedPolicy(vaultKey, root!)).toEqual({ policy: defaultPolicy, verified: true });
    expect(vaults.verifiedPolicy(vaultKey, edited)).toEqual({ policy: defaultPolicy, verified: false });
    expect([vaults.isLooser({ ...defaultPolicy, autoLockMinutes: 16 }, defaultPolicy), vaults.isLooser({ ...defaultPolicy, coinsPerDayWei: 0n, autoLockMinutes: 1 }, defaultPolicy)]).toEqual([true, false]);
  });

  it('comes back from its file and its backup as it was, and from no other text', async () => {
    const vault = await sampleVault();
    expect(vaults.parseVault(vaults.formatVault(vault))).toEqual(vault);
    const made = formatBackup(vault, 5);
    expect(parseBackup(made)).toEqual({ ok: true, vault });
    expect(made).not.toContain(secret.key);
    const json = JSON.parse(vaults.formatVault(vault)) as Record<string, unknown>;
    // A file of before the address book is a wallet without contacts.
    const { contacts: _contacts, ...older } = json as { contacts: unknown };
    expect(vaults.parseVault(JSON.stringify(older))?.contacts).toEqual([]);
    for (const text of ['', '{}', 'null', JSON.stringify({ ...json, extra: 1 }), JSON.stringify({ ...json, roots: [] }), vaults.formatVault(vault).replace('"format"', '"__proto__":{"x":1},"format"'), '['.repeat(100_000)]) expect(vaults.parseVault(text), text.slice(0, 30)).toBe(null);
    for (const text of ['', '{}', formatBackup(vaults.emptyVault, 1), vaults.formatVault(vault)]) expect(parseBackup(text).ok).toBe(false);
  });

  it('names what a removal means, and drops a secret with its last account', async () => {
    const vault = await sampleVault();
    expect(vaults.consequencesOf(vault, 'b'.repeat(16))).toEqual(['keyIsGone', 'lastAccount']);
    const watched = vaults.addAccount({ ...vault, payout: { address, announced: null } }, { accountId: 'd'.repeat(16), rootId: null, name: 'Watch', address: `0x${'2'.repeat(40)}`, path: null });
    expect(vaults.consequencesOf(watched, 'd'.repeat(16))).toEqual(['onlyWatched']);
    expect(vaults.consequencesOf(watched, 'b'.repeat(16))).toEqual(['keyIsGone', 'payoutGoesThere']);
    expect(vaults.removeAccount(watched, 'b'.repeat(16))).toMatchObject({ roots: [], accounts: [{ name: 'Watch' }] });
  });

  it('changes the payout address at once the first time and after a delay ever after', () => {
    const [a, b, c] = ['1', '2', '3'].map((digit) => `0x${digit.repeat(40)}`);
    const first = vaults.announcePayout(vaults.emptyVault, a!, 100, 50);
    expect([first.effectiveAtMs, vaults.payoutAt(first.vault, 100)]).toEqual([100, a]);
    const second = vaults.announcePayout(first.vault, b!, 200, 50);
    expect([second.effectiveAtMs, vaults.payoutAt(second.vault, 249), vaults.payoutAt(second.vault, 250)]).toEqual([250, a, b]);
    // Taken back in time, it never counts; another one waits from its own beginning.
    expect(vaults.payoutAt(vaults.announcePayout(second.vault, a!, 240, 50).vault, 999)).toBe(a);
    expect(vaults.payoutAt(vaults.announcePayout(second.vault, c!, 240, 50).vault, 280)).toBe(a);
    expect(vaults.payoutAt(vaults.announcePayout(second.vault, c!, 260, 50).vault, 300)).toBe(b);
  });
});

describe("the vault's files", () => {
  it('are for the owner alone, and a wallet that is gone is missed', async () => {
    const [own, node] = [join(folder, 'wallet'), folder];
    const file = openVaultFile(own, node);
    expect([file.lost(), file.read()]).toEqual([[], vaults.emptyVault]);
    file.write(await sampleVault());
    file.writeAttempts({ failed: 2, lastAtMs: 9 });
    for (const name of ['vault.json', 'attempts.json']) expect(statSync(join(own, name)).mode & 0o077).toBe(0);
    expect(openVaultFile(own, node)).toSatisfy((again: typeof file) => again.attempts().failed === 2 && again.read().accounts.length === 1 && again.lost().length === 0);
    rmSync(join(own, 'vault.json'));
    expect(openVaultFile(own, node).lost()).toEqual([address]);
    // One that was only watched is missed as well: its owner's earnings go there.
    const watched = { accountId: 'd'.repeat(16), rootId: null, name: 'Watch', address: `0x${'2'.repeat(40)}`, path: null };
    openVaultFile(own, node).write(vaults.addAccount(vaults.emptyVault, watched));
    rmSync(join(own, 'vault.json'));
    expect(openVaultFile(own, node).lost()).toEqual([watched.address]);
    openVaultFile(own, node).write(vaults.emptyVault);
    rmSync(join(own, 'vault.json'));
    expect(openVaultFile(own, node).lost()).toEqual([]);
  });

  it('miss a wallet whose file is damaged, and keep what is left of it when another takes its place', async () => {
    const [own, node] = [join(folder, 'wallet'), folder];
    const damaged = '{"format":"hearth-vault/2"}';
    openVaultFile(own, node).write(await sampleVault());
    for (const number of [1, 2]) {
      writeFileSync(join(own, 'vault.json'), damaged);
      const file = openVaultFile(own, node);
      expect([file.lost(), file.read()]).toEqual([[address], vaults.emptyVault]);
      expect(readFileSync(join(own, 'vault.json'), 'utf8')).toBe(damaged);
      file.write(await sampleVault());
      file.write(await sampleVault());
      expect([file.lost(), openVaultFile(own, node).read().accounts.length]).toEqual([[], 1]);
      expect(readFileSync(join(own, `vault.damaged.${number}.json`), 'utf8')).toBe(damaged);
      expect(existsSync(join(own, `vault.damaged.${number + 1}.json`))).toBe(false);
    }
    // Nobody noted whose it was: a person has to look first.
    rmSync(join(node, 'walletSeen.json'));
    writeFileSync(join(own, 'vault.json'), damaged);
    expect(() => openVaultFile(own, node)).toThrow(expect.toSatisfy((error: unknown) => isHearthError(error, 'storage.unreadable')));
    expect(readFileSync(join(own, 'vault.json'), 'utf8')).toBe(damaged);
  });

  it('are as they were when the disk is full, and say so', async ({ skip }) => {
    skip(!existsSync('/dev/full'), 'a disk that is always full is /dev/full, which only Linux has');
    const file = openVaultFile(join(folder, 'wallet'), folder);
    const vault = await sampleVault();
    file.write(vault);
    symlinkSync('/dev/full', join(folder, 'wallet', 'vault.json.new'));
    expect(() => file.write(vaults.renameAccount(vault, 'b'.repeat(16), 'Other'))).toThrow(expect.toSatisfy((error: unknown) => isHearthError(error, 'storage.diskFull')));
    expect([file.read(), openVaultFile(join(folder, 'wallet'), folder).read()]).toEqual([vault, vault]);
  });

  it('keep every signature for money, cut a torn line and sign nothing over a damaged one', () => {
    const path = join(folder, 'spending.jsonl');
    const entry: SpendingEntry = { atMs: 1000, from: address, chainId: 7, nonce: 0, to: `0x${'2'.repeat(40)}`, kind: 'sendCoins', coinsWei: 5n, gasWei: 7n, digest: `0x${'0'.repeat(64)}` };
    const ledger = openSpendingLedger(path);
    ledger.append(entry);
    ledger.close();
    appendFileSync(path, '{"atMs":');
    const again = openSpendingLedger(path);
    expect(again.spentBy(address, 7, 1000)).toEqual({ coinsWei: 5n, gasWei: 7n });
    expect(again.recipientsOf(address.toLowerCase())).toEqual([entry.to]);
    again.append({ ...entry, nonce: 1 });
    again.close();
    // What could not be written was not spent, and was not signed for.
    expect(() => again.append({ ...entry, nonce: 2 })).toThrow();
    expect(again.spentBy(address, 7, 1000)).toEqual({ coinsWei: 10n, gasWei: 14n });
    expect(readFileSync(path, 'utf8').split('\n')).toHaveLength(3);
    appendFileSync(path, 'x\n');
    expect(() => openSpendingLedger(path)).toThrow(expect.toSatisfy((error: unknown) => isHearthError(error, 'signer.ledgerCorrupt') && error.about.line === 3));
    expect(existsSync(path)).toBe(true);
  });
});
