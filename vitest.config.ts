import { availableParallelism } from 'node:os';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import { LongestFirst } from './test/support/longestFirst.ts';
import { summaryReporter } from './test/support/summaryReporter.ts';

/** Set by test/run.ts: where the figures of this run go. */
const reportFile = process.env['HEARTH_TEST_REPORT'];

/** vitest leaves one core to itself, which on the smallest machine is half of it. */
const everyCore = availableParallelism();

/** Suites that start real programs wait much and compute little: two files at a time on the smallest machine, and never more than half of a large one. */
const fewWorkers = Math.max(2, Math.floor(availableParallelism() / 2));

/** A browser draws by the processor here: beside another one and two Hearths on two cores, no page ever stands still long enough to be clicked. */
const browserWorkers = Math.max(1, Math.floor(availableParallelism() / 2));

const buildFirst = './test/support/buildFirst.ts';

export default defineConfig({
  plugins: [react()],
  // The environment of a developer must not decide what a test sees.
  test: {
    reporters: reportFile ? ['dot', summaryReporter(reportFile)] : ['default'],
    sequence: { sequencer: LongestFirst },
    // A file that leaves nothing behind needs no process of its own: half of the unit suite's time was importing the same modules again (137 s, then 65).
    isolate: false,
    env: { TZ: 'UTC', HEARTH_TEST: '1' },
    // Vitest's own second is no limit for what a busy machine does, nor for a page on two cores beside a Hearth.
    expect: { poll: { timeout: 30_000 } },
    projects: [
      {
        extends: true,
        // Beside real programs, which come first: what takes a second alone may take many.
        test: { name: 'unit', include: ['test/unit/**/*.test.{ts,tsx}'], testTimeout: 120_000, hookTimeout: 120_000, maxWorkers: everyCore },
      },
      {
        extends: true,
        test: { name: 'contracts', include: ['test/contracts/**/*.test.ts'], globalSetup: buildFirst, testTimeout: 180_000, hookTimeout: 180_000, maxWorkers: everyCore },
      },
      {
        extends: true,
        test: { name: 'integration', include: ['test/integration/**/*.test.ts'], globalSetup: [buildFirst, './test/support/buildNative.ts', './test/support/preparePractice.ts'], testTimeout: 300_000, hookTimeout: 300_000, maxWorkers: fewWorkers },
      },
      {
        extends: true,
        // The page alone, its provider played by the test: a browser that waits for little.
        test: { name: 'page', include: ['test/page/**/*.test.ts'], globalSetup: buildFirst, testTimeout: 180_000, hookTimeout: 180_000, maxWorkers: everyCore },
      },
      {
        extends: true,
        test: { name: 'e2e', include: ['test/e2e/**/*.test.ts'], globalSetup: buildFirst, testTimeout: 180_000, hookTimeout: 180_000, maxWorkers: browserWorkers },
      },
    ],
  },
});
