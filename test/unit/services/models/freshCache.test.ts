import { create, fromBinary, toBinary } from '@bufbuild/protobuf';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { describe, expect, it } from 'vitest';
import { rewriteDecoder, type DecoderBytes } from '../../../../electron/services/models/decoderBytes.ts';
import { exposeOutputs } from '../../../../electron/services/models/exposeOutputs.ts';
import { AttributeSchema, GraphSchema, ModelSchema, NodeSchema, ValueInfoSchema, type Model, type Node } from '../../../../electron/services/models/onnx/onnx_pb.ts';
import { buildDecoder, tinyDecoder } from '../../../support/generatedDecoder.ts';

/** As many heads of keys as of queries: those of others are repeated. */
const config = { ...tinyDecoder, kvHeads: tinyDecoder.heads };
const model = buildDecoder(config);
const quiet = { logSeverityLevel: 3 } as const;
const withRows = (of: Model): Uint8Array => exposeOutputs(toBinary(ModelSchema, of), of.graph!, ['last_hidden_state']);
const bytes = withRows(model);

type Exposed = DecoderBytes & { readonly fresh: ReadonlyMap<string, string> };
const rewritten = (from: Uint8Array): DecoderBytes => rewriteDecoder(from, { rows: 'last_hidden_state', noFresh: null, noWanted: 'not asked for' });
function expose(of: Model): Exposed {
  const exposed = rewritten(withRows(of));
  if (!exposed.fresh) throw new Error(exposed.reasons.fresh!);
  return exposed as Exposed;
}
const joinsOf = (of: Exposed): string[] => fromBinary(ModelSchema, of.bytes).graph!.node.flatMap(({ output }) => output).filter((name) => /^present\.\d\.(key|value)$/.test(name));
const nodeOf = (of: Model, name: string): Node => of.graph!.node.find(({ output }) => output[0] === name)!;

describe('the new positions of a cache', () => {
  it('take the place of the whole cache among the outputs, and nothing but the attention changes', () => {
    const exposed = expose(model);
    expect([...exposed.fresh.keys()]).toEqual(['past_key_values.0.key', 'past_key_values.0.value', 'past_key_values.1.key', 'past_key_values.1.value']);
    const { graph, ...rest } = fromBinary(ModelSchema, exposed.bytes);
    expect(graph!.output.map(({ name }) => name)).toEqual(['logits', 'last_hidden_state', ...exposed.fresh.values()]);
    const { graph: before, ...restBefore } = fromBinary(ModelSchema, bytes);
    expect({ ...graph!, output: [], node: [] }).toEqual({ ...before!, output: [], node: [] });
    expect(rest).toEqual(restBefore);
    const kept = before!.node.filter(({ name }) => !/^present|\/(key\/Transpose|scores\/MatMul|mix\/MatMul)$/.test(name));
    expect(kept.length).toBeLessThan(before!.node.length);
    const added = graph!.node.filter(({ name }) => name.includes('/apart') || /\/(scores|mix)\/MatMul$/.test(name));
    expect(graph!.node.filter((node) => !added.includes(node))).toEqual(kept);
  });

  it('are given once when two caches grow by the same value', () => {
    const shared = buildDecoder(tinyDecoder);
    const [first, second] = shared.graph!.node.filter(({ output }) => output[0]!.startsWith('present.'));
    second!.input[1] = first!.input[1]!;
    const exposed = expose(shared);
    expect(new Set(exposed.fresh.values()).size).toBe(3);
    expect(fromBinary(ModelSchema, exposed.bytes).graph!.output).toHaveLength(2 + 3);
  });

  it.each([
    ['joined along another axis', (node: { attribute: { i: bigint }[] }) => void (node.attribute[0]!.i = 3n)],
    ['joined the other way round', (node: { input: string[] }) => void node.input.reverse()],
    ['joined with something more', (node: { input: string[] }) => void node.input.push(node.input[1]!)],
    ['made by another operator', (node: { opType: string }) => void (node.opType = 'Sum')],
    ['joined with a weight', (node: { input: string[] }) => void (node.input[1] = 'lm_head.weight')],
  ])('cannot be told from a cache that is %s', (_, edit) => {
    const other = buildDecoder(tinyDecoder);
    edit(other.graph!.node.find(({ output }) => output[0] === 'present.1.value') as never);
    expect(rewritten(toBinary(ModelSchema, other)).reasons.fresh).toMatch(/^present\.1\.value is made by/);
  });

  it('do not exist in a model without a cache', () => {
    const bare = buildDecoder(tinyDecoder);
    bare.graph!.input = bare.graph!.input.filter(({ name }) => !name.startsWith('past'));
    expect(rewritten(toBinary(ModelSchema, bare)).reasons.fresh).toBe('it has no key-value cache');
  });
});

describe('attention that reads the past apart', () => {
  const { headDim, vocab } = config;
  const pastOf = (length: number, i: number): Float32Array => Float32Array.from({ length }, (_, at) => Math.sin(at * 0.37 + i));
  const feedsOf = (heads: number, slots: number, past: number, count: number): Record<string, Tensor> => {
    const total = past + count;
    // What is masked differs from slot to slot.
    const mask = BigInt64Array.from({ length: slots * total }, (_, at) => (at % total < past && at % total < (Math.floor(at / total) * past) / slots ? 0n : 1n));
    return {
      input_ids: new Tensor('int64', BigInt64Array.from({ length: slots * count }, (_, i) => BigInt((i * 31) % vocab)), [slots, count]), attention_mask: new Tensor('int64', mask, [slots, total]),
      position_ids: new Tensor('int64', BigInt64Array.from({ length: slots * count }, (_, i) => BigInt(past + (i % count))), [slots, count]),
      ...Object.fromEntries([0, 1].flatMap((layer) => ['key', 'value'].map((kind, i) => [`past_key_values.${layer}.${kind}`, new Tensor('float32', pastOf(slots * heads * past * headDim, 2 * layer + i), [slots, heads, past, headDim])]))),
    };
  };
  const distance = (a: Float32Array, b: Float32Array): number => Math.sqrt(a.reduce((sum, value, i) => sum + (value - b[i]!) ** 2, 0) / b.reduce((sum, value) => sum + value ** 2, 0));

  const kinds: [string, Model][] = [
    ['as many heads of keys as of queries', model], ['repeated heads', buildDecoder(tinyDecoder)], ['one head for all', buildDecoder({ ...tinyDecoder, kvHeads: 1 })],
    ['heads repeated by shapes that it computes', buildDecoder({ ...tinyDecoder, tracedShapes: true })],
  ];
  it.each(kinds)('computes what the file computes, whatever is past and new, with %s', async (_, of) => {
    const [file, apart] = [await InferenceSession.create(withRows(of), quiet), await InferenceSession.create(expose(of).bytes, quiet)];
    const heads = Number(of.graph!.input.find(({ name }) => name === 'past_key_values.0.key')!.type!.tensorType!.shape!.dim[1]!.value.value);
    for (const [slots, past, count] of [[1, 0, 1], [1, 0, 9], [1, 5, 1], [1, 40, 7], [3, 16, 1], [8, 33, 1], [2, 12, 5]] as const) {
      const names = ['logits', 'last_hidden_state'];
      const [was, is] = [await file.run(feedsOf(heads, slots, past, count), names), await apart.run(feedsOf(heads, slots, past, count), names)];
      for (const name of names) {
        expect(is[name]!.dims).toEqual(was[name]!.dims);
        expect(distance(is[name]!.data as Float32Array, was[name]!.data as Float32Array), `${name} of ${slots} slots, ${past} past, ${count} new`).toBeLessThan(2e-6);
      }
    }
    await file.release();
    await apart.release();
  });

  it.each(kinds)('joins and repeats nothing where nobody else reads the joined cache, with %s', (_, of) => {
    const left = expose(of);
    expect(joinsOf(left)).toEqual([]);
    expect(fromBinary(ModelSchema, left.bytes).graph!.node.filter(({ opType }) => ['Expand', 'ConstantOfShape'].includes(opType))).toEqual([]);
  });

  it.each<[string, (of: Model) => void, string]>([
    ['a product has it on the left', (of) => void nodeOf(of, '/model/layers.0/self_attn/mix/MatMul').input.reverse(), 'present.0.value'],
    ['another operator of that name reads it', (of) => void (nodeOf(of, '/model/layers.1/self_attn/mix/MatMul').domain = 'com.microsoft'), 'present.1.value'],
    ['its keys are turned another way', (of) => void (nodeOf(of, '/model/layers.1/self_attn/key/Transpose').attribute[0]!.ints = [0n, 1n, 2n, 3n]), 'present.1.key'],
    ['its turned keys are an output', (of) => void of.graph!.output.push(create(ValueInfoSchema, { name: '/model/layers.0/self_attn/key/Transpose' })), 'present.0.key'],
    ['a graph inside of a node reads it', (of) => void of.graph!.node.push(create(NodeSchema, {
      opType: 'If', name: 'inner', input: ['/model/causal'], output: ['inner'],
      attribute: [create(AttributeSchema, { name: 'then_branch', type: 5, g: create(GraphSchema, { name: 'then', node: [create(NodeSchema, { opType: 'Shape', input: ['present.0.value'], output: ['size'] })], output: [create(ValueInfoSchema, { name: 'size' })] }) })],
    })), 'present.0.value'],
  ])('leaves a join where %s', (_, edit, joined) => {
    const other = buildDecoder(config);
    edit(other);
    expect(joinsOf(expose(other))).toEqual([joined]);
  });

  const constantOf = (of: Model, name: string, values: readonly number[]): void => {
    const tensor = of.graph!.initializer.find((one) => one.name === name)!;
    Object.assign(tensor, { dims: [BigInt(values.length)], rawData: new Uint8Array(BigInt64Array.from(values, BigInt).buffer) });
  };
  const at = '/model/layers.0/self_attn';
  const { heads, kvHeads } = tinyDecoder;
  it.each<[string, (of: Model) => void, readonly string[]]>([
    ['heads lie side by side in turns', (of) => (constantOf(of, 'axis_2', [1]), constantOf(of, 'repeat_kv', [1, heads / kvHeads, 1, 1, 1])), ['0.key', '0.value', '1.key', '1.value']],
    ['a batch would be repeated too', (of) => constantOf(of, 'repeat_kv', [2, 1, heads / kvHeads, 1, 1]), ['0.key', '0.value', '1.key', '1.value']],
    ['positions become heads', (of) => constantOf(of, 'join_kv', [0, -1, heads / kvHeads, headDim]), ['0.key', '0.value', '1.key', '1.value']],
    ['a shape can be given with the inputs', (of) => void of.graph!.input.push(create(ValueInfoSchema, { name: 'repeat_kv' })), ['0.key', '0.value', '1.key', '1.value']],
    ['the number of heads is open', (of) => of.graph!.input.forEach(({ name, type }) => { if (name.endsWith('0.key')) type!.tensorType!.shape!.dim[1]!.value = { case: 'dimParam', value: 'heads' }; }), ['0.key']],
    ['the repeated values are an output', (of) => void of.graph!.output.push(create(ValueInfoSchema, { name: `${at}/value/Reshape` })), ['0.value']],
    ['something else reads them', (of) => void of.graph!.node.push(create(NodeSchema, { opType: 'Neg', input: [`${at}/key/Expand`], output: ['more'] })), ['0.key']],
    ['a zero means none and not the same', (of) => void nodeOf(of, `${at}/key/Reshape`).attribute.push(create(AttributeSchema, { name: 'allowzero', type: 2, i: 1n })), ['0.key']],
  ])('leaves a join of repeated heads where %s', (_, edit, joined) => {
    const other = buildDecoder(tinyDecoder);
    edit(other);
    expect(joinsOf(expose(other))).toEqual(joined.map((name) => `present.${name}`));
  });

  it.each<[string, (of: Model) => void, readonly string[]]>([
    ['come from another value', (of) => void (nodeOf(of, `${at}/key/Shape_2`).input[0] = 'input_ids'), ['present.0.key']],
    ['are changed by an operator that is not followed', (of) => void (nodeOf(of, `${at}/value/flat/Mul`).opType = 'Sub'), ['present.0.value']],
    ['are numbers of another sort', (of) => void (nodeOf(of, `${at}/value/wide/Mul`).domain = 'com.microsoft'), ['present.0.value']],
  ])('leaves a join of repeated heads whose computed shapes %s', (_, edit, joined) => {
    const other = buildDecoder({ ...tinyDecoder, tracedShapes: true });
    edit(other);
    expect(joinsOf(expose(other))).toEqual(joined);
  });

  it('tells who asks for the size of a joined cache what it would be', async () => {
    const asking = buildDecoder({ ...tinyDecoder, tracedShapes: true });
    const shape = (of: string, output: string, parts: Record<string, bigint> = {}): void => {
      asking.graph!.node.push(create(NodeSchema, { opType: 'Shape', name: output, input: [of], output: [output], attribute: Object.entries(parts).map(([name, i]) => create(AttributeSchema, { name, type: 2, i })) }));
      asking.graph!.output.push(create(ValueInfoSchema, { name: output, type: { tensorType: { elemType: 7, shape: { dim: [{ value: { case: 'dimParam', value: output } }] } } } }));
    };
    shape('present.0.key', 'joined');
    shape(`${at}/value/Reshape`, 'repeated');
    shape(`${at}/key/Reshape`, 'positions', { start: -2n, end: 3n });
    shape('present.1.value', 'nothing', { start: 4n });
    const exposed = expose(asking);
    expect(joinsOf(exposed)).toEqual([]);
    const session = await InferenceSession.create(exposed.bytes, quiet);
    const found = await session.run(feedsOf(kvHeads, 3, 16, 5), ['joined', 'repeated', 'positions', 'nothing']);
    const listed = Object.fromEntries(Object.entries(found).map(([name, { data }]) => [name, [...(data as BigInt64Array)].map(Number)]));
    expect(listed).toEqual({ joined: [3, kvHeads, 21, headDim], repeated: [3, heads, 21, headDim], positions: [21], nothing: [] });
    await session.release();
  });

  it('leaves every join of operators older than what it needs', () => {
    const old = buildDecoder(config);
    old.opsetImport[0]!.version = 9n;
    expect(joinsOf(expose(old))).toHaveLength(4);
  });
});
