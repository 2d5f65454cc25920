import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import OpenAI from 'openai';
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFailed } from 'vitest';
import { modelsFolder } from '../../electron/programs/cli/places.ts';
import { startGateway, type Gateway } from '../../electron/programs/gateway/startGateway.ts';
import { openAppKeys } from '../../electron/services/gateway/appKeys.ts';
import { weiPerCoin } from '../../electron/shared/units.ts';
import { forkBuilt, repository } from '../support/programs.ts';
import { newFolder, startHearth, type Hearth } from '../support/runningHearth.ts';
import { until } from '../support/until.ts';

/** What an answer says about itself, beside what the SDK knows. */
type Facts = { hearth: { receiptId: string; verification: string; provider: string; attempts: number; unreceiptedTokens: number } };

describe('the gateway, when programs die under it', () => {
  let hearth: Hearth;
  let gateway: Gateway;
  let client: OpenAI;
  let apiKey: string;
  const lines: string[] = [];

  beforeAll(async () => {
    hearth = await startHearth();
    await hearth.waitUntilReady();
    gateway = await startGateway({ dataFolder: hearth.dataFolder, modelsFolder, port: 0, log: (line) => void lines.push(line), fork: forkBuilt((line) => void lines.push(line)) });
    apiKey = openAppKeys(join(hearth.dataFolder, 'gateway', 'keys.json'), Date.now).create('test', { budgetWei: weiPerCoin, maxPriceWei: null });
    client = new OpenAI({ apiKey, baseURL: gateway.address, maxRetries: 0 });
    await until('a provider offers models', async () => (await client.models.list()).data.length > 0);
  });
  beforeEach(() => onTestFailed(() => void process.stderr.write(`${lines.slice(-60).join('\n')}\n`)));
  afterAll(async () => {
    await gateway?.stop();
    await hearth?.stop();
  });

  const providers = async (): Promise<number> => ((await client.models.retrieve('ember')) as OpenAI.Model & { hearth: { providers: number } }).hearth.providers;

  /** The first that was found to give one. */
  let longSeed = 1;
  /** A tale long enough to be cut off in the middle, as a provider that nothing happens to writes it. */
  async function longTale(): Promise<{ readonly seed: number; readonly text: string; readonly tokens: number }> {
    for (let seed = longSeed; ; seed++) {
      // A provider that the test before killed may rest a moment longer.
      const whole = await until('a provider takes it', () => client.completions.create({ model: 'ember', prompt: 'tale:', max_tokens: 200, seed }).catch((error: unknown) => {
        if (error instanceof OpenAI.APIError && error.status === 503) return null;
        throw error;
      }), 90_000);
      if (whole.usage!.completion_tokens < 120) continue;
      longSeed = seed;
      return { seed, text: whole.choices[0]!.text, tokens: whole.usage!.completion_tokens };
    }
  }
  /** The same as a stream; `onFirst` once something of it has come. */
  async function streamTale(seed: number, onFirst: () => unknown): Promise<{ readonly text: string; readonly tokens: number | undefined; readonly facts: Facts['hearth']; readonly parts: number }> {
    const stream = await client.completions.create({ model: 'ember', prompt: 'tale:', max_tokens: 200, seed, stream: true, stream_options: { include_usage: true } }, { timeout: 240_000 });
    let [text, parts] = ['', 0];
    let tokens: number | undefined;
    let facts: Facts['hearth'] | undefined;
    for await (const chunk of stream) {
      const part = chunk.choices[0]?.text ?? '';
      if (part !== '' && parts++ === 0) await onFirst();
      text += part;
      tokens = chunk.usage?.completion_tokens ?? tokens;
      facts = (chunk as unknown as Partial<Facts>).hearth ?? facts;
    }
    return { text, tokens, parts, facts: facts! };
  }

  it('streams each token once while the worker that writes them is killed in the middle, and holds nothing against the provider', async () => {
    const tale = await longTale();
    const streamed = await streamTale(tale.seed, () => hearth.kill('worker'));
    expect(streamed).toMatchObject({ text: tale.text, tokens: tale.tokens, facts: { attempts: 1, unreceiptedTokens: 0, verification: 'replayed' } });
    expect(streamed.parts).toBeGreaterThan(1);
    const { order: { jobId } } = await client.get<{ order: { jobId: string } }>(`/receipts/${streamed.facts.receiptId}`);
    expect((await hearth.readJob(jobId))!.attempts).toBe(2);
    expect((await client.completions.create({ model: 'ember', prompt: 'sum: 2 + 2 =', max_tokens: 4, temperature: 0 }) as OpenAI.Completion & Facts).hearth.provider).toBe(streamed.facts.provider);
  });

  it('answers a request during which the provider is killed', async () => {
    const { seed } = await longTale();
    let answer: (OpenAI.Completion & Facts) | null = null;
    for (let tries = 0; answer === null; tries++) {
      expect(tries, 'each was over before it was seen').toBeLessThan(8);
      let isOver = false;
      const asked = client.completions.create({ model: 'ember', prompt: 'tale:', max_tokens: 200, seed }, { timeout: 240_000 });
      asked.then(() => (isOver = true), () => (isOver = true));
      const isSeen = () => (hearth.seen.jobs ?? []).some(({ stage }) => stage === 'running' || stage === 'loading');
      if ((await until('the job runs', () => (isOver && 'over') || (isSeen() && 'runs'))) === 'over') continue;
      hearth.kill('provider');
      answer = (await asked) as OpenAI.Completion & Facts;
    }
    expect(answer.usage!.completion_tokens).toBeGreaterThan(0);
    expect(answer.hearth.receiptId).toMatch(/^0x/);
  });

  it('finds a provider that starts while the practice client is silent, by a node that it knows; and so does a new gateway', async () => {
    // Enrolled while the client is there, which stakes for it; gone before anybody bought from it.
    const dataFolder = newFolder('late');
    const first = await startHearth({ join: hearth.dataFolder, dataFolder });
    await first.waitUntilReady();
    await first.stop();
    const devnet = hearth.pidOf('devnet')!;
    process.kill(devnet, 'SIGSTOP');
    let second: Hearth | null = null;
    try {
      const [knownNode] = hearth.addresses();
      second = await startHearth({ join: hearth.dataFolder, dataFolder, providerArgs: ['--peer', knownNode!] });
      await until('the gateway knows both', async () => (await providers()) === 2);
      await gateway.stop();
      gateway = await startGateway({ dataFolder: hearth.dataFolder, modelsFolder, port: 0, log: (line) => void lines.push(line), fork: forkBuilt((line) => void lines.push(line)), peers: [knownNode!] });
      client = new OpenAI({ apiKey, baseURL: gateway.address, maxRetries: 0 });
      await until('a new gateway knows both', async () => (await providers().catch(() => 0)) === 2);
      // The one that was there stops: the answer comes from the one that was never met by the practice client since.
      hearth.kill('provider');
      const answer = (await client.completions.create({ model: 'ember', prompt: 'date: January 13, 2099 =', max_tokens: 16, temperature: 0 }, { timeout: 240_000 })) as OpenAI.Completion & Facts;
      expect(answer.choices[0]!.text).toBe(' 2099-01-13');
      expect(answer.hearth.verification).toBe('replayed');
    } finally {
      process.kill(devnet, 'SIGCONT');
      await second?.stop();
      rmSync(dataFolder, { recursive: true, force: true });
    }
  }, 600_000);

  it('goes on at another provider, after the last token that came, when all programs of the first are killed in the middle of a stream', async () => {
    const tale = await longTale();
    const dataFolder = newFolder('struck');
    const struck = spawn(process.execPath, [join(repository, 'test/network/nodeProcess.ts'), dataFolder, join(hearth.dataFolder, 'practice/practice.json')], { detached: true, stdio: 'ignore', env: { ...process.env, NODE_NO_WARNINGS: '1' } });
    const gone = new Promise((resolve) => struck.once('close', resolve));
    const strike = (): void => void process.kill(-struck.pid!, 'SIGKILL');
    try {
      await until('the gateway knows both', async () => (await providers()) === 2, 90_000);
      const liveHere = async (): Promise<string[]> => (await hearth.ask('readJobs', { stage: 'live' })).jobs.map(({ jobId }) => jobId);
      // Who is asked is the gateway's choice: it is struck once a stream is written there and not here, where another request gives it work to look past.
      for (let tries = 0, isStruck = false; !isStruck; tries++) {
        expect(tries, 'no stream went to the other').toBeLessThan(8);
        const known = new Set(await liveHere());
        const before = client.completions.create({ model: 'ember', prompt: 'tale:', max_tokens: 200, seed: tale.seed });
        await until('the first is at it', async () => (await liveHere()).some((jobId) => !known.has(jobId)), 4000).catch(() => null);
        for (const jobId of await liveHere()) known.add(jobId);
        const streamed = await streamTale(tale.seed, async () => {
          if ((await liveHere()).some((jobId) => !known.has(jobId))) return;
          strike();
          isStruck = true;
        });
        await before.catch(() => null);
        if (!isStruck) continue;
        expect(streamed).toMatchObject({ text: tale.text, tokens: tale.tokens, facts: { provider: hearth.seen.network!.nodeAddress } });
        expect(streamed.facts.attempts).toBeGreaterThan(1);
        // What the first had sent is in the answer once, under nobody's receipt.
        expect(streamed.facts.unreceiptedTokens).toBeGreaterThan(0);
        expect(streamed.facts.unreceiptedTokens).toBeLessThan(tale.tokens);
      }
    } finally {
      if (struck.exitCode === null && struck.signalCode === null) strike();
      await gone;
      rmSync(dataFolder, { recursive: true, force: true });
    }
  }, 600_000);
});
