import { freemem } from 'node:os';
import type { Primitives } from '../../protocol/primitives.ts';
import { isDriverReset } from '../../services/devices/health.ts';
import type { SleepWatch } from '../../services/devices/sleepWatch.ts';
import { isOver, type Job } from '../../services/jobs/job.ts';
import { createRunner, type Runner, type RunnerDependencies } from '../../services/jobs/runner.ts';
import { createReadAhead } from '../../services/models/readAhead.ts';
import type { DeviceSide } from './deviceSide.ts';
import type { HealthSide } from './healthSide.ts';
import type { RaiseNotice } from './noticeSide.ts';
import type { Standing } from './standing.ts';

export type RunnerSide = {
  readonly runner: Runner;
  /** Tells each piece of a job's output as it is made. @returns ends it */
  watchTokens(jobId: string, onTokens: (tokens: readonly number[]) => void): () => void;
};

type Dependencies = Pick<RunnerDependencies, 'journal' | 'signer' | 'node' | 'models' | 'keepRows' | 'hasRoom' | 'isPaused' | 'prefixSharing' | 'nowMs' | 'onProblem'> & {
  readonly primitives: Primitives;
  readonly devices: DeviceSide;
  readonly health: HealthSide;
  readonly standing: Standing;
  readonly sleep: SleepWatch;
  readonly raise: RaiseNotice;
  readonly nameOf: (deviceId: string) => string;
  readonly options: { readonly threads: number; readonly version: string; readonly cheat: RunnerDependencies['cheat']; readonly patienceSeconds: number | undefined };
};

/** For so long after waking, a lost worker says nothing of its device. */
const wakingMs = 60_000;

/** Runs jobs on the devices, and tells health, notices and the page's standing what became of them. */
export function createRunnerSide({ devices, health, standing, sleep, raise, nameOf, options, ...rest }: Dependencies): RunnerSide {
  const { journal, nowMs } = rest;
  /** The device of each running job: a lost worker is no longer in the journal's job when it is told. */
  const lastDevice = new Map<string, string>();
  const tokenWatchers = new Map<string, (tokens: readonly number[], done: number) => void>();
  const { threads, version, cheat, patienceSeconds } = options;

  /** A driver that gave up leaves a worker that can do nothing more; the job failed for no fault of its client. */
  function blameDriver({ failure, started }: Job): void {
    const reason = failure?.code === 'worker.runFailed' ? String(failure.about['reason']) : '';
    if (!started || !isDriverReset(reason)) return;
    const hasSlept = sleep.sleptSince(nowMs() - wakingMs);
    if (!hasSlept) health.note(started.deviceId, { kind: 'driverReset', how: reason, atMs: nowMs() });
    void devices.runnerDevices.find(({ deviceId }) => deviceId === started.deviceId)?.worker.kill('the driver of its device gave up');
  }

  const readAhead = createReadAhead({ freeBytes: freemem, nowMs });
  const runner = createRunner({
    ...rest,
    readAhead: (folder) => void readAhead(folder),
    devices: () => devices.runnerDevices,
    runtimeOf: ({ deviceId, executionProvider }) => {
      const facts = devices.factsOf(deviceId);
      return {
        ort: devices.onnxruntime, ep: executionProvider, device: facts?.name ?? 'unknown', driver: facts?.driver ?? 'not reported', os: process.platform, arch: process.arch,
        optLevel: 'all', threads, appVersion: version,
      };
    },
    onChanged(jobId) {
      const job = journal.read(jobId);
      standing.jobChanged(jobId, job?.signed !== null);
      if (job?.started) lastDevice.set(jobId, job.started.deviceId);
      if (job?.signed && job.started && lastDevice.delete(jobId)) health.note(job.started.deviceId, { kind: 'jobDone' });
      if (job && isOver(job.stage) && lastDevice.delete(jobId)) blameDriver(job);
    },
    onTokens(jobId, tokens, done) {
      standing.countTokens(tokens.length);
      tokenWatchers.get(jobId)?.(tokens, done);
    },
    onWorkerLost(jobId, attempts, how, isFirst) {
      standing.setWorkerLost(jobId, attempts);
      const deviceId = lastDevice.get(jobId);
      if (isFirst && deviceId !== undefined) raise('workerRestarted', { device: nameOf(deviceId), deviceId });
      // One death counts once, however many jobs it took; and drivers lose devices over a sleep, which is no sign of a bad one.
      if (isFirst && deviceId !== undefined && !sleep.sleptSince(nowMs() - wakingMs)) health.note(deviceId, { kind: 'workerLost', jobId, how, atMs: nowMs() });
      raise('jobRetried', { jobId, attempts, signal: how });
    },
    sleptSince: (atMs) => sleep.sleptSince(atMs), cheat: cheat ?? null,
    ...(patienceSeconds === undefined ? {} : { silence: { firstSeconds: patienceSeconds, perPromptTokenSeconds: 0, betweenSeconds: patienceSeconds } }),
  });
  return {
    runner,
    watchTokens(jobId, onTokens) {
      tokenWatchers.set(jobId, onceEach(onTokens));
      return () => void tokenWatchers.delete(jobId);
    },
  };
}

/** Tells each position once: after a worker died in the middle, the next one starts again from the first token, and the listener has heard some. */
export function onceEach(onTokens: (tokens: readonly number[]) => void): (tokens: readonly number[], done: number) => void {
  let heard = 0;
  return (tokens, done) => {
    const fresh = tokens.slice(Math.max(0, heard - (done - tokens.length)));
    heard = Math.max(heard, done);
    if (fresh.length > 0) onTokens(fresh);
  };
}
