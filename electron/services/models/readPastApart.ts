import { namesRead } from './graphScope.ts';
import type { Graph, Node } from './onnx/onnx_pb.ts';
import { normalDomain } from './operatorSets.ts';
import { createRewrite } from './rewriteKit.ts';

/** A join of past and new positions, [batch, heads, positions, headDim] along the positions. */
export type Join = { readonly node: Node; readonly past: string; readonly added: string };

/** Slice takes its bounds as inputs since this version of the standard operators. */
const leastOpset = 10;
const lastAxis = -1;
const farthest = 2 ** 53 - 1;

/**
 * Nodes to put in place of others, so that attention reads the past where it lies and not a copy that a join made of it:
 * q·[past new]ᵀ = [q·pastᵀ q·newᵀ], and p·[past; new] = p₁·past + p₂·new. Only sums are taken in another order.
 * A join that anything else reads stays, as do those whose keys and values are repeated for several heads.
 *
 * @returns  by node, what stands in its place; nothing at all for the join itself
 */
export function readPastApart(graph: Graph, opset: number, joins: readonly Join[]): ReadonlyMap<Node, readonly Node[]> {
  const instead = new Map<Node, readonly Node[]>();
  if (opset < leastOpset) return instead;
  const readers = new Map<string, Node[]>();
  for (const node of graph.node) for (const name of namesRead(node)) readers.set(name, [...(readers.get(name) ?? []), node]);
  const given = new Set(graph.output.map(({ name }) => name));
  /** The one node that reads a value, if it reads it once and as the input of that place. */
  const onlyReader = (name: string, opType: string, at: number): Node | null => {
    const [reader, ...more] = readers.get(name) ?? [];
    const isIt = reader !== undefined && more.length === 0 && reader.opType === opType && normalDomain(reader.domain) === '' && reader.input.every((input, i) => (input === name) === (i === at));
    return isIt ? reader : null;
  };

  for (const { node, past, added } of joins) {
    const joined = node.output[0]!;
    const kit = createRewrite(`${joined}/apart`, opset);
    const turn = onlyReader(joined, 'Transpose', 0);
    const turned = turn && isLastTwo(turn) && !given.has(turn.output[0]!) ? turn.output[0]! : null;
    const scores = turned === null ? null : onlyReader(turned, 'MatMul', 1);
    const mix = onlyReader(joined, 'MatMul', 1);
    if (turn && scores) {
      const product = (keys: string): string => kit.op('MatMul', [scores.input[0]!, kit.op('Transpose', [keys], { perm: lastTwo })]);
      kit.op('Concat', [product(past), product(added)], { axis: BigInt(lastAxis) }, scores.output[0]!);
      instead.set(node, []).set(turn, []).set(scores, kit.nodes);
    } else if (mix) {
      const axis = kit.ints([lastAxis]);
      const bound = kit.op('Slice', [kit.op('Shape', [past]), kit.ints([2]), kit.ints([3]), kit.ints([0])]);
      const product = (from: string, to: string, values: string): string => kit.op('MatMul', [kit.op('Slice', [mix.input[0]!, from, to, axis]), values]);
      kit.op('Add', [product(kit.ints([0]), bound, past), product(bound, kit.ints([farthest]), added)], {}, mix.output[0]!);
      instead.set(node, []).set(mix, kit.nodes);
    }
  }
  return instead;
}

const lastTwo = [0n, 1n, 3n, 2n];
const isLastTwo = ({ attribute }: Node): boolean => attribute.length === 1 && attribute[0]!.name === 'perm' && attribute[0]!.ints.join() === lastTwo.join();
