import { tmpdir } from 'node:os';
import { graphics } from 'systeminformation';
import { createMachineReader } from '../../electron/services/devices/readMachine.ts';
import { openPresence } from '../../electron/services/presence/openPresence.ts';
import { openGpuProbe } from '../../native/gpu-probe/openGpuProbe.ts';
import { buildFakeNvml } from '../support/fakeNvml.ts';
import { missingForX, startXDisplay } from '../support/xDisplay.ts';
import type { Say } from './measureHearth.ts';
import { figureOf, type Figure } from './statistics.ts';

/** One look at everything the rules ask of the machine, its cards and its desktop. */
export type SignalsFigure = {
  readonly sampleMs: Figure;
  readonly sampleCpuMs: number;
  readonly p95Ms: number;
  /** Cards behind the stand-in for NVIDIA's library, and why there are none. */
  readonly cards: number;
  readonly cardsReason: string | null;
  /** Whether a real X display was asked, and why not. */
  readonly desktopReason: string | null;
  /** systeminformation's `graphics()` on the same machine, which starts processes. */
  readonly systeminformationMs: Figure;
};

const cards = 4;

export async function measureSignals(rounds: number, say: Say): Promise<SignalsFigure> {
  const fake = buildFakeNvml();
  if ('path' in fake) fake.set(Array.from({ length: cards }, () => ({ pid: process.pid, pidBytes: 1e9, busy: 50 })));
  const desktopReason = missingForX();
  const display = desktopReason === null ? await startXDisplay() : null;
  await display?.window('window 0 0 1280 720 active fullscreen');
  const machine = createMachineReader();
  const probe = openGpuProbe(process.platform === 'linux' && 'path' in fake ? { nvmlPaths: [fake.path], ownPids: () => [process.pid] } : {});
  const presence = openPresence(display ? { ...process.env, WAYLAND_DISPLAY: undefined, DISPLAY: display.name } : process.env, () => {});
  const own = new Set([process.pid]);
  let read = 0;
  const look = (): void => {
    const atMs = Date.now();
    const signals = machine.read({ atMs, dataFolder: tmpdir(), ownPids: [process.pid], appNames: ['a game'], hookFile: null });
    read = probe.read().length;
    presence.read(atMs, signals, own);
  };
  try {
    for (let i = 0; i < 20; i++) look();
    const times: number[] = [];
    const cpu = process.cpuUsage();
    for (let i = 0; i < rounds; i++) {
      const startMs = performance.now();
      look();
      times.push(performance.now() - startMs);
    }
    const used = process.cpuUsage(cpu);
    const peer: number[] = [];
    for (let i = 0; i < 5; i++) {
      const startMs = performance.now();
      await graphics();
      peer.push(performance.now() - startMs);
    }
    const sampleMs = figureOf(times);
    say(`signals: ${sampleMs.median.toFixed(2)} ms a look at ${read} cards`);
    return {
      sampleMs, sampleCpuMs: (used.user + used.system) / 1000 / rounds, p95Ms: [...times].sort((a, b) => a - b)[Math.ceil(rounds * 0.95) - 1]!, cards: read, cardsReason: 'missing' in fake ? fake.missing : null, desktopReason,
      systeminformationMs: figureOf(peer),
    };
  } finally {
    presence.close();
    probe.close();
    display?.stop();
    if ('remove' in fake) fake.remove();
  }
}
