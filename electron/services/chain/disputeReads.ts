import type { JudgingRule } from '../../shared/openings.ts';
import type { Hex } from '../../shared/units.ts';
import { addressTopic, type Chain } from './chain.ts';
import { interfaces } from './contracts.ts';
import type { DisputeSubject } from './dispute.ts';
import { eventTopic, type RawLog } from './events.ts';
import { parameterIndex } from './parameters.ts';

const states = ['none', 'open', 'judging', 'closed'] as const;
const outcomes = ['none', 'challengerWon', 'accusedWon', 'unproven'] as const;
const phases = ['none', 'answered', 'listDemanded', 'named', 'judging', 'fallen', 'stood', 'refunded'] as const;
const rules: readonly JudgingRule[] = ['committee', 'dot', 'move'];
const stages = ['none', 'waiting', 'second', 'final', 'closed'] as const;

/** An answer for the accused, as the chain holds it. */
export type DisputeAnswer = {
  readonly traceRoot: Hex;
  readonly by: Hex;
  readonly isOwn: boolean;
  /** Its bond is stake of the answering node, not coins. */
  readonly isStaked: boolean;
  readonly phase: (typeof phases)[number];
  /** How often a node of it was named. */
  readonly tries: number;
  readonly untilSeconds: number;
  readonly listHash: Hex;
  /** The list of sketches, once it was posted. */
  readonly list: Hex | null;
  /** What was named last; null before. */
  readonly named: { readonly node: number; readonly slot: number; readonly element: number; readonly rule: JudgingRule } | null;
};

export type DisputeView = {
  readonly disputeId: Hex;
  readonly subject: DisputeSubject;
  readonly state: (typeof states)[number];
  readonly outcome: (typeof outcomes)[number];
  /** The job is still to be voided. */
  readonly owesVoid: boolean;
  readonly answerUntilSeconds: number;
  readonly slashedWei: bigint;
  readonly answers: readonly DisputeAnswer[];
  /** The transactions that opened and ended it. */
  readonly openedTx: Hex;
  readonly closedTx: Hex | null;
  readonly closedBlock: number | null;
};

/** A question to the committee, as AuditCourt holds it. */
export type QuestionView = { readonly stage: (typeof stages)[number]; readonly seedRound: number; readonly commitUntilSeconds: number; readonly revealUntilSeconds: number; readonly members: readonly Hex[] };

type Parsed = { readonly name: string; readonly args: Record<string, unknown>; readonly log: RawLog };

/** What a dispute about a node's receipt takes of its challenger now. It grows with the node's stake. */
export const readDisputeBond = async (chain: Chain, accused: string): Promise<bigint> => (await chain.readContract('DisputeGame', 'bondFor', [accused]))[0] as bigint;

/** What an answer takes of whoever is neither the accused node nor its operator. */
export async function readAnswerBond(chain: Chain, { bondWei }: DisputeSubject): Promise<bigint> {
  const leastWei = (await chain.readContract('HearthParameters', 'valueOf', [parameterIndex('DisputeBondWei')]))[0] as bigint;
  return leastWei < bondWei ? leastWei : bondWei;
}

/**
 * Disputes from a block on, oldest first, each as it stands now.
 *
 * @param only.accused      about this node's receipts
 * @param only.challenger   opened by this account
 * @throws chain.*  what the chain's methods throw
 */
export async function readDisputes(chain: Chain, only: { readonly accused?: string; readonly challenger?: string; readonly disputeId?: string }, fromBlock: number, signal?: AbortSignal): Promise<DisputeView[]> {
  const topics = [eventTopic('DisputeGame', 'DisputeOpened'), only.disputeId ?? null, only.challenger ? addressTopic(only.challenger) : null, only.accused ? addressTopic(only.accused) : null];
  const opened = await readLogs(chain, topics, fromBlock, signal);
  const found = opened.filter(({ name }) => name === 'DisputeOpened');
  return Promise.all(found.map((event) => readDispute(chain, event, fromBlock, signal)));
}

/** Disputes opened from a block on, without what became of them. @throws chain.* */
export async function readOpenedDisputes(chain: Chain, fromBlock: number, signal?: AbortSignal): Promise<{ readonly disputeId: Hex; readonly subject: DisputeSubject }[]> {
  const opened = await readLogs(chain, [eventTopic('DisputeGame', 'DisputeOpened')], fromBlock, signal);
  return opened.map(({ args }) => ({ disputeId: args['disputeId'] as Hex, subject: subjectOf(args) }));
}

const subjectOf = (args: Parsed['args']): DisputeSubject => (args['subject'] as unknown as { toObject(): unknown }).toObject() as DisputeSubject;

/** How much more a node may pledge for answers for others. @throws chain.* */
export async function readUnpledged(chain: Chain, node: string): Promise<bigint> {
  const [[stakeWei], [pledgedWei]] = await Promise.all([chain.readContract('StakeManager', 'slashableOf', [node]), chain.readContract('DisputeGame', 'pledgedOf', [node])]);
  return (stakeWei as bigint) - (pledgedWei as bigint);
}

/** How long there is for each answer in a dispute, seconds. @throws chain.* */
export const readResponseSeconds = async (chain: Chain): Promise<number> => Number((await chain.readContract('HearthParameters', 'valueOf', [parameterIndex('ResponseSeconds')]))[0]);

/** For how long after its anchor a receipt can be in a dispute, seconds: the time to open one and the longest that one takes without a committee, twice. @throws chain.* */
export async function readDisputeSpan(chain: Chain): Promise<number> {
  const [[openSeconds], responseSeconds] = await Promise.all([chain.readContract('DisputeGame', 'openSeconds', []), readResponseSeconds(chain)]);
  return Number(openSeconds) + 16 * responseSeconds;
}

async function readDispute(chain: Chain, opened: Parsed, fromBlock: number, signal?: AbortSignal): Promise<DisputeView> {
  const disputeId = opened.args['disputeId'] as Hex;
  const subject = subjectOf(opened.args);
  const [events, [held]] = await Promise.all([readLogs(chain, [null, disputeId], fromBlock, signal), chain.readContract('DisputeGame', 'disputeOf', [disputeId], signal)]);
  const closed = events.findLast(({ name }) => name === 'DisputeClosed');
  const roots = events.filter(({ name }) => name === 'DisputeAnswered').map(({ args }) => args['traceRoot'] as Hex);
  return {
    disputeId, subject, state: states[Number(held.state)]!, outcome: outcomes[Number(held.outcome)]!, owesVoid: held.owesVoid as boolean, answerUntilSeconds: Number(held.answerUntilSeconds),
    slashedWei: (closed?.args['slashedWei'] as bigint | undefined) ?? 0n, openedTx: opened.log.transactionHash as Hex, closedTx: (closed?.log.transactionHash as Hex | undefined) ?? null,
    closedBlock: closed ? Number(closed.log.blockNumber) : null, answers: await Promise.all(roots.map((root) => readAnswer(chain, disputeId, root, events, signal))),
  };
}

async function readAnswer(chain: Chain, disputeId: Hex, traceRoot: Hex, events: readonly Parsed[], signal?: AbortSignal): Promise<DisputeAnswer> {
  const [held] = await chain.readContract('DisputeGame', 'answerOf', [disputeId, traceRoot], signal);
  const posted = events.find(({ name, args }) => name === 'ListPosted' && args['traceRoot'] === traceRoot);
  const tries = Number(held.tries);
  return {
    traceRoot, by: held.by as Hex, isOwn: held.isOwn as boolean, isStaked: held.isStaked as boolean, phase: phases[Number(held.phase)]!, tries, untilSeconds: Number(held.untilSeconds), listHash: held.listHash as Hex,
    list: (posted?.args['list'] as Hex | undefined) ?? null,
    named: tries === 0 ? null : { node: Number(held.node), slot: Number(held.slot), element: Number(held.element), rule: rules[Number(held.rule)]! },
  };
}

async function readLogs(chain: Chain, topics: readonly (string | null)[], fromBlock: number, signal?: AbortSignal): Promise<Parsed[]> {
  const logs = await chain.readLogs({ address: chain.deployment.contracts.DisputeGame.address, topics }, { fromBlock }, signal);
  return logs.flatMap((log) => {
    const parsed = interfaces.DisputeGame.parseLog({ topics: [...log.topics], data: log.data });
    return parsed ? [{ name: parsed.name, args: Object.fromEntries(parsed.fragment.inputs.map(({ name }, i) => [name, parsed.args[i] as unknown])), log }] : [];
  });
}

/** What the committee is asked when both sides agree on the replay. */
export const readRowQuestion = async (chain: Chain, disputeId: Hex, signal?: AbortSignal): Promise<Hex> => (await chain.readContract('DisputeGame', 'rowQuestion', [disputeId], signal))[0] as Hex;
/** What the committee is asked about a named element. */
export const readLeafQuestion = async (chain: Chain, disputeId: Hex, answer: Pick<DisputeAnswer, 'traceRoot' | 'tries'>, signal?: AbortSignal): Promise<Hex> =>
  (await chain.readContract('DisputeGame', 'leafQuestion', [disputeId, answer.traceRoot, answer.tries], signal))[0] as Hex;

export async function readQuestion(chain: Chain, question: Hex, signal?: AbortSignal): Promise<QuestionView> {
  const [held] = await chain.readContract('AuditCourt', 'caseOf', [question], signal);
  return {
    stage: stages[Number(held.stage)]!, seedRound: Number(held.seedRound), commitUntilSeconds: Number(held.commitUntilSeconds), revealUntilSeconds: Number(held.revealUntilSeconds), members: [...(held.members as Hex[])],
  };
}
