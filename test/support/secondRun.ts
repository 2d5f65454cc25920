import type { Outcome } from './testSummary.ts';

/** More files than this failing is no accident of the machine. */
const mostRepeated = 2;

const fileOf = (name: string): string => name.split(' > ')[0]!;

/**
 * The files of a suite of real programs that are worth a second run, alone: those of its failed tests, where they are at most {@link mostRepeated}. None
 * where something failed outside any test: that is not known to belong to a file. docs/decisions/0043 says why.
 */
export function filesToRepeat({ failed }: Outcome): readonly string[] {
  const files = [...new Set(failed.map(({ name }) => fileOf(name)))];
  return files.length <= mostRepeated && files.every((file) => file.startsWith('test/')) ? files : [];
}

/**
 * What a suite came to after its second run: the repeated files count by that run alone. What failed at first and passed then is named as flaky, so that
 * nobody takes it for sound; where a file failed again, or ran no test, the suite has failed.
 */
export function mergeRepeat(first: Outcome, files: readonly string[], second: Outcome): Outcome {
  const isRepeated = ({ name }: { readonly name: string }): boolean => files.includes(fileOf(name));
  const failed = second.failed.length > 0 || second.passed > 0 ? second.failed : first.failed;
  const failedAgain = new Set(failed.map(({ name }) => name));
  return {
    passed: first.passed - files.reduce((sum, file) => sum + (first.passedByFile?.[file] ?? 0), 0) + second.passed,
    failed,
    skipped: [...first.skipped.filter((test) => !isRepeated(test)), ...second.skipped],
    flaky: first.failed.filter(({ name }) => !failedAgain.has(name)),
    ...(first.slowest && { slowest: first.slowest }),
  };
}
