import type { LeavingFacts, StatusFacts } from '../../services/notices/decideStatus.ts';
import type { Job } from '../../services/jobs/job.ts';
import type { Guest } from '../../shared/rules.ts';
import type { About, Device, Model, Network } from '../../shared/shapes.ts';
import type { GuestSide } from './guestSide.ts';
import type { ChainSide, ChainView } from './chainSide.ts';
import type { DeviceSide } from './deviceSide.ts';
import type { ModelSide } from './modelSide.ts';
import type { NetworkSide } from './networkSide.ts';
import type { PracticeSide } from './practiceSide.ts';
import type { Runner } from '../../services/jobs/runner.ts';

export type StandingParts = {
  readonly guest?: GuestSide; readonly devices?: DeviceSide; readonly models?: ModelSide; readonly practice?: PracticeSide; readonly chain?: ChainSide; readonly network?: NetworkSide; readonly runner?: Runner;
  readonly node?: string;
  readonly live: readonly Job[];
  readonly options: { readonly dataFolder: string; readonly version: string; readonly network: 'practice' | 'none'; readonly cheat?: string | null };
};
export type Described = {
  readonly status: Omit<StatusFacts, 'nowMs'>; readonly guest: Guest; readonly devices: Device[]; readonly network: Network; readonly about: About; readonly tokensPerSecond: number; readonly models: readonly Model[];
};

/** How the provider stands: what is being started, full, lost. One writer for the facts behind the status sentence. */
export type Standing = {
  setStep(step: string | null): void;
  setDiskFull(path: string | null): void;
  diskFull(): string | null;
  /** This node goes over to another network; null: it stays. */
  setLeaving(leaving: Omit<LeavingFacts, 'sinceMs'> | null): void;
  setPrograms(programs: About['programs']): void;
  programs(): About['programs'];
  /** Hearth's own processes, this one among them. */
  ownPids(): readonly number[];
  setWorkerLost(jobId: string, attempts: number): void;
  jobChanged(jobId: string, isSigned: boolean): void;
  /** A receipt was signed. */
  jobFinished(): void;
  countTokens(tokens: number): void;
  describe(parts: StandingParts): Described;
};

const noGuest: Guest = { preset: null, rules: [], decisions: [], promise: { count: 0, lastMs: null, p50Ms: null, p95Ms: null } };

/** The ember breathes with the tokens of this span. */
const pulseMs = 2000;

export function createStanding({ nowMs, onChanged }: { readonly nowMs: () => number; readonly onChanged: () => void }): Standing {
  const startedAtMs = nowMs();
  let startingStep: string | null = 'keys';
  let lastChangeMs = startedAtMs;
  let diskFullPath: string | null = null;
  let leaving: LeavingFacts | null = null;
  let programs: About['programs'] = [];
  let workerLost: StatusFacts['workerLost'] = null;
  const finishedAtMs: number[] = [];
  const pulses: { atMs: number; tokens: number }[] = [];

  const moved = (): void => {
    lastChangeMs = nowMs();
    onChanged();
  };
  function tokensPerSecond(): number {
    const sinceMs = nowMs() - pulseMs;
    while (pulses[0] && pulses[0].atMs < sinceMs) pulses.shift();
    return (pulses.reduce((sum, { tokens }) => sum + tokens, 0) * 1000) / pulseMs;
  }

  function finishedLately(): number {
    while (finishedAtMs[0] && finishedAtMs[0] < nowMs() - 60_000) finishedAtMs.shift();
    return finishedAtMs.length;
  }

  return {
    setStep(step) {
      startingStep = step;
      moved();
    },
    diskFull: () => diskFullPath,
    setDiskFull(path) {
      if (path === diskFullPath) return;
      diskFullPath = path;
      moved();
    },
    setLeaving(next) {
      if (next === null ? leaving === null : leaving !== null && JSON.stringify({ ...next, sinceMs: leaving.sinceMs }) === JSON.stringify(leaving)) return;
      const isSame = next !== null && leaving !== null && next.to === leaving.to;
      leaving = next && { ...next, sinceMs: isSame ? leaving!.sinceMs : nowMs() };
      onChanged();
    },
    ownPids: () => [...new Set([process.pid, ...programs.flatMap(({ pid }) => pid ?? [])])],
    programs: () => programs,
    setPrograms(next) {
      programs = next;
      onChanged();
    },
    setWorkerLost(jobId, attempts) {
      workerLost = { jobId, attempts, atMs: nowMs() };
      onChanged();
    },
    jobChanged(jobId, isSigned) {
      if (isSigned && workerLost?.jobId === jobId) workerLost = null;
      onChanged();
    },
    jobFinished: () => void finishedAtMs.push(nowMs()),
    countTokens(tokens) {
      pulses.push({ atMs: nowMs(), tokens });
      onChanged();
    },
    describe({ guest, devices, models, practice, chain, network, runner, node, live, options }) {
      const shown = devices?.describe((deviceId) => runner?.runningOn(deviceId) ?? null) ?? [];
      const running = live.filter((job) => job.stage === 'running' || job.stage === 'proving').length;
      const view = chain?.view();
      const rpcUrl = chain?.chain.rpcUrl() ?? null;
      return {
        status: {
          startingStep, stoppedBy: guest?.stoppedBy() ?? null, diskFullPath, leaving, usableDevices: shown.filter(({ executionProviders }) => executionProviders.length > 0).length,
          enabledDevices: shown.filter(({ enabled }) => enabled).length, running, waiting: live.length - running, finishedLately: finishedLately(), deviceName: shown.find(({ state }) => state === 'working')?.name ?? null,
          chainGone: view?.state === 'gone' ? { sinceMs: view.goneSinceMs ?? startedAtMs, rpcUrl: rpcUrl ?? '' } : null, chainDoubt: view?.doubt ? toDoubt(view.doubt) : null, workerLost, cheat: options.cheat ?? null, lastChangeMs,
        },
        guest: guest?.describe() ?? noGuest, devices: shown, models: models?.models ?? [], tokensPerSecond: tokensPerSecond(),
        network: {
          name: chain?.deployment.name ?? 'local', practice: chain?.deployment.practice ?? true, coin: 'EMBER', chainId: chain?.deployment.chainId ?? null, escrow: chain?.deployment.contracts.JobEscrow.address ?? null, rpcUrl,
          chain: options.network === 'none' ? 'none' : view?.state === 'reachable' && view.doubt ? 'doubtful' : (view?.state ?? 'connecting'), blockNumber: view?.blockNumber ?? null, blockAgeSeconds: view?.blockAgeSeconds ?? null,
          windowSeconds: chain?.deployment.windowSeconds ?? null, clients: network?.clients() ?? 0, practiceJobsPerMinute: practice?.jobsPerMinute() ?? null, nodeAddress: node ?? null,
          peerId: network?.peerId ?? null, stakeWei: view?.stakeWei ?? null, inFlightWei: view?.inFlightWei ?? null, inFlightLimitWei: view?.inFlightLimitWei ?? null, operator: view?.operator ?? null,
        },
        about: { version: options.version, dataFolder: options.dataFolder, node: process.version, onnxruntime: devices?.onnxruntime ?? 'unknown', platform: `${process.platform} ${process.arch}`, startedAtMs, programs: [...programs] },
      };
    },
  };
}

const toDoubt = ({ trust, sinceMs }: NonNullable<ChainView['doubt']>): StatusFacts['chainDoubt'] =>
  trust.state === 'stale' ? { kind: 'stale', ageSeconds: trust.ageSeconds, rpcUrl: trust.url, sinceMs } : { kind: 'disagreement', blockNumber: trust.blockNumber, rpcUrl: trust.url, otherUrl: trust.otherUrl, sinceMs };
