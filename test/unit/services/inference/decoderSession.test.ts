import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createEngine } from '../../../../electron/services/inference/engine.ts';
import { openDecoderSession } from '../../../../electron/services/inference/decoderSession.ts';
import { createPrefixCache } from '../../../../electron/services/inference/prefixCache.ts';
import { rewriteDecoder } from '../../../../electron/services/models/decoderBytes.ts';
import { draftManifest } from '../../../../electron/services/models/draftManifest.ts';
import { openModelFolder } from '../../../../electron/services/models/openModelFolder.ts';
import { nodePrimitives } from '../../../../electron/services/primitives/nodePrimitives.ts';
import { openDecoder, requestOf, runAudit, runGenerate, type OpenDecoder } from '../../../support/decoderHarness.ts';
import { largerDecoder, tinyDecoder, writeDecoder, type DecoderConfig } from '../../../support/generatedDecoder.ts';
import { writeHubFolder } from '../../../support/hubFolder.ts';

let root: string;
beforeAll(async () => void (root = await mkdtemp(join(tmpdir(), 'hearth-session-'))));
afterAll(() => rm(root, { recursive: true, force: true }));

const generated = (name: string, config: DecoderConfig) => (): Promise<string> => writeDecoder(join(root, name), { ...config, logitScale: 2.5 });
const folders: [string, () => Promise<string>][] = [
  ['the bundled decoder', () => Promise.resolve(join(import.meta.dirname, '../../../../assets/models/ember'))],
  ['a small decoder', generated('tiny', tinyDecoder)],
  ['one of other shapes, with a vocabulary of 8,000', generated('wide', { ...tinyDecoder, layers: 1, hidden: 96, heads: 6, kvHeads: 6, vocab: 8000, tracedShapes: true })],
  ['one of wider rows', generated('larger', { ...largerDecoder, layers: 2 })],
  ['one whose products are of 4 bits', async () => {
    const folder = join(root, 'q4');
    await writeHubFolder(folder, { ...tinyDecoder, logitScale: 2.5 }, ['q4']);
    const { manifest } = await draftManifest(nodePrimitives, folder, 'onnx/model_q4.onnx', {});
    await writeFile(join(folder, 'manifest.json'), JSON.stringify(manifest));
    return folder;
  }],
];

/** The same model computing the logits of every position. */
async function openWithAll({ model }: OpenDecoder): Promise<OpenDecoder> {
  return { model, ...(await openDecoderSession(model, { executionProvider: 'cpu', threads: 1 }, (bytes, wishes) => rewriteDecoder(bytes, { ...wishes, noWanted: 'for the test' }))) };
}

/** Hears how many positions' logits each step gives; null for none. */
function overheard(open: OpenDecoder, heard: (number | null)[]): OpenDecoder {
  const { session } = open;
  return { ...open, decoder: { ...open.decoder, session: {
    inputMetadata: session.inputMetadata, outputMetadata: session.outputMetadata, release: () => session.release(),
    async run(feeds, fetches) {
      const made = await session.run(feeds, fetches);
      heard.push(made['logits']?.dims[1] ?? null);
      return made;
    },
  } } };
}

describe.each(folders)('%s', (_, write) => {
  it('gives an auditor the same of wanted positions as of all: rows bit for bit, margins within a hundred-thousandth of a nat', async () => {
    const some = await openDecoder(await write());
    const all = await openWithAll(some);
    expect([some.allLogits, all.allLogits]).toEqual([null, 'for the test']);
    for (const n of [1, 4]) {
      const request = requestOf(n, some.decoder.vocabSize, { maxNewTokens: 40 });
      const made = await runGenerate(some, request);
      expect(made.tokens).toEqual((await runGenerate(all, request)).tokens);
      // At once, and in segments of which the first ends within the prompt, or where it ends.
      for (const segmentRows of [undefined, 7, request.promptTokens.length]) {
        const [is, was] = [await runAudit(some, request, made, segmentRows), await runAudit(all, request, made, segmentRows)];
        expect(is.rows).toEqual(was.rows);
        expect(is.distances).toEqual(was.distances);
        expect(Math.max(...is.distances)).toBeLessThanOrEqual(2e-5);
        is.margins.forEach((margin, at) => expect(Math.abs(margin - was.margins[at]!)).toBeLessThanOrEqual(1e-5));
        // Another token is as far off by either.
        const other = { ...made, tokens: made.tokens.with(-1, (made.tokens.at(-1)! + 1) % some.decoder.vocabSize) };
        const [far, farther] = [await runAudit(some, request, other, segmentRows), await runAudit(all, request, other, segmentRows)];
        expect(Math.abs(far.margins.at(-1)! - farther.margins.at(-1)!)).toBeLessThanOrEqual(1e-5);
        expect(far.margins.at(-1)).toBeGreaterThan(0.01);
      }
    }
    await some.session.release();
    await all.session.release();
  }, 60_000);
});

describe('the logits that are computed', () => {
  it('are one of a prompt, none of a piece that is not its last, and those of the answer for an audit', async () => {
    const heard: (number | null)[] = [];
    const open = await openDecoder(await generated('heard', tinyDecoder)());
    const listening = overheard(open, heard);
    const request = { ...requestOf(2, open.decoder.vocabSize, { maxNewTokens: 3 }), promptTokens: Array.from({ length: 150 }, (_, i) => 3 + (i % 300)) };
    const made = await runGenerate(listening, request);
    expect(heard.splice(0)).toEqual([1, 1, 1]);
    await runAudit(listening, request, made);
    expect(heard.splice(0)).toEqual([3]);
    await runAudit(listening, request, made, 64);
    expect(heard.splice(0)).toEqual([null, null, 3]);
    const engine = createEngine({ p: nodePrimitives, nowMs: () => performance.now(), inTurn: (work) => work() }, listening.decoder, { room: { sequences: 4, positionBytes: 512, cacheBytes: 2 ** 28, oneByOne: null }, prefixes: createPrefixCache(2 ** 24) });
    const [first] = await Promise.all([engine.generate({ ...request, decode: { ...request.decode, maxNewTokens: 30 } }, { signal: new AbortController().signal, scope: null }), new Promise(setImmediate).then(() => engine.generate({ ...request, jobId: `0x${'2'.repeat(64)}` }, { signal: new AbortController().signal, scope: null }))]);
    expect(first!.tokens).toHaveLength(30);
    // Pieces of 64 beside one that decodes: two without, one with, and a step of everybody between them.
    expect(new Set(heard)).toEqual(new Set([null, 1]));
    expect(heard.filter((each) => each === null)).toHaveLength(2);
    await open.session.release();
  });

  it('are those of all positions where the graph rounds all by one scale, and it says so', async () => {
    const folder = join(root, 'quantized');
    await writeHubFolder(folder, { ...tinyDecoder, logitScale: 2.5 }, ['quantized']);
    const { manifest } = await draftManifest(nodePrimitives, folder, 'onnx/model_quantized.onnx', {});
    await writeFile(join(folder, 'manifest.json'), JSON.stringify(manifest));
    const open = await openDecoder(folder);
    expect(open.allLogits).toMatch(/^DynamicQuantizeLinear/);
    expect(open.oneByOne).toBeNull();
    expect(open.decoder.wanted).toBeNull();
    await open.session.release();
  });

  it('are those of wanted positions on the WebAssembly runtime too, which runs one by one', async () => {
    const model = await openModelFolder(nodePrimitives, await generated('wasm', tinyDecoder)());
    const other = await openDecoderSession(model, { executionProvider: 'cpu', threads: 1, runtime: 'wasm' }, rewriteDecoder);
    expect([other.allLogits, other.oneByOne]).toEqual([null, 'the WebAssembly runtime is for checks']);
    const native = await openDecoder(join(root, 'wasm'));
    const request = requestOf(1, tinyDecoder.vocab, { maxNewTokens: 33 });
    const made = await runGenerate(native, request);
    const heard: (number | null)[] = [];
    const { distances, margins } = await runAudit(overheard({ model, ...other }, heard), request, made);
    expect(heard).toEqual([33]);
    expect(Math.max(...distances)).toBeLessThanOrEqual(2e-5);
    expect(Math.max(...margins)).toBeLessThanOrEqual(1e-3);
    await native.session.release();
    await other.session.release();
  });

  it('are not believed when a graph gives another number of them', async () => {
    const open = await openDecoder(await generated('short', tinyDecoder)());
    const { session } = open;
    const short: OpenDecoder = { ...open, decoder: { ...open.decoder, session: { inputMetadata: session.inputMetadata, outputMetadata: session.outputMetadata, release: () => session.release(),
      run: (feeds, fetches) => session.run(feeds, fetches).then((made) => ({ ...made, logits: { ...made['logits']!, data: (made['logits']!.data as Float32Array).subarray(1) } as never })) } } };
    await expect(runGenerate(short, requestOf(1, tinyDecoder.vocab))).rejects.toMatchObject({ code: 'worker.runFailed', about: { reason: 'it gave 319 logits, not 320' } });
    await session.release();
  });
});
