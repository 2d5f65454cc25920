import { setTimeout as sleep } from 'node:timers/promises';
import type { Primitives } from '../../protocol/primitives.ts';
import type { ReceiptFile } from '../../protocol/receiptFile.ts';
import { verdict } from '../../protocol/typedData.ts';
import type { HeldFiles } from '../../services/audit/heldFiles.ts';
import type { Chain } from '../../services/chain/chain.ts';
import { buildRefundAnswer, type DisputeSubject } from '../../services/chain/dispute.ts';
import { readAnswerBond, readDisputes, readOpenedDisputes, readResponseSeconds, readUnpledged, type DisputeView } from '../../services/chain/disputeReads.ts';
import type { TransactionIntent } from '../../services/chain/transactionTypes.ts';
import { decideGuard, turnOf } from '../../services/jobs/decideGuard.ts';
import { mayReplayWait } from '../../services/jobs/decideDefence.ts';
import type { RunnerModel } from '../../services/jobs/runner.ts';
import type { Judgement } from '../../services/practice/judgeAudit.ts';
import { isHearthError } from '../../shared/errors.ts';
import { sameAddress, type Hex } from '../../shared/units.ts';
import { createDefence, isPostable, type DisputedJob } from './defence.ts';
import type { Launch } from './deviceSide.ts';
import type { Pulse } from './pulse.ts';

export type GuardSideDependencies = {
  readonly primitives: Primitives;
  readonly chain: Chain;
  readonly send: (intent: TransactionIntent) => Promise<unknown>;
  readonly node: string;
  readonly models: ReadonlyMap<string, RunnerModel>;
  readonly launch: Launch;
  readonly held: HeldFiles;
  /** The file of a disputed receipt from its node or client, where this node sits on its committee. @throws audit.notServed, network.* */
  readonly fetchFile: (of: { readonly receiptHash: string; readonly provider: string }) => Promise<ReceiptFile>;
  /** What an audit here says of it. @throws job.busy, model.unknown, worker.* */
  readonly judge: (file: ReceiptFile) => Promise<Judgement>;
  /** No job waits and no rule of the owner stops the machine. */
  readonly isFree: () => boolean;
  readonly news: Pulse;
  readonly nowMs: () => number;
  readonly log: (line: string) => void;
  readonly onProblem: (error: unknown, where: string) => void;
};

export type GuardSide = { run(signal: AbortSignal): Promise<void> };

/** A chain takes back less than this. */
const reorgBlocks = 64;
/** So many looks in the time there is for an answer, for new disputes and at each that is known. */
const looks = 60;
const lookMs = { least: 1000, most: 60_000 };
const lookEvery = (answerSeconds: number): number => Math.min(lookMs.most, Math.max(lookMs.least, (1000 * answerSeconds) / looks));

type Watched = { readonly subject: DisputeSubject; nextLookMs: number; lookEveryMs: number; heardSeconds: number; isAccepted: boolean; /** Why it is not answered from here; null: it may be. */ refusal: string | null };

/**
 * Answers disputes about receipts of other nodes, by this node's stake, when their own machines say nothing: where it holds the evidence, has the model, and would accept the receipt as a verifier.
 * Half of the challenger's bond is its pay.
 *
 * @effects chain: gas, stake pledged
 * @source docs/protocol/court.md section 4, docs/decisions/0042
 */
export function createGuardSide(dependencies: GuardSideDependencies): GuardSide {
  const { primitives: p, chain, node, held, send, log, nowMs } = dependencies;
  const { deployment } = chain;
  const defence = createDefence({ ...dependencies, cheatOf: () => null });
  const watched = new Map<Hex, Watched>();
  let readTo = -1;
  /** Whatever is told of blocks in between: half of the time to answer passes before anybody has to. */
  let hearing: { readonly everyMs: number; readonly atMs: number; readonly news: number } | null = null;

  /** New disputes of others about models that are here. */
  async function hear(signal: AbortSignal): Promise<void> {
    if (hearing && nowMs() < hearing.atMs + hearing.everyMs) return;
    const news = dependencies.news.count();
    const everyMs = hearing?.everyMs ?? lookEvery(await readResponseSeconds(chain));
    const head = (await chain.readBlock('latest', signal))!;
    const from = readTo < 0 ? deployment.startBlock : Math.max(deployment.startBlock, Math.min(readTo, head.number) - reorgBlocks);
    for (const { disputeId, subject } of await readOpenedDisputes(chain, from, signal)) {
      if (watched.has(disputeId) || sameAddress(subject.accused, node) || sameAddress(subject.challenger, node) || !dependencies.models.has(subject.modelId)) continue;
      watched.set(disputeId, { subject, nextLookMs: 0, lookEveryMs: lookMs.least, heardSeconds: head.timeSeconds, isAccepted: false, refusal: null });
    }
    readTo = head.number;
    hearing = { everyMs, atMs: nowMs(), news };
  }

  function refuse(disputeId: Hex, one: Watched, reason: string): void {
    one.refusal = reason;
    log(`dispute ${disputeId} of ${one.subject.accused}'s receipt is not answered from here: ${reason}`);
  }

  /** Whether this node would accept the receipt: only then does it stand for it. */
  async function accepts(disputeId: Hex, one: Watched, file: ReceiptFile): Promise<boolean> {
    if (one.isAccepted) return true;
    try {
      const judgement = await dependencies.judge(file);
      one.isAccepted = judgement.verdict === verdict.accept;
      if (!one.isAccepted) refuse(disputeId, one, `an audit here rejects it (${judgement.reason})`);
    } catch (error) {
      if (isHearthError(error, 'job.busy') || isHearthError(error, 'worker.lost') || isHearthError(error, 'bridge.closed')) return false;
      if (!isHearthError(error)) throw error;
      refuse(disputeId, one, error.message);
    }
    return one.isAccepted;
  }

  async function findFile({ subject }: Watched): Promise<ReceiptFile | null> {
    const kept = held.read(subject.receiptHash);
    if (kept) return kept;
    try {
      const file = await dependencies.fetchFile({ receiptHash: subject.receiptHash, provider: subject.accused });
      // What is answered must be defended to the end, whoever is away by then.
      held.hold(subject.receiptHash, file);
      return file;
    } catch (error) {
      // Asked for again at the next look: only members of the receipt's committee get it, and only while somebody is there who has it.
      if (isHearthError(error, 'audit.notServed') || isHearthError(error, 'network.unreachable') || isHearthError(error, 'network.malformed') || isHearthError(error, 'signer.unavailable')) return null;
      throw error;
    }
  }

  async function answer(dispute: DisputeView, one: Watched, nowSeconds: number): Promise<void> {
    const { disputeId, subject } = dispute;
    if (one.refusal !== null || !dependencies.isFree()) return;
    if ((await readUnpledged(chain, node)) < (await readAnswerBond(chain, subject))) return;
    const file = await findFile(one);
    if (!file || !(await accepts(disputeId, one, file))) return;
    const own = await defence.replay(dispute, jobOf(file));
    if (!isPostable(own)) return refuse(disputeId, one, 'its list of sketches does not fit into a transaction, so an answer could be made to fall');
    // The replay took its time: it may be answered by now.
    const [fresh] = await readDisputes(chain, { disputeId }, deployment.startBlock);
    if (!fresh || decideGuard(fresh, { node, turn: 0, ownRoot: own.traceRoot, nowSeconds }) !== 'answer') return;
    log(`dispute ${disputeId}: nobody answers for ${subject.accused}, whose receipt is accepted here`);
    await defence.step(fresh, jobOf(file), nowSeconds, { isStaked: true, mayReplay: () => true });
  }

  async function defend(dispute: DisputeView, one: Watched, nowSeconds: number): Promise<void> {
    const file = held.read(one.subject.receiptHash);
    if (file) await defence.step(dispute, jobOf(file), nowSeconds, { isStaked: true, mayReplay: (untilSeconds) => !mayReplayWait(!dependencies.isFree(), one.heardSeconds, untilSeconds, nowSeconds) });
    await defence.endQuestions(dispute, nowSeconds);
  }

  /** Takes one dispute a step further; gives whether it is over for good. */
  async function look(disputeId: Hex, one: Watched): Promise<boolean> {
    const [dispute] = await readDisputes(chain, { disputeId }, deployment.startBlock);
    // The chain took its opening back.
    if (!dispute) return true;
    one.lookEveryMs = lookEvery(dispute.answerUntilSeconds - Number(one.subject.openedAtSeconds));
    const { timeSeconds } = (await chain.readBlock('latest'))!;
    const move = decideGuard(dispute, { node, turn: turnOf(p, node, disputeId), ownRoot: defence.replayOf(disputeId)?.traceRoot ?? null, nowSeconds: timeSeconds });
    if (move === 'answer') await answer(dispute, one, timeSeconds);
    else if (move === 'defend') await defend(dispute, one, timeSeconds);
    else if (move === 'release') {
      const ours = dispute.answers.find(({ by, isStaked }) => isStaked && sameAddress(by, node))!;
      await send({ ...buildRefundAnswer(deployment, dispute.subject, ours.traceRoot), id: `refund ${disputeId}` });
      log(`dispute ${disputeId} is over (${dispute.outcome}): the stake behind its answer is free again`);
    }
    return move === 'over';
  }

  async function round(signal: AbortSignal): Promise<void> {
    await hear(signal);
    for (const [disputeId, one] of watched) {
      signal.throwIfAborted();
      if (nowMs() < one.nextLookMs) continue;
      try {
        if (await look(disputeId, one)) {
          watched.delete(disputeId);
          defence.forget(disputeId);
        }
      } catch (error) {
        if (signal.aborted || isHearthError(error, 'chain.unreachable')) throw error;
        // Refused by the contract: somebody was faster, or too late. The chain is read again and decides.
        dependencies.onProblem(error, `dispute ${disputeId}`);
      }
      one.nextLookMs = nowMs() + one.lookEveryMs;
    }
  }

  return {
    async run(signal) {
      while (!signal.aborted) {
        try {
          await round(signal);
          if (watched.size === 0) await dependencies.news.waitBeyond(hearing!.news, signal);
          const nextMs = Math.min(hearing!.atMs + hearing!.everyMs, ...[...watched.values()].map(({ nextLookMs }) => nextLookMs));
          await sleep(Math.max(lookMs.least, nextMs - nowMs()), undefined, { signal });
        } catch (error) {
          if (signal.aborted) return;
          // The chain's absence is told by whoever watches the payments.
          if (!isHearthError(error, 'chain.unreachable')) dependencies.onProblem(error, 'guarding');
          await sleep(lookMs.least, undefined, { signal }).catch(() => {});
        }
      }
    },
  };
}

const jobOf = ({ order, bundle, receipt }: ReceiptFile): DisputedJob => ({ order, bundle, stopReason: receipt.io.stopReason });
