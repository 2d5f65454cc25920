import { writeFileSync } from 'node:fs';
import { relative } from 'node:path';
import type { Reporter, TestCase, TestModule } from 'vitest/node';

/** What one run of vitest came to, as test/run.ts sums it. */
export type SuiteReport = {
  readonly passed: number;
  readonly passedByFile: Readonly<Record<string, number>>;
  readonly failed: readonly { readonly name: string; readonly message: string }[];
  readonly skipped: readonly { readonly name: string; readonly reason: string }[];
  /** The files that took longest, hooks included, the longest first. */
  readonly slowest: readonly { readonly name: string; readonly seconds: number }[];
};

const slowestShown = 12;

/**
 * Writes a {@link SuiteReport} when the run ends. Vitest's own JSON leaves out why a test was skipped
 * (`skip(condition, reason)` of the test's context) and errors outside any test; both belong in the sum.
 */
export function summaryReporter(file: string): Reporter {
  return {
    // At once: whoever watches a run of a quarter of an hour need not wait for its end to read what went wrong.
    onTestCaseResult(test) {
      const { state, errors } = test.result();
      if (state === 'failed') process.stderr.write(`\n  FAILED ${relative(process.cwd(), test.module.moduleId)} > ${test.fullName}: ${errors?.[0]?.message ?? 'no reason given'}\n`);
    },
    onTestRunEnd(modules, unhandledErrors) {
      const report: Growing = { passed: 0, passedByFile: {}, failed: [], skipped: [] };
      for (const module of modules) addModule(report, module);
      for (const error of unhandledErrors) report.failed.push({ name: 'outside any test', message: error.stack ?? error.message });
      const slowest = modules.map((module) => ({ name: relative(process.cwd(), module.moduleId), seconds: module.diagnostic().duration / 1000 })).sort((a, b) => b.seconds - a.seconds).slice(0, slowestShown);
      writeFileSync(file, JSON.stringify({ ...report, slowest } satisfies SuiteReport));
    },
  };
}

type Growing = { passed: number; passedByFile: Record<string, number>; failed: { name: string; message: string }[]; skipped: { name: string; reason: string }[] };

function addModule(report: Growing, module: TestModule): void {
  const path = relative(process.cwd(), module.moduleId);
  const suites = [module, ...module.children.allSuites()];
  for (const suite of suites) {
    const name = suite.type === 'module' ? path : `${path} > ${suite.fullName}`;
    for (const error of suite.errors()) report.failed.push({ name, message: error.stack ?? error.message });
  }
  for (const test of module.children.allTests()) addTest(report, path, test);
}

function addTest(report: Growing, path: string, test: TestCase): void {
  const name = `${path} > ${test.fullName}`;
  const result = test.result();
  if (result.state === 'passed') {
    report.passed += 1;
    report.passedByFile[path] = (report.passedByFile[path] ?? 0) + 1;
  } else if (result.state === 'skipped') report.skipped.push({ name, reason: result.note ?? 'no reason given' });
  else if (result.state === 'failed') report.failed.push({ name, message: result.errors.map((error) => error.stack ?? error.message).join('\n') });
  // A worker that crashed leaves its tests pending; that is not a pass.
  else report.failed.push({ name, message: 'did not finish' });
}
