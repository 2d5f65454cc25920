import koffi from 'koffi';
import type { GpuProcess, GpuReading, GpuSource } from './gpuReading.ts';
import { reasonOf } from '../../electron/shared/reasons.ts';

/**
 * NVIDIA's management library, loaded at run time from the driver's own installation. koffi is enough: NVML is a plain C library of small
 * structures, so no compiler is needed anywhere (docs/decisions/0010).
 *
 * @source  https://docs.nvidia.com/deploy/nvml-api/
 */
export const nvmlNames: Readonly<Partial<Record<NodeJS.Platform, readonly string[]>>> = {
  linux: ['libnvidia-ml.so.1', '/usr/lib/wsl/lib/libnvidia-ml.so.1'],
  win32: ['nvml.dll', 'C:\\Program Files\\NVIDIA Corporation\\NVSMI\\nvml.dll'],
};

const ok = 0;
const insufficientSize = 7;
/** The card fell off the bus; the driver must be restarted. */
const gpuIsLost = 15;
const resetRequired = 16;
const stale: ReadonlySet<number> = new Set([1, 15, 16, 999]);
/** Processes read per card; more than this many on one card is a server, and the sum is all that counts there. */
const processLimit = 64;
const notAvailable = 0xffff_ffff_ffff_ffffn;
const idleReason = 0x1n;
const reasons: readonly (readonly [bit: bigint, name: string])[] = [[0x4n, 'powerCap'], [0x80n, 'powerCap'], [0x20n, 'thermal'], [0x40n, 'thermal'], [0x8n, 'hardware'], [0x100n, 'other'], [0x10n, 'other'], [0x2n, 'other']];

/** koffi's structures are named for the whole process; each opening names its own. */
let openings = 0;

/** @returns  the source, or why there is none */
export function openNvml(paths: readonly string[] = nvmlNames[process.platform] ?? []): GpuSource | { readonly reason: string } {
  if (paths.length === 0) return { reason: 'NVIDIA has no such library for this system' };
  let library: ReturnType<typeof koffi.load> | null = null;
  for (const path of paths) {
    try {
      library = koffi.load(path);
      break;
    } catch {
      // The next place may have it.
    }
  }
  if (!library) return { reason: "NVIDIA's driver is not installed" };
  try {
    return bindNvml(library);
  } catch (error) {
    library.unload();
    return { reason: `NVIDIA's library could not be used: ${error instanceof Error ? error.message.slice(0, 200) : 'unknown'}` };
  }
}

function bindNvml(library: ReturnType<typeof koffi.load>): GpuSource | { readonly reason: string } {
  const id = ++openings;
  const memory = koffi.struct(`HearthNvmlMemory${id}`, { total: 'uint64_t', free: 'uint64_t', used: 'uint64_t' });
  const utilisation = koffi.struct(`HearthNvmlUtilisation${id}`, { gpu: 'uint32_t', memory: 'uint32_t' });
  const pci = koffi.struct(`HearthNvmlPci${id}`, {
    busIdLegacy: koffi.array('char', 16), domain: 'uint32_t', bus: 'uint32_t', device: 'uint32_t', pciDeviceId: 'uint32_t', pciSubSystemId: 'uint32_t', busId: koffi.array('char', 32),
  });
  const process3 = koffi.struct(`HearthNvmlProcess${id}`, { pid: 'uint32_t', usedGpuMemory: 'uint64_t', gpuInstanceId: 'uint32_t', computeInstanceId: 'uint32_t' });
  const sample = koffi.struct(`HearthNvmlSample${id}`, { pid: 'uint32_t', timeStamp: 'uint64_t', smUtil: 'uint32_t', memUtil: 'uint32_t', encUtil: 'uint32_t', decUtil: 'uint32_t' });
  const device = 'void *';

  type Native = (...args: unknown[]) => unknown;
  type Argument = Parameters<typeof koffi.pointer>[0] | ReturnType<typeof koffi.out>;
  const must = (name: string, result: string, args: readonly Argument[]): Native => library.func(name, result, args as never) as unknown as Native;
  /** A function that this driver may be too old for: then its figure is null. */
  const may = (names: readonly string[], result: string, args: readonly Argument[]): Native | null => {
    for (const name of names) {
      try {
        return must(name, result, args);
      } catch {
        // An older name may exist.
      }
    }
    return null;
  };
  const init = must('nvmlInit_v2', 'int', []);
  const shutdown = must('nvmlShutdown', 'int', []);
  const getCount = must('nvmlDeviceGetCount_v2', 'int', [koffi.out('uint32_t *')]);
  const getHandle = must('nvmlDeviceGetHandleByIndex_v2', 'int', ['uint32_t', koffi.out(koffi.pointer(device))]);
  const getName = must('nvmlDeviceGetName', 'int', [device, koffi.out('char *'), 'uint32_t']);
  const getUuid = must('nvmlDeviceGetUUID', 'int', [device, koffi.out('char *'), 'uint32_t']);
  const getPci = may(['nvmlDeviceGetPciInfo_v3'], 'int', [device, koffi.out(koffi.pointer(pci))]);
  const getMemory = may(['nvmlDeviceGetMemoryInfo'], 'int', [device, koffi.out(koffi.pointer(memory))]);
  const getUtilisation = may(['nvmlDeviceGetUtilizationRates'], 'int', [device, koffi.out(koffi.pointer(utilisation))]);
  const getTemperature = may(['nvmlDeviceGetTemperature'], 'int', [device, 'int', koffi.out('uint32_t *')]);
  const getPower = may(['nvmlDeviceGetPowerUsage'], 'int', [device, koffi.out('uint32_t *')]);
  const getLimit = may(['nvmlDeviceGetEnforcedPowerLimit', 'nvmlDeviceGetPowerManagementLimit'], 'int', [device, koffi.out('uint32_t *')]);
  const getClock = may(['nvmlDeviceGetClockInfo'], 'int', [device, 'int', koffi.out('uint32_t *')]);
  const getFan = may(['nvmlDeviceGetFanSpeed'], 'int', [device, koffi.out('uint32_t *')]);
  const getReasons = may(['nvmlDeviceGetCurrentClocksEventReasons', 'nvmlDeviceGetCurrentClocksThrottleReasons'], 'int', [device, koffi.out('uint64_t *')]);
  const getMig = may(['nvmlDeviceGetMigMode'], 'int', [device, koffi.out('uint32_t *'), koffi.out('uint32_t *')]);
  const getCapability = may(['nvmlDeviceGetCudaComputeCapability'], 'int', [device, koffi.out('int *'), koffi.out('int *')]);
  const getDriver = must('nvmlSystemGetDriverVersion', 'int', [koffi.out('char *'), 'uint32_t']);
  const processArgs = [device, koffi.inout('uint32_t *'), 'void *'];
  const getCompute = may(['nvmlDeviceGetComputeRunningProcesses_v3'], 'int', processArgs);
  const getGraphics = may(['nvmlDeviceGetGraphicsRunningProcesses_v3'], 'int', processArgs);
  const getSamples = may(['nvmlDeviceGetProcessUtilization'], 'int', [device, 'void *', koffi.inout('uint32_t *'), 'uint64_t']);

  const started = init() as number;
  if (started !== ok) return { reason: started === 9 ? "NVIDIA's driver is not running" : `NVIDIA's library refused to start (error ${started})` };

  const processBytes = koffi.sizeof(process3);
  const sampleBytes = koffi.sizeof(sample);
  const processBuffer = Buffer.alloc(processBytes * processLimit);
  const sampleBuffer = Buffer.alloc(sampleBytes * 256);
  const text = (get: (buffer: string[], length: number) => number, length: number): string | null => {
    const out = ['\0'.repeat(length)];
    return get(out, length) === ok ? out[0]!.replace(/\0.*$/s, '') || null : null;
  };
  const number = (get: Native | null, ...args: unknown[]): number | null => {
    const out = [0];
    return get && get(...args, out) === ok ? Number(out[0]) : null;
  };

  type Card = { readonly handle: unknown; readonly fixed: Pick<GpuReading, 'address' | 'uuid' | 'name' | 'driver' | 'computeCapability'> };
  const driver = text((out, length) => getDriver(out, length) as number, 80);
  let cards: readonly Card[] = [];
  let isFresh = false;
  const lastSampleUs = new Map<string, bigint>();

  function findCards(): readonly Card[] {
    const count = number(getCount) ?? 0;
    return Array.from({ length: count }, (_, index): Card | null => {
      const handle: unknown[] = [null];
      if (getHandle(index, handle) !== ok) return null;
      const place: Record<string, unknown>[] = [{}];
      const isPlaced = getPci !== null && getPci(handle[0], place) === ok;
      const [major, minor] = [[0], [0]];
      const hasCapability = getCapability !== null && getCapability(handle[0], major, minor) === ok;
      return {
        handle: handle[0],
        fixed: {
          address: isPlaced ? formatAddress(place[0]!) : null, uuid: text((out, length) => getUuid(handle[0], out, length) as number, 96), name: text((out, length) => getName(handle[0], out, length) as number, 96),
          driver, computeCapability: hasCapability ? `${major[0]}.${minor[0]}` : null,
        },
      };
    }).filter((card) => card !== null);
  }

  function readProcesses(handle: unknown, key: string): GpuProcess[] | null {
    const byPid = new Map<number, { memoryBytes: number | null; busyPercent: number | null }>();
    let isTold = false;
    for (const get of [getCompute, getGraphics]) {
      const count = [processLimit];
      const code = get?.(handle, count, processBuffer) as number | undefined;
      if (code !== ok && code !== insufficientSize) continue;
      isTold = true;
      if (code === insufficientSize || count[0] === 0) continue;
      for (const entry of koffi.decode(processBuffer, process3, count[0]!) as { pid: number; usedGpuMemory: number | bigint }[]) {
        const bytes = BigInt(entry.usedGpuMemory) === notAvailable ? null : Number(entry.usedGpuMemory);
        // A program that computes and draws is in both lists with the same figure.
        byPid.set(entry.pid, { memoryBytes: bytes ?? byPid.get(entry.pid)?.memoryBytes ?? null, busyPercent: null });
      }
    }
    const count = [256];
    if (getSamples && getSamples(handle, sampleBuffer, count, lastSampleUs.get(key) ?? 0n) === ok && count[0]! > 0) {
      for (const one of koffi.decode(sampleBuffer, sample, Math.min(256, count[0]!)) as { pid: number; timeStamp: number | bigint; smUtil: number }[]) {
        const at = BigInt(one.timeStamp);
        if (one.pid === 0 || one.smUtil > 100) continue;
        if (at > (lastSampleUs.get(key) ?? 0n)) lastSampleUs.set(key, at);
        const known = byPid.get(one.pid) ?? { memoryBytes: null, busyPercent: null };
        byPid.set(one.pid, { ...known, busyPercent: one.smUtil });
      }
    }
    return isTold ? [...byPid].map(([pid, rest]) => ({ pid, ...rest })) : null;
  }

  function readCard({ handle, fixed }: Card): GpuReading {
    const used: { total: number; used: number }[] = [{ total: 0, used: 0 }];
    const memoryCode = (getMemory?.(handle, used) as number | undefined) ?? 3;
    const busy: { gpu: number }[] = [{ gpu: 0 }];
    const isBusyTold = getUtilisation !== null && getUtilisation(handle, busy) === ok;
    const [mig, migPending] = [[0], [0]];
    const reasonBits = [0n];
    const hasReasons = getReasons !== null && getReasons(handle, reasonBits) === ok;
    const milliwatts = number(getPower, handle);
    const limit = number(getLimit, handle);
    if (stale.has(memoryCode)) isFresh = false;
    return {
      ...fixed, vendor: 'NVIDIA',
      memoryTotalBytes: memoryCode === ok ? Number(used[0]!.total) : null, memoryUsedBytes: memoryCode === ok ? Number(used[0]!.used) : null,
      processes: readProcesses(handle, fixed.uuid ?? fixed.address ?? ''), busyPercent: isBusyTold ? busy[0]!.gpu : null,
      temperatureCelsius: number(getTemperature, handle, 0), powerWatts: milliwatts === null ? null : milliwatts / 1000, powerLimitWatts: limit === null ? null : limit / 1000,
      clockMegahertz: number(getClock, handle, 1), fanPercent: number(getFan, handle),
      throttledBy: hasReasons ? namesOfReasons(BigInt(reasonBits[0]!)) : null,
      isMig: getMig !== null && getMig(handle, mig, migPending) === ok && mig[0] === 1,
      fault: memoryCode === gpuIsLost ? reasonOf('fault.fellOff') : memoryCode === resetRequired ? reasonOf('fault.mustReset') : null,
    };
  }

  return {
    read() {
      try {
        const count = number(getCount);
        if (!isFresh || count !== cards.length) {
          isFresh = true;
          cards = findCards();
        }
        return cards.map(readCard);
      } catch {
        isFresh = false;
        return [];
      }
    },
    close() {
      shutdown();
      library.unload();
    },
  };
}

/** Pure. */
export function namesOfReasons(bits: bigint): readonly string[] {
  return [...new Set(reasons.filter(([bit]) => (bits & ~idleReason & bit) !== 0n).map(([, name]) => name))];
}

/** "00000000:01:00.0" to the kernel's "0000:01:00.0". */
function formatAddress(place: Record<string, unknown>): string | null {
  const raw = place['busId'];
  const told = typeof raw === 'string' ? raw : Array.isArray(raw) ? String.fromCharCode(...(raw as number[])) : '';
  const match = /^([0-9a-f]{4,8}):([0-9a-f]{2}):([0-9a-f]{2})\.([0-7])/i.exec(told.replace(/\0.*$/s, ''));
  return match ? `${match[1]!.slice(-4)}:${match[2]}:${match[3]}.${match[4]}`.toLowerCase() : null;
}
