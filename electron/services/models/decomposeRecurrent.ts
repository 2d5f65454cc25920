import type { Node } from './onnx/onnx_pb.ts';
import { inputOf, intAttribute, outputOf, type Rewrite } from './rewriteKit.ts';

/**
 * LSTM, GRU and RNN as standard operators, one step after another: x · Wᵀ for all steps at once, then for each step h · Rᵀ and the gates. Values keep the axis of
 * steps, with length 1: h and c are [1, batch, hidden], gates too. Left alone: sequences of their own lengths, a clip, other activations than the usual, coupled
 * gates, batch first.
 *
 * @source https://onnx.ai/onnx/operators (LSTM 14, GRU 14, RNN 14); docs/protocol/models.md section 8
 */

/** A node as one direction of it sees it. */
type Direction = {
  readonly b: Rewrite;
  /** x · Wᵀ of each step, [1, batch, gates · hidden], in the order in which this direction takes them. */
  readonly inputs: readonly string[];
  /** [hidden, gates · hidden] */
  readonly recurrence: string;
  /** Biases of input and of recurrence, [gates · hidden] each; null when the node has none. */
  readonly bias: readonly [string, string] | null;
  readonly h0: string;
  readonly c0: string;
  /** Weights from the cell to the gates i, o, f, [hidden] each. */
  readonly peepholes: readonly string[] | null;
};
/** The state after each step. */
type Steps = { readonly h: readonly string[]; readonly c: string | null };
type Cell = { readonly gates: number; readonly activations: readonly string[]; readonly run: (direction: Direction) => Steps };

/** (x · Wᵀ + bias) + h · Rᵀ */
const gatesOf = ({ b, recurrence }: Direction, input: string, h: string, bias: string | null): string => b.op('Add', [bias ? b.op('Add', [input, bias]) : input, b.op('MatMul', [h, recurrence])]);
const oneBias = ({ b, bias }: Direction): string | null => (bias ? b.op('Add', [...bias]) : null);

function lstm(of: Direction): Steps {
  const { b, peepholes } = of;
  const bias = oneBias(of);
  const peep = (gate: string, at: number, cell: string): string => (peepholes ? b.op('Add', [gate, b.op('Mul', [peepholes[at]!, cell])]) : gate);
  let [h, c] = [of.h0, of.c0];
  const all = of.inputs.map((input) => {
    const [i, o, f, g] = b.split(gatesOf(of, input, h, bias), 4, 2) as [string, string, string, string];
    const kept = b.op('Mul', [b.op('Sigmoid', [peep(f, 2, c)]), c]);
    c = b.op('Add', [kept, b.op('Mul', [b.op('Sigmoid', [peep(i, 0, c)]), b.op('Tanh', [g])])]);
    h = b.op('Mul', [b.op('Sigmoid', [peep(o, 1, c)]), b.op('Tanh', [c])]);
    return h;
  });
  return { h: all, c };
}

/** The fresh state reads (r ⊙ h) · R, or r ⊙ (h · R + bias) where the product is what is reset. */
const gru = (resetsProduct: boolean) => (of: Direction): Steps => {
  const { b } = of;
  const one = b.float(1);
  const [wz, wr, wh] = of.bias ? b.split(of.bias[0], 3, 0) : [null, null, null];
  const [rz, rr, rh] = of.bias ? b.split(of.bias[1], 3, 0) : [null, null, null];
  const added = (x: string, bias: string | null | undefined): string => (bias ? b.op('Add', [x, bias]) : x);
  const both = (w: string | null | undefined, r: string | null | undefined): string | null => (w && r ? b.op('Add', [w, r]) : null);
  const [bz, br, bh] = [both(wz, rz), both(wr, rr), resetsProduct ? wh : both(wh, rh)];
  const [Rz, Rr, Rh] = b.split(of.recurrence, 3, 1) as [string, string, string];
  let h = of.h0;
  const all = of.inputs.map((input) => {
    const [xz, xr, xh] = b.split(input, 3, 2) as [string, string, string];
    const z = b.op('Sigmoid', [b.op('Add', [added(xz, bz), b.op('MatMul', [h, Rz])])]);
    const r = b.op('Sigmoid', [b.op('Add', [added(xr, br), b.op('MatMul', [h, Rr])])]);
    const past = resetsProduct ? b.op('Mul', [r, added(b.op('MatMul', [h, Rh]), rh)]) : b.op('MatMul', [b.op('Mul', [r, h]), Rh]);
    const fresh = b.op('Tanh', [b.op('Add', [added(xh, bh), past])]);
    h = b.op('Add', [b.op('Mul', [b.op('Sub', [one, z]), fresh]), b.op('Mul', [z, h])]);
    return h;
  });
  return { h: all, c: null };
};

const rnn = (activation: string) => (of: Direction): Steps => {
  const bias = oneBias(of);
  let h = of.h0;
  return { h: of.inputs.map((input) => (h = of.b.op(activation, [gatesOf(of, input, h, bias)]))), c: null };
};

const decoder = new TextDecoder();
const directionOf = (node: Node): string => decoder.decode(node.attribute.find(({ name }) => name === 'direction')?.s) || 'forward';
const activationsOf = (node: Node): readonly string[] => node.attribute.find(({ name }) => name === 'activations')?.strings.map((each) => decoder.decode(each).toLowerCase()) ?? [];

function cellOf(node: Node): Cell | null {
  if (node.opType === 'LSTM') return { gates: 4, activations: ['sigmoid', 'tanh', 'tanh'], run: lstm };
  if (node.opType === 'GRU') return { gates: 3, activations: ['sigmoid', 'tanh'], run: gru(intAttribute(node, 'linear_before_reset', 0) !== 0) };
  const activation = activationsOf(node)[0] ?? 'tanh';
  return activation === 'tanh' || activation === 'relu' ? { gates: 1, activations: [activation], run: rnn(activation === 'tanh' ? 'Tanh' : 'Relu') } : null;
}

/** Whether each direction of a node goes backwards. */
const directionsOf: ReadonlyMap<string, readonly boolean[]> = new Map([['forward', [false]], ['reverse', [true]], ['bidirectional', [false, true]]]);
const otherOptions = ['clip', 'layout', 'input_forget', 'activation_alpha', 'activation_beta', 'output_sequence'];

/** At least as many nodes as {@link unrollRecurrent} would make, without making one. */
export function nodesUnrolled(node: Node, steps: number): number {
  const perStep = node.opType === 'RNN' ? 4 : node.opType === 'LSTM' && !inputOf(node, 7) ? 13 : 19;
  return (directionOf(node) === 'bidirectional' ? 2 : 1) * (steps * perStep + 48);
}

/** @param steps  how long the sequence is, from the shape of the first input */
export function unrollRecurrent(node: Node, b: Rewrite, steps: number): boolean {
  const cell = cellOf(node);
  const [x, w, r, bias, lengths, h0, c0, p] = Array.from({ length: 8 }, (_, at) => inputOf(node, at));
  const directions = directionsOf.get(directionOf(node));
  const hidden = intAttribute(node, 'hidden_size', 0);
  const activations = activationsOf(node);
  if (!cell || !x || !w || !r || lengths || !directions || hidden < 1 || node.attribute.some(({ name, i, f, floats }) => otherOptions.includes(name) && (i !== 0n || f !== 0 || floats.length > 0))) return false;
  if (activations.length > 0 && activations.join() !== directions.flatMap(() => cell.activations).join()) return false;
  const zeros = (): string => b.op('ConstantOfShape', [b.op('Concat', [b.ints([1]), b.op('Gather', [b.op('Shape', [x]), b.ints([1])]), b.ints([hidden])], { axis: 0n })]);
  const [noH, noC] = [h0 ? '' : zeros(), c0 || node.opType !== 'LSTM' ? '' : zeros()];
  const made = directions.map((reverses, at) => {
    const of = (name: string): string => b.op('Gather', [name, b.ints(at)]);
    const state = (name: string | null | undefined, otherwise: string): string => (name ? b.op('Gather', [name, b.ints([at])]) : otherwise);
    const turned = (name: string): string => b.op('Transpose', [of(name)], { perm: [1n, 0n] });
    const inputs = b.split(b.op('MatMul', [x, turned(w)]), Array.from({ length: steps }, () => 1), 0);
    const run = cell.run({
      b, inputs: reverses ? inputs.toReversed() : inputs, recurrence: turned(r),
      bias: bias ? (b.split(of(bias), 2, 0) as [string, string]) : null, h0: state(h0, noH), c0: state(c0, noC), peepholes: p ? b.split(of(p), 3, 0) : null,
    });
    return { ...run, last: run.h.at(-1)!, inOrder: reverses ? run.h.toReversed() : run.h };
  });
  const join = (values: readonly string[], axis: number, output?: string): string => (values.length > 1 ? b.op('Concat', values, { axis: BigInt(axis) }, output) : b.op('Identity', [values[0]!], {}, output));
  const [y, yh, yc] = [0, 1, 2].map((at) => outputOf(node, at));
  if (y) join(made.map(({ inOrder }) => b.op('Reshape', [join(inOrder, 0), b.ints([steps, 1, -1, hidden])])), 1, y);
  if (yh) join(made.map(({ last }) => last), 0, yh);
  if (yc) join(made.map(({ c }) => c!), 0, yc);
  return true;
}
