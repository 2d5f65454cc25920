import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import { embedMany, ToolLoopAgent } from 'ai';
import OpenAI from 'openai';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openHearth } from '../../electron/client/openHearth.ts';
import { bundledModelFolders, modelsFolder } from '../../electron/programs/cli/places.ts';
import { startGateway, type Gateway } from '../../electron/programs/gateway/startGateway.ts';
import { testIntegerArithmetic } from '../../electron/services/inference/integerSelfTest.ts';
import { openAppKeys } from '../../electron/services/gateway/appKeys.ts';
import { weiPerCoin } from '../../electron/shared/units.ts';
import { tinyEncoder, writeEncoder } from '../support/generatedEncoder.ts';
import { runHearth } from '../support/hearthCommand.ts';
import { runCommand } from '../support/runCommand.ts';
import { newFolder, startHearth, type Hearth } from '../support/runningHearth.ts';
import { until } from '../support/until.ts';
import { forkBuilt } from '../support/programs.ts';

/** What an answer says about itself, beside what the SDK knows. */
type Facts = { hearth: { receiptId: string; verification: string; paidWei: string; provider: string } };

/** A processor that saturates 8-bit sums does not offer the digits, and says so. */
const countsDigits = (await testIntegerArithmetic('cpu')).weightBits >= 7;
const names = [...(countsDigits ? ['digits'] : []), 'ember', 'encoder'];

describe('the gateway, asked by the official SDK', () => {
  let hearth: Hearth;
  let gateway: Gateway;
  let client: OpenAI;
  let apiKey: string;
  /** Of generated weights: no model for embeddings is bundled. */
  let encoder: string;
  const lines: string[] = [];
  const keysFile = (): string => join(hearth.dataFolder, 'gateway', 'keys.json');

  beforeAll(async () => {
    encoder = await writeEncoder(newFolder('encoder'), tinyEncoder);
    hearth = await startHearth({ modelFolders: [...bundledModelFolders, encoder] });
    await hearth.waitUntilReady();
    gateway = await startGateway({
      dataFolder: hearth.dataFolder, modelsFolder, moreModels: [encoder], port: 0, log: (line) => void lines.push(line),
      fork: forkBuilt((line) => void lines.push(line)),
    });
    apiKey = openAppKeys(keysFile(), Date.now).create('test', { budgetWei: weiPerCoin, maxPriceWei: null });
    client = new OpenAI({ apiKey, baseURL: gateway.address, maxRetries: 0 });
    await until('a provider offers models', async () => (await client.models.list()).data.length === names.length);
  });
  afterAll(async () => {
    await gateway?.stop();
    await hearth?.stop();
    rmSync(encoder, { recursive: true, force: true });
  });

  it('holds its books: no second one opens them, and no reset takes them away meanwhile', async () => {
    const books = join(hearth.dataFolder, 'gateway');
    await expect(startGateway({ dataFolder: hearth.dataFolder, modelsFolder, port: 0, log: () => undefined, fork: forkBuilt(() => undefined) })).rejects.toMatchObject({ code: 'host.alreadyRunning', about: { dataFolder: books } });
    await expect(hearth.ask('resetHearth', { parts: ['app'], typed: null })).rejects.toMatchObject({ code: 'host.alreadyRunning', about: { dataFolder: books } });
    expect((await client.models.list()).data).toHaveLength(names.length);
  });

  it('lists what providers offer', async () => {
    expect((await client.models.list()).data.map(({ id }) => id).sort()).toEqual(names);
    expect(await client.models.retrieve('ember')).toMatchObject({ id: 'ember', hearth: { providers: 1 } });
  });

  it('answers a prompt, with a receipt that verifies elsewhere', async () => {
    const answer = (await client.completions.create({ model: 'ember', prompt: 'date: January 13, 2099 =', max_tokens: 16, temperature: 0 })) as OpenAI.Completion & Facts;
    expect(answer.choices[0]).toMatchObject({ text: ' 2099-01-13', finish_reason: 'stop' });
    expect(answer.usage!.total_tokens).toBe(answer.usage!.prompt_tokens + answer.usage!.completion_tokens);
    // A provider without a record has every answer replayed.
    expect(answer.hearth.verification).toBe('replayed');
    const file = join(hearth.dataFolder, 'bought.json');
    writeFileSync(file, JSON.stringify(await client.get(`/receipts/${answer.hearth.receiptId}`)));
    const verified = await runHearth(['verify', file, '--json']);
    expect(verified.code, verified.stderr).toBe(0);
    expect(verified.json()).toMatchObject({ ok: true });
  });

  it('streams a chat to the same text, with usage and the receipt at its end', async () => {
    const stream = await client.chat.completions.create({
      model: 'ember', messages: [{ role: 'user', content: 'date: 7th October twenty sixty-nine =' }], max_tokens: 16, temperature: 0, stream: true, stream_options: { include_usage: true },
    });
    let text = '';
    let facts: Facts['hearth'] | undefined;
    let usage: OpenAI.CompletionUsage | null | undefined;
    const reasons: string[] = [];
    for await (const chunk of stream) {
      text += chunk.choices[0]?.delta.content ?? '';
      if (chunk.choices[0]?.finish_reason) reasons.push(chunk.choices[0].finish_reason);
      facts = (chunk as unknown as Partial<Facts>).hearth ?? facts;
      usage = chunk.usage ?? usage;
    }
    expect(text).toBe(' 2069-10-07');
    expect(reasons).toEqual(['stop']);
    expect(usage?.completion_tokens).toBeGreaterThan(5);
    expect(facts?.receiptId).toMatch(/^0x[0-9a-f]{64}$/);
  });

  it('draws the same answer again under a seed, and gives the probabilities that the model itself has', async () => {
    const ask = { model: 'ember', prompt: 'tale:', max_tokens: 24, seed: 7, n: 2, logprobs: 2 };
    const [first, second] = [await client.completions.create(ask), await client.completions.create(ask)];
    expect(second.choices.map(({ text }) => text)).toEqual(first.choices.map(({ text }) => text));
    expect(first.choices[0]!.text).not.toBe(first.choices[1]!.text);
    expect(second.system_fingerprint).toBe(first.system_fingerprint);
    const { tokens, token_logprobs: logprobs } = first.choices[0]!.logprobs!;
    expect(tokens!.join('')).toBe(first.choices[0]!.text);
    expect(logprobs!.every((logprob) => logprob <= 0)).toBe(true);
    const greedy = await client.chat.completions.create({ model: 'ember', messages: [{ role: 'user', content: 'date: January 13, 2099 =' }], max_tokens: 16, temperature: 0, logprobs: true, top_logprobs: 3 });
    for (const { token, logprob, top_logprobs: top } of greedy.choices[0]!.logprobs!.content!) expect(top[0]).toMatchObject({ token, logprob });
  });

  it('serves an agent framework: text, stream and usage through the AI SDK', async () => {
    const provider = createOpenAICompatible({ name: 'hearth', baseURL: gateway.address, apiKey, includeUsage: true });
    const agent = new ToolLoopAgent({ model: provider('ember'), temperature: 0, maxOutputTokens: 16 });
    expect((await agent.generate({ prompt: 'date: January 13, 2099 =' })).text).toBe(' 2099-01-13');
    const streamed = await agent.stream({ prompt: 'sum: 189 + 325 =' });
    expect((await streamed.text).trim()).toBe('514');
    expect((await streamed.totalUsage).outputTokens).toBeGreaterThan(1);
  });

  it('runs the example agent of the client library: dates by the model, days by a tool, each receipt verified here', async () => {
    const run = await runCommand(process.execPath, [join(import.meta.dirname, '../../electron/client/examples/agent.ts')], { cwd: hearth.dataFolder, limitMs: 240_000, env: { HEARTH_API_KEY: apiKey, HEARTH_BASE_URL: gateway.address } });
    expect(run.status, run.output).toBe(0);
    expect(run.stdout).toMatch(/7th October twenty sixty-nine → 2069-10-07 {2}\((?:replayed|checked), receipt 0x/);
    expect(run.stdout).toMatch(/10690 days, for \d+ wei/);
    const keyless = await runCommand(process.execPath, [join(import.meta.dirname, '../../electron/client/examples/agent.ts')], { cwd: hearth.dataFolder, limitMs: 240_000, env: { HEARTH_API_KEY: 'hk-wrong', HEARTH_BASE_URL: gateway.address } });
    expect([keyless.status, keyless.output.trim()]).toEqual([1, 'Incorrect API key provided. Make one with `hearth gateway-key create NAME`.']);
  });

  it('cuts an answer at a stop text', async () => {
    const answer = await client.completions.create({ model: 'ember', prompt: 'date: January 13, 2099 =', max_tokens: 16, temperature: 0, stop: ['-01'] });
    expect(answer.choices[0]).toMatchObject({ text: ' 2099', finish_reason: 'stop' });
  });

  it.runIf(countsDigits)('classifies, and refuses an input of another size', async () => {
    const { samples } = JSON.parse(readFileSync(join(modelsFolder, 'digits/heldOut.json'), 'utf8')) as { samples: { label: number; pixels: number[] }[] };
    const right = await Promise.all(samples.slice(1, 9).map(async ({ label, pixels }) => (await client.post<{ label: string }>('/classify', { body: { model: 'digits', input: pixels } })).label === String(label)));
    expect(right.filter(Boolean).length).toBeGreaterThanOrEqual(7);
    await expect(client.post('/classify', { body: { model: 'digits', input: [1, 2] } })).rejects.toMatchObject({ status: 400 });
  });

  it('makes vectors of texts through the SDK and the AI SDK, each job priced by its tokens, replayed, and under a receipt that verifies and audits elsewhere', async () => {
    const { data, usage, hearth: facts } = (await client.embeddings.create({ model: 'encoder', input: ['a house at the edge of a wood', 'a house', 'a house'] })) as OpenAI.CreateEmbeddingResponse & { hearth: { paidWei: string; answers: Facts['hearth'][] } };
    expect(data.map(({ embedding }) => embedding.length)).toEqual([48, 48, 48]);
    for (const { embedding } of data) expect(Math.hypot(...embedding)).toBeCloseTo(1, 5);
    expect(data[1]!.embedding).toEqual(data[2]!.embedding);
    expect(facts.answers.map(({ verification }) => verification)).toContain('replayed');
    const { hearth: offer } = (await client.models.retrieve('encoder')) as OpenAI.Model & { hearth: { priceInWei: string } };
    expect(BigInt(facts.paidWei)).toBe(BigInt(usage.total_tokens) * BigInt(offer.priceInWei));
    const provider = createOpenAICompatible({ name: 'hearth', baseURL: gateway.address, apiKey });
    const { embeddings } = await embedMany({ model: provider.embeddingModel('encoder'), values: ['a house', 'a house at the edge of a wood'] });
    expect(embeddings.map((vector) => vector.length)).toEqual([48, 48]);
    const file = join(hearth.dataFolder, 'vector.json');
    writeFileSync(file, JSON.stringify(await client.get(`/receipts/${facts.answers[0]!.receiptId}`)));
    const verified = await runHearth(['verify', file, '--model', encoder, '--json']);
    expect(verified.json()).toMatchObject({ ok: true, checks: expect.arrayContaining([expect.objectContaining({ name: 'replayOutput', state: 'passed' }), expect.objectContaining({ name: 'replayTaps', state: 'passed' })]) as object });
    expect((await runHearth(['audit', file, '--model', encoder, '--json'])).json()).toMatchObject({ verdict: 'accept' });
    // Another vector under the same receipt: caught by the file alone, since the receipt commits to its bundle.
    const forged = JSON.parse(readFileSync(file, 'utf8')) as { bundle: { output: { body: string } } };
    forged.bundle.output.body = forged.bundle.output.body.replace(/^0x../, '0x7f');
    writeFileSync(file, JSON.stringify(forged));
    expect((await runHearth(['audit', file, '--model', encoder, '--json'])).json()).toMatchObject({ verdict: 'reject' });
  });

  it('refuses in the words SDKs know', async () => {
    await expect(new OpenAI({ apiKey: 'hk-wrong', baseURL: gateway.address, maxRetries: 0 }).models.list()).rejects.toBeInstanceOf(OpenAI.AuthenticationError);
    await expect(client.completions.create({ model: 'gpt-9', prompt: 'x' })).rejects.toBeInstanceOf(OpenAI.NotFoundError);
    await expect(client.completions.create({ model: 'ember', prompt: 'x', logit_bias: { 5: 1 } })).rejects.toMatchObject({ status: 400, param: 'logit_bias' });
    const tools = [{ type: 'function' as const, function: { name: 'sum' } }];
    await expect(client.chat.completions.create({ model: 'ember', messages: [{ role: 'user', content: 'x' }], tools })).rejects.toMatchObject({ status: 400, param: 'tools' });
    await expect(client.completions.create({ model: 'ember', prompt: 'x', max_tokens: 10_000 })).rejects.toMatchObject({ status: 400, code: 'context_length_exceeded' });
    await expect(client.embeddings.create({ model: 'ember', input: 'x' })).rejects.toThrow("404 The model 'ember' is not for this: ask /v1/completions or /v1/chat/completions. Offered here: encoder.");
    await expect(client.embeddings.create({ model: 'encoder', input: 'x', dimensions: 5 })).rejects.toMatchObject({ status: 400, param: 'dimensions' });
  });

  it('keeps a key within its budget, and books what was paid', async () => {
    const clientOf = async (key: string): Promise<OpenAI> => {
      const made = new OpenAI({ apiKey: key, baseURL: gateway.address, maxRetries: 0 });
      await until('the gateway knows the key', () => made.models.list().then(() => true, () => false));
      return made;
    };
    const poor = openAppKeys(keysFile(), Date.now).create('poor', { budgetWei: 1n, maxPriceWei: null });
    const refused = (await clientOf(poor)).completions.create({ model: 'ember', prompt: 'x', max_tokens: 4 });
    await expect(refused).rejects.toMatchObject({ status: 429, code: 'insufficient_quota', message: expect.stringMatching(/may cost up to 0\.\d+ EMBER/) as string });
    const stingy = openAppKeys(keysFile(), Date.now).create('stingy', { budgetWei: null, maxPriceWei: 1n });
    await expect((await clientOf(stingy)).completions.create({ model: 'ember', prompt: 'x', max_tokens: 4 })).rejects.toMatchObject({ status: 400, code: 'price_above_limit', message: expect.stringMatching(/the cheapest 0\.\d+ EMBER\. .*--max-price/) as string });
    const usage = await client.get<{ spentWei: string; requests: number }>('/usage');
    expect(BigInt(usage.spentWei)).toBeGreaterThan(0n);
    expect(usage.requests).toBeGreaterThan(3);
    const used = await openHearth({ apiKey, baseUrl: gateway.address }).usage();
    expect(used.models.map(({ model }) => model).sort()).toEqual(names);
    expect(used.days.reduce((sum, { spentWei }) => sum + spentWei, 0n)).toBe(used.spentWei);
    expect(used.models.reduce((sum, { spentWei }) => sum + spentWei, 0n)).toBe(used.spentWei);
    const shown = await runHearth(['gateway-key', 'usage', 'test', '--data', hearth.dataFolder, '--json']);
    expect(shown.json()).toMatchObject({ name: 'test', spentWei: used.spentWei.toString() });
    // The same by day, from the running gateway's own book: what was refused was asked for, and cost nothing.
    const byDay = (await runHearth(['gateway', 'usage', '--data', hearth.dataFolder, '--json'])).json() as { rows: { key: string; model: string; requests: number; answers: number; replayed: number; spentWei: string }[] };
    const own = byDay.rows.filter(({ key }) => key === 'test');
    expect(own.reduce((sum, { spentWei }) => sum + BigInt(spentWei), 0n)).toBe(used.spentWei);
    expect(own.every(({ answers, replayed }) => answers > 0 && replayed <= answers)).toBe(true);
    // This node's own row of the fleet, as it told it through its control socket.
    const itself = await until('the node answers itself', async () => (await hearth.ask('readFleet', {})).nodes[0]!.said);
    // The page reads the same book, and who sold it: this one node, under the address of its receipts.
    const shownUsage = await hearth.ask('readUsage', { days: 7 });
    expect(shownUsage.rows.filter(({ key }) => key === 'test').reduce((sum, { spentWei }) => sum + spentWei, 0n)).toBe(used.spentWei);
    expect(shownUsage.sellers.map(({ node }) => node)).toEqual([itself.node!.toLowerCase()]);
    expect(shownUsage.sellers[0]!.spentWei).toBe(shownUsage.rows.reduce((sum, { spentWei }) => sum + spentWei, 0n));
    expect(shownUsage).toMatchObject({ isUsed: true, keys: [{ name: 'test', spentWei: used.spentWei, budgetWei: weiPerCoin }, { name: 'poor', spentWei: 0n }, { name: 'stingy', spentWei: 0n }], clouds: [{ cloud: 'OpenAI' }, { cloud: 'Google' }, {}, {}] });
    expect(byDay.rows.find(({ key }) => key === 'poor')).toMatchObject({ model: 'ember', requests: 1, answers: 0, spentWei: '0' });
  });

  it('writes nothing of what a key asked that keeps nothing, and replays all its answers; its receipt is there for it alone, for a while', async () => {
    const made = await runHearth(['gateway-key', 'create', 'quiet', '--audit', 'all', '--privacy', 'forget', '--data', hearth.dataFolder, '--json']);
    const quiet = new OpenAI({ apiKey: (made.json() as { key: string }).key, baseURL: gateway.address, maxRetries: 0 });
    await until('the gateway knows the key', () => quiet.models.list().then(() => true, () => false));
    const answer = (await quiet.completions.create({ model: 'ember', prompt: 'date: January 13, 2099 =', max_tokens: 16, temperature: 0 })) as OpenAI.Completion & Facts;
    expect(answer).toMatchObject({ choices: [{ text: ' 2099-01-13' }], hearth: { verification: 'replayed' } });
    expect(await quiet.get(`/receipts/${answer.hearth.receiptId}`)).toMatchObject({ format: 'hearth-receipt/1' });
    await expect(client.get(`/receipts/${answer.hearth.receiptId}`)).rejects.toBeInstanceOf(OpenAI.NotFoundError);
    const books = join(hearth.dataFolder, 'gateway');
    const written = (readdirSync(books, { recursive: true }) as string[]).filter((name) => statSync(join(books, name)).isFile());
    expect(written.filter((name) => name.startsWith('receipts') && name.includes(answer.hearth.receiptId))).toEqual([]);
    expect(written.filter((name) => name.startsWith('receipts')).length).toBeGreaterThan(3);
    // Orders of every key, in the books: that they were, and not what they asked.
    expect(written.filter((name) => !name.startsWith('receipts') && readFileSync(join(books, name)).includes('promptTokens'))).toEqual([]);
    const refused = await runHearth(['gateway-key', 'create', 'blind', '--audit', 'none', '--data', hearth.dataFolder]);
    expect(refused.code).not.toBe(0);
    expect(refused.stderr).toContain('may sell anything');
  });
});
