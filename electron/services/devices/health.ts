import type { DeviceHealth } from '../../shared/health.ts';

/** What befell a device. A worker that dies on one job again and again says something of the job; on different ones, of the device. */
export type HealthEvent =
  | { readonly kind: 'workerLost'; readonly jobId: string; readonly how: string; readonly atMs: number }
  | { readonly kind: 'jobDone' }
  /** The owner gives it another try, or its driver has changed. */
  | { readonly kind: 'retry' };

/** Different jobs in a row that lost their worker before the device is set aside. */
export const failureLimit = 3;
export const healthy: DeviceHealth = { lost: [], setAsideAtMs: null };

/** Pure. A job done in between is proof that the device works. */
export function applyHealth(health: DeviceHealth, event: HealthEvent): DeviceHealth {
  if (event.kind === 'retry') return healthy;
  if (event.kind === 'jobDone') return health.setAsideAtMs === null ? healthy : health;
  const lost = [...health.lost.filter(({ jobId }) => jobId !== event.jobId), { jobId: event.jobId, how: event.how.slice(0, 60), atMs: event.atMs }].slice(-failureLimit);
  return { lost, setAsideAtMs: health.setAsideAtMs ?? (lost.length >= failureLimit ? event.atMs : null) };
}

/** Why a device is set aside, as the owner is told; null: it is not. Pure. */
export function describeFault(health: DeviceHealth): string | null {
  if (health.setAsideAtMs === null) return null;
  return `the workers of ${health.lost.length} jobs in a row ended here (${[...new Set(health.lost.map(({ how }) => how))].join(', ')})`;
}
