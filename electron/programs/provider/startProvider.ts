import { join } from 'node:path';
import { isLocalDomain, localDomain } from '../../protocol/localDomain.ts';
import type { Announcement, JobRequest } from '../../protocol/messages.ts';
import type { ReceiptFile } from '../../protocol/receiptFile.ts';
import { weightCheatOf, type CheatKind } from '../../services/jobs/cheat.ts';
import { openJournal } from '../../services/jobs/journal.ts';
import { isOver, type Job } from '../../services/jobs/job.ts';
import { createPayWaits, decidePayWait } from '../../services/jobs/payWaits.ts';
import { checkWithChain, checkWithModel } from '../../services/jobs/receiptChecks.ts';
import { checkRowBytes } from '../../services/jobs/rowChecks.ts';
import { buildReceiptFile } from '../../services/jobs/receiptFiles.ts';
import { isOffered } from '../../services/jobs/decideRefusal.ts';
import { estimateSeconds, fitsMemory, type DeviceView } from '../../services/jobs/planJobs.ts';
import { classOf, createRunner, type Runner, type RunnerDevice } from '../../services/jobs/runner.ts';
import { presets } from '../../services/rules/presets.ts';
import { openRecording } from '../../services/rules/recording.ts';
import { splitPort } from '../../services/ports/channelPorts.ts';
import { nodePrimitives } from '../../services/primitives/nodePrimitives.ts';
import { createClockSkew } from '../../services/devices/clockSkew.ts';
import { createSleepWatch } from '../../services/devices/sleepWatch.ts';
import { isDriverReset } from '../../services/devices/health.ts';
import { openPayoutLog } from '../../services/earnings/payoutLog.ts';
import { createOwnerPrograms } from '../../services/earnings/ownerNumber.ts';
import { openRateLog } from '../../services/earnings/rates.ts';
import { openSettings } from '../../services/settings/settings.ts';
import { openDatabase } from '../../services/storage/database.ts';
import { noAudits } from '../../shared/audits.ts';
import { connectBridge, type Port } from '../../shared/bridgeKit.ts';
import { brokerBridge } from '../../shared/brokerBridge.ts';
import { HearthError, isHearthError } from '../../shared/errors.ts';
import type { Listening } from '../../shared/listening.ts';
import type { Finding } from '../../shared/rules.ts';
import type { Check } from '../../shared/shapes.ts';
import { sameAddress } from '../../shared/units.ts';
import { announcedSpeed } from '../../services/benchmark/announcedSpeed.ts';
import { openBenchmarkLog } from '../../services/benchmark/benchmarkLog.ts';
import { createBenchmarkSide, type BenchmarkSide } from './benchmarkSide.ts';
import { createBookSide } from './bookSide.ts';
import { createCacheSide } from './cacheSide.ts';
import { createChainSide, type ChainSide } from './chainSide.ts';
import { createDataSide } from './dataSide.ts';
import { keepClaims } from './claimSide.ts';
import { createLaunch, createReadSystem, openDeviceSide, probeProviders, type DeviceSide, type Launch } from './deviceSide.ts';
import { buildHistory } from './deviceHistory.ts';
import { downloadHandlers, openDownloads } from './downloadSide.ts';
import { decideStatus } from '../../services/notices/decideStatus.ts';
import type { Downloads } from '../../services/models/download/downloads.ts';
import { createDisputeSide, tellDisputes, type DisputeSide } from './disputeSide.ts';
import { watchFaults } from './faultSide.ts';
import { createGuestSide, type GuestSide } from './guestSide.ts';
import { askNode } from '../fleet/askNode.ts';
import { readGatewayUsage } from '../../services/gateway/readGatewayUsage.ts';
import { createFleetSide } from './fleetSide.ts';
import { createJoinedSide, currentNetwork } from './joinedSide.ts';
import { createHealthSide } from './healthSide.ts';
import { sendLocalOrders } from './localClient.ts';
import { createJobMeterSide } from './jobMeterSide.ts';
import { createMoneySide } from './moneySide.ts';
import { openModelSide, type ModelSide } from './modelSide.ts';
import { announcementToWire, openNetworkSide, type NetworkSide } from './networkSide.ts';
import { createNoticeSide, tellRefusals } from './noticeSide.ts';
import { createOrderSide, queueLimit } from './orderSide.ts';
import { openShareSide, type ShareSide } from './shareSide.ts';
import { openPageSide, type PageSide } from './pageSide.ts';
import { joinPracticeSide, openPracticeSide, type PracticeSide } from './practiceSide.ts';
import { openRowSide } from './rowSide.ts';
import { applyRpcAddresses, createRpcSide } from './rpcSide.ts';
import { createSignalSide } from './signalSide.ts';
import { openSignerSide, type SignerSide } from './signerSide.ts';
import { createWalletNews } from './walletNews.ts';
import { createStanding } from './standing.ts';
import { createScreens } from './screens.ts';
import { createAuditServing } from './auditServing.ts';
import { openVerifierSide, type VerifierSide } from './verifierSide.ts';
import { createUpdateSide } from './updateSide.ts';
import { createUptimeSide } from './uptimeSide.ts';
import { watchVotes } from './voteSide.ts';
import { addressesOf, createWalletSide, relayWallet, type WalletHandlers } from './walletSide.ts';

export type ProviderOptions = {
  readonly dataFolder: string;
  /** Folders of the models to offer. */
  readonly modelFolders: readonly string[];
  /** practice: the network our broker runs. none: no chain; receipts are local, unanchored and labelled so. */
  readonly network: 'practice' | 'none';
  readonly version: string;
  readonly pollingMs: number;
  readonly anchorEveryMs: number;
  /** Threads a job on the processor may use, kept for later starts; null: as kept. */
  readonly threads: number | null;
  /** Who may reach it, kept for later starts; null: as kept. */
  readonly listening: Listening | null;
  /** Ends this program; it is started again at once. */
  readonly restart: () => void;
  /** How long after its order's deadline a client may still send its voucher, before the price is claimed. */
  readonly claimAfterMs: number;
  /** The file of a practice network that another Hearth runs; null for the one our broker runs. */
  readonly join: string | null;
  /** Peers to ask first which nodes there are, beside the practice client. */
  readonly peers: readonly string[];
  /** Cheats on purpose; refused on any network but the practice network. */
  readonly cheat: CheatKind | null;
  readonly onAppended: (kind: string) => void;
  /** Tests and measures devices by itself when they are new; the owner may ask at any time. */
  readonly isSelfTesting: boolean;
  /** How long a worker may be silent; as long as services/jobs/watchSilence.ts has it where absent. */
  readonly patienceSeconds?: number;
  readonly log: (line: string) => void;
};

/** For so long after waking, a lost worker says nothing of its device. */
const wakingMs = 60_000;
/** Memory is given back within this (docs/guest.md). */
const promisedMs = 2000;

/**
 * Wires the provider in the order of one job's walk: keys, devices, models, network, orders, runner, chain, page. Who owns which fact is decided
 * here and nowhere else; what each part does is in its own file.
 */
export async function startProvider(port: Port, given: ProviderOptions, signal: AbortSignal): Promise<{ readonly close: () => Promise<void> }> {
  const settings = openSettings(given.dataFolder);
  const joined = given.join === null ? currentNetwork(given.dataFolder, settings) : null;
  const options: ProviderOptions = joined ? { ...given, network: 'practice', join: joined.file } : given;
  /** What belongs to one network alone. */
  const networkData = joined?.folder ?? given.dataFolder;
  if (options.cheat && options.network !== 'practice') throw new HearthError('usage.invalid', { reason: 'only a node of the practice network may be asked to cheat' });
  const nowMs = Date.now;
  const p = nodePrimitives;
  const database = openDatabase(networkData);
  if (options.threads !== null) settings.write({ threads: options.threads });
  if (options.listening !== null) settings.write({ listening: options.listening });
  const { threads, listening } = settings.read();
  const standing = createStanding({ nowMs, onChanged: () => wake() });
  const recording = openRecording(options.dataFolder);
  const parts: { benchmarks?: BenchmarkSide; guest?: GuestSide; page?: PageSide; signer?: SignerSide; devices?: DeviceSide; models?: ModelSide; downloads?: Downloads; practice?: PracticeSide; chain?: ChainSide; network?: NetworkSide; sharing?: ShareSide; disputes?: DisputeSide; verifier?: VerifierSide; runner?: Runner; wallet?: WalletHandlers; launch?: Launch; node?: string } = {};
  /** It goes over to another network. */
  let isLeaving = false;
  const changed = (): void => parts.page?.changed();
  const notices = createNoticeSide({ database, settings, nowMs, version: options.version, log: options.log, onChanged: changed });
  const { raise } = notices;
  const data = createDataSide({
    dataFolder: options.dataFolder, settings, notices, downloads: () => parts.downloads, nowMs, onProblem: (error, where) => problem(error, where),
    onChanged() {
      parts.guest?.tick();
      parts.network?.announceNow();
      changed();
    },
  });
  const journal = openJournal(database, nowMs, (kind, jobId) => {
    if (kind === 'signed') standing.jobFinished();
    options.onAppended(kind);
    jobMeter.jobEvent(kind, jobId);
    notices.jobEvent(kind, jobId, journal);
  });

  const jobMeter = createJobMeterSide({ journal: () => journal, recording, measure: (...span) => signals.measure(...span), readings: () => signals.readings(), nowMs });

  const early: Port[] = [];
  const channels = splitPort(port, (_channel, end) => (parts.page ? parts.page.attach(end) : early.push(end)));
  const broker = connectBridge(brokerBridge, channels.main);
  const wake = (): void => {
    parts.runner?.wake();
    changed();
  };
  const problem = (error: unknown, where: string): void => {
    if (isHearthError(error, 'storage.diskFull')) {
      raise('diskFull', { path: error.about.path });
      standing.setDiskFull(error.about.path);
      parts.guest?.tick();
    }
    options.log(`${where}: ${error instanceof Error ? error.message : 'fault'}`);
    changed();
  };
  const networkName = (): string => parts.chain?.deployment.name ?? 'local';
  const buildFile = (job: Job): ReceiptFile | null => buildReceiptFile(job, networkName());

  const payouts = openPayoutLog(database);
  const programs = createOwnerPrograms(join(options.dataFolder, 'commands'), nowMs);
  const money = createMoneySide({ settings, programs, rates: openRateLog(database), nowMs });
  const waits = createPayWaits(() => changed());
  const isDisputed = (jobId: string): boolean => (parts.disputes?.ofJob(jobId)?.state ?? 'closed') !== 'closed';
  const books = createBookSide({ journal, recording, payouts, settings, rateAt: money.rateAt, nowMs });
  const nameOf = (deviceId: string): string => parts.devices?.factsOf(deviceId)?.name ?? deviceId;
  const health = createHealthSide(settings, (deviceId) => raise('deviceSetAside', { device: nameOf(deviceId), deviceId }));
  const signals = createSignalSide({ dataFolder: options.dataFolder, nowMs, ownPids: () => standing.ownPids(), diskFull: () => standing.diskFull() !== null, onRoomAgain: () => tellRoom(), onReturn: () => parts.guest?.tick(),
    factsOf: (deviceId) => parts.devices?.factsOf(deviceId), faultOf: (deviceId) => health.faultOf(deviceId), netPerHour: (deviceId) => books.netPerHour(deviceId), clockAheadSeconds: (atMs) => clockSkew.read(atMs), dataLimit: () => data.reached(), prices: money.prices, addEnergy: (...piece) => recording.addEnergy(...piece), readEnergy: (fromMs, toMs) => recording.readEnergy(fromMs, toMs) });
  const clockSkew = createClockSkew();
  const sleep = createSleepWatch({ wallMs: nowMs, steadyMs: () => performance.now() }, (forMs) => {
    options.log(`the machine slept for ${Math.round(forMs / 1000)} s`);
    raise('woke', { forMs: Math.round(forMs) });
    parts.network?.announceNow();
    parts.runner?.wake();
  });
  const guest: GuestSide = (parts.guest = createGuestSide({
    settings, nowMs, readSignals: (deviceIds) => signals.read(deviceIds, guest.rules()), deviceIds: () => parts.devices?.runnerDevices.map(({ deviceId }) => deviceId) ?? [],
    isEnabled: (deviceId) => parts.devices?.isEnabled(deviceId) ?? false,
    giveBack: async (deviceId, finding, level, hasElsewhere) => {
      const device = parts.devices?.runnerDevices.find((one) => one.deviceId === deviceId);
      const held = device?.worker.running() ?? false;
      if (level !== 'kill') return { freed: false };
      if (!hasElsewhere) parts.runner?.handBackWaiting(finding.rule);
      await parts.runner?.handBack(deviceId, { rule: finding.rule, hasElsewhere });
      return { freed: held };
    },
    onDecided(decisions, sample) {
      jobMeter.look();
      parts.devices?.freeIdle(decisions, (deviceId) => parts.runner?.runningOn(deviceId) ?? null);
      parts.devices?.slow(sample, guest.rules(), decisions);
    },
    onChanged: () => wake(),
    onStopped: (finding) => tellRule('ruleStopped', finding), onEnded: (finding) => tellRule('ruleEnded', finding),
    record: (sample, isChange) => recording.record(sample, isChange), readRecorded: () => recording.read(), readGiveBackMs: () => recording.giveBacks(),
    recordGiveBack(deviceId, rule, tookMs) {
      recording.recordGiveBack(nowMs(), deviceId, rule, tookMs);
      if (tookMs > promisedMs) raise('gaveBackSlowly', { device: nameOf(deviceId), deviceId, tookMs });
    },
    onProblem: problem,
  }));
  /** A driver that gave up leaves a worker that can do nothing more; the job failed for no fault of its client. */
  function blameDriver({ failure, started }: Job): void {
    const reason = failure?.code === 'worker.runFailed' ? String(failure.about['reason']) : '';
    if (!started || !isDriverReset(reason)) return;
    const hasSlept = sleep.sleptSince(nowMs() - wakingMs);
    if (!hasSlept) health.note(started.deviceId, { kind: 'driverReset', how: reason, atMs: nowMs() });
    void parts.devices?.runnerDevices.find(({ deviceId }) => deviceId === started.deviceId)?.worker.kill();
  }
  function tellRule(kind: 'ruleStopped' | 'ruleEnded', { rule, deviceId, value, limit }: Finding): void {
    const device = parts.devices?.factsOf(deviceId)?.name ?? 'the machine';
    options.log(`rule ${rule} ${kind === 'ruleStopped' ? 'takes' : 'gives back'} ${deviceId} (value ${value}, limit ${limit})`);
    raise(rule === 'pause' ? 'pauseEnded' : kind, { rule, device, deviceId, value, limit });
  }
  function modelsChanged(): void {
    parts.sharing?.refresh();
    parts.network?.announceNow();
    wake();
  }
  function tellRoom(): void {
    standing.setDiskFull(null);
    raise('diskHasRoom');
  }

  const stopHearth = async (): Promise<void> => void (await broker.ask('quit', {}));
  const cache = createCacheSide({
    dataFolder: options.dataFolder, bundledFolders: options.modelFolders, journal, settings, models: () => parts.models, nowMs, onChanged: modelsChanged, reservedBytes: () => parts.downloads?.reservedBytes() ?? 0, isDownloading: () => parts.downloads?.isBusy() ?? false,
    isLoaded: (modelId) => parts.devices?.runnerDevices.some(({ worker }) => worker.isLoaded(modelId)) ?? false, hasSeat: (modelId) => parts.verifier?.view().seats?.some((seat) => seat.modelId === modelId && seat.held > 0) ?? false,
  });
  const screens = createScreens({ chain: () => parts.chain?.chain, hasChain: options.network !== 'none', node: () => parts.node, models: () => parts.models, devices: () => parts.devices, launch: () => parts.launch, practice: () => parts.practice, network: () => parts.network, facts: () => standing.describe({ ...parts, live: journal.live(), options }), dataFolder: options.dataFolder, settings, journal, buildFile, nowMs, stopHearth, onChanged: modelsChanged, cache: { ...cache.handlers, ...downloadHandlers(() => parts.downloads) }, database, payouts: { waits, money, perDayWei: () => books.perDayWei() } });
  const facts = () => standing.describe({ ...parts, live: journal.live(), options });
  const uptime = createUptimeSide({ database, nowMs, readState: () => decideStatus({ ...facts().status, nowMs: nowMs() }).state, log: options.log });
  // The page comes first: whoever opens it sees what is being started.
  const updates = createUpdateSide(broker, { notices, onChanged: () => changed() });
  parts.page = openPageSide({
    primitives: p, journal, nowMs, buildFile, deeperChecks,
    liveOf: (jobId) => ({ unitsDone: parts.runner?.unitsDone(jobId) ?? 0, loading: parts.runner?.isLoading(jobId) ?? false }),
    disputeOf: (jobId) => parts.disputes?.ofJob(jobId) ?? null,
    waitOf: (job) => decidePayWait(job, { noted: waits.of(job.jobId), isDisputed: isDisputed(job.jobId), isChainSound: parts.chain?.view().state === 'reachable' && !parts.chain.view().doubt, claimAfterMs: options.claimAfterMs, nowMs: nowMs() }),
    facts,
    screens, notices, updates, readings: () => signals.readings(), benchmarks: () => parts.benchmarks?.describe() ?? [], audits: () => parts.verifier?.view() ?? noAudits, netSince: (fromMs) => books.netSince(fromMs), uptimeToday: () => uptime.today(), measuresOf: (job) => books.measuresOf(job),
    actions: {
      ...relayWallet(() => parts.wallet),
      cancelJob: async ({ jobId }) => {
        await parts.runner?.cancel(jobId, 'owner');
        return {};
      },
      pause({ minutes, deviceId, giveBack }) {
        guest.pause(minutes, deviceId, giveBack);
        return {};
      },
      resume({ deviceId }) {
        // Room may have been made by now; if not, the next write says so again.
        standing.setDiskFull(null);
        health.retry(deviceId);
        parts.benchmarks?.retryWrong(deviceId);
        guest.resume(deviceId);
        wake();
        return {};
      },
      setPreset({ preset }) {
        guest.setPreset(preset);
        return {};
      },
      setRules({ rules }) {
        guest.setRules(rules);
        return {};
      },
      simulateRules: ({ rules }) => guest.simulate(rules),
      readPrograms: () => signals.programs(),
      readPresets: () => ({ guest: [...presets.guest], balanced: [...presets.balanced], dedicated: [...presets.dedicated] }),
      readHistory: ({ hours }) => buildHistory(recording.read(), parts.devices?.runnerDevices.map(({ deviceId }) => deviceId) ?? [], (deviceId) => health.read(deviceId), hours, nowMs()),
      readBooks: ({ range }) => books.read(range),
      readDisputes: async ({ which }) => ({ disputes: ((await parts.disputes?.readAll()) ?? []).filter(({ isAboutHere, isOpenedHere }) => which === 'all' || isAboutHere || isOpenedHere) }),
      readCsv({ range }) {
        const { receipts, payouts: paid } = books.read(range);
        return { csv: books.readCsv(range), receipts: receipts.length, payouts: paid.length };
      },
      ...money.actions,
      ...createRpcSide({ settings, chain: () => parts.chain?.chain ?? null }),
      ...data.actions,
      readRefusals: () => settings.read().refusals,
      setRefusals({ refusals }) {
        settings.write({ refusals });
        parts.network?.announceNow();
        changed();
        return {};
      },
      startBenchmark({ deviceId }) {
        if (!parts.benchmarks) throw new HearthError('usage.invalid', { reason: 'Hearth is still starting' });
        parts.benchmarks.start(deviceId);
        return {};
      },
      cancelBenchmark({ deviceId }) {
        parts.benchmarks?.cancel(deviceId);
        return {};
      },
      ...createJoinedSide({ dataFolder: options.dataFolder, settings, running: listening, journal, network: () => parts.network, stopTaking: () => (isLeaving = true), restart: options.restart, log: options.log }),
      ...createFleetSide({ dataFolder: options.dataFolder, settings, ask: askNode, readPageAddress: () => broker.ask('readPageAddress', {}), nowMs }),
      readUsage: ({ days }) => readGatewayUsage(options.dataFolder, { days }, nowMs()),
      setDevice({ deviceId, enabled }) {
        parts.devices?.setEnabled(deviceId, enabled);
        if (enabled) health.retry(deviceId);
        if (enabled) parts.benchmarks?.retryWrong(deviceId);
        wake();
        return {};
      },
      async setPracticeRate({ jobsPerMinute }) {
        await parts.practice?.setRate(jobsPerMinute);
        settings.write({ practiceJobsPerMinute: jobsPerMinute });
        return {};
      },
      async stopHearth() {
        await stopHearth();
        return {};
      },
    },
    onInternal(error, where) {
      const incident = Math.random().toString(36).slice(2, 10);
      problem(error, `incident ${incident} in ${where}`);
      return incident;
    },
  });
  const { page } = parts;
  const closedBy = (): string | null => {
    if (isLeaving) return 'leaving';
    const finding = guest.stoppedBy();
    return finding && (finding.rule === 'pause' ? 'paused' : finding.rule === 'disk' && standing.diskFull() ? 'diskFull' : finding.rule);
  };
  for (const end of early.splice(0)) page.attach(end);
  broker.watch('programs', (programs) => standing.setPrograms(programs));
  broker.watch('power', (power) => sleep.tell(power));

  const launch = (parts.launch = createLaunch(broker, channels, () => [...options.modelFolders, ...settings.read().modelFolders, cache.folder()], options.log));
  // Beside the signer's start, which takes as long.
  const probing = probeProviders(launch, problem);
  const signer = (parts.signer = await openSignerSide(broker, channels, {
    onLost: () => raise('signerRestarted'), onBack: wake, onWalletNews: createWalletNews({ notices, nowMs }, signal), onProblem: problem,
  }, signal));
  const accounts = await signer.client().ask('readAccounts', {});
  parts.node = accounts.node;

  standing.setStep('devices');
  const devices = (parts.devices = await openDeviceSide(launch, probing, settings, { readSystem: createReadSystem(broker, channels), threads, mayWork: (deviceId) => guest.mayWork(deviceId) && parts.benchmarks?.awaitsTest(deviceId) !== true, faultOf: (deviceId) => health.faultOf(deviceId), onChanged: changed, onProblem: problem }));
  for (const { deviceId } of devices.runnerDevices) health.noteDriver(deviceId, devices.factsOf(deviceId)?.driver ?? null);
  standing.setStep('models');
  const models = (parts.models = await openModelSide([...options.modelFolders, ...settings.read().modelFolders, ...cache.folders()], launch, (await probing).worker, { threads, cheat: weightCheatOf(options.cheat), onProblem: problem }));

  for (const { state, name, reason } of models.models) if (state === 'corrupt') raise('modelDamaged', { model: name.slice(0, 200), reason });

  parts.downloads = openDownloads({ primitives: p, peersOf: (modelId) => parts.sharing?.peersOf(modelId) ?? [], cache, models, launch, settings, takeModelBytes: data.takeModelBytes, nowMs, raise, onChanged: modelsChanged, onProblem: problem, log: options.log });

  parts.benchmarks = createBenchmarkSide({
    raise, nameOf,
    primitives: p, launch, devices: devices.runnerDevices, models: () => [...models.runnerModels.values()].map((model) => ({ ...model, name: models.offered.get(model.modelId)!.name })), log: openBenchmarkLog(database), health,
    driverOf: (deviceId) => devices.factsOf(deviceId)?.driver ?? null, runtime: devices.onnxruntime, threads, nowMs, mayWork: (deviceId) => devices.isEnabled(deviceId) && guest.mayWork(deviceId),
    measure: (...span) => signals.measure(...span), onChanged: wake, onProblem: problem, say: options.log,
  }, { isAutomatic: options.isSelfTesting });
  const rows = openRowSide({ primitives: p, dataFolder: networkData, journal, nowMs, log: options.log, raise, onProblem: problem });
  /** The device of each running job: a lost worker is no longer in the journal's job when it is told. */
  const lastDevice = new Map<string, string>();
  const tokenWatchers = new Map<string, (tokens: readonly number[]) => void>();
  const runner = (parts.runner = createRunner({
    primitives: p, journal, signer: () => signer.client(), nowMs, node: { address: accounts.node, epoch: accounts.epoch },
    devices: () => devices.runnerDevices, models: models.runnerModels,
    runtimeOf: ({ deviceId, executionProvider }) => {
      const facts = devices.factsOf(deviceId);
      return {
        ort: devices.onnxruntime, ep: executionProvider, device: facts?.name ?? 'unknown', driver: facts?.driver ?? 'not reported', os: process.platform, arch: process.arch,
        optLevel: 'all', threads, appVersion: options.version,
      };
    },
    keepRows: (jobId, values) => rows.keep(jobId, values),
    onChanged(jobId) {
      const job = journal.read(jobId);
      standing.jobChanged(jobId, job?.signed !== null);
      if (job?.started) lastDevice.set(jobId, job.started.deviceId);
      if (job?.signed && job.started && lastDevice.delete(jobId)) health.note(job.started.deviceId, { kind: 'jobDone' });
      if (job && isOver(job.stage) && lastDevice.delete(jobId)) blameDriver(job);
    },
    onTokens(jobId, tokens) {
      standing.countTokens(tokens.length);
      tokenWatchers.get(jobId)?.(tokens);
    },
    onWorkerLost(jobId, attempts, how, isFirst) {
      standing.setWorkerLost(jobId, attempts);
      const deviceId = lastDevice.get(jobId);
      if (isFirst && deviceId !== undefined) raise('workerRestarted', { device: nameOf(deviceId), deviceId });
      // One death counts once, however many jobs it took; and drivers lose devices over a sleep, which is no sign of a bad one.
      if (isFirst && deviceId !== undefined && !sleep.sleptSince(nowMs() - wakingMs)) health.note(deviceId, { kind: 'workerLost', jobId, how, atMs: nowMs() });
      raise('jobRetried', { jobId, attempts, signal: how });
    },
    hasRoom: ({ request: { order } }, device) => device.worker.isLoaded(order.modelId) || fitsMemory(sizeOf(order.modelId), viewOf(device).freeBytes),
    prefixSharing: () => settings.read().prefixSharing, isPaused: () => closedBy() !== null, sleptSince: (atMs) => sleep.sleptSince(atMs), cheat: options.cheat,
    ...(options.patienceSeconds === undefined ? {} : { silence: { firstSeconds: options.patienceSeconds, perPromptTokenSeconds: 0, betweenSeconds: options.patienceSeconds } }),
    onProblem: problem,
  }));

  if (options.network === 'practice') {
    standing.setStep('practice network');
    const practice = (parts.practice = options.join === null ? await openPracticeSide(broker, channels, { jobsPerMinute: () => settings.chosenRate(), onChanged: changed, onProblem: problem }, signal) : await joinPracticeSide(options.join, accounts.node, { onChanged: changed }, signal));
    const { deployment } = practice;
    if (options.cheat) tellCheat(options.cheat, deployment.practice);
    parts.chain = createChainSide(deployment, {
      primitives: p, journal, database, payouts, waits, feeRule: money.feeRule, signer: () => signer.client(), node: accounts.node, nowMs, onChanged: changed, onProblem: problem, log: options.log,
      onFreshness: ({ blockNumber, blockSeconds }) => clockSkew.hear({ blockNumber, blockSeconds, heardAtMs: nowMs() }),
      raise,
    }, { pollingMs: options.pollingMs, anchorEveryMs: options.anchorEveryMs });
    applyRpcAddresses(parts.chain.chain, settings);
    await signer.setNetwork({ domain: parts.chain.domain, stakeManager: deployment.contracts.StakeManager.address, practice: deployment.practice, operator: practice.operator, contracts: addressesOf(deployment) });
    parts.wallet = createWalletSide(parts.chain.chain, { database, signer: () => signer.client(), nowMs, onProblem: problem }, signal);
  } else await signer.setNetwork({ domain: localDomain, stakeManager: localDomain.verifyingContract, practice: true, operator: null });

  const domain = parts.chain?.domain ?? localDomain;
  const orders = createOrderSide({
    refusals: () => settings.read().refusals, estimate,
    primitives: p, journal, node: accounts.node, domain, offered: models.offered, classIdsOf, nowMs, closedBy, onAdmitted: wake, onProblem: problem,
    // Without a chain nobody pays: the machine's own first orders are free.
    isVerifier: (address) => parts.practice?.verifiers().some((one) => sameAddress(one, address)) ?? false, log: options.log,
    readReservedWei: (client) => parts.chain?.readReservedWei(client) ?? Promise.resolve(isLocalDomain(domain) ? 10n ** 30n : null),
  });

  if (parts.chain && parts.practice) {
    standing.setStep('network');
    const { chain, practice } = parts;
    const network = (parts.network = await openNetworkSide({
      dataFolder: options.dataFolder, hintsFile: join(networkData, 'node', 'known-nodes.json'), listening, dialsOut: options.join !== null, finding: { domain: chain.domain, chain: chain.chain, seeds: () => [...options.peers, ...practice.seeds(), ...practice.clientAddresses()] }, admit: tellRefusals((request) => orders.admit(request), raise), waitForOutcome: (jobId, stop) => runner.waitForOutcome(jobId, stop),
      readJob: (jobId) => journal.read(jobId), buildFile, onBytes: data.count, onCarried: (...told) => jobMeter.carried(...told), log: options.log, onVoucher: (request) => orders.acceptVoucher(request),
      onRows: async (request) => rows.open(request),
      audits: createAuditServing({ primitives: p, journal, chain: chain.chain, node: accounts.node, buildFile, nowMs }),
      onDelivered(jobId) {
        const job = journal.read(jobId);
        if (job && !job.delivered && job.stage === 'delivered') journal.append([{ jobId, event: { kind: 'delivered' } }]);
      },
      watchTokens(jobId, onTokens) {
        tokenWatchers.set(jobId, onTokens);
        return () => void tokenWatchers.delete(jobId);
      },
    }, signal));
    parts.sharing = await openShareSide({
      network: network.peer, discovery: network.discovery, node: accounts.node, folderOf: (modelId) => models.runnerModels.get(modelId)?.folder ?? null, modelIds: () => [...models.runnerModels.keys()], settings, isSpent: () => data.reached() !== null, launch, onProblem: problem, nowMs,
    });
    parts.verifier = openVerifierSide({
      primitives: p, database, journal, chain, network: network.peer, signer: () => signer.client(), node: accounts.node, devices: () => devices.runnerDevices, models: models.runnerModels,
      nameOf: (modelId) => models.offered.get(modelId)?.name ?? null, runningOn: (deviceId) => runner.runningOn(deviceId), isPaused: () => closedBy() !== null,
      addressesOf: (of) => network.discovery.addressesOf(of), clientAddresses: () => practice.clientAddresses(), feeRule: money.feeRule, nowMs, onChanged: changed, onProblem: problem, log: options.log,
    }, signal);
    void watchFaults({
      chain: chain.chain, news: chain.news, journal, node: accounts.node, onProblem: problem,
      onSlashed({ jobId, slashed }) {
        options.log(`job ${jobId} was proven false (${slashed!.fault}): ${slashed!.slashedWei} wei of stake are gone, transaction ${slashed!.txHash}`);
        raise('slashed', { code: 'job.slashed', jobId, fault: slashed!.fault, slashedWei: slashed!.slashedWei.toString(), txHash: slashed!.txHash });
      },
      onVoided({ jobId, voided }) {
        options.log(`job ${jobId} was rejected by a committee and is void: ${voided!.penaltyWei} wei of penalty, transaction ${voided!.txHash}`);
        raise('voided', { code: 'job.voided', jobId, penaltyWei: voided!.penaltyWei.toString(), txHash: voided!.txHash });
      },
    }, signal);
    const disputes = (parts.disputes = createDisputeSide({
      primitives: p, chain: chain.chain, send: (intent) => chain.send(intent), journal, node: accounts.node, models: models.runnerModels, launch, isSilent: options.cheat === 'invent-tokens', isDenying: options.cheat === 'deny-weights', news: chain.news,
      isBusy: () => devices.runnerDevices.some(({ deviceId }) => runner.runningOn(deviceId) !== null), log: options.log, onProblem: problem, ...tellDisputes(raise, options.log),
      readAccounts: async () => [...(practice.operator === null ? [] : [practice.operator]), ...practice.localAccounts(), ...(await signer.client().ask('readOwnerAddresses', {})).addresses],
    }));
    void keepClaims({
      chain: chain.chain, node: accounts.node, feeRule: money.feeRule, send: (intent) => chain.send(intent), journal, payouts, waits, nowMs, claimAfterMs: options.claimAfterMs, raise, log: options.log, onProblem: problem,
      isDisputed,
    }, signal).catch((error: unknown) => signal.aborted || problem(error, 'claims'));
    void watchVotes({ chain: chain.chain, node: accounts.node, readAddresses: async () => (await signer.client().ask('readOwnerAddresses', {})).addresses, notices, onProblem: problem }, signal);
    void disputes.run(signal).catch((error: unknown) => signal.aborted || problem(error, 'disputes'));
    void chain.run(signal).catch((error: unknown) => signal.aborted || problem(error, 'chain'));
    void network.announceForever(() => announce(chain, network, practice.operator), () => practice.clientAddresses(), signal).catch((error: unknown) => problem(error, 'announcing'));
  }
  standing.setStep(null);
  sleep.begin();
  const alarm = setInterval(() => {
    sleep.look();
    data.tick();
    guest.tick();
    parts.benchmarks?.tick();
    notices.look({ audits: parts.verifier?.view() ?? noAudits, programs: standing.programs(), journal });
    runner.wake();
  }, 1000);
  guest.tick();
  runner.wake();
  if (!parts.chain) void sendLocalOrders({ primitives: p, journal, node: accounts.node, models: models.offered, folders: models.runnerModels, classIdsOf, admit: (request) => orders.admit(request), nowMs }).catch((error: unknown) => problem(error, 'local orders'));

  function tellCheat(kind: CheatKind, isPractice: boolean): void {
    if (!isPractice) throw new HearthError('usage.invalid', { reason: 'only a node of the practice network may be asked to cheat' });
    options.log(`THIS NODE CHEATS ON PURPOSE (${kind}). Its false receipts are not paid, and what can be proven costs its stake.`);
    raise('cheating', { kind });
  }

  function classIdsOf(modelId: string): ReadonlySet<number> {
    const model = models.runnerModels.get(modelId);
    return new Set(model ? devices.runnerDevices.filter((device) => device.isEnabled() && mayRun(device.deviceId, model.isExact) && fitsMemory(sizeOf(modelId), devices.factsOf(device.deviceId)?.memoryBytes ?? null)).map(({ executionProvider }) => classOf(executionProvider, model.isExact)) : []);
  }

  /** What is known of a device when it looks for its next job. */
  function viewOf({ deviceId, worker }: RunnerDevice): DeviceView {
    const memory = signals.readings().find((reading) => reading.deviceId === deviceId)?.memory;
    return {
      speedOf: (modelId) => parts.benchmarks?.latest(deviceId)?.speeds.find((speed) => speed.modelId === modelId) ?? null, isLoaded: worker.isLoaded,
      freeBytes: memory && 'value' in memory ? memory.value.freeBytes : null,
    };
  }
  function sizeOf(modelId: string): number {
    return models.models.find((model) => model.modelId === modelId)?.sizeBytes ?? 0;
  }
  function estimate(request: JobRequest): { readonly jobSeconds: number | null; readonly queueSeconds: number } {
    const able = devices.runnerDevices.filter((device) => device.isEnabled() && models.runnerModels.has(request.order.modelId) && classOf(device.executionProvider, models.runnerModels.get(request.order.modelId)!.isExact) === request.classId);
    const quickest = (asked: Pick<Job, 'request'>): number | null => {
      const known = able.map((device) => estimateSeconds(asked, viewOf(device)));
      return known.length === 0 || known.includes(null) ? null : Math.min(...known.map((seconds) => seconds!));
    };
    const waiting = journal.live().filter(({ result }) => !result).reduce((sum, job) => sum + (quickest(job) ?? 0), 0);
    return { jobSeconds: quickest({ request }), queueSeconds: able.length > 0 ? waiting / able.length : 0 };
  }

  /** A device whose 8-bit products are known not to be exact takes no model of the exact tier. */
  function mayRun(deviceId: string, isExact: boolean): boolean {
    return !isExact || parts.benchmarks?.latest(deviceId)?.checks.find(({ name }) => name === 'integers')?.state !== 'failed';
  }

  async function deeperChecks(file: ReceiptFile): Promise<Check[]> {
    const checks: Check[] = [];
    const model = parts.models?.runnerModels.get(file.receipt.exec.modelId);
    const device = parts.devices?.runnerDevices.find((one) => one.isEnabled()) ?? parts.devices?.runnerDevices[0];
    if (!model || !device) checks.push({ name: 'modelFiles', state: 'notChecked', reason: 'this machine does not have the model', covers: ['model'] });
    else {
      const { worker } = device;
      const kept = rows.read(file.order.jobId);
      const opened = kept ? checkRowBytes(p, file, kept) : { checks: [], rows: { missing: 'this machine does not keep its rows any more' } };
      checks.push(...opened.checks, ...(await worker.use(async () => {
        const { client, loaded } = await worker.ready(model);
        return checkWithModel(file, client, loaded, opened.rows);
      })));
    }
    if (parts.chain) checks.push(...(await checkWithChain(file, parts.chain.receiptChain)));
    return checks;
  }

  async function announce(chain: ChainSide, network: NetworkSide, operator: string | null) {
    const atMs = nowMs();
    const device = devices.runnerDevices.find((one) => one.isEnabled());
    const executionProvider = device?.executionProvider;
    const benchmark = device && parts.benchmarks?.latest(device.deviceId);
    const announcement: Announcement = {
      format: 'hearth-announcement/2', domain: chain.domain, node: accounts.node, payout: accounts.payout, epoch: accounts.epoch, peerId: network.peerId, addresses: network.addresses(),
      models: !executionProvider || closedBy() ? [] : [...models.offered.values()].filter((model) => isOffered(settings.read().refusals, model)).slice(0, 128).map((model) => ({
        modelId: model.modelId, kind: model.kind, name: model.name, classId: classOf(executionProvider, models.runnerModels.get(model.modelId)!.isExact),
        priceInWei: model.priceInWei, priceOutWei: model.priceOutWei, maxContext: model.maxContext, ...announcedSpeed(benchmark, model.modelId),
      })),
      freeSlots: Math.max(0, queueLimit - orders.queued()), ...(listening.region === null ? {} : { region: listening.region }), atMs, untilMs: atMs + network.discovery.lifeMs(),
    };
    const { signature } = await signer.client().ask('signAnnouncement', { announcement: announcementToWire(announcement) });
    if (operator === null) return { announcement, signature, binding: null };
    const deadlineSeconds = Math.floor(nowMs() / 1000) + 600;
    const binding = await signer.client().ask('signBinding', { deadlineSeconds });
    return { announcement, signature, binding: { ...binding, operator, deadlineSeconds } };
  }

  return {
    async close() {
      clearInterval(alarm);
      rows.close();
      page.close();
      signals.close();
      recording.close();
      uptime.close();
      notices.close();
      data.close();
      await parts.downloads?.close();
      await parts.network?.close();
      database.close();
    },
  };
}
