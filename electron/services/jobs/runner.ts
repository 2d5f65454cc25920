import type { Bundle } from '../../protocol/bundle.ts';
import { toHex } from '../../protocol/bytes.ts';
import { inputTensor } from '../../protocol/messages.ts';
import { numericClass } from '../../protocol/numericClass.ts';
import type { Primitives } from '../../protocol/primitives.ts';
import type { BridgeClient } from '../../shared/bridgeKit.ts';
import { HearthError, isHearthError, type Failure } from '../../shared/errors.ts';
import type { WeightCheat } from '../../shared/cheats.ts';
import { prefixScopeOf, type PrefixSharing } from '../../shared/prefixSharing.ts';
import type { SignerBridge } from '../../shared/signerBridge.ts';
import type { ExecutionProvider } from '../../shared/shapes.ts';
import type { BatchRoom } from '../../shared/batchRoom.ts';
import type { LoadedModel } from '../../shared/workerBridge.ts';
import { chunkRows } from '../../protocol/sketch.ts';
import { dtype } from '../../protocol/tensor.ts';
import type { Runtime } from './buildReceipt.ts';
import { cheatDecode, cheatResult, type CheatKind } from './cheat.ts';
import { createFairQueue, workOf, type QueuedJob } from './fairQueue.ts';
import { isOver, type Job } from './job.ts';
import type { Journal } from './journal.ts';
import { chooseJob, type PlacedJob } from './placeJobs.ts';
import { createRests } from './rests.ts';
import { createReceiptSigning, type Computed } from './signReceipts.ts';
import { patience, watchSilence, type Silence, type SilenceWatch } from './watchSilence.ts';
import type { DeviceWorker, WorkerClient } from './workers.ts';

/** Tries per job before it fails: a worker that dies thrice on one job is not unlucky. */
const attemptLimit = 3;
/** A job that is to stop leaves between two steps of its worker. One that does not within this time is stopped with all others there. */
const stopGraceMs = 5000;
/** Between two tries of a job that fails for a reason which may pass, such as a full disk. */
const longestRestMs = 30_000;
/** Between two tries to sign what is computed, which cost nothing: a wallet just unlocked is not kept waiting. */
const longestSigningRestMs = 2000;
/** A longer timer fires at once. A deadline beyond it is weeks away, and no job lasts so long. */
const longestTimerMs = 2 ** 31 - 1;

export type RunnerDevice = { readonly deviceId: string; readonly executionProvider: ExecutionProvider; readonly worker: DeviceWorker; readonly isEnabled: () => boolean };
export type RunnerModel = { readonly modelId: string; readonly folder: string; readonly isExact: boolean; /** Of its integer weights. */ readonly weightBits?: 7 | 8; /** Computes with other weights, on purpose. */ readonly cheat?: WeightCheat };

export type RunnerDependencies = {
  readonly primitives: Primitives;
  readonly journal: Journal;
  readonly signer: () => BridgeClient<SignerBridge>;
  readonly node: { readonly address: string; readonly epoch: number };
  readonly devices: () => readonly RunnerDevice[];
  readonly models: ReadonlyMap<string, RunnerModel>;
  readonly runtimeOf: (device: RunnerDevice) => Runtime;
  /** Keeps a generation's rows for whoever may challenge it; before the receipt that commits to them is signed. @throws storage.* */
  readonly keepRows: (jobId: string, rows: Uint8Array) => void;
  readonly nowMs: () => number;
  readonly onChanged: (jobId: string) => void;
  readonly onTokens: (jobId: string, tokens: readonly number[], done: number) => void;
  /** A worker died while it ran this job; `isFirst` is false for the others that died with it. */
  readonly onWorkerLost: (jobId: string, attempts: number, signal: string, isFirst: boolean) => void;
  /** Whether a job's model has room on a device now; every model has where absent. */
  readonly hasRoom?: (job: Job, device: RunnerDevice) => boolean;
  /** Has the files of a waiting job's model read, while the device is busy with another; nothing where absent. */
  readonly readAhead?: (folder: string) => void;
  readonly isPaused: () => boolean;
  readonly prefixSharing: () => PrefixSharing;
  /** Whether the machine slept at any time after this moment: nobody failed who was not awake. */
  readonly sleptSince: (atMs: number) => boolean;
  /** A worker that says nothing for longer is hung. */
  readonly silence?: Silence;
  /** Only a node of the practice network, and only when it was asked to. */
  readonly cheat?: CheatKind | null;
  readonly onProblem: (error: unknown, where: string) => void;
};

export type Runner = {
  /** Looks for work; cheap, call it whenever something changed. */
  wake(): void;
  /** @throws job.notFound */
  cancel(jobId: string, by: 'owner' | 'client'): Promise<void>;
  /**
   * Stops what runs on a device because a rule of the owner took it back; done when its worker is gone, so that its memory is free. Its jobs
   * go to another device, or back to their clients at once. Those whose result exists are left to be signed.
   */
  handBack(deviceId: string, why: HandBack): Promise<void>;
  /** Returns every job that has not begun to its client: nothing here will run it soon. */
  handBackWaiting(rule: string): void;
  /** Fulfils when the job has a receipt or is over. */
  waitForOutcome(jobId: string, signal: AbortSignal): Promise<Job>;
  isLoading(jobId: string): boolean;
  unitsDone(jobId: string): number;
  /** The job that runs longest on a device, if any. */
  runningOn(deviceId: string): string | null;
};

/** Why a device is taken back, and whether another device of this node may run its job. */
export type HandBack = { readonly rule: string; readonly hasElsewhere: boolean };

/** Numeric class of a run: integer-only models are exact everywhere; floats are named by their execution provider. */
export function classOf(executionProvider: ExecutionProvider, isExact: boolean): number {
  if (isExact) return numericClass['int-exact'];
  const byProvider: Record<ExecutionProvider, number> = {
    cpu: numericClass['cpu-fp32'], webgpu: numericClass['webgpu-fp32'], cuda: numericClass['cuda-fp32'], tensorrt: numericClass['cuda-fp16'],
    dml: numericClass['dml-fp32'], coreml: numericClass['coreml-fp16'],
  };
  return byProvider[executionProvider];
}

const positionsOf = ({ input }: Job['request']): number => (input.kind === 'generate' ? input.promptTokens.length + input.decode.maxNewTokens : 0);

const placedOf = ({ jobId, request, attempts, admittedAtMs }: Job): PlacedJob => ({
  jobId, modelId: request.order.modelId, kind: request.input.kind, positions: positionsOf(request), isAlone: attempts >= attemptLimit - 1, admittedAtMs,
});

const queuedOf = ({ jobId, request: { order }, priceMaxWei, admittedAtMs }: Job): QueuedJob => ({
  jobId, client: order.client.toLowerCase(), modelId: order.modelId, work: workOf(order.maxUnitsIn, order.maxUnitsOut), valueWei: priceMaxWei, admittedAtMs,
});

/**
 * Takes jobs from the journal to a signed receipt, retried on a fresh worker when one dies. A device runs one job at a time, or as many of one
 * model as its worker has room for; whose turn it is decides {@link createFairQueue}.
 */
export function createRunner(dependencies: RunnerDependencies): Runner {
  const { journal, nowMs } = dependencies;
  type Live = {
    readonly deviceId: string; readonly placed: PlacedJob; readonly stop: AbortController; readonly worker: Pick<DeviceWorker, 'kill'>;
    loading: boolean; done: number; grace?: NodeJS.Timeout; stopped: 'deadline' | 'owner' | 'client' | 'rule' | null; rule?: HandBack; isHung?: boolean; heard?: () => void;
  };
  const fair = createFairQueue();
  const rests = createRests();
  /** What a worker said of a model, by device and model. */
  const rooms = new Map<string, BatchRoom | null>();
  const toldLost = new WeakSet<Promise<string>>();
  const running = new Map<string, Live>();
  const outcomes = new Map<string, Set<() => void>>();

  const changed = (jobId: string): void => {
    dependencies.onChanged(jobId);
    for (const tell of outcomes.get(jobId) ?? []) tell();
  };
  const record = (jobId: string, event: Parameters<Journal['append']>[0][number]['event']): void => {
    journal.append([{ jobId, event }]);
    const job = journal.read(jobId);
    if (job && (job.signed || isOver(job.stage))) rests.forget(jobId);
    changed(jobId);
  };
  const sign = createReceiptSigning(dependencies, record);
  const fail = (jobId: string, failure: Failure): void => record(jobId, { kind: 'failed', failure });

  /** A deadline that passed while the machine slept is no failure: the order goes back, to be done elsewhere or not at all. */
  function expire({ jobId, request }: Job, sinceMs: number): void {
    if (dependencies.sleptSince(sinceMs)) return record(jobId, { kind: 'cancelled', by: 'rule', rule: 'sleep' });
    fail(jobId, new HearthError('job.deadline', { jobId, deadlineSeconds: request.order.deadlineSeconds }).toFailure());
  }

  let isLooking = false;
  let looksAgain = false;
  /** The end of one job makes others ask for work, in the middle of the look that ended it: they get a look of their own, after it. */
  function wake(): void {
    looksAgain = true;
    if (isLooking) return;
    isLooking = true;
    try {
      while (looksAgain) {
        looksAgain = false;
        look();
      }
    } finally {
      isLooking = false;
    }
  }

  function look(): void {
    const now = nowMs();
    for (const job of journal.live()) {
      if (running.has(job.jobId) || job.signed) continue;
      if (job.result) {
        if (!rests.isResting(job.jobId)) start(job, null);
        continue;
      }
      if (job.request.order.deadlineSeconds * 1000 <= now) expire(job, job.admittedAtMs);
    }
    if (dependencies.isPaused()) return;
    for (const device of dependencies.devices()) if (device.isEnabled()) fill(device);
  }

  /** Starts as many jobs on a device as may run there now. */
  function fill(device: RunnerDevice): void {
    for (;;) {
      const waiting = fair.order(journal.live().filter((job) => !job.result && !running.has(job.jobId) && !rests.isResting(job.jobId) && isForDevice(job, device) && (dependencies.hasRoom?.(job, device) ?? true)).map((job) => ({ ...queuedOf(job), ...placedOf(job), job })), device.deviceId);
      const next = chooseJob(placedOn(device.deviceId), waiting, (modelId) => rooms.get(`${device.deviceId} ${modelId}`) ?? null, nowMs());
      if (!next) return readAhead(device, waiting);
      fair.started(next, waiting, device.deviceId);
      start(next.job, device);
    }
  }

  /** Whoever is next with a model that the device does not hold shall not wait for the disk too. Not loaded yet: that would stall the jobs that run, and take memory before its turn. */
  function readAhead({ worker }: RunnerDevice, waiting: readonly { readonly modelId: string }[]): void {
    const next = waiting.find(({ modelId }) => !worker.isLoaded(modelId));
    const model = next && dependencies.models.get(next.modelId);
    if (model) dependencies.readAhead?.(model.folder);
  }

  const placedOn = (deviceId: string): PlacedJob[] => [...running.values()].filter((live) => live.deviceId === deviceId).map(({ placed }) => placed);

  /** Only a device of the class that the order pins may run it. A job of before, which pins none, runs anywhere and verifies nowhere. */
  function isForDevice({ request }: Job, device: RunnerDevice): boolean {
    const model = dependencies.models.get(request.order.modelId);
    return !model || request.classId === undefined || request.classId === classOf(device.executionProvider, model.isExact);
  }

  /** device null: the result exists already, only the signature is missing. */
  function start(job: Job, device: RunnerDevice | null): void {
    const live: Live = {
      deviceId: device?.deviceId ?? '', placed: placedOf(job), stop: new AbortController(), loading: device !== null, done: 0, worker: device?.worker ?? ({ kill: () => Promise.resolve() } as Pick<DeviceWorker, 'kill'>), stopped: null,
    };
    running.set(job.jobId, live);
    (device ? compute(job, device, live) : Promise.resolve())
      .then((computed) => {
        // Stopped in the very moment it was done: stopped it is.
        if (live.stopped) throw new HearthError('worker.lost', { signal: 'stopped' });
        return sign(job.jobId, computed && device ? { ...computed, runtime: dependencies.runtimeOf(device) } : null);
      })
      .catch((error: unknown) => settleFailure(job.jobId, live, error))
      // Its journal failed it.
      .catch((error: unknown) => tryLater(job.jobId, error, `job ${job.jobId}`))
      .finally(() => {
        clearTimeout(live.grace);
        running.delete(job.jobId);
        changed(job.jobId);
        setTimeout(wake, journal.read(job.jobId)?.signed ? 0 : 200);
      });
  }

  async function compute(job: Job, device: RunnerDevice, live: Live): Promise<Computed | null> {
    const { jobId, request } = job;
    const model = dependencies.models.get(request.order.modelId);
    if (!model) throw new HearthError('model.unknown', { modelId: request.order.modelId });
    const attempt = job.attempts + 1;
    record(jobId, { kind: 'started', attempt, deviceId: device.deviceId, classId: classOf(device.executionProvider, model.isExact) });
    const deadlineMs = request.order.deadlineSeconds * 1000;
    const deadline = setTimeout(() => {
      live.stopped ??= 'deadline';
      void stop(live);
    }, Math.min(longestTimerMs, Math.max(0, deadlineMs - nowMs())));
    let died: Promise<string> | null = null;
    let watch: SilenceWatch | null = null;
    try {
      const { client, loaded, gone } = await device.worker.ready(model);
      live.loading = false;
      died = gone;
      watch = watchSilence(dependencies.silence ?? patience, request.input.kind === 'generate' ? request.input.promptTokens.length : 0, device.worker.readWaits, (silentSeconds) => {
        live.isHung = true;
        void device.worker.kill(`job ${jobId}: no word for ${Math.round(silentSeconds)} s`, true);
      });
      live.heard = (): void => watch?.heard();
      changed(jobId);
      const roomKey = `${device.deviceId} ${model.modelId}`;
      if (!rooms.has(roomKey)) setImmediate(wake);
      rooms.set(roomKey, loaded.batch);
      const computed = await Promise.race([
        runJob(job, client, loaded, classOf(device.executionProvider, model.isExact), live).catch(async (error: unknown) => {
          // A dead worker's asks fail a moment before it is known how it died.
          throw isHearthError(error, 'bridge.closed') ? new HearthError('worker.lost', { signal: await gone }) : error;
        }),
        gone.then((signal) => Promise.reject(new HearthError('worker.lost', { signal }))),
      ]);
      fair.finished(model.modelId, live.deviceId, queuedOf(job).work, computed.measured.computeMs);
      // The answer may overtake the timer; a receipt past the deadline would fail everybody's check.
      if (computed.measured.finishedAtMs > deadlineMs) throw new HearthError('job.deadline', { jobId, deadlineSeconds: request.order.deadlineSeconds });
      return computed;
    } catch (error) {
      const lost = isHearthError(error, 'worker.lost') || isHearthError(error, 'bridge.closed') || isHearthError(error, 'host.programFailed');
      if (!lost || live.stopped) throw error;
      const signal = live.isHung ? 'hung' : isHearthError(error, 'worker.lost') ? error.about.signal : 'unknown';
      record(jobId, { kind: 'workerLost', attempt, signal });
      dependencies.onWorkerLost(jobId, attempt, signal, died === null || !toldLost.has(died));
      if (died) toldLost.add(died);
      if (attempt >= attemptLimit) throw new HearthError('job.workerLost', { jobId, attempts: attempt, signal });
      return null;
    } finally {
      watch?.stop();
      clearTimeout(deadline);
    }
  }

  async function runJob(job: Job, client: WorkerClient, loaded: LoadedModel, classId: number, live: Live): Promise<Computed> {
    const { jobId, request } = job;
    const startedAtMs = nowMs();
    const evidence = { provider: dependencies.node.address, nonce: request.nonce };
    const taps = (sketches: readonly Uint8Array[]) => (sketches.length > 0 ? { sketches: sketches.map(toHex) } : {});
    const measuredOnce = ({ computeMs, mostMemoryBytes }: Pick<Computed['measured'], 'computeMs' | 'mostMemoryBytes'>): Computed['measured'] => ({ planRoot: loaded.planRoot, classId, rowRoot: null, stopReason: 0, startedAtMs, finishedAtMs: nowMs(), firstUnitMs: computeMs, computeMs, mostMemoryBytes });
    if (request.input.kind === 'classify') {
      const input = inputTensor(request.input);
      const result = await client.ask('classify', { jobId, modelId: loaded.modelId, input: input.body, evidence });
      const bundle: Bundle = {
        format: 'hearth-bundle/1', kind: 'classify', nonce: request.nonce, classId, input: { dtype: input.dtype, dims: [...input.dims], body: request.input.body },
        output: { dtype: result.dtype, dims: result.dims, body: toHex(result.logits) }, ...taps(result.sketches),
      };
      return { bundle, measured: measuredOnce(result) };
    }
    if (request.input.kind === 'embed') {
      const { inputTokens } = request.input;
      const { vector, sketches, ...measured } = await client.ask('embed', { jobId, modelId: loaded.modelId, inputTokens, evidence });
      const output = { dtype: dtype.float32, dims: [1, vector.length / 4], body: toHex(vector) };
      return { bundle: { format: 'hearth-bundle/1', kind: 'embed', nonce: request.nonce, classId, inputTokens, output, ...taps(sketches) }, measured: measuredOnce(measured) };
    }
    const stopWatching = client.watch('progress', (progress) => {
      if (progress.jobId !== jobId) return;
      live.done = progress.done;
      live.heard?.();
      dependencies.onTokens(jobId, progress.tokens, progress.done);
    });
    try {
      const { promptTokens, decode } = request.input;
      const { cheat } = dependencies;
      const result = await client.ask('generate', { jobId, modelId: loaded.modelId, provider: dependencies.node.address, promptTokens, nonce: request.nonce, decode: cheat ? cheatDecode(cheat, decode) : decode, scope: prefixScopeOf(dependencies.prefixSharing(), request.order.client) }, { signal: live.stop.signal });
      const { tokens, sketches } = cheat ? cheatResult(cheat, decode, result, chunkRows) : result;
      dependencies.keepRows(jobId, result.rows);
      const bundle: Bundle = {
        format: 'hearth-bundle/1', kind: 'generate', nonce: request.nonce, classId, decode, promptTokens, tokens, sketches: sketches.map(toHex),
      };
      const measured = {
        planRoot: loaded.planRoot, classId, rowRoot: result.rowRoot, stopReason: result.stopReason, startedAtMs: startedAtMs + Math.round(result.waitedMs), finishedAtMs: nowMs(),
        firstUnitMs: result.firstUnitMs, computeMs: result.computeMs, mostMemoryBytes: result.mostMemoryBytes,
      };
      return { bundle, measured };
    } finally {
      stopWatching();
    }
  }

  function settleFailure(jobId: string, live: Live, error: unknown): void {
    const job = journal.read(jobId);
    if (!job || isOver(job.stage)) return;
    if (live.stopped === 'deadline' || isHearthError(error, 'job.deadline')) return expire(job, job.started?.atMs ?? job.admittedAtMs);
    if (live.stopped === 'rule') {
      const { rule, hasElsewhere } = live.rule!;
      const wasComputing = job.started !== null;
      if (hasElsewhere && wasComputing) return record(jobId, { kind: 'gaveBack', attempt: job.attempts, deviceId: live.deviceId, rule });
      return hasElsewhere ? undefined : record(jobId, { kind: 'cancelled', by: 'rule', rule });
    }
    if (live.stopped) return record(jobId, { kind: 'cancelled', by: live.stopped });
    // The signer or the disk may come back: the result is kept and tried again.
    if (job.result && isHearthError(error) && error.retry) return void tryLater(jobId, error, `signing ${jobId}`);
    if (isHearthError(error, 'storage.diskFull') || isHearthError(error, 'bridge.closed') || isHearthError(error, 'signer.unavailable')) return void tryLater(jobId, error, `job ${jobId}`);
    if (isHearthError(error)) return fail(jobId, error.toFailure());
    // Nobody knows what this is. Tried as often as a worker may die, and then the client is told rather than left waiting.
    const incident = `job ${jobId}`;
    if (tryLater(jobId, error, incident) >= attemptLimit) fail(jobId, { code: 'internal', about: { incident } });
  }

  /** @returns how often the job has been put off */
  function tryLater(jobId: string, error: unknown, where: string): number {
    dependencies.onProblem(error, where);
    return rests.rest(jobId, journal.read(jobId)?.result ? longestSigningRestMs : longestRestMs, wake);
  }

  /**
   * Stops one job. Alone on its device its worker is killed, which gives its memory back at once and needs nobody's help; beside others it is
   * asked to leave, and only a worker that does not let it go is killed.
   */
  async function stop(live: Live): Promise<void> {
    const why = `a job of its was stopped (${live.stopped ?? 'unknown'})`;
    if (live.deviceId === '' || placedOn(live.deviceId).length <= 1) return live.worker.kill(why);
    live.stop.abort();
    live.grace ??= setTimeout(() => void live.worker.kill(`${why} and did not let go`), stopGraceMs);
  }

  const runningOn = (deviceId: string): string | null => [...running].find(([, live]) => live.deviceId === deviceId)?.[0] ?? null;

  return {
    wake,
    async cancel(jobId, by) {
      const job = journal.read(jobId);
      if (!job) throw new HearthError('job.notFound', { jobId });
      if (job.result || isOver(job.stage)) return;
      const live = running.get(jobId);
      if (!live) return record(jobId, { kind: 'cancelled', by });
      live.stopped ??= by;
      await stop(live);
    },
    async handBack(deviceId, why) {
      for (const [jobId, live] of running) {
        if (live.deviceId !== deviceId || journal.read(jobId)?.result) continue;
        live.stopped ??= 'rule';
        live.rule = why;
      }
      await dependencies.devices().find((device) => device.deviceId === deviceId)?.worker.kill(`given back: ${why.rule}`);
    },
    handBackWaiting(rule) {
      for (const job of journal.live()) if (!job.result && !running.has(job.jobId)) record(job.jobId, { kind: 'cancelled', by: 'rule', rule });
    },
    async waitForOutcome(jobId, signal) {
      const done = (): Job | null => {
        const job = journal.read(jobId);
        return job && (job.signed || isOver(job.stage)) ? job : null;
      };
      const first = done();
      if (first) return first;
      return new Promise((resolve, reject) => {
        const listeners = outcomes.get(jobId) ?? new Set();
        outcomes.set(jobId, listeners);
        const stop = (): void => {
          listeners.delete(look);
          if (listeners.size === 0) outcomes.delete(jobId);
        };
        const look = (): void => {
          const job = done();
          if (!job) return;
          stop();
          resolve(job);
        };
        listeners.add(look);
        signal.addEventListener('abort', () => {
          stop();
          reject(new HearthError('bridge.closed', {}));
        }, { once: true });
      });
    },
    isLoading: (jobId) => running.get(jobId)?.loading ?? false,
    unitsDone: (jobId) => running.get(jobId)?.done ?? 0,
    runningOn,
  };
}

