import { openDrm } from './drm.ts';
import type { GpuReading, GpuSource } from './gpuReading.ts';
import { nvmlNames, openNvml } from './nvml.ts';
import { openSystemGpus } from './systemGpus.ts';

export type GpuProbe = GpuSource & {
  /** Why a kind of card is not read here. */
  readonly missing: readonly { readonly vendor: string; readonly reason: string }[];
};

/** How long a library that was not there is left alone: a driver installed while Hearth runs is found without a restart. */
const retryMs = 60_000;

/** Every GPU that can be read on this system, through the driver's own library or the kernel's files. Starts no process. */
export function openGpuProbe(options: {
  readonly root?: string; readonly nvmlPaths?: readonly string[]; readonly platform?: NodeJS.Platform; readonly ownPids?: () => readonly number[]; readonly nowMs?: () => number;
  /** What Windows and macOS tell by themselves; Linux has files for it. */
  readonly openSystem?: () => GpuSource | { readonly reason: string };
} = {}): GpuProbe {
  const { platform = process.platform, nowMs = () => performance.now() } = options;
  const paths = options.nvmlPaths ?? nvmlNames[platform] ?? [];
  const system = platform === 'linux' ? openDrm(options.root, options.ownPids, nowMs) : (options.openSystem ?? openSystemGpus)();
  let nvml: GpuSource | null = null;
  let reason: string | null = null;
  let triedAtMs = -Infinity;

  function nvidia(): GpuSource | null {
    if (nvml || nowMs() - triedAtMs < retryMs) return nvml;
    triedAtMs = nowMs();
    const opened = openNvml(paths);
    if ('reason' in opened) ({ reason } = opened);
    else nvml = opened;
    return nvml;
  }

  return {
    read(): readonly GpuReading[] {
      const own = nvidia()?.read() ?? [];
      // Windows lists NVIDIA's cards as well; their maker's library says more of them.
      return [...own, ...('reason' in system ? [] : system.read().filter(({ vendor }) => vendor !== 'NVIDIA' || own.length === 0))];
    },
    close() {
      nvml?.close();
      nvml = null;
      if (!('reason' in system)) system.close();
    },
    get missing() {
      return [
        ...(nvml ? [] : [{ vendor: 'NVIDIA', reason: reason ?? 'not looked for yet' }]),
        ...('reason' in system ? [{ vendor: platform === 'darwin' ? 'Apple' : 'AMD and Intel', reason: system.reason }] : []),
      ];
    },
  };
}
