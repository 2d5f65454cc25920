import { readdirSync, readFileSync } from 'node:fs';
import { Wallet as SecondLibrary } from '@ethereumjs/wallet';
import { SigningKey } from 'ethers/crypto';
import { hashMessage } from 'ethers/hash';
import { Transaction } from 'ethers/transaction';
import { HDNodeWallet, Mnemonic } from 'ethers/wallet';
import { wordlists } from 'ethers/wordlists';
import { describe, expect, it, vi } from 'vitest';
import { addressOfKey, openKeystore, parseKeystore, sealKeystore } from '../../../../electron/services/wallet/keystore.ts';
import { parseAddress } from '../../../../electron/services/wallet/names.ts';
import { createPhrase, deriveKey, parsePath, parsePhrase, pathOfAccount, phraseLengths } from '../../../../electron/services/wallet/phrase.ts';
import bip32 from '../../../vectors/wallet/bip32.json' with { type: 'json' };
import bip39 from '../../../vectors/wallet/bip39.json' with { type: 'json' };
import eip55 from '../../../vectors/wallet/eip55.json' with { type: 'json' };
import eip191 from '../../../vectors/wallet/eip191.json' with { type: 'json' };
import hdPaths from '../../../vectors/wallet/hdPaths.json' with { type: 'json' };
import keystores from '../../../vectors/wallet/keystoreV3.json' with { type: 'json' };
import transactions from '../../../vectors/wallet/txSigning.json' with { type: 'json' };

const bytesOf = (hex: string): Buffer => Buffer.from(hex.replace(/^0x/, ''), 'hex');

// scrypt and PBKDF2 at their real cost, on a machine with other work.
vi.setConfig({ testTimeout: 60_000 });

describe('keystore v3', () => {
  it('opens every official file it can, and names the parameter of the one OpenSSL cannot', async () => {
    for (const { name, password, privateKey, json } of keystores.official) {
      const parsed = parseKeystore(JSON.stringify(json));
      if (name === 'test2') {
        expect(parsed, name).toMatchObject({ ok: false, field: 'crypto.kdfparams.n' });
        continue;
      }
      const opened = parsed.ok ? await openKeystore(parsed.keystore, password) : null;
      expect(opened?.ok && opened.key.toString('hex'), name).toBe(privateKey);
    }
    for (const { name, password, address, text } of keystores.ethers) {
      const parsed = parseKeystore(text);
      const opened = parsed.ok ? await openKeystore(parsed.keystore, password) : null;
      expect(opened?.ok && addressOfKey(opened.key), name).toBe(address);
    }
  });

  it('refuses every changed file before or after the work, the flipped IV by the address alone', async () => {
    for (const { name, password, json } of keystores.rejectDerived.items) {
      const parsed = parseKeystore(JSON.stringify(json));
      const opened = parsed.ok ? await openKeystore(parsed.keystore, password) : parsed;
      expect(opened.ok, name).toBe(false);
      if (name === 'iv-flipped') expect(opened).toMatchObject({ reason: 'address' });
      if (/n-huge|r-huge|dklen|version|kdf|cipher-unknown|missing|empty$/.test(name) && name !== 'empty-password') expect(parsed.ok, name).toBe(false);
    }
  });

  it('does not start work that would take more than a gigabyte', () => {
    const json = keystores.official.find(({ name }) => name === 'mycrypto')!.json as { crypto: { kdfparams: object } };
    const withParams = (params: object): string => JSON.stringify({ ...json, crypto: { ...json.crypto, kdfparams: { ...json.crypto.kdfparams, ...params } } });
    expect(parseKeystore(withParams({ n: 2 ** 20, r: 8 })).ok).toBe(true);
    for (const params of [{ n: 2 ** 21, r: 8 }, { n: 2 ** 20, r: 16 }, { n: 2 ** 20, p: 64 }, { n: 0 }, { n: -2 }, { n: 1.5 }, { n: '8192' }, { r: 0 }, { salt: 'zz' }, { n: null }]) expect(parseKeystore(withParams(params)).ok, JSON.stringify(params)).toBe(false);
    for (const text of ['', '[]', 'null', '{"version":3}', `{"version":3,"crypto":{},"Crypto":{}}`, `{"__proto__":{"version":3}}`, '{'.repeat(10_000), 'x'.repeat(70_000)]) expect(parseKeystore(text).ok).toBe(false);
    expect(({} as { version?: number }).version).toBeUndefined();
  });

  it('is read by a second library, and reads what that one writes', async () => {
    const key = Buffer.alloc(32, 7);
    const ours = JSON.parse(await sealKeystore(key, 'correct horse battery staple')) as Parameters<typeof SecondLibrary.fromV3>[0] & { crypto: { kdfparams: { n: number } } };
    expect(ours.crypto.kdfparams.n).toBeGreaterThanOrEqual(2 ** 17);
    expect((await SecondLibrary.fromV3(ours, 'correct horse battery staple')).getPrivateKeyString()).toBe(`0x${key.toString('hex')}`);
    const theirs = await SecondLibrary.fromPrivateKey(key).toV3String('correct horse battery staple', { n: 8192 });
    const parsed = parseKeystore(theirs);
    const opened = parsed.ok ? await openKeystore(parsed.keystore, 'correct horse battery staple') : null;
    expect(opened?.ok && opened.key.equals(key)).toBe(true);
  });

  it('takes one passphrase for one, however a keyboard composed it', async () => {
    const sealed = parseKeystore(await sealKeystore(Buffer.alloc(32, 9), 'ﬁve café', { n: 2, r: 8, p: 1 }));
    for (const typed of ['ﬁve café', 'five café', 'five cafe\u0301']) expect(sealed.ok && (await openKeystore(sealed.keystore, typed)).ok, typed).toBe(true);
    expect(sealed.ok && (await openKeystore(sealed.keystore, 'five cafe')).ok).toBe(false);
  });
});

describe('recovery phrases', () => {
  it('give the seeds of the official vectors, in every language there is a list of', () => {
    for (const { mnemonic, passphrase, seed } of [...bip39.vectors, ...bip39.multilingual.filter(({ language }) => language !== 'russian' && language !== 'turkish')]) {
      const parsed = parsePhrase(mnemonic);
      expect(parsed.ok, mnemonic.slice(0, 20)).toBe(true);
      if (!parsed.ok) continue;
      const list = wordlists[parsed.phrase.language]!;
      expect(Mnemonic.fromPhrase(list.join([...parsed.phrase.words]), passphrase, list).computeSeed()).toBe(`0x${seed}`);
    }
  });

  it('are refused with what is wrong and never with a word of them', () => {
    for (const { reason, mnemonic } of bip39.invalidMnemonics) {
      const parsed = parsePhrase(mnemonic);
      expect(parsed.ok, reason).toBe(false);
      expect(JSON.stringify(parsed)).not.toContain(mnemonic.split(' ')[0]);
    }
    expect(parsePhrase('abandon '.repeat(11) + 'abuot')).toEqual({ ok: false, reason: 'word', position: 12 });
    expect(parsePhrase('  ABANDON\n'.repeat(11) + '\tAbout ')).toMatchObject({ ok: true });
  });

  it('give the keys of every path viem and ethers give', () => {
    for (const { path, passphrase, address } of hdPaths.ethereum.accounts) {
      const parsed = parsePhrase(hdPaths.ethereum.mnemonic);
      expect(parsed.ok && parsePath(path) && addressOfKey(deriveKey(parsed.phrase, passphrase, path))?.toLowerCase(), path).toBe(address.toLowerCase());
    }
    for (const { mnemonic, nodes } of hdPaths.ethers) {
      const parsed = parsePhrase(mnemonic);
      for (const { path, privateKey } of nodes) if (path !== 'm' && privateKey) expect(parsed.ok && `0x${deriveKey(parsed.phrase, '', path).toString('hex')}`, path).toBe(privateKey);
    }
    for (const { seed, nodes } of bip32.vectors) for (const { path, xprv } of nodes) expect(HDNodeWallet.fromSeed(`0x${seed}`).derivePath(path).extendedKey).toBe(xprv);
  });

  it('follow paths that can be written two ways only as they are written', () => {
    for (const path of ["m/44'/60'/0'/0/0", 'm/0', "m/2147483647'"]) expect(parsePath(path)).toBe(path);
    for (const path of ['', 'm', '44/60', 'm/', 'm/-1', 'm/01', 'm/0h', 'm/2147483648', 'm/0/', 'm//0', ' m/0', "m/0''", 'm/1e3', `m${'/0'.repeat(11)}`]) expect(parsePath(path), path).toBe(null);
    expect([pathOfAccount("m/44'/60'/0'/0/0", 3), pathOfAccount("m/44'/60'/2'", 1)]).toEqual(["m/44'/60'/0'/0/3", "m/44'/60'/3'"]);
  });

  it('are never read out of an extended key, valid or not: ethers takes five of the invalid ones, so no way in takes any', () => {
    const keys = [...bip32.invalidExtendedKeys.map(({ key }) => key), ...bip32.vectors.flatMap(({ nodes }) => nodes.flatMap(({ xprv, xpub }) => [xprv, xpub]))];
    expect(keys.length).toBeGreaterThan(40);
    for (const key of keys) expect([parsePhrase(key).ok, parseKeystore(key).ok, parseKeystore(JSON.stringify(key)).ok, parseAddress(key).ok, /^(?:0x)?[0-9a-fA-F]{64}$/.test(key)], key).toEqual([false, false, false, false, false]);
    const source = ['services/wallet', 'programs/signer'].flatMap((folder) => readdirSync(new URL(`../../../../electron/${folder}/`, import.meta.url)).map((name) => readFileSync(new URL(`../../../../electron/${folder}/${name}`, import.meta.url), 'utf8'))).join();
    expect(source).not.toContain('fromExtendedKey');
    expect(source).toContain('parsePhrase');
  });

  it('are new each time and of the length asked for', () => {
    for (const length of phraseLengths) expect(parsePhrase(createPhrase(length).words.join(' '))).toMatchObject({ ok: true, phrase: { words: { length } } });
    expect(createPhrase(12).words).not.toEqual(createPhrase(12).words);
  });
});

describe('addresses, messages and transactions', () => {
  it('have the checksum of EIP-55, and no other one', () => {
    for (const { address } of eip55.eip55) expect(parseAddress(address)).toEqual({ ok: true, address, checked: true });
    for (const { privateKey, address } of eip55.accounts) expect(addressOfKey(bytesOf(privateKey))).toBe(address);
    for (const { value } of eip55.invalidDerived.items) expect(parseAddress(value)).toEqual({ ok: false, reason: 'checksum' });
    for (const { value } of eip55.invalid) expect(parseAddress(String(value)).ok, String(value)).toBe(false);
  });

  it('are signed as the published ones are', () => {
    for (const { privateKey, message, signature } of eip191.personalSign) expect(new SigningKey(privateKey).sign(hashMessage(bytesOf(message))).serialized).toBe(signature);
    for (const { message, hash } of eip191.hashMessage) expect(hashMessage(bytesOf(message))).toBe(hash);
    let checked = 0;
    for (const { name, privateKey, transaction, unsignedLondon, signedLondon } of transactions.ethers) {
      const { to, nonce, gasLimit, maxFeePerGas, maxPriorityFeePerGas, data, value, accessList, chainId } = transaction;
      // Only what ours are: chain id, recipient and fees given.
      if (!signedLondon || !chainId || !to) continue;
      const made = Transaction.from({ type: 2, to, nonce: nonce ?? 0, gasLimit: gasLimit ?? 0, maxFeePerGas: maxFeePerGas ?? 0, maxPriorityFeePerGas: maxPriorityFeePerGas ?? 0, data: data ?? '0x', value: value ?? 0, accessList: (accessList ?? []) as [], chainId });
      expect(made.unsignedSerialized, name).toBe(unsignedLondon);
      made.signature = new SigningKey(privateKey).sign(made.unsignedHash);
      expect(made.serialized, name).toBe(signedLondon);
      checked++;
    }
    expect(checked).toBeGreaterThan(40);
  });
});
