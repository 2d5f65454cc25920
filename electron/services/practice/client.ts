import type { Announcement, JobReply, JobRequest, VoucherRequest } from '../../protocol/messages.ts';
import type { Primitives } from '../../protocol/primitives.ts';
import type { ReceiptFile } from '../../protocol/receiptFile.ts';
import { verdict, type Domain } from '../../protocol/typedData.ts';
import { errorTable, isErrorCode, type Failure } from '../../shared/errors.ts';
import type { JobClient, JobOptions } from '../network/jobClient.ts';
import { auditProbability, nextStreak } from './auditPolicy.ts';
import { checkResult } from './checkResult.ts';
import { buildJobRequest } from './orders.ts';
import type { PracticeAccount } from './practiceKeys.ts';
import type { JobEnd, PracticeStore } from './practiceStore.ts';
import type { SignedVote } from './verifier.ts';
import { pause, type VoucherLines } from './voucherLines.ts';
import type { WorkItem } from './workload.ts';

/** A node as the client knows it now. */
export type ClientNode = {
  announcement: Announcement;
  /** Known only once coins are reserved: before, no orders. */
  reservationId: string | null;
  inFlight: number;
  streak: number;
  /** No orders before this time: the node refused the last one for the moment. */
  restUntilMs: number;
  /** How long it rests after the next such refusal. */
  restMs: number;
};

export type PracticeEvent =
  | { readonly kind: 'sent'; readonly jobId: string; readonly node: string; readonly task: WorkItem['task'] }
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
  /** Draws work for one of these models; null when there is none. */
  readonly draw: (modelIds: ReadonlySet<string>) => WorkItem | null;
  /** One function per verifier; throws when it could not vote. */
  readonly verifiers: readonly ((file: ReceiptFile, signal: AbortSignal) => Promise<SignedVote>)[];
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
  setNode(announcement: Announcement, streak?: number): void;
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
/** A verifier whose worker is just starting again is asked this often. */
const voteAttempts = 6;

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

  /** The ready node with the fewest orders in flight. */
  function readyNode(): ClientNode | null {
    const now = nowMs();
    const open = [...nodes.values()].filter((node) => node.reservationId !== null && node.inFlight < inFlightPerNode && node.restUntilMs <= now);
    const node = open.sort((a, b) => a.inFlight - b.inFlight)[0];
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
      deliveryKey: dependencies.deliveryKey, nowSeconds: Math.floor(nowMs() / 1000), randomBytes: dependencies.randomBytes,
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
    const node = nodes.get(request.order.provider.toLowerCase());
    if (node) node.restMs = firstRestMs;
    if (!checked.ok) {
      remember(node, false);
      return end(request, 'rejected', checked.reason);
    }
    const votes = dependencies.random() < auditProbability(node?.streak ?? 0) ? await collectVotes(file) : [];
    const rejecting = votes.find(({ vote }) => vote.verdict !== verdict.accept);
    if (rejecting) {
      remember(node, false);
      return end(request, 'rejected', `a verifier rejects: ${rejecting.reason}`);
    }
    if (votes.length > 0) remember(node, true);
    dependencies.lines.accept(file, checked.receiptHash, checked.orderHash, votes.map(({ vote, signature }): VoucherRequest['votes'][number] => ({ vote, signature })));
    dependencies.onEvent({ kind: 'ended', jobId: request.order.jobId, node: request.order.provider, end: 'accepted', reason: null, again: false });
  }

  function remember(node: ClientNode | undefined, passed: boolean): void {
    if (!node) return;
    node.streak = nextStreak(node.streak, passed);
    store.saveStreak(node.announcement.node, node.streak);
  }

  /**
   * All verifiers' votes. One that cannot vote is asked again for a while and then left out: an honest provider is not left unpaid because
   * our own verifier is down, and nothing is remembered in its favour either.
   */
  async function collectVotes(file: ReceiptFile): Promise<SignedVote[]> {
    const asked = dependencies.verifiers.map(async (ask) => {
      for (let attempt = 1; ; attempt++) {
        try {
          return [await ask(file, signal)];
        } catch (error) {
          signal.throwIfAborted();
          if (attempt === voteAttempts || (error instanceof Error && 'retry' in error && error.retry === false)) return [];
          await pause(250 * 2 ** attempt, signal);
        }
      }
    });
    return (await Promise.all(asked)).flat();
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
    setNode(announcement, streak) {
      const key = announcement.node.toLowerCase();
      const known = nodes.get(key);
      if (known) {
        known.announcement = announcement;
        known.restUntilMs = 0;
      } else nodes.set(key, { announcement, reservationId: null, inFlight: 0, streak: streak ?? 0, restUntilMs: 0, restMs: firstRestMs });
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
