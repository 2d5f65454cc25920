import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { practiceFileShape, type Announcement, type JobRequest } from '../../protocol/messages.ts';
import { orderMaxWei } from '../../protocol/pricing.ts';
import { domainShape, type Domain } from '../../protocol/typedData.ts';
import { readDeploymentFile } from '../../services/chain/deployment.ts';
import type { DeviceFacts, ProbedProvider } from '../../services/devices/deviceFacts.ts';
import { readDevices } from '../../services/devices/readDevices.ts';
import { lineKey, refuseVoucher } from '../../services/jobs/acceptVoucher.ts';
import { refuseOrder, type OfferedModel } from '../../services/jobs/decideAdmission.ts';
import { jobPriceWei, type Job } from '../../services/jobs/job.ts';
import { openJournal } from '../../services/jobs/journal.ts';
import { checkWithChain, checkWithModel } from '../../services/jobs/receiptChecks.ts';
import { buildReceiptFile } from '../../services/jobs/receiptFiles.ts';
import { classOf, createRunner, type RunnerDevice, type RunnerModel } from '../../services/jobs/runner.ts';
import { createDeviceWorker, type WorkerProcess } from '../../services/jobs/workers.ts';
import { splitPort } from '../../services/ports/channelPorts.ts';
import { nodePrimitives } from '../../services/primitives/nodePrimitives.ts';
import { openSettings } from '../../services/settings/settings.ts';
import { openDatabase } from '../../services/storage/database.ts';
import { connectBridge, type BridgeClient, type Port } from '../../shared/bridgeKit.ts';
import { brokerBridge } from '../../shared/brokerBridge.ts';
import { devnetBridge } from '../../shared/devnetBridge.ts';
import { HearthError, isHearthError } from '../../shared/errors.ts';
import type { Check, Device, Model } from '../../shared/shapes.ts';
import { signerBridge, type SignerBridge } from '../../shared/signerBridge.ts';
import { workerBridge, type LoadedModel } from '../../shared/workerBridge.ts';
import { createChainSide, type ChainSide } from './chainSide.ts';
import { announcementToWire, openNetworkSide, type NetworkSide } from './networkSide.ts';
import { openPageSide, type PageSide } from './pageSide.ts';

export type ProviderOptions = {
  readonly dataFolder: string;
  /** Folders of the models to offer. */
  readonly modelFolders: readonly string[];
  /** practice: the network our broker runs. none: no chain; receipts are local. */
  readonly network: 'practice' | 'none';
  readonly version: string;
  readonly pollingMs: number;
  readonly anchorEveryMs: number;
  readonly threads: number;
  readonly onAppended: (kind: string) => void;
  readonly log: (line: string) => void;
};

/** Asked prices: wei per unit in and out. A coin is 10^18 wei. */
const prices = { classify: { in: 0n, out: 2_000_000_000_000_000n }, generate: { in: 10_000_000_000_000n, out: 100_000_000_000_000n } } as const;
const queueLimit = 64;
type Broker = BridgeClient<typeof brokerBridge>;

/** Wires the provider: who owns which fact is decided here and nowhere else. */
export async function startProvider(port: Port, options: ProviderOptions, signal: AbortSignal): Promise<{ readonly close: () => Promise<void> }> {
  const nowMs = Date.now;
  const startedAtMs = nowMs();
  const p = nodePrimitives;
  const database = openDatabase(options.dataFolder);
  const settings = openSettings(options.dataFolder);
  const journal = openJournal(database, nowMs, (kind) => options.onAppended(kind));

  const early: Port[] = [];
  let pageSide: PageSide | null = null;
  const channels = splitPort(port, (_channel, end) => (pageSide ? pageSide.server.attach(end) : early.push(end)));
  const broker: Broker = connectBridge(brokerBridge, channels.main);

  // ---- facts that only this file writes
  let node: { address: string; epoch: number } | null = null;
  let devnet: BridgeClient<typeof devnetBridge> | null = null;
  let clientAddresses: readonly string[] = [];
  let practiceOperator: string | null = null;
  let startingStep: string | null = 'keys';
  let lastChangeMs = nowMs();
  let devices: Device[] = [];
  let onnxruntime = 'unknown';
  let programs: Parameters<Parameters<Broker['watch']>[1]>[0] = [];
  let diskFullPath: string | null = null;
  let workerLost: { jobId: string; attempts: number; atMs: number } | null = null;
  let practiceJobsPerMinute: number | null = null;
  let chainSide: ChainSide | null = null;
  let networkSide: NetworkSide | null = null;
  const models: Model[] = [];
  const offered = new Map<string, OfferedModel>();
  const loadedModels = new Map<string, LoadedModel>();
  const runnerModels = new Map<string, RunnerModel>();
  const runnerDevices: RunnerDevice[] = [];
  const tokenTimes: { atMs: number; tokens: number }[] = [];
  const tokenWatchers = new Map<string, (tokens: readonly number[]) => void>();

  const changed = (): void => pageSide?.changed();
  const step = (name: string | null): void => {
    startingStep = name;
    lastChangeMs = nowMs();
    changed();
  };
  const problem = (error: unknown, where: string): void => {
    if (isHearthError(error, 'storage.diskFull')) diskFullPath = error.about.path;
    options.log(`${where}: ${error instanceof Error ? error.message : 'fault'}`);
    changed();
  };
  const pauseNow = (): { sinceMs: number; untilMs: number | null } | null => {
    const { pause } = settings.read();
    if (pause?.untilMs != null && pause.untilMs <= nowMs()) {
      settings.write({ pause: null });
      runner.wake();
      return null;
    }
    return pause;
  };

  // ---- signer
  let signerClient: BridgeClient<SignerBridge> | null = null;
  async function connectSigner(): Promise<BridgeClient<SignerBridge>> {
    for (;;) {
      try {
        const { channel } = await broker.ask('connect', { program: 'signer' });
        const client = connectBridge(signerBridge, channels.open(channel, () => {
          signerClient = null;
          if (signal.aborted) return;
          pageSide?.notify({ severity: 'attention', kind: 'signerRestarted', about: {} });
          setTimeout(() => void connectSigner().then(() => runner.wake(), (error: unknown) => problem(error, 'signer')), 300);
        }));
        await client.ask('readAccounts', {});
        if (chainSide) await tellNetwork(client);
        signerClient = client;
        return client;
      } catch (error) {
        if (signal.aborted || !isHearthError(error)) throw error;
        await new Promise((resolve) => setTimeout(resolve, 300));
      }
    }
  }
  const signer = (): BridgeClient<SignerBridge> => {
    if (!signerClient) throw new HearthError('signer.unavailable', {});
    return signerClient;
  };
  async function tellNetwork(client: BridgeClient<SignerBridge>): Promise<void> {
    const { domain, deployment } = chainSide!;
    await client.ask('setNetwork', { domain: z.encode(domainShape, domain), stakeManager: deployment.contracts.StakeManager.address, practice: deployment.practice, operator: practiceOperator });
  }

  // ---- devices and models
  const runner = createRunner({
    primitives: p, journal, signer, nowMs,
    node: { get address() { return node!.address; }, get epoch() { return node!.epoch; } },
    devices: () => runnerDevices, models: runnerModels,
    runtimeOf: (device) => {
      const facts = devices.find(({ deviceId }) => deviceId === device.deviceId);
      return {
        ort: onnxruntime, ep: device.executionProvider, device: facts?.name ?? 'unknown', driver: facts?.driver ?? 'not reported', os: process.platform, arch: process.arch,
        optLevel: 'all', threads: options.threads, appVersion: options.version,
      };
    },
    onChanged(jobId) {
      if (workerLost?.jobId === jobId && journal.read(jobId)?.signed) workerLost = null;
      changed();
    },
    onTokens(jobId, tokens) {
      tokenTimes.push({ atMs: nowMs(), tokens: tokens.length });
      tokenWatchers.get(jobId)?.(tokens);
      changed();
    },
    onWorkerLost(jobId, attempts, how) {
      workerLost = { jobId, attempts, atMs: nowMs() };
      pageSide?.notify({ severity: 'attention', kind: 'jobRetried', about: { jobId, attempts, signal: how } });
    },
    isPaused: () => pauseNow() !== null || diskFullPath !== null,
    onProblem: problem,
  });

  // ---- page: whoever opens it sees what is being started
  const buildFile = (job: Job) => buildReceiptFile(job, chainSide?.deployment.name ?? 'local');
  pageSide = openPageSide({
    primitives: p, journal, nowMs, buildFile,
    liveOf: (jobId) => ({ unitsDone: runner.unitsDone(jobId), loading: runner.isLoading(jobId) }),
    deeperChecks,
    facts() {
      const live = journal.live();
      const running = live.filter((job) => job.stage === 'running' || job.stage === 'proving');
      const view = chainSide?.view();
      const shownDevices = devices.map((device) => describeDevice(device));
      return {
        status: {
          startingStep, pause: pauseNow(), diskFullPath, usableDevices: devices.filter(({ executionProviders }) => executionProviders.length > 0).length,
          enabledDevices: shownDevices.filter(({ enabled }) => enabled).length, running: running.length, waiting: live.length - running.length,
          deviceName: shownDevices.find(({ state }) => state === 'working')?.name ?? null,
          chainGone: view?.state === 'gone' ? { sinceMs: view.goneSinceMs ?? startedAtMs, rpcUrl: chainSide!.deployment.rpcUrls[0] ?? '' } : null,
          workerLost, lastChangeMs,
        },
        devices: shownDevices, models, tokensPerSecond: tokensPerSecond(),
        network: {
          name: chainSide?.deployment.name ?? 'local', practice: chainSide?.deployment.practice ?? true, coin: 'EMBER', chainId: chainSide?.deployment.chainId ?? null,
          rpcUrl: chainSide?.deployment.rpcUrls[0] ?? null, chain: options.network === 'none' ? 'none' : (view?.state ?? 'connecting'), blockNumber: view?.blockNumber ?? null,
          blockAgeSeconds: view?.blockAgeSeconds ?? null, windowSeconds: chainSide?.deployment.windowSeconds ?? null, clients: networkSide?.clients() ?? 0,
          practiceJobsPerMinute, nodeAddress: node?.address ?? null, peerId: networkSide?.peerId ?? null, stakeWei: view?.stakeWei ?? null, inFlightWei: view?.inFlightWei ?? null,
        },
        about: {
          version: options.version, dataFolder: options.dataFolder, node: process.version, onnxruntime, platform: `${process.platform} ${process.arch}`, startedAtMs,
          programs: programs as never,
        },
      };
    },
    actions: {
      cancelJob: async ({ jobId }) => {
        await runner.cancel(jobId, 'owner');
        return {};
      },
      pause({ minutes }) {
        settings.write({ pause: { sinceMs: nowMs(), untilMs: minutes === null ? null : nowMs() + minutes * 60_000 } });
        lastChangeMs = nowMs();
        changed();
        return {};
      },
      resume() {
        settings.write({ pause: null });
        diskFullPath = null;
        lastChangeMs = nowMs();
        runner.wake();
        changed();
        return {};
      },
      setDevice({ deviceId, enabled }) {
        if (!devices.some((device) => device.deviceId === deviceId)) throw new HearthError('usage.invalid', { reason: `no device ${deviceId}` });
        settings.write({ devices: { ...settings.read().devices, [deviceId]: enabled } });
        if (!enabled) void runnerDevices.find((device) => device.deviceId === deviceId)?.worker.kill();
        runner.wake();
        changed();
        return {};
      },
      async setPracticeRate({ jobsPerMinute }) {
        if (!devnet) throw new HearthError('network.unreachable', { address: 'practice network', reason: 'it is not running' });
        await devnet.ask('setRate', { jobsPerMinute });
        settings.write({ practiceJobsPerMinute: jobsPerMinute });
        return {};
      },
      async stopHearth() {
        await broker.ask('quit', {});
        return {};
      },
    },
    onInternal(error, where) {
      problem(error, where);
      return Math.random().toString(36).slice(2, 10);
    },
  });
  for (const end of early.splice(0)) pageSide.server.attach(end);
  broker.watch('programs', (value) => {
    programs = value as never;
    changed();
  });

  function tokensPerSecond(): number {
    const since = nowMs() - 2000;
    while (tokenTimes[0] && tokenTimes[0].atMs < since) tokenTimes.shift();
    return tokenTimes.reduce((sum, { tokens }) => sum + tokens, 0) / 2;
  }
  function describeDevice(device: Device): Device {
    const jobId = runner.runningOn(device.deviceId);
    const enabled = isEnabled(device.deviceId);
    const state = device.executionProviders.length === 0 ? 'unusable' : !enabled ? 'off' : jobId ? 'working' : 'ready';
    return { ...device, enabled, state, jobId };
  }
  /** GPUs work by default; the CPU only where no GPU can. */
  function isEnabled(deviceId: string): boolean {
    const device = devices.find((one) => one.deviceId === deviceId);
    if (!device || device.executionProviders.length === 0) return false;
    const hasGpu = devices.some(({ kind, executionProviders }) => kind === 'gpu' && executionProviders.length > 0);
    return settings.read().devices[deviceId] ?? (device.kind === 'gpu' || !hasGpu);
  }

  async function launchWorker(): Promise<WorkerProcess> {
    const { channel } = await broker.ask('launch', { program: 'worker', env: { NVIDIA_TF32_OVERRIDE: '0' } });
    let tell: (how: string) => void = () => {};
    const gone = new Promise<string>((resolve) => (tell = resolve));
    const client = connectBridge(workerBridge, channels.open(channel, (how) => {
      options.log(`worker ended (${how})`);
      tell(how);
    }));
    return { client, gone, kill: async () => void (await broker.ask('kill', { channel }).catch(() => {})) };
  }

  async function findDevices(): Promise<void> {
    let probe: ProbedProvider[] | null = null;
    const prober = await launchWorker();
    try {
      const answer = await Promise.race([prober.client.ask('probe', {}), prober.gone.then((how) => Promise.reject(new HearthError('worker.lost', { signal: how })))]);
      probe = answer.executionProviders;
      onnxruntime = answer.onnxruntime;
    } catch (error) {
      problem(error, 'probing execution providers');
    } finally {
      await prober.kill();
    }
    const facts: readonly DeviceFacts[] = await readDevices({ probe });
    devices = facts.map((device) => ({ ...device, enabled: false, state: 'ready' as const, jobId: null }));
    for (const device of devices) {
      const executionProvider = device.executionProviders[0];
      if (!executionProvider) continue;
      const worker = createDeviceWorker(launchWorker, { executionProvider, threads: options.threads, onStarted: () => changed() });
      runnerDevices.push({ deviceId: device.deviceId, executionProvider, worker, isEnabled: () => isEnabled(device.deviceId) });
    }
  }

  /** Each model is opened once by a worker: only what the files themselves say is offered. */
  async function findModels(): Promise<void> {
    const opener = await launchWorker();
    try {
      for (const folder of options.modelFolders) {
        try {
          const loaded = await opener.client.ask('load', { folder, executionProvider: 'cpu', threads: options.threads, expectModelId: null });
          const price = prices[loaded.kind];
          const isExact = loaded.numericClass === 'int-exact';
          loadedModels.set(loaded.modelId, loaded);
          runnerModels.set(loaded.modelId, { modelId: loaded.modelId, folder, isExact });
          offered.set(loaded.modelId, { ...loaded, priceInWei: price.in, priceOutWei: price.out });
          models.push({
            modelId: loaded.modelId, name: loaded.name, title: loaded.title, kind: loaded.kind, sizeBytes: loaded.sizeBytes, numericClass: loaded.numericClass, state: 'ready', reason: null,
            priceInWei: price.in, priceOutWei: price.out,
          });
        } catch (error) {
          if (!isHearthError(error)) throw error;
          problem(error, `model ${folder}`);
          const name = folder.split(/[\\/]/).at(-1) ?? folder;
          models.push({ modelId: `0x${'00'.repeat(32)}`, name, title: name, kind: 'generate', sizeBytes: 0, numericClass: 'unknown', state: 'corrupt', reason: error.message.slice(0, 280), priceInWei: 0n, priceOutWei: 0n });
        }
      }
    } finally {
      await opener.kill();
    }
  }

  // ---- orders and vouchers
  async function admit(request: JobRequest): Promise<{ queued: number }> {
    const { order } = request;
    const reservedWei = (await chainSide?.readReservedWei(order.client)) ?? null;
    const live = journal.live();
    const owedWei = live.filter((job) => job.request.order.client.toLowerCase() === order.client.toLowerCase()).reduce((sum, job) => sum + jobPriceWei(job), 0n);
    const queued = live.filter((job) => !job.signed).length;
    const refusal = refuseOrder(p, request, {
      node: node!.address, domain: chainSide!.domain, model: offered.get(order.modelId), nowSeconds: Math.floor(nowMs() / 1000), isKnownJob: journal.read(order.jobId) !== null, queued,
      queueLimit, closedBy: diskFullPath ? 'diskFull' : pauseNow() ? 'paused' : null, freeReservationWei: reservedWei === null ? null : reservedWei - owedWei,
    });
    if (refusal) throw refusal;
    const name = offered.get(order.modelId)!.name;
    try {
      journal.append([{ jobId: order.jobId, event: { kind: 'admitted', request, modelName: name, priceMaxWei: orderMaxWei(order) } }]);
    } catch (error) {
      problem(error, 'admitting');
      throw isHearthError(error, 'storage.diskFull') ? new HearthError('job.paused', { rule: 'diskFull' }) : error;
    }
    changed();
    runner.wake();
    return { queued };
  }
  function acceptVoucher(request: Parameters<typeof refuseVoucher>[1]): Promise<void> {
    const job = journal.read(request.jobId);
    if (!job) throw new HearthError('input.malformed', { reason: 'no such job' });
    if (job.acknowledged) {
      if (job.acknowledged.voucher.count === request.voucher.count && job.acknowledged.signature === request.signature) return Promise.resolve();
      throw new HearthError('input.malformed', { reason: 'this job has another voucher' });
    }
    const refusal = refuseVoucher(p, request, job, journal.newestVoucher(lineKey(request.voucher)));
    if (refusal) throw refusal;
    journal.append([{ jobId: request.jobId, event: { kind: 'acknowledged', voucher: request.voucher, signature: request.signature, index: request.index, proof: request.proof, votes: request.votes } }]);
    changed();
    return Promise.resolve();
  }
  async function deeperChecks(file: Parameters<typeof checkWithChain>[0]): Promise<Check[]> {
    const checks: Check[] = [];
    const model = runnerModels.get(file.receipt.exec.modelId);
    const device = runnerDevices.find((one) => one.isEnabled()) ?? runnerDevices[0];
    if (!model || !device) checks.push({ name: 'modelFiles', state: 'notChecked', reason: 'this machine does not have the model', covers: ['model'] });
    else {
      const { client, loaded } = await device.worker.ready(model);
      checks.push(...(await checkWithModel(file, client, loaded)));
    }
    if (chainSide) checks.push(...(await checkWithChain(file, chainSide.receiptChain)));
    return checks;
  }

  // ---- practice network
  async function joinPractice(): Promise<void> {
    const { channel } = await broker.ask('connect', { program: 'devnet' });
    const client = connectBridge(devnetBridge, channels.open(channel, () => {
      devnet = null;
      practiceJobsPerMinute = null;
      changed();
      if (!signal.aborted) setTimeout(() => void rejoinPractice(), 1000);
    }));
    const { practiceFile } = await client.ask('waitForReady', {});
    const practice = practiceFileShape.parse(JSON.parse(await readFile(practiceFile, 'utf8')));
    clientAddresses = practice.clientAddresses;
    practiceOperator = practice.operator;
    const deployment = await readDeploymentFile(practice.deploymentFile);
    chainSide ??= createChainSide(deployment, {
      primitives: p, journal, database, signer, node: node!.address, nowMs, onChanged: changed, log: options.log,
      onReachable: (isReachable) => pageSide?.notify(isReachable ? { severity: 'info', kind: 'chainBack', about: {} } : { severity: 'attention', kind: 'chainGone', about: { rpcUrl: deployment.rpcUrls[0] ?? '' } }),
    }, { pollingMs: options.pollingMs, anchorEveryMs: options.anchorEveryMs });
    devnet = client;
    client.watch('practice', (value) => {
      practiceJobsPerMinute = value.jobsPerMinute;
      changed();
    });
  }
  async function rejoinPractice(): Promise<void> {
    while (!signal.aborted && !devnet) {
      await joinPractice().catch((error: unknown) => problem(error, 'practice network'));
      if (!devnet) await new Promise((resolve) => setTimeout(resolve, 1000));
    }
  }

  const accounts = await (await connectSigner()).ask('readAccounts', {});
  node = { address: accounts.node, epoch: accounts.epoch };
  step('devices');
  await findDevices();
  step('models');
  await findModels();
  if (options.network === 'practice') {
    step('practice network');
    await rejoinPractice();
    await tellNetwork(signer());
    step('network');
    networkSide = await openNetworkSide({
      dataFolder: options.dataFolder, admit, waitForOutcome: (jobId, stop) => runner.waitForOutcome(jobId, stop), readJob: (jobId) => journal.read(jobId), buildFile, log: options.log,
      onDelivered: (jobId) => {
        if (!journal.readEvents(jobId).some(({ kind }) => kind === 'delivered') && journal.read(jobId)?.stage === 'delivered') journal.append([{ jobId, event: { kind: 'delivered' } }]);
      },
      onVoucher: acceptVoucher,
      watchTokens(jobId, onTokens) {
        tokenWatchers.set(jobId, onTokens);
        return () => void tokenWatchers.delete(jobId);
      },
    }, signal);
    void chainSide!.run(signal).catch((error: unknown) => {
      if (!signal.aborted) problem(error, 'chain');
    });
    void networkSide.announceForever(() => buildAnnounceRequest(), () => clientAddresses, signal).catch((error: unknown) => problem(error, 'announcing'));
  }
  step(null);
  const alarm = setInterval(() => runner.wake(), 1000);
  runner.wake();

  async function buildAnnounceRequest(): Promise<{ announcement: Announcement; signature: string; binding: { operator: string; deadlineSeconds: number; signature: string } | null }> {
    const queued = journal.live().filter((job) => !job.signed).length;
    const executionProvider = runnerDevices.find((device) => device.isEnabled())?.executionProvider;
    const announcement: Announcement = {
      format: 'hearth-announcement/1', domain: chainSide!.domain as Domain, node: node!.address, payout: accounts.payout, epoch: node!.epoch, peerId: networkSide!.peerId,
      addresses: networkSide!.addresses(),
      models: !executionProvider || pauseNow() ? [] : [...offered.values()].map((model) => ({
        modelId: model.modelId, kind: model.kind, name: model.name, classId: classOf(executionProvider, runnerModels.get(model.modelId)!.isExact), priceInWei: model.priceInWei,
        priceOutWei: model.priceOutWei, maxContext: model.maxContext,
      })),
      freeSlots: Math.max(0, queueLimit - queued), atMs: nowMs(),
    };
    const { signature } = await signer().ask('signAnnouncement', { announcement: announcementToWire(announcement) });
    const deadlineSeconds = Math.floor(nowMs() / 1000) + 600;
    const binding = practiceOperator ? { ...(await signer().ask('signBinding', { deadlineSeconds })), deadlineSeconds } : null;
    return { announcement, signature, binding };
  }

  return {
    async close() {
      clearInterval(alarm);
      pageSide?.close();
      await networkSide?.close();
      database.close();
    },
  };
}

