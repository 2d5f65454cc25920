import type { DeviceHealth } from '../../shared/health.ts';
import { reasonOf } from '../../shared/reasons.ts';

/** What befell a device. A worker that dies on one job again and again says something of the job; on different ones, of the device. */
export type HealthEvent =
  | { readonly kind: 'workerLost'; readonly jobId: string; readonly how: string; readonly atMs: number }
  | { readonly kind: 'jobDone' }
  /** Its driver gave up under a run: the device was lost, hung or reset. */
  | { readonly kind: 'driverReset'; readonly how: string; readonly atMs: number }
  /** Its self-test computed something else than what is right. */
  | { readonly kind: 'wrong'; readonly reason: string; readonly atMs: number }
  /** The owner gives it another try, or its driver has changed. */
  | { readonly kind: 'retry' };

/** Different jobs in a row that lost their worker before the device is set aside. */
export const failureLimit = 3;
/** Driver resets within a day before it is: one more may take the whole screen with it. */
const resetLimit = 2;
const dayMs = 86_400_000;
export const healthy: DeviceHealth = { lost: [], setAsideAtMs: null };

/** Pure. A job done in between is proof that the device works; of its driver it is none. */
export function applyHealth(health: DeviceHealth, event: HealthEvent): DeviceHealth {
  switch (event.kind) {
    case 'retry': return healthy;
    case 'jobDone': return health.setAsideAtMs === null ? withResets(healthy, health.resets ?? []) : health;
    case 'wrong': return { ...health, wrong: event.reason.slice(0, 200), setAsideAtMs: health.setAsideAtMs ?? event.atMs };
    case 'driverReset': {
      const resets = [...(health.resets ?? []).filter(({ atMs }) => Math.abs(event.atMs - atMs) < dayMs), { how: event.how.slice(0, 120), atMs: event.atMs }].slice(-10);
      return { ...health, resets, setAsideAtMs: health.setAsideAtMs ?? (resets.length >= resetLimit ? event.atMs : null) };
    }
    case 'workerLost': {
      const lost = [...health.lost.filter(({ jobId }) => jobId !== event.jobId), { jobId: event.jobId, how: event.how.slice(0, 60), atMs: event.atMs }].slice(-failureLimit);
      return { ...health, lost, setAsideAtMs: health.setAsideAtMs ?? (lost.length >= failureLimit ? event.atMs : null) };
    }
  }
}
const withResets = (health: DeviceHealth, resets: NonNullable<DeviceHealth['resets']>): DeviceHealth => (resets.length > 0 ? { ...health, resets } : health);

/** Whether there is anything to remember. Pure. */
export const isSpotless = ({ lost, wrong, resets }: DeviceHealth): boolean => lost.length === 0 && !wrong && (resets ?? []).length === 0;

/** Why a device is set aside, as a code of shared/reasons.ts; null: it is not. Pure. */
export function describeFault({ setAsideAtMs, wrong, resets = [], lost }: DeviceHealth): string | null {
  if (setAsideAtMs === null) return null;
  if (wrong) return wrong;
  if (resets.length >= resetLimit) return reasonOf('fault.driver', resets.length, resets.at(-1)!.how);
  return reasonOf('fault.workers', lost.length, [...new Set(lost.map(({ how }) => how))].join(', '));
}

/** What runtimes and drivers say when a device was lost under a run: CUDA's sticky errors, NVIDIA's Xid, Direct3D's removed device, Vulkan's and WebGPU's lost one. */
const resetWords = /device[ _-]?(?:was |is |has been )?(?:lost|removed|hung|reset)|DXGI_ERROR_DEVICE|VK_ERROR_DEVICE_LOST|CUDA(?:_ERROR|[ _]error|[ _]failure)[^.]{0,40}(?:\b(?:4|46|214|700|702|709|710|715|719|999)\b|illegal|launch (?:failure|timed out)|unspecified|unknown error|ecc|hardware)|\bXid\b|GPU (?:has fallen off|is lost)/i;
/** Whether a failed run says that the driver gave up, rather than that the model or its input is wrong. Pure. */
export const isDriverReset = (reason: string): boolean => resetWords.test(reason);
