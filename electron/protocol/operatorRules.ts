import { arithmeticRules } from './operatorRulesArithmetic.ts';
import { calibratedRules } from './operatorRulesCalibrated.ts';
import type { Expectation, OperatorCall, Reference, Rule, RuleName } from './operatorRulesCall.ts';
import { dotRules } from './operatorRulesDot.ts';
import { movementRules } from './operatorRulesMovement.ts';
import { elementCount, indexOf, readElements, RefusedOperator, type Elements, type Refusal } from './operatorRulesTensor.ts';
import type { TensorBytes } from './tensor.ts';

/** slash: beyond the hard bound. softFail: beyond the soft one, which only raises the audit probability. */
export type Verdict = 'noFault' | 'softFail' | 'slash';

export type ElementFinding = {
  readonly slot: number;
  /** Row-major. */
  readonly element: number;
  readonly index: readonly number[];
  readonly claimed: number | bigint;
  /** In float64, from the claimant's own inputs. */
  readonly expected: number | bigint;
  readonly difference: number;
  readonly softBound: number;
  readonly hardBound: number;
  readonly verdict: Verdict;
};

export type OperatorFinding = {
  readonly verdict: Verdict;
  readonly rule: RuleName | null;
  /** The element that misses by most, measured in its bound; null when a shape or type is wrong, or there are no elements. */
  readonly worst: ElementFinding | null;
  readonly softFails: number;
  readonly faults: number;
  readonly judged: number;
  /** Set when a whole output is wrong, whatever its elements: its type, its shape. */
  readonly reason: string | null;
};
export type OperatorJudgement = { readonly state: 'judged'; readonly finding: OperatorFinding } | ({ readonly state: 'refused' } & Refusal);

/** Which positions to judge, per slot; all when absent. */
export type ElementChoice = (slot: number, count: number, cost: number) => readonly number[] | null;

/** Operators whose inside no rule reads: subgraphs, loops, fused contributions. */
const opaque = new Set(['If', 'Loop', 'Scan', 'LSTM', 'GRU', 'RNN', 'Attention', 'GroupQueryAttention', 'MultiHeadAttention', 'MatMulNBits', 'SkipLayerNormalization', 'SkipSimplifiedLayerNormalization', 'RotaryEmbedding', 'DynamicQuantizeLinear']);

/** Whether some rule covers this operator; it may still refuse the types or options of a node. */
export const hasRule = (call: Pick<OperatorCall, 'domain' | 'opType'>, outputs: number): boolean => ruleFor(call, outputs) !== null;

function ruleFor(call: Pick<OperatorCall, 'domain' | 'opType'>, outputs: number): Rule | null {
  if (call.domain !== '' && !(call.domain === 'com.microsoft' && ['Gelu', 'SimplifiedLayerNormalization'].includes(call.opType))) return null;
  return movementRules(outputs).get(call.opType) ?? arithmeticRules.get(call.opType) ?? dotRules.get(call.opType) ?? calibratedRules.get(call.opType) ?? null;
}

/**
 * "Is your output = Op(your committed inputs)?" One side's claim about one node, judged by itself.
 *
 * @param claimed  one entry per output slot of the node; null for one that is not wanted
 * @source docs/protocol/disputes.md section 4 (HVI-1 3.9)
 */
export function judgeOperator(call: OperatorCall, claimed: readonly (TensorBytes | null)[], choose: ElementChoice = () => null): OperatorJudgement {
  const rule = ruleFor(call, claimed.length);
  if (!rule) {
    const isOpaque = call.domain !== '' || opaque.has(call.opType);
    return { state: 'refused', refused: isOpaque ? 'opaqueOperator' : 'unknownOperator', reason: `no rule for ${call.domain ? `${call.domain}.` : ''}${call.opType}` };
  }
  try {
    const references = rule(call);
    const findings = claimed.flatMap((tensor, slot) => {
      const reference = references[slot];
      if (!tensor) return [];
      if (!reference) throw new RefusedOperator('unknownOperator', `no rule for output ${slot} of ${call.opType}`);
      return [judgeOutput(reference, tensor, slot, choose)];
    });
    return { state: 'judged', finding: findings.reduce(worseOf) };
  } catch (error) {
    if (error instanceof RefusedOperator) return { state: 'refused', ...error.refusal };
    throw error;
  }
}

const rank: Readonly<Record<Verdict, number>> = { noFault: 0, softFail: 1, slash: 2 };

function worseOf(a: OperatorFinding, b: OperatorFinding): OperatorFinding {
  const worse = rank[b.verdict] > rank[a.verdict] || (b.verdict === a.verdict && b.worst && (!a.worst || excess(b.worst) > excess(a.worst))) ? b : a;
  return { ...worse, softFails: a.softFails + b.softFails, faults: a.faults + b.faults, judged: a.judged + b.judged };
}

const excess = ({ difference, hardBound }: ElementFinding): number => (difference === 0 ? 0 : difference / hardBound);

function judgeOutput(reference: Reference, tensor: TensorBytes, slot: number, choose: ElementChoice): OperatorFinding {
  const whole = (reason: string): OperatorFinding => ({ verdict: 'slash', rule: reference.rule, worst: null, softFails: 0, faults: 1, judged: 0, reason });
  if (tensor.dtype !== reference.dtype) return whole(`element type ${tensor.dtype} instead of ${reference.dtype}`);
  if (tensor.dims.length !== reference.dims.length || tensor.dims.some((dim, axis) => dim !== reference.dims[axis])) return whole(`shape [${tensor.dims.join(' ')}] instead of [${reference.dims.join(' ')}]`);
  const values = readElements(tensor);
  const positions = choose(slot, values.length, reference.cost);
  const judged = positions?.length ?? elementCount(reference.dims);
  let worst: ElementFinding | null = null;
  let [softFails, faults] = [0, 0];
  for (let i = 0; i < judged; i++) {
    const position = positions ? positions[i]! : i;
    const expected = reference.at(position);
    const difference = differenceOf(values[position]!, expected, reference);
    const verdict: Verdict = !(difference <= expected.hard) ? 'slash' : difference > expected.soft ? 'softFail' : 'noFault';
    if (verdict === 'slash') faults++;
    if (verdict === 'softFail') softFails++;
    if (difference === 0 && worst) continue;
    const finding = { slot, element: position, claimed: values[position]!, expected: expected.value, difference, softBound: expected.soft, hardBound: expected.hard, verdict };
    if (!worst || excess(finding as ElementFinding) > excess(worst)) worst = { ...finding, index: indexOf(position, reference.dims) };
  }
  return { verdict: faults > 0 ? 'slash' : softFails > 0 ? 'softFail' : 'noFault', rule: reference.rule, worst, softFails, faults, judged, reason: null };
}

/** 0 for the same value; Infinity where one is a number and the other is not, and for exact rules whatever differs counts. */
function differenceOf(claimed: Elements[number], { value, hard }: Expectation, { anyZero, dtype }: Reference): number {
  if (Object.is(claimed, value)) return 0;
  if (typeof claimed === 'bigint' || typeof value === 'bigint') {
    const gap = Number(BigInt(claimed) - BigInt(value));
    return Math.abs(gap);
  }
  if (Number.isNaN(claimed) || Number.isNaN(value)) return Number.isNaN(claimed) && Number.isNaN(value) ? 0 : Infinity;
  if (claimed === value) return hard > 0 || anyZero ? 0 : Number.MIN_VALUE;
  // The real value may overflow float32: the claim is then the infinity it rounds to.
  if (!Number.isFinite(claimed) && dtype === 1 && Math.fround(value) === claimed) return 0;
  return Number.isFinite(claimed) && Number.isFinite(value) ? Math.abs(claimed - value) : Infinity;
}

/**
 * The positions where two claims of one output differ most, so that judging a large tensor costs a bounded number of multiply-adds.
 *
 * @returns  null when all can be judged within `budget`
 */
export function largestDifferences(a: TensorBytes | null, b: TensorBytes | null, count: number, cost: number, budget: number): readonly number[] | null {
  const most = Math.max(1, Math.floor(budget / Math.max(1, cost)));
  if (count <= most) return null;
  if (!a || !b || a.dtype !== b.dtype || a.body.length !== b.body.length) return Array.from({ length: most }, (_, i) => Math.floor((i * count) / most));
  const [left, right] = [readElements(a), readElements(b)];
  const gaps = Float64Array.from({ length: count }, (_, i) => {
    const gap = Math.abs(Number(left[i]) - Number(right[i]));
    return Number.isNaN(gap) ? Infinity : gap;
  });
  return Array.from({ length: count }, (_, i) => i).sort((x, y) => gaps[y]! - gaps[x]!).slice(0, most);
}
