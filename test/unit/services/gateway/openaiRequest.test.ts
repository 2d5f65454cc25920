import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseChat, parseClassify, parseCompletion } from '../../../../electron/services/gateway/openaiRequest.ts';

const refusalOf = (body: unknown) => {
  const parsed = parseCompletion(body);
  return parsed.ok ? null : parsed.refusal;
};

describe('a request of the OpenAI interface', () => {
  it('becomes an order in exact millionths', () => {
    const parsed = parseCompletion({ model: 'ember', prompt: 'a', temperature: 0.7, top_p: 0.95, max_tokens: 5, stop: 'x', stream: true });
    expect(parsed).toEqual({ ok: true, value: {
      model: 'ember', prompt: 'a', maxTokens: 5, stop: ['x'], stream: true, includeUsage: false,
      sampling: { temperatureMicro: 700_000, topK: 0, topPMicro: 950_000, minPMicro: 0, repetitionPenaltyMicro: 1_000_000 },
    } });
  });
  it('joins the texts of a chat, as strings or parts', () => {
    const parsed = parseChat({ model: 'ember', messages: [{ role: 'system', content: 'be brief' }, { role: 'user', content: [{ type: 'text', text: 'sum: 1 ' }, { type: 'text', text: '+ 2 =' }] }], max_completion_tokens: 3 });
    expect(parsed.ok && parsed.value).toMatchObject({ prompt: 'be brief\nsum: 1 + 2 =', maxTokens: 3, stream: false });
  });
  it('names what it does not do instead of leaving it out', () => {
    expect(refusalOf({ model: 'm', prompt: 'x', seed: 1 })).toMatchObject({ status: 400, param: 'seed', code: 'unsupported_parameter' });
    expect(refusalOf({ model: 'm', prompt: 'x', logprobs: 2 })).toMatchObject({ param: 'logprobs' });
    expect(refusalOf({ model: 'm', prompt: 'x', colour: 'red' })).toMatchObject({ param: 'colour', code: 'unknown_parameter' });
    expect(refusalOf({ model: 'm', prompt: 'x', n: 2 })).toMatchObject({ param: 'n' });
    expect(refusalOf({ model: 'm', prompt: ['x', 'y'] })).toMatchObject({ param: 'prompt' });
    expect(refusalOf({ model: 'm', prompt: 'x', temperature: 3 })).toMatchObject({ param: 'temperature', code: 'invalid_value' });
    expect(parseChat({ model: 'm', messages: [{ role: 'user', content: [{ type: 'image_url', image_url: { url: 'x' } }] }] }).ok).toBe(false);
    expect(parseChat({ model: 'm', messages: [{ role: 'user', content: 'x' }], tools: [{}] })).toMatchObject({ ok: false, refusal: { param: 'tools' } });
  });
  it('takes the neutral values that SDKs send by default', () => {
    expect(parseCompletion({ model: 'm', prompt: 'x', seed: null, logprobs: null, frequency_penalty: 0, tools: [], echo: false }).ok).toBe(true);
  });
  it('reads an input to classify from numbers or base64', () => {
    expect(parseClassify({ model: 'digits', input: [0, 255] })).toEqual({ ok: true, value: { model: 'digits', input: Uint8Array.of(0, 255) } });
    expect(parseClassify({ model: 'digits', input: 'AP8=' })).toEqual({ ok: true, value: { model: 'digits', input: Uint8Array.of(0, 255) } });
    expect(parseClassify({ model: 'digits', input: [256] }).ok).toBe(false);
  });
  it('never throws, whatever comes in', () => {
    fc.assert(fc.property(fc.anything(), (body) => {
      for (const parse of [parseCompletion, parseChat, parseClassify]) {
        const parsed = parse(body);
        if (!parsed.ok) expect(parsed.refusal.status).toBe(400);
      }
    }));
    expect(refusalOf(JSON.parse('{"model":"m","prompt":"x","__proto__":{"stream":true}}'))).not.toBeNull();
  });
});
