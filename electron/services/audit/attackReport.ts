/** What `hearth attack` found; the suite itself is not part of the app (test/attacks). */
export type AttackRow = {
  readonly name: string;
  /** The model attacked: ember, generated, digits, or "files" where no model matters. */
  readonly subject: string;
  /** The numeric class the provider declares. */
  readonly class: string;
  readonly trials: number;
  readonly caught: number;
  /** Trials whose emitted tokens (or output) differ from an honest run's, and how many of those were caught. */
  readonly differing: number;
  readonly caughtDiffering: number;
  /** "100 %" as HVI-1 3.10 marks it, or in words what to expect. */
  readonly expected: string;
  /** Median over caught trials of the generated chunks looked at up to the first that gives it away; null when none was caught. */
  readonly chunksNeeded: number | null;
  /** Trials that the published rule of TOPLOC catches with its repository's thresholds, and with thresholds at the honest maximum of this run; null where it does not apply. */
  readonly toplocCaught: number | null;
  readonly toplocRecalibrated: number | null;
  /** Mean time of one audit. */
  readonly verifierMs: number | null;
  /** Mean bytes of sketches that one job's bundle carries; null where no job is involved. */
  readonly evidenceBytes: number | null;
  /** Audited jobs until 95 % of such providers are caught, by the verdicts on single jobs; null when no trial was caught. */
  readonly jobsToDetection: number | null;
  /** Audited jobs until a running sum over a provider's jobs gives it away, in the median; null when it does not, or is not asked. */
  readonly jobsToDrift: number | null;
  readonly note: string;
};

/** A 16-bit class emulated on the CPU: what honest runs of it measured, and the thresholds that follow. Shadow only. */
export type HalfClass = {
  readonly precision: 'fp16' | 'bf16';
  readonly jobs: number;
  readonly tokens: number;
  /** Tokens that an honest auditor would have chosen otherwise. */
  readonly flipped: number;
  readonly largestDistance: number;
  readonly largestMargin: number;
  readonly toplocRefused: number;
  readonly toplocLargest: { readonly exponents: number; readonly mean: number; readonly median: number };
  readonly thresholds: { readonly chunkDistance: number; readonly hardMargin: number; readonly meanMargin: number };
};

export type HonestRuns = {
  readonly jobs: number;
  readonly chunks: number;
  /** Jobs whose provider and auditor ran on different instruction sets. */
  readonly wasmJobs: number;
  /** Sketches of all these jobs. */
  readonly evidenceBytes: number;
  readonly falseAccusations: number;
  /** One-sided 95 % upper bounds of the rate of false accusations. */
  readonly upperPerChunk: number;
  readonly upperPerJob: number;
  /** Shares of the threshold that applied. */
  readonly largestDistance: number;
  readonly largestMargin: number;
  readonly largestMeanMargin: number;
  readonly toplocFalseAccusations: number;
  readonly toplocLargest: { readonly exponents: number; readonly mean: number; readonly median: number };
  /** Mean entropy of the model's own distribution, per subject. */
  readonly bitsPerToken: Readonly<Record<string, number>>;
  readonly configurations: readonly string[];
};

export type AttackReport = {
  readonly date: string;
  readonly seed: number;
  readonly isQuick: boolean;
  readonly machine: string;
  readonly versions: Readonly<Record<string, string>>;
  readonly seconds: number;
  readonly honest: HonestRuns;
  readonly halfClasses: readonly HalfClass[];
  readonly attacks: readonly AttackRow[];
};

/** Rows that HVI-1 3.10 marks as caught every time. */
export const isCertain = (row: Pick<AttackRow, 'expected'>): boolean => row.expected === '100 %';

/** Wilson's 95 % interval of a rate. */
export function wilson(hits: number, trials: number): readonly [low: number, high: number] {
  if (trials === 0) return [0, 1];
  const z = 1.959963984540054;
  const rate = hits / trials;
  const scale = 1 + (z * z) / trials;
  const middle = (rate + (z * z) / (2 * trials)) / scale;
  const half = (z / scale) * Math.sqrt((rate * (1 - rate)) / trials + (z * z) / (4 * trials * trials));
  return [Math.max(0, middle - half), Math.min(1, middle + half)];
}

/** One-sided 95 % upper bound (Clopper-Pearson) of a rate of which `hits` were seen in `trials`. */
export function upperBound(hits: number, trials: number): number {
  if (trials === 0 || hits >= trials) return 1;
  let [low, high] = [hits / trials, 1];
  for (let i = 0; i < 60; i++) {
    const rate = (low + high) / 2;
    // Probability of at most `hits` at this rate.
    let term = Math.exp(trials * Math.log1p(-rate));
    let sum = term;
    for (let k = 1; k <= hits; k++) {
      term *= ((trials - k + 1) / k) * (rate / (1 - rate));
      sum += term;
    }
    if (sum > 0.05) low = rate;
    else high = rate;
  }
  return high;
}
