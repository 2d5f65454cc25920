import type { Primitives } from '../../protocol/primitives.ts';
import { fromHex } from '../../protocol/bytes.ts';
import { sameAddress } from '../../shared/units.ts';
import type { DisputeAnswer, DisputeView } from '../chain/disputeReads.ts';

/** wait: nothing to do now. answer: nobody stands for the accused. defend: an answer of ours is in play. release: it is over and our stake still pledged. over: nothing of it can become ours any more. */
export type GuardMove = 'wait' | 'answer' | 'defend' | 'release' | 'over';

export type GuardFacts = {
  readonly node: string;
  /** Whose turn it is among those who could answer: 0 to 1, see {@link turnOf}. */
  readonly turn: number;
  /** Of our own replay; null before there is one. */
  readonly ownRoot: string | null;
  /** Time of the newest block. */
  readonly nowSeconds: number;
};

/** The accused has the first quarter of the time for itself; those who would answer for it take their turns in the second. */
const patience = { first: 0.25, turns: 0.25 };
/** An answer this close to the end may be mined after it. */
const marginSeconds = 2;
const isInPlay = ({ phase }: DisputeAnswer): boolean => phase === 'answered' || phase === 'listDemanded' || phase === 'named' || phase === 'judging';

/**
 * What a node does about a dispute of somebody else's receipt that it could answer. Pure: the chain's state decides, so it is the same after a crash.
 * @source docs/protocol/court.md section 4
 */
export function decideGuard({ state, answers, subject, answerUntilSeconds }: DisputeView, { node, turn, ownRoot, nowSeconds }: GuardFacts): GuardMove {
  const ours = answers.find(({ by, isStaked }) => isStaked && sameAddress(by, node));
  if (state === 'closed') return ours && ours.phase !== 'fallen' && ours.phase !== 'refunded' ? 'release' : 'over';
  if (ours && ours.phase !== 'fallen') return 'defend';
  if (ours) return 'wait';
  // Nobody can answer any more, or a committee has it.
  if (state !== 'open' || nowSeconds + marginSeconds > answerUntilSeconds) return 'over';
  // It is awake, or somebody gave the very answer that we would.
  if (answers.some((answer) => isInPlay(answer) && (answer.isOwn || answer.traceRoot === ownRoot))) return 'wait';
  const openedSeconds = Number(subject.openedAtSeconds);
  const waitsSeconds = (answerUntilSeconds - openedSeconds) * (patience.first + patience.turns * turn);
  return nowSeconds < openedSeconds + waitsSeconds ? 'wait' : 'answer';
}

/** When a node's turn to answer comes, from 0 to 1: another one for each dispute, so that not all replay at once and the same is not always first. */
export function turnOf(p: Primitives, node: string, disputeId: string): number {
  const bytes = p.sha256(new Uint8Array([...fromHex(node.toLowerCase() as `0x${string}`), ...fromHex(disputeId as `0x${string}`)]));
  return new DataView(bytes.buffer, bytes.byteOffset).getUint32(0) / 2 ** 32;
}
