import { numericClass, type Thresholds } from '../../electron/protocol/numericClass.ts';
import { verdict } from '../../electron/protocol/typedData.ts';
import type { AttackRow, HalfClass } from '../../electron/services/audit/attackReport.ts';
import { distributionOf } from '../../electron/services/audit/calibrate.ts';
import type { Decoder } from '../../electron/services/inference/decoder.ts';
import { judgeGeneration } from '../../electron/services/practice/judgeAudit.ts';
import { exceeds, publishedLimits, type ToplocError } from '../bench/toploc.ts';
import { emulate, type HalfPrecision } from './halfPrecision.ts';
import { createRandom, type Random } from './random.ts';
import { audit, evidenceBytes, refit, run, type Audited, type Claim, type Subject } from './subject.ts';
import { bf16, fp8, int4, int8, roundWeights, type Rounding } from './weights.ts';

/** Longest stream of audited jobs that is followed. */
const mostJobs = 2000;

type HalfCheat = { readonly name: string; readonly rounding: Rounding; readonly isRefitted: boolean; readonly isQuick?: boolean };
const cheatsOf = (precision: HalfPrecision): readonly HalfCheat[] => [
  ...(precision === 'fp16' ? [{ name: 'bf16 weights', rounding: bf16, isRefitted: false }] : []),
  { name: 'int8 weights', rounding: int8, isRefitted: false },
  { name: 'fp8 weights', rounding: fp8, isRefitted: false },
  { name: 'int4 weights', rounding: int4, isRefitted: false, isQuick: true },
  { name: 'int8 tokens, true rows', rounding: int8, isRefitted: true, isQuick: true },
  { name: 'fp8 tokens, true rows', rounding: fp8, isRefitted: true },
  { name: 'int4 tokens, true rows', rounding: int4, isRefitted: true, isQuick: true },
];

/**
 * A 16-bit class of its own, emulated on the CPU: its honest runs give its thresholds (shadow only: nothing in Hearth accuses by them), then its cheats. The
 * profitable one is a cheap decode and one true prefill (HVI-1 0.9), which only tokens can betray: in how many audited jobs, by one job's verdict and by the
 * drift of a provider's margins.
 */
export async function runHalfClass(subject: Subject, precision: HalfPrecision, size: { readonly honest: number; readonly trials: number; readonly isQuick: boolean }, seed: number, say: (line: string) => void): Promise<{ half: HalfClass; rows: AttackRow[] }> {
  const model = emulate(subject.model, precision);
  const provider = await subject.open(model);
  const auditors = [await subject.open(model, { optimization: 'disabled' }), provider, await subject.open(model, { runtime: 'wasm' })];
  const honest: Audited[] = [];
  for (let n = 0; n < size.honest; n++) {
    const claim = await run(auditors[n % 3]!, subject.request(2_000_000 + n));
    honest.push(await audit(auditors[Math.floor(n / 3) % 3]!, claim));
  }
  const half = calibrate(precision, honest);
  const honestMeans = honest.map(({ figures }) => meanOf(figures.margins));
  say(`${precision}: largest honest distance ${half.largestDistance.toExponential(1)}, largest honest margin ${half.largestMargin.toExponential(1)}`);
  const rows: AttackRow[] = [];
  const made = new Map<number, Promise<Claim>>();
  const ordered = (n: number): Promise<Claim> => {
    if (!made.has(n)) made.set(n, run(provider, subject.request(3_000_000 + n)));
    return made.get(n)!;
  };
  for (const cheat of cheatsOf(precision).filter(({ isQuick }) => isQuick || !size.isQuick)) {
    const cheap = await subject.open(emulate(roundWeights(subject.model, cheat.rounding), precision));
    // Only tokens betray a cheat with true rows: it has all trials, the others are plain after a few.
    const trials = cheat.isRefitted ? size.trials : Math.max(2, Math.round(size.trials * 0.4));
    rows.push(await runCheat({ subject, provider, cheap, auditor: auditors[0]!, half, honestMeans, ordered, seed }, cheat, trials));
    say(`${precision} class: ${cheat.name}: ${rows.at(-1)!.caught} of ${rows.at(-1)!.trials} caught`);
  }
  await subject.closeExtra();
  return { half, rows };
}

const meanOf = (margins: readonly number[]): number => margins.reduce((sum, margin) => sum + Math.min(margin, 1), 0) / Math.max(1, margins.length);

function calibrate(precision: HalfPrecision, honest: readonly Audited[]): HalfClass {
  const distances = distributionOf(honest.flatMap(({ figures }) => figures.distances));
  const margins = distributionOf(honest.flatMap(({ figures }) => figures.margins));
  const means = distributionOf(honest.map(({ figures }) => meanOf(figures.margins)));
  const toploc: ToplocError = { exponents: 0, mean: 0, median: 0 };
  for (const { toploc: error } of honest) if (error) for (const key of ['exponents', 'mean', 'median'] as const) (toploc as Record<typeof key, number>)[key] = Math.max(toploc[key], error[key]);
  // Twice the largest seen. A run without any flipped token says nothing about flips: then what a row's distance does to logits of this size stands in.
  const hardMargin = Math.max(2 * margins.max, 10 * distances.max);
  return {
    precision, jobs: honest.length, tokens: margins.count, flipped: margins.count - margins.zeros, largestDistance: distances.max, largestMargin: margins.max,
    toplocRefused: honest.filter(({ toploc: error }) => error && exceeds(error, publishedLimits)).length, toplocLargest: toploc,
    thresholds: { chunkDistance: 2 * distances.max, hardMargin, meanMargin: Math.max(2 * means.max, hardMargin / 8) },
  };
}

type Setting = {
  readonly subject: Subject; readonly provider: Decoder; readonly cheap: Decoder; readonly auditor: Decoder; readonly half: HalfClass; readonly honestMeans: readonly number[];
  /** What an honest run of the n-th cheated order emits. */
  readonly ordered: (n: number) => Promise<Claim>; readonly seed: number;
};

async function runCheat({ subject, provider, cheap, auditor, half, honestMeans, ordered, seed }: Setting, cheat: HalfCheat, trials: number): Promise<AttackRow> {
  const limits: Thresholds = { ...half.thresholds, deltaClip: 1, vectorDistance: 1e-4, calibrated: true };
  const count = { caught: 0, differing: 0, caughtDiffering: 0, published: 0, recalibrated: 0, bytes: 0 };
  const [needed, means]: [number[], number[]] = [[], []];
  let ms = 0;
  for (let n = 0; n < trials; n++) {
    const request = subject.request(3_000_000 + n);
    const honest = await ordered(n);
    const made = await run(cheap, request);
    const claim: Claim = cheat.isRefitted ? await refit(provider, request, made.tokens, made.stopReason) : made;
    const audited = await audit(auditor, claim);
    const judgement = judgeGeneration(audited.figures, limits, numericClass['cpu-fp32']);
    const caught = judgement.verdict === verdict.reject;
    const differs = claim.tokens.length !== honest.tokens.length || claim.tokens.some((token, i) => token !== honest.tokens[i]);
    if (caught) count.caught++;
    if (caught) needed.push(Math.max(1, judgement.chunk));
    if (differs) count.differing++;
    if (caught && differs) count.caughtDiffering++;
    if (audited.toploc && exceeds(audited.toploc, publishedLimits)) count.published++;
    if (audited.toploc && exceeds(audited.toploc, half.toplocLargest)) count.recalibrated++;
    count.bytes += evidenceBytes(claim);
    means.push(meanOf(audited.figures.margins));
    ms += audited.ms;
  }
  needed.sort((a, b) => a - b);
  return {
    name: cheat.name, subject: subject.name, class: `${half.precision}, emulated`, trials, caught: count.caught, differing: count.differing, caughtDiffering: count.caughtDiffering, expected: 'shadow only',
    chunksNeeded: needed[needed.length >> 1] ?? null, toplocCaught: count.published, toplocRecalibrated: count.recalibrated, verifierMs: Math.round((ms / trials) * 100) / 100,
    evidenceBytes: Math.round(count.bytes / trials),
    jobsToDetection: jobsByVerdict(count.caught, trials), jobsToDrift: jobsByDrift(honestMeans, means, half.thresholds.hardMargin / 32, createRandom(`${seed}|drift|${half.precision}|${cheat.name}`)),
    note: cheat.isRefitted ? 'tokens that rounding did not change cannot betray it, and those it changed are as near as honest noise allows' : 'rounding of the weights within what the class itself rounds',
  };
}

/** Audited jobs after which the cheat is caught with 95 % by single verdicts; null when none was caught. */
export const jobsByVerdict = (caught: number, trials: number): number | null => (caught === 0 ? null : caught === trials ? 1 : Math.ceil(Math.log(0.05) / Math.log(1 - caught / trials)));

/**
 * Audited jobs after which a running sum of a provider's mean margins (CUSUM) is beyond any that honest streams reached, in the median stream; null
 * beyond `mostJobs`. Streams are drawn with replacement from the measured jobs: 20,000 honest ones set the limit.
 *
 * @param least  what the sum must exceed at least, whatever the honest streams did
 */
export function jobsByDrift(honest: readonly number[], cheating: readonly number[], least: number, random: Random): number | null {
  const mean = honest.reduce((sum, value) => sum + value, 0) / honest.length;
  const deviation = Math.sqrt(honest.reduce((sum, value) => sum + (value - mean) ** 2, 0) / honest.length);
  const allowed = mean + (3 * deviation) / Math.sqrt(honest.length);
  const draw = (values: readonly number[]): number => values[random.below(values.length)]!;
  let limit = least;
  for (let stream = 0; stream < 20; stream++) {
    let sum = 0;
    for (let job = 0; job < 1000; job++) {
      sum = Math.max(0, sum + draw(honest) - allowed);
      limit = Math.max(limit, sum);
    }
  }
  const needed = Array.from({ length: 101 }, () => {
    let sum = 0;
    for (let job = 1; job <= mostJobs; job++) {
      sum = Math.max(0, sum + draw(cheating) - allowed);
      if (sum > limit) return job;
    }
    return Infinity;
  }).sort((a, b) => a - b);
  const median = needed[50]!;
  return Number.isFinite(median) ? median : null;
}
