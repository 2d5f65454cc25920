import { afterAll, describe, expect, it } from 'vitest';
import { namesOfReasons, openNvml } from '../../../../native/gpu-probe/nvml.ts';
import { openGpuProbe } from '../../../../native/gpu-probe/openGpuProbe.ts';
import { buildFakeNvml } from '../../../support/fakeNvml.ts';

const fake = buildFakeNvml();
afterAll(() => 'path' in fake && fake.remove());

describe("NVIDIA's library", () => {
  it('that is not there is a reason, not a failure', () => {
    expect(openNvml(['/nowhere/libnvidia-ml.so.1'])).toEqual({ reason: "NVIDIA's driver is not installed" });
    expect(openNvml([])).toEqual({ reason: 'NVIDIA has no such library for this system' });
    const probe = openGpuProbe({ root: '/nowhere', nvmlPaths: ['/nowhere/nvml.so'], platform: 'linux' });
    expect(probe.read()).toEqual([]);
    expect(probe.missing).toEqual([{ vendor: 'NVIDIA', reason: "NVIDIA's driver is not installed" }]);
    probe.close();
  });

  it('tells everything of each card, and null where the card does not say', ({ skip }) => {
    if ('missing' in fake) return skip(fake.missing);
    fake.set([{ total: 12e9, used: 3e9, busy: 80, celsius: 66, milliwatts: 118_500, reasons: 0x24, pid: 4242, pidBytes: 2e9 }, { milliwatts: 0, limit: 0, mig: 1 }]);
    const nvml = openNvml([fake.path]);
    if ('reason' in nvml) throw new Error(nvml.reason);
    const [first, second] = nvml.read();
    expect(first).toEqual({
      address: '0000:01:00.0', uuid: 'GPU-00000000-1111-2222-3333-444455556666', name: 'NVIDIA GeForce RTX 4070', vendor: 'NVIDIA', driver: '570.86.15', computeCapability: '8.9', memoryTotalBytes: 12e9, memoryUsedBytes: 3e9,
      processes: [{ pid: 4242, memoryBytes: 2e9, busyPercent: 37 }], busyPercent: 80, temperatureCelsius: 66, powerWatts: 118.5, powerLimitWatts: 200, clockMegahertz: 2475, fanPercent: 42,
      throttledBy: ['powerCap', 'thermal'], isMig: false, fault: null,
    });
    expect(second).toMatchObject({ address: '0000:02:00.0', powerWatts: null, powerLimitWatts: null, isMig: true, throttledBy: [], processes: [] });
    nvml.close();
  });

  it('lives through a thousand changes of cards plugged, unplugged and lost, without growing', ({ skip }) => {
    if ('missing' in fake) return skip(fake.missing);
    fake.set([{}]);
    const nvml = openNvml([fake.path]);
    if ('reason' in nvml) throw new Error(nvml.reason);
    let seed = 7;
    const random = (n: number): number => (seed = (seed * 1103515245 + 12345) % 2 ** 31) % n;
    const before = process.memoryUsage().rss;
    for (let event = 0; event < 1000; event++) {
      const cards = Array.from({ length: random(5) }, () => ({ code: [0, 0, 0, 15, 16, 999][random(6)]!, pid: random(2) * 99, pidBytes: 1e9 }));
      fake.set(cards);
      const read = nvml.read();
      expect(read).toHaveLength(cards.length);
      read.forEach((card, i) => expect([card.fault === null, card.memoryTotalBytes === null]).toEqual([cards[i]!.code !== 15 && cards[i]!.code !== 16, cards[i]!.code !== 0]));
    }
    nvml.close();
    expect(process.memoryUsage().rss - before).toBeLessThan(120e6);
  }, 60_000);

  it('names why a card is slow, and does not call idle slow', () => {
    expect([0n, 1n, 0x4n, 0x60n, 0x88n].map((bits) => namesOfReasons(bits))).toEqual([[], [], ['powerCap'], ['thermal'], ['powerCap', 'hardware']]);
  });
});
