import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findAddressWarnings, isLookalike } from '../../../../electron/shared/addressWarnings.ts';
import { formatExactCoins, parseCoins } from '../../../../electron/shared/coins.ts';
import { foldName, parseAddress, parseName } from '../../../../electron/services/wallet/names.ts';
import { ratePassphrase } from '../../../../electron/services/wallet/passphrase.ts';
import confusables from '../../../vectors/wallet/confusables.json' with { type: 'json' };
import naughty from '../../../vectors/wallet/naughtyStrings.json' with { type: 'json' };
import poisoning from '../../../vectors/wallet/addressPoisoning.json' with { type: 'json' };

describe('an address', () => {
  it('is never another one, whatever letters dress as it', () => {
    for (const { value, reason } of poisoning.mustReject) expect(parseAddress(value).ok, reason).toBe(false);
    for (const { value, of } of poisoning.policy) {
      const parsed = parseAddress(value);
      if (parsed.ok) expect(parsed.address).toBe(of);
    }
    for (const value of naughty.strings) expect(parseAddress(value).ok).toBe(false);
    const [real] = [poisoning.policy[0]!.of];
    for (const points of Object.values(confusables.map)) for (const point of points) if (parseInt(point, 16) > 0x7f) expect(parseAddress(real.slice(0, -1) + String.fromCodePoint(parseInt(point, 16))).ok).toBe(false);
  });

  it('that looks like a known one is told from it, and an unknown one is named as such', () => {
    for (const { real, lookalike } of poisoning.lookalikes) {
      expect(isLookalike(real, lookalike)).toBe(true);
      expect(findAddressWarnings(lookalike, `0x${'1'.repeat(40)}`, [{ address: real, name: 'Mum' }])).toContainEqual({ kind: 'lookalike', of: real, name: 'Mum' });
      expect(findAddressWarnings(real.toLowerCase(), `0x${'1'.repeat(40)}`, [{ address: real, name: 'Mum' }])).toEqual([]);
    }
    expect(findAddressWarnings(`0x${'0'.repeat(40)}`, `0x${'1'.repeat(40)}`, [])).toEqual([{ kind: 'zero' }, { kind: 'firstUse' }]);
    const [to, from] = [`0x${'7'.repeat(40)}`, `0x${'1'.repeat(40)}`];
    // A name in the address book takes no warning away before the first payment: that file can be changed.
    expect(findAddressWarnings(to, from, [{ address: to, name: 'Marta', isUsed: false }])).toEqual([{ kind: 'firstUse', name: 'Marta' }]);
    expect(findAddressWarnings(to, from, [{ address: to, name: 'Marta', isUsed: false }, { address: to, name: null }])).toEqual([]);
    expect(findAddressWarnings(`0x${'A'.repeat(40)}`, `0x${'a'.repeat(40)}`, [])).toEqual([{ kind: 'self' }]);
  });

  it('at random is seldom called a lookalike', () => {
    const address = fc.uint8Array({ minLength: 20, maxLength: 20 }).map((bytes) => `0x${Buffer.from(bytes).toString('hex')}`);
    let called = 0;
    fc.assert(fc.property(address, address, (a, b) => void (called += isLookalike(a, b) && !/^0x(00|ff)/.test(a) ? 1 : 0)), { numRuns: 3000 });
    expect(called).toBeLessThan(30);
  });
});

describe('a name', () => {
  it('hides nothing and turns nothing around', () => {
    for (const { value } of poisoning.displayStrings.items as { value?: string }[]) if (value !== undefined && /[\u200b-\u200f\u061c\u202a-\u202e\u2066-\u2069]/u.test(value)) expect(parseName(value)).toBe(null);
    for (const value of naughty.strings) {
      const name = parseName(value);
      if (name !== null) expect(/[\p{C}\p{Bidi_Control}\n]/u.test(name)).toBe(false);
    }
    for (const name of ['', '  ', 'a\nb', 'a\u0000', 'x'.repeat(41), 'p\u0430yout', 'Ra\u0443', '\u202egnp', 'a\u200bb', '\ud800', 'z\u0300\u0301\u0302\u0303']) expect(parseName(name), JSON.stringify(name)).toBe(null);
    for (const name of ['Main', 'Küche 2', 'Кошелёк', '財布', 'محفظة', 'Rig-one (old)']) expect(parseName(name)).toBe(name);
    expect([foldName('My  Rig'), foldName('ｍｙ-rig')]).toEqual(['myrig', 'myrig']);
  });
});

describe('an amount', () => {
  it('is exact, or refused', () => {
    expect([parseCoins('1'), parseCoins('0.000000000000000001'), parseCoins('12.5'), parseCoins('0')]).toEqual([10n ** 18n, 1n, 125n * 10n ** 17n, 0n]);
    for (const text of ['', '.5', '1.', '1,5', '1 000', '1e3', '-1', '+1', '0x10', '01', '1.0000000000000000001', 'Infinity', 'NaN', '１', '٣', '1\u200b', '1_000', '1'.repeat(60)]) expect(parseCoins(text), text).toBe(null);
    for (const text of naughty.strings) {
      const wei = parseCoins(text);
      if (wei !== null) expect(/^\d+(\.\d+)?$/.test(text)).toBe(true);
    }
    fc.assert(fc.property(fc.bigInt({ min: 0n, max: 2n ** 128n }), (wei) => parseCoins(formatExactCoins(wei)) === wei));
  });
});

describe('a passphrase', () => {
  it('must be long and not among the first guesses', async () => {
    for (const weak of ['', 'password', 'password1234', 'aaaaaaaaaaaaaaa', 'qwertyuiop12', 'hearthhearth', '123456789012', 'Main account']) expect((await ratePassphrase(weak, ['Main account'])).ok, weak).toBe(false);
    for (const good of ['correct horse battery staple', 'vF7#kq9!Lm2@xZ', 'grüne lampe singt im keller']) expect((await ratePassphrase(good)).ok, good).toBe(true);
    expect((await ratePassphrase('a'.repeat(100_000))).ok).toBe(false);
  });
});
