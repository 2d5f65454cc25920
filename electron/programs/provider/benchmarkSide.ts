import { tauVersion, thresholdsFor, type Thresholds } from '../../protocol/numericClass.ts';
import type { Primitives } from '../../protocol/primitives.ts';
import type { BenchmarkLog } from '../../services/benchmark/benchmarkLog.ts';
import { decideVerdict, describeWrong } from '../../services/benchmark/decideVerdict.ts';
import { benchmarkKey, runBenchmark, type BenchModel } from '../../services/benchmark/runBenchmark.ts';
import type { ThresholdReader } from '../../services/chain/thresholds.ts';
import { isDriverReset } from '../../services/devices/health.ts';
import type { Energy } from '../../services/earnings/energy.ts';
import { classOf, type RunnerDevice, type RunnerModel } from '../../services/jobs/runner.ts';
import type { Benchmark, BenchmarkState } from '../../shared/benchmark.ts';
import type { Decode } from '../../shared/decode.ts';
import { HearthError, isHearthError } from '../../shared/errors.ts';
import { modelReasons } from '../../shared/saidReasons.ts';
import { reasonOf } from '../../shared/reasons.ts';
import type { Launch } from './deviceSide.ts';
import type { HealthSide } from './healthSide.ts';
import type { RaiseNotice } from './noticeSide.ts';

export type BenchmarkSideDependencies = {
  readonly primitives: Primitives;
  readonly launch: Launch;
  readonly devices: readonly RunnerDevice[];
  readonly models: () => readonly (RunnerModel & { readonly name: string })[];
  readonly log: BenchmarkLog;
  readonly health: HealthSide;
  readonly nameOf: (deviceId: string) => string;
  readonly driverOf: (deviceId: string) => string | null;
  readonly runtime: string;
  readonly threads: number;
  readonly nowMs: () => number;
  /** Whether its owner lets a device work now; a benchmark is work. */
  readonly mayWork: (deviceId: string) => boolean;
  /** The registry's thresholds; null on no network, where this program's own table judges. */
  readonly readThresholds: () => ThresholdReader | null;
  readonly measure: (deviceId: string, fromMs: number, toMs: number) => Energy | null;
  readonly onChanged: () => void;
  readonly onProblem: (error: unknown, where: string) => void;
  readonly raise: RaiseNotice;
  readonly say: (line: string) => void;
};

export type BenchmarkSide = {
  /** @throws usage.invalid  no device of this name can compute */
  start(deviceId?: string): void;
  cancel(deviceId?: string): void;
  /** Begins what is due: a device that was never tested with its present driver and runtime. */
  tick(): void;
  /** A graphics device that was not tested yet takes no job: what it computes would be signed for. */
  awaitsTest(deviceId: string): boolean;
  /** A device that got another try is tested anew where its last test was wrong, and does no job before. */
  retryWrong(deviceId?: string): void;
  /** null: it was not measured with its present driver. */
  latest(deviceId: string): Benchmark | null;
  describe(): BenchmarkState[];
};

/** A test that the device or its rules break off is tried again so often by itself. */
const triesLimit = 3;
/** The first seconds belong to the first jobs. */
const settlingMs = 5000;

/** Tests and measures devices, one after the other: on enrolment, after a change of driver or runtime, and when the owner asks. */
export function createBenchmarkSide(dependencies: BenchmarkSideDependencies, options: { readonly isAutomatic: boolean }): BenchmarkSide {
  const { devices, nowMs, log } = dependencies;
  const startedAtMs = nowMs();
  const waiting: string[] = [];
  const failed = new Map<string, { readonly reason: string; readonly tries: number }>();
  let current: { readonly deviceId: string; readonly stop: AbortController; step: BenchmarkState['step'] } | null = null;
  /** Were wrong, got another try, and have not been tested since. */
  const retested = new Set<string>();
  const latestKnown = new Map<string, { readonly key: string; readonly benchmark: Benchmark | null }>();

  const keyOf = (device: RunnerDevice): string =>
    benchmarkKey(dependencies.primitives, dependencies.driverOf(device.deviceId), dependencies.runtime, device.executionProvider, dependencies.models().map(({ modelId }) => modelId));
  function latestOf(device: RunnerDevice): Benchmark | null {
    const key = keyOf(device);
    const known = latestKnown.get(device.deviceId);
    if (known?.key === key) return known.benchmark;
    const benchmark = log.read(device.deviceId, key);
    latestKnown.set(device.deviceId, { key, benchmark });
    return benchmark;
  }
  const find = (deviceId: string): RunnerDevice | undefined => devices.find((device) => device.deviceId === deviceId);
  const isDue = (device: RunnerDevice): boolean => dependencies.models().length > 0 && latestOf(device) === null && (failed.get(device.deviceId)?.tries ?? 0) < triesLimit;

  function next(): void {
    if (current) return;
    const at = waiting.findIndex((deviceId) => dependencies.mayWork(deviceId) && dependencies.health.faultOf(deviceId) === null);
    const device = at < 0 ? undefined : find(waiting.splice(at, 1)[0]!);
    if (!device) return;
    const mine = (current = { deviceId: device.deviceId, stop: new AbortController(), step: null as BenchmarkState['step'] });
    dependencies.onChanged();
    void run(device, mine).catch((error: unknown) => note(device, error)).finally(() => {
      current = null;
      dependencies.onChanged();
      next();
    });
  }

  async function run(device: RunnerDevice, mine: NonNullable<typeof current>): Promise<void> {
    const { deviceId, executionProvider, worker } = device;
    const models = dependencies.models().map((model): BenchModel => ({ ...model, classId: classOf(executionProvider, model.isExact) }));
    const made = await worker.use(() => runBenchmark({
      primitives: dependencies.primitives, monotonicMs: () => performance.now(), nowMs, executionProvider, isProcessor: executionProvider === 'cpu', threads: dependencies.threads, launchReference: dependencies.launch,
      ready: (model) => worker.ready(model), readLimits,
      measureJoules(fromMs, toMs) {
        const energy = dependencies.measure(deviceId, fromMs, toMs);
        // Partly measured is not measured.
        return energy && energy.coveredMs >= energy.spanMs * 0.95 ? energy.wattHours * 3600 : null;
      },
      onStep(step) {
        mine.step = step;
        dependencies.onChanged();
      },
      assertGoOn() {
        if (mine.stop.signal.aborted) throw new HearthError('worker.runFailed', { reason: modelReasons.wasCancelled });
        if (!dependencies.mayWork(deviceId)) throw new HearthError('job.paused', { rule: 'its rules' });
      },
    }, models));
    const benchmark: Benchmark = { deviceId, atMs: nowMs(), driver: dependencies.driverOf(deviceId), runtime: dependencies.runtime, executionProvider, verdict: decideVerdict(made.checks), ...made };
    const key = keyOf(device);
    log.write(key, benchmark);
    latestKnown.set(deviceId, { key, benchmark });
    failed.delete(deviceId);
    retested.delete(deviceId);
    dependencies.say(`self-test of ${deviceId}: ${benchmark.verdict}`);
    dependencies.raise('deviceTested', { deviceId, device: dependencies.nameOf(deviceId), verdict: benchmark.verdict });
    const wrong = describeWrong(benchmark);
    if (wrong !== null) dependencies.health.note(deviceId, { kind: 'wrong', reason: wrong, atMs: nowMs() });
  }

  async function readLimits({ modelId, name, classId }: BenchModel, decode: Decode | null): Promise<Thresholds> {
    const registered = await dependencies.readThresholds()?.(modelId, classId, tauVersion).catch((error: unknown) => {
      if (!isHearthError(error)) throw error;
      // A device waits for its test before it works; what the chain would say of it is asked again with the next test.
      dependencies.say(`the registry's thresholds of ${name} cannot be read (${error.code}): it is tested by this program's own`);
      return null;
    });
    return thresholdsFor({ tauVersion, deadlineSeconds: Math.floor(nowMs() / 1000) }, classId, decode, registered ?? null).limits;
  }

  function note({ deviceId }: RunnerDevice, error: unknown): void {
    // A rule that takes the device back ends its worker; so does a job that is stopped there, which is nobody's rule and nobody's fault.
    const isPaused = isHearthError(error, 'job.paused') || (isHearthError(error, 'bridge.closed') && !dependencies.mayWork(deviceId));
    const wasCancelled = isHearthError(error, 'worker.runFailed') && error.about.reason === modelReasons.wasCancelled;
    const reason = isPaused ? reasonOf('test.rules') : wasCancelled ? reasonOf('test.cancelled') : isHearthError(error, 'bridge.closed') ? reasonOf('test.workerEnded') : error instanceof Error ? error.message : 'unknown';
    // Cancelled by its owner it is not begun again by itself; taken back by a rule it is.
    failed.set(deviceId, { reason: reason.slice(0, 300), tries: wasCancelled ? triesLimit : isPaused ? 0 : (failed.get(deviceId)?.tries ?? 0) + 1 });
    if (isPaused || wasCancelled) return;
    dependencies.onProblem(error, `self-test of ${deviceId}`);
    if (isHearthError(error, 'worker.runFailed') && isDriverReset(error.about.reason)) dependencies.health.note(deviceId, { kind: 'driverReset', how: error.about.reason, atMs: nowMs() });
    else if (isHearthError(error, 'worker.lost')) dependencies.health.note(deviceId, { kind: 'workerLost', jobId: `self-test ${nowMs()}`, how: error.about.signal, atMs: nowMs() });
  }

  function ask(deviceId: string): void {
    if (current?.deviceId !== deviceId && !waiting.includes(deviceId)) waiting.push(deviceId);
    next();
    dependencies.onChanged();
  }

  return {
    start(deviceId) {
      if (deviceId !== undefined && !find(deviceId)) throw new HearthError('usage.invalid', { reason: `no device ${deviceId} that can compute; those that can: ${devices.map((one) => one.deviceId).join(', ') || 'none'}` });
      for (const device of devices) {
        if (deviceId !== undefined && device.deviceId !== deviceId) continue;
        failed.delete(device.deviceId);
        ask(device.deviceId);
      }
    },
    cancel(deviceId) {
      for (const one of waiting.filter((id) => deviceId === undefined || id === deviceId)) waiting.splice(waiting.indexOf(one), 1);
      if (current && (deviceId === undefined || current.deviceId === deviceId)) current.stop.abort();
      dependencies.onChanged();
    },
    tick() {
      if (options.isAutomatic && !current && nowMs() - startedAtMs >= settlingMs) {
        for (const device of devices) if (isDue(device) && dependencies.mayWork(device.deviceId)) ask(device.deviceId);
      }
      if (waiting.length > 0) next();
    },
    awaitsTest: (deviceId) => {
      const device = find(deviceId);
      return device !== undefined && ((options.isAutomatic && deviceId.startsWith('gpu-') && isDue(device)) || retested.has(deviceId));
    },
    retryWrong(deviceId) {
      for (const device of devices) {
        if ((deviceId !== undefined && device.deviceId !== deviceId) || latestOf(device)?.verdict !== 'wrong') continue;
        log.remove(device.deviceId);
        latestKnown.delete(device.deviceId);
        failed.delete(device.deviceId);
        retested.add(device.deviceId);
        ask(device.deviceId);
      }
    },
    latest(deviceId) {
      const device = find(deviceId);
      return device ? latestOf(device) : null;
    },
    describe: () => devices.map((device): BenchmarkState => {
      const { deviceId } = device;
      const latest = latestOf(device);
      if (current?.deviceId === deviceId) return { deviceId, state: 'running', step: current.step, reason: null, latest };
      if (waiting.includes(deviceId)) return { deviceId, state: 'waiting', step: null, reason: null, latest };
      const reason = failed.get(deviceId)?.reason ?? null;
      return { deviceId, state: reason !== null ? 'failed' : latest ? 'done' : 'none', step: null, reason, latest };
    }),
  };
}
