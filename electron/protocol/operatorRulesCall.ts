import { refuseOperator } from './operatorRulesTensor.ts';
import type { TensorBytes } from './tensor.ts';

export type AttributeValue = number | string | readonly number[] | TensorBytes | null;

/** What an operator is, apart from its values. */
export type OperatorNode = {
  /** '' for ai.onnx. */
  readonly domain: string;
  readonly opType: string;
  /** Operator set version in force. */
  readonly version: number;
  /** A graph, a list of tensors or a reference is null: opaque. */
  readonly attributes: ReadonlyMap<string, AttributeValue>;
};

/** A node with the inputs that one side committed to; null for an input it does not have. */
export type OperatorCall = OperatorNode & { readonly inputs: readonly (TensorBytes | null)[] };

/**
 * exact: one right bit pattern. rounded: the float64 result rounded once. dot: a sum of products with a bound that is sound in any order.
 * calibrated: a bound measured over honest kernels.
 */
export type RuleName = 'exact' | 'rounded' | 'dot' | 'calibrated';

export type Expectation = {
  /** In float64, from the inputs as they are. */
  readonly value: number | bigint;
  /** A larger difference is a soft fail. */
  readonly soft: number;
  /** A larger difference is a fault. */
  readonly hard: number;
};

/** What one output must be. */
export type Reference = {
  readonly rule: RuleName;
  readonly dtype: number;
  readonly dims: readonly number[];
  /** Multiply-adds per element, for budgets. */
  readonly cost: number;
  /** Kernels may differ in the sign of a zero (a maximum of +0 and −0). */
  readonly anyZero?: boolean;
  at(position: number): Expectation;
};

/** One entry per output slot; null for a slot the rule leaves alone. Undefined: not an operator of this table. */
export type Rule = (call: OperatorCall) => readonly (Reference | null)[];

export const exactly = (value: number | bigint): Expectation => ({ value, soft: 0, hard: 0 });

export function inputOf(call: OperatorCall, index: number): TensorBytes {
  return call.inputs[index] ?? refuseOperator('badInputs', `${call.opType} has no input ${index}`);
}

export function numberAttribute(call: OperatorNode, name: string, fallback: number): number {
  const value = call.attributes.get(name);
  if (value === undefined) return fallback;
  return typeof value === 'number' ? value : refuseOperator('badInputs', `attribute ${name} is no number`);
}

export function textAttribute(call: OperatorNode, name: string, fallback: string): string {
  const value = call.attributes.get(name);
  if (value === undefined) return fallback;
  return typeof value === 'string' ? value : refuseOperator('badInputs', `attribute ${name} is no text`);
}

export function listAttribute(call: OperatorNode, name: string): readonly number[] | null {
  const value = call.attributes.get(name);
  if (value === undefined) return null;
  return Array.isArray(value) ? (value as readonly number[]) : refuseOperator('badInputs', `attribute ${name} is no list`);
}
