import { readFileSync, readdirSync, readlinkSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { GpuProcess, GpuReading, GpuSource } from './gpuReading.ts';

const vendors: Readonly<Record<string, GpuReading['vendor']>> = { '0x1002': 'AMD', '0x8086': 'Intel' };
const drivers: Readonly<Record<string, readonly string[]>> = { AMD: ['amdgpu'], Intel: ['i915', 'xe'] };
/** The list of cards is made anew this often, so that one plugged in is seen. */
const relistEveryMs = 5000;

const text = (path: string): string | null => {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch {
    return null;
  }
};
const number = (path: string): number | null => {
  const found = text(path);
  if (found === null || found === '') return null;
  const value = Number(found);
  return Number.isFinite(value) ? value : null;
};
const names = (path: string): readonly string[] => {
  try {
    return readdirSync(path);
  } catch {
    return [];
  }
};
/** Zero is how a card says that it has none. */
const uniqueId = (id: string | null): string | null => (id !== null && /^(?:0x)?0*[1-9a-f][0-9a-f]*$/i.test(id) ? id : null);
const scaled = (value: number | null, by: number): number | null => (value === null ? null : value / by);

type Card = { readonly folder: string; readonly hwmon: string | null; readonly gt: string | null; readonly vendor: GpuReading['vendor']; readonly address: string; readonly driver: string };
type Counter = { readonly value: number; readonly atMs: number };

/**
 * AMD's and Intel's figures from sysfs, hwmon and fdinfo: plain files, so no native code. A value that rises (Intel's energy and engine time) is a
 * rate only from the second reading on. Processes of other users cannot be looked into; then `processes` holds those that can.
 *
 * @param root     "/" except in tests
 * @param pids     processes whose use is told apart: Hearth's own, since all others are "others"
 */
export function openDrm(root = '/', pids: () => readonly number[] = () => [], nowMs: () => number = () => performance.now()): GpuSource {
  let cards: readonly Card[] = [];
  let listedAtMs = -Infinity;
  const counters = new Map<string, Counter>();

  /** Change per millisecond since the last look at this counter; null at the first, and when it went back. */
  function rate(key: string, value: number | null, atMs: number): number | null {
    if (value === null) return null;
    const before = counters.get(key);
    counters.set(key, { value, atMs });
    return !before || atMs <= before.atMs || value < before.value ? null : (value - before.value) / (atMs - before.atMs);
  }

  function readOwn(card: Card, atMs: number): GpuProcess[] {
    return pids().flatMap((pid): GpuProcess[] => {
      const clients = new Map<string, { memory: number; engineNs: number }>();
      const folder = join(root, 'proc', String(pid), 'fdinfo');
      for (const file of names(folder)) {
        const info = text(join(folder, file));
        if (!info?.includes('drm-pdev:') || !info.includes(card.address)) continue;
        // One client may have several descriptors.
        const client = /^drm-client-id:\s*(\S+)/m.exec(info)?.[1] ?? file;
        clients.set(client, { memory: sumOf(info, /^drm-(?:resident-)?(?:memory-)?vram\d*:\s*(\d+) KiB$/gm) * 1024, engineNs: sumOf(info, /^drm-engine-(?!capacity)\S+:\s*(\d+) ns$/gm) });
      }
      if (clients.size === 0) return [];
      const all = [...clients.values()];
      const busy = rate(`${card.address} ${pid}`, all.reduce((sum, { engineNs }) => sum + engineNs, 0), atMs);
      return [{ pid, memoryBytes: all.reduce((sum, { memory }) => sum + memory, 0), busyPercent: busy === null ? null : Math.min(100, busy / 1e4) }];
    });
  }

  function readCard(card: Card, atMs: number): GpuReading {
    const { folder, hwmon, gt } = card;
    const at = (name: string): number | null => (hwmon === null ? null : number(join(hwmon, name)));
    const watts = scaled(at('power1_average') ?? at('power1_input'), 1e6) ?? scaled(rate(`${card.address} energy`, at('energy1_input'), atMs), 1e3);
    const idleMs = gt === null ? null : number(join(gt, 'rc6_residency_ms')) ?? number(join(gt, 'gtidle', 'idle_residency_ms'));
    const idle = rate(`${card.address} idle`, idleMs, atMs);
    const fan = at('pwm1');
    const pids = readOwn(card, atMs);
    return {
      address: card.address, uuid: uniqueId(text(join(folder, 'unique_id'))), name: text(join(folder, 'product_name')) || text(join(folder, 'label')) || null, vendor: card.vendor, driver: card.driver, computeCapability: null,
      memoryTotalBytes: number(join(folder, 'mem_info_vram_total')), memoryUsedBytes: number(join(folder, 'mem_info_vram_used')), processes: pids,
      // Intel tells how long it slept; the rest of the time it was awake, which is more than busy.
      busyPercent: number(join(folder, 'gpu_busy_percent')) ?? (idle === null ? null : Math.max(0, Math.min(100, (1 - idle) * 100))),
      temperatureCelsius: scaled(at('temp2_input') ?? at('temp1_input'), 1000), powerWatts: watts, powerLimitWatts: scaled(at('power1_cap') ?? at('power1_max'), 1e6),
      clockMegahertz: scaled(at('freq1_input'), 1e6) ?? (gt === null ? null : number(join(gt, 'rps_act_freq_mhz'))), fanPercent: fan === null ? null : (fan / 255) * 100,
      throttledBy: gt === null || text(join(gt, 'throttle_reason_status')) === null ? null : text(join(gt, 'throttle_reason_status')) === '1' ? ['hardware'] : [], isMig: false, fault: null,
    };
  }

  return {
    read() {
      const atMs = nowMs();
      if (atMs - listedAtMs >= relistEveryMs) {
        listedAtMs = atMs;
        cards = listCards(root);
        for (const key of counters.keys()) if (!cards.some(({ address }) => key.startsWith(address))) counters.delete(key);
      }
      return cards.map((card) => readCard(card, atMs));
    },
    close: () => counters.clear(),
  };
}

function listCards(root: string): readonly Card[] {
  const bus = join(root, 'sys/bus/pci/devices');
  return [...names(bus)].sort().flatMap((address): Card[] => {
    const folder = join(bus, address);
    if (!text(join(folder, 'class'))?.startsWith('0x03')) return [];
    const vendor = vendors[text(join(folder, 'vendor')) ?? ''];
    const driver = linkName(join(folder, 'driver'));
    if (!vendor || driver === null || !drivers[vendor]!.includes(driver)) return [];
    const hwmon = names(join(folder, 'hwmon'))[0];
    const card = names(join(folder, 'drm')).find((name) => /^card\d+$/.test(name));
    const gt = card === undefined ? null : [join(folder, 'drm', card, 'gt', 'gt0'), join(folder, 'tile0', 'gt0')].find((path) => names(path).length > 0) ?? null;
    return [{ folder, address, vendor, driver, hwmon: hwmon === undefined ? null : join(folder, 'hwmon', hwmon), gt }];
  });
}

function linkName(path: string): string | null {
  try {
    return basename(readlinkSync(path));
  } catch {
    return null;
  }
}

const sumOf = (info: string, pattern: RegExp): number => [...info.matchAll(pattern)].reduce((sum, match) => sum + Number(match[1]), 0);
