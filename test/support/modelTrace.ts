import { toBinary } from '@bufbuild/protobuf';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { exposeOutputs } from '../../electron/services/models/exposeOutputs.ts';
import { ModelSchema } from '../../electron/services/models/onnx/onnx_pb.ts';
import { elem, type ElemName } from './onnxModels.ts';
import type { UnseenModel } from './unseenModels.ts';

const arrayOf: Partial<Record<ElemName, (data: ArrayLike<number>) => Tensor['data']>> = {
  float: (data) => Float32Array.from(data), int64: (data) => BigInt64Array.from(Array.from(data), BigInt), bool: (data) => Uint8Array.from(data),
  int32: (data) => Int32Array.from(data), uint8: (data) => Uint8Array.from(data),
};
export const tensorOf = (type: ElemName, dims: readonly number[], data: ArrayLike<number>): Tensor => new Tensor(type === 'float' ? 'float32' : (type as Tensor.Type), arrayOf[type]!(data) as never, dims);

/** ONNX element type of what the runtime names. */
export const elemTypeOf = (type: string): number => (type === 'float32' ? elem.float : type === 'float64' ? elem.double : (elem as Readonly<Record<string, number>>)[type] ?? 0);

export const unfused = { graphOptimizationLevel: 'disabled', intraOpNumThreads: 1, logSeverityLevel: 4 } as const;

/** Every tensor of the main graph as an unfused run computes it, by name; values that are no tensors are left out. */
export async function traceModel(unseen: UnseenModel): Promise<ReadonlyMap<string, Tensor>> {
  const { model, feeds } = unseen;
  const names = model.graph.node.flatMap((each) => each.output).filter((name) => name !== '');
  const session = await InferenceSession.create(exposeOutputs(toBinary(ModelSchema, model), model.graph, names), unfused);
  try {
    const given = Object.fromEntries(Object.entries(feeds).map(([name, { type, dims, data }]) => [name, tensorOf(type, dims, data)]));
    const wanted = session.outputMetadata.filter((each) => each.isTensor).map((each) => each.name);
    const made = await session.run(given, wanted);
    return new Map([...Object.entries(given), ...Object.entries(made)] as [string, Tensor][]);
  } finally {
    await session.release();
  }
}

export const bitsOf = (tensor: Tensor): Buffer => {
  const view = tensor.data as Uint8Array;
  return Buffer.from(view.buffer, view.byteOffset, view.byteLength);
};
