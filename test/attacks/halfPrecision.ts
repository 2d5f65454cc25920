import { create, fromBinary, toBinary } from '@bufbuild/protobuf';
import { AttributeSchema, ModelSchema, NodeSchema, type Node } from '../../electron/services/models/onnx/onnx_pb.ts';
import type { OpenedModel } from '../../electron/services/models/openModelFolder.ts';
import { bf16, fp16, roundWeights } from './weights.ts';

export type HalfPrecision = 'fp16' | 'bf16';
const onnxType = { fp16: 10, bf16: 16, float: 1 } as const;

/** What a 16-bit engine stores in 16 bits between kernels. Inside a normalisation and the mask such engines keep float32. */
const stored = new Set(['MatMul', 'Add', 'Mul', 'Softmax', 'Sigmoid']);

/**
 * A 16-bit numeric class on a CPU: weights and every activation that such an engine stores are rounded to 16 bits, sums inside a kernel stay float32.
 * What it cannot show is how two GPUs order those sums; the runtimes' own orders (optimisation levels, decode against prefill, WebAssembly) stand in.
 */
export function emulate(model: OpenedModel, precision: HalfPrecision): OpenedModel {
  const rounded = roundWeights(model, precision === 'fp16' ? fp16 : bf16);
  const parsed = fromBinary(ModelSchema, rounded.sessionBytes);
  const graph = parsed.graph!;
  const means = new Set(graph.node.filter(({ opType }) => opType === 'ReduceMean').flatMap(({ output }) => output));
  graph.node = graph.node.flatMap((node): Node[] => {
    if (!stored.has(node.opType) || node.input.some((input) => means.has(input))) return [node];
    const name = node.output[0]!;
    const [exact, half] = [`${name}/exact`, `${name}/half`];
    return [{ ...node, output: [exact] }, cast(exact, half, onnxType[precision]), cast(half, name, onnxType.float)];
  });
  return { ...rounded, sessionBytes: toBinary(ModelSchema, parsed) };
}

const cast = (input: string, output: string, to: number): Node =>
  create(NodeSchema, { opType: 'Cast', name: output, input: [input], output: [output], attribute: [create(AttributeSchema, { name: 'to', type: 2, i: BigInt(to) })] });
