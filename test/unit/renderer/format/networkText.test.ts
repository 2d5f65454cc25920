import { describe, expect, it } from 'vitest';
import { plainText } from '../../../../renderer/format/digest.ts';
import { doubtsOfParts, findDoubts, findHosts, readNetworkText } from '../../../../renderer/format/networkText.ts';

describe('text of a stranger', () => {
  it.each([
    ['one letter of another alphabet', 'Ember by He\u0430rth', ['mixed']], ['a Greek letter', 'Ember\u03bf', ['mixed']],
    ['a word that only looks Latin', 'send to \u0440\u0430\u0443\u0440\u0430', ['lookalike']], ['Greek capitals', '\u0391\u0392\u0395', ['lookalike']],
    ['mathematical letters', '\u{1d407}\u{1d41e}arth', ['lookalike']], ['full width', '\uff28\uff25', ['lookalike']],
    ['an override', 'exe.\u202egnp', ['hidden']], ['a blank without width', 'Hea\u200brth', ['hidden']], ['a tag', 'a\u{e0041}', ['hidden']], ['a bell', '\u0007', ['hidden']],
  ])('is doubted for %s', (_what, text, doubts) => expect(findDoubts(text)).toEqual(doubts));

  it.each([
    'Ember', 'Größenänderung', 'Zażółć gęślą jaźń', '120 µs', 'Это сор и хор', 'Ένα νέο μοντέλο', 'AIモデルをひらくカタ', '한국어 모델', '简体中文 AI', 'نموذج جديد', 'می\u200cخواهم', 'हिन्दी', 'GPT-4o α', 'two\nlines\tand a tab', '👩\u200d💻',
  ])('is not doubted where it is written as its readers write: %s', (text) => expect(findDoubts(text)).toEqual([]));

  it('is doubted in a sentence of ours by each part that is quoted, once', () => {
    expect(doubtsOfParts(['Ember', 'He\u0430rth', 'He\u0430rth', 'a\u200bb', null, undefined, 7, `${'x'.repeat(5000)}\u202e`])).toEqual(['mixed', 'hidden']);
    // One Russian and one English part are two texts: nothing mixes.
    expect(doubtsOfParts(['Это модель', 'model'])).toEqual([]);
  });

  it('says where its links lead, in Punycode, and a host is not read from a sentence', () => {
    expect(findHosts('open https://he\u0430rth.example/claim?x or HTTP://user@evil.example:81/ or https://evil.example')).toEqual(['xn--herth-5ve.example', 'evil.example']);
    expect(findHosts('hearth.example is a name: not://, http://')).toEqual([]);
    expect(findHosts(Array.from({ length: 9 }, (_, n) => `https://h${n}.example`).join(' '))).toHaveLength(5);
  });

  it('holds nobody up, however many words of it look Latin', () => {
    expect(findDoubts('\u0430\u0430 '.repeat(20_000))).toEqual(['lookalike']);
  });

  it('is bounded, keeps whole characters, and piles no marks into the line above', () => {
    expect([...plainText('😀'.repeat(50), 10)]).toHaveLength(10);
    expect(plainText('😀'.repeat(50), 10)).not.toMatch(/[\ud800-\udbff](?![\udc00-\udfff])/);
    expect(plainText(`a${'\u0301'.repeat(500)}`)).toBe(`a${'\u0301'.repeat(4)}`);
    expect(readNetworkText('x\n'.repeat(1_000_000), 100, true).shown.length).toBeLessThanOrEqual(100);
  });
});
