import type { Resources } from './chaosProcesses.ts';

/** What each program held after a blow; null: it was away. */
export type Sample = Readonly<Record<'host' | 'provider' | 'signer' | 'devnet', Resources | null>>;

/** Fewer samples say nothing. */
const leastSamples = 12;
/** Between the least of the first third and that of the last: what a program holds depends on how long it has run since it was struck, so what grows here is what the youngest hold, from what is on disk, or what the host does, which is never struck. */
const mostMoreBytes = 60e6;
const mostMoreFiles = 12;

/** Pure. */
export function judgeGrowth(samples: readonly Sample[]): string[] {
  return (['host', 'provider', 'signer', 'devnet'] as const).flatMap((name) => {
    const seen = samples.map((sample) => sample[name]).filter((one) => one !== null);
    if (seen.length < leastSamples) return [];
    const third = Math.floor(seen.length / 3);
    const grown = (read: (one: Resources) => number): number => Math.min(...seen.slice(-third).map(read)) - Math.min(...seen.slice(0, third).map(read));
    const [bytes, files] = [grown(({ memoryBytes }) => memoryBytes), grown((one) => one.files)];
    return [
      ...(bytes > mostMoreBytes ? [`the ${name} grew by ${Math.round(bytes / 1e6)} MB`] : []),
      ...(files > mostMoreFiles ? [`the ${name} holds ${files} files more`] : []),
    ];
  });
}
