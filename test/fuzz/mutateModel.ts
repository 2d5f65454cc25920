import { fromBinary, toBinary } from '@bufbuild/protobuf';
import { ModelSchema, type Graph, type Tensor, type ValueInfo } from '../../electron/services/models/onnx/onnx_pb.ts';
import type { Random } from './mutate.ts';

const names = ['', '__proto__', 'constructor', 'x', 'y', 'w', '\u0000', 'v\ufffd', 'é', 'n'.repeat(600)];
const operators = ['Add', 'Relu', 'RandomNormal', 'Dropout', 'If', 'Loop', 'Constant', 'GroupQueryAttention', 'MatMulNBits', 'SimplifiedLayerNormalization', 'RotaryEmbedding', 'SkipLayerNormalization', 'LSTM', 'GRU', 'RNN', 'Reshape', 'Transpose', 'Squeeze', '__proto__', ''];
const whole = [0n, 1n, -1n, 4n, 2n ** 31n, 2n ** 32n - 1n, 2n ** 40n, 2n ** 63n - 1n, -(2n ** 63n)];

function graphsOf(graph: Graph): Graph[] {
  return [graph, ...graph.node.flatMap((node) => node.attribute).flatMap((attribute) => [...(attribute.g ? [attribute.g] : []), ...attribute.graphs]).flatMap(graphsOf)];
}

/** A model that is still a protobuf message, with its graph edited: names, operators, attributes, types, dims, versions, copies, cycles. */
export function mutateModel(random: Random, bytes: Uint8Array): Uint8Array {
  const model = fromBinary(ModelSchema, bytes);
  if (random.below(2) === 0) {
    editGently(random, model.graph!);
    return toBinary(ModelSchema, model);
  }
  for (let edits = 1 + random.below(3); edits > 0; edits--) {
    const graph = random.pick(graphsOf(model.graph!));
    const node = graph.node.length > 0 ? random.pick(graph.node) : null;
    const known = [...names, ...graph.node.flatMap((each) => each.output), ...graph.initializer.map((tensor) => tensor.name)];
    const place = (list: readonly unknown[]): number => random.below(list.length + 1);
    switch (random.below(14)) {
      case 0: if (node) node.input[place(node.input)] = random.pick(known); break;
      case 1: if (node) node.output[place(node.output)] = random.pick(known); break;
      case 2: if (node) node.opType = random.pick(operators); break;
      case 3: if (node) node.domain = random.pick(['', 'ai.onnx', 'com.microsoft', 'other', '__proto__']); break;
      case 4: if (node) graph.node.splice(place(graph.node), 0, node); break;
      case 5: graph.node.reverse(); break;
      case 6: graph.node.splice(random.below(graph.node.length), 1); break;
      case 7: if (node && node.attribute.length > 0) editAttribute(random, node.attribute); break;
      case 8: if (graph.initializer.length > 0) editTensor(random, random.pick(graph.initializer)); break;
      case 9: if (model.opsetImport.length > 0) random.pick(model.opsetImport).version = random.pick(whole); break;
      case 10: if (graph.initializer.length > 0) graph.initializer.push(random.pick(graph.initializer)); break;
      case 11: for (const list of [graph.input, graph.output]) if (list.length > 0 && random.below(2) === 0) random.pick(list).name = random.pick(known); break;
      case 12: if (graph.input.length + graph.valueInfo.length > 0) editDeclared(random, random.pick([...graph.input, ...graph.valueInfo])); break;
      default: if (node && graph.node.length > 1) node.input.push(...random.pick(graph.node).output);
    }
  }
  return toBinary(ModelSchema, model);
}

/** What may well be another honest model: an option, a declared size, a constant that a shape or an axis comes from. Reaches what lies behind the first refusals. */
function editGently(random: Random, graph: Graph): void {
  const options = graph.node.flatMap(({ attribute }) => attribute);
  const constants = [...graph.initializer, ...options.flatMap(({ t }) => (t ? [t] : []))].filter(({ dataType, rawData }) => dataType === 7 && rawData.length >= 8);
  const small = (): bigint => BigInt(random.below(12) - 3);
  switch (random.below(4)) {
    case 0: {
      const option = options.length > 0 ? random.pick(options) : null;
      if (option?.type === 2) option.i = random.below(4) > 0 ? small() : random.pick(whole);
      else if (option?.type === 7 && option.ints.length > 0) option.ints[random.below(option.ints.length)] = random.below(4) > 0 ? small() : random.pick(whole);
      else if (option?.type === 3) option.s = new TextEncoder().encode(random.pick(['forward', 'reverse', 'bidirectional', '', 'sideways']));
      break;
    }
    case 1: {
      if (constants.length === 0) break;
      const tensor = random.pick(constants);
      const bytes = Uint8Array.from(tensor.rawData);
      new DataView(bytes.buffer).setBigInt64(8 * random.below(bytes.length >> 3), random.below(4) > 0 ? small() : random.pick(whole), true);
      tensor.rawData = bytes;
      break;
    }
    case 2: if (graph.node.length > 0) random.pick(graph.node).input.pop(); break;
    default: if (graph.input.length + graph.valueInfo.length > 0) editDeclared(random, random.pick([...graph.input, ...graph.valueInfo]));
  }
}

function editAttribute(random: Random, attributes: Graph['node'][number]['attribute']): void {
  const attribute = random.pick(attributes);
  switch (random.below(6)) {
    case 0: attribute.type = random.below(16); break;
    case 1: attribute.i = random.pick(whole); break;
    case 2: attribute.f = random.pick([0, NaN, Infinity, -1e38]); break;
    case 3: attribute.ints.push(random.pick(whole)); break;
    case 4: attribute.refAttrName = random.pick(names); break;
    default: attributes.push(attribute);
  }
}

/** Shapes are followed from what is declared, down to the length of a sequence. */
function editDeclared(random: Random, { type }: ValueInfo): void {
  const dims = type?.tensorType?.shape?.dim;
  if (!dims) return;
  if (dims.length > 0 && random.below(2) === 0) random.pick(dims).value = { case: 'dimValue', value: random.pick([...whole, 3n, 5n, 7n, 1024n, 1025n]) };
  else if (random.below(2) === 0) dims.pop();
  else dims.push({ $typeName: 'hearth.onnx.Shape.Dim', denotation: '', value: { case: 'dimValue', value: random.pick(whole) } });
}

function editTensor(random: Random, tensor: Tensor): void {
  switch (random.below(6)) {
    case 0: tensor.dims[random.below(tensor.dims.length + 1)] = random.pick(whole); break;
    case 1: tensor.dataType = random.below(30); break;
    case 2: tensor.dataLocation = random.below(4); break;
    case 3: tensor.rawData = tensor.rawData.subarray(0, random.below(tensor.rawData.length)); break;
    case 4: tensor.int32Data.push(random.below(1 << 30)); break;
    default: tensor.externalData.push({ $typeName: 'hearth.onnx.StringEntry', key: random.pick(['location', 'offset', 'length', '__proto__']), value: random.pick(['m.onnx', '../x', '-1', '9'.repeat(30), '']) });
  }
}
