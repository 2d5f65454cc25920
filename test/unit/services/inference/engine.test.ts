import { create } from '@bufbuild/protobuf';
import fc from 'fast-check';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { thresholdsOf, numericClass } from '../../../../electron/protocol/numericClass.ts';
import { sketchDistance } from '../../../../electron/protocol/sketch.ts';
import { createEngine, type Answer, type Ask, type Engine } from '../../../../electron/services/inference/engine.ts';
import type { GenerateRequest } from '../../../../electron/services/inference/generate.ts';
import { createPrefixCache } from '../../../../electron/services/inference/prefixCache.ts';
import { NodeSchema, TensorSchema, type Model } from '../../../../electron/services/models/onnx/onnx_pb.ts';
import { nodePrimitives } from '../../../../electron/services/primitives/nodePrimitives.ts';
import type { BatchRoom } from '../../../../electron/shared/batchRoom.ts';
import type { JobDecode } from '../../../../electron/shared/decode.ts';
import { openDecoder, promptOf, requestOf, runAudit, runGenerate, sampled, type OpenDecoder } from '../../../support/decoderHarness.ts';
import { tinyDecoder, writeDecoder, type DecoderConfig } from '../../../support/generatedDecoder.ts';

let root: string;
let open: OpenDecoder;
let ember: OpenDecoder;
/** As many heads of keys as of queries; the others repeat theirs. */
let apart: OpenDecoder;
/** With GroupQueryAttention, of keys that the graph turns, and of keys that the operator turns. */
let counted: OpenDecoder;
let turning: OpenDecoder;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'hearth-engine-'));
  open = await openDecoder(await writeDecoder(join(root, 'tiny'), { ...tinyDecoder, logitScale: 2.5 }));
  apart = await openDecoder(await writeDecoder(join(root, 'apart'), { ...tinyDecoder, kvHeads: tinyDecoder.heads, logitScale: 2.5 }));
  counted = await openDecoder(await writeDecoder(join(root, 'counted'), { ...tinyDecoder, logitScale: 2.5, groupQuery: 'turned' }));
  turning = await openDecoder(await writeDecoder(join(root, 'turning'), { ...tinyDecoder, kvHeads: 1, logitScale: 2.5, groupQuery: 'turns' }));
  ember = await openDecoder(join(import.meta.dirname, '../../../../assets/models/ember'));
}, 60_000);
afterAll(async () => {
  for (const { session } of [open, ember, apart, counted, turning]) await session.release();
  await rm(root, { recursive: true, force: true });
});

const roomy: BatchRoom = { sequences: 16, positionBytes: 512, cacheBytes: 2 ** 28, oneByOne: null };
const never = new AbortController().signal;

/** One step of device work at a time, as the worker has it. */
function createTurns(): { readonly inTurn: <T>(work: () => Promise<T>) => Promise<T>; steps: number } {
  let turn: Promise<unknown> = Promise.resolve();
  const turns = {
    steps: 0,
    inTurn<T>(work: () => Promise<T>): Promise<T> {
      const mine = turn.then(() => {
        turns.steps++;
        return work();
      });
      turn = mine.catch(() => undefined);
      return mine;
    },
  };
  return turns;
}
const engineOn = (used: OpenDecoder, options: { room?: BatchRoom; prefixBytes?: number; turns?: ReturnType<typeof createTurns>; nowMs?: () => number } = {}): Engine =>
  createEngine({ p: nodePrimitives, nowMs: options.nowMs ?? (() => performance.now()), inTurn: (options.turns ?? createTurns()).inTurn }, used.decoder, {
    room: options.room ?? roomy, prefixes: options.prefixBytes === undefined ? null : createPrefixCache(options.prefixBytes),
  });
const ask = (more: Partial<Ask> = {}): Ask => ({ signal: never, scope: null, ...more });
const code = (work: Promise<unknown>): Promise<unknown> => work.then(() => 'done', (error: { code?: string }) => error.code);
const { chunkDistance, hardMargin } = thresholdsOf(numericClass['cpu-fp32'], 2, null);

/** What an auditor finds about a batched answer, and how far its sketches are from those of the same request alone. */
async function expectHonest(used: OpenDecoder, request: GenerateRequest, made: Answer): Promise<void> {
  const { distances, margins, stopReasonFollows } = await runAudit(used, request, made);
  expect(Math.max(...distances)).toBeLessThanOrEqual(chunkDistance);
  expect(Math.max(...margins)).toBeLessThanOrEqual(hardMargin);
  expect(stopReasonFollows).toBe(true);
  expect(made.tokens.length * used.decoder.hiddenSize * 4).toBe(made.rows.length);
}

type Plan = { readonly n: number; readonly prompt: number; readonly maxNewTokens: number; readonly afterSteps: number; readonly cancelAfter: number | null; readonly temperatureMicro: number; readonly topK: number; readonly stops: boolean };
const plans = fc.array(
  fc.record({
    n: fc.nat(200), prompt: fc.integer({ min: 1, max: 150 }), maxNewTokens: fc.integer({ min: 1, max: 60 }), afterSteps: fc.nat(40), cancelAfter: fc.option(fc.nat(30), { freq: 5 }),
    temperatureMicro: fc.constantFrom(0, 500_000, 1_000_000), topK: fc.constantFrom(0, 20), stops: fc.boolean(),
  }),
  { minLength: 2, maxLength: 12 },
);

function requestFrom(plan: Plan, at: number, vocabSize: number): GenerateRequest {
  const decode: Partial<JobDecode> = { maxNewTokens: plan.maxNewTokens, temperatureMicro: plan.temperatureMicro, topK: plan.topK, stopTokenIds: plan.stops ? [5, 17, 40, 99] : [] };
  const base = requestOf(plan.n, vocabSize, decode);
  const promptTokens = Array.from({ length: plan.prompt }, (_, i) => promptOf(plan.n, vocabSize)[i % 9]! + (i % 3));
  return { ...base, jobId: `0x${(at + 1).toString(16).padStart(64, '0')}`, promptTokens };
}

/** Asks for each when so many steps have passed, cancels some, and gives what became of each. */
async function play(used: OpenDecoder, mix: readonly Plan[], options: { room?: BatchRoom; prefixBytes?: number } = {}): Promise<{ request: GenerateRequest; made: Answer | null; error: unknown }[]> {
  const turns = createTurns();
  const engine = engineOn(used, { ...options, turns });
  return Promise.all(mix.map(async (plan, at) => {
    const request = requestFrom(plan, at, used.decoder.vocabSize);
    // Steps only pass while something runs, so whoever would wait for nobody starts at once.
    while (turns.steps < plan.afterSteps && engine.count() > 0) await new Promise(setImmediate);
    const controller = new AbortController();
    const asked = turns.steps;
    const onProgress = (): void => { if (plan.cancelAfter !== null && turns.steps - asked >= plan.cancelAfter) controller.abort(); };
    try {
      return { request, made: await engine.generate(request, ask({ signal: controller.signal, onProgress, scope: options.prefixBytes === undefined ? null : `client ${plan.n % 2}` })), error: null };
    } catch (error) {
      return { request, made: null, error };
    }
  }));
}

describe('sequences that share steps', () => {
  it('are possible with the generated decoders and the bundled one', () => {
    for (const { oneByOne, allLogits } of [open, apart, counted, turning, ember]) expect([oneByOne, allLogits]).toEqual([null, null]);
    expect([open, apart, counted, turning, ember].map(({ decoder }) => [decoder.counted !== null, decoder.hasPositionIds])).toEqual([[false, true], [false, true], [true, true], [true, false], [false, true]]);
  });

  it.each(['generated', 'apart', 'counted', 'turning', 'bundled'] as const)('give what an auditor accepts, in any mix that joins and leaves as it likes (%s decoder)', async (which) => {
    const used = { generated: open, apart, counted, turning, bundled: ember }[which];
    await fc.assert(fc.asyncProperty(plans, async (mix) => {
      for (const { request, made } of await play(used, mix)) if (made) await expectHonest(used, request, made);
    }), { numRuns: { generated: 20, apart: 20, counted: 12, turning: 12, bundled: 6 }[which] });
  }, 240_000);

  it.each(['generated', 'turning'] as const)('give what an auditor accepts when prompts take over what earlier ones computed (%s decoder)', async (which) => {
    const used = { generated: open, turning }[which];
    let reused = 0;
    await fc.assert(fc.asyncProperty(plans, fc.constantFrom(2 ** 24, 200_000), async (mix, prefixBytes) => {
      for (const { request, made } of await play(used, mix, { prefixBytes })) {
        if (!made) continue;
        reused += made.reusedPositions;
        await expectHonest(used, request, made);
      }
    }), { numRuns: which === 'turning' ? 10 : 20 });
    expect(reused).toBeGreaterThan(0);
  }, 240_000);

  it('give the tokens and nearly the sketches that each gives alone', async () => {
    const requests = Array.from({ length: 8 }, (_, n) => requestOf(n, open.decoder.vocabSize, { maxNewTokens: 40 + n }));
    const engine = engineOn(open);
    const together = await Promise.all(requests.map((request) => engine.generate(request, ask())));
    for (const [i, request] of requests.entries()) {
      const alone = await runGenerate(open, request);
      expect(together[i]!.tokens).toEqual(alone.tokens);
      for (const [at, sketch] of alone.sketches.entries()) expect(sketchDistance(together[i]!.sketches[at]!, sketch)).toBeLessThanOrEqual(chunkDistance);
    }
  });

  it('take fewer steps together than one after the other', async () => {
    const turns = createTurns();
    const engine = engineOn(open, { turns });
    await Promise.all(Array.from({ length: 8 }, (_, n) => engine.generate(requestOf(n, open.decoder.vocabSize, { maxNewTokens: 32 }), ask())));
    // All prompts in one turn, since nobody decodes yet; the first token of each comes with it.
    expect(turns.steps).toBe(1 + 31);
  });

  it('that decode already wait for no more than a piece of somebody else\'s prompt', async () => {
    const turns = createTurns();
    const engine = engineOn(open, { turns });
    const first = engine.generate(requestOf(1, open.decoder.vocabSize, { maxNewTokens: 40 }), ask());
    while (turns.steps < 5) await new Promise(setImmediate);
    const long = { ...requestOf(2, open.decoder.vocabSize, { maxNewTokens: 1 }), promptTokens: Array.from({ length: 200 }, (_, i) => 3 + (i % 300)) };
    await engine.generate(long, ask());
    // Four pieces of 64, and a token for the other between two of them.
    expect(turns.steps).toBeGreaterThanOrEqual(5 + 4 + 3);
    expect((await first).tokens).toHaveLength(40);
  });
});

describe('a sequence that ends badly', () => {
  it.each(['masked', 'counted'] as const)('leaves the others as they are when it is cancelled, at any step (%s positions)', async (which) => {
    const used = { masked: open, counted: turning }[which];
    const whole = requestOf(1, used.decoder.vocabSize, { maxNewTokens: 30 });
    const alone = await runGenerate(used, whole);
    for (let at = 0; at < 12; at++) {
      const turns = createTurns();
      const engine = engineOn(used, { turns });
      const controller = new AbortController();
      const cancelled = engine.generate(requestOf(2, used.decoder.vocabSize, { maxNewTokens: 200 }), ask({ signal: controller.signal }));
      const kept = engine.generate(whole, ask());
      const watch = (async () => {
        while (turns.steps < at) await new Promise(setImmediate);
        controller.abort();
      })();
      expect(await code(cancelled)).toBe('worker.runFailed');
      expect((await kept).tokens).toEqual(alone.tokens);
      await watch;
      expect(engine.count()).toBe(0);
    }
  });

  it.each<[string, Partial<DecoderConfig>]>([['masks what is unused', {}], ['counts positions', { groupQuery: 'turns' }]])('fails alone when the model computes NaN for it, and its numbers reach nobody, where attention %s', async (kind, config) => {
    const folder = await writeDecoder(join(root, `poison ${kind}`), { ...tinyDecoder, ...config, logitScale: 2.5 }, (model) => {
      // Token 7 embeds as NaN.
      const embedding = model.graph!.initializer.find(({ name }) => name === 'model.embed_tokens.weight')!;
      const values = new Float32Array(embedding.rawData.slice().buffer);
      values.fill(NaN, 7 * tinyDecoder.hidden, 8 * tinyDecoder.hidden);
      embedding.rawData = new Uint8Array(values.buffer);
    });
    const poison = await openDecoder(folder);
    try {
      expect(poison.oneByOne).toBe(null);
      const engine = engineOn(poison, { prefixBytes: 2 ** 20 });
      const bad = (length: number) => ({ ...requestOf(3, tinyDecoder.vocab), promptTokens: [...Array.from({ length }, () => 9), 7, ...Array.from({ length }, () => 9)] });
      const good = Array.from({ length: 6 }, (_, n) => requestOf(n + 20, tinyDecoder.vocab, { maxNewTokens: 50 })).map((request) => ({ ...request, promptTokens: request.promptTokens.map((token) => (token === 7 ? 8 : token)) }));
      const outcomes = await Promise.all(good.flatMap((request, i) => [code(engine.generate(bad(3 + 20 * i), ask({ scope: 'a' }))), engine.generate(request, ask({ scope: 'a' })).then((made) => ({ request, made }), (error: unknown) => ({ error }))]));
      for (const [i, outcome] of outcomes.entries()) {
        if (i % 2 === 0) expect(outcome).toBe('evidence.nonFinite');
        else if (outcome && typeof outcome === 'object' && 'made' in outcome) await expectHonest(poison, (outcome as unknown as { request: GenerateRequest }).request, outcome.made as Answer);
        // Only one that chose token 7 itself may fail.
        else expect(outcome).toMatchObject({ error: { code: 'evidence.nonFinite' } });
      }
      expect(outcomes.filter((outcome) => typeof outcome === 'object' && outcome !== null && 'made' in outcome).length).toBeGreaterThan(0);
    } finally {
      await poison.session.release();
    }
  });

  it('is told apart from its neighbours when a shared step of the runtime fails', async () => {
    const { session } = open;
    // The runtime refuses every step that holds token 11, as one with a broken kernel would.
    const flaky = { ...open, decoder: { ...open.decoder, session: { ...session, run: (feeds: Parameters<typeof session.run>[0], fetches: Parameters<typeof session.run>[1]) =>
      ([...(feeds['input_ids']!.data as BigInt64Array)].includes(11n) && feeds['input_ids']!.dims[0]! >= 1 && feeds['input_ids']!.dims[1] === 1 ? Promise.reject(new Error('a broken kernel')) : session.run(feeds, fetches)) } } };
    const engine = engineOn(flaky);
    const outcomes = await Promise.all(Array.from({ length: 12 }, (_, n) => {
      const request = requestOf(n, open.decoder.vocabSize, { maxNewTokens: 60 });
      return engine.generate(request, ask()).then((made) => ({ request, made }), (error: { code?: string }) => ({ code: error.code }));
    }));
    const failed = outcomes.filter((outcome) => 'code' in outcome);
    expect(failed.every((outcome) => 'code' in outcome && outcome.code === 'worker.runFailed')).toBe(true);
    expect(failed.length).toBeGreaterThan(0);
    expect(failed.length).toBeLessThan(12);
    for (const outcome of outcomes) if ('made' in outcome) await expectHonest(open, outcome.request, outcome.made);
  });

  it('fails with every other when the engine is closed', async () => {
    const engine = engineOn(open);
    const all = Array.from({ length: 3 }, (_, n) => code(engine.generate(requestOf(n, open.decoder.vocabSize), ask())));
    engine.close('the model was unloaded');
    expect(await Promise.all(all)).toEqual(['worker.runFailed', 'worker.runFailed', 'worker.runFailed']);
  });

  it('is refused before it waits for anything when it does not fit the model', async () => {
    expect(await code(engineOn(open).generate({ ...requestOf(1, open.decoder.vocabSize), promptTokens: [] }, ask()))).toBe('input.wrongShape');
  });
});

describe('room', () => {
  it('makes sequences wait that would not fit beside the running ones, and says for how long', async () => {
    const turns = createTurns();
    // A clock of steps.
    const engine = engineOn(open, { room: { ...roomy, sequences: 2 }, turns, nowMs: () => turns.steps });
    const made = await Promise.all(Array.from({ length: 4 }, (_, n) => engine.generate(requestOf(n, open.decoder.vocabSize, { maxNewTokens: 20 }), ask())));
    expect(made.map(({ waitedMs }) => waitedMs > 10)).toEqual([false, false, true, true]);
  });

  it('holds a full context beside a short sequence', async () => {
    const engine = engineOn(open);
    const { maxContext, vocabSize } = open.decoder;
    const long = { ...requestOf(7, vocabSize, { maxNewTokens: 300 }), promptTokens: Array.from({ length: maxContext - 40 }, (_, i) => promptOf(1, vocabSize)[i % 9]!) };
    const short = requestOf(8, vocabSize, { maxNewTokens: 90 });
    const [first, second] = await Promise.all([engine.generate(long, ask()), engine.generate(short, ask())]);
    expect(first.tokens).toHaveLength(40);
    await expectHonest(open, long, first);
    await expectHonest(open, short, second);
  });
});

describe('shares of the device', () => {
  it('add up to what the device worked', async () => {
    let worked = 0;
    const turns = createTurns();
    const engine = createEngine({ p: nodePrimitives, nowMs: () => performance.now(), inTurn: turns.inTurn, rest: (ms) => { worked += ms; return Promise.resolve(); } }, open.decoder, { room: roomy, prefixes: null });
    const made = await Promise.all(Array.from({ length: 5 }, (_, n) => engine.generate(requestOf(n, open.decoder.vocabSize, { maxNewTokens: 40 }), ask())));
    const charged = made.reduce((sum, { computeMs }) => sum + computeMs, 0);
    expect(charged).toBeLessThanOrEqual(worked);
    expect(charged).toBeGreaterThan(worked * 0.6);
  });
});

describe('a decoder that takes no batch', () => {
  const opened = async (name: string, edit: (model: Model) => void) => openDecoder(await writeDecoder(join(root, name), tinyDecoder, edit));

  it('runs one after the other', async () => {
    const renamed = await opened('identity', (model) => {
      for (const node of model.graph!.node.filter(({ output }) => output[0]!.startsWith('present.'))) {
        const present = node.output[0]!;
        node.output = [`${present}/joined`];
        model.graph!.node.push(create(NodeSchema, { opType: 'Identity', name: `${present}/Identity`, input: [`${present}/joined`], output: [present] }));
        for (const reader of model.graph!.node) if (reader.opType !== 'Identity') reader.input = reader.input.map((name) => (name === present ? `${present}/joined` : name));
      }
    });
    expect(renamed.oneByOne).toBe('present.0.key is made by Identity, not by joining the past with new positions');
    const requests = [1, 2, 3].map((n) => requestOf(n, tinyDecoder.vocab, { maxNewTokens: 12 }));
    const engine = engineOn(renamed);
    const made = await Promise.all(requests.map((request) => engine.generate(request, ask())));
    for (const [i, request] of requests.entries()) expect(made[i]!.rowRoot).toBe((await runGenerate(renamed, request)).rowRoot);
    await renamed.session.release();
  });

  it('says why: a fixed batch, positions it counts itself', async () => {
    const fixed = await opened('fixed', (model) => {
      for (const value of model.graph!.input.filter(({ name }) => name.startsWith('past_key_values.'))) {
        value.type!.tensorType!.shape!.dim[0]!.value = { case: 'dimValue', value: 1n };
      }
    });
    expect(fixed.oneByOne).toBe('its cache is of another layout');
    await fixed.session.release();
    const counting = await opened('counting', (model) => {
      model.graph!.input = model.graph!.input.filter(({ name }) => name !== 'position_ids');
      const at = model.graph!.node.findIndex(({ output }) => output[0] === '/model/queries/Range');
      const [queries] = model.graph!.node.splice(at, 1);
      const before = ['/model/Shape', '/model/Shape_1', '/model/sequence/Gather', '/model/total/Gather', '/model/past/Sub'].map((name) => model.graph!.node.splice(model.graph!.node.findIndex(({ output }) => output[0] === name), 1)[0]!);
      model.graph!.node.unshift(...before, queries!, create(NodeSchema, { opType: 'Unsqueeze', name: 'counted', input: ['/model/queries/Range', 'zero_axis'], output: ['position_ids'] }));
      model.graph!.initializer.push(create(TensorSchema, { name: 'zero_axis', dataType: 7, dims: [1n], rawData: new Uint8Array(8) }));
    });
    expect(counting.oneByOne).toBe('it has no position_ids');
    await counting.session.release();
  });
});

it('keeps the default sampler of the harness honest: several bits per token', async () => {
  const made = await runGenerate(open, requestOf(9, open.decoder.vocabSize, { ...sampled, maxNewTokens: 40 }));
  expect(new Set(made.tokens).size).toBeGreaterThan(10);
});
