import { toBinary } from '@bufbuild/protobuf';
import { describe, expect, it } from 'vitest';
import { columnLeaves, columnRoot } from '../../../../electron/protocol/trace.ts';
import { merkleProof, merkleRoot, treeTag, verifyMerkleProof } from '../../../../electron/protocol/tree.ts';
import { ModelSchema } from '../../../../electron/services/models/onnx/onnx_pb.ts';
import { openReplayGraph } from '../../../../electron/services/models/replayGraph.ts';
import { nodePrimitives as p } from '../../../../electron/services/primitives/nodePrimitives.ts';
import { columnsRootOf } from '../../../../electron/services/replay/weightColumns.ts';
import { createNumbers, floats, model, node, value } from '../../../support/onnxModels.ts';

const [k, n] = [5000, 3];
const values = createNumbers(5)(k * n);
const float32 = (numbers: readonly number[]): Uint8Array => new Uint8Array(Float32Array.from(numbers).buffer);
const column = (j: number): number[] => Array.from({ length: k }, (_, row) => values[row * n + j]!);

describe('weights by columns', () => {
  it('puts each column in leaves of at most 4096 values, whichever way the weight lies', () => {
    const leaves = [0, 1, 2].flatMap((j) => [float32(column(j).slice(0, 4096)), float32(column(j).slice(4096))]);
    expect(columnLeaves(values, k, n, false)).toEqual(leaves);
    const turned = Float32Array.from([0, 1, 2].flatMap(column));
    expect(columnLeaves(turned, k, n, true)).toEqual(leaves);
    const root = columnRoot(p, values, k, n, false);
    const proof = merkleProof(p, treeTag.weightColumn, leaves, 3);
    expect(verifyMerkleProof(p, { tag: treeTag.weightColumn, count: 6, index: 3, leaf: leaves[3]!, proof, root })).toBe(true);
    expect(verifyMerkleProof(p, { tag: treeTag.weightColumn, count: 6, index: 2, leaf: leaves[3]!, proof, root })).toBe(false);
  });

  it('has one leaf per node, empty where the right side is no weight', () => {
    const graph = openReplayGraph(p, {
      modelId: `0x${'11'.repeat(32)}`, externalData: [], nodeOrder: [0, 1, 2, 3],
      sessionBytes: toBinary(ModelSchema, model({
        nodes: [node('MatMul', ['x', 'w'], ['a']), node('Relu', ['a'], ['b']), node('Gemm', ['b', 'v'], ['c'], { transB: 1n }), node('MatMul', ['c', 'x'], ['y'])],
        weights: [floats('w', [k, n], values), floats('v', [2, n], [1, 2, 3, 4, 5, 6])], inputs: [value('x', 'float', [1, k])], outputs: [value('y', 'float')],
      })),
    });
    const gemm = merkleRoot(p, treeTag.weightColumn, [float32([1, 2, 3]), float32([4, 5, 6])]);
    expect(columnsRootOf(p, graph)).toEqual(merkleRoot(p, treeTag.nodeColumns, [columnRoot(p, values, k, n, false), new Uint8Array(0), gemm, new Uint8Array(0)]));
  });
});
