/** What a step of test/run.ts came to. */
export type Outcome = {
  readonly passed: number;
  readonly failed: readonly { readonly name: string; readonly message: string }[];
  readonly skipped: readonly { readonly name: string; readonly reason: string }[];
};

export const sumOutcomes = (outcomes: readonly Outcome[]): Outcome => ({
  passed: outcomes.reduce((sum, { passed }) => sum + passed, 0),
  failed: outcomes.flatMap(({ failed }) => failed),
  skipped: outcomes.flatMap(({ skipped }) => skipped),
});

/** The line continuous integration reads. */
export const formatSummary = ({ passed, failed, skipped }: Outcome): string =>
  `${passed} passed, ${failed.length} failed, ${skipped.length} skipped`;
