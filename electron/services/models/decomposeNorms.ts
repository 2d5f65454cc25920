import type { Node } from './onnx/onnx_pb.ts';
import { floatAttribute, inputOf, intAttribute, outputOf, type Rewrite } from './rewriteKit.ts';

/** Fused normalisations and activations as standard operators. Each adds its nodes, or returns false and adds none. */

/** x · (1 / sqrt(mean(x²) + ε)) · scale over the last axis; the scale's reciprocal root is the second output. */
function rms(b: Rewrite, x: string, scale: string, epsilon: number, y: string | undefined, inverse: string | undefined): void {
  const mean = b.lastMean(b.op('Mul', [x, x]));
  const factor = b.op('Div', [b.float(1), b.op('Sqrt', [b.op('Add', [mean, b.float(epsilon)])])], {}, inverse);
  b.op('Mul', [b.op('Mul', [x, factor]), scale], {}, y);
}

export function simplifiedLayerNorm(node: Node, b: Rewrite): boolean {
  const [x, scale] = [inputOf(node, 0), inputOf(node, 1)];
  if (!x || !scale || intAttribute(node, 'axis', -1) !== -1) return false;
  rms(b, x, scale, floatAttribute(node, 'epsilon', 1e-5), outputOf(node, 0), outputOf(node, 1));
  return true;
}

/** input + skip (+ bias), which is the fourth output. */
const residual = (b: Rewrite, node: Node, bias: string | null): string | null => {
  const [input, skip] = [inputOf(node, 0), inputOf(node, 1)];
  if (!input || !skip) return null;
  // The kernel adds in this order: bias to input and skip together.
  return bias ? b.op('Add', [b.op('Add', [input, skip]), bias], {}, outputOf(node, 3)) : b.op('Add', [input, skip], {}, outputOf(node, 3));
};

export function skipSimplifiedLayerNorm(node: Node, b: Rewrite): boolean {
  const gamma = inputOf(node, 2);
  if (!gamma || outputOf(node, 1) || outputOf(node, 2)) return false;
  const sum = residual(b, node, inputOf(node, 3));
  if (!sum) return false;
  rms(b, sum, gamma, floatAttribute(node, 'epsilon', 1e-12), outputOf(node, 0), undefined);
  return true;
}

export function skipLayerNorm(node: Node, b: Rewrite): boolean {
  const [gamma, beta] = [inputOf(node, 2), inputOf(node, 3)];
  if (!gamma || outputOf(node, 1) || outputOf(node, 2)) return false;
  const sum = residual(b, node, inputOf(node, 4));
  if (!sum) return false;
  const centred = b.op('Sub', [sum, b.lastMean(sum)]);
  const variance = b.lastMean(b.op('Mul', [centred, centred]));
  const normal = b.op('Div', [centred, b.op('Sqrt', [b.op('Add', [variance, b.float(floatAttribute(node, 'epsilon', 1e-12))])])]);
  if (beta) b.op('Add', [b.op('Mul', [normal, gamma]), beta], {}, outputOf(node, 0));
  else b.op('Mul', [normal, gamma], {}, outputOf(node, 0));
  return true;
}

const withBias = (node: Node, b: Rewrite): string | null => {
  const [x, bias] = [inputOf(node, 0), inputOf(node, 1)];
  return x && bias ? b.op('Add', [x, bias]) : x;
};

/** x/2 · (1 + erf(x / √2)); BiasGelu adds its second input first. */
export function gelu(node: Node, b: Rewrite): boolean {
  const x = withBias(node, b);
  if (!x) return false;
  const erf = b.op('Erf', [b.op('Mul', [x, b.float(Math.SQRT1_2)])]);
  b.op('Mul', [b.op('Mul', [x, b.float(0.5)]), b.op('Add', [erf, b.float(1)])], {}, outputOf(node, 0));
  return true;
}

/** x/2 · (1 + tanh(√(2/π) · (x + 0.044715 x³))) */
export function fastGelu(node: Node, b: Rewrite): boolean {
  const x = withBias(node, b);
  if (!x) return false;
  const slope = b.op('Add', [b.op('Mul', [b.op('Mul', [x, x]), b.float(0.035677408136300125)]), b.float(0.7978845608028654)]);
  const tanh = b.op('Tanh', [b.op('Mul', [x, slope])]);
  b.op('Mul', [b.op('Mul', [x, b.float(0.5)]), b.op('Add', [tanh, b.float(1)])], {}, outputOf(node, 0));
  return true;
}

/** x · sigmoid(α x) */
export function quickGelu(node: Node, b: Rewrite): boolean {
  const x = inputOf(node, 0);
  if (!x) return false;
  b.op('Mul', [x, b.op('Sigmoid', [b.op('Mul', [x, b.float(floatAttribute(node, 'alpha', 1.702))])])], {}, outputOf(node, 0));
  return true;
}
