import { loadAddon, type Addon, type NativeGpu } from './addon.ts';
import type { GpuReading, GpuSource } from './gpuReading.ts';

const vendors: ReadonlyMap<number, GpuReading['vendor']> = new Map([[0x10de, 'NVIDIA'], [0x1002, 'AMD'], [0x8086, 'Intel'], [0x106b, 'Apple'], [0x05ac, 'Apple']]);
/** A look at all counters takes a few milliseconds on the addon's own thread; later ones are there at the next tick. */
const waitMs = 5;

/**
 * What Windows (DXGI, PDH) and macOS (Metal, IOKit) say of GPUs without their makers' libraries, through the addon.
 *
 * @returns  the source, or why there is none
 */
export function openSystemGpus(addon: Addon | { readonly reason: string } = loadAddon()): GpuSource | { readonly reason: string } {
  if ('reason' in addon) return addon;
  if (!addon.Gpus) return { reason: 'this system tells nothing of GPUs but through their drivers' };
  const source = new addon.Gpus();
  return { read: () => (source.read(waitMs) ?? []).flatMap((gpu) => describe(gpu) ?? []), close: () => source.close() };
}

/** null: of a maker nothing here knows, such as a remote desktop's adapter. Pure. */
function describe(gpu: NativeGpu): GpuReading | null {
  const vendor = gpu.vendorId === null ? undefined : vendors.get(gpu.vendorId);
  if (!vendor) return null;
  return {
    address: gpu.address, uuid: null, name: gpu.name || null, vendor, driver: null, computeCapability: null, memoryTotalBytes: gpu.memoryTotalBytes, memoryUsedBytes: gpu.memoryUsedBytes, processes: gpu.processes,
    busyPercent: gpu.busyPercent === null ? null : Math.min(100, gpu.busyPercent), temperatureCelsius: gpu.temperatureCelsius, powerWatts: null, powerLimitWatts: null, clockMegahertz: null, fanPercent: null, throttledBy: null, isMig: false, fault: null,
  };
}
