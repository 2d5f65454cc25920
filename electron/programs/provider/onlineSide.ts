import { join } from 'node:path';
import type { Announcement } from '../../protocol/messages.ts';
import type { Primitives } from '../../protocol/primitives.ts';
import { announcedSpeed } from '../../services/benchmark/announcedSpeed.ts';
import type { PayoutLog } from '../../services/earnings/payoutLog.ts';
import type { CheatKind } from '../../services/jobs/cheat.ts';
import { isOffered } from '../../services/jobs/decideRefusal.ts';
import type { Journal } from '../../services/jobs/journal.ts';
import type { PayWaits } from '../../services/jobs/payWaits.ts';
import { classOf } from '../../services/jobs/runner.ts';
import type { SettingsFile } from '../../services/settings/settings.ts';
import type { HearthDatabase } from '../../services/storage/database.ts';
import type { Listening } from '../../shared/listening.ts';
import { createAuditServing } from './auditServing.ts';
import type { ChainSide } from './chainSide.ts';
import { keepClaims } from './claimSide.ts';
import type { DataSide } from './dataSide.ts';
import type { DeviceSide, Launch } from './deviceSide.ts';
import { createDisputeSide, tellDisputes } from './disputeSide.ts';
import { watchFaults } from './faultSide.ts';
import { createGuardSide } from './guardSide.ts';
import { openHandOverSide } from './handOverSide.ts';
import { openHeldSide } from './heldSide.ts';
import type { JobMeterSide } from './jobMeterSide.ts';
import type { ModelSide } from './modelSide.ts';
import type { MoneySide } from './moneySide.ts';
import { announcementToWire, openNetworkSide, type NetworkSideDependencies } from './networkSide.ts';
import { tellRefusals, type NoticeSide } from './noticeSide.ts';
import { queueLimit, type OrderSide } from './orderSide.ts';
import type { PracticeSide } from './practiceSide.ts';
import type { ProviderParts } from './providerParts.ts';
import type { RowSide } from './rowSide.ts';
import type { RunnerSide } from './runnerSide.ts';
import { openShareSide } from './shareSide.ts';
import type { SignerSide } from './signerSide.ts';
import { openVerifierSide } from './verifierSide.ts';
import { watchVotes } from './voteSide.ts';

type Dependencies = Pick<NetworkSideDependencies, 'buildFile'> & {
  readonly primitives: Primitives;
  readonly options: { readonly dataFolder: string; /** What belongs to this network alone. */ readonly networkData: string; readonly listening: Listening; readonly join: string | null; readonly peers: readonly string[]; readonly cheat: CheatKind | null; readonly claimAfterMs: number };
  readonly accounts: { readonly node: string; readonly payout: string; readonly epoch: number };
  readonly database: HearthDatabase;
  readonly journal: Journal;
  readonly settings: SettingsFile;
  readonly signer: SignerSide;
  readonly chain: ChainSide;
  readonly practice: PracticeSide;
  readonly devices: DeviceSide;
  readonly models: ModelSide;
  readonly launch: Launch;
  readonly orders: OrderSide;
  readonly rows: RowSide;
  readonly data: DataSide;
  readonly jobMeter: JobMeterSide;
  readonly jobs: RunnerSide;
  readonly benchmarks: () => ProviderParts['benchmarks'];
  readonly money: MoneySide;
  readonly payouts: PayoutLog;
  readonly waits: PayWaits;
  readonly isDisputed: (jobId: string) => boolean;
  readonly notices: NoticeSide;
  /** The rule that keeps all work away now, if any. */
  readonly closedBy: () => string | null;
  /** That, or what keeps new orders out alone. */
  readonly closedToOrders: () => string | null;
  readonly nowMs: () => number;
  readonly onChanged: () => void;
  readonly onProblem: (error: unknown, where: string) => void;
  readonly log: (line: string) => void;
};

/**
 * Everything that meets others: clients, nodes, verifiers and the chain. Each part is there as soon as it is open, so that the page shows it.
 *
 * @param parts  where the parts are put
 */
export async function openOnlineSide(parts: Pick<ProviderParts, 'network' | 'sharing' | 'verifier' | 'disputes' | 'handOver'>, dependencies: Dependencies, signal: AbortSignal): Promise<void> {
  const { primitives, options, accounts, database, journal, settings, signer, chain, practice, devices, models, launch, orders, rows, data, jobs, money, notices, closedBy, closedToOrders, nowMs, onChanged, onProblem, log } = dependencies;
  const { runner } = jobs;
  const { raise } = notices;
  const readOwners = async (): Promise<readonly string[]> => (await signer.client().ask('readOwnerAddresses', {})).addresses;
  const unlessEnding = (where: string) => (error: unknown): void => void (signal.aborted || onProblem(error, where));

  const network = (parts.network = await openNetworkSide({
    dataFolder: options.dataFolder, hintsFile: join(options.networkData, 'node', 'known-nodes.json'), listening: options.listening, dialsOut: options.join !== null, finding: { domain: chain.domain, chain: chain.chain, seeds: () => [...options.peers, ...practice.seeds(), ...practice.clientAddresses()] }, admit: tellRefusals((request) => orders.admit(request), raise), waitForOutcome: (jobId, stop) => runner.waitForOutcome(jobId, stop),
    readJob: (jobId) => journal.read(jobId), buildFile: dependencies.buildFile, onBytes: data.count, isSpent: () => data.reached() !== null, onCarried: (...told) => dependencies.jobMeter.carried(...told), log, onVoucher: (request) => orders.acceptVoucher(request),
    onRows: async (request) => rows.open(request),
    audits: createAuditServing({ primitives, journal, chain: chain.chain, node: accounts.node, buildFile: dependencies.buildFile, nowMs }),
    onDelivered(jobId) {
      const job = journal.read(jobId);
      if (job && !job.delivered && job.stage === 'delivered') journal.append([{ jobId, event: { kind: 'delivered' } }]);
    },
    watchTokens: (jobId, onTokens) => jobs.watchTokens(jobId, onTokens),
  }, signal));
  parts.sharing = await openShareSide({
    network: network.peer, discovery: network.discovery, node: accounts.node, folderOf: (modelId) => models.runnerModels.get(modelId)?.folder ?? null, modelIds: () => [...models.runnerModels.keys()], settings, isSpent: () => data.reached() !== null, launch, onProblem, nowMs,
  });
  const { held, spanMs } = openHeldSide({ folder: options.networkData, chain: chain.chain, nowMs, log }, signal);
  const verifier = (parts.verifier = openVerifierSide({
    primitives, held, database, journal, chain, network: network.peer, signer: () => signer.client(), node: accounts.node, devices: () => devices.runnerDevices, models: models.runnerModels,
    nameOf: (modelId) => models.offered.get(modelId)?.name ?? null, runningOn: (deviceId) => runner.runningOn(deviceId), isPaused: () => closedBy() !== null,
    addressesOf: (of) => network.discovery.addressesOf(of), clientAddresses: () => practice.clientAddresses(), feeRule: money.feeRule, nowMs, onChanged, onProblem, log,
  }, signal));
  const handOver = (parts.handOver = await openHandOverSide({
    primitives, database, domain: chain.domain, network: network.peer, addressesOf: (of) => network.discovery.addressesOf(of), journal, buildFile: dependencies.buildFile, settings, held, spanMs, node: accounts.node, nowMs, log,
    hasModel: (modelId) => models.runnerModels.has(modelId),
    onProblem(error, where) {
      onProblem(error, where);
      return where;
    },
  }));
  void handOver.run(signal);
  // A node that cheats to be seen stands for nobody.
  if (options.cheat === null) void createGuardSide({
    primitives, chain: chain.chain, send: (intent) => chain.send(intent), node: accounts.node, models: models.runnerModels, launch, held, fetchFile: (of) => verifier.fetchFile(of), judge: (file) => verifier.judge(file), isFree: () => verifier.isFree(), news: chain.news, nowMs, log, onProblem,
  }).run(signal);
  void watchFaults({
    chain: chain.chain, news: chain.news, journal, node: accounts.node, onProblem,
    onSlashed({ jobId, slashed }) {
      log(`job ${jobId} was proven false (${slashed!.fault}): ${slashed!.slashedWei} wei of stake are gone, transaction ${slashed!.txHash}`);
      raise('slashed', { code: 'job.slashed', jobId, fault: slashed!.fault, slashedWei: slashed!.slashedWei.toString(), txHash: slashed!.txHash });
    },
    onVoided({ jobId, voided }) {
      log(`job ${jobId} was rejected by a committee and is void: ${voided!.penaltyWei} wei of penalty, transaction ${voided!.txHash}`);
      raise('voided', { code: 'job.voided', jobId, penaltyWei: voided!.penaltyWei.toString(), txHash: voided!.txHash });
    },
  }, signal);
  const disputes = (parts.disputes = createDisputeSide({
    primitives, chain: chain.chain, send: (intent) => chain.send(intent), journal, node: accounts.node, models: models.runnerModels, launch, isSilent: options.cheat === 'invent-tokens', isDenying: options.cheat === 'deny-weights', news: chain.news,
    isBusy: () => devices.runnerDevices.some(({ deviceId }) => runner.runningOn(deviceId) !== null), log, onProblem, ...tellDisputes(raise, log),
    readAccounts: async () => [...(practice.operator === null ? [] : [practice.operator]), ...practice.localAccounts(), ...(await readOwners())],
  }));
  void keepClaims({
    chain: chain.chain, node: accounts.node, feeRule: money.feeRule, send: (intent) => chain.send(intent), journal, payouts: dependencies.payouts, waits: dependencies.waits, nowMs, claimAfterMs: options.claimAfterMs, raise, log, onProblem,
    isDisputed: dependencies.isDisputed,
  }, signal).catch(unlessEnding('claims'));
  void watchVotes({ chain: chain.chain, node: accounts.node, readAddresses: readOwners, notices, onProblem }, signal);
  void disputes.run(signal).catch(unlessEnding('disputes'));
  void chain.run(signal).catch(unlessEnding('chain'));
  void network.announceForever(announce, () => practice.clientAddresses(), signal).catch((error: unknown) => onProblem(error, 'announcing'));

  /** What this node says of itself, and to a practice client which operator stakes for it; the last time, that it offers nothing and is nowhere any more. */
  async function announce(isLast = false) {
    const atMs = nowMs();
    const { region } = options.listening;
    const device = devices.runnerDevices.find((one) => one.isEnabled());
    const executionProvider = device?.executionProvider;
    const benchmark = device && dependencies.benchmarks()?.latest(device.deviceId);
    const announcement: Announcement = {
      format: 'hearth-announcement/2', domain: chain.domain, node: accounts.node, payout: accounts.payout, epoch: accounts.epoch, peerId: network.peerId, addresses: isLast ? [] : network.addresses(),
      models: isLast || !executionProvider || closedToOrders() ? [] : [...models.offered.values()].filter((model) => isOffered(settings.read().refusals, model)).slice(0, 128).map((model) => ({
        modelId: model.modelId, kind: model.kind, name: model.name, classId: classOf(executionProvider, models.runnerModels.get(model.modelId)!.isExact),
        priceInWei: model.priceInWei, priceOutWei: model.priceOutWei, maxContext: model.maxContext, ...announcedSpeed(benchmark, model.modelId),
      })),
      freeSlots: Math.max(0, queueLimit - orders.queued()), ...(region === null ? {} : { region }), atMs, untilMs: atMs + network.discovery.lifeMs(),
    };
    const { signature } = await signer.client().ask('signAnnouncement', { announcement: announcementToWire(announcement) });
    const { operator } = practice;
    if (operator === null || isLast) return { announcement, signature, binding: null };
    const deadlineSeconds = Math.floor(nowMs() / 1000) + 600;
    const binding = await signer.client().ask('signBinding', { deadlineSeconds });
    return { announcement, signature, binding: { ...binding, operator, deadlineSeconds } };
  }
}
