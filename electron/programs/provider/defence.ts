import { z } from 'zod';
import { bundleShape, type Bundle } from '../../protocol/bundle.ts';
import { fromHex, toHex } from '../../protocol/bytes.ts';
import type { Primitives } from '../../protocol/primitives.ts';
import { gameKey } from '../../protocol/trace.ts';
import type { JobOrder } from '../../protocol/typedData.ts';
import type { Call } from '../../services/chain/calls.ts';
import type { Chain } from '../../services/chain/chain.ts';
import { buildAnswerByStake, buildAnswerDispute, buildCloseStage, buildExpireAnswer, buildOpenElement, buildPostList, buildSettleLeaf, buildSettleRows, buildStartQuestion } from '../../services/chain/dispute.ts';
import type { DisputeView } from '../../services/chain/disputeReads.ts';
import { readQuestionsOf } from '../../services/chain/questionReads.ts';
import type { TransactionIntent } from '../../services/chain/transactionTypes.ts';
import { decideDefence, decideQuestions, type DefenceMove, type QuestionMove } from '../../services/jobs/decideDefence.ts';
import type { RunnerModel } from '../../services/jobs/runner.ts';
import { HearthError } from '../../shared/errors.ts';
import type { Hex } from '../../shared/units.ts';
import type { ReplayAnswer } from '../../shared/workerBridge.ts';
import type { Launch } from './deviceSide.ts';

/** How long the other side is left to act for a question that anyone may act for. */
const questionPatienceSeconds = 30;
/** What fits into one transaction of a public chain, with room for the rest of the call. A list above it could not be posted, and its answer would fall. */
const listLimitBytes = 120_000;

export type DefenceDependencies = {
  readonly primitives: Primitives;
  readonly chain: Chain;
  readonly send: (intent: TransactionIntent) => Promise<unknown>;
  readonly models: ReadonlyMap<string, RunnerModel>;
  /** A worker of its own for the replay: the owner's rules stop jobs, but whoever is silent in a dispute of its own loses stake. */
  readonly launch: Launch;
  /** The other weights that a node which cheats on purpose replays with; null: the model's own. */
  readonly cheatOf: (model: RunnerModel) => RunnerModel['cheat'] | null;
  readonly log: (line: string) => void;
};

/** The job of a disputed receipt, as it is replayed. */
export type DisputedJob = { readonly order: JobOrder; readonly bundle: Bundle; readonly stopReason: number };
/** A canonical replay under the dispute's key. */
export type OwnReplay = { readonly traceRoot: Hex; readonly list: Uint8Array };

export type Defence = {
  /** The replay of this dispute; null before there is one. */
  replayOf(disputeId: string): OwnReplay | null;
  /** Replays the job, once per dispute. @throws model.unknown, worker.* */
  replay(dispute: DisputeView, job: DisputedJob): Promise<OwnReplay>;
  /**
   * What is due for an answer with our own root, sent. Nothing is kept on disk but the signed transactions: the chain knows how far a dispute is, and the same job replays to the same root.
   *
   * @param options.isStaked   the answer is for another node, by this one's stake
   * @param options.mayReplay  whether a replay may begin now
   * @throws chain.reverted  somebody was faster, or it is too late
   * @effects chain: gas, and stake pledged
   */
  step(dispute: DisputeView, job: DisputedJob, nowSeconds: number, options: { readonly isStaked: boolean; readonly mayReplay: (untilSeconds: number) => boolean }): Promise<void>;
  /** Draws, closes and settles what the dispute asked a committee, when the challenger does not: one that would lose has no reason to. */
  endQuestions(dispute: DisputeView, nowSeconds: number): Promise<void>;
  forget(disputeId: string): void;
};

/** The side of whoever answers, for itself or for another node. @source docs/protocol/court.md section 4 */
export function createDefence({ primitives: p, chain, send, models, launch, cheatOf, log }: DefenceDependencies): Defence {
  const { deployment } = chain;
  const replays = new Map<string, OwnReplay>();
  /** Since when something is due for a question, by what. */
  const due = new Map<string, number>();

  /** One run of the job in a worker of its own, which ends with it. */
  async function run({ order, bundle, stopReason }: DisputedJob, wish: { readonly sketchKey: Hex | null; readonly open: { readonly rule: 'dot' | 'move'; readonly node: number; readonly element: number } | null }): Promise<ReplayAnswer> {
    const model = models.get(order.modelId);
    if (!model) throw new HearthError('model.unknown', { modelId: order.modelId });
    const cheat = cheatOf(model);
    const worker = await launch();
    try {
      const answer = worker.client.ask('replay', {
        folder: model.folder, modelId: order.modelId as Hex, jobId: order.jobId as Hex, provider: order.provider as Hex, bundle: z.encode(bundleShape, bundle) as unknown, stopReason, measures: false, against: null, ...wish,
        ...(cheat ? { cheat } : {}),
      });
      answer.catch(() => {});
      return await Promise.race([answer, worker.gone.then((signal) => Promise.reject(new HearthError('worker.lost', { signal })))]);
    } finally {
      await worker.kill('its replay for a dispute is over');
    }
  }

  async function replay({ disputeId }: DisputeView, job: DisputedJob): Promise<OwnReplay> {
    const known = replays.get(disputeId);
    if (known) return known;
    const { traceRoot, list, computeMs } = await run(job, { sketchKey: toHex(gameKey(p, fromHex(disputeId))), open: null });
    const own = { traceRoot: traceRoot as Hex, list };
    replays.set(disputeId, own);
    log(`dispute ${disputeId}: job ${job.order.jobId} replayed in ${Math.round(computeMs)} ms, trace root ${traceRoot}`);
    return own;
  }

  async function buildAnswer({ subject }: DisputeView, move: Exclude<DefenceMove, { act: 'wait' | 'replay' }>, job: DisputedJob, own: OwnReplay, isStaked: boolean): Promise<Call> {
    switch (move.act) {
      case 'answer': return (isStaked ? buildAnswerByStake : buildAnswerDispute)(deployment, subject, own.traceRoot, toHex(p.sha256(own.list)));
      case 'postList': return buildPostList(deployment, subject, own.traceRoot, own.list);
      case 'expireAnswer': return buildExpireAnswer(deployment, subject, own.traceRoot);
      case 'openElement': {
        const named = move.answer.named!;
        const { opening } = await run(job, { sketchKey: null, open: { rule: move.rule, node: named.node, element: named.element } });
        return buildOpenElement(deployment, subject, own.traceRoot, opening!);
      }
    }
  }

  const step: Defence['step'] = async (dispute, job, nowSeconds, options) => {
    const { disputeId } = dispute;
    const known = replays.get(disputeId) ?? null;
    const move = decideDefence(dispute, { traceRoot: known?.traceRoot ?? null }, nowSeconds);
    if (move.act === 'wait') return;
    if (move.act === 'replay') {
      if (!options.mayReplay(move.untilSeconds)) return;
      await replay(dispute, job);
      return step(dispute, job, nowSeconds, options);
    }
    const call = await buildAnswer(dispute, move, job, known!, options.isStaked);
    await send({ ...call, id: `${move.act} ${disputeId} ${'answer' in move ? move.answer.tries : 0}` });
    log(`dispute ${disputeId}: ${move.act} sent`);
  };

  return {
    replayOf: (disputeId) => replays.get(disputeId) ?? null,
    replay, step,
    async endQuestions(dispute, nowSeconds) {
      const move = decideQuestions(await readQuestionsOf(chain, dispute), nowSeconds);
      if (!move) return;
      const key = `${move.act} ${dispute.disputeId} ${dispute.answers.map(({ tries }) => tries).join('.')}`;
      const since = due.get(key) ?? nowSeconds;
      due.set(key, since);
      if (nowSeconds < since + questionPatienceSeconds) return;
      // The round that draws the committee may not be stored yet, and then the contract says so: it is asked again after as long.
      due.set(key, nowSeconds);
      await send({ ...buildQuestionMove(dispute, move), id: key });
      log(`dispute ${dispute.disputeId}: ${move.act} sent`);
    },
    forget: (disputeId) => void replays.delete(disputeId),
  };

  function buildQuestionMove({ subject }: DisputeView, move: QuestionMove): Call {
    switch (move.act) {
      case 'startQuestion': return buildStartQuestion(deployment, move.question.question);
      case 'closeStage': return buildCloseStage(deployment, move.question.question);
      case 'settleLeaf': return buildSettleLeaf(deployment, subject, move.answer.traceRoot);
      case 'settleRows': return buildSettleRows(deployment, subject);
    }
  }
}

/** Whether a list can be posted when it is demanded. */
export const isPostable = ({ list }: OwnReplay): boolean => list.length <= listLimitBytes;
