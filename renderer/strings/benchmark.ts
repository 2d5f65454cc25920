import type { BenchmarkState } from '../../electron/shared/benchmark.ts';
import { localized } from './localized.ts';

type Step = NonNullable<BenchmarkState['step']>;

/** Words of the self-test and benchmark of a device, for page and command line. */
export const benchmarkWords = localized('benchmarkWords', {
  title: 'Self-test and speed', run: 'Test it now', again: 'Test again', cancel: 'Cancel', waits: 'Waits for its turn and for the rules.', none: 'Not tested yet.', noneNext: 'A new device is tested by itself when it is free to work.',
  steps: { load: 'loading', check: 'comparing', prefill: 'reading prompts with', decode: 'writing with', classify: 'classifying with' }, step: (what: string, model: string, done: number, of: number) => `${what} ${model}, ${done} of ${of}`,
  progress: 'Progress of the test',
  verdict: { sound: 'Computes what is right.', wrong: 'Computed something else than what is right.', unproven: 'Nothing could be compared here.' },
  failed: (reason: string) => `The test did not end: ${reason}.`,
  check: { integers: '8-bit products', sevenBits: '8-bit products with 7-bit weights', output: 'Output, bit for bit', sketches: 'Sketches against the processor', tokens: 'Tokens against the processor', vectors: 'Vectors against the processor' },
  state: { passed: 'Passed', failed: 'Failed', notChecked: 'Not checked' },
  integersOnly: 'It takes no integer models.', sevenBitsOnly: 'Of integer models it takes those with 7-bit weights.', noMeter: 'unknown: no meter', head: { model: 'Model', prefill: 'Prompt', decode: 'Output', energy: 'Energy' },
  perSecond: (rate: string, kind: 'generate' | 'classify') => `${rate} ${kind === 'generate' ? 'tokens/s' : 'items/s'}`, joules: (joules: string, kind: 'generate' | 'classify') => `${joules} J a ${kind === 'generate' ? 'token' : 'item'}`,
  with: (when: string, driver: string | null, runtime: string) => `Tested ${when}, ${driver === null ? 'driver not reported' : `driver ${driver}`}, runtime ${runtime}.`, checks: 'Every check',
});

export const describeStep = ({ name, modelName, done, of }: Step): string => benchmarkWords.step(benchmarkWords.steps[name], modelName, done, of);
