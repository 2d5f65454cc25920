import type { RestartKind } from '../../services/broker/restartCodes.ts';
import { readGatewayUsage } from '../../services/gateway/readGatewayUsage.ts';
import type { Journal } from '../../services/jobs/journal.ts';
import type { Recording } from '../../services/rules/recording.ts';
import { presets } from '../../services/rules/presets.ts';
import type { SettingsFile } from '../../services/settings/settings.ts';
import { HearthError } from '../../shared/errors.ts';
import { refusals } from '../../shared/saidReasons.ts';
import type { Listening } from '../../shared/listening.ts';
import { askNode } from '../fleet/askNode.ts';
import type { BookSide } from './bookSide.ts';
import type { DataSide } from './dataSide.ts';
import { buildHistory } from './deviceHistory.ts';
import { createFleetSide } from './fleetSide.ts';
import type { HandOverSide } from './handOverSide.ts';
import type { GuestSide } from './guestSide.ts';
import type { HealthSide } from './healthSide.ts';
import { createJoinedSide } from './joinedSide.ts';
import type { MoneySide } from './moneySide.ts';
import type { PageSideDependencies } from './pageSide.ts';
import type { ProviderParts } from './providerParts.ts';
import { createRpcSide } from './rpcSide.ts';
import type { SignalSide } from './signalSide.ts';
import { signerNetworkOf } from './signerSide.ts';
import type { Standing } from './standing.ts';
import { createTransactionSide } from './transactionSide.ts';
import { relayWallet } from './walletSide.ts';

type Dependencies = {
  readonly dataFolder: string;
  readonly parts: ProviderParts;
  readonly guest: GuestSide;
  readonly health: HealthSide;
  readonly standing: Standing;
  readonly signals: SignalSide;
  readonly recording: Recording;
  readonly books: BookSide;
  readonly money: MoneySide;
  readonly data: DataSide;
  readonly journal: Journal;
  readonly settings: SettingsFile;
  readonly listening: Listening;
  readonly nowMs: () => number;
  readonly wake: () => void;
  readonly changed: () => void;
  readonly stopHearth: () => Promise<void>;
  /** From now on no order is taken, and nothing is begun. */
  readonly stopTaking: () => void;
  /** Orders are taken no more, or again; what was taken is done. */
  readonly closeToOrders: (isClosed: boolean) => void;
  readonly restart: (kind: RestartKind) => void;
  readonly readPageAddress: () => Promise<{ address: string | null }>;
  readonly log: (line: string) => void;
  readonly onProblem: (error: unknown, where: string) => void;
};

/** What the owner may do and ask, on the page and on the command line, beside the screens of their own (screens.ts). */
export function createPageActions({ dataFolder, parts, guest, health, standing, signals, recording, books, money, data, journal, settings, listening, nowMs, wake, changed, stopHearth, stopTaking, closeToOrders, restart, readPageAddress, log, onProblem }: Dependencies): PageSideDependencies['actions'] {
  const handOver = (): HandOverSide => {
    if (!parts.handOver) throw new HearthError('usage.invalid', { reason: refusals.onNoNetwork });
    return parts.handOver;
  };
  return {
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
    readDisputes: async ({ which }) => ({ disputes: ((await parts.disputes?.readAll()) ?? []).filter(({ isAboutHere, isOpenedHere, isAnsweredHere }) => which === 'all' || isAboutHere || isOpenedHere || isAnsweredHere) }),
    readGuards: () => handOver().readGuards(),
    setGuards: (lists) => handOver().setGuards(lists),
    readCsv({ range }) {
      const { receipts, payouts: paid } = books.read(range);
      return { csv: books.readCsv(range), receipts: receipts.length, payouts: paid.length };
    },
    ...money.actions,
    ...createTransactionSide(() => parts.chain?.queue() ?? null, onProblem),
    ...createRpcSide({ settings, chain: () => parts.chain?.chain ?? null, networkUrls: () => parts.practice?.rpcUrls() ?? [] }),
    ...data.actions,
    readRefusals: () => settings.read().refusals,
    setRefusals({ refusals }) {
      settings.write({ refusals });
      parts.network?.announceNow();
      changed();
      return {};
    },
    startBenchmark({ deviceId }) {
      if (!parts.benchmarks) throw new HearthError('usage.invalid', { reason: refusals.starting });
      parts.benchmarks.start(deviceId);
      return {};
    },
    cancelBenchmark({ deviceId }) {
      parts.benchmarks?.cancel(deviceId);
      return {};
    },
    ...createJoinedSide({
      dataFolder, settings, running: listening, journal, network: () => parts.network, waiting: () => parts.verifier?.waiting() ?? null, stopTaking, closeToOrders, tell: (leaving) => standing.setLeaving(leaving), restart, log,
      tryNetwork: async (deployment) => parts.signer?.tryNetwork(signerNetworkOf(deployment, null)),
    }),
    ...createFleetSide({ dataFolder, settings, ask: askNode, readPageAddress, nowMs }),
    readUsage: ({ days }) => readGatewayUsage(dataFolder, { days }, nowMs()),
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
  };
}
