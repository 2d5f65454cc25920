/** What a step of test/run.ts came to. */
export type Outcome = {
  readonly passed: number;
  readonly failed: readonly { readonly name: string; readonly message: string }[];
  readonly skipped: readonly { readonly name: string; readonly reason: string }[];
  /** Of a suite: passed tests by the file they are in, where any did. */
  readonly passedByFile?: Readonly<Record<string, number>>;
  /** Failed, and passed when its file ran once more, alone. */
  readonly flaky?: readonly { readonly name: string; readonly message: string }[];
  /** Of a suite: the files that took longest, the longest first. */
  readonly slowest?: readonly { readonly name: string; readonly seconds: number }[];
};

export const sumOutcomes = (outcomes: readonly Outcome[]): Outcome => ({
  passed: outcomes.reduce((sum, { passed }) => sum + passed, 0),
  failed: outcomes.flatMap(({ failed }) => failed),
  skipped: outcomes.flatMap(({ skipped }) => skipped),
  flaky: outcomes.flatMap(({ flaky = [] }) => flaky),
});

/** The line continuous integration reads. */
export const formatSummary = ({ passed, failed, skipped }: Outcome): string =>
  `${passed} passed, ${failed.length} failed, ${skipped.length} skipped`;

/** What a suite's time went into, for whoever makes it shorter. Empty where nothing is known. */
export const formatSlowest = ({ slowest = [] }: Outcome): string => slowest.map(({ name, seconds }) => `    ${seconds.toFixed(1).padStart(6)} s  ${name}\n`).join('');
