import { join } from 'node:path';
import { isLocalDomain, localDomain } from '../../protocol/localDomain.ts';
import type { ReceiptFile } from '../../protocol/receiptFile.ts';
import type { Domain } from '../../protocol/typedData.ts';
import { weightCheatOf, type CheatKind } from '../../services/jobs/cheat.ts';
import { openJournal } from '../../services/jobs/journal.ts';
import type { Job } from '../../services/jobs/job.ts';
import { createPayWaits, decidePayWait } from '../../services/jobs/payWaits.ts';
import { buildReceiptFile } from '../../services/jobs/receiptFiles.ts';
import { openRecording } from '../../services/rules/recording.ts';
import { splitPort } from '../../services/ports/channelPorts.ts';
import { nodePrimitives } from '../../services/primitives/nodePrimitives.ts';
import { createClockSkew } from '../../services/devices/clockSkew.ts';
import { createSleepWatch } from '../../services/devices/sleepWatch.ts';
import { openPayoutLog } from '../../services/earnings/payoutLog.ts';
import { createOwnerPrograms } from '../../services/earnings/ownerNumber.ts';
import { openRateLog } from '../../services/earnings/rates.ts';
import { openSettings } from '../../services/settings/settings.ts';
import { openDatabase } from '../../services/storage/database.ts';
import { noAudits } from '../../shared/audits.ts';
import { connectBridge, type Port } from '../../shared/bridgeKit.ts';
import { brokerBridge } from '../../shared/brokerBridge.ts';
import { HearthError, isHearthError, parseThrown } from '../../shared/errors.ts';
import type { Listening } from '../../shared/listening.ts';
import type { Finding } from '../../shared/rules.ts';
import { sameAddress } from '../../shared/units.ts';
import { domainOf } from '../../services/chain/calls.ts';
import { createThresholdReader, type ThresholdReader } from '../../services/chain/thresholds.ts';
import { openBenchmarkLog } from '../../services/benchmark/benchmarkLog.ts';
import type { RestartKind } from '../../services/broker/restartCodes.ts';
import { createBenchmarkSide } from './benchmarkSide.ts';
import { createBookSide } from './bookSide.ts';
import { createCacheSide } from './cacheSide.ts';
import { createChainSide } from './chainSide.ts';
import { createDataSide } from './dataSide.ts';
import { createLaunch, createReadSystem, openDeviceSide, probeProviders, probeUntilAnswered } from './deviceSide.ts';
import { downloadHandlers, openDownloads } from './downloadSide.ts';
import { decideStatus } from '../../services/notices/decideStatus.ts';
import { createGuestSide, type GuestSide } from './guestSide.ts';
import { currentNetwork } from './joinedSide.ts';
import { createHealthSide } from './healthSide.ts';
import { sendLocalOrders } from './localClient.ts';
import { createJobMeterSide } from './jobMeterSide.ts';
import { createMoneySide } from './moneySide.ts';
import { openModelSide, reopenModels } from './modelSide.ts';
import { createNoticeSide, toAbout } from './noticeSide.ts';
import { createOrderSide } from './orderSide.ts';
import { openPageSide } from './pageSide.ts';
import { joinPracticeSide, openPracticeSide } from './practiceSide.ts';
import { openRowSide } from './rowSide.ts';
import { applyRpcAddresses } from './rpcSide.ts';
import { createSignalSide } from './signalSide.ts';
import { openSignerSide, signerNetworkOf } from './signerSide.ts';
import { createWalletNews } from './walletNews.ts';
import { createStanding } from './standing.ts';
import { createScreens } from './screens.ts';
import { createUpdateSide } from './updateSide.ts';
import { createUptimeSide } from './uptimeSide.ts';
import { createWalletSide } from './walletSide.ts';
import { createCapacitySide } from './capacitySide.ts';
import { checkDeeper } from './checkSide.ts';
import { openOnlineSide } from './onlineSide.ts';
import { createPageActions } from './pageActions.ts';
import type { ProviderParts } from './providerParts.ts';
import { createRunnerSide } from './runnerSide.ts';

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
  readonly restart: (kind: RestartKind) => void;
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

/** A provider whose host was killed says goodbye and closes its books; the next host's may be there before it is gone. */
const endingMs = 8000;

/** Memory is given back within this (docs/guest.md). */
const promisedMs = 2000;

/**
 * Wires the provider in the order of one job's walk: keys, devices, models, network, orders, runner, chain, page. Who owns which fact is decided
 * here and nowhere else; what each part does is in its own file.
 */
export async function startProvider(port: Port, given: ProviderOptions, signal: AbortSignal): Promise<{ readonly leave: () => Promise<void>; readonly close: () => Promise<void> }> {
  const settings = openSettings(given.dataFolder);
  const joined = given.join === null ? currentNetwork(given.dataFolder, settings) : null;
  const options: ProviderOptions = joined ? { ...given, network: 'practice', join: joined.file } : given;
  /** What belongs to one network alone. */
  const networkData = joined?.folder ?? given.dataFolder;
  if (options.cheat && options.network !== 'practice') throw new HearthError('usage.invalid', { reason: 'only a node of the practice network may be asked to cheat' });
  const nowMs = Date.now;
  const p = nodePrimitives;
  const database = openDatabase(networkData, endingMs);
  if (options.threads !== null) settings.write({ threads: options.threads });
  if (options.listening !== null) settings.write({ listening: options.listening });
  const { threads, listening } = settings.read();
  const standing = createStanding({ nowMs, onChanged: () => wake() });
  const recording = openRecording(options.dataFolder);
  const parts: ProviderParts = {};
  /** It goes over to another network. */
  let isLeaving = false;
  /** It will, and takes no more orders until then. */
  let isClosing = false;
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
  /** Jobs of before begin again only then: until the signer knows its network it refuses every receipt, and the job would have failed. */
  let isReady = false;
  const wake = (): void => {
    if (isReady) parts.runner?.wake();
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
    wake();
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
  const screens = createScreens({ chain: () => parts.chain?.chain, hasChain: options.network !== 'none', node: () => parts.node, models: () => parts.models, devices: () => parts.devices, launch: () => parts.launch, practice: () => parts.practice, network: () => parts.network, facts: () => standing.describe({ ...parts, live: journal.live(), options }), dataFolder: options.dataFolder, settings, journal, buildFile, nowMs, stopHearth, onChanged: modelsChanged, onProblem: (error, where) => problem(error, where), cache: { ...cache.handlers, ...downloadHandlers(() => parts.downloads) }, database, payouts: { waits, money, perDayWei: () => books.perDayWei() } });
  const facts = () => standing.describe({ ...parts, live: journal.live(), options });
  const uptime = createUptimeSide({ database, nowMs, readState: () => decideStatus({ ...facts().status, nowMs: nowMs() }).state, log: options.log });
  // The page comes first: whoever opens it sees what is being started.
  const updates = createUpdateSide(broker, { notices, onChanged: () => changed() });
  parts.page = openPageSide({
    primitives: p, journal, nowMs, buildFile, deeperChecks: (file) => checkDeeper(p, file, parts, (jobId) => rows.read(jobId)),
    liveOf: (jobId) => ({ unitsDone: parts.runner?.unitsDone(jobId) ?? 0, loading: parts.runner?.isLoading(jobId) ?? false }),
    disputeOf: (jobId) => parts.disputes?.ofJob(jobId) ?? null,
    waitOf: (job) => decidePayWait(job, { isOwn: journal.isOwn(job), noted: waits.of(job.jobId), isDisputed: isDisputed(job.jobId), isChainSound: parts.chain?.view().state === 'reachable' && !parts.chain.view().doubt, claimAfterMs: options.claimAfterMs, nowMs: nowMs() }),
    facts,
    screens, notices, updates, readings: () => signals.readings(), benchmarks: () => parts.benchmarks?.describe() ?? [], audits: () => parts.verifier?.view() ?? noAudits, netSince: (fromMs) => books.netSince(fromMs), uptimeToday: () => uptime.today(), measuresOf: (job) => books.measuresOf(job),
    actions: createPageActions({
      dataFolder: options.dataFolder, parts, guest, health, standing, signals, recording, books, money, data, journal, settings, listening, nowMs, wake, changed, stopHearth,
      stopTaking: () => (isLeaving = true), closeToOrders: (isClosed) => (isClosing = isClosed), restart: options.restart, readPageAddress: () => broker.ask('readPageAddress', {}), log: options.log, onProblem: problem,
    }),
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
  const closedToOrders = (): string | null => (isClosing ? 'leaving' : closedBy());
  for (const end of early.splice(0)) page.attach(end);
  broker.watch('programs', (programs) => standing.setPrograms(programs));
  broker.watch('power', (power) => sleep.tell(power));

  const launch = (parts.launch = createLaunch(broker, channels, () => [...options.modelFolders, ...settings.read().modelFolders, cache.folder()], options.log));
  // Beside the signer's start, which takes as long.
  const probing = probeProviders(launch, problem);
  const signer = (parts.signer = await openSignerSide(broker, channels, {
    onLost: () => raise('signerRestarted'), onBack: wake, onWalletNews: createWalletNews({ notices, nowMs }, signal), onProblem: problem,
  }, signal));
  const { accounts } = signer;
  parts.node = accounts.node;

  standing.setStep('devices');
  const devices = (parts.devices = await openDeviceSide(launch, probing, settings, { readSystem: createReadSystem(broker, channels), threads, mayWork: (deviceId) => guest.mayWork(deviceId) && parts.benchmarks?.awaitsTest(deviceId) !== true, faultOf: (deviceId) => health.faultOf(deviceId), onChanged: changed, onProblem: problem }));
  if ((await probing).executionProviders === null) void probeUntilAnswered(launch, () => {
    options.log('a worker lives now and says what computes here: the provider begins anew with that');
    options.restart('provider');
  }, problem, signal);
  for (const { deviceId } of devices.runnerDevices) health.noteDriver(deviceId, devices.factsOf(deviceId)?.driver ?? null);
  standing.setStep('models');
  const models = (parts.models = await openModelSide([...options.modelFolders, ...settings.read().modelFolders, ...cache.folders()], launch, (await probing).worker, { threads, cheat: weightCheatOf(options.cheat), onProblem: problem }));

  for (const { state, name, reason } of models.models) {
    if (state !== 'corrupt') continue;
    const thrown = parseThrown(reason ?? '');
    raise('modelDamaged', { ...(thrown ? { ...toAbout(thrown.about), code: thrown.code } : { reason }), model: name.slice(0, 200) });
  }

  void reopenModels(models, (count) => {
    options.log(`${count} models could be opened after all`);
    modelsChanged();
  }, signal);
  parts.downloads = openDownloads({ primitives: p, peersOf: (modelId) => parts.sharing?.peersOf(modelId) ?? [], cache, models, launch, settings, takeModelBytes: data.takeModelBytes, nowMs, raise, onChanged: modelsChanged, onProblem: problem, log: options.log });

  let readThresholds: ThresholdReader | null = null;
  parts.benchmarks = createBenchmarkSide({
    raise, nameOf,
    primitives: p, launch, devices: devices.runnerDevices, models: () => [...models.runnerModels.values()].map((model) => ({ ...model, name: models.offered.get(model.modelId)!.name })), log: openBenchmarkLog(database), health,
    driverOf: (deviceId) => devices.factsOf(deviceId)?.driver ?? null, runtime: devices.onnxruntime, threads, nowMs, mayWork: (deviceId) => devices.isEnabled(deviceId) && guest.mayWork(deviceId),
    measure: (...span) => signals.measure(...span), readThresholds: () => (parts.chain ? (readThresholds ??= createThresholdReader(parts.chain.chain, nowMs)) : null), onChanged: wake, onProblem: problem, say: options.log,
  }, { isAutomatic: options.isSelfTesting });
  const rows = openRowSide({ primitives: p, dataFolder: networkData, journal, nowMs, log: options.log, raise, onProblem: problem });
  const capacity = createCapacitySide({ devices, models, benchmarks: () => parts.benchmarks, readings: () => signals.readings(), journal });
  const jobs = createRunnerSide({
    primitives: p, journal, signer: () => signer.client(), nowMs, node: { address: accounts.node, epoch: accounts.epoch }, devices, models: models.runnerModels, health, standing, sleep, raise, nameOf,
    keepRows: (jobId, values) => rows.keep(jobId, values), hasRoom: (...asked) => capacity.hasRoom(...asked), prefixSharing: () => settings.read().prefixSharing, isPaused: () => closedBy() !== null, onProblem: problem,
    options: { threads, version: options.version, cheat: options.cheat, patienceSeconds: options.patienceSeconds },
  });
  const { runner } = jobs;
  parts.runner = runner;

  if (options.network === 'practice') {
    standing.setStep('practice network');
    const moved = (): void => {
      if (parts.chain && parts.practice) applyRpcAddresses(parts.chain.chain, parts.practice.rpcUrls(), settings);
      changed();
    };
    const practice = (parts.practice = options.join === null ? await openPracticeSide(broker, channels, { jobsPerMinute: () => settings.chosenRate(), onChanged: moved, onProblem: problem }, signal) : await joinPracticeSide(options.join, accounts.node, { onChanged: moved }, signal));
    const { deployment } = practice;
    if (options.cheat) tellCheat(options.cheat, deployment.practice);
    const aside = journal.settleOn(domainOf(deployment) as Domain);
    if (aside > 0) options.log(`${aside} receipts are of a network with other contracts than ${deployment.name}'s: they stay in the list, and nothing pays them here`);
    parts.chain = createChainSide(deployment, {
      primitives: p, journal, database, payouts, waits, feeRule: money.feeRule, signer: () => signer.client(), node: accounts.node, nowMs, onChanged: changed, onProblem: problem, log: options.log,
      onFreshness: ({ blockNumber, blockSeconds }) => clockSkew.hear({ blockNumber, blockSeconds, heardAtMs: nowMs() }),
      raise,
    }, { pollingMs: options.pollingMs, anchorEveryMs: options.anchorEveryMs });
    applyRpcAddresses(parts.chain.chain, practice.rpcUrls(), settings);
    await signer.setNetwork(signerNetworkOf(deployment, practice.operator));
    parts.wallet = createWalletSide(parts.chain.chain, { database, signer: () => signer.client(), nowMs, onProblem: problem }, signal);
  } else await signer.setNetwork({ domain: localDomain, stakeManager: localDomain.verifyingContract, practice: true, operator: null });

  const domain = parts.chain?.domain ?? localDomain;
  const orders = createOrderSide({
    refusals: () => settings.read().refusals, estimate: (request) => capacity.estimate(request),
    primitives: p, journal, node: accounts.node, domain, offered: models.offered, classIdsOf: (modelId) => capacity.classIdsOf(modelId), nowMs, closedBy: closedToOrders, onAdmitted: wake, onProblem: problem,
    // Without a chain nobody pays: the machine's own first orders are free.
    isVerifier: (address) => parts.practice?.verifiers().some((one) => sameAddress(one, address)) ?? false, log: options.log,
    readReservedWei: (client) => parts.chain?.readReservedWei(client) ?? Promise.resolve(isLocalDomain(domain) ? 10n ** 30n : null),
  });

  if (parts.chain && parts.practice) {
    standing.setStep('network');
    await openOnlineSide(parts, {
      primitives: p, options: { ...options, networkData, listening }, accounts, database, journal, settings, signer, chain: parts.chain, practice: parts.practice, devices, models, launch, orders, rows, data, jobMeter, jobs, buildFile,
      benchmarks: () => parts.benchmarks, money, payouts, waits, isDisputed, notices, closedBy, closedToOrders, nowMs, onChanged: changed, onProblem: problem, log: options.log,
    }, signal);
  }
  isReady = true;
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
  if (!parts.chain) void sendLocalOrders({ primitives: p, journal, node: accounts.node, models: models.offered, folders: models.runnerModels, classIdsOf: (modelId) => capacity.classIdsOf(modelId), admit: (request) => orders.admit(request), nowMs }).catch((error: unknown) => problem(error, 'local orders'));

  function tellCheat(kind: CheatKind, isPractice: boolean): void {
    if (!isPractice) throw new HearthError('usage.invalid', { reason: 'only a node of the practice network may be asked to cheat' });
    options.log(`THIS NODE CHEATS ON PURPOSE (${kind}). Its false receipts are not paid, and what can be proven costs its stake.`);
    raise('cheating', { kind });
  }

  return {
    /** Says to others that it ends, before anything is closed. */
    leave: async (): Promise<void> => parts.network?.leave(),
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
