import type { Thresholds } from '../../protocol/numericClass.ts';

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
