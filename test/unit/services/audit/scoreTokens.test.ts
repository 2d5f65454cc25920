import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { join } from 'node:path';
import { scoreTokens } from '../../../../electron/services/audit/scoreTokens.ts';
import { startRun } from '../../../../electron/services/inference/decoder.ts';
import { openDecoder, requestOf, runGenerate, type OpenDecoder } from '../../../support/decoderHarness.ts';

let ember: OpenDecoder;
beforeAll(async () => {
  ember = await openDecoder(join(import.meta.dirname, '../../../../assets/models/ember'));
});
afterAll(() => ember.session.release());

async function score(request: Parameters<typeof scoreTokens>[1], segmentRows?: number) {
  const run = startRun(ember.decoder, { wantsCache: segmentRows !== undefined });
  try {
    return await scoreTokens({ ...run, vocabSize: ember.decoder.vocabSize, maxContext: ember.decoder.maxContext }, request, segmentRows);
  } finally {
    run.close();
  }
}

describe('scoring tokens', () => {
  it('gives the whole distribution: probabilities that add up to one, with greedy tokens on top', async () => {
    const { promptTokens } = requestOf(3, ember.decoder.vocabSize);
    const { tokens } = await runGenerate(ember, requestOf(3, ember.decoder.vocabSize, { temperatureMicro: 0, maxNewTokens: 20 }));
    const scored = await score({ promptTokens, tokens, from: 0, top: ember.decoder.vocabSize });
    expect(scored.map(({ token }) => token)).toEqual(tokens);
    for (const { token, logprob, top } of scored) {
      expect(top.reduce((sum, one) => sum + Math.exp(one.logprob), 0)).toBeCloseTo(1, 6);
      expect(top[0]).toEqual({ token, logprob });
      expect(top.every((one, i) => i === 0 || one.logprob <= top[i - 1]!.logprob)).toBe(true);
    }
  });
  it('scores only what is new, in segments as in one piece', async () => {
    const { promptTokens } = requestOf(5, ember.decoder.vocabSize);
    const { tokens } = await runGenerate(ember, requestOf(5, ember.decoder.vocabSize, { maxNewTokens: 20 }));
    const whole = await score({ promptTokens, tokens, from: 0, top: 2 });
    const pieces = [...await score({ promptTokens, tokens: tokens.slice(0, 7), from: 0, top: 2 }, 8), ...await score({ promptTokens, tokens, from: 7, top: 2 }, 8)];
    expect(pieces.map(({ token }) => token)).toEqual(tokens);
    pieces.forEach(({ logprob }, i) => expect(logprob).toBeCloseTo(whole[i]!.logprob, 4));
    expect(await score({ promptTokens, tokens: [], from: 0, top: 2 })).toEqual([]);
  });
  it('refuses what the model cannot have said', async () => {
    await expect(score({ promptTokens: [1], tokens: [ember.decoder.vocabSize], from: 0, top: 0 })).rejects.toMatchObject({ code: 'input.wrongShape' });
    await expect(score({ promptTokens: [], tokens: [1], from: 0, top: 0 })).rejects.toMatchObject({ code: 'input.wrongShape' });
    await expect(score({ promptTokens: [1], tokens: new Array<number>(ember.decoder.maxContext).fill(1), from: 0, top: 0 })).rejects.toMatchObject({ code: 'input.tooLarge' });
  });
});
