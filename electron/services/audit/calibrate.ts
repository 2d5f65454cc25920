import type { Thresholds } from '../../protocol/numericClass.ts';
import { tapLimitsOf, type TapLimits } from '../../protocol/tapCalibration.ts';

/** One honest job, judged by every auditor configuration. */
export type CalibrationJob = {
  readonly prompt: string;
  readonly provider: string;
  readonly tokens: number;
  readonly audits: readonly {
    readonly auditor: string;
    /** [prompt, chunk 0, …] */
    readonly distances: readonly number[];
    readonly largestMargin: number;
    readonly meanMargin: number;
    /** Largest difference of one logit between this auditor's prefill and the provider's own decode (temperature 1): half of what a margin can be at most. */
    readonly logitNoise: number;
  }[];
};

/** An integer model, which has no thresholds: how many outputs of each configuration differ from the first one's in any bit. */
export type ExactCalibration = { readonly class: string; readonly inputs: number; readonly configurations: readonly string[]; readonly differing: Readonly<Record<string, number>> };

/** One input of a float model without tokens in every configuration: each pair's largest tap distance, and of float32 outputs ‖a − b‖ / ‖b‖. */
export type TapRun = { readonly provider: string; readonly auditor: string; readonly distances: readonly number[]; readonly output: number | null };

export type TapCalibration = {
  readonly class: string;
  readonly tauVersion: number;
  readonly inputs: number;
  readonly configurations: readonly string[];
  readonly taps: readonly string[];
  readonly distance: Distribution;
  /** The largest distance by tap. */
  readonly distanceByTap: readonly number[];
  readonly distanceByPair: Readonly<Record<string, number>>;
  /** Of float32 outputs; of whole numbers how many differ, with a maximum of null. */
  readonly output: Omit<Distribution, 'max'> & { readonly max: number | null };
  /** What an audit may accuse by; null: the model stays shadow only. */
  readonly recommended: TapLimits | null;
  /** Honest pairs beyond what the class accepts of tokens: with thresholds measured on decoders alone, each would have accused an honest machine. */
  readonly beyondClass: number;
};

/** Thresholds of a model without tokens, from honest runs. */
export function summariseTaps(facts: { readonly modelId: string; readonly class: string; readonly tauVersion: number; readonly inputs: number; readonly configurations: readonly string[]; readonly taps: readonly string[] }, runs: readonly TapRun[], classDistance: number): TapCalibration {
  const { modelId, ...rest } = facts;
  const distanceByPair: Record<string, number> = {};
  for (const { provider, auditor, distances } of runs) {
    const pair = `${provider} by ${auditor}`;
    distanceByPair[pair] = Math.max(distanceByPair[pair] ?? 0, ...distances);
  }
  const distance = distributionOf(runs.flatMap(({ distances }) => distances));
  const outputs = runs.map(({ output }) => output);
  const isFloat = outputs.every((each) => each !== null);
  const output = { ...distributionOf(outputs.map((each) => each ?? 0)), ...(isFloat ? {} : { max: null }) };
  return {
    ...rest, distance, distanceByPair, distanceByTap: facts.taps.map((_, tap) => Math.max(0, ...runs.map(({ distances }) => distances[tap] ?? 0))), output,
    recommended: tapLimitsOf({ ...facts, modelId, largestDistance: distance.max, largestOutput: output.max }),
    beyondClass: runs.filter(({ distances, output: each }) => Math.max(0, ...distances, each ?? 0) > classDistance).length,
  };
}

export type Distribution = { readonly count: number; readonly zeros: number; readonly median: number; readonly p99: number; readonly p999: number; readonly max: number };

export type CalibrationReport = {
  readonly class: string;
  readonly jobs: number;
  /** Chunks of at most 32 tokens, the prompts' not counted. */
  readonly chunks: number;
  readonly prompts: number;
  readonly configurations: readonly string[];
  readonly distance: Distribution;
  /** The largest distance by provider and auditor configuration. */
  readonly distanceByPair: Readonly<Record<string, number>>;
  readonly margin: Distribution;
  readonly meanMargin: Distribution;
  readonly logitNoise: Distribution;
  readonly recommended: { readonly chunkDistance: number; readonly hardMargin: number; readonly meanMargin: number };
  readonly current: Thresholds;
  /** Honest figures beyond today's thresholds: each would accuse an honest machine. */
  readonly beyondCurrent: number;
};

export function distributionOf(values: readonly number[]): Distribution {
  const sorted = Float64Array.from(values).sort();
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? 0;
  return { count: sorted.length, zeros: sorted.filter((value) => value === 0).length, median: at(0.5), p99: at(0.99), p999: at(0.999), max: sorted.at(-1) ?? 0 };
}

/**
 * Thresholds that honest runs recommend: twice the largest measured. Where no token was ever chosen otherwise, the noise of the logits says
 * how large an honest margin can get: both scores may move by it, each its own way.
 * @source HVI-1 3.2
 */
export function summariseCalibration(className: string, configurations: readonly string[], jobs: readonly CalibrationJob[], current: Thresholds): CalibrationReport {
  const audits = jobs.flatMap((job) => job.audits.map((audit) => ({ ...audit, pair: `${job.provider} by ${audit.auditor}` })));
  const distanceByPair: Record<string, number> = {};
  for (const { pair, distances } of audits) distanceByPair[pair] = Math.max(distanceByPair[pair] ?? 0, ...distances);
  const distance = distributionOf(audits.flatMap(({ distances }) => distances));
  const margin = distributionOf(audits.map(({ largestMargin }) => largestMargin));
  const meanMargin = distributionOf(audits.map((audit) => audit.meanMargin));
  const logitNoise = distributionOf(audits.map((audit) => audit.logitNoise));
  const possibleMargin = Math.max(margin.max, 2 * logitNoise.max);
  return {
    class: className, jobs: jobs.length, chunks: jobs.reduce((sum, { tokens }) => sum + Math.ceil(tokens / 32), 0), prompts: new Set(jobs.map(({ prompt }) => prompt)).size, configurations,
    distance, distanceByPair, margin, meanMargin, logitNoise,
    recommended: { chunkDistance: 2 * distance.max, hardMargin: 2 * possibleMargin, meanMargin: 2 * Math.max(meanMargin.max, Math.min(possibleMargin, current.deltaClip)) },
    current,
    beyondCurrent: audits.filter((audit) => Math.max(...audit.distances) > current.chunkDistance || audit.largestMargin > current.hardMargin || audit.meanMargin > current.meanMargin).length,
  };
}
