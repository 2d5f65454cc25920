import { verifyReceiptFile, isVerified } from '../../protocol/verify.ts';
import { formatReceiptFile, type ReceiptFile } from '../../protocol/receiptFile.ts';
import type { Primitives } from '../../protocol/primitives.ts';
import { buildEarnings, buildEarningsNow, startOfRange, startOfToday } from '../../services/earnings/earnings.ts';
import { buildJobDetail } from '../../services/jobs/jobDetail.ts';
import { buildJobRecord } from '../../services/jobs/jobRecord.ts';
import { jobPriceWei, summarizeJob, type Job } from '../../services/jobs/job.ts';
import type { Journal } from '../../services/jobs/journal.ts';
import { decideStatus, type StatusFacts } from '../../services/notices/decideStatus.ts';
import { pageBridge, type PageBridge } from '../../shared/bridge.ts';
import { serveBridge, type Handlers, type Port } from '../../shared/bridgeKit.ts';
import type { DisputeSummary } from '../../shared/disputes.ts';
import type { Audits } from '../../shared/audits.ts';
import { HearthError } from '../../shared/errors.ts';
import type { BenchmarkState } from '../../shared/benchmark.ts';
import type { PayWait } from '../../shared/payWaits.ts';
import type { JobMeasures } from '../../shared/jobMeasures.ts';
import type { DeviceReading } from '../../shared/readings.ts';
import type { Guest } from '../../shared/rules.ts';
import type { DataSide } from './dataSide.ts';
import type { FleetHandlers } from './fleetSide.ts';
import type { JoinedHandlers } from './joinedSide.ts';
import type { NoticeSide } from './noticeSide.ts';
import type { ScreenHandlers } from './screens.ts';
import type { UpdateSide } from './updateSide.ts';
import type { WalletHandlers } from './walletSide.ts';
import type { About, Check, Device, EarningsNow, JobSummary, Model, Network, VerifyReport } from '../../shared/shapes.ts';

/** Receipts of other networks whose wait is told; there may be as many as the node ever made. */
const asideLimit = 500;

export type PageSideDependencies = {
  readonly primitives: Primitives;
  readonly journal: Journal;
  readonly nowMs: () => number;
  readonly liveOf: (jobId: string) => { readonly unitsDone: number; readonly loading: boolean };
  readonly buildFile: (job: Job) => ReceiptFile | null;
  /** Checks that need the model or the chain, added to those of the file alone. */
  readonly deeperChecks: (file: ReceiptFile) => Promise<Check[]>;
  readonly facts: () => {
    readonly status: Omit<StatusFacts, 'nowMs'>; readonly devices: readonly Device[]; readonly network: Network; readonly about: About;
    readonly tokensPerSecond: number; readonly models: readonly Model[]; readonly guest: Guest;
  };
  /** The dispute about a job of this node; null when there is none. */
  readonly disputeOf: (jobId: string) => DisputeSummary | null;
  /** What its price waits for; null when nothing is due, or the next step is being taken. */
  readonly waitOf: (job: Job) => PayWait | null;
  readonly readings: () => readonly DeviceReading[];
  readonly audits: () => Audits;
  readonly uptimeToday: () => EarningsNow['uptime'];
  /** Energy from a local midnight until now, its cost, and what is left after it. */
  readonly netSince: (fromMs: number) => Pick<EarningsNow, 'energy' | 'energyCost' | 'net' | 'netUnknown'>;
  /** What a job took, as far as it was measured. */
  readonly measuresOf: (job: Job) => JobMeasures;
  readonly benchmarks: () => readonly BenchmarkState[];
  readonly actions: Pick<Handlers<PageBridge>, 'cancelJob' | 'pause' | 'resume' | 'setDevice' | 'setPreset' | 'startBenchmark' | 'cancelBenchmark' | 'setRules' | 'simulateRules' | 'readPresets' | 'readPrograms' | 'readHistory' | 'readBooks' | 'readDisputes' | 'readGuards' | 'setGuards' | 'readCsv' | 'readMoney' | 'setRate' | 'setGasRate' | 'setFeeLimit' | 'readNodeTransactions' | 'replaceNodeTransaction' | 'readRpcAddresses' | 'setRpcAddresses' | 'readRefusals' | 'setRefusals' | 'setTariff' | 'setPracticeRate' | 'readUsage' | 'stopHearth'> & FleetHandlers & WalletHandlers & JoinedHandlers & DataSide['actions'];
  readonly screens: ScreenHandlers;
  readonly notices: Pick<NoticeSide, 'notices' | 'choices' | 'actions'>;
  readonly updates: UpdateSide;
  readonly onInternal: (error: unknown, where: string) => string;
};

export type PageSide = {
  /** Serves one more page or command line. */
  attach(port: Port): void;
  /** Something changed; topics follow within a tenth of a second. */
  changed(): void;
  close(): void;
};

const shownOver = 50;
const publishEveryMs = 100;
const energyEveryMs = 30_000;

/** What the page and the command line see of the provider: topics published whole, at most ten times a second. */
export function openPageSide(dependencies: PageSideDependencies): PageSide {
  const { journal, nowMs } = dependencies;
  const published = new Map<string, string>();
  let timer: NodeJS.Timeout | null = null;
  let attached = 0;
  /** Rows already made, by version of their job. Folding fifty jobs anew each time took 3 % of a core when nothing happened and a third of one at work. */
  let rows = new Map<string, { readonly version: number; readonly row: JobSummary }>();
  let shownRevision = '';
  let earningsAtMs = -Infinity;
  let shownAudits: Audits | null = null;
  let shownNotices: unknown = null;

  const summary = (job: Job) => summarizeJob(job, dependencies.liveOf(job.jobId));
  const readJob = (jobId: string): Job => {
    const job = journal.read(jobId);
    if (!job) throw new HearthError('job.notFound', { jobId });
    return job;
  };
  const readFile = (jobId: string): ReceiptFile => {
    const file = dependencies.buildFile(readJob(jobId));
    if (!file) throw new HearthError('receipt.notFound', { id: jobId });
    return file;
  };

  const server = serveBridge(pageBridge, {
    readJobs(filter) {
      const { jobs, total } = journal.list(filter);
      if (!filter.withRecord) return { jobs: jobs.map(summary), total };
      const audits = new Map(dependencies.audits().own.map(({ jobId, state }) => [jobId, state]));
      return { jobs: jobs.map((job) => ({ ...summary(job), record: buildJobRecord(job, { measures: dependencies.measuresOf(job), audit: audits.get(job.jobId) ?? null }) })), total };
    },
    readJob({ jobId }) {
      const job = readJob(jobId);
      return buildJobDetail(job, journal.readEvents(jobId), dependencies.liveOf(jobId), dependencies.measuresOf(job), dependencies.disputeOf(jobId), dependencies.waitOf(job));
    },
    readPayWaits: () => ({
      waits: [
        ...journal.live().flatMap((job) => { const wait = dependencies.waitOf(job); return wait ? [{ jobId: job.jobId, wait }] : []; }),
        ...journal.aside(asideLimit).map((jobId) => ({ jobId, wait: { reason: 'network' as const, againAtMs: null } })),
      ],
    }),
    verifyJob: ({ jobId }) => verify(dependencies.primitives, readFile(jobId), dependencies.deeperChecks),
    exportReceipt: ({ jobId }) => ({ fileName: `receipt-${jobId.slice(2, 14)}.json`, text: formatReceiptFile(readFile(jobId)) }),
    readEarnings({ range }) {
      const now = nowMs();
      const first = range === 'all' ? (journal.payments(0, now + 1)[0]?.atMs ?? null) : null;
      return buildEarnings(range, journal.payments(startOfRange(range, now, first), now + 1), now);
    },
    readGuest: () => dependencies.facts().guest,
    readAudits: () => dependencies.audits(),
    readModels: () => ({ models: [...dependencies.facts().models] }),
    ...dependencies.actions,
    ...dependencies.screens,
    ...dependencies.notices.actions,
    ...dependencies.updates.actions,
  }, dependencies.onInternal);

  function readEarningsNow(): EarningsNow {
    const now = nowMs();
    const since = startOfToday(now);
    const waiting = { voucherWei: 0n, anchorWei: 0n, windowWei: 0n };
    for (const job of journal.live()) {
      if (job.stage === 'delivered') waiting.voucherWei += jobPriceWei(job);
      else if (job.stage === 'acknowledged') waiting.anchorWei += jobPriceWei(job);
      else if (job.stage === 'anchored') waiting.windowWei += jobPriceWei(job);
    }
    return buildEarningsNow(journal.payments(since, now + 1), journal.counts(since).rejected, journal.totals(), waiting, dependencies.netSince(since), dependencies.uptimeToday());
  }

  /** Pushes a topic only when it differs from what watchers have. */
  function push<K extends keyof PageBridge['topics'] & string>(topic: K, value: Parameters<typeof server.publish<K>>[1]): void {
    const text = JSON.stringify(value, (_key, item: unknown) => (typeof item === 'bigint' ? `${item}n` : item));
    if (published.get(topic) === text) return;
    published.set(topic, text);
    server.publish(topic, value);
  }

  /** Live jobs, whose progress moves without an event, then the newest others. */
  function readRows(live: readonly Job[]): JobSummary[] {
    const known = rows;
    rows = new Map();
    const shown = new Map(live.map((job) => [job.jobId, summary(job)]));
    for (const { jobId, version } of journal.newestVersions(shownOver)) {
      if (shown.has(jobId)) continue;
      const before = known.get(jobId);
      const row = before?.version === version ? before.row : summary(readJob(jobId));
      rows.set(jobId, { version, row });
      shown.set(jobId, row);
    }
    return [...shown.values()];
  }

  function publish(): void {
    if (timer) clearTimeout(timer);
    timer = null;
    const facts = dependencies.facts();
    push('status', decideStatus({ ...facts.status, nowMs: nowMs() }));
    push('devices', [...facts.devices]);
    const live = journal.live();
    // At midnight today's earnings begin anew without an event.
    const revision = `${journal.revision()} ${startOfToday(nowMs())}`;
    const isNew = revision !== shownRevision;
    shownRevision = revision;
    if (isNew || live.some((job) => !job.signed)) push('jobs', readRows(live));
    // Energy is drawn without an event.
    const isEnergyDue = Math.abs(nowMs() - earningsAtMs) >= energyEveryMs;
    if (isNew || isEnergyDue) {
      earningsAtMs = nowMs();
      push('earnings', readEarningsNow());
    }
    push('guest', facts.guest);
    push('benchmarks', [...dependencies.benchmarks()]);
    push('readings', [...dependencies.readings()]);
    // The same object while nothing changed: a hundred rows are not made into text ten times a second.
    const audits = dependencies.audits();
    if (audits !== shownAudits) push('audits', audits);
    shownAudits = audits;
    push('network', facts.network);
    const notices = dependencies.notices.notices();
    if (notices !== shownNotices) push('notices', [...notices]);
    shownNotices = notices;
    push('noticeChoices', dependencies.notices.choices());
    push('updates', dependencies.updates.updates());
    push('about', facts.about);
    push('pulse', { tokensPerSecond: Math.round(facts.tokensPerSecond * 10) / 10, stage: live.find((job) => job.stage === 'running')?.stage ?? null });
  }

  // With no window open nothing is told: whoever comes hears the present at once.
  const changed = (): void => {
    if (attached > 0) timer ??= setTimeout(publish, publishEveryMs);
  };
  // Ages and pauses move by themselves.
  const heartbeat = setInterval(changed, 1000);
  return {
    attach(port) {
      attached++;
      port.onClose(() => void attached--);
      publish();
      server.attach(port);
    },
    changed,
    close() {
      clearInterval(heartbeat);
      if (timer) clearTimeout(timer);
    },
  };
}

/** All checks of one receipt: the file's own, then the deeper ones. */
export async function verify(p: Primitives, file: ReceiptFile, deeper: (file: ReceiptFile) => Promise<Check[]>): Promise<VerifyReport> {
  const checks = [...verifyReceiptFile(p, file).checks, ...(await deeper(file))];
  const first = checks.find(({ state }) => state === 'failed');
  return { ok: isVerified(checks), checks, ...(first ? { code: 'receipt.failed', about: { check: first.name, reason: first.reason } } : {}) };
}
