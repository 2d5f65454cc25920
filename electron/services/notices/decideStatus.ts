import { classOfRule, type Finding } from '../../shared/rules.ts';
import type { WaitingAudits } from '../../shared/networks.ts';
import type { Status } from '../../shared/shapes.ts';

export type StatusFacts = {
  readonly nowMs: number;
  readonly startingStep: string | null;
  /** The finding that keeps every device from work, a pause among them; null: some device may work. */
  readonly stoppedBy: Finding | null;
  readonly diskFullPath: string | null;
  /** Where this node goes over to, and what keeps it; left out where it stays. */
  readonly leaving?: LeavingFacts | null;
  readonly usableDevices: number;
  readonly enabledDevices: number;
  readonly running: number;
  readonly waiting: number;
  /** Jobs finished in the last minute. */
  readonly finishedLately: number;
  readonly deviceName: string | null;
  readonly chainGone: { readonly sinceMs: number; readonly rpcUrl: string } | null;
  /** Data of the chain on which nothing is decided; left out where there is none. */
  readonly chainDoubt?: (({ readonly kind: 'stale'; readonly ageSeconds: number; readonly rpcUrl: string } | { readonly kind: 'disagreement'; readonly blockNumber: number; readonly rpcUrl: string; readonly otherUrl: string }) & { readonly sinceMs: number }) | null | undefined;
  /** The newest crash of a worker whose job has not finished since. */
  readonly workerLost: { readonly jobId: string; readonly attempts: number; readonly atMs: number } | null;
  /** How this node cheats, when it was started to; left out where it cannot be. */
  readonly cheat?: string | null;
  readonly lastChangeMs: number;
};

export type LeavingFacts = {
  /** null: this Hearth's own practice network. */
  readonly to: string | null;
  /** Receipts that may still be audited where it is, and until when; null: it waits for none, only for jobs that run. */
  readonly waiting: WaitingAudits | null;
  readonly isClearing: boolean;
  readonly sinceMs: number;
};

/** How long a crash is worth the one sentence, after which the notices still tell it. */
const workerLostShownMs = 15_000;

/** The one status: the strictest fact wins (disk, leaving, owner, device, crash, chain), then work, then waiting for it. Pure. */
export function decideStatus(facts: StatusFacts): Status {
  const since = facts.lastChangeMs;
  if (facts.startingStep) return { state: 'starting', about: { step: facts.startingStep }, action: null, sinceMs: since };
  if (facts.diskFullPath) return { state: 'diskFull', about: { path: facts.diskFullPath }, action: 'retry', sinceMs: since };
  if (facts.leaving) {
    const { to, waiting, isClearing, sinceMs } = facts.leaving;
    return { state: 'leaving', about: { to, receipts: waiting?.receipts ?? null, untilMs: waiting?.untilMs ?? null, isClearing: Number(isClearing) }, action: 'showNetworks', sinceMs };
  }
  if (facts.stoppedBy?.rule === 'pause') return { state: 'paused', about: { untilMs: facts.stoppedBy.endsAtMs, running: facts.running }, action: 'resume', sinceMs: facts.stoppedBy.sinceMs };
  if (facts.usableDevices === 0 || facts.enabledDevices === 0) return { state: 'noDevice', about: { usable: facts.usableDevices }, action: 'enableDevice', sinceMs: since };
  if (facts.stoppedBy) {
    const { rule, deviceId, value, limit, endsAtMs, isCalming, giveBack, sinceMs } = facts.stoppedBy;
    // What protects the machine is not overruled from here, nor is a limit on data, which is changed where it was set.
    const action = classOfRule[rule] === 'safety' || rule === 'dataLimit' ? null : 'resume';
    return { state: 'ruled', about: { rule, deviceId, value, limit, endsAtMs, isCalming: Number(isCalming), giveBack, running: facts.running }, action, sinceMs };
  }
  if (facts.workerLost && facts.nowMs - facts.workerLost.atMs < workerLostShownMs) {
    return { state: 'workerLost', about: { jobId: facts.workerLost.jobId, attempts: facts.workerLost.attempts }, action: 'showJobs', sinceMs: facts.workerLost.atMs };
  }
  if (facts.chainGone) return { state: 'chainGone', about: { waiting: facts.waiting, sinceMs: facts.chainGone.sinceMs, rpcUrl: facts.chainGone.rpcUrl, running: facts.running }, action: 'showJobs', sinceMs: facts.chainGone.sinceMs };
  if (facts.chainDoubt) return { state: 'chainDoubt', about: { waiting: facts.waiting, running: facts.running, ...facts.chainDoubt }, action: 'showJobs', sinceMs: facts.chainDoubt.sinceMs };
  if (facts.cheat) return { state: 'cheating', about: { kind: facts.cheat, jobs: facts.running }, action: 'showJobs', sinceMs: since };
  if (facts.running > 0) return { state: 'working', about: { jobs: facts.running, device: facts.deviceName }, action: 'pause', sinceMs: since };
  return { state: 'idle', about: { waiting: facts.waiting, finishedLately: facts.finishedLately }, action: 'pause', sinceMs: since };
}
