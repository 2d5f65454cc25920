import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { childPort } from '../../electron/services/ports/childPort.ts';
import { connectBridge, type BridgeClient } from '../../electron/shared/bridgeKit.ts';
import { workerBridge, type LoadedModel } from '../../electron/shared/workerBridge.ts';
import { hexOf, promptOf, sampled } from '../support/decoderHarness.ts';
import { tinyDecoder, writeDecoder } from '../support/generatedDecoder.ts';
import { builtPrograms } from '../support/programs.ts';

type Worker = { readonly child: ChildProcess; readonly bridge: BridgeClient<typeof workerBridge>; readonly stderr: () => string };

const program = join(builtPrograms, 'worker.js');
const bundled = (name: string): string => join(import.meta.dirname, '../../assets/models', name);
const started: ChildProcess[] = [];

function startWorker(): Worker {
  const child = fork(program, { serialization: 'advanced', stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
  started.push(child);
  let stderr = '';
  child.stderr!.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  return { child, bridge: connectBridge(workerBridge, childPort(child)), stderr: () => stderr };
}
const loadOn = ({ bridge }: Worker, folder: string, expectModelId: string | null = null): Promise<LoadedModel> =>
  bridge.ask('load', { folder, executionProvider: 'cpu', threads: 1, expectModelId });
const failure = (work: Promise<unknown>): Promise<{ code?: string; about?: unknown }> =>
  work.then((value) => ({ code: `no failure but ${JSON.stringify(value)}` }), (error: { code: string; about: unknown }) => ({ code: error.code, about: error.about }));

let root: string;
let tiny: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'hearth-worker-'));
  tiny = await writeDecoder(join(root, 'tiny'), { ...tinyDecoder, maxContext: 2048 });
});
afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL');
});
afterAll(() => rm(root, { recursive: true, force: true }));

const orderOf = (model: LoadedModel, maxNewTokens: number, n = 1) => ({
  jobId: hexOf(n, 32), modelId: model.modelId, provider: hexOf(0x22, 20), promptTokens: promptOf(n, model.vocabSize), nonce: hexOf(0x33, 32), decode: { ...sampled, maxNewTokens },
});

describe('the worker as a process', () => {
  it('loads, classifies, tokenizes, generates with progress, and accepts its own answer in an audit', async () => {
    const worker = startWorker();
    const digits = await loadOn(worker, bundled('digits'));
    expect(digits).toMatchObject({ kind: 'classify', inputBytes: 64, numericClass: 'int-exact' });
    expect(await worker.bridge.ask('classify', { jobId: hexOf(1, 32), modelId: digits.modelId, input: new Uint8Array(64) })).toMatchObject({ dtype: 6, dims: [1, 10] });

    const ember = await loadOn(worker, bundled('ember'));
    const { tokens: promptTokens } = await worker.bridge.ask('encode', { modelId: ember.modelId, text: 'tale: The' });
    const heard: number[] = [];
    worker.bridge.watch('progress', ({ tokens }) => heard.push(...tokens));
    const order = { ...orderOf(ember, 96), promptTokens };
    const made = await worker.bridge.ask('generate', order);
    expect(heard).toEqual(made.tokens);
    expect(made.rows.length).toBe(made.tokens.length * ember.hiddenSize * 4);
    expect((await worker.bridge.ask('decode', { modelId: ember.modelId, tokens: made.tokens })).text.length).toBeGreaterThan(0);

    const other = startWorker();
    await loadOn(other, bundled('ember'), ember.modelId);
    const found = await other.bridge.ask('audit', { ...order, tokens: made.tokens, sketches: made.sketches, stopReason: made.stopReason });
    expect(Math.max(...found.distances)).toBeLessThan(5e-6);
    expect(found).toMatchObject({ margins: made.tokens.map(() => expect.closeTo(0, 4) as number), stopReasonFollows: true });
    // Infinity crosses the bridge: a surplus sketch is not close to anything.
    const surplus = await other.bridge.ask('audit', { ...order, tokens: made.tokens, sketches: [...made.sketches, new Uint8Array(128)], stopReason: made.stopReason });
    expect(surplus.distances.at(-1)).toBe(Infinity);
  });

  it('answers a refusal with its code: folder, model, shapes, sizes', async () => {
    const worker = startWorker();
    const { bridge } = worker;
    expect(await failure(loadOn(worker, join(root, 'nowhere')))).toMatchObject({ code: 'model.notFound' });
    expect(await failure(loadOn(worker, tiny, hexOf(9, 32)))).toEqual({ code: 'model.unknown', about: { modelId: hexOf(9, 32) } });
    const unknown = { modelId: hexOf(7, 32) };
    expect(await failure(bridge.ask('encode', { ...unknown, text: 'x' }))).toMatchObject({ code: 'model.unknown' });
    expect(await failure(bridge.ask('classify', { jobId: hexOf(1, 32), ...unknown, input: new Uint8Array(1) }))).toMatchObject({ code: 'model.unknown' });

    const [digits, model] = [await loadOn(worker, bundled('digits')), await loadOn(worker, tiny)];
    expect(await failure(bridge.ask('generate', { ...orderOf(model, 5), ...unknown }))).toMatchObject({ code: 'model.unknown' });
    expect(await failure(bridge.ask('classify', { jobId: hexOf(1, 32), modelId: digits.modelId, input: new Uint8Array(63) }))).toMatchObject({ code: 'input.wrongShape' });
    expect(await failure(bridge.ask('generate', { ...orderOf(model, 5), modelId: digits.modelId }))).toMatchObject({ code: 'input.wrongShape' });
    expect(await failure(bridge.ask('generate', { ...orderOf(model, 5), promptTokens: [model.vocabSize] }))).toMatchObject({ code: 'input.wrongShape' });
    expect(await failure(bridge.ask('generate', { ...orderOf(model, 5), promptTokens: new Array<number>(3000).fill(5) }))).toMatchObject({ code: 'input.tooLarge' });
    expect(await failure(bridge.ask('generate', { ...orderOf(model, 5), nonce: '0x00' }))).toMatchObject({ code: 'input.wrongShape' });
    await bridge.ask('unload', { modelId: model.modelId });
    expect(await failure(bridge.ask('generate', orderOf(model, 5)))).toMatchObject({ code: 'model.unknown' });
  });

  it('loads an exact model only where integer products with its weights are exact', async () => {
    const worker = startWorker();
    const { integerArithmetic } = await worker.bridge.ask('probe', {});
    const onCpu = await failure(loadOn(worker, bundled('digits')));
    // Its weights have 7 bits, so that processors without VNNI run it too.
    expect(onCpu.code === 'model.unsupported').toBe(integerArithmetic.weightBits < 7);
    // No provider of this name here: its products are not exact, so the model is refused before a session is tried.
    const elsewhere = await failure(worker.bridge.ask('load', { folder: bundled('digits'), executionProvider: 'coreml', threads: 1, expectModelId: null }));
    expect(elsewhere).toMatchObject({ code: 'model.unsupported', about: { reason: expect.stringMatching(/^coreml of this machine is not exact on 8-bit integers/) as unknown } });
    expect(await failure(worker.bridge.ask('load', { folder: tiny, executionProvider: 'coreml', threads: 1, expectModelId: null }))).toMatchObject({ code: 'worker.loadFailed' });
  });

  it('says what a model folder holds without loading it', async () => {
    const worker = startWorker();
    const { report, modelId, kind } = await worker.bridge.ask('inspect', { folder: bundled('digits') });
    expect(kind).toBe('classify');
    expect(report.operators.reduce((sum, { count }) => sum + count, 0)).toBe(report.nodes);
    expect(report.opaque).toEqual([]);
    expect(await failure(worker.bridge.ask('classify', { jobId: hexOf(1, 32), modelId, input: new Uint8Array(64) }))).toMatchObject({ code: 'model.unknown' });
    expect(await failure(worker.bridge.ask('inspect', { folder: join(root, 'nowhere') }))).toMatchObject({ code: 'model.notFound' });
  });

  it('survives malformed messages and keeps answering', async () => {
    const worker = startWorker();
    const hostile: unknown[] = [null, 7, 'text', {}, [], { kind: 'ask' }, { kind: 'ask', id: -1, command: 'load', input: {} }, { kind: 'watch', topic: '__proto__' }, { kind: 'cancel', id: 99 }, new Uint8Array(100)];
    for (const message of hostile) worker.child.send(message as never);
    expect(await failure(worker.bridge.ask('__proto__' as 'probe', {}))).toMatchObject({ code: 'bridge.unknownCommand' });
    expect(await failure(worker.bridge.ask('load', { folder: 1, executionProvider: 'cpu' } as never))).toMatchObject({ code: 'bridge.malformed' });
    const { executionProviders, integerArithmetic } = await worker.bridge.ask('probe', {});
    expect(executionProviders.find(({ name }) => name === 'cpu')).toMatchObject({ usable: true });
    expect(integerArithmetic.weightBits === 8).toBe(integerArithmetic.reason === null);
  });

  it('dies at once when it is killed mid-generation, and a fresh one gives the same answer', async () => {
    const worker = startWorker();
    const model = await loadOn(worker, tiny);
    const order = orderOf(model, 2000, 2);
    const begun = new Promise<void>((resolve) => worker.bridge.watch('progress', () => resolve()));
    const lost = failure(worker.bridge.ask('generate', order));
    await begun;
    const killedAtMs = performance.now();
    worker.child.kill('SIGKILL');
    const [, signal] = (await once(worker.child, 'exit')) as [number | null, string];
    expect(signal).toBe('SIGKILL');
    // Its 2000 tokens would take longer than a process takes to end, however busy the machine is.
    expect(performance.now() - killedAtMs).toBeLessThan(30_000);
    expect(await lost).toMatchObject({ code: 'bridge.closed' });

    const [second, third] = [startWorker(), startWorker()];
    const answers = await Promise.all([second, third].map(async (each) => {
      await loadOn(each, tiny, model.modelId);
      return each.bridge.ask('generate', { ...order, decode: { ...order.decode, maxNewTokens: 64 } });
    }));
    expect(answers[0]!.tokens).toEqual(answers[1]!.tokens);
    expect(answers[0]!.rowRoot).toBe(answers[1]!.rowRoot);
  });

  it('stops a cancelled job between two tokens and takes the next one', async () => {
    const worker = startWorker();
    const model = await loadOn(worker, tiny);
    const cancel = new AbortController();
    worker.bridge.watch('progress', () => cancel.abort());
    expect(await failure(worker.bridge.ask('generate', orderOf(model, 2000), { signal: cancel.signal }))).toEqual({ code: 'worker.runFailed', about: { reason: 'cancelled' } });
    expect((await worker.bridge.ask('generate', orderOf(model, 3))).tokens).toHaveLength(3);
  });

  it('takes jobs one at a time and answers each', async () => {
    const worker = startWorker();
    const model = await loadOn(worker, tiny);
    const made = await Promise.all([1, 2, 3].map((n) => worker.bridge.ask('generate', orderOf(model, 20, n))));
    const alone = await worker.bridge.ask('generate', orderOf(model, 20, 2));
    expect(made[1]!.tokens).toEqual(alone.tokens);
  });

  it('ends when its parent goes away', async () => {
    const worker = startWorker();
    await loadOn(worker, tiny);
    worker.child.disconnect();
    const [code] = (await once(worker.child, 'exit')) as [number];
    expect(code).toBe(0);
  });

  it('refuses to start without a parent that talks, with code 70 and one line', async () => {
    const { execFile } = await import('node:child_process');
    const { code, stderr } = await new Promise<{ code: number | string | null | undefined; stderr: string }>((resolve) =>
      execFile(process.execPath, [program], (error, _stdout, text) => resolve({ code: error?.code, stderr: text })));
    expect(code).toBe(70);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });
});
