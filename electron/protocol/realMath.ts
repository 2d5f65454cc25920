/**
 * Natural logarithm and exponential from IEEE additions, multiplications and divisions alone, so that every JavaScript
 * engine gives the same bits (Math.log and Math.exp are implementation-defined). Argument reduction and the minimax
 * coefficients are those of fdlibm (Sun Microsystems, 1993); error below 1 ulp.
 * @source docs/protocol/sampler.md section 3
 */

const word = new DataView(new ArrayBuffer(8));
const ln2High = 6.93147180369123816490e-1;
const ln2Low = 1.90821492927058770002e-10;

/** @param x  finite, > 0, normal */
export function ln(x: number): number {
  word.setFloat64(0, x);
  const high = word.getUint32(0);
  // x = 2^k * m with sqrt(1/2) < m <= sqrt(2)
  let k = (high >>> 20) - 1023;
  const mantissaHigh = high & 0x000f_ffff;
  const wrap = (mantissaHigh + 0x9_5f64) & 0x10_0000;
  word.setUint32(0, mantissaHigh | (wrap ^ 0x3ff0_0000));
  k += wrap >>> 20;
  const f = word.getFloat64(0) - 1;
  const s = f / (2 + f);
  const z = s * s;
  const w = z * z;
  const even = w * (3.999999999940941908e-1 + w * (2.222219843214978396e-1 + w * 1.531383769920937332e-1));
  const odd = z * (6.666666666666735130e-1 + w * (2.857142874366239149e-1 + w * (1.818357216161805012e-1 + w * 1.479819860511658591e-1)));
  const r = odd + even;
  const halfSquare = 0.5 * f * f;
  return k * ln2High - (halfSquare - (s * (halfSquare + r) + k * ln2Low) - f);
}

/** @param x  finite; below -745 gives 0, above 709.7 gives Infinity */
export function exp(x: number): number {
  if (x > 709.782712893384) return Infinity;
  if (x < -745.133219101941) return 0;
  const k = Math.trunc(1.44269504088896338700 * x + (x < 0 ? -0.5 : 0.5));
  const high = x - k * ln2High;
  const low = k * ln2Low;
  const r = high - low;
  const t = r * r;
  const c = r - t * (1.66666666666666019037e-1 + t * (-2.77777777770155933842e-3 + t * (6.61375632143793436117e-5
    + t * (-1.65339022054652515390e-6 + t * 4.13813679705723846039e-8))));
  const y = 1 - (low - (r * c) / (2 - c) - high);
  // 2^k in two exact steps, so that subnormal results round once
  const half = Math.trunc(k / 2);
  return y * powerOfTwo(half) * powerOfTwo(k - half);
}

function powerOfTwo(k: number): number {
  word.setUint32(0, (k + 1023) << 20);
  word.setUint32(4, 0);
  return word.getFloat64(0);
}
