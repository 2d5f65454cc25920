import { z } from 'zod';
import { bytes32Shape, hexShape, safeUintShape } from './units.ts';

/** One leaf of a tree with the siblings above it. @source docs/protocol/disputes.md section 1 */
export const openedLeafShape = z.strictObject({ data: hexShape, proof: z.array(bytes32Shape).max(64) });
/** A tensor's header, and the blocks that hold what is read, in order; `count` leaves in all. */
const openedTensorShape = z.strictObject({ count: safeUintShape, header: openedLeafShape, blocks: z.array(openedLeafShape).max(64) });
const moveShape = z.strictObject({ traceCount: safeUintShape, node: openedLeafShape, output: openedLeafShape, y: openedTensorShape, input: openedLeafShape, a: openedTensorShape });
const dotShape = moveShape.extend({ columnRoot: bytes32Shape, columnRootProof: z.array(bytes32Shape).max(64), column: openedLeafShape });

/** One element of one operator of a replay, opened as LeafJudge takes it. */
export const openingShape = z.discriminatedUnion('rule', [z.strictObject({ rule: z.literal('dot'), opened: dotShape }), z.strictObject({ rule: z.literal('move'), opened: moveShape })]);
export type Opening = z.infer<typeof openingShape>;
export type OpenedLeaf = z.infer<typeof openedLeafShape>;
export type OpenedTensor = z.infer<typeof openedTensorShape>;

/** By which rule an output is judged: the contract recomputes dots and moves, a committee the rest. @source docs/protocol/court.md section 5 */
export const judgingRuleShape = z.enum(['committee', 'dot', 'move']);
export type JudgingRule = z.infer<typeof judgingRuleShape>;

/** An operator at which the accused's replay parts from ours, as far as its list of sketches tells. */
export const namedNodeShape = z.strictObject({
  node: z.number().int().min(0), slot: z.number().int().min(0), opType: z.string().max(200), name: z.string().max(500),
  /** Sketch distance; Infinity where sketches cannot compare. */
  distance: z.custom<number>((value) => typeof value === 'number' && value >= 0),
  inputsAgree: z.boolean(), rule: judgingRuleShape,
  /** Its elements of largest size in our replay, largest first. */
  elements: z.array(safeUintShape).min(1).max(3),
  leaf: openedLeafShape,
});
export type NamedNode = z.infer<typeof namedNodeShape>;
