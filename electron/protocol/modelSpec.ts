import { z } from 'zod';
import { jobKindShape } from '../shared/shapes.ts';
import { bytes32Shape, safeUintShape, textShape, uint32Shape, type Hex } from '../shared/units.ts';
import { toHex, utf8Bytes } from './bytes.ts';
import { jcsBytes } from './jcs.ts';
import type { Primitives } from './primitives.ts';

/** Which values of the graph are evidence. */
export const auditPlanShape = z.strictObject({
  format: z.literal('hearth-plan/1'),
  /** Name of the last-hidden value, float [batch, rows, hidden]; null for models without tokens. */
  rowTensor: textShape(500).nullable(),
  taps: z.array(textShape(500)).max(64),
  unit: z.enum(['token', 'item']),
  /** Rows per sketch. */
  chunk: z.literal(32),
  /** Operators that no rule can follow, "domain/operator", ascending. With any of them the model is shadow only: audits report and never accuse. */
  opaque: z.array(textShape(600)).max(1000),
});
export type AuditPlan = z.infer<typeof auditPlanShape>;

/**
 * How a model for embeddings makes one vector of a text: which value of the graph, which of its rows, and whether the vector is brought to length 1.
 * @source docs/protocol/models.md section 1
 */
export const embeddingShape = z.strictObject({
  /** A value [1, hidden] with pooling `none`; else [1, tokens, hidden]. */
  output: textShape(500),
  pooling: z.enum(['none', 'mean', 'first', 'last']),
  normalise: z.boolean(),
});
export type Embedding = z.infer<typeof embeddingShape>;

/**
 * Everything that makes a model this model. Thresholds are not in it: they may be raised later without judging an earlier
 * receipt (HVI-1, 0.3).
 * @source docs/protocol/models.md
 */
export const modelSpecShape = z.strictObject({
  format: z.literal('hearth-model/1'),
  kind: jobKindShape,
  onnxSha256: bytes32Shape,
  externalData: z.array(z.strictObject({ path: textShape(500), sha256: bytes32Shape, sizeBytes: safeUintShape })),
  weightsRoot: bytes32Shape,
  graphRoot: bytes32Shape,
  planRoot: bytes32Shape,
  tokenizerSha256: bytes32Shape.nullable(),
  stopTokenIds: z.array(uint32Shape).max(64),
  maxContext: uint32Shape,
  whitenSha256: bytes32Shape.nullable(),
  /** embed: how the vector is made of the graph's output; absent for the other kinds, whose ids it must not change. */
  embedding: embeddingShape.optional(),
});
export type ModelSpec = z.infer<typeof modelSpecShape>;

/** sha256("hearth/model/1" ‖ JCS(spec)) */
export const modelIdOf = (p: Primitives, spec: ModelSpec): Hex => toHex(p.sha256(utf8Bytes('hearth/model/1'), jcsBytes(spec)));
/** sha256("hearth/plan/1" ‖ JCS(plan)) */
export const planRootOf = (p: Primitives, plan: AuditPlan): Hex => toHex(p.sha256(utf8Bytes('hearth/plan/1'), jcsBytes(plan)));
