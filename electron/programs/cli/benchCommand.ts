import { benchmarkWords, describeStep } from '../../../renderer/strings/benchmark.ts';
import { wordsOfReason } from '../../../renderer/strings/reasons.ts';
import type { BenchmarkState } from '../../shared/benchmark.ts';
import { printable, type Output } from './output.ts';
import { formatTable } from './table.ts';
import { readTopic, withRunning } from './running.ts';

/**
 * Tests and measures a device of the running Hearth, or all of them. Ctrl+C cancels. Gives the exit code: 1 when a device computes something wrong or
 * could not be tested.
 *
 * @param deviceId  null: every device that can compute
 */
export async function runDeviceBench(dataFolder: string, deviceId: string | null, output: Output): Promise<number> {
  const states = await withRunning(dataFolder, async (hearth) => {
    const asked = deviceId === null ? {} : { deviceId };
    const isAsked = (state: BenchmarkState): boolean => deviceId === null || state.deviceId === deviceId;
    const cancel = (): void => void hearth.ask('cancelBenchmark', asked).catch(() => {});
    process.once('SIGINT', cancel);
    await hearth.ask('startBenchmark', asked);
    try {
      return (await readTopic(hearth, 'benchmarks', (all) => {
        const mine = all.filter(isAsked);
        const running = mine.find(({ state }) => state === 'running');
        if (running?.step) output.progress(`${running.deviceId}: ${describeStep(running.step)}`);
        else if (mine.some(({ state }) => state === 'waiting')) output.progress(benchmarkWords.waits);
        return mine.every(({ state }) => state === 'done' || state === 'failed' || state === 'none');
      })).filter(isAsked);
    } finally {
      process.off('SIGINT', cancel);
    }
  });
  output.result(states, states.map(formatState).join('\n\n'));
  return states.every(({ state, latest }) => state === 'done' && latest?.verdict !== 'wrong') ? 0 : 1;
}

/** The benchmarks of a running Hearth; null: none runs. */
export async function readBenchmarks(dataFolder: string): Promise<readonly BenchmarkState[] | null> {
  return withRunning(dataFolder, (hearth) => readTopic(hearth, 'benchmarks')).catch(() => null);
}

function formatState({ deviceId, state, reason, latest }: BenchmarkState): string {
  const head = `${printable(deviceId)}: ${state === 'failed' ? benchmarkWords.failed(printable(wordsOfReason(reason ?? ''))) : latest ? benchmarkWords.verdict[latest.verdict] : benchmarkWords.none}`;
  if (!latest) return head;
  const marks = { passed: '✓', failed: '✗', notChecked: '·' } as const;
  return [
    head,
    ...latest.checks.map((check) => `  ${marks[check.state]} ${benchmarkWords.check[check.name]}${check.modelName ? ` (${printable(check.modelName)})` : ''}: ${printable(wordsOfReason(check.reason))}`),
    ...(latest.speeds.length > 0 ? [formatTable([['  model', 'load', 'prefill', 'decode', 'items', 'energy'], ...latest.speeds.map((speed) => [
      `  ${printable(speed.modelName)}`, `${Math.round(speed.loadMs)} ms`, rate(speed.prefillPerSecond, 'tokens/s'), rate(speed.decodePerSecond, 'tokens/s'), rate(speed.itemsPerSecond, 'a second'),
      speed.joulesPerUnit === null ? benchmarkWords.noMeter : `${speed.joulesPerUnit.toPrecision(3)} J a ${speed.kind === 'classify' ? 'item' : 'token'}`,
    ])])] : []),
  ].join('\n');
}
const rate = (value: number | null, unit: string): string => (value === null ? '' : `${Math.round(value)} ${unit}`);

/** One line of speeds for a list of devices. */
export const speedsOf = ({ latest }: BenchmarkState): string =>
  latest ? `${latest.speeds.map((speed) => `${printable(speed.modelName)} ${rate(speed.decodePerSecond ?? speed.itemsPerSecond ?? speed.prefillPerSecond, speed.kind === 'classify' ? 'items/s' : 'tokens/s')}`).join(', ') || 'no model runs'} (${latest.verdict})` : 'not measured';
