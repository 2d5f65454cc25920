import type { Status } from '../../shared/shapes.ts';

export type StatusFacts = {
  readonly nowMs: number;
  readonly startingStep: string | null;
  /** null: not paused. untilMs null: until resumed. */
  readonly pause: { readonly sinceMs: number; readonly untilMs: number | null } | null;
  readonly diskFullPath: string | null;
  readonly usableDevices: number;
  readonly enabledDevices: number;
  readonly running: number;
  readonly waiting: number;
  /** Jobs finished in the last minute. */
  readonly finishedLately: number;
  readonly deviceName: string | null;
  readonly chainGone: { readonly sinceMs: number; readonly rpcUrl: string } | null;
  /** The newest crash of a worker whose job has not finished since. */
  readonly workerLost: { readonly jobId: string; readonly attempts: number; readonly atMs: number } | null;
  readonly lastChangeMs: number;
};

/** How long a crash is worth the one sentence, after which the notices still tell it. */
const workerLostShownMs = 15_000;

/** The one status: the strictest fact wins (disk, owner, device, crash, chain), then work, then waiting for it. Pure. */
export function decideStatus(facts: StatusFacts): Status {
  const since = facts.lastChangeMs;
  if (facts.startingStep) return { state: 'starting', about: { step: facts.startingStep }, action: null, sinceMs: since };
  if (facts.diskFullPath) return { state: 'diskFull', about: { path: facts.diskFullPath }, action: 'retry', sinceMs: since };
  if (facts.pause) return { state: 'paused', about: { untilMs: facts.pause.untilMs, running: facts.running }, action: 'resume', sinceMs: facts.pause.sinceMs };
  if (facts.usableDevices === 0 || facts.enabledDevices === 0) return { state: 'noDevice', about: { usable: facts.usableDevices }, action: 'enableDevice', sinceMs: since };
  if (facts.workerLost && facts.nowMs - facts.workerLost.atMs < workerLostShownMs) {
    return { state: 'workerLost', about: { jobId: facts.workerLost.jobId, attempts: facts.workerLost.attempts }, action: 'showJobs', sinceMs: facts.workerLost.atMs };
  }
  if (facts.chainGone) return { state: 'chainGone', about: { waiting: facts.waiting, sinceMs: facts.chainGone.sinceMs, rpcUrl: facts.chainGone.rpcUrl, running: facts.running }, action: 'showJobs', sinceMs: facts.chainGone.sinceMs };
  if (facts.running > 0) return { state: 'working', about: { jobs: facts.running, device: facts.deviceName }, action: 'pause', sinceMs: since };
  return { state: 'idle', about: { waiting: facts.waiting, finishedLately: facts.finishedLately }, action: 'pause', sinceMs: since };
}
