import { graphsOf } from './graphScope.ts';
import type { Graph, Node } from './onnx/onnx_pb.ts';
import { normalDomain } from './operatorSets.ts';
import { intAttribute } from './rewriteKit.ts';

/** TensorProto.DataType: float16, bfloat16. */
const halfTypes = new Set([10, 16]);
/** What gives numbers out as they came in, or only their shape. */
const moves = new Set(['Gather', 'GatherND', 'GatherElements', 'Reshape', 'Transpose', 'Slice', 'Split', 'Concat', 'Squeeze', 'Unsqueeze', 'Expand', 'Tile', 'Flatten', 'Identity', 'Shape', 'Size']);

/**
 * Operators that compute in 16 bits, "domain/operator", ascending. Two honest machines differ by a rounding in the seventh digit; where that decides which of two half floats a number becomes, it grows a thousandfold, beyond every
 * threshold: with any of them a model is shadow only. Weights that are only stored in 16 bits and widened before they are used are none of it: widening is exact.
 *
 * @source docs/protocol/models.md section 8
 */
export function halfOperators(graph: Graph): string[] {
  const found = new Set<string>();
  const constant = new Set<string>();
  const half = new Set<string>();
  const enter = ({ initializer, input }: Graph): void => {
    for (const { name, dataType } of initializer) {
      constant.add(name);
      if (halfTypes.has(dataType)) half.add(name);
    }
    for (const { name, type } of input) if (halfTypes.has(type?.tensorType?.elemType ?? 0)) half.add(name);
  };
  const visit = (node: Node): void => {
    const isStandard = normalDomain(node.domain) === '';
    const hasHalf = node.input.some((name) => half.has(name));
    const becomes = (of: Set<string>): void => { for (const name of node.output) if (name !== '') of.add(name); };
    if (isStandard && node.opType === 'Constant') {
      becomes(constant);
      if (node.attribute.some(({ t }) => t !== undefined && halfTypes.has(t.dataType))) becomes(half);
    } else if (isStandard && node.opType === 'Cast') {
      if (!halfTypes.has(intAttribute(node, 'to', 0))) return;
      becomes(half);
      if (constant.has(node.input[0]!)) becomes(constant);
      else found.add('ai.onnx/Cast');
    } else if (isStandard && moves.has(node.opType)) {
      if (hasHalf) becomes(half);
    } else if (hasHalf) {
      becomes(half);
      found.add(`${normalDomain(node.domain) || 'ai.onnx'}/${node.opType}`);
    }
    for (const inner of node.attribute.flatMap((attribute) => graphsOf(attribute))) walk(inner);
  };
  const walk = (within: Graph): void => {
    enter(within);
    for (const node of within.node) visit(node);
  };
  // A file may list its nodes in any order: until nothing more is found.
  for (let known = -1; known !== half.size + constant.size; ) {
    known = half.size + constant.size;
    walk(graph);
  }
  return [...found].sort();
}
