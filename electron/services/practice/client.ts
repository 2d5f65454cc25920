import { dearerByLoad } from '../../protocol/freeSlots.ts';
import type { Announcement, JobReply, JobRequest, VoucherRequest } from '../../protocol/messages.ts';
import type { Primitives } from '../../protocol/primitives.ts';
import type { Thresholds } from '../../protocol/numericClass.ts';
import type { ReceiptFile } from '../../protocol/receiptFile.ts';
import { chunkRows } from '../../protocol/sketch.ts';
import { verdict, type Domain } from '../../protocol/typedData.ts';
import { errorTable, isErrorCode, type Failure } from '../../shared/errors.ts';
import { reasonOf } from '../../shared/reasons.ts';
import type { JobClient, JobOptions } from '../network/jobClient.ts';
import type { AuditOutcome } from '../../protocol/adaptiveAudit.ts';
import type { AskedRows } from './askRows.ts';
import type { CommitteeResult } from './auditCommittee.ts';
import { applyAudit, jobAuditProbability, openingShare, seenRuntime, type AuditKey, type Measured } from './auditPolicy.ts';
import { checkResult } from './checkResult.ts';
import { buildJobRequest, orderSeconds } from './orders.ts';
import type { PracticeAccount } from './practiceKeys.ts';
import type { JobEnd, PracticeStore } from './practiceStore.ts';
import type { VoucherLines } from './voucherLines.ts';
import type { WorkItem } from './workload.ts';

/** A node as the client knows it now. */
export type ClientNode = {
  announcement: Announcement;
  /** Known only once coins are reserved: before, no orders. */
  reservationId: string | null;
  inFlight: number;
  /** No orders before this time: the node refused the last one for the moment. */
  restUntilMs: number;
  /** How long it rests after the next such refusal. */
  restMs: number;
};

export type PracticeEvent =
  | { readonly kind: 'sent'; readonly jobId: string; readonly node: string; readonly task: WorkItem['task'] }
  /** A verifier whose vote does not count: it committed to nothing, showed something else, or did not do the work. */
  | { readonly kind: 'excluded'; readonly jobId: string; readonly verifier: string; readonly reason: string }
  | { readonly kind: 'reply'; readonly jobId: string; readonly reply: JobReply }
  | { readonly kind: 'ended'; readonly jobId: string; readonly node: string; readonly end: JobEnd; readonly reason: string | null; /** The node could not take it now; another order follows. */ readonly again: boolean };

export type PracticeClientDependencies = {
  readonly p: Primitives;
  readonly domain: Domain;
  readonly client: PracticeAccount;
  readonly app: string;
  readonly deliveryKey: string;
  readonly store: PracticeStore;
  readonly lines: Pick<VoucherLines, 'accept'>;
  readonly jobs: JobClient;
  /** How long a provider has for an order, instead of {@link orderSeconds}. */
  readonly orderSeconds?: number;
  /** Pays for what its own checks let pass before it has it audited; what an audit then finds is brought before the court all the same. */
  readonly paysFirst?: boolean;
  /** Draws work for one of these models; null when there is none. */
  readonly draw: (modelIds: ReadonlySet<string>) => WorkItem | null;
  /** Has a committee of verifiers judge a receipt. */
  readonly audit: (file: ReceiptFile, signal: AbortSignal) => Promise<CommitteeResult>;
  /** By which a receipt is judged: the registry's where it has some. */
  readonly limitsOf: (file: ReceiptFile) => Promise<Thresholds>;
  /** Has the provider open all rows of one chunk, from 0. */
  readonly askChunk: (file: ReceiptFile, chunk: number, signal: AbortSignal) => Promise<AskedRows>;
  /** Hears of every receipt that is not paid because it is false, before the job ends: what the chain can judge is shown to it. */
  readonly accuse?: (file: ReceiptFile) => void;
  readonly randomBytes: (count: number) => Uint8Array;
  /** 0 <= x < 1 */
  readonly random: () => number;
  readonly nowMs: () => number;
  readonly onEvent: (event: PracticeEvent) => void;
  /** Our own failure, such as a full disk. The order stays outstanding and is asked for at the next start. */
  readonly onFault: (error: unknown) => void;
};

export type PracticeClient = {
  /** Hears of a node, or of its newer announcement. */
  setNode(announcement: Announcement): void;
  /** From now on orders may go to this node. */
  setReserved(node: string, reservationId: string | null): void;
  nodes(): readonly ClientNode[];
  /** Orders a minute; at random moments, evenly on average. */
  setRate(jobsPerMinute: number): void;
  readonly jobsPerMinute: number;
  /** So many jobs as fast as nodes take them, besides the rate. */
  sendJobs(count: number): void;
  /** Takes up orders of an earlier run. */
  resume(): void;
  /** Done when nothing is in flight. */
  stopped(): Promise<void>;
};

/** Orders that one node works on at the same time: enough that it never waits for us. */
const inFlightPerNode = 4;
/** A node that does not take the vouchers for what it did gets no more work: it would be unpaid. */
const waitingVouchersPerNode = 50;
/** After a refusal that may pass (busy, paused, not funded yet), doubling; a new announcement ends it. */
const firstRestMs = 500;
const longestRestMs = 15_000;

/**
 * The client of the practice network: orders real work, checks what comes back, has some of it audited, and pays with vouchers.
 * Each step is on disk before its consequence leaves this machine.
 */
export function createPracticeClient(dependencies: PracticeClientDependencies, signal: AbortSignal): PracticeClient {
  const { p, domain, store, nowMs } = dependencies;
  const network = `${domain.chainId}:${domain.verifyingContract.toLowerCase()}`;
  const nodes = new Map<string, ClientNode>();
  const running = new Set<Promise<void>>();
  let jobsPerMinute = 0;
  let owed = 0;
  let timer: NodeJS.Timeout | null = null;
  let waker: NodeJS.Timeout | null = null;

  const track = (work: Promise<void>): void => {
    const mine = work.catch(() => {}).finally(() => running.delete(mine));
    running.add(mine);
  };

  /** The ready node with the fewest orders in flight, where those of one that says it is full count twice. */
  function readyNode(): ClientNode | null {
    const now = nowMs();
    const open = [...nodes.values()].filter((node) => node.reservationId !== null && node.inFlight < inFlightPerNode && node.restUntilMs <= now);
    const waiting = ({ announcement, inFlight }: ClientNode): number => (inFlight + 1) * dearerByLoad(announcement, now);
    const node = open.sort((a, b) => waiting(a) - waiting(b))[0];
    if (!node || store.waitingVouchers(node.announcement.node) < waitingVouchersPerNode) return node ?? null;
    node.restUntilMs = now + longestRestMs;
    return null;
  }

  /** Sends what is owed as far as nodes take it; called whenever something changed. */
  function pump(): void {
    while (owed > 0 && !signal.aborted) {
      const node = readyNode();
      if (!node) break;
      if (!sendTo(node)) break;
      owed--;
    }
    const resting = [...nodes.values()].some((node) => node.restUntilMs > nowMs());
    if (owed > 0 && resting && !waker && !signal.aborted) {
      waker = setTimeout(() => {
        waker = null;
        pump();
      }, firstRestMs);
    }
  }

  function sendTo(node: ClientNode): boolean {
    const { announcement } = node;
    const item = dependencies.draw(new Set(announcement.models.map((model) => model.modelId)));
    const model = item && announcement.models.find(({ modelId }) => modelId === item.modelId);
    if (!item || !model) {
      // Nothing that we can ask of it, until it announces other models.
      node.restUntilMs = nowMs() + longestRestMs;
      return false;
    }
    const request = buildJobRequest(p, {
      domain, client: dependencies.client, app: dependencies.app, provider: announcement.node, reservationId: node.reservationId!, model, input: item.input,
      deliveryKey: dependencies.deliveryKey, nowSeconds: Math.floor(nowMs() / 1000), randomBytes: dependencies.randomBytes, seconds: dependencies.orderSeconds ?? orderSeconds,
    });
    try {
      store.addJob(network, request, nowMs());
    } catch (error) {
      dependencies.onFault(error);
      node.restUntilMs = nowMs() + longestRestMs;
      return false;
    }
    dependencies.onEvent({ kind: 'sent', jobId: request.order.jobId, node: announcement.node, task: item.task });
    track(follow(request, {}));
    return true;
  }

  /** One order from sending to its end. */
  async function follow(request: JobRequest, options: JobOptions): Promise<void> {
    const { jobId, provider } = request.order;
    const node = nodes.get(provider.toLowerCase());
    if (node) node.inFlight++;
    try {
      const addressesOf = (): readonly string[] => nodes.get(provider.toLowerCase())?.announcement.addresses ?? [];
      const outcome = await dependencies.jobs.run(addressesOf, request, { ...options, signal, onReply: (reply) => dependencies.onEvent({ kind: 'reply', jobId, reply }) });
      if (outcome.kind === 'result') await take(request, outcome.file);
      else if (outcome.kind === 'lost') {
        // Nobody is there: no more orders until it announces itself again.
        if (node) node.reservationId = null;
        end(request, 'lost', outcome.reason);
      }
      else refuse(request, outcome.kind, outcome.failure);
    } catch (error) {
      // The order stays outstanding; the next start asks for it.
      if (!signal.aborted) dependencies.onFault(error);
    } finally {
      if (node) node.inFlight--;
      pump();
    }
  }

  function refuse(request: JobRequest, kind: 'refused' | 'failed', failure: Failure): void {
    // What an owner's rule handed back was nobody's failure: another node gets it.
    const passing = (kind === 'refused' || failure.code === 'job.handedBack') && isErrorCode(failure.code) && errorTable[failure.code].retry;
    if (passing) {
      const node = nodes.get(request.order.provider.toLowerCase());
      if (node) {
        node.restUntilMs = nowMs() + node.restMs;
        node.restMs = Math.min(2 * node.restMs, longestRestMs);
      }
      owed++;
    }
    end(request, kind, `${failure.code} ${JSON.stringify(failure.about)}`, passing);
  }

  function end(request: JobRequest, how: JobEnd, reason: string | null, again = false): void {
    const { jobId, provider } = request.order;
    store.endJob(jobId, how, reason);
    dependencies.onEvent({ kind: 'ended', jobId, node: provider, end: how, reason, again });
  }

  async function take(request: JobRequest, file: ReceiptFile): Promise<void> {
    const checked = checkResult(p, request, file);
    const { jobId, provider: node, modelId } = request.order;
    // An order of before orders pinned a class fails the check below, whatever stands here.
    const key = { node, modelId, classId: request.classId ?? 0 };
    const known = nodes.get(node.toLowerCase());
    if (known) known.restMs = firstRestMs;
    if (!checked.ok) {
      remember(key, 'failed');
      dependencies.accuse?.(file);
      return end(request, 'rejected', checked.reason);
    }
    store.saveAuditRecord(key, seenRuntime(store.auditRecord(key), file.receipt.exec.runtimeId, nowMs()));
    if (dependencies.paysFirst) pay(file, checked, []);
    const isAudited = dependencies.random() < jobAuditProbability(store.auditRecord(key), nowMs());
    const result = isAudited ? await dependencies.audit(file, signal) : null;
    for (const { verifier, reason } of result?.excluded ?? []) dependencies.onEvent({ kind: 'excluded', jobId, verifier, reason });
    const fault = result && (await judge(file, result));
    if (fault) {
      if (fault.outcome) remember(key, fault.outcome);
      if (fault.outcome === 'failed') dependencies.accuse?.(file);
      // What is paid is paid: only a court brings it back.
      return dependencies.paysFirst ? undefined : end(request, 'rejected', fault.reason);
    }
    if (result?.state.kind === 'final') remember(key, 'passed', { distances: distancesOf(result), limits: await dependencies.limitsOf(file) });
    if (!dependencies.paysFirst) pay(file, checked, (result?.votes ?? []).map(({ vote, signature }) => ({ vote, signature })));
  }

  function pay(file: ReceiptFile, { receiptHash, orderHash }: { readonly receiptHash: string; readonly orderHash: string }, votes: VoucherRequest['votes']): void {
    const { jobId, provider: node } = file.order;
    dependencies.lines.accept(file, receiptHash, orderHash, votes);
    dependencies.onEvent({ kind: 'ended', jobId, node, end: 'accepted', reason: null, again: false });
  }

  /** What keeps an audited receipt from being paid, and what the node's record takes from it; null when nothing does. */
  type Fault = { readonly reason: string; readonly outcome: AuditOutcome | null };
  async function judge(file: ReceiptFile, { state, votes }: CommitteeResult): Promise<Fault | null> {
    // Our own verifiers being down leaves no honest provider unpaid, and is nothing in its favour either.
    if (state.kind === 'unaudited') return null;
    // Who of them lies only a dispute can say: nothing is paid before, and nobody is accused.
    if (state.kind === 'split') return { reason: `the verifiers are split, ${votes.length} votes`, outcome: null };
    const rejecting = votes.find(({ vote }) => vote.verdict !== verdict.accept);
    if (state.verdict !== verdict.accept) return { reason: reasonOf('judged.rejected', rejecting?.reason ?? ''), outcome: 'failed' };
    const chunks = file.bundle.kind === 'generate' ? Math.ceil(file.bundle.tokens.length / chunkRows) : 0;
    if (chunks === 0 || dependencies.random() >= openingShare) return null;
    const asked = await dependencies.askChunk(file, Math.floor(dependencies.random() * chunks), signal);
    switch (asked.kind) {
      case 'opened': return null;
      case 'withheld': return { reason: `its rows were withheld: ${asked.reason}`, outcome: 'silent' };
      case 'false': return { reason: `the rows opened contradict the receipt: ${asked.reason}`, outcome: 'failed' };
    }
  }

  function remember(key: AuditKey, outcome: AuditOutcome, measured: Measured | null = null): void {
    store.saveAuditRecord(key, applyAudit(store.auditRecord(key), outcome, measured));
  }

  /** Distances of the generated chunks as the first counted vote measured them; they are evidence it committed to. */
  function distancesOf({ votes }: CommitteeResult): number[] {
    const nano = votes[0]?.evidence.judged['distancesNano'];
    return Array.isArray(nano) ? nano.slice(1).map((value) => value / 1e9) : [];
  }

  /** Exponential gaps, so that orders come at random moments; never longer than thrice the mean, so that a slow rate still shows life. */
  function schedule(): void {
    if (timer) clearTimeout(timer);
    timer = null;
    if (jobsPerMinute <= 0 || signal.aborted) return;
    const meanMs = 60_000 / jobsPerMinute;
    timer = setTimeout(() => {
      // While no node takes orders none pile up: one waits at most.
      if (owed === 0 && nodes.size > 0) owed++;
      pump();
      schedule();
    }, Math.min(3 * meanMs, -Math.log(1 - dependencies.random()) * meanMs));
  }

  signal.addEventListener('abort', () => {
    if (timer) clearTimeout(timer);
    if (waker) clearTimeout(waker);
  }, { once: true });

  return {
    setNode(announcement) {
      const key = announcement.node.toLowerCase();
      const known = nodes.get(key);
      if (known) {
        known.announcement = announcement;
        known.restUntilMs = 0;
      } else nodes.set(key, { announcement, reservationId: null, inFlight: 0, restUntilMs: 0, restMs: firstRestMs });
      pump();
    },
    setReserved(node, reservationId) {
      const known = nodes.get(node.toLowerCase());
      if (!known) return;
      const isFirst = known.reservationId === null && reservationId !== null;
      known.reservationId = reservationId;
      // A newcomer sees work at once, not after the first gap.
      if (isFirst && jobsPerMinute > 0 && owed === 0) owed++;
      pump();
    },
    nodes: () => [...nodes.values()],
    get jobsPerMinute() {
      return jobsPerMinute;
    },
    setRate(next) {
      jobsPerMinute = next;
      schedule();
    },
    sendJobs(count) {
      owed += count;
      pump();
    },
    resume() {
      for (const request of store.outstanding(network)) track(follow(request, { alreadySent: true, patienceMs: 60_000 }));
    },
    async stopped() {
      await Promise.allSettled([...running]);
    },
  };
}
