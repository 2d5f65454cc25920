import { describe, expect, it } from 'vitest';
import { integerWeightBits } from '../../../../electron/services/models/integerWeights.ts';
import { openModelFolder } from '../../../../electron/services/models/openModelFolder.ts';
import type { Model, Node } from '../../../../electron/services/models/onnx/onnx_pb.ts';
import { nodePrimitives as p } from '../../../../electron/services/primitives/nodePrimitives.ts';
import { graph, model, node, tensor, value } from '../../../support/onnxModels.ts';

const none = (): Uint8Array => { throw new Error('no external data'); };
const bitsOf = (made: Model): number => integerWeightBits(made, none);

/** y = x · w with these weights, and what else is given. */
function product(weights: readonly number[], change: { readonly nodes?: readonly Node[]; readonly zeroPoint?: number; readonly type?: 'int8' | 'uint8' } = {}): Model {
  const { nodes = [], zeroPoint, type = 'int8' } = change;
  const place = zeroPoint === undefined ? ['x', 'w'] : ['x', 'w', '', 'z'];
  return model({
    nodes: [node('MatMulInteger', place, ['y']), ...nodes], inputs: [value('x', 'uint8', [1, weights.length])], outputs: [value('y', 'int32', [1, 1])],
    weights: [tensor('w', type, [weights.length, 1], type === 'int8' ? Int8Array.from(weights) : Uint8Array.from(weights)), ...(zeroPoint === undefined ? [] : [tensor('z', type, [], Int8Array.of(zeroPoint))])],
  });
}

describe('how wide the weights of an integer model are', () => {
  it('is 7 bits where two products of each fit into 16, of either sign', () => {
    expect(bitsOf(product([64, -64, 0, 63]))).toBe(7);
    expect(bitsOf(product([64, -64], { zeroPoint: 0 }))).toBe(7);
  });
  it('is 8 for one weight beyond, a zero point, and weights of another type', () => {
    expect(bitsOf(product([64, 65]))).toBe(8);
    expect(bitsOf(product([1, -65]))).toBe(8);
    expect(bitsOf(product([1, 2], { zeroPoint: 1 }))).toBe(8);
    expect(bitsOf(product([1, 2], { type: 'uint8' }))).toBe(8);
  });
  it('is 8 where it cannot be told: weights that are computed, a product the runtime may make itself, another domain, an inner graph', () => {
    expect(bitsOf(model({ nodes: [node('MatMulInteger', ['x', 'v'], ['y'])], inputs: [value('x', 'uint8', [1, 2]), value('v', 'int8', [2, 1])], outputs: [value('y', 'int32', [1, 1])] }))).toBe(8);
    expect(bitsOf(product([1], { nodes: [node('DequantizeLinear', ['y', 's'], ['f'])] }))).toBe(8);
    expect(bitsOf(product([1], { nodes: [node('QAttention', ['y'], ['f'], {}, 'com.microsoft')] }))).toBe(8);
    const body = graph({ nodes: [node('Identity', ['y'], ['t'])], outputs: [value('t', 'int32')] });
    expect(bitsOf(product([1], { nodes: [node('If', ['c'], ['t'], { then_branch: body, else_branch: body })] }))).toBe(8);
  });
  it('is 7 for the digits that come with Hearth, as their page says', async () => {
    expect((await openModelFolder(p, 'assets/models/digits')).weightBits).toBe(7);
    expect((await openModelFolder(p, 'assets/models/ember')).weightBits).toBe(8);
  });
});
