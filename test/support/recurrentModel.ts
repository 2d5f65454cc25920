import { toBinary } from '@bufbuild/protobuf';
import { ModelSchema } from '../../electron/services/models/onnx/onnx_pb.ts';
import { writeModelFolder } from './generatedDecoder.ts';
import { createNumbers, floats, ints, model, node, value } from './onnxModels.ts';

/** [batch, steps, width] → bidirectional LSTM → GRU → [batch, labels]; the batch is open, the steps are fixed. */
export const recurrentShape = { steps: 12, width: 5, hidden: 8, labels: 3 } as const;

export async function writeRecurrentModel(folder: string): Promise<string> {
  const { steps, width, hidden, labels } = recurrentShape;
  const numbers = createNumbers(23);
  const weight = (name: string, dims: readonly number[]) => floats(name, dims, numbers(dims.reduce((a, b) => a * b, 1), 0.6));
  const graph = model({
    opset: 17, inputs: [value('x', 'float', ['batch', steps, width])], outputs: [value('scores', 'float', ['batch', labels])],
    nodes: [
      node('Transpose', ['x'], ['by_step'], { perm: [1n, 0n, 2n] }), node('LSTM', ['by_step', 'w', 'r', 'b'], ['lstm'], { hidden_size: BigInt(hidden), direction: 'bidirectional' }),
      node('Transpose', ['lstm'], ['together'], { perm: [0n, 2n, 1n, 3n] }), node('Reshape', ['together', 'joined'], ['both']),
      node('GRU', ['both', 'gw', 'gr', 'gb'], ['', 'last'], { hidden_size: BigInt(hidden), linear_before_reset: 1n }), node('Squeeze', ['last', 'first'], ['state']), node('MatMul', ['state', 'head'], ['scores']),
    ],
    weights: [
      weight('w', [2, 4 * hidden, width]), weight('r', [2, 4 * hidden, hidden]), weight('b', [2, 8 * hidden]), weight('gw', [1, 3 * hidden, 2 * hidden]), weight('gr', [1, 3 * hidden, hidden]), weight('gb', [1, 6 * hidden]),
      weight('head', [hidden, labels]), ints('joined', [0, 0, -1]), ints('first', [0]),
    ],
  });
  await writeModelFolder(folder, { name: 'recurrent', title: 'recurrent', kind: 'classify', version: 1, license: 'MIT', numericClass: 'cpu-fp32', maxContext: 1, labels: ['a', 'b', 'c'], model: 'onnx/model.onnx' }, new Map([['onnx/model.onnx', toBinary(ModelSchema, graph)]]));
  return folder;
}
