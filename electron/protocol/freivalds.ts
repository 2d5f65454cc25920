/**
 * Spot check of a linear layer y = x·W by somebody who cannot run the model: with secret signs r, x·(W·r) must be y·r. One product of W with r
 * per vector, once per layer; after that a row costs k + n multiplications instead of k·n.
 *
 * The signs must stay secret: whoever knows them can make a wrong y that passes. So this is a verifier's own tool and no evidence for others; on
 * a hit it escalates to the dispute.
 * @source docs/protocol/audits.md section 7 (HVI-1 3.7.8)
 */
export type LinearLayer = {
  /** [inputs, outputs], row-major: what MatMul multiplies by. Integers for an integer layer, zero point already taken off. */
  readonly weights: Float32Array | Int8Array | Uint8Array;
  readonly inputs: number;
  readonly outputs: number;
};

export type SecretVectors = {
  readonly layer: LinearLayer;
  /** Signs +1 and -1, [vectors][outputs]. */
  readonly signs: readonly Int8Array[];
  /** W·r, [vectors][inputs], in float64: exact for integers. */
  readonly products: readonly Float64Array[];
};

/** Vectors that make an accident of signs unlikely: a wrong row of an integer layer passes all with probability at most 2^-8. */
export const freivaldsVectors = 8;

/**
 * Largest accepted residual of a float32 layer. Honest layers of Ember (widths 128 to 384, two builds of the graph) reach 1.6e-6; its layers with
 * fp16 weights begin at 2e-4, and one element wrong by a thousandth at 6e-5 (test/unit/services/audit/freivalds.test.ts).
 */
export const freivaldsTolerance = 5e-6;

/** @param randomBytes  secret and fresh for each verifier and layer */
export function prepareFreivalds(layer: LinearLayer, randomBytes: (count: number) => Uint8Array, vectors = freivaldsVectors): SecretVectors {
  const { inputs, outputs, weights } = layer;
  if (weights.length !== inputs * outputs) throw new RangeError(`${weights.length} weights for ${inputs} x ${outputs}`);
  const signs = Array.from({ length: vectors }, () => {
    const bits = randomBytes(Math.ceil(outputs / 8));
    return Int8Array.from({ length: outputs }, (_, i) => ((bits[i >> 3]! >> (i & 7)) & 1 ? 1 : -1));
  });
  const products = signs.map((sign) => {
    const product = new Float64Array(inputs);
    for (let row = 0; row < inputs; row++) {
      let sum = 0;
      for (let column = 0; column < outputs; column++) sum += weights[row * outputs + column]! * sign[column]!;
      product[row] = sum;
    }
    return product;
  });
  return { layer, signs, products };
}

/**
 * The largest residual |y·r - x·(W·r)| over rows and vectors. float: relative to the norm of the row of y, so it estimates y's relative error.
 * integer: absolute, and 0 for every right answer. Infinity for other sizes or what is no number.
 *
 * @param x  [rows, inputs], zero point already taken off
 * @param y  [rows, outputs], without bias
 */
export function freivaldsResidual(secret: SecretVectors, x: ArrayLike<number>, y: ArrayLike<number>, kind: 'float' | 'integer'): number {
  const { inputs, outputs } = secret.layer;
  const rows = x.length / inputs;
  if (!Number.isInteger(rows) || rows === 0 || y.length !== rows * outputs) return Infinity;
  let worst = 0;
  for (let row = 0; row < rows; row++) {
    let norm = 0;
    for (let i = 0; i < outputs; i++) norm += y[row * outputs + i]! ** 2;
    for (const [v, sign] of secret.signs.entries()) {
      const product = secret.products[v]!;
      let claimed = 0;
      let expected = 0;
      for (let i = 0; i < outputs; i++) claimed += y[row * outputs + i]! * sign[i]!;
      for (let i = 0; i < inputs; i++) expected += x[row * inputs + i]! * product[i]!;
      const difference = Math.abs(claimed - expected);
      const residual = kind === 'integer' || difference === 0 ? difference : difference / Math.sqrt(norm);
      worst = residual >= worst ? residual : Number.isNaN(residual) ? Infinity : worst;
    }
  }
  return worst;
}
