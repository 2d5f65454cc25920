import { ContractFactory, type Contract } from 'ethers/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exactValue, isWithinBound, judgeDot, sumProducts, type DotSums } from '../../electron/protocol/leafDot.ts';
import { adversarialDots, bitsOf, errorAboveBound, honestResults, nextRandom, padOperand, valueOf, type Dot } from '../support/dots.ts';
import { startTestNet, type TestNet } from '../support/chainTestNet.ts';
import probeArtifact from './abi/LeafDotProbe.json' with { type: 'json' };

/**
 * The contract against exact big-integer arithmetic and against float64. A longer run: HEARTH_DOTS=400000 vitest … leafDot.
 */
const dotCount = Number(process.env['HEARTH_DOTS'] ?? 21_000);
const callGas = 16_000_000;

let net: TestNet;
let probe: Contract;
beforeAll(async () => {
  net = await startTestNet();
  const factory = new ContractFactory(probeArtifact.abi, probeArtifact.bytecode, net.deployer.connect(net.provider));
  probe = (await (await factory.deploy()).waitForDeployment()) as Contract;
});
afterAll(() => net.stop());

type Case = { readonly dot: Dot; readonly claimed: number };

/** Asks the contract about many dots at once; well under 500 gas a term and 30,000 a dot. */
async function judgeOnChain(cases: readonly Case[]): Promise<boolean[]> {
  const verdicts: boolean[] = [];
  for (let from = 0; from < cases.length;) {
    let to = from;
    for (let gas = 0; to < cases.length && gas < callGas * 0.8; to++) gas += 30_000 + 500 * cases[to]!.dot.a.length;
    const part = cases.slice(from, to);
    const answer = (await probe.getFunction('judgeMany').staticCall(
      Buffer.concat(part.map((c) => padOperand(c.dot.a))),
      Buffer.concat(part.map((c) => padOperand(c.dot.b))),
      part.map((c) => c.dot.a.length),
      part.map((c) => c.claimed >>> 0),
      { gasLimit: callGas },
    )) as string;
    verdicts.push(...Array.from(Buffer.from(answer.slice(2), 'hex'), (byte) => byte === 1));
    from = to;
  }
  return verdicts;
}

const sumsOf = (dot: Dot) => sumProducts(dot.a, dot.b) as DotSums;

describe('a dot on chain', () => {
  it('never rejects an honest result and always catches an error above the bound', async () => {
    const random = nextRandom(20261122);
    const cases: (Case & { honest: boolean; what: string })[] = [];
    const dots = adversarialDots(random, Math.ceil(dotCount / 2.8));
    for (const dot of dots) {
      expectFloat64Agrees(dot);
      for (const result of honestResults(random, dot)) {
        if (!Number.isFinite(result.value)) continue;
        cases.push({ dot, claimed: bitsOf(result.value), honest: true, what: `${dot.what}, ${result.how}` });
      }
      const wrong = errorAboveBound(random, sumsOf(dot));
      if (wrong !== null) cases.push({ dot, claimed: wrong, honest: false, what: `${dot.what}, just above the bound` });
    }
    const verdicts = await judgeOnChain(cases);
    const wrong = cases.filter((c, i) => verdicts[i] !== c.honest).map((c) => `${c.what} (${c.dot.a.length} terms)`);
    expect(wrong).toEqual([]);
    expect(cases.filter((c) => c.honest).length).toBeGreaterThan(dotCount / 2);
    expect(cases.filter((c) => !c.honest).length).toBeGreaterThan(dotCount / 6);
    expect(cases.length).toBeGreaterThanOrEqual(dotCount);
  }, 120_000);

  it('gives the verdict of the exact reference for any bits at all, near the bound and far from it', async () => {
    const random = nextRandom(7);
    const cases = adversarialDots(random, 1500).map((dot): Case => {
      const near = errorAboveBound(random, sumsOf(dot));
      const claimed = random() < 0.5 && near !== null ? (near + Math.floor(random() * 7) - 3) >>> 0 : Math.floor(random() * 2 ** 32);
      return { dot, claimed: ((claimed >>> 23) & 0xff) === 255 ? 0 : claimed };
    });
    const verdicts = await judgeOnChain(cases);
    const expected = cases.map((c) => judgeDot(c.dot.a, c.dot.b, c.claimed));
    expect(verdicts).toEqual(expected.map((v) => v.ok && v.honest));
    expect(verdicts.filter(Boolean).length).toBeGreaterThan(100);
    expect(verdicts.filter((v) => !v).length).toBeGreaterThan(100);
  }, 120_000);

  it('refuses infinity and NaN in an operand or in the claim, and lengths it cannot sum', async () => {
    const one = Uint32Array.of(bitsOf(1), bitsOf(2));
    for (const bits of [0x7f800000, 0xff800000, 0x7fc00000, 0x7f800001]) {
      const bad = Uint32Array.of(bitsOf(1), bits);
      expect(judgeDot(bad, one, 0)).toEqual({ ok: false, reason: 'notFinite' });
      expect(judgeDot(one, one, bits)).toEqual({ ok: false, reason: 'notFinite' });
      for (const [a, b, claimed] of [
        [bad, one, 0],
        [one, bad, 0],
        [one, one, bits],
      ] as const) {
        await expect(probe.getFunction('isHonest').staticCall(padOperand(a), padOperand(b), 2, claimed)).rejects.toThrow(/NotFinite/);
      }
    }
    for (const terms of [0, 4097]) {
      const padded = Buffer.alloc(4 * 4104);
      await expect(probe.getFunction('isHonest').staticCall(padded, padded, terms, 0)).rejects.toThrow(/LengthOutOfRange/);
    }
    await expect(probe.getFunction('isHonest').staticCall(Buffer.alloc(32), Buffer.alloc(64), 9, 0)).rejects.toThrow(/LengthOutOfRange/);
  });

  it('takes committed partial sums of a longer dot, rounded once, and no sum of sizes above the true one', async () => {
    const random = nextRandom(3);
    for (const dot of adversarialDots(random, 60)) {
      const sums = sumsOf(dot);
      const sum = roundToBits(sums.sum);
      if (sum === null) continue;
      const magnitude = roundDownToBits(sums.magnitude);
      const ask = (s: number, m: number) =>
        probe.getFunction('isPartialHonest').staticCall(padOperand(dot.a), padOperand(dot.b), dot.a.length, s, m) as Promise<boolean>;
      expect(await ask(sum, magnitude), dot.what).toBe(true);
      if ((magnitude + 1) >>> 23 < 255) expect(await ask(sum, magnitude + 1), `${dot.what}, size too large`).toBe(false);
      const far = bitsOf(Math.fround(valueOf(sum) + Math.abs(Number(sums.magnitude) * 2 ** -298) * 1e-3));
      if (((far >>> 23) & 255) < 255 && !isWithinBound(sums, far, 2)) expect(await ask(far, magnitude)).toBe(false);
    }
  });

  it('costs at most 2,000,000 gas for 4,096 terms, calldata and all', async () => {
    const random = nextRandom(11);
    const dot = { a: new Uint32Array(4096), b: new Uint32Array(4096) };
    for (let i = 0; i < 4096; i++) {
      dot.a[i] = bitsOf(Math.fround(random() * 2 - 1));
      dot.b[i] = bitsOf(Math.fround(random() * 2 - 1));
    }
    const claimed = roundToBits((sumProducts(dot.a, dot.b) as DotSums).sum)!;
    const gas = await probe.getFunction('isHonest').estimateGas(padOperand(dot.a), padOperand(dot.b), 4096, claimed);
    expect(Number(gas)).toBeLessThan(2_000_000);
  });
});

/** The exact sum and the float64 sum are one number up to float64's own rounding. */
function expectFloat64Agrees(dot: Dot): void {
  const { sum, magnitude } = sumsOf(dot);
  const products = Array.from(dot.a, (bits, i) => valueOf(bits) * valueOf(dot.b[i]!));
  const error = Math.abs(products.reduce((x, y) => x + y, 0) - Number(sum) * 2 ** -298);
  expect(error, dot.what).toBeLessThanOrEqual(dot.a.length * 2 ** -52 * Number(magnitude) * 2 ** -298);
}

/** The float32 nearest to an exact value (by way of the nearest two candidates), or null beyond the largest. */
function roundToBits(exact: bigint): number | null {
  const down = roundDownToBits(exact < 0n ? -exact : exact);
  const size = exact < 0n ? -exact : exact;
  const up = down + 1;
  if (up >>> 23 === 255) return null;
  const bits = size - exactValue(down) <= exactValue(up) - size ? down : up;
  return exact < 0n ? (bits | 0x80000000) >>> 0 : bits;
}

/** The largest float32 that is not above an exact value of at least zero. */
function roundDownToBits(exact: bigint): number {
  let low = 0;
  let high = 0x7f7fffff;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (exactValue(middle) <= exact) low = middle;
    else high = middle - 1;
  }
  return low;
}
