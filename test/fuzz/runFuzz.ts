import { createRandom } from './mutate.ts';
import { fuzzTargets } from './targets.ts';

export type FuzzFinding = { readonly target: string; readonly index: number; readonly what: string };
export type FuzzReport = {
  readonly seed: number;
  readonly cases: number;
  /** By target: how many cases came to which code. */
  readonly outcomes: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly findings: readonly FuzzFinding[];
  readonly slowestMs: number;
  readonly largestResidentBytes: number;
};

/** A case that takes longer than this by the clock, twice in a row, is a finding of its own: what is slow is slow again, a machine that was busy for a moment is not. */
const slowMs = 3000;

/**
 * Gives damaged and made-up input to every parser of strangers' bytes. A finding is anything thrown that is not one of the parser's own
 * refusals, or a case that takes seconds. The seed and the index bring a case back.
 */
export function runFuzz({ cases, seed, only, from = 0, onProgress = () => {} }: {
  readonly cases: number; readonly seed: number; readonly only?: string; readonly from?: number; readonly onProgress?: (done: number) => void;
}): FuzzReport {
  const targets = fuzzTargets.filter(({ name }) => only === undefined || name === only);
  if (targets.length === 0) throw new RangeError(`no target ${only}`);
  const outcomes: Record<string, Record<string, number>> = Object.fromEntries(targets.map(({ name }) => [name, {}]));
  const findings: FuzzFinding[] = [];
  let slowestMs = 0;
  let largestResidentBytes = 0;
  for (let index = from; index < from + cases; index++) {
    const target = targets[index % targets.length]!;
    const once = (): { readonly outcome: string; readonly error: unknown; readonly tookMs: number } => {
      const started = performance.now();
      try {
        return { outcome: target.run(createRandom(seed, index)), error: null, tookMs: performance.now() - started };
      } catch (error) {
        return { outcome: 'thrown', error, tookMs: performance.now() - started };
      }
    };
    const { outcome, error, tookMs: first } = once();
    if (outcome === 'thrown' && findings.length < 50) findings.push({ target: target.name, index, what: error instanceof Error ? (error.stack ?? error.message).slice(0, 600) : String(error) });
    const tookMs = first > slowMs ? Math.min(first, once().tookMs) : first;
    slowestMs = Math.max(slowestMs, tookMs);
    if (tookMs > slowMs) findings.push({ target: target.name, index, what: `took ${Math.round(tookMs)} ms` });
    const counts = outcomes[target.name]!;
    counts[outcome] = (counts[outcome] ?? 0) + 1;
    if (index % 1000 === 0) {
      largestResidentBytes = Math.max(largestResidentBytes, process.memoryUsage.rss());
      onProgress(index - from);
    }
  }
  return { seed, cases, outcomes, findings, slowestMs, largestResidentBytes: Math.max(largestResidentBytes, process.memoryUsage.rss()) };
}
