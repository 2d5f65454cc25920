import { setTimeout as sleep } from 'node:timers/promises';
import { openGpuProbe } from '../../../native/gpu-probe/openGpuProbe.ts';
import { createMachineReader } from '../../services/devices/readMachine.ts';
import { isTold, type Reading } from '../../shared/signals.ts';
import { formatTable, printable, type Output } from './output.ts';

const tell = (reading: Reading<number>, unit: string): string => (isTold(reading) ? `${reading.value.toFixed(0)} ${unit}` : 'not told');
const tellNumber = (value: number | null, unit: string, scale = 1): string => (value === null ? 'not told' : `${(value / scale).toFixed(0)} ${unit}`);

/**
 * What every device says of itself, each second until it is stopped; needs no running Hearth. With --json one line of JSON a second.
 * @param count  looks before it ends; null: until Ctrl+C
 */
export async function watchDevices(dataFolder: string, count: number | null, output: Output): Promise<void> {
  const probe = openGpuProbe();
  const machine = createMachineReader();
  const stop = new AbortController();
  process.once('SIGINT', () => stop.abort());
  for (let look = 0; !stop.signal.aborted && (count === null || look < count); look++) {
    const startMs = performance.now();
    const { cpu, ...signals } = machine.read({ atMs: Date.now(), dataFolder, ownPids: [], appNames: [], hookFile: null });
    const gpus = probe.read();
    const tookMs = performance.now() - startMs;
    if (output.isJson) process.stdout.write(`${JSON.stringify({ atMs: Date.now(), tookMs, cpu, gpus, signals, missing: probe.missing })}\n`);
    else {
      const rows = gpus.map((gpu) => [
        printable(gpu.name ?? gpu.vendor), tellNumber(gpu.temperatureCelsius, '°C'), tellNumber(gpu.powerWatts, 'W'), tellNumber(gpu.busyPercent, '%'), `${tellNumber(gpu.memoryUsedBytes, 'MiB', 2 ** 20)} of ${tellNumber(gpu.memoryTotalBytes, 'MiB', 2 ** 20)}`,
        gpu.fault ?? gpu.throttledBy?.join(', ') ?? '',
      ]);
      process.stdout.write(`${formatTable([['device', 'heat', 'power', 'busy', 'memory', 'slowed by'], ['CPU', tell(cpu.temperatureCelsius, '°C'), tell(cpu.powerWatts, 'W'), tell(cpu.othersLoadPercent, '%'), tell(cpu.othersMemoryPercent, '%'), ''], ...rows])}\n`);
      if (look === 0) for (const { vendor, reason } of probe.missing) output.say(`${vendor}: ${reason}`);
      output.say(`read in ${tookMs.toFixed(2)} ms`);
    }
    await sleep(1000, undefined, { signal: stop.signal }).catch(() => {});
  }
  probe.close();
}
