import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { bundleShape } from '../../protocol/bundle.ts';
import { fromHex, toHex } from '../../protocol/bytes.ts';
import type { Primitives } from '../../protocol/primitives.ts';
import { gameKey } from '../../protocol/trace.ts';
import type { Call } from '../../services/chain/calls.ts';
import type { Chain } from '../../services/chain/chain.ts';
import { buildAnswerDispute, buildCloseStage, buildExpireAnswer, buildOpenElement, buildPostList, buildSettleLeaf, buildSettleRows, buildStartQuestion } from '../../services/chain/dispute.ts';
import { readDisputes, type DisputeView } from '../../services/chain/disputeReads.ts';
import { readQuestionsOf } from '../../services/chain/questionReads.ts';
import type { TransactionIntent } from '../../services/chain/transactionTypes.ts';
import { decideDefence, decideQuestions, mayReplayWait, summarizeDispute, type DefenceMove, type QuestionMove } from '../../services/jobs/decideDefence.ts';
import type { Job } from '../../services/jobs/job.ts';
import type { Journal } from '../../services/jobs/journal.ts';
import type { RunnerModel } from '../../services/jobs/runner.ts';
import type { DisputeSummary } from '../../shared/disputes.ts';
import { HearthError, isHearthError } from '../../shared/errors.ts';
import { sameAddress, type Hex } from '../../shared/units.ts';
import type { ReplayAnswer } from '../../shared/workerBridge.ts';
import type { Launch } from './deviceSide.ts';
import type { RaiseNotice } from './noticeSide.ts';
import type { Pulse } from './pulse.ts';

/** Newest jobs among which the job of a dispute is looked for. */
const jobsSearched = 500;
/** How long the challenger is left to act for a question that anyone may act for. */
const questionPatienceSeconds = 30;
/** While a dispute of ours is open its deadlines are looked at this often; they pass without a block that says so. */
const openEveryMs = 1000;

export type DisputeSideDependencies = {
  readonly primitives: Primitives;
  readonly chain: Chain;
  readonly send: (intent: TransactionIntent) => Promise<unknown>;
  readonly journal: Journal;
  readonly node: string;
  readonly models: ReadonlyMap<string, RunnerModel>;
  /** A worker of its own for the replay: the owner's rules stop jobs, but a node that is silent here loses stake. */
  readonly launch: Launch;
  readonly isBusy: () => boolean;
  /** The chain accounts of this machine besides the node's own. */
  readonly readAccounts: () => Promise<readonly string[]>;
  /** Only a node that cheats on purpose says nothing. */
  readonly isSilent: boolean;
  /** Only a node that cheats on purpose computes with other weights and replays with the true ones. */
  readonly isDenying?: boolean;
  /** Beats when a block has something to say. */
  readonly news: Pulse;
  readonly onDisputed: (dispute: DisputeSummary) => void;
  readonly onEnded: (dispute: DisputeSummary) => void;
  readonly log: (line: string) => void;
  readonly onProblem: (error: unknown, where: string) => void;
};

export type DisputeSide = {
  /** The newest known dispute about a job of this node. */
  ofJob(jobId: string): DisputeSummary | null;
  /** Every dispute of the network, as the chain has it now. @throws chain.* */
  readAll(): Promise<DisputeSummary[]>;
  run(signal: AbortSignal): Promise<void>;
};

/**
 * Answers disputes about this node's receipts: from its journal and a canonical replay, inside the window, by the node key. Nothing is kept on disk but the signed transactions:
 * the chain knows how far a dispute is, and the same job replays to the same root.
 *
 * @source docs/protocol/court.md section 4
 */
export function createDisputeSide(dependencies: DisputeSideDependencies): DisputeSide {
  const { primitives: p, chain, journal, node, log } = dependencies;
  const { deployment } = chain;
  /** By dispute: our replay, and when the duty was heard of. */
  const replays = new Map<string, { readonly traceRoot: Hex; readonly list: Uint8Array }>();
  const heard = new Map<string, number>();
  const jobIds = new Map<string, string | null>();
  const shown = new Map<string, DisputeSummary>();
  const undefendable = new Set<string>();
  /** Since when something is due for a question, by what. */
  const due = new Map<string, number>();

  const jobOf = (receiptHash: string): Job | null => {
    const known = jobIds.get(receiptHash);
    if (known) return journal.read(known);
    const listed = [...journal.live(), ...journal.list({ stage: 'all', search: '', limit: jobsSearched, beforeMs: null }).jobs];
    const job = listed.find(({ signed }) => signed?.receiptHash === receiptHash) ?? null;
    jobIds.set(receiptHash, job?.jobId ?? null);
    return job;
  };
  const readMe = async () => ({ node: node.toLowerCase(), accounts: new Set([node, ...(await dependencies.readAccounts())].map((account) => account.toLowerCase())) });
  const summarize = (dispute: DisputeView, me: Awaited<ReturnType<typeof readMe>>): DisputeSummary =>
    summarizeDispute(dispute, sameAddress(dispute.subject.accused, node) ? (jobOf(dispute.subject.receiptHash)?.jobId ?? null) : null, me);

  /** One run of the job in a worker of its own, which ends with it. */
  async function replay(job: Job, wish: { readonly sketchKey: Hex | null; readonly open: { readonly rule: 'dot' | 'move'; readonly node: number; readonly element: number } | null }): Promise<ReplayAnswer> {
    const { order } = job.request;
    const model = dependencies.models.get(order.modelId);
    if (!model || !job.result) throw new HearthError('model.unknown', { modelId: order.modelId });
    const worker = await dependencies.launch();
    try {
      const answer = worker.client.ask('replay', {
        folder: model.folder, modelId: order.modelId as Hex, jobId: job.jobId as Hex, provider: order.provider as Hex, bundle: z.encode(bundleShape, job.result.bundle) as unknown,
        stopReason: job.result.receipt.io.stopReason, measures: false, against: null, ...wish, ...(model.cheat && dependencies.isDenying !== true ? { cheat: model.cheat } : {}),
      });
      answer.catch(() => {});
      return await Promise.race([answer, worker.gone.then((signal) => Promise.reject(new HearthError('worker.lost', { signal })))]);
    } finally {
      await worker.kill();
    }
  }

  async function defend(dispute: DisputeView, nowSeconds: number): Promise<void> {
    const { disputeId, subject } = dispute;
    const known = replays.get(disputeId) ?? null;
    const move = decideDefence(dispute, { traceRoot: known?.traceRoot ?? null }, nowSeconds);
    if (move.act === 'wait') return;
    const job = jobOf(subject.receiptHash);
    if (!job?.result) return giveUp(disputeId, 'its job is not in the journal any more');
    const sketchKey = toHex(gameKey(p, fromHex(disputeId)));
    if (move.act === 'replay') {
      if (mayReplayWait(dependencies.isBusy(), heard.get(disputeId)!, move.untilSeconds, nowSeconds)) return;
      const { traceRoot, list, computeMs } = await replay(job, { sketchKey, open: null });
      replays.set(disputeId, { traceRoot: traceRoot as Hex, list });
      log(`dispute ${disputeId}: job ${job.jobId} replayed in ${Math.round(computeMs)} ms, trace root ${traceRoot}`);
      return defend(dispute, nowSeconds);
    }
    const call = await buildAnswer(dispute, move, job, known!);
    await dependencies.send({ ...call, id: `${move.act} ${disputeId} ${'answer' in move ? move.answer.tries : 0}` });
    log(`dispute ${disputeId}: ${move.act} sent`);
  }

  /** The challenger sees to the questions of its dispute. One that does not, because it would lose, must not keep this node's stake and bond waiting. */
  async function endQuestions(dispute: DisputeView, nowSeconds: number): Promise<void> {
    const move = decideQuestions(await readQuestionsOf(chain, dispute), nowSeconds);
    if (!move) return;
    const key = `${move.act} ${dispute.disputeId} ${dispute.answers.map(({ tries }) => tries).join('.')}`;
    const since = due.get(key) ?? nowSeconds;
    due.set(key, since);
    if (nowSeconds < since + questionPatienceSeconds) return;
    // The round that draws the committee may not be stored yet, and then the contract says so: it is asked again after as long.
    due.set(key, nowSeconds);
    await dependencies.send({ ...buildQuestionMove(dispute, move), id: key });
    log(`dispute ${dispute.disputeId}: ${move.act} sent`);
  }

  function buildQuestionMove({ subject }: DisputeView, move: QuestionMove): Call {
    switch (move.act) {
      case 'startQuestion': return buildStartQuestion(deployment, move.question.question);
      case 'closeStage': return buildCloseStage(deployment, move.question.question);
      case 'settleLeaf': return buildSettleLeaf(deployment, subject, move.answer.traceRoot);
      case 'settleRows': return buildSettleRows(deployment, subject);
    }
  }

  async function buildAnswer({ subject }: DisputeView, move: Exclude<DefenceMove, { act: 'wait' | 'replay' }>, job: Job, own: { readonly traceRoot: Hex; readonly list: Uint8Array }): Promise<Call> {
    switch (move.act) {
      case 'answer': return buildAnswerDispute(deployment, subject, own.traceRoot, toHex(p.sha256(own.list)));
      case 'postList': return buildPostList(deployment, subject, own.traceRoot, own.list);
      case 'expireAnswer': return buildExpireAnswer(deployment, subject, own.traceRoot);
      case 'openElement': {
        const named = move.answer.named!;
        const { opening } = await replay(job, { sketchKey: null, open: { rule: move.rule, node: named.node, element: named.element } });
        return buildOpenElement(deployment, subject, own.traceRoot, opening!);
      }
    }
  }

  function giveUp(disputeId: string, reason: string): void {
    if (!undefendable.has(disputeId)) log(`dispute ${disputeId} cannot be answered from here: ${reason}; anyone else may answer it (hearth dispute answer)`);
    undefendable.add(disputeId);
  }

  function tell(dispute: DisputeView, me: Awaited<ReturnType<typeof readMe>>): void {
    const summary = summarize(dispute, me);
    const before = shown.get(dispute.disputeId);
    shown.set(dispute.disputeId, summary);
    if (summary.state !== 'closed' && !before) dependencies.onDisputed(summary);
    if (summary.state === 'closed' && before && before.state !== 'closed') dependencies.onEnded(summary);
  }

  /** Gives whether one of ours is open. */
  async function round(signal: AbortSignal): Promise<boolean> {
    const disputes = await readDisputes(chain, { accused: node }, deployment.startBlock, signal);
    const there = new Set<string>(disputes.map(({ disputeId }) => disputeId));
    for (const disputeId of shown.keys()) if (!there.has(disputeId)) shown.delete(disputeId);
    const nowSeconds = (await chain.readBlock('latest', signal))!.timeSeconds;
    // A signer that is away must not keep the node from answering in time.
    const me = await readMe().catch(() => ({ node: node.toLowerCase(), accounts: new Set([node.toLowerCase()]) }));
    for (const dispute of disputes) {
      tell(dispute, me);
      if (dispute.state === 'closed') replays.delete(dispute.disputeId);
      if (!heard.has(dispute.disputeId)) heard.set(dispute.disputeId, nowSeconds);
      if (dependencies.isSilent) continue;
      await defend(dispute, nowSeconds).then(() => endQuestions(dispute, nowSeconds)).catch((error: unknown) => {
        if (signal.aborted || isHearthError(error, 'chain.unreachable')) throw error;
        // Refused by the contract: somebody was faster, or too late. The chain is read again and decides.
        dependencies.onProblem(error, `dispute ${dispute.disputeId}`);
      });
    }
    return disputes.some(({ state }) => state !== 'closed');
  }

  return {
    ofJob: (jobId) => [...shown.values()].findLast((dispute) => dispute.jobId === jobId) ?? null,
    async readAll() {
      const me = await readMe();
      return (await readDisputes(chain, {}, deployment.startBlock)).map((dispute) => summarize(dispute, me));
    },
    async run(signal) {
      while (!signal.aborted) {
        const heardNews = dependencies.news.count();
        try {
          if (await round(signal)) await sleep(openEveryMs, undefined, { signal });
          else await dependencies.news.waitBeyond(heardNews, signal);
        } catch (error) {
          if (signal.aborted) return;
          // The chain's absence is told by whoever watches the payments.
          if (!isHearthError(error, 'chain.unreachable')) dependencies.onProblem(error, 'disputes');
          await sleep(openEveryMs, undefined, { signal }).catch(() => {});
        }
      }
    },
  };
}

/** What the owner hears of disputes. */
export const tellDisputes = (raise: RaiseNotice, log: (line: string) => void): Pick<DisputeSideDependencies, 'onDisputed' | 'onEnded'> => ({
  onDisputed({ disputeId, jobId, challenger, bondWei }) {
    log(`job ${jobId ?? 'unknown'} is disputed by ${challenger} with a bond of ${bondWei} wei: ${disputeId}`);
    raise('disputed', { jobId, disputeId, challenger });
  },
  onEnded({ disputeId, jobId, outcome, slashedWei }) {
    log(`dispute ${disputeId} about job ${jobId ?? 'unknown'} is over: ${outcome}, ${slashedWei} wei of stake are gone`);
    raise('disputeEnded', { jobId, disputeId, outcome });
  },
});
