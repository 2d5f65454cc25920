import { dueOfQuestion, type DisputeSummary } from '../../shared/disputes.ts';
import type { Hex } from '../../shared/units.ts';
import type { DisputeAnswer, DisputeView } from '../chain/disputeReads.ts';
import type { DisputeQuestion } from '../chain/questionReads.ts';

/** What is known here of a dispute: the root of our own replay, once it was made. */
export type DefenceFacts = { readonly traceRoot: Hex | null };

export type DefenceMove =
  | { readonly act: 'wait' }
  /** A canonical replay is needed before anything can be said. */
  | { readonly act: 'replay'; readonly untilSeconds: number }
  | { readonly act: 'answer'; readonly untilSeconds: number }
  | { readonly act: 'postList'; readonly answer: DisputeAnswer }
  | { readonly act: 'openElement'; readonly answer: DisputeAnswer; readonly rule: 'dot' | 'move' }
  | { readonly act: 'expireAnswer'; readonly answer: DisputeAnswer };

/** What anyone may do for a question that a dispute asks. */
export type QuestionMove =
  | { readonly act: 'startQuestion' | 'closeStage'; readonly question: DisputeQuestion }
  | { readonly act: 'settleLeaf'; readonly answer: DisputeAnswer }
  | { readonly act: 'settleRows' };

/** What the questions of a dispute need next; null where they need time. Pure. */
export function decideQuestions(questions: readonly DisputeQuestion[], nowSeconds: number): QuestionMove | null {
  for (const question of questions) {
    const due = dueOfQuestion(question.view, nowSeconds);
    if (due === 'settle') return question.answer ? { act: 'settleLeaf', answer: question.answer } : { act: 'settleRows' };
    if (due) return { act: due, question };
  }
  return null;
}

/** An act this close to a deadline may be mined after it: it is not worth its gas. */
const marginSeconds = 2;

/**
 * What the accused has to do next about one dispute. Pure: the chain's state decides, so it is the same after a crash. Every answer with our own root is defended, whoever gave it.
 *
 * @param nowSeconds  time of the newest block
 * @source docs/protocol/court.md section 4
 */
export function decideDefence(dispute: DisputeView, { traceRoot }: DefenceFacts, nowSeconds: number): DefenceMove {
  if (dispute.state !== 'open') return { act: 'wait' };
  const mayAnswer = nowSeconds + marginSeconds <= dispute.answerUntilSeconds;
  if (traceRoot === null) {
    const untilSeconds = mayAnswer ? dispute.answerUntilSeconds : Math.max(0, ...dispute.answers.map((answer) => answer.untilSeconds));
    return untilSeconds > nowSeconds || dispute.answers.some(({ phase }) => phase === 'answered') ? { act: 'replay', untilSeconds } : { act: 'wait' };
  }
  const own = dispute.answers.find((answer) => answer.traceRoot === traceRoot);
  if (!own) return mayAnswer ? { act: 'answer', untilSeconds: dispute.answerUntilSeconds } : { act: 'wait' };
  const isInTime = nowSeconds + marginSeconds <= own.untilSeconds;
  if (own.phase === 'listDemanded' && isInTime) return { act: 'postList', answer: own };
  if (own.phase === 'named' && isInTime && own.named && own.named.rule !== 'committee') return { act: 'openElement', answer: own, rule: own.named.rule };
  // The challenger named nothing more in time: the answer stands, and its bond is shared.
  if (own.phase === 'answered' && nowSeconds > own.untilSeconds) return { act: 'expireAnswer', answer: own };
  return { act: 'wait' };
}

/**
 * Whether a replay may wait a little longer for the job that runs: a quarter of the time left is given to work, the rest is for the dispute.
 * @param heardSeconds  when the duty was first heard of
 */
export const mayReplayWait = (isBusy: boolean, heardSeconds: number, untilSeconds: number, nowSeconds: number): boolean => isBusy && nowSeconds < heardSeconds + (untilSeconds - heardSeconds) / 4;

/** A dispute as it is shown. @param me  addresses of this machine, lower case */
export function summarizeDispute(dispute: DisputeView, jobId: string | null, me: { readonly node: string; readonly accounts: ReadonlySet<string> }): DisputeSummary {
  const { subject, state, answers } = dispute;
  return {
    disputeId: dispute.disputeId, jobId: jobId as Hex | null, receiptHash: subject.receiptHash, accused: subject.accused, challenger: subject.challenger,
    isAboutHere: subject.accused.toLowerCase() === me.node, isOpenedHere: me.accounts.has(subject.challenger.toLowerCase()), isAnsweredHere: answers.some(({ by, isOwn }) => !isOwn && by.toLowerCase() === me.node), state: state === 'none' ? 'closed' : state, outcome: dispute.outcome, bondWei: subject.bondWei,
    slashedWei: dispute.slashedWei, openedAtSeconds: Number(subject.openedAtSeconds), deadlineSeconds: deadlineOf(dispute),
    answers: answers.map(({ by, isOwn, phase, tries, named }) => ({ by, isOwn, phase, tries, node: named?.node ?? null })), openedTx: dispute.openedTx, closedTx: dispute.closedTx,
  };
}

function deadlineOf({ state, answers, answerUntilSeconds }: DisputeView): number | null {
  if (state !== 'open') return null;
  const running = answers.filter(({ phase }) => phase === 'answered' || phase === 'listDemanded' || phase === 'named').map(({ untilSeconds }) => untilSeconds);
  return running.length > 0 ? Math.min(...running) : answerUntilSeconds;
}

/** For what the node lost its stake: its own answer was proven false, or nobody answered for it. */
export const disputeFault = ({ answers, subject }: DisputeView): 'dispute' | 'silence' =>
  answers.some(({ isOwn, phase, traceRoot }) => isOwn && (phase === 'fallen' || phase === 'stood' || traceRoot === subject.traceRoot)) ? 'dispute' : 'silence';
