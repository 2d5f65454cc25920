import { fromBinary, toBinary } from '@bufbuild/protobuf';
import type { WeightCheat } from '../../shared/cheats.ts';
import { ModelSchema, type Graph, type Tensor } from './onnx/onnx_pb.ts';
import type { OpenedModel } from './openModelFolder.ts';
import { modelUnsupported } from './unsupported.ts';

/**
 * The model as a node computes with it that cheats on purpose, under the id of the true one: with the weights of its products rounded to 8 bits, or with one layer that adds nothing.
 * For the practice network alone, so that everybody can watch it being caught.
 *
 * @throws model.unsupported  weights in external files, or no layer to skip
 */
export function withCheatWeights(opened: OpenedModel, kind: WeightCheat): OpenedModel {
  const model = fromBinary(ModelSchema, opened.sessionBytes);
  const graph = model.graph!;
  for (const tensor of kind === 'cheap-weights' ? rightSides(graph) : skippedSides(graph)) {
    if (tensor.externalData.length > 0 || tensor.rawData.length === 0) throw modelUnsupported(`to cheat with the weight "${tensor.name}", which is not in the graph's file`);
    tensor.rawData = kind === 'cheap-weights' ? roundToInt8(tensor) : new Uint8Array(tensor.rawData.length);
  }
  return { ...opened, sessionBytes: toBinary(ModelSchema, model) };
}

/** float32 matrices that are the right side of a product. */
function rightSides(graph: Graph): Tensor[] {
  const names = new Set(graph.node.filter(({ opType }) => opType === 'MatMul' || opType === 'Gemm').map(({ input }) => input[1]));
  return graph.initializer.filter((tensor) => names.has(tensor.name) && tensor.dataType === 1 && tensor.dims.length === 2);
}

/** What a middle layer adds to the stream it reads: the two products that end its halves. */
function skippedSides(graph: Graph): Tensor[] {
  const added = new Set(graph.node.filter(({ opType }) => opType === 'Add').flatMap(({ input }) => input));
  const ends = graph.node.filter(({ opType, output }) => opType === 'MatMul' && output.some((name) => added.has(name))).map(({ input }) => input[1]!);
  const sides = rightSides(graph);
  const middle = 2 * Math.floor(ends.length / 4);
  const found = ends.slice(middle, middle + 2).flatMap((name) => sides.filter((tensor) => tensor.name === name));
  if (found.length === 0) throw modelUnsupported('to skip a layer of this model: no product ends one');
  return found;
}

/** Symmetric int8 per column, as weight-only quantisation does it. */
function roundToInt8({ rawData, dims }: Tensor): Uint8Array {
  const values = new Float32Array(rawData.slice().buffer);
  const columns = Number(dims[1]);
  for (let column = 0; column < columns; column++) {
    let most = 0;
    for (let i = column; i < values.length; i += columns) most = Math.max(most, Math.abs(values[i]!));
    if (most === 0) continue;
    for (let i = column; i < values.length; i += columns) values[i] = Math.round((values[i]! / most) * 127) * (most / 127);
  }
  return new Uint8Array(values.buffer);
}
