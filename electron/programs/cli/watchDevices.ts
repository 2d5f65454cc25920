import { setTimeout as sleep } from 'node:timers/promises';
import { wordsOfReason } from '../../../renderer/strings/reasons.ts';
import { wordsOfUnread } from '../../../renderer/strings/unread.ts';
import { openGpuProbe } from '../../../native/gpu-probe/openGpuProbe.ts';
import { createMachineReader } from '../../services/devices/readMachine.ts';
import { openPresence, type PresenceSignals } from '../../services/presence/openPresence.ts';
import { isTold, type Reading } from '../../shared/signals.ts';
import { printable, type Output } from './output.ts';
import { formatTable } from './table.ts';

const tell = (reading: Reading<number>, unit: string): string => (isTold(reading) ? `${reading.value.toFixed(0)} ${unit}` : 'not told');
const tellNumber = (value: number | null, unit: string, scale = 1): string => (value === null ? 'not told' : `${(value / scale).toFixed(0)} ${unit}`);

/**
 * What every device says of itself, each second until it is stopped; needs no running Hearth. With --json one line of JSON a second.
 * @param count  looks before it ends; null: until Ctrl+C
 */
export async function watchDevices(dataFolder: string, count: number | null, output: Output): Promise<void> {
  const probe = openGpuProbe();
  const machine = createMachineReader();
  const presence = openPresence(process.env, () => {});
  const stop = new AbortController();
  process.once('SIGINT', () => stop.abort());
  const isTerminal = process.stdout.isTTY && !output.isJson;
  for (let look = 0; !stop.signal.aborted && (count === null || look < count); look++) {
    const startMs = performance.now();
    const { cpu, ...files } = machine.read({ atMs: Date.now(), dataFolder, ownPids: [], appNames: [], hookFile: null });
    const gpus = probe.read();
    const seen = presence.read(Date.now(), files, new Set());
    const signals = { ...files, ...seen };
    const tookMs = performance.now() - startMs;
    if (output.isJson) process.stdout.write(`${JSON.stringify({ atMs: Date.now(), tookMs, cpu, gpus, signals, missing: probe.missing })}\n`);
    else {
      const rows = gpus.map((gpu) => [
        printable(gpu.name ?? gpu.vendor), tellNumber(gpu.temperatureCelsius, '°C'), tellNumber(gpu.powerWatts, 'W'), tellNumber(gpu.busyPercent, '%'), `${tellNumber(gpu.memoryUsedBytes, 'MiB', 2 ** 20)} of ${tellNumber(gpu.memoryTotalBytes, 'MiB', 2 ** 20)}`,
        gpu.fault ?? gpu.throttledBy?.join(', ') ?? '',
      ]);
      // A terminal shows the newest look in place of the one before; a file gets them all.
      process.stdout.write(isTerminal ? '\x1b[H\x1b[J' : look === 0 ? '' : '\n');
      process.stdout.write(`${formatTable([['device', 'heat', 'power', 'busy', 'memory', 'slowed by'], ['CPU', tell(cpu.temperatureCelsius, '°C'), tell(cpu.powerWatts, 'W'), tell(cpu.othersLoadPercent, '%'), tell(cpu.othersMemoryPercent, '%'), ''], ...rows])}\n`);
      if (look === 0 || isTerminal) for (const { vendor, reason } of probe.missing) output.say(`${vendor}: ${printable(wordsOfReason(reason))}`);
      process.stdout.write(`${describePresence(seen)}\n`);
      if (isTerminal || look === 0) output.say(`read in ${tookMs.toFixed(2)} ms`);
    }
    await sleep(1000, undefined, { signal: stop.signal }).catch(() => {});
  }
  probe.close();
  presence.close();
}

/** Who is at the machine, as far as it tells. */
function describePresence({ idleSeconds, fullScreenApp, isLocked, isDisplayAsleep, isMetered }: PresenceSignals): string {
  const say = <T>(name: string, reading: Reading<T>, show: (value: T) => string): string => `${name}: ${isTold(reading) ? printable(show(reading.value)) : `not told (${printable(wordsOfUnread(reading.unread))})`}`;
  const yesOrNo = (is: boolean): string => (is ? 'yes' : 'no');
  return [
    say('nobody there for', idleSeconds, (seconds) => `${seconds.toFixed(0)} s`), say('full screen', fullScreenApp, (app) => app ?? 'nothing'), say('locked', isLocked, yesOrNo), say('display asleep', isDisplayAsleep, yesOrNo),
    say('metered network', isMetered, yesOrNo),
  ].join('\n');
}
