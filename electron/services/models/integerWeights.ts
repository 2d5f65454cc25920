import { graphsOf } from './graphScope.ts';
import type { Model, Node, Tensor } from './onnx/onnx_pb.ts';
import { readTensor, type ExternalBytes } from './tensorBytes.ts';

/** Operators that multiply 8-bit values, with the places of the weights and of their zero point. @source ONNX operators, opset 17 */
const products: ReadonlyMap<string, { readonly weights: number; readonly zeroPoint: number }> = new Map([
  ['MatMulInteger', { weights: 1, zeroPoint: 3 }], ['ConvInteger', { weights: 1, zeroPoint: 3 }], ['QLinearMatMul', { weights: 3, zeroPoint: 5 }], ['QLinearConv', { weights: 3, zeroPoint: 5 }],
]);
/** A runtime may make a product of its own of these. */
const fusable = new Set(['DequantizeLinear', 'DynamicQuantizeLinear']);
const int8 = 3;
/** 2 × 255 × 64 fits into the 16 bits in which processors without VNNI add two products. */
const largestOfSeven = 64;

/**
 * How wide the weights are that a model multiplies with 8-bit values: 7 when every one is a constant int8 within ±64 without a zero point, so that a processor without VNNI computes the model
 * exactly; else 8, also where it cannot be told. Pure.
 *
 * @throws model.unsupported  what {@link readTensor} refuses
 */
export function integerWeightBits({ graph, functions }: Model, externalBytes: ExternalBytes): 7 | 8 {
  if (!graph || functions.length > 0) return 8;
  const constants = new Map(graph.initializer.map((tensor) => [tensor.name, tensor]));
  const bytesOf = (tensor: Tensor | undefined): Int8Array | null => {
    if (tensor?.dataType !== int8) return null;
    const { body } = readTensor(tensor, externalBytes);
    return new Int8Array(body.buffer, body.byteOffset, body.byteLength);
  };
  const isNarrow = (node: Node): boolean => {
    if ((node.domain !== '' && node.domain !== 'ai.onnx') || fusable.has(node.opType) || node.attribute.some((attribute) => graphsOf(attribute).length > 0)) return false;
    const place = products.get(node.opType);
    if (!place) return true;
    const weights = bytesOf(constants.get(node.input[place.weights] ?? ''));
    const zeroPoint = node.input[place.zeroPoint] ?? '';
    return weights !== null && weights.every((weight) => Math.abs(weight) <= largestOfSeven) && (zeroPoint === '' || (bytesOf(constants.get(zeroPoint))?.every((value) => value === 0) ?? false));
  };
  return graph.node.every(isNarrow) ? 7 : 8;
}
