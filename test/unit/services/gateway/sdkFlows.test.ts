import { request } from 'node:http';
import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import { generateText, isStepCount, streamText, tool } from 'ai';
import OpenAI from 'openai';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { ClientError } from '../../../../electron/client/clientError.ts';
import { openHearth, type Hearth } from '../../../../electron/client/openHearth.ts';
import { runTools } from '../../../../electron/client/runTools.ts';
import { toHex } from '../../../../electron/protocol/bytes.ts';
import { dtype } from '../../../../electron/protocol/tensor.ts';
import { answerAsk } from '../../../../electron/services/gateway/answerAsk.ts';
import type { AppKey } from '../../../../electron/services/gateway/appKeys.ts';
import type { Bought, Purchase } from '../../../../electron/services/gateway/buyer.ts';
import { answerEmbeddings } from '../../../../electron/services/gateway/openaiEmbeddings.ts';
import { startOpenaiServer, type GatewayHandlers, type OpenaiServer } from '../../../../electron/services/gateway/openaiServer.ts';
import { nodePrimitives } from '../../../../electron/services/primitives/nodePrimitives.ts';
import { HearthError } from '../../../../electron/shared/errors.ts';
import type { LoadedModel } from '../../../../electron/shared/workerBridge.ts';
import { wordsOfFailure } from '../../../../renderer/strings/errors.ts';

/** A model whose tokens are characters, with a chat template; what it answers is scripted, everything from the order to the SDK is not. */
const modelId = `0x${'11'.repeat(32)}` as const;
const model = { modelId, kind: 'generate', name: 'scripted', maxContext: 4096, stopTokenIds: [0] } as unknown as LoadedModel;
const charsOf = (text: string): number[] => [...text].map((one) => one.codePointAt(0)!);
const textOf = (tokens: readonly number[]): string => String.fromCodePoint(...tokens);
let hasTemplate = true;
const worker = {
  async ask(name: string, asked: { text?: string; tokens?: number[]; messages?: { role: string; content: string }[]; opening?: string; from?: number; top?: number }) {
    if (name === 'encode') return { tokens: charsOf(asked.text!) };
    if (name === 'decode') return { text: textOf(asked.tokens!) };
    if (name === 'encodeChat') return { tokens: charsOf(asked.messages!.map(({ role, content }) => `<${role}>${content}`).join('') + (asked.opening ?? '')), hasTemplate, toolForm: hasTemplate ? 'toolCall' : null };
    return { tokens: asked.tokens!.slice(asked.from).map((token) => ({ token, text: textOf([token]), logprob: -0.5, top: [{ token, text: textOf([token]), logprob: -0.5 }, { token: 63, text: '?', logprob: -2 }].slice(0, asked.top) })) };
  },
} as unknown as Parameters<typeof answerAsk>[0]['worker'];

let answer: (prompt: string) => string;
let failures: HearthError[];
let purchases: Purchase['input'][];
let pauseMs: number;
let aborted: number;

const embedder = { modelId: `0x${'44'.repeat(32)}`, kind: 'embed', name: 'vectors', maxContext: 16, hiddenSize: 3, vocabSize: 1000 } as unknown as LoadedModel;
const vectorOf = (tokens: readonly number[]): Float32Array => Float32Array.of(tokens.length, tokens[0]! / 7, -0.1);
const underWay = { now: 0, most: 0 };
const bought = { tokens: [], othersWei: Promise.resolve(0n), provider: `0x${'33'.repeat(20)}`, paidWei: 5n, verification: 'replayed', reason: 'scripted', unreceiptedTokens: 0, attempts: 1 } as const;

async function buy({ input, onTokens }: Pick<Purchase, 'modelId' | 'input' | 'onTokens'>): Promise<Bought> {
  purchases.push(input);
  const failure = failures.shift();
  if (failure) throw failure;
  if (input.kind === 'embed') {
    underWay.now++;
    underWay.most = Math.max(underWay.most, underWay.now);
    await new Promise((resolve) => setTimeout(resolve, 1));
    underWay.now--;
    const bundle = { kind: 'embed', output: { dtype: dtype.float32, dims: [1, 3], body: toHex(new Uint8Array(vectorOf(input.inputTokens).buffer)) } };
    return { ...bought, receiptHash: `0x${String(input.inputTokens.length).padStart(64, '0')}`, file: { bundle, receipt: { exec: { classId: 1 } } } as unknown as Bought['file'] };
  }
  if (input.kind !== 'generate') throw new Error('not a prompt');
  const stops = new Set(input.decode.stopTokenIds);
  const whole = [...charsOf(answer(textOf(input.promptTokens))), 0];
  const end = whole.findIndex((token) => stops.has(token));
  const tokens = whole.slice(0, Math.min(end + 1, input.decode.maxNewTokens));
  for (let at = 0; onTokens && at < tokens.length; at += 3) {
    if (pauseMs > 0) await new Promise((resolve) => setTimeout(resolve, pauseMs));
    onTokens(tokens.slice(at, at + 3));
  }
  const file = { bundle: { kind: 'generate', tokens }, receipt: { exec: { classId: 1 } } } as unknown as Bought['file'];
  return { receiptHash: `0x${'22'.repeat(32)}`, file, tokens, othersWei: Promise.resolve(0n), provider: `0x${'33'.repeat(20)}`, paidWei: 5n, verification: 'replayed', reason: 'scripted', unreceiptedTokens: 0, attempts: 1 };
}

let server: OpenaiServer;
let handlers: GatewayHandlers;
let client: OpenAI;
beforeAll(async () => {
  let ids = 0;
  const dependencies = { p: nodePrimitives, worker, model, buy, randomBytes: (count: number) => new Uint8Array(count), newId: () => String(++ids) };
  handlers = {
    findKey: (secret) => (secret === 'hk-test' ? ({ name: 'test' } as AppKey) : null), models: () => [{ name: 'scripted', modelId, kind: 'generate', providers: 1, priceInWei: '1', priceOutWei: '1', maxContext: 4096 }],
    modelIdOf(name) {
      if (name !== 'scripted') throw new HearthError('model.unknown', { modelId: name });
      return modelId;
    },
    generate: (ask, index, _key, onPart, signal) => {
      signal.addEventListener('abort', () => aborted++);
      return answerAsk(dependencies, ask, index, onPart);
    },
    embed: (asked) => answerEmbeddings({ model: embedder, encode: (text) => Promise.resolve(charsOf(text)), buy }, asked),
    classify: () => Promise.reject(new Error('not here')), readReceipt: () => null, usage: () => ({}), newId: () => String(++ids), nowMs: Date.now, onFault: String, wordsOf: (failure) => wordsOfFailure(failure).what,
  };
  server = await startOpenaiServer({ host: '127.0.0.1', port: 0 }, handlers);
  client = new OpenAI({ apiKey: 'hk-test', baseURL: server.address, maxRetries: 2 });
});
afterAll(() => server.close());
beforeEach(() => {
  [answer, failures, purchases, pauseMs, aborted, hasTemplate] = [() => 'hello', [], [], 0, 0, true];
});

const ask = [{ role: 'user' as const, content: 'What is 40 + 2?' }];
const sumTool = { type: 'function' as const, function: { name: 'sum', description: 'Adds two numbers.', parameters: { type: 'object', properties: { a: { type: 'number' }, b: { type: 'number' } } } } };
const usesTool = (prompt: string): string => (prompt.includes('<tool>42') ? 'It is 42.' : 'I add.\n<tool_call>\n{"name": "sum", "arguments": {"a": 40, "b": 2}}\n</tool_call>');

describe('embeddings through the official SDK', () => {
  it('gives one vector for each text, in order, the same by numbers and by base64, each with its receipt', async () => {
    const input = ['one', 'seven', 'x'];
    // Without a format the SDK asks for base64 by itself.
    const { data, usage, hearth, object } = (await client.embeddings.create({ model: 'vectors', input })) as OpenAI.CreateEmbeddingResponse & { hearth: { paidWei: string; answers: { receiptId: string }[] } };
    expect([object, usage]).toEqual(['list', { prompt_tokens: 9, total_tokens: 9 }]);
    expect(data.map(({ index, embedding }) => [index, embedding])).toEqual(input.map((text, index) => [index, [...vectorOf(charsOf(text))]]));
    expect([hearth.paidWei, hearth.answers.map(({ receiptId }) => Number(receiptId))]).toEqual(['15', [3, 5, 1]]);
    const asNumbers = await client.embeddings.create({ model: 'vectors', input, encoding_format: 'float' });
    expect(asNumbers.data).toEqual(data);
    expect((await openHearth({ apiKey: 'hk-test', baseUrl: server.address }).embed({ model: 'vectors', input })).vectors).toEqual(input.map((text) => vectorOf(charsOf(text))));
    expect((await openHearth({ apiKey: 'hk-test', baseUrl: server.address }).embed({ model: 'vectors', input: 'seven' })).costWei).toBe(5n);
  });
  it('takes tokens for texts, and several jobs at once but not all', async () => {
    const { data } = await client.embeddings.create({ model: 'vectors', input: Array.from({ length: 40 }, (_, at) => [at + 1, 2]), user: 'somebody' });
    expect(data.map(({ embedding }) => Math.round(embedding[1]! * 7))).toEqual(Array.from({ length: 40 }, (_, at) => at + 1));
    expect(underWay.most).toBeGreaterThan(1);
    expect(underWay.most).toBeLessThanOrEqual(4);
  });
  it('buys nothing of a request that it cannot serve whole, and says why', async () => {
    const refused = async (body: object): Promise<unknown> => client.embeddings.create({ model: 'vectors', input: 'x', ...body }).then(() => null, (error: unknown) => error);
    expect(await refused({ dimensions: 2 })).toMatchObject({ status: 400, param: 'dimensions', message: expect.stringContaining("must be 3, or absent: vectors of 'vectors' have as many") as string });
    expect(await refused({ input: ['fits', 'does not fit at all'] })).toMatchObject({ status: 400, param: 'input', code: 'context_length_exceeded' });
    expect(await refused({ input: [[5, 1000]] })).toMatchObject({ status: 400, param: 'input' });
    for (const input of ['', [], ['a', ''], [[]], Array.from({ length: 2049 }, () => 'x')]) expect(await refused({ input })).toMatchObject({ status: 400, param: 'input' });
    expect(await refused({ encoding_format: 'hex' })).toMatchObject({ status: 400, param: 'encoding_format' });
    expect(await refused({ temperature: 1 })).toMatchObject({ status: 400, code: 'unknown_parameter' });
    expect(purchases).toEqual([]);
    expect((await client.embeddings.create({ model: 'vectors', input: 'x', dimensions: 3 })).data).toHaveLength(1);
  });
  it('stops buying after a failure', async () => {
    failures = [new HearthError('gateway.overBudget', { neededWei: '1' })];
    await expect(client.embeddings.create({ model: 'vectors', input: Array.from({ length: 40 }, () => 'x') })).rejects.toMatchObject({ status: 429 });
    expect(purchases.length).toBeLessThanOrEqual(4);
  });
});

describe('the flows of the official SDK', () => {
  it('calls a tool and hears its answer, whole and streamed', async () => {
    answer = usesTool;
    const first = await client.chat.completions.create({ model: 'scripted', messages: ask, tools: [sumTool] });
    const { message, finish_reason: reason } = first.choices[0]!;
    expect(reason).toBe('tool_calls');
    expect(message.tool_calls).toMatchObject([{ type: 'function', function: { name: 'sum', arguments: '{"a":40,"b":2}' } }]);
    const second = await client.chat.completions.create({ model: 'scripted', tools: [sumTool], messages: [...ask, message, { role: 'tool', tool_call_id: message.tool_calls![0]!.id, content: '42' }] });
    expect(second.choices[0]).toMatchObject({ message: { content: 'It is 42.' }, finish_reason: 'stop' });
    const streamed = await client.chat.completions.stream({ model: 'scripted', messages: ask, tools: [sumTool] }).finalChatCompletion();
    expect(streamed.choices[0]).toMatchObject({ finish_reason: 'tool_calls', message: { content: 'I add.\n', tool_calls: [{ function: { name: 'sum', arguments: '{"a":40,"b":2}' } }] } });
  });
  it('refuses tools by name where the model has no way to be told of them', async () => {
    hasTemplate = false;
    await expect(client.chat.completions.create({ model: 'scripted', messages: ask, tools: [sumTool] })).rejects.toMatchObject({ status: 400, param: 'tools', code: 'unsupported_parameter' });
    expect(purchases).toEqual([]);
  });
  it('makes the model call, by beginning the call for it: of a function by name, or of whichever', async () => {
    const tools = [sumTool, { type: 'function' as const, function: { name: 'day' } }];
    const opening = '<tool_call>\n{"name": "sum", "arguments":';
    answer = (prompt) => (prompt.endsWith(opening) ? ' {"a":40,"b":2}}\n</tool_call>' : 'no call at all');
    const choice = { type: 'function' as const, function: { name: 'sum' } };
    const named = await client.chat.completions.create({ model: 'scripted', messages: ask, tools, tool_choice: choice });
    expect(named.choices[0]).toMatchObject({ finish_reason: 'tool_calls', message: { content: null, tool_calls: [{ type: 'function', function: { name: 'sum', arguments: '{"a":40,"b":2}' } }] } });
    // What it was made to begin with is in the order, so whoever replays the receipt sees it.
    expect(textOf((purchases[0] as { promptTokens: number[] }).promptTokens)).toBe(`<user>What is 40 + 2?${opening}`);
    const streamed = await client.chat.completions.stream({ model: 'scripted', messages: ask, tools, tool_choice: choice }).finalChatCompletion();
    expect(streamed.choices[0]!.message.tool_calls).toMatchObject([{ function: { name: 'sum', arguments: '{"a":40,"b":2}' } }]);
    answer = (prompt) => (prompt.endsWith('<tool_call>\n{"name": "') ? 'day", "arguments": {}}</tool_call> and more' : 'no call at all');
    const any = await client.chat.completions.create({ model: 'scripted', messages: ask, tools, tool_choice: 'required' });
    expect(any.choices[0]!.message.tool_calls).toMatchObject([{ function: { name: 'day', arguments: '{}' } }]);
  });
  it('says so when a begun call did not become one, once: it is paid, and asking again would pay again', async () => {
    const choice = { type: 'function' as const, function: { name: 'sum' } };
    answer = () => ' I would rather not.';
    for (const stream of [false, true]) {
      await expect(client.chat.completions.create({ model: 'scripted', messages: ask, tools: [sumTool], tool_choice: choice, stream })).rejects.toMatchObject({ status: 422, param: 'tool_choice', code: 'tool_call_not_written', message: expect.stringMatching(/rather not.*5 wei, receipt 0x2222/) as string });
    }
    expect(purchases).toHaveLength(2);
    answer = () => ' {"a":40,"b":2}}</tool_call>';
    await expect(client.chat.completions.create({ model: 'scripted', messages: ask, tools: [sumTool], tool_choice: choice, max_tokens: 5 })).rejects.toThrow(/within its tokens/);
  });
  it('refuses to promise a form that nothing holds the model to', async () => {
    const parse = client.chat.completions.parse({ model: 'scripted', messages: ask, response_format: { type: 'json_schema', json_schema: { name: 'sum', strict: true, schema: { type: 'object' } } } });
    await expect(parse).rejects.toMatchObject({ status: 400, param: 'response_format', code: 'unsupported_parameter' });
    await expect(client.chat.completions.create({ model: 'scripted', messages: ask, response_format: { type: 'json_object' } })).rejects.toBeInstanceOf(OpenAI.BadRequestError);
    expect(purchases).toEqual([]);
  });
  it('gives probabilities in the forms of both endpoints, streamed as whole', async () => {
    const chat = await client.chat.completions.create({ model: 'scripted', messages: ask, logprobs: true, top_logprobs: 2 });
    expect(chat.choices[0]!.logprobs!.content!.map(({ token }) => token).join('')).toBe('hello');
    expect(chat.choices[0]!.logprobs!.content![0]).toEqual({ token: 'h', logprob: -0.5, bytes: [104], top_logprobs: [{ token: 'h', logprob: -0.5, bytes: [104] }, { token: '?', logprob: -2, bytes: [63] }] });
    const text = await client.completions.create({ model: 'scripted', prompt: 'abc', logprobs: 1 });
    expect(text.choices[0]!.logprobs).toEqual({ tokens: [...'hello'], token_logprobs: [...'hello'].map(() => -0.5), top_logprobs: [...'hello'].map((one) => ({ [one]: -0.5 })), text_offset: [3, 4, 5, 6, 7] });
    answer = () => 'hello world';
    const tokens: string[] = [];
    const offsets: number[] = [];
    for await (const chunk of await client.completions.create({ model: 'scripted', prompt: 'abc', logprobs: 0, stop: 'wor', stream: true })) {
      tokens.push(...(chunk.choices[0]?.logprobs?.tokens ?? []));
      offsets.push(...(chunk.choices[0]?.logprobs?.text_offset ?? []));
    }
    expect(tokens.join('')).toBe('hello ');
    expect(offsets).toEqual([3, 4, 5, 6, 7, 8]);
  });
  it('makes several answers under one seed, each drawn by itself, and the same again', async () => {
    const several = await client.chat.completions.create({ model: 'scripted', messages: ask, n: 3, seed: 7 });
    expect(several.choices.map(({ index }) => index)).toEqual([0, 1, 2]);
    expect(several.usage).toMatchObject({ completion_tokens: 18 });
    expect(several).toMatchObject({ hearth: { paidWei: '15', answers: [{}, {}, {}] }, system_fingerprint: 'fp_111111111111' });
    await client.chat.completions.create({ model: 'scripted', messages: ask, n: 1, seed: 7 });
    await client.chat.completions.create({ model: 'scripted', messages: ask });
    const seeds = purchases.map((input) => input.kind === 'generate' && input.decode.samplerVersion === 2 && input.decode.seed);
    expect(new Set(seeds.slice(0, 3)).size).toBe(3);
    expect(seeds[3]).toBe(seeds[0]);
    expect(seeds[4]).not.toBe(seeds[0]);
  });
  it('lets the provider end at a stop text that is one token, so that nothing behind it is paid', async () => {
    answer = () => 'one;two';
    const cut = await client.completions.create({ model: 'scripted', prompt: 'x', stop: ';' });
    expect(cut.choices[0]).toMatchObject({ text: 'one', finish_reason: 'stop' });
    expect(cut.usage!.completion_tokens).toBe(4);
    expect(purchases[0]).toMatchObject({ decode: { stopTokenIds: [0, 59] } });
  });
  it('tries again what may pass, and not what never will', async () => {
    const busy = () => new HearthError('gateway.noProvider', { modelId });
    failures = [busy(), busy()];
    expect((await client.completions.create({ model: 'scripted', prompt: 'x' })).choices[0]!.text).toBe('hello');
    expect(purchases).toHaveLength(3);
    failures = [new HearthError('gateway.overBudget', { neededWei: '9' })];
    await expect(client.completions.create({ model: 'scripted', prompt: 'x' })).rejects.toMatchObject({ status: 429, code: 'insufficient_quota' });
    expect(purchases).toHaveLength(4);
    failures = [new HearthError('gateway.noProvider', { modelId, why: 'price', leastWei: '20000000000000' })];
    await expect(client.completions.create({ model: 'scripted', prompt: 'x' })).rejects.toMatchObject({ status: 400, code: 'price_above_limit', message: expect.stringContaining('the cheapest 0.00002 EMBER. Make a key with a higher --max-price') as string });
    failures = [new HearthError('gateway.noProvider', { modelId, why: 'price' })];
    await expect(openHearth({ apiKey: 'hk-test', baseUrl: server.address }).generate({ model: 'scripted', prompt: 'x' }).result).rejects.toMatchObject({ kind: 'noProvider', code: 'price_above_limit' });
    expect(purchases).toHaveLength(6);
  });
  it('says a prompt that is too long in the words by which frameworks cut one, and buys nothing', async () => {
    const long = 'a'.repeat(5000);
    await expect(client.completions.create({ model: 'scripted', prompt: long })).rejects.toMatchObject({ status: 400, code: 'context_length_exceeded', param: 'prompt', message: expect.stringMatching(/This model's maximum context length is 4096 tokens\. However, your prompt resulted in 5000 tokens/) as string });
    await expect(client.chat.completions.create({ model: 'scripted', messages: [{ role: 'user', content: long }], stream: true })).rejects.toMatchObject({ status: 400, param: 'messages' });
    await expect(client.completions.create({ model: 'scripted', prompt: 'four', max_tokens: 9000 })).rejects.toMatchObject({ status: 400, code: 'context_length_exceeded', param: 'max_tokens', message: expect.stringContaining("you requested 9004 tokens (4 in the prompt, 9000 in the completion). Please reduce the length of the prompt, or 'max_tokens' to 4092") as string });
    await expect(client.completions.create({ model: 'scripted', prompt: '' })).rejects.toMatchObject({ status: 400, param: 'prompt' });
    expect(purchases).toHaveLength(0);
  });
  it('says what a provider refused with as a sentence, never as code and data', async () => {
    for (const failure of [new HearthError('job.workerLost', { jobId: modelId, attempts: 2, signal: 'SIGKILL' }), new HearthError('order.notFunded', { found: '1', needed: '2' } as never), new HearthError('input.wrongShape', { expected: '64 bytes', found: '2 bytes' }), new HearthError('receipt.failed', { check: 'gateway', reason: 'sketch 1 is 0.3 away' })]) {
      failures = [failure, failure, failure];
      const refused = await client.completions.create({ model: 'scripted', prompt: 'x' }).then(() => null, (error: unknown) => error as InstanceType<typeof OpenAI.APIError>);
      expect(refused?.message, failure.code).not.toMatch(/[{}]|\b[a-z]+\.[a-z]+[A-Z]/);
      expect(refused?.message).toMatch(/^\d{3} [A-Z].{20,}\.$/);
    }
  });
  it('numbers each request, names the way from an address that is not there, and tells a missing key from a wrong one', async () => {
    const first = await client.models.list().withResponse();
    expect(first.request_id).toMatch(/^req_/);
    const refused = await client.responses.create({ model: 'scripted', input: 'x' }).then(() => null, (error: unknown) => error as InstanceType<typeof OpenAI.APIError>);
    expect(refused).toMatchObject({ status: 404, code: 'unknown_url', message: expect.stringContaining('/v1/chat/completions') as string });
    expect(refused?.requestID).toMatch(/^req_/);
    expect(refused?.requestID).not.toBe(first.request_id);
    const answerOf = async (path: string, headers: Record<string, string>): Promise<string> => JSON.stringify(await (await fetch(new URL(path, server.address), { headers })).json());
    const authorization = 'Bearer hk-test';
    expect(await answerOf('/models', { authorization })).toContain('The base URL ends in /v1');
    expect(await answerOf('/v1/completions', { authorization })).toContain('send it a POST');
    expect(await answerOf('/v1/models', {})).toContain("You didn't provide an API key");
    expect(await answerOf('/v1/models', { authorization: 'Bearer hk-other' })).toContain('Incorrect API key provided');
  });
  it('ends a stream that turned false with an error, and hears that a listener left', async () => {
    const broken = client.chat.completions.create({ model: 'scripted', messages: ask, stream: true });
    answer = () => {
      failures = [];
      throw new HearthError('receipt.failed', { check: 'gateway', reason: 'sketch 1 is 0.3 away' });
    };
    await expect(broken.then(async (stream) => {
      for await (const _ of stream);
    })).rejects.toMatchObject({ status: 502, code: 'not_verified' });
    [answer, pauseMs] = [() => 'a long answer that nobody waits for', 20];
    const stream = await client.chat.completions.create({ model: 'scripted', messages: ask, stream: true });
    for await (const chunk of stream) if (chunk.choices[0]?.delta.content) break;
    await expect.poll(() => aborted).toBeGreaterThan(0);
  });
  it('says what to do about what is no JSON, no receipt, no text, or a model for another endpoint', async () => {
    const ask = (path: string, body?: string) => fetch(`${server.address}${path}`, { headers: { authorization: 'Bearer hk-test' }, ...(body === undefined ? {} : { method: 'POST', body }) }).then(async (response) => ({ status: response.status, ...((await response.json()) as { error: object }).error }));
    expect(await ask('/completions', '{"model":"scripted"')).toMatchObject({ status: 400, code: 'invalid_json' });
    expect(await ask('/completions', '[]')).toMatchObject({ status: 400, message: 'The body must be a JSON object.' });
    expect(await ask('/receipts/0x12')).toMatchObject({ status: 404, code: 'receipt_not_found' });
    expect(await ask('/completions', '{"model":"scripted","prompt":[1,2]}')).toMatchObject({ status: 400, param: 'prompt', message: expect.stringContaining('tokens are not taken') as string });
    expect(await ask('/chat/completions', '{"model":"scripted","messages":[{"role":"user","content":[{"type":"image_url"}]}]}')).toMatchObject({ status: 400, param: 'messages.0.content', message: expect.stringContaining('parts of type text') as string });
    expect(await ask('/completions', '{"model":"gpt-9","prompt":"x"}')).toMatchObject({ status: 404, code: 'model_not_found', message: expect.stringContaining('Offered here: scripted.') as string });
  });
  it('listens on another address where it is told to, for whoever has a key, under whatever name it is asked', async () => {
    const status = (at: string, host: string, key = 'hk-test') => new Promise<number>((resolve, reject) => {
      request(`${at}/models`, { headers: { host, authorization: `Bearer ${key}` } }, (response) => resolve(response.resume().statusCode!)).once('error', reject).end();
    });
    expect(await status(server.address, 'gateway.example.org')).toBe(403);
    const open = await startOpenaiServer({ host: '0.0.0.0', port: 0 }, handlers);
    try {
      const at = open.address.replace('0.0.0.0', '127.0.0.1');
      expect([await status(at, 'gateway.example.org'), await status(at, 'gateway.example.org', 'hk-wrong')]).toEqual([200, 401]);
      const port = Number(new URL(at).port);
      await expect(startOpenaiServer({ host: '0.0.0.0', port }, handlers)).rejects.toMatchObject({ code: 'host.portBusy', about: { port } });
    } finally {
      await open.close();
    }
    await expect(startOpenaiServer({ host: '192.0.2.7', port: 0 }, handlers)).rejects.toMatchObject({ code: 'usage.invalid', about: { reason: expect.stringContaining('no address 192.0.2.7') as string } });
  });
  it('names in a header what it did not use', async () => {
    const { response } = await client.completions.create({ model: 'scripted', prompt: 'x', user: 'me' }).withResponse();
    expect(response.headers.get('x-hearth-unused')).toBe('user');
  });
});

describe('the client library', () => {
  const hearth = (options: { retries?: number; fetch?: typeof fetch; baseUrl?: string; apiKey?: string } = {}): Hearth => openHearth({ apiKey: 'hk-test', baseUrl: server.address, ...options });
  const prompt = [{ role: 'user' as const, content: 'What is 40 + 2?' }];

  it('gives text as it comes and the whole at its end, from one request', async () => {
    const generation = hearth().generate({ model: 'scripted', prompt: 'x' });
    let text = '';
    for await (const part of generation) text += part;
    expect(text).toBe('hello');
    expect(await generation.result).toMatchObject({ text: 'hello', finishReason: 'stop', usage: { promptTokens: 1, completionTokens: 6 }, receiptId: `0x${'22'.repeat(32)}`, verification: 'replayed', costWei: 5n });
    expect(await hearth().generate({ model: 'scripted', prompt: 'x' }).result).toMatchObject({ text: 'hello' });
    expect(purchases).toHaveLength(2);
  });
  it('has a tool called where it is told to, and says what became of it', async () => {
    answer = (prompt) => (prompt.endsWith('"arguments":') ? ' {"a":1,"b":2}}</tool_call>' : 'no call at all');
    const made = await hearth().generate({ model: 'scripted', prompt, tools: [sumTool.function], toolChoice: { name: 'sum' } }).result;
    expect(made).toMatchObject({ finishReason: 'tool_calls', toolCalls: [{ name: 'sum', arguments: '{"a":1,"b":2}' }], costWei: 5n });
    answer = () => 'no call at all';
    await expect(hearth().generate({ model: 'scripted', prompt, tools: [sumTool.function], toolChoice: 'required' }).result).rejects.toMatchObject({ kind: 'refused', code: 'tool_call_not_written' });
    expect(purchases).toHaveLength(2);
  });
  it('runs a real tool until the model answers', async () => {
    answer = usesTool;
    const given: unknown[] = [];
    const run = (sum: unknown) => {
      given.push(sum);
      return (sum as { a: number; b: number }).a + (sum as { a: number; b: number }).b;
    };
    const made = await runTools(hearth(), { model: 'scripted', prompt, tools: [{ ...sumTool.function, run }] });
    expect(made.text).toBe('It is 42.');
    expect(given).toEqual([{ a: 40, b: 2 }]);
    expect(made.backings).toHaveLength(2);
    answer = () => '<tool_call>{"name": "sum", "arguments": {}}</tool_call>';
    const failing = { ...sumTool.function, run: () => { throw new RangeError('no numbers'); } };
    await expect(runTools(hearth(), { model: 'scripted', prompt, tools: [failing], maxSteps: 2 })).rejects.toMatchObject({ name: 'ClientError', kind: 'refused' });
    expect(textOf((purchases.at(-1) as { promptTokens: number[] }).promptTokens)).toContain('<tool>error: no numbers');
  });
  it('tells failures apart by what can be done about them', async () => {
    const kindOf = (work: Promise<unknown>) => work.then(() => 'done', (error: unknown) => (error instanceof ClientError ? error.kind : error));
    failures = [new HearthError('gateway.noProvider', { modelId })];
    expect(await kindOf(hearth({ retries: 1 }).generate({ model: 'scripted', prompt: 'x' }).result)).toBe('done');
    failures = [new HearthError('gateway.noProvider', { modelId })];
    expect(await kindOf(hearth({ retries: 0 }).generate({ model: 'scripted', prompt: 'x' }).result)).toBe('noProvider');
    failures = [new HearthError('gateway.overBudget', { neededWei: '9' })];
    expect(await kindOf(hearth().generate({ model: 'scripted', prompt: 'x' }).result)).toBe('overBudget');
    expect(await kindOf(hearth({ apiKey: 'hk-wrong' }).models())).toBe('unauthorized');
    expect(await kindOf(hearth().generate({ model: 'gpt-9', prompt: 'x' }).result)).toBe('notFound');
    expect(await kindOf(hearth().receipt(`0x${'00'.repeat(32)}`))).toBe('notFound');
    expect(await kindOf(hearth().generate({ model: 'scripted', prompt: 'x', temperature: 9 }).result)).toBe('refused');
    expect(await kindOf(hearth({ baseUrl: 'http://127.0.0.1:9/v1', retries: 0 }).models())).toBe('unreachable');
    expect(await kindOf(hearth({ fetch: async () => new Response('data: {"choices":[{"text":"a"}]}\n\n') }).generate({ model: 'scripted', prompt: 'x' }).result)).toBe('unreachable');
    expect(await kindOf(hearth({ fetch: async () => new Response('data: {"choices":[{"text":"a"}]}\n\ndata: [DONE]\n\n') }).generate({ model: 'scripted', prompt: 'x' }).result)).toBe('failed');
    pauseMs = 20;
    const stop = new AbortController();
    const cancelled = hearth().generate({ model: 'scripted', prompt: 'x', signal: stop.signal });
    expect(await kindOf((async () => {
      for await (const _ of cancelled) stop.abort();
    })())).toBe('cancelled');
    expect(await kindOf(cancelled.result)).toBe('cancelled');
  });
});

describe('the agent loop of the AI SDK', () => {
  const provider = () => createOpenAICompatible({ name: 'hearth', baseURL: server.address, apiKey: 'hk-test', includeUsage: true });
  const tools = () => ({ sum: tool({ description: 'Adds two numbers.', inputSchema: z.object({ a: z.number(), b: z.number() }), execute: async ({ a, b }) => a + b }) });

  it('runs a real tool between two answers', async () => {
    answer = usesTool;
    const result = await generateText({ model: provider()('scripted'), prompt: 'What is 40 + 2?', tools: tools(), stopWhen: isStepCount(3) });
    expect(result.text).toBe('It is 42.');
    expect(result.steps.flatMap(({ toolResults }) => toolResults.map(({ output }) => output))).toEqual([42]);
  });
  it('does so in a stream', async () => {
    answer = usesTool;
    const result = streamText({ model: provider()('scripted'), prompt: 'What is 40 + 2?', tools: tools(), stopWhen: isStepCount(3) });
    expect(await result.text).toBe('It is 42.');
    expect((await result.totalUsage).outputTokens).toBeGreaterThan(10);
  });
});
