import { inputUnits, type JobInput, type JobReply, type JobRequest } from '../../protocol/messages.ts';
import { orderMaxWei, receiptPriceWei } from '../../protocol/pricing.ts';
import type { Primitives } from '../../protocol/primitives.ts';
import type { ReceiptFile } from '../../protocol/receiptFile.ts';
import type { Domain } from '../../protocol/typedData.ts';
import { HearthError, errorTable, isErrorCode, isHearthError, type Failure } from '../../shared/errors.ts';
import type { JobClient } from '../network/jobClient.ts';
import type * as auditPolicy from '../practice/auditPolicy.ts';
import type { NodeRecord } from '../practice/auditPolicy.ts';
import type { checkResult } from '../practice/checkResult.ts';
import type { buildJobRequest } from '../practice/orders.ts';
import type { PracticeStore } from '../practice/practiceStore.ts';
import type { VoucherLines } from '../practice/voucherLines.ts';
import { chooseNode, leastPriceWei, mayOpenLater, noteJobMs, whyNone, type Choice, type GatewayNode } from './chooseNode.ts';
import { advance, complete, type Heard } from './heardTokens.ts';
import { race, type Attempt } from './race.ts';
import { watchProvider, type SilenceLimits } from './providerSilence.ts';

/** What the gateway's own replay of an answer says. */
export type OwnAudit = { readonly accepted: boolean; readonly reason: string };

export type BuyerDependencies = {
  readonly p: Primitives;
  readonly domain: Domain;
  readonly account: { readonly address: string; readonly privateKey: string };
  /** The application that earns its share; the gateway's own account where there is no other. */
  readonly app: string;
  readonly deliveryKey: string;
  readonly store: Pick<PracticeStore, 'addJob' | 'endJob' | 'auditRecord' | 'saveAuditRecord'>;
  readonly lines: Pick<VoucherLines, 'accept'>;
  readonly jobs: JobClient;
  readonly nodes: () => readonly GatewayNode[];
  /** Whether a line to it is open now. */
  readonly isConnected: (node: GatewayNode) => boolean;
  readonly orders: { readonly buildJobRequest: typeof buildJobRequest; readonly checkResult: typeof checkResult };
  readonly policy: Pick<typeof auditPolicy, 'applyAudit' | 'jobAuditProbability' | 'seenRuntime'>;
  /** Replays an answer through the model on this machine. */
  readonly audit: (file: ReceiptFile) => Promise<OwnAudit>;
  readonly randomBytes: (count: number) => Uint8Array;
  /** 0 <= x < 1 */
  readonly random: () => number;
  readonly nowMs: () => number;
  readonly log: (line: string) => void;
  /** Silence longer than this moves the work elsewhere, ms; 15,000. Where there is no elsewhere it is borne four times as long: the provider may be starting again. */
  readonly stallMs?: number;
  /** Where nobody answers at a provider's address for so long, and another is connected, the work moves there, ms; 5,000: one that starts again by itself is mostly back before. */
  readonly unreachableMs?: number;
  /** How long a request waits for a free provider, ms; 20,000. */
  readonly waitMs?: number;
};

export type Purchase = {
  readonly modelId: string;
  readonly input: JobInput;
  readonly maxPriceWei: bigint | null;
  /** Tokens in order, each once, over every provider that worked on it. */
  readonly onTokens?: (tokens: readonly number[]) => void;
  /** Without a first token after so long, another provider is asked as well, ms; null or absent never. Only under a named seed, where both draw the same. */
  readonly hedgeMs?: number | null;
  /** all: this gateway replays the answer whatever the provider's record says; adaptive, or absent: as often as the record asks for. */
  readonly auditPolicy?: 'all' | 'adaptive';
  /** Keeps the receipt, once it holds and before it is paid. */
  readonly keepReceipt: (file: ReceiptFile, receiptHash: string) => void;
  /** Once aborted nobody waits for the answer: nothing more is ordered. What is ordered already goes on, since no provider can be called back. */
  readonly gone?: AbortSignal;
};
export type Bought = {
  readonly receiptHash: string;
  readonly file: ReceiptFile;
  /** The whole answer, over every provider that worked on it; none of a job without tokens. */
  readonly tokens: readonly number[];
  readonly provider: string;
  readonly paidWei: bigint;
  /** replayed: this gateway ran the model over the answer. checked: hashes and signatures only, by the adaptive policy. */
  readonly verification: 'replayed' | 'checked';
  readonly reason: string;
  /** Tokens that earlier providers sent before they fell silent: in the answer, under no receipt and unpaid. */
  readonly unreceiptedTokens: number;
  /** Providers that were asked. */
  readonly attempts: number;
  /** What providers that were asked as well cost, once they have ended; 0 where there were none. Never rejects. */
  readonly othersWei: Promise<bigint>;
};

export type Buyer = {
  /**
   * Buys one answer: chooses a provider, orders, checks, replays as often as the provider's record asks for, and only then pays. A provider that fails or
   * falls silent is replaced by another, which goes on after the last token received. Where two work at once, whoever is ahead is heard, and the first
   * receipt over everything that was heard stands behind the answer; the other's answer is checked and paid like any.
   *
   * @param holdWei  asks whether so much may be spent; false refuses
   * @throws gateway.noProvider · gateway.overBudget · and what a provider refused with when no other takes it
   * @effects money
   */
  buy(purchase: Purchase, holdWei: (wei: bigint) => boolean, signal: AbortSignal): Promise<Bought>;
};

const restMs = 2000;
const silentRestMs = 30_000;
const mostAttempts = 4;

export function createBuyer(dependencies: BuyerDependencies): Buyer {
  const { p, domain, store, nowMs, policy, isConnected, stallMs = 15_000, unreachableMs = 5000, waitMs = 20_000 } = dependencies;
  const network = `${domain.chainId}:${domain.verifyingContract.toLowerCase()}`;

  const bornMs = nowMs();
  const auditShare = ({ node, model }: Choice): number => policy.jobAuditProbability(store.auditRecord({ node: node.announcement.node, modelId: model.modelId, classId: model.classId }), nowMs());

  async function waitForNode(purchase: Purchase, except: ReadonlySet<string>, signal: AbortSignal): Promise<Choice> {
    const endMs = nowMs() + waitMs;
    for (;;) {
      const choice = chooseNode(dependencies.nodes(), { modelId: purchase.modelId, units: inputUnits(purchase.input), maxPriceWei: purchase.maxPriceWei, except, nowMs: nowMs(), auditShare });
      if (choice) return choice;
      signal.throwIfAborted();
      purchase.gone?.throwIfAborted();
      const others = dependencies.nodes().filter(({ announcement }) => !except.has(announcement.node.toLowerCase()));
      const why = whyNone(others, purchase.modelId, purchase.maxPriceWei);
      // Who has just started has not heard of everybody yet.
      const isWorthWaiting = why === 'busy' || (why === 'none' && except.size === 0 && nowMs() - bornMs < waitMs);
      if (nowMs() >= endMs || !isWorthWaiting) throw new HearthError('gateway.noProvider', { modelId: purchase.modelId, why, ...(why === 'price' && { leastWei: leastPriceWei(others, purchase.modelId).toString() }) });
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }

  async function attempt(purchase: Purchase, { node, model }: Choice, input: JobInput, heard: Heard, onWord: () => void, elsewhere: Pick<SilenceLimits, 'isElsewhere' | 'isElsewhereNow'>, signal: AbortSignal): Promise<Attempt> {
    const { announcement } = node;
    const request = dependencies.orders.buildJobRequest(p, {
      domain, client: dependencies.account, app: dependencies.app, provider: announcement.node, reservationId: node.reservationId!, model, input,
      deliveryKey: dependencies.deliveryKey, nowSeconds: Math.floor(nowMs() / 1000), randomBytes: dependencies.randomBytes,
    });
    const { jobId } = request.order;
    // Never sent again after a restart, so what was asked is not written down.
    store.addJob(network, request, nowMs(), 'outcomeOnly');
    const streamed: number[] = [];
    // A provider that was cut off starts the same job again, from its first token, and draws the same ones.
    let position = 0;
    const hear = (reply: JobReply): void => {
      if (reply.kind === 'admitted') position = 0;
      if (reply.kind !== 'tokens') return;
      const fresh = reply.tokens.slice(Math.max(0, streamed.length - position));
      position += reply.tokens.length;
      if (fresh.length === 0) return;
      streamed.push(...fresh);
      onWord();
      advance(heard, streamed);
    };
    const startMs = nowMs();
    const silence = watchProvider({ stallMs, unreachableMs, nowMs, ...elsewhere });
    node.inFlight++;
    try {
      const outcome = await dependencies.jobs.run(() => dependencies.nodes().find((one) => one === node)?.announcement.addresses ?? [], request, {
        signal: AbortSignal.any([signal, silence.signal]),
        onReply: (reply) => {
          silence.heard();
          hear(reply);
        },
        onPending: silence.pending, onUnreachable: silence.unreachable,
      });
      if (outcome.kind !== 'result') {
        const failure = outcome.kind === 'lost' ? { code: 'network.unreachable' as const, about: { address: announcement.node, reason: outcome.reason } } : outcome.failure;
        store.endJob(jobId, outcome.kind, failure.code);
        // Busy, paused or handed back is nobody's fault.
        const isPassing = isErrorCode(failure.code) && errorTable[failure.code].retry && outcome.kind !== 'lost';
        fault(node, isPassing ? 0 : 1, isPassing ? restMs : silentRestMs);
        return { kind: 'failed', failure };
      }
      noteJobMs(node, model.modelId, nowMs() - startMs);
      const taken = await take(purchase, node, request, outcome.file, streamed);
      const { bundle } = outcome.file;
      if (taken.kind !== 'bought' || bundle.kind !== 'generate' || complete(heard, bundle.tokens)) return taken;
      return { kind: 'parted', paidWei: taken.bought.paidWei, failure: { code: 'network.unreachable', about: { address: announcement.node, reason: 'its answer parts from what another provider sent before' } } };
    } catch (error) {
      if (signal.aborted || !silence.signal.aborted) throw error;
      store.endJob(jobId, 'lost', 'silent');
      fault(node, 1, silentRestMs);
      return { kind: 'failed', failure: { code: 'network.unreachable', about: { address: announcement.node, reason: `no word for ${(silence.lastedMs() / 1000).toFixed(1)} s` } } };
    } finally {
      silence.stop();
      node.inFlight--;
    }
  }

  async function take(purchase: Purchase, node: GatewayNode, request: JobRequest, file: ReceiptFile, streamed: readonly number[]): Promise<Attempt> {
    const checked = dependencies.orders.checkResult(p, request, file);
    const key = { node: request.order.provider, modelId: request.order.modelId, classId: file.receipt.exec.classId };
    const reject = (reason: string, end: 'rejected' | 'failed' = 'rejected'): Attempt => {
      store.endJob(request.order.jobId, end, reason);
      store.saveAuditRecord(key, policy.applyAudit(store.auditRecord(key), 'failed', null));
      node.isBarred = true;
      dependencies.log(`${key.node} is not paid and not asked again: ${reason}`);
      return { kind: 'rejected', failure: { code: 'receipt.failed', about: { check: 'gateway', reason: reason.slice(0, 300) } } };
    };
    if (!checked.ok) return reject(checked.reason);
    // Not barred over a restart: a worker that died in the middle and its successor may differ by rounding.
    if (file.bundle.kind === 'generate' && !isPrefix(streamed, file.bundle.tokens)) return reject('the tokens it streamed are not those of its receipt', 'failed');
    /** Read anew each time: other answers of this node end meanwhile. */
    const record = (): NodeRecord => policy.seenRuntime(store.auditRecord(key), file.receipt.exec.runtimeId, nowMs());
    const isReplayed = purchase.auditPolicy === 'all' || dependencies.random() < policy.jobAuditProbability(record(), nowMs());
    const own = isReplayed ? await dependencies.audit(file) : null;
    if (own && !own.accepted) return reject(own.reason);
    // Each write waits for the disk.
    store.saveAuditRecord(key, own ? policy.applyAudit(record(), 'passed', null) : record());
    purchase.keepReceipt(file, checked.receiptHash);
    // A client's own verdict is no verifier's vote: it decides whether it pays, and proves nothing to others.
    dependencies.lines.accept(file, checked.receiptHash, checked.orderHash, []);
    node.faults = Math.floor(node.faults / 2);
    return {
      kind: 'bought',
      bought: {
        receiptHash: checked.receiptHash, file, provider: key.node, paidWei: receiptPriceWei(file.order, file.receipt.io),
        verification: own ? 'replayed' : 'checked', reason: own?.reason ?? 'hashes and signatures hold; not replayed this time',
      },
    };
  }

  function fault(node: GatewayNode, count: number, forMs: number): void {
    node.faults = Math.min(8, node.faults + count);
    // Another order of it may have asked for a longer rest.
    node.restUntilMs = Math.max(node.restUntilMs, nowMs() + forMs);
  }

  return {
    async buy(purchase, holdWei, signal) {
      const received: number[] = [];
      const failed = new Set<string>();
      let last: Failure | null = null;
      /** Of a provider whose false tokens were sent on. */
      let rejected: Failure | null = null;
      let asked = 0;
      const others: Promise<bigint>[] = [];
      while (asked < mostAttempts) {
        const input = continueAfter(purchase.input, received);
        if (input === null) break;
        purchase.gone?.throwIfAborted();
        const unreceiptedTokens = received.length;
        const choice = await waitForNode(purchase, failed, signal).catch((error: unknown) => {
          if (last === null || !isHearthError(error, 'gateway.noProvider')) throw error;
          return null;
        });
        if (!choice) break;
        const mostWei = mostWeiOf(choice, input);
        if (!holdWei(mostWei)) throw new HearthError('gateway.overBudget', { neededWei: mostWei.toString() });
        const heard = { received, base: received.length, onTokens: purchase.onTokens, isOver: false };
        // What was held is free for a moment only within this call.
        const holdBoth = (second: Choice): boolean => holdWei(mostWei + mostWeiOf(second, input)) || (holdWei(mostWei), false);
        const isElsewhere = ({ node }: Choice, isGood: (other: GatewayNode) => boolean = () => true): boolean =>
          mayOpenLater(dependencies.nodes().filter((other) => other !== node && !failed.has(other.announcement.node.toLowerCase()) && isGood(other)), purchase.modelId, purchase.maxPriceWei);
        const elsewhereOf = (one: Choice): Pick<SilenceLimits, 'isElsewhere' | 'isElsewhereNow'> => ({
          isElsewhere: () => isElsewhere(one), isElsewhereNow: () => isElsewhere(one, (other) => other.reservationId !== null && other.restUntilMs <= nowMs() && isConnected(other)),
        });
        const raced = await race({
          first: choice, keyOf: ({ node }) => node.announcement.node.toLowerCase(), begin: (one, onWord) => attempt(purchase, one, input, heard, onWord, elsewhereOf(one), signal),
          // Only where both draw the same.
          hedgeMs: input.kind === 'generate' && input.decode.samplerVersion === 1 ? null : (purchase.hedgeMs ?? null),
          second(running) {
            const found = chooseNode(dependencies.nodes(), { modelId: purchase.modelId, units: inputUnits(input), maxPriceWei: purchase.maxPriceWei, except: new Set([...failed, ...running]), nowMs: nowMs(), auditShare });
            return found && !signal.aborted && !purchase.gone?.aborted && holdBoth(found) ? found : null;
          },
          onFailed(key, result) {
            failed.add(key);
            dependencies.log(`${key} failed a request: ${result.failure.code}`);
            if (result.kind !== 'rejected') return;
            if (purchase.onTokens && received.length > 0) rejected = result.failure;
            // Nobody has been sent these tokens: the other may still write true ones.
            else received.length = heard.base;
          },
        });
        heard.isOver = true;
        asked += raced.asked;
        others.push(raced.othersWei);
        const { result } = raced;
        if (result.kind === 'bought') return { ...result.bought, tokens: [...received], unreceiptedTokens, attempts: asked, othersWei: Promise.all(others).then((each) => each.reduce((sum, wei) => sum + wei, 0n)) };
        if (result.kind === 'parted') others.push(Promise.resolve(result.paidWei));
        last = rejected ?? result.failure;
        // What has been sent on cannot be taken back, and must not be continued as if it were true.
        if (rejected) break;
        if (result.kind === 'rejected') received.length = 0;
      }
      throw last && isErrorCode(last.code) ? new HearthError(last.code, last.about as never) : new HearthError('gateway.noProvider', { modelId: purchase.modelId });
    },
  };
}

/** The same work after what has been received: another provider goes on where the first fell silent. null: nothing is left to do. */
export function continueAfter(input: JobInput, received: readonly number[]): JobInput | null {
  if (input.kind !== 'generate' || received.length === 0) return input;
  const left = input.decode.maxNewTokens - received.length;
  if (left <= 0) return null;
  const { decode } = input;
  // Under a named seed the other goes on drawing where the first would have.
  const rules = decode.samplerVersion === 1 ? decode : { ...decode, firstPosition: decode.firstPosition + received.length };
  return { ...input, promptTokens: [...input.promptTokens, ...received], decode: { ...rules, maxNewTokens: left } };
}

const mostWeiOf = ({ model }: Choice, input: JobInput): bigint => orderMaxWei({
  priceInWei: model.priceInWei, priceOutWei: model.priceOutWei,
  ...inputUnits(input),
});

const isPrefix = (part: readonly number[], whole: readonly number[]): boolean => part.length <= whole.length && part.every((token, i) => token === whole[i]);
