import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createAnswerText } from '../../../../electron/services/gateway/answerText.ts';

/** Feeds growing prefixes, as decoding token by token does. */
function feed(whole: string, cuts: readonly number[], stop: readonly string[]): { text: string; isStopped: boolean } {
  const answer = createAnswerText(stop);
  let text = '';
  for (const cut of [...cuts].sort((a, b) => a - b)) text += answer.push(whole.slice(0, cut));
  text += answer.push(whole);
  return { text: text + answer.finish(), isStopped: answer.isStopped };
}

describe('the text of an answer', () => {
  it('is the whole text, each part once, however it was cut', () => {
    fc.assert(fc.property(fc.string(), fc.array(fc.nat(40), { maxLength: 8 }), (whole, cuts) => {
      expect(feed(whole, cuts.map((cut) => Math.min(cut, whole.length)), []).text).toBe(whole);
    }));
  });
  it('ends before the first stop text, also one that arrives in pieces', () => {
    fc.assert(fc.property(fc.stringMatching(/^[abc]{0,20}$/), fc.array(fc.nat(20), { maxLength: 8 }), fc.array(fc.stringMatching(/^[abc]{1,4}$/), { minLength: 1, maxLength: 3 }), (whole, cuts, stop) => {
      const ends = stop.map((one) => whole.indexOf(one)).filter((at) => at >= 0);
      const { text, isStopped } = feed(whole, cuts.map((cut) => Math.min(cut, whole.length)), stop);
      // A stop text is looked for in what has arrived: one that is whole earlier wins over one that begins earlier.
      expect(isStopped).toBe(ends.length > 0);
      expect(whole.startsWith(text)).toBe(true);
      if (!isStopped) expect(text).toBe(whole);
      else expect(stop.some((one) => whole.slice(text.length).startsWith(one))).toBe(true);
    }));
  });
  it('holds half a character back until the rest is there', () => {
    const answer = createAnswerText([]);
    expect(answer.push('a\u{fffd}')).toBe('a');
    expect(answer.push('aé')).toBe('é');
    expect(answer.finish()).toBe('');
  });
});
