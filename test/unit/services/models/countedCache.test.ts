import { create, toBinary } from '@bufbuild/protobuf';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startRun, stepSlots, type Decoder } from '../../../../electron/services/inference/decoder.ts';
import { createKvCache } from '../../../../electron/services/inference/kvCache.ts';
import { rewriteDecoder, type DecoderBytes } from '../../../../electron/services/models/decoderBytes.ts';
import { AttributeSchema, ModelSchema, TensorSchema, type Model, type Node } from '../../../../electron/services/models/onnx/onnx_pb.ts';
import { openDecoder, type OpenDecoder } from '../../../support/decoderHarness.ts';
import { buildDecoder, tinyDecoder, writeDecoder, type DecoderConfig } from '../../../support/generatedDecoder.ts';

const config: DecoderConfig = { ...tinyDecoder, groupQuery: 'turned' };
const rewritten = (of: Model): DecoderBytes => rewriteDecoder(toBinary(ModelSchema, of), { rows: 'last_hidden_state', noFresh: null, noWanted: 'not asked for' });
const nodeOf = (of: Model, name: string): Node => of.graph!.node.find(({ output }) => output[0] === name)!;
const attention = '/model/layers.1/self_attn/GroupQueryAttention';

let root: string;
beforeAll(async () => void (root = await mkdtemp(join(tmpdir(), 'hearth-counted-'))));
afterAll(() => rm(root, { recursive: true, force: true }));

/** By the file's own outputs: what the rewritten session is held against. */
async function rowsAlone(open: OpenDecoder, tokens: readonly number[]): Promise<Float32Array> {
  const run = startRun(open.decoder, { wantsCache: false });
  const { rows } = await run.step(tokens);
  run.close();
  return rows;
}
const distance = (a: Float32Array, b: Float32Array): number => Math.sqrt(a.reduce((sum, value, i) => sum + (value - b[i]!) ** 2, 0) / b.reduce((sum, value) => sum + value ** 2, 0));

describe('a cache of attention that counts positions', () => {
  it.each<[string, DecoderConfig]>([
    ['keys that the graph turns', config], ['keys that the operator turns', { ...config, groupQuery: 'turns' }], ['one head for all', { ...config, kvHeads: 1, groupQuery: 'turns' }], ['as many heads of keys as of queries', { ...config, kvHeads: 4 }],
  ])('gives what each sequence gains, whatever the others hold, with %s', async (name, of) => {
    const open = await openDecoder(await writeDecoder(join(root, name), of));
    expect([open.oneByOne, open.decoder.counted]).toEqual([null, 'hearth/cache_places']);
    const decoder = open.decoder as Decoder & { readonly fresh: readonly string[] };
    const { hiddenSize, vocabSize } = decoder;
    const kv = createKvCache(decoder.cache.map(({ past }) => past));
    const sequences = [1, 3, 40, 17, 2].map((length, n) => Array.from({ length }, (_, i) => (n * 53 + i * 31) % vocabSize));
    for (const tokens of sequences) {
      const slot = kv.addSlot();
      // Pieces of unequal length, the first of one position.
      for (const [from, to] of [[0, 1], [1, 9], [9, 40]] as const) if (from < tokens.length) await stepSlots(decoder, kv, slot, [tokens.slice(from, to)]);
      expect(kv.lengthOf(slot)).toBe(tokens.length);
    }
    for (let step = 0; step < 20; step++) {
      const fed = sequences.map((tokens, n) => (tokens.length * 7 + n) % vocabSize);
      const { rows } = await stepSlots(decoder, kv, 0, fed.map((token) => [token]));
      for (const [n, tokens] of sequences.entries()) {
        tokens.push(fed[n]!);
        if (step % 6 === 1) expect(distance(rows.subarray(n * hiddenSize, (n + 1) * hiddenSize), (await rowsAlone(open, tokens)).subarray((tokens.length - 1) * hiddenSize)), `sequence ${n} after ${step} steps`).toBeLessThan(2e-6);
      }
      if (step === 9) {
        // The last takes the place of the first, and another comes with nothing but zeros where numbers were that are none.
        kv.copySlot(kv.slots() - 1, 0);
        kv.dropLast();
        sequences[0] = sequences.pop()!;
        kv.wipe(1);
        sequences[1] = [5];
        await stepSlots(decoder, kv, 1, [[5]]);
      }
    }
    await open.session.release();
  });

  const constant = (of: Model, name: string, values: readonly number[]): void => void of.graph!.initializer.push(create(TensorSchema, { name, dataType: 7, dims: [BigInt(values.length)], rawData: new Uint8Array(BigInt64Array.from(values, BigInt).buffer) }));
  it.each<[string, (of: Model) => void, RegExp]>([
    ['lengths are counted one more', (of) => (constant(of, 'two', [2]), void (nodeOf(of, '/model/mask/Sub').input[1] = 'two')), /counts positions in another way/],
    ['lengths are those of the longest', (of) => void (nodeOf(of, '/model/mask/ReduceSum').opType = 'ReduceMax'), /counts positions in another way/],
    ['lengths are summed over sequences', (of) => void (nodeOf(of, '/model/mask/ReduceSum').input[1] = 'zero_axis'), /counts positions in another way/],
    ['lengths come from the tokens', (of) => void (nodeOf(of, '/model/mask/ReduceSum').input[0] = 'input_ids'), /counts positions in another way/],
    ['the total is the batch', (of) => (constant(of, 'first', [0]), void (nodeOf(of, '/model/mask/Gather').input[1] = 'first')), /counts positions in another way/],
    ['scores get a bias', (of) => void nodeOf(of, attention).input.push('', '', '', 'model.norm.weight'), /adds a bias/],
    ['keys and values are interchanged', (of) => void nodeOf(of, attention).output.splice(1, 2, 'present.1.value', 'present.1.key'), /^present\.1\.key is made by GroupQueryAttention in another way/],
    ['the operator is of another domain', (of) => void (nodeOf(of, attention).domain = 'somewhere'), /^present\.1\.key is made by GroupQueryAttention in another way/],
    ['heads are open', (of) => void (of.graph!.input.find(({ name }) => name === 'past_key_values.0.key')!.type!.tensorType!.shape!.dim[1]!.value = { case: 'dimParam', value: 'heads' }), /leaves its heads open/],
    ['the operators are old', (of) => void (of.opsetImport[0]!.version = 12n), /of version 12/],
  ])('is left in the graph where %s', (_, edit, reason) => {
    const of = buildDecoder(config);
    edit(of);
    const { fresh, counted, reasons, bytes } = rewritten(of);
    expect([fresh, counted]).toEqual([null, null]);
    expect(reasons.fresh).toMatch(reason);
    expect(bytes).toEqual(toBinary(ModelSchema, of));
  });

  it('is shared too where attention looks back a few places, which each sequence counts from its own end', async () => {
    const open = await openDecoder(await writeDecoder(join(root, 'window'), { ...config, groupQuery: 'turns' }, (of) => {
      for (const node of of.graph!.node.filter(({ opType }) => opType === 'GroupQueryAttention')) node.attribute.push(create(AttributeSchema, { name: 'local_window_size', type: 2, i: 4n }));
    }));
    expect(open.oneByOne).toBeNull();
    await open.session.release();
  });
});
