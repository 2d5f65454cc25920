import { sameAddress, type Hex } from '../../shared/units.ts';
import type { Chain } from './chain.ts';
import { interfaces } from './contracts.ts';
import type { DisputeSubject } from './dispute.ts';
import { readDisputes, readLeafQuestion, readQuestion, readRowQuestion, type DisputeAnswer, type DisputeView, type QuestionView } from './disputeReads.ts';
import { eventTopic } from './events.ts';

/** What a dispute asks a committee. rows: whether the receipt's rows are those of the true replay; element: whether what was named last follows from the answer's own inputs. */
export type AskedQuestion = { readonly disputeId: Hex; readonly subject: DisputeSubject } & ({ readonly about: 'rows' } | { readonly about: 'element'; readonly answer: DisputeAnswer });

/** A chain takes back less than this. */
const reorgBlocks = 64;

/**
 * Which dispute asked a question, and what it asked; null when no dispute did.
 *
 * @param askedAtBlock  the block in which the case was opened, as it was seen
 * @throws chain.*  what the chain's methods throw
 */
export async function readAskedQuestion(chain: Chain, question: Hex, askedAtBlock: number, signal?: AbortSignal): Promise<AskedQuestion | null> {
  const { address } = chain.deployment.contracts.DisputeGame;
  const { startBlock } = chain.deployment;
  const logs = await chain.readLogs({ address, topics: [eventTopic('DisputeGame', 'CommitteeAsked')] }, { fromBlock: Math.max(startBlock, askedAtBlock - reorgBlocks) }, signal);
  for (const { topics, data } of logs) {
    const asked = interfaces.DisputeGame.parseLog({ topics: [...topics], data });
    if (asked?.args['question'] !== question) continue;
    const [disputeId, traceRoot] = [asked.args['disputeId'] as Hex, asked.args['traceRoot'] as Hex];
    const [dispute] = await readDisputes(chain, { disputeId }, startBlock, signal);
    if (!dispute) return null;
    if ((await readRowQuestion(chain, disputeId, signal)) === question) return { disputeId, subject: dispute.subject, about: 'rows' };
    const answer = dispute.answers.find((one) => one.traceRoot === traceRoot);
    return answer ? { disputeId, subject: dispute.subject, about: 'element', answer } : null;
  }
  return null;
}

/** A question of a dispute to the committee: about an answer's element, or, with none, about the receipt's rows. */
export type DisputeQuestion = { readonly question: Hex; readonly view: QuestionView; readonly answer: DisputeAnswer | null };

/** What a dispute asks its committees now. @throws chain.* */
export async function readQuestionsOf(chain: Chain, dispute: DisputeView, signal?: AbortSignal): Promise<DisputeQuestion[]> {
  const ask = async (question: Hex, answer: DisputeAnswer | null): Promise<DisputeQuestion> => ({ question, answer, view: await readQuestion(chain, question, signal) });
  if (dispute.state === 'judging') return [await ask(await readRowQuestion(chain, dispute.disputeId, signal), null)];
  if (dispute.state !== 'open') return [];
  return Promise.all(dispute.answers.filter(({ phase }) => phase === 'judging').map(async (answer) => ask(await readLeafQuestion(chain, dispute.disputeId, answer, signal), answer)));
}

/** Whether a dispute about this receipt asks a committee that a verifier is a member of now. @throws chain.* */
export async function isAskedAbout(chain: Chain, receipt: { readonly receiptHash: string; readonly accused: string }, verifier: string, signal?: AbortSignal): Promise<boolean> {
  const disputes = await readDisputes(chain, { accused: receipt.accused }, chain.deployment.startBlock, signal);
  const questions = await Promise.all(disputes.filter(({ subject }) => subject.receiptHash === receipt.receiptHash).map((dispute) => readQuestionsOf(chain, dispute, signal)));
  return questions.flat().some(({ view }) => view.members.some((member) => sameAddress(member, verifier)));
}
