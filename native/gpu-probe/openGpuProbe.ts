import { openDrm } from './drm.ts';
import type { GpuReading, GpuSource } from './gpuReading.ts';
import { nvmlNames, openNvml } from './nvml.ts';

export type GpuProbe = GpuSource & {
  /** Why a kind of card is not read here. */
  readonly missing: readonly { readonly vendor: string; readonly reason: string }[];
};

/** How long a library that was not there is left alone: a driver installed while Hearth runs is found without a restart. */
const retryMs = 60_000;

/** Every GPU that can be read on this system, through the driver's own library or the kernel's files. Starts no process. */
export function openGpuProbe(options: {
  readonly root?: string; readonly nvmlPaths?: readonly string[]; readonly platform?: NodeJS.Platform; readonly ownPids?: () => readonly number[]; readonly nowMs?: () => number;
} = {}): GpuProbe {
  const { platform = process.platform, nowMs = () => performance.now() } = options;
  const paths = options.nvmlPaths ?? nvmlNames[platform] ?? [];
  const drm = platform === 'linux' ? openDrm(options.root, options.ownPids, nowMs) : null;
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
    read: (): readonly GpuReading[] => [...(nvidia()?.read() ?? []), ...(drm?.read() ?? [])],
    close() {
      nvml?.close();
      nvml = null;
      drm?.close();
    },
    get missing() {
      return [
        ...(nvml ? [] : [{ vendor: 'NVIDIA', reason: reason ?? 'not looked for yet' }]),
        ...(platform === 'linux' ? [] : [{ vendor: 'AMD and Intel', reason: `read only on Linux so far, not on ${platform}` }]),
      ];
    },
  };
}
