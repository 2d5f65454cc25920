import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deriveSamplerKey } from '../../../../electron/protocol/keys.ts';
import { createSampler } from '../../../../electron/protocol/sampler.ts';
import { toHex } from '../../../../electron/protocol/bytes.ts';
import { rowRoot } from '../../../../electron/protocol/rows.ts';
import { sketchRoot } from '../../../../electron/protocol/sketch.ts';
import { startRun } from '../../../../electron/services/inference/decoder.ts';
import { generate, type Progress } from '../../../../electron/services/inference/generate.ts';
import { nodePrimitives } from '../../../../electron/services/primitives/nodePrimitives.ts';
import { stopReason } from '../../../../electron/shared/decode.ts';
import { tinyDecoder, writeDecoder } from '../../../support/generatedDecoder.ts';
import { openDecoder, promptOf, requestOf, runAudit, runGenerate, sampled, type OpenDecoder } from '../../../support/decoderHarness.ts';

let root: string;
let open: OpenDecoder;
let ember: OpenDecoder;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'hearth-generate-'));
  open = await openDecoder(await writeDecoder(join(root, 'tiny'), tinyDecoder));
  ember = await openDecoder(join(import.meta.dirname, '../../../../assets/models/ember'));
});
afterAll(async () => {
  await open.session.release();
  await ember.session.release();
  await rm(root, { recursive: true, force: true });
});

const floatsOf = (bytes: Uint8Array): Float32Array => new Float32Array(new Uint8Array(bytes).buffer);
const code = (work: Promise<unknown>): Promise<unknown> => work.then(() => 'done', (error: { code?: string }) => error.code);

describe.each(['generated', 'bundled'] as const)('the token loop on the %s decoder', (which) => {
  const used = (): OpenDecoder => (which === 'generated' ? open : ember);

  it('gives the tokens and rows of one prefill over the same sequence, within 1e-5', async () => {
    const { decoder } = used();
    const request = requestOf(3, decoder.vocabSize, { maxNewTokens: 70 });
    const made = await runGenerate(used(), request);
    expect(made.tokens).toHaveLength(70);

    const run = startRun(decoder, { wantsCache: false });
    const replay = await run.step([...request.promptTokens, ...made.tokens.slice(0, -1)]);
    run.close();
    const sampler = createSampler(nodePrimitives, { samplerKey: deriveSamplerKey(nodePrimitives, request.nonce, request.jobId), decode: request.decode, vocabSize: decoder.vocabSize });
    const first = request.promptTokens.length - 1;
    const rows = floatsOf(made.rows);
    let difference = 0;
    let norm = 0;
    made.tokens.forEach((token, t) => {
      const logits = replay.logits.subarray((first + t) * decoder.vocabSize, (first + t + 1) * decoder.vocabSize);
      expect(sampler.choose(logits, t, [...request.promptTokens, ...made.tokens.slice(0, t)])).toBe(token);
      for (let i = 0; i < decoder.hiddenSize; i++) {
        const replayed = replay.rows[(first + t) * decoder.hiddenSize + i]!;
        difference += (rows[t * decoder.hiddenSize + i]! - replayed) ** 2;
        norm += replayed ** 2;
      }
    });
    expect(Math.sqrt(difference / norm)).toBeLessThan(1e-5);
  });

  it('draws the same under a seed for any nonce, and goes on from the middle as if it had never stopped', async () => {
    const decode = { ...sampled, samplerVersion: 2 as const, seed: `0x${'07'.repeat(32)}`, firstPosition: 0, repetitionPenaltyMicro: 1_100_000, maxNewTokens: 24 };
    const request = { ...requestOf(4, used().decoder.vocabSize), decode };
    const first = await runGenerate(used(), request);
    const second = await runGenerate(used(), { ...request, nonce: new Uint8Array(32).fill(99), jobId: `0x${'98'.repeat(32)}` });
    expect(second.tokens).toEqual(first.tokens);
    expect(second.sketchRoot).not.toBe(first.sketchRoot);
    const rest = await runGenerate(used(), { ...request, promptTokens: [...request.promptTokens, ...first.tokens.slice(0, 10)], decode: { ...decode, firstPosition: 10, maxNewTokens: 14 } });
    expect(rest.tokens).toEqual(first.tokens.slice(10));
    const other = await runGenerate(used(), { ...request, decode: { ...decode, seed: `0x${'08'.repeat(32)}` } });
    expect(other.tokens).not.toEqual(first.tokens);
    const audited = await runAudit(used(), request, first);
    expect(Math.max(...audited.margins)).toBeLessThan(1e-3);
    expect(Math.max(...(await runAudit(used(), { ...request, decode: { ...decode, seed: `0x${'08'.repeat(32)}` } }, first)).margins)).toBeGreaterThan(1e-3);
  });

  it('gives the same tokens and roots a second time, and other tokens for another nonce', async () => {
    const request = requestOf(4, used().decoder.vocabSize);
    const [first, second] = [await runGenerate(used(), request), await runGenerate(used(), request)];
    expect(second).toMatchObject({ tokens: first.tokens, rowRoot: first.rowRoot, sketchRoot: first.sketchRoot });
    const other = await runGenerate(used(), { ...request, nonce: new Uint8Array(32).fill(99) });
    expect(other.tokens).not.toEqual(first.tokens);
  });

  it('commits to exactly the rows it returns, in 1 + ceil(n / 32) sketches', async () => {
    const { decoder } = used();
    const made = await runGenerate(used(), requestOf(5, decoder.vocabSize, { maxNewTokens: 65 }));
    const rows = floatsOf(made.rows);
    expect(rows).toHaveLength(65 * decoder.hiddenSize);
    expect(made.rowRoot).toBe(toHex(rowRoot(nodePrimitives, rows, decoder.hiddenSize)));
    expect(made.sketches.map((sketch) => sketch.length)).toEqual([128, 128, 128, 128]);
    expect(made.sketchRoot).toBe(toHex(sketchRoot(nodePrimitives, made.sketches)));
    expect(made.evidenceMs).toBeLessThan(made.computeMs);
  });
});

describe('the end of generation', () => {
  it('is the stop token, which is the last token given', async () => {
    const request = requestOf(6, open.decoder.vocabSize);
    const free = await runGenerate(open, request);
    const stop = free.tokens[10]!;
    const made = await runGenerate(open, { ...request, decode: { ...sampled, stopTokenIds: [stop] } });
    expect(made.stopReason).toBe(stopReason.stopToken);
    expect(made.tokens).toEqual(free.tokens.slice(0, free.tokens.indexOf(stop) + 1));
  });

  it('is maxNewTokens when nothing stops it, also after one token', async () => {
    for (const maxNewTokens of [1, 5]) {
      const made = await runGenerate(open, requestOf(6, open.decoder.vocabSize, { maxNewTokens }));
      expect(made).toMatchObject({ stopReason: stopReason.maxNewTokens, tokens: { length: maxNewTokens } });
    }
  });

  it('is the context when that is full, even from a prompt of all positions but one', async () => {
    const { maxContext, vocabSize } = open.decoder;
    const long = Array.from({ length: maxContext - 1 }, (_, i) => promptOf(1, vocabSize)[i % 9]!);
    expect(await runGenerate(open, { ...requestOf(7, vocabSize), promptTokens: long })).toMatchObject({ stopReason: stopReason.maxContext, tokens: { length: 1 } });
    expect(await runGenerate(open, { ...requestOf(7, vocabSize), promptTokens: long.slice(0, -2) })).toMatchObject({ stopReason: stopReason.maxContext, tokens: { length: 3 } });
  });
});

describe('input that does not fit', () => {
  it('is refused before anything runs', async () => {
    const { vocabSize, maxContext } = open.decoder;
    const good = requestOf(8, vocabSize);
    expect(await code(runGenerate(open, { ...good, promptTokens: [] }))).toBe('input.wrongShape');
    expect(await code(runGenerate(open, { ...good, promptTokens: [vocabSize] }))).toBe('input.wrongShape');
    expect(await code(runGenerate(open, { ...good, promptTokens: [1.5] }))).toBe('input.wrongShape');
    expect(await code(runGenerate(open, { ...good, nonce: new Uint8Array(31) }))).toBe('input.wrongShape');
    expect(await code(runGenerate(open, { ...good, promptTokens: new Array<number>(maxContext).fill(5) }))).toBe('input.tooLarge');
  });
});

describe('a model that computes NaN', () => {
  it('fails with evidence.nonFinite and makes no evidence', async () => {
    const broken = await openDecoder(await writeDecoder(join(root, 'nan'), tinyDecoder, (model) => {
      const weight = model.graph!.initializer.find((tensor) => tensor.name === 'model.norm.weight')!;
      new DataView(weight.rawData.buffer, weight.rawData.byteOffset).setUint32(0, 0x7fc00000, true);
    }));
    expect(await code(runGenerate(broken, requestOf(9, broken.decoder.vocabSize)))).toBe('evidence.nonFinite');
    await broken.session.release();
  });
});

describe('progress', () => {
  it('tells every token once and in order, at most every 50 ms of its clock', async () => {
    const heard: Progress[] = [];
    let clock = 0;
    const request = requestOf(10, open.decoder.vocabSize, { maxNewTokens: 40 });
    const made = await generate({ p: nodePrimitives, nowMs: () => (clock += 3), onProgress: (progress) => heard.push(progress) }, open.decoder, request, new AbortController().signal);
    expect(heard.flatMap(({ tokens }) => tokens)).toEqual(made.tokens);
    expect(heard.at(-1)!.done).toBe(40);
    expect(heard.length).toBeGreaterThan(2);
    for (let i = 1; i < heard.length - 1; i++) expect(heard[i]!.elapsedMs - heard[i - 1]!.elapsedMs).toBeGreaterThanOrEqual(50);
  });

  it('lets the event loop turn between tokens and stops when it is cancelled', async () => {
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 20);
    const request = requestOf(11, ember.decoder.vocabSize, { maxNewTokens: 480 });
    expect(await code(generate({ p: nodePrimitives, nowMs: () => performance.now() }, ember.decoder, request, stop.signal))).toBe('worker.runFailed');
  });
});
