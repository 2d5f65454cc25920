import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { DeviceFacts, ProbedProvider } from '../../services/devices/deviceFacts.ts';
import { askRuntime } from '../../services/devices/askRuntime.ts';
import { readDevices } from '../../services/devices/readDevices.ts';
import { readSystem, readSystemApart, type SystemAnswer } from '../../services/devices/readSystem.ts';
import type { RunnerDevice } from '../../services/jobs/runner.ts';
import { isWithinAny } from '../../services/broker/confine.ts';
import { readWaits } from '../../services/jobs/starved.ts';
import { createDeviceWorker, type WorkerProcess } from '../../services/jobs/workers.ts';
import type { ChannelPorts } from '../../services/ports/channelPorts.ts';
import type { SettingsFile } from '../../services/settings/settings.ts';
import { connectBridge, type BridgeClient } from '../../shared/bridgeKit.ts';
import type { brokerBridge } from '../../shared/brokerBridge.ts';
import { HearthError } from '../../shared/errors.ts';
import { refusals } from '../../shared/saidReasons.ts';
import type { Decision, Rule } from '../../shared/rules.ts';
import type { Device } from '../../shared/shapes.ts';
import type { Signals } from '../../shared/signals.ts';
import { workerBridge } from '../../shared/workerBridge.ts';
import { createDuties } from './duties.ts';

/** @param folder  a folder to open beside those of the models, that is none of them yet */
export type Launch = (folder?: string) => Promise<WorkerProcess>;

/** Starts a worker through the broker, which may read models and nothing else. TF32 would leave its numeric class, so it is off before the library loads. */
export function createLaunch(broker: BridgeClient<typeof brokerBridge>, channels: ChannelPorts, modelFolders: () => readonly string[], log: (line: string) => void): Launch {
  return async (folder) => {
    const readable = [...modelFolders(), ...(folder === undefined ? [] : [folder])].map((path) => resolve(path));
    const { channel, pid } = await broker.ask('launch', { program: 'worker', env: { NVIDIA_TF32_OVERRIDE: '0' }, readable });
    const gone = Promise.withResolvers<string>();
    const client = connectBridge(workerBridge, channels.open(channel, (how) => {
      log(`worker ended (${how})`);
      gone.resolve(how);
    }));
    return { client, gone: gone.promise, canRead: (path) => isWithinAny(resolve(path), readable), kill: async (why, isFault = false) => void (await broker.ask('kill', { channel, why: why.slice(0, 200), isFault }).catch(() => {})), readWaits: () => readWaits(pid) };
  };
}

/** Electron's provider may start no process and asks main for one; under Node it starts a child of its own. */
export function createReadSystem(broker: BridgeClient<typeof brokerBridge>, channels: ChannelPorts): (timeoutMs: number) => Promise<SystemAnswer> {
  if (!('electron' in process.versions)) return readSystem;
  return (timeoutMs) => readSystemApart(async () => {
    const { channel } = await broker.ask('launch', { program: 'systemReader', env: {} });
    const gone = Promise.withResolvers<string>();
    return { port: channels.open(channel, gone.resolve), gone: gone.promise, kill: async () => void (await broker.ask('kill', { channel, why: 'the system was read' })) };
  }, timeoutMs);
}

export type Probed = {
  /** What the runtime can really open here; null when no worker could be asked. */
  readonly executionProviders: readonly ProbedProvider[] | null;
  readonly onnxruntime: string;
  /** The worker that was asked, for whatever comes next; null when it is gone. */
  readonly worker: WorkerProcess | null;
};

export async function probeProviders(launch: Launch, onProblem: (error: unknown, where: string) => void): Promise<Probed> {
  const answered = await askRuntime(launch, (error) => onProblem(error, 'probing execution providers'));
  return { executionProviders: answered?.executionProviders ?? null, onnxruntime: answered?.onnxruntime ?? 'unknown', worker: answered?.worker ?? null };
}

const [probeAgainMs, probeAgainMostMs] = [30_000, 15 * 60_000];

/** Where not one worker lived to say what computes here: asks again now and then until one does. Ends with the signal. */
export async function probeUntilAnswered(launch: Launch, onAnswered: () => void, onProblem: (error: unknown, where: string) => void, signal: AbortSignal, firstMs = probeAgainMs): Promise<void> {
  for (let waitMs = firstMs; !signal.aborted; waitMs = Math.min(2 * waitMs, probeAgainMostMs)) {
    await sleep(waitMs, undefined, { signal }).catch(() => {});
    if (signal.aborted) return;
    const { executionProviders, worker } = await probeProviders(launch, onProblem);
    await worker?.kill('it has answered');
    if (executionProviders && !signal.aborted) return onAnswered();
  }
}

export type DeviceSide = {
  readonly onnxruntime: string;
  readonly runnerDevices: readonly RunnerDevice[];
  /** Every device with its switch and state; `runningOn` names the job a device runs. */
  describe(runningOn: (deviceId: string) => string | null): Device[];
  factsOf(deviceId: string): DeviceFacts | undefined;
  /** Whether the owner lets it work at all; rules come on top. */
  isEnabled(deviceId: string): boolean;
  /** Ends idle workers of devices whose memory belongs to others now. */
  freeIdle(decisions: readonly Decision[], runningOn: (deviceId: string) => string | null): void;
  /** Holds each device at the power and heat its rules allow, by the share of time it works. */
  slow(signals: Signals, rules: readonly Rule[], decisions: readonly Decision[]): void;
  /** @throws usage.invalid  no such device */
  setEnabled(deviceId: string, enabled: boolean): void;
};

/** Finds what can compute here: what the system says, beside what the runtime could open. */
export async function openDeviceSide(
  launch: Launch, probing: Promise<Probed>, settings: SettingsFile, options: { readonly readSystem: (timeoutMs: number) => Promise<SystemAnswer>; readonly threads: number; readonly mayWork: (deviceId: string) => boolean; readonly faultOf: (deviceId: string) => string | null; readonly onChanged: () => void; readonly onProblem: (error: unknown, where: string) => void },
): Promise<DeviceSide> {
  const [{ onnxruntime }, found] = await Promise.all([probing, readDevices({ probe: probing.then(({ executionProviders }) => executionProviders) }, { read: options.readSystem })]);
  const hasGpu = found.some(({ kind, executionProviders }) => kind === 'gpu' && executionProviders.length > 0);

  /** GPUs work by default; the CPU only where no GPU can. */
  function isEnabled(deviceId: string): boolean {
    const device = found.find((one) => one.deviceId === deviceId);
    if (!device || device.executionProviders.length === 0) return false;
    return settings.read().devices[deviceId] ?? (device.kind === 'gpu' || !hasGpu);
  }
  const runnerDevices = found.flatMap((device): RunnerDevice[] => {
    const executionProvider = device.executionProviders[0];
    if (!executionProvider) return [];
    const worker = createDeviceWorker(() => launch(), { executionProvider, threads: options.threads, onStarted: options.onChanged });
    return [{ deviceId: device.deviceId, executionProvider, worker, isEnabled: () => isEnabled(device.deviceId) && options.mayWork(device.deviceId) }];
  });

  const duties = createDuties((deviceId) => runnerDevices.find((device) => device.deviceId === deviceId)?.worker.client() ?? null, options.onProblem);

  return {
    onnxruntime,
    runnerDevices,
    describe: (runningOn) => found.map((device): Device => {
      const jobId = runningOn(device.deviceId);
      const enabled = isEnabled(device.deviceId);
      return { ...device, enabled, jobId, state: device.executionProviders.length === 0 ? 'unusable' : options.faultOf(device.deviceId) !== null ? 'setAside' : !enabled ? 'off' : jobId ? 'working' : 'ready' };
    }),
    isEnabled,
    freeIdle(decisions, runningOn) {
      for (const { deviceId, giveBack } of decisions) {
        const worker = runnerDevices.find((device) => device.deviceId === deviceId)?.worker;
        if (giveBack !== null && giveBack !== 'throttle' && worker?.running() && !worker.isUsed() && runningOn(deviceId) === null) void worker.kill('no job runs, and its memory is wanted back');
      }
    },
    slow: (...seen) => duties.follow(...seen),
    factsOf: (deviceId) => found.find((device) => device.deviceId === deviceId),
    setEnabled(deviceId, enabled) {
      if (!found.some((device) => device.deviceId === deviceId)) throw new HearthError('usage.invalid', { reason: refusals.noDevice(deviceId) });
      settings.write({ devices: { ...settings.read().devices, [deviceId]: enabled } });
      if (!enabled) void runnerDevices.find((device) => device.deviceId === deviceId)?.worker.kill('its device was switched off');
    },
  };
}
