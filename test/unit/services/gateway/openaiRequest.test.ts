import { readFileSync } from 'node:fs';
import { join } from 'node:path';
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
      model: 'ember', prompt: { kind: 'text', text: 'a' }, maxTokens: 5, stop: ['x'], stream: true, includeUsage: false, count: 1, seed: null, logprobs: null, oneToolCall: false, requiredCall: null, unused: [],
      sampling: { temperatureMicro: 700_000, topK: 0, topPMicro: 950_000, minPMicro: 0, repetitionPenaltyMicro: 1_000_000 },
    } });
  });
  it('reads the messages of a chat, as strings or parts, with the calls and answers of tools', () => {
    const call = { id: 'c1', type: 'function', function: { name: 'sum', arguments: '{"a":1}' } };
    const parsed = parseChat({
      model: 'ember', max_completion_tokens: 3, parallel_tool_calls: false, tools: [{ type: 'function', function: { name: 'sum', parameters: { type: 'object' }, strict: false } }], tool_choice: 'auto',
      messages: [{ role: 'developer', content: 'be brief' }, { role: 'user', content: [{ type: 'text', text: '1 ' }, { type: 'text', text: '+ 2' }] }, { role: 'assistant', content: null, refusal: null, tool_calls: [call] }, { role: 'tool', tool_call_id: 'c1', content: '3' }],
    });
    expect(parsed.ok && parsed.value).toMatchObject({
      maxTokens: 3, stream: false, oneToolCall: true,
      prompt: {
        kind: 'chat', tools: [{ name: 'sum', parameters: { type: 'object' } }],
        messages: [{ role: 'system', content: 'be brief' }, { role: 'user', content: '1 + 2' }, { role: 'assistant', content: '', toolCalls: [{ id: 'c1', name: 'sum', arguments: { a: 1 } }] }, { role: 'tool', content: '3', toolCallId: 'c1' }],
      },
    });
    const chat = (more: object) => parseChat({ model: 'm', messages: [{ role: 'user', content: 'x' }], ...more });
    expect(chat({ messages: [{ role: 'assistant', tool_calls: [{ ...call, function: { name: 'sum', arguments: '[1' } }] }] })).toMatchObject({ ok: false, refusal: { param: 'messages.0.tool_calls.0' } });
    expect(chat({ tools: [{ type: 'function', function: { name: 'sum' } }], tool_choice: 'none' })).toMatchObject({ ok: true, value: { prompt: { tools: [] } } });
    const tools = ['sum', 'day'].map((name) => ({ type: 'function', function: { name } }));
    expect(chat({ tools, tool_choice: 'required' })).toMatchObject({ ok: true, value: { requiredCall: { name: null }, oneToolCall: false } });
    expect(chat({ tools: tools.slice(0, 1), tool_choice: 'required' })).toMatchObject({ ok: true, value: { requiredCall: { name: 'sum' } } });
    expect(chat({ tools, tool_choice: tools[1] })).toMatchObject({ ok: true, value: { requiredCall: { name: 'day' }, oneToolCall: true } });
    for (const refused of [{ tool_choice: 'required' }, { tools: [], tool_choice: tools[0] }, { tools: tools.slice(1), tool_choice: tools[0] }, { tools, tool_choice: 'always' }, { tools, tool_choice: { type: 'allowed_tools', allowed_tools: { mode: 'auto', tools } } }]) {
      expect(chat(refused)).toMatchObject({ ok: false, refusal: { status: 400, param: 'tool_choice', code: 'invalid_value' } });
    }
    expect(chat({ tools: [{ type: 'function', function: { name: 'sum', strict: true } }] })).toMatchObject({ ok: false, refusal: { param: 'tools.0.function.strict' } });
    expect(chat({ response_format: { type: 'json_object' } })).toMatchObject({ ok: false, refusal: { param: 'response_format', code: 'unsupported_parameter' } });
    expect(chat({ top_logprobs: 3 })).toMatchObject({ ok: false, refusal: { param: 'top_logprobs' } });
    expect(chat({ logprobs: true, top_logprobs: 3, n: 2, seed: -7 })).toMatchObject({ ok: true, value: { logprobs: 3, count: 2, seed: -7 } });
  });
  it('knows each parameter that the official SDK can send: none is dropped in silence', () => {
    for (const [file, name, parse, input] of [
      ['chat/completions/completions', 'ChatCompletionCreateParamsBase', parseChat, { messages: [{ role: 'user', content: 'x' }] }], ['completions', 'CompletionCreateParamsBase', parseCompletion, { prompt: 'x' }],
    ] as const) {
      const source = readFileSync(join(import.meta.dirname, `../../../../node_modules/openai/resources/${file}.d.ts`), 'utf8');
      const body = source.slice(source.indexOf(`interface ${name}`));
      const names = [...body.slice(0, body.indexOf('\n}')).matchAll(/^ {4}(\w+)\??:/gm)].map((found) => found[1]!);
      expect(names.length).toBeGreaterThan(15);
      const documented = readFileSync(join(import.meta.dirname, '../../../../docs/gateway.md'), 'utf8');
      for (const parameter of names) {
        // A value of no type that any parameter has: whoever knows the name refuses the value, or says that it goes unused.
        const parsed = parse({ model: 'm', ...input, [parameter]: { no: { such: 'thing' } } });
        if (parsed.ok) expect(parsed.value.unused, parameter).toContain(parameter);
        else expect(parsed.refusal.code === 'unknown_parameter' && parsed.refusal.param === parameter, parameter).toBe(false);
        expect(documented, parameter).toContain(`\`${parameter}\``);
      }
    }
  });
  it('names what it does not do instead of leaving it out', () => {
    expect(refusalOf({ model: 'm', prompt: 'x', logit_bias: { 5: 1 } })).toMatchObject({ status: 400, param: 'logit_bias', code: 'unsupported_parameter' });
    expect(refusalOf({ model: 'm', prompt: 'x', logprobs: 6 })).toMatchObject({ param: 'logprobs' });
    expect(refusalOf({ model: 'm', prompt: 'x', best_of: 2 })).toMatchObject({ param: 'best_of' });
    expect(refusalOf({ model: 'm', prompt: 'x', seed: 1.5 })).toMatchObject({ param: 'seed' });
    expect(refusalOf({ model: 'm', prompt: 'x', n: 2, best_of: 2, seed: 1, logprobs: 5 })).toBeNull();
    expect(refusalOf({ model: 'm', prompt: 'x', colour: 'red' })).toMatchObject({ param: 'colour', code: 'unknown_parameter' });
    expect(refusalOf({ model: 'm', prompt: 'x', n: 9 })).toMatchObject({ param: 'n' });
    expect(refusalOf({ model: 'm', prompt: ['x', 'y'] })).toMatchObject({ param: 'prompt' });
    expect(refusalOf({ model: 'm', prompt: 'x', temperature: 3 })).toMatchObject({ param: 'temperature', code: 'invalid_value' });
    expect(parseChat({ model: 'm', messages: [{ role: 'user', content: [{ type: 'image_url', image_url: { url: 'x' } }] }] }).ok).toBe(false);
    expect(parseChat({ model: 'm', messages: [{ role: 'user', content: 'x' }], tools: [{}] })).toMatchObject({ ok: false, refusal: { param: 'tools.0.type' } });
  });
  it('takes the neutral values that SDKs send by default', () => {
    expect(parseCompletion({ model: 'm', prompt: 'x', seed: null, logprobs: null, frequency_penalty: 0, logit_bias: {}, echo: false }).ok).toBe(true);
    expect(parseChat({ model: 'm', messages: [{ role: 'user', content: 'x' }], tools: [], tool_choice: null, functions: [], response_format: null }).ok).toBe(true);
  });
  it('names what it takes and does not use', () => {
    expect(parseCompletion({ model: 'm', prompt: 'x', user: 'me' })).toMatchObject({ ok: true, value: { unused: ['user'] } });
  });
  it('refuses a body nested deeper than it can follow', () => {
    let deep: unknown = {};
    for (let i = 0; i < 20_000; i++) deep = { x: deep };
    expect(parseChat({ model: 'm', messages: [{ role: 'user', content: 'x' }], tools: [{ type: 'function', function: { name: 'f', parameters: deep } }] })).toMatchObject({ ok: false });
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
