import { z } from 'zod';
import { receiptFileShape } from '../../protocol/receiptFile.ts';
import { dueOfQuestion } from '../../shared/disputes.ts';
import type { NamedNode } from '../../shared/openings.ts';
import { addressShape, bytes32Shape, safeUintShape, textShape, uint32Shape, weiShape } from '../../shared/units.ts';
import type { DisputeAnswer, DisputeView } from '../chain/disputeReads.ts';
import type { DisputeQuestion } from '../chain/questionReads.ts';
import type { QuestionMove } from '../jobs/decideDefence.ts';

const placeShape = z.strictObject({
  batch: safeUintShape, header: z.strictObject({ root: bytes32Shape, count: uint32Shape, valueWei: weiShape, anchoredAtSeconds: safeUintShape }), index: uint32Shape, proof: z.array(bytes32Shape).max(64),
});

/**
 * A receipt on its way through a bonded dispute. found: to be replayed; ready: everything the opening needs is here, and it may have been sent; open: the chain has it; done: won,
 * the stake is taken and the job void; lost, unproven: it has ended so; dropped: never opened, and why.
 */
export const challengeShape = z.strictObject({
  state: z.enum(['found', 'ready', 'open', 'done', 'lost', 'unproven', 'dropped']),
  file: receiptFileShape,
  /** What is wrong, as in a vote: kind and chunk of our own replay's verdict. 0 before it. */
  kind: z.number().int().min(0).max(255), chunk: uint32Shape,
  /** In words of the replay. */
  reason: textShape(300),
  challenger: addressShape.nullable(),
  traceRoot: bytes32Shape.nullable(),
  place: placeShape.nullable(),
  disputeId: bytes32Shape.nullable(),
  bondWei: weiShape, slashedWei: weiShape,
  /** Gas paid, in the chain's own currency. */
  feeWei: weiShape,
});
export type Challenge = z.output<typeof challengeShape>;

export type ChallengeMove =
  | { readonly act: 'wait' }
  | { readonly act: 'demandList' | 'expireAnswer'; readonly answer: DisputeAnswer }
  | { readonly act: 'name'; readonly answer: DisputeAnswer }
  | QuestionMove
  | { readonly act: 'expire' | 'void' };

/** Naming costs little, and a try is lost when the element holds. @source DisputeGame.TRIES */
export const triesPerAnswer = 3;
/** An act this close to a deadline may be mined after it. */
const marginSeconds = 3;

/**
 * What the challenger has to do next. Pure: the chain's state decides, so it is the same after a crash.
 *
 * @param questions   of the answers that are judged by committee, and of the rows
 * @param nowSeconds  time of the newest block
 * @source docs/protocol/court.md section 4
 */
export function decideChallenge(dispute: DisputeView, questions: readonly DisputeQuestion[], nowSeconds: number): ChallengeMove {
  if (dispute.state === 'closed') return dispute.owesVoid ? { act: 'void' } : { act: 'wait' };
  for (const question of questions) {
    const due = dueOfQuestion(question.view, nowSeconds);
    if (due === 'settle') return question.answer ? { act: 'settleLeaf', answer: question.answer } : { act: 'settleRows' };
    if (due) return { act: due, question };
  }
  if (dispute.state !== 'open') return { act: 'wait' };
  for (const answer of dispute.answers) {
    const isOver = nowSeconds > answer.untilSeconds;
    if ((answer.phase === 'listDemanded' || answer.phase === 'named') && isOver) return { act: 'expireAnswer', answer };
    if (answer.phase !== 'answered' || nowSeconds + marginSeconds > answer.untilSeconds) continue;
    if (answer.list === null) return { act: 'demandList', answer };
    if (answer.tries < triesPerAnswer) return { act: 'name', answer };
  }
  const isSettled = dispute.answers.every(({ phase }) => phase === 'fallen' || phase === 'refunded');
  return isSettled && nowSeconds > dispute.answerUntilSeconds ? { act: 'expire' } : { act: 'wait' };
}

/**
 * Whether leaves can show that an answer is false: a product that the contract recomputes gives something else though its inputs are ours. Otherwise it parts from our replay where no contract looks, or
 * is the replay of another job, every element of which follows; then the committee is asked for the receipt's rows. What only moves data may read the job itself, so it shows nothing.
 */
export const canBeShown = (named: readonly NamedNode[]): boolean => named.some(({ rule, inputsAgree }) => rule === 'dot' && inputsAgree);

export type NamedElement = { readonly node: NamedNode; readonly element: number };

/**
 * Which elements to name, in order, one per try. Pure. What the contract itself recomputes comes first, where the inputs agree before where they do not: only there does a false
 * element surely end in a slash. Each node once; when there are few, further elements of the same.
 */
export function planNaming(named: readonly NamedNode[]): NamedElement[] {
  const rank = ({ rule, inputsAgree }: NamedNode): number => (rule === 'committee' ? 2 : 0) + (inputsAgree ? 0 : 1);
  const ordered = named.map((node, at) => ({ node, at })).sort((a, b) => rank(a.node) - rank(b.node) || a.at - b.at).map(({ node }) => node);
  const rounds = [0, 1, 2].map((round) => ordered.flatMap((node) => (node.elements[round] === undefined ? [] : [{ node, element: node.elements[round] }])));
  const [first = [], ...rest] = rounds;
  // A node of the contract's own, once more, beats one of the committee's.
  const own = (each: NamedElement): boolean => each.node.rule !== 'committee';
  return [...first.filter(own), ...rest.flat().filter(own), ...first.filter((each) => !own(each))].slice(0, triesPerAnswer);
}
