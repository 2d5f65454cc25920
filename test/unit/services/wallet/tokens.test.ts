import fc from 'fast-check';
import { AbiCoder } from 'ethers/abi';
import { describe, expect, it } from 'vitest';
import { formatUnits, parseUnits } from '../../../../electron/shared/coins.ts';
import { decodeTokenText, judgeSymbol, refuseTransferAnswer } from '../../../../electron/services/wallet/tokens.ts';
import { mostTokenDecimals } from '../../../../electron/shared/walletBridge.ts';
import confusables from '../../../vectors/wallet/confusables.json' with { type: 'json' };
import naughty from '../../../vectors/wallet/naughtyStrings.json' with { type: 'json' };

describe("a token's symbol", () => {
  it('that copies a coin or another token is marked, in whatever letters', () => {
    for (const copy of ['EMBER', 'ember', 'Ember', 'E M B E R', 'EMBER\u200b', '3MBER', 'EМBER', 'ＥＭＢＥＲ', '𝐄𝐌𝐁𝐄𝐑', 'ΕΜΒΕR', 'ÉMBER', 'ETH', 'eth', '3TH', 'HEARTH']) expect(judgeSymbol(copy).warnings, copy).toContain('imitates');
    expect(judgeSymbol('U5DC', ['USDC']).warnings).toEqual(['imitates']);
    expect(judgeSymbol('USDC', ['USDT', null])).toEqual({ symbol: 'USDC', warnings: [] });
    for (const fine of ['USDC', 'EMBERS', 'stETH', 'A', 'GLM', 'DAI', 'USDC.e', 'yvUSDC-1']) expect(judgeSymbol(fine)).toEqual({ symbol: fine, warnings: [] });
  });

  it('with any letter that passes for one of a coin is never shown without a mark', () => {
    let swapped = 0;
    for (const [letter, points] of Object.entries(confusables.map)) {
      for (const name of ['EMBER', 'ETH']) {
        const at = name.indexOf(letter.toUpperCase());
        if (at < 0) continue;
        for (const point of points) {
          const symbol = `${name.slice(0, at)}${String.fromCodePoint(parseInt(point, 16))}${name.slice(at + 1)}`;
          // Digits are ASCII; what else passes for a letter is not.
          if (/^[\x21-\x7e]+$/.test(symbol)) continue;
          expect(judgeSymbol(symbol).warnings.length, `${name} with ${point}`).toBeGreaterThan(0);
          swapped++;
        }
      }
    }
    expect(swapped).toBeGreaterThan(100);
  });

  it('that hides, turns or breaks what is seen is not shown', () => {
    for (const symbol of ['', ' ', 'A B', 'US\u202eDC', 'US\u200bDC', 'U\nC', '\ud800', 'x'.repeat(25), 'x'.repeat(100_000), 'p\u0430y', 'z\u0300\u0301\u0302\u0303']) expect(judgeSymbol(symbol), JSON.stringify(symbol.slice(0, 30))).toMatchObject({ symbol: null, warnings: expect.arrayContaining(['unreadable']) as string[] });
    expect(judgeSymbol(null)).toEqual({ symbol: null, warnings: ['unreadable'] });
    expect(judgeSymbol('USD₮0')).toEqual({ symbol: 'USD₮0', warnings: ['foreign'] });
    expect(judgeSymbol('محفظة')).toMatchObject({ warnings: ['foreign'] });
    for (const value of naughty.strings) {
      const { symbol } = judgeSymbol(value);
      if (symbol !== null) expect(/[\p{C}\p{Bidi_Control}\s]/u.test(symbol) || [...symbol].length > 24, JSON.stringify(value)).toBe(false);
    }
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (value) => {
      const { symbol, warnings } = judgeSymbol(value);
      return (symbol === null) === warnings.includes('unreadable');
    }));
  });
});

describe('what a contract answers', () => {
  const word = (text: string): string => `0x${Buffer.from(text).toString('hex').padEnd(64, '0')}`;
  it('is read as a string or as 32 bytes, and is nothing where it is neither', () => {
    expect([decodeTokenText(AbiCoder.defaultAbiCoder().encode(['string'], ['Bond'])), decodeTokenText(word('MKR'))]).toEqual(['Bond', 'MKR']);
    const huge = `0x${'f'.repeat(64)}${'f'.repeat(64)}`;
    const endless = `0x${(32).toString(16).padStart(64, '0')}${'f'.repeat(64)}`;
    for (const data of ['0x', '0x00', word(''), huge, endless, `0x${'ab'.repeat(5000)}`, 'not hex', `0x${'ff'.repeat(32)}`, AbiCoder.defaultAbiCoder().encode(['string'], [''])]) expect(decodeTokenText(data), data.slice(0, 40)).toBe(null);
    fc.assert(fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => void decodeTokenText(`0x${Buffer.from(bytes).toString('hex')}`)));
  });

  it('to a transfer counts as a yes when it says true or, like some old tokens, nothing', () => {
    expect([refuseTransferAnswer(`0x${'1'.padStart(64, '0')}`, '0x60'), refuseTransferAnswer('0x', '0x60')]).toEqual([null, null]);
    for (const answer of [`0x${'0'.repeat(64)}`, `0x${'2'.padStart(64, '0')}`, `0x${'1'.padStart(64, '0')}${'0'.repeat(64)}`, '0x01']) expect(refuseTransferAnswer(answer, '0x60')).toBe('the token says no');
    expect(refuseTransferAnswer('0x', '0x')).toContain('no contract');
  });
});

describe('an amount of a token', () => {
  it('is exact in its own decimals, or refused', () => {
    expect([parseUnits('1', 6), parseUnits('0.000001', 6), parseUnits('5', 0), parseUnits('1.5', 1)]).toEqual([1_000_000n, 1n, 5n, 15n]);
    for (const [text, decimals] of [['0.0000001', 6], ['1.0', 0], ['', 6], ['.5', 6], ['1.', 6], ['1e3', 6], ['-1', 6], ['٣', 6], ['1,5', 6], ['9'.repeat(78), 0], ['1'.repeat(60), 36]] as const) expect(parseUnits(text, decimals), text).toBe(null);
    fc.assert(fc.property(fc.bigInt({ min: 0n, max: 2n ** 200n }), fc.integer({ min: 0, max: mostTokenDecimals }), (units, decimals) => parseUnits(formatUnits(units, decimals), decimals) === units));
  });
});
