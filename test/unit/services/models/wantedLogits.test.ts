import { create, toBinary } from '@bufbuild/protobuf';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { describe, expect, it } from 'vitest';
import { rewriteDecoder, type DecoderBytes } from '../../../../electron/services/models/decoderBytes.ts';
import { exposeOutputs } from '../../../../electron/services/models/exposeOutputs.ts';
import { AttributeSchema, ModelSchema, NodeSchema, TensorSchema, ValueInfoSchema, type Model, type Node } from '../../../../electron/services/models/onnx/onnx_pb.ts';
import { buildDecoder, tinyDecoder } from '../../../support/generatedDecoder.ts';

const { hidden, vocab, headDim, kvHeads } = tinyDecoder;
const rows = 'last_hidden_state';
const bytesOf = (of: Model): Uint8Array => exposeOutputs(toBinary(ModelSchema, of), of.graph!, [rows]);
const rewritten = (of: Model): DecoderBytes => rewriteDecoder(bytesOf(of), { rows, noFresh: 'not asked for', noWanted: null });
type Value = number | readonly number[];
const node = (opType: string, input: string[], output: string, attributes: Readonly<Record<string, Value>> = {}, domain = ''): Node => create(NodeSchema, {
  opType, domain, name: output, input, output: [output],
  attribute: Object.entries(attributes).map(([name, value]) => create(AttributeSchema, typeof value === 'number' ? { name, type: 2, i: BigInt(value) } : { name, type: 7, ints: value.map(BigInt) })),
});
const ints = (name: string, values: readonly number[]) => create(TensorSchema, { name, dataType: 7, dims: [BigInt(values.length)], rawData: new Uint8Array(BigInt64Array.from(values, BigInt).buffer) });
const floats = (name: string, dims: readonly number[]) => {
  const count = dims.reduce((all, dim) => all * dim, 1);
  return create(TensorSchema, { name, dataType: 1, dims: dims.map(BigInt), rawData: new Uint8Array(Float32Array.from({ length: count }, (_, i) => 0.5 + Math.sin(i * 0.7)).buffer) });
};

/** The generated decoder with other nodes between its last rows and its logits. */
function withHead(make: (of: Model) => readonly Node[]): Model {
  const of = buildDecoder(tinyDecoder);
  of.graph!.node.pop();
  of.graph!.node.push(...make(of));
  return of;
}
const add = (of: Model, ...tensors: ReturnType<typeof ints>[]): void => void of.graph!.initializer.push(...tensors);
const weight = 'lm_head.weight';
const asFlat = (of: Model, back: readonly Node[], shape: string): readonly Node[] => {
  add(of, ints('flat', [-1, hidden]), floats('bias', [vocab]));
  return [node('Reshape', [rows, 'flat'], 'rows_flat'), node('Gemm', ['rows_flat', weight, 'bias'], 'product'), ...back, node('Reshape', ['product', shape], 'logits')];
};

const feedsOf = (slots: number, past: number, count: number): Record<string, Tensor> => ({
  input_ids: new Tensor('int64', BigInt64Array.from({ length: slots * count }, (_, i) => BigInt((i * 31) % vocab)), [slots, count]),
  attention_mask: new Tensor('int64', new BigInt64Array(slots * (past + count)).fill(1n), [slots, past + count]),
  position_ids: new Tensor('int64', BigInt64Array.from({ length: slots * count }, (_, i) => BigInt(past + (i % count))), [slots, count]),
  ...Object.fromEntries([0, 1].flatMap((layer) => ['key', 'value'].map((kind, i) => [`past_key_values.${layer}.${kind}`, new Tensor('float32', Float32Array.from({ length: slots * kvHeads * past * headDim }, (_, at) => Math.sin(at * 0.37 + 2 * layer + i)), [slots, kvHeads, past, headDim])]))),
});
const distance = (a: Float32Array, b: Float32Array): number => Math.sqrt(a.reduce((sum, value, i) => sum + (value - b[i]!) ** 2, 0) / b.reduce((sum, value) => sum + value ** 2, 1e-30));

const heads: [string, () => Model][] = [
  ['one product', () => buildDecoder(tinyDecoder)],
  ['the table of tokens, turned', () => withHead(() => [node('Transpose', ['model.embed_tokens.weight'], 'turned', { perm: [1, 0] }), node('MatMul', [rows, 'turned'], 'logits')])],
  ['a bias, a scale and a cap', () => withHead((of) => {
    add(of, floats('bias', [1, 1, vocab]), floats('cap', []));
    return [node('MatMul', [rows, weight], 'product'), node('Add', ['bias', 'product'], 'biased'), node('Div', ['biased', 'cap'], 'scaled'), node('Tanh', ['scaled'], 'capped'), node('Mul', ['capped', 'cap'], 'logits')];
  })],
  ['sizes cut off', () => withHead((of) => {
    add(of, ints('from', [0]), ints('to', [vocab - 8]), ints('axis', [-1]));
    of.graph!.output.find(({ name }) => name === 'logits')!.type!.tensorType!.shape!.dim[2]!.value = { case: 'dimValue', value: BigInt(vocab - 8) };
    return [node('MatMul', [rows, weight], 'product'), node('Slice', ['product', 'from', 'to', 'axis'], 'logits')];
  })],
  ['all positions in one list', () => withHead((of) => {
    add(of, ints('size_of_batch', [0]), ints('open', [-1]), ints('width', [vocab]));
    return asFlat(of, [node('Shape', [rows], 'size'), node('Gather', ['size', 'size_of_batch'], 'batch'), node('Concat', ['batch', 'open', 'width'], 'target', { axis: 0 })], 'target');
  })],
];
describe('logits of wanted positions', () => {
  it.each(heads)('are those of the same positions among all, with %s, and the rows are the same bit for bit', async (_, make) => {
    const of = make();
    const { bytes, wanted, reasons } = rewritten(of);
    expect(reasons.wanted).toBeNull();
    const [file, some] = [await InferenceSession.create(bytesOf(of), { logSeverityLevel: 3 }), await InferenceSession.create(bytes, { logSeverityLevel: 3 })];
    for (const [slots, past, count, places] of [[1, 0, 9, [8]], [1, 0, 9, [3, 4, 5, 8]], [1, 5, 7, []], [1, 4, 1, [0]], [3, 16, 1, [0]], [2, 12, 5, [0, 4]]] as const) {
      const was = await file.run(feedsOf(slots, past, count), ['logits', rows]);
      const is = await some.run({ ...feedsOf(slots, past, count), [wanted!]: new Tensor('int64', BigInt64Array.from(places, BigInt), [places.length]) }, ['logits', rows]);
      const width = was['logits']!.dims[2]!;
      const all = was['logits']!.data as Float32Array;
      const expected = Float32Array.from(Array.from({ length: slots }, (_unused, slot) => places.map((place) => [...all.subarray((slot * count + place) * width, (slot * count + place + 1) * width)])).flat(2));
      expect(is['logits']!.dims).toEqual([slots, places.length, width]);
      expect(distance(is['logits']!.data as Float32Array, expected)).toBeLessThan(2e-6);
      expect(is[rows]!.data).toEqual(was[rows]!.data);
    }
    await file.release();
    await some.release();
  });

  it.each<[string, () => Model, RegExp]>([
    ['one scale for all positions', () => withHead((of) => {
      add(of, create(TensorSchema, { name: 'bytes', dataType: 3, dims: [BigInt(hidden), BigInt(vocab)], rawData: new Uint8Array(hidden * vocab) }));
      return [create(NodeSchema, { opType: 'DynamicQuantizeLinear', input: [rows], output: ['rows_8', 'scale', 'zero_8'] }), node('MatMulInteger', ['rows_8', 'bytes', 'zero_8'], 'logits_32'), node('Cast', ['logits_32'], 'cast', { to: 1 }), node('Mul', ['cast', 'scale'], 'logits')];
    }), /^DynamicQuantizeLinear between/],
    ['a sum over positions', () => withHead(() => [node('CumSum', [rows, 'axis_1'], 'summed'), node('MatMul', ['summed', weight], 'logits')]), /^CumSum between/],
    ['something for each position', () => withHead((of) => (add(of, floats('by_position', [1, 9, vocab])), [node('MatMul', [rows, weight], 'product'), node('Add', ['product', 'by_position'], 'logits')])), /^Add between/],
    ['rows on the right', () => withHead(() => [node('MatMul', [weight, rows], 'logits')]), /^MatMul between/],
    ['rows of both sides', () => withHead(() => [node('Transpose', [rows], 'turned', { perm: [0, 2, 1] }), node('MatMul', [rows, 'turned'], 'logits')]), /^Transpose between/],
    ['positions cut off', () => withHead((of) => (add(of, ints('from', [1]), ints('to', [99]), ints('axis', [1])), [node('MatMul', [rows, weight], 'product'), node('Slice', ['product', 'from', 'to', 'axis'], 'logits')])), /^Slice between/],
    ['positions that become widths', () => withHead((of) => (add(of, ints('other', [0, hidden, -1])), [node('Reshape', [rows, 'other'], 'mixed'), node('MatMul', ['mixed', weight], 'logits')])), /^Reshape between/],
    ['an operator of that name from elsewhere', () => withHead(() => [node('MatMul', [rows, weight], 'logits', {}, 'somewhere')]), /^MatMul between/],
    ['a size that is the prompt\'s', () => withHead((of) => (add(of, ints('width', [vocab])), asFlat(of, [node('Shape', ['input_ids'], 'size'), node('Concat', ['size', 'width'], 'target', { axis: 0 })], 'target'))), /^Reshape between/],
  ])('cannot be taken before %s', (_, make, reason) => {
    const of = make();
    const { bytes, wanted, reasons } = rewritten(of);
    expect(wanted).toBeNull();
    expect(reasons.wanted).toMatch(reason);
    expect(bytes).toEqual(bytesOf(of));
  });

  it('are not taken where an output or another node reads what lies between', () => {
    const between = (): Model => withHead((of) => (add(of, floats('bias', [vocab])), [node('MatMul', [rows, weight], 'product'), node('Add', ['product', 'bias'], 'logits')]));
    const given = between();
    given.graph!.output.push(create(ValueInfoSchema, { name: 'product' }));
    expect(rewritten(given).reasons.wanted).toBe('product is read elsewhere too');
    const read = between();
    read.graph!.node.push(node('Neg', ['product'], 'more'));
    expect(rewritten(read).reasons.wanted).toBe('product is read elsewhere too');
  });

  it('leave a node that reads the last rows for something else with all of them', async () => {
    const of = buildDecoder(tinyDecoder);
    of.graph!.node.push(node('Neg', [rows], 'more'));
    of.graph!.output.push(create(ValueInfoSchema, { name: 'more' }));
    const { bytes, wanted } = rewritten(of);
    const session = await InferenceSession.create(bytes, { logSeverityLevel: 3 });
    const made = await session.run({ ...feedsOf(1, 0, 6), [wanted!]: new Tensor('int64', BigInt64Array.of(5n), [1]) }, ['more', 'logits']);
    expect([made['more']!.dims, made['logits']!.dims]).toEqual([[1, 6, hidden], [1, 1, vocab]]);
    await session.release();
  });

  it('are refused for places that are not there', async () => {
    const { bytes, wanted } = rewritten(buildDecoder(tinyDecoder));
    const session = await InferenceSession.create(bytes, { logSeverityLevel: 4 });
    await expect(session.run({ ...feedsOf(1, 0, 6), [wanted!]: new Tensor('int64', BigInt64Array.of(6n), [1]) }, ['logits'])).rejects.toThrow(/out of data bounds/);
    await session.release();
  });
});
