import { create, toBinary } from '@bufbuild/protobuf';
import { concatBytes } from '../../protocol/bytes.ts';
import { modelReasons } from '../../shared/saidReasons.ts';
import { GraphSchema, ModelSchema, ValueInfoSchema, type Graph } from './onnx/onnx_pb.ts';
import { modelUnsupported } from './unsupported.ts';

/**
 * Makes inner values of the graph readable as outputs, without changing a byte of the file: a protobuf message that follows another
 * of its kind is merged into it, and repeated fields are appended. The runtime infers type and shape from the bare name.
 *
 * @param onnx   the file's bytes
 * @param graph  its parsed graph
 * @param names  values to expose; those that are outputs already are left as they are
 * @returns      bytes for `InferenceSession.create`; `onnx` itself when there is nothing to add
 * @throws       model.unsupported  no node makes such a value
 */
export function exposeOutputs(onnx: Uint8Array, graph: Graph, names: readonly string[]): Uint8Array {
  const outputs = new Set(graph.output.map((value) => value.name));
  const made = new Set(graph.node.flatMap((node) => node.output));
  const wanted = [...new Set(names)].filter((name) => !outputs.has(name));
  for (const name of wanted) if (!made.has(name)) throw modelUnsupported(modelReasons.noMaker(name));
  if (wanted.length === 0) return onnx;
  const output = wanted.map((name) => create(ValueInfoSchema, { name }));
  return concatBytes(onnx, toBinary(ModelSchema, create(ModelSchema, { graph: create(GraphSchema, { output }) })));
}
