import { setTimeout as sleep } from 'node:timers/promises';
import { addressTopic, type Chain } from '../../services/chain/chain.ts';
import { readProposal, type Proposal } from '../../services/chain/governance.ts';
import { createEventReader, type EventReader, type FoundEvent } from '../../services/chain/logs.ts';
import { readStakeStanding } from '../../services/chain/staking.ts';
import { isStakeFull } from '../../services/notices/compareFacts.ts';
import { decideVoteNotices, type VoteFacts } from '../../services/notices/decideVoteNotices.ts';
import { isHearthError } from '../../shared/errors.ts';
import type { NoticeSide } from './noticeSide.ts';

/** A minute is soon enough for reminders of hours, and for stake; a practice network votes for a minute in all. */
const lookEveryMs = 60_000;
const practiceLookEveryMs = 10_000;
/** Newest proposals that are looked at: a vote that is open is among them. */
const looked = 100;
const titleLength = 80;
const finalStates: ReadonlySet<Proposal['state']> = new Set(['canceled', 'defeated', 'expired', 'executed']);

export type VoteSideDependencies = {
  readonly chain: Chain;
  readonly node: string;
  /** The owner's accounts, none while the signer is away. */
  readonly readAddresses: () => Promise<readonly string[]>;
  readonly notices: Pick<NoticeSide, 'raise' | 'raiseOnce' | 'hasKey'>;
  readonly onProblem: (error: unknown, where: string) => void;
};

/** Reminds the owner of votes that are open and not cast, and says what becomes of the stake. Reads only. Ends with the signal. */
export async function watchVotes({ chain, node, readAddresses, notices, onProblem }: VoteSideDependencies, signal: AbortSignal): Promise<void> {
  const readCreated = createEventReader(chain, 'HearthGovernor', 'ProposalCreated');
  const castBy = new Map<string, EventReader>();
  /** What is over does not change any more. */
  const over = new Map<bigint, Proposal>();
  let periodSeconds: number | null = null;
  let wasFull = false;
  let stakeAtMs = -Infinity;

  const readCast = (account: string): Promise<readonly FoundEvent[]> => {
    const known = castBy.get(account) ?? createEventReader(chain, 'HearthGovernor', 'VoteCast', [addressTopic(account)]);
    castBy.set(account, known);
    return known(signal);
  };
  async function readUnused(proposal: Proposal, accounts: readonly string[], chainSeconds: number): Promise<bigint> {
    // Votes count as of the start: before that there is nothing to remind of.
    if (proposal.voteStartSeconds >= chainSeconds) return 0n;
    const powers = await Promise.all(accounts.map(async (account) => {
      if ((await readCast(account)).some(({ args }) => args['proposalId'] === proposal.proposalId)) return 0n;
      return (await chain.readContract('HearthToken', 'getPastVotes', [account, proposal.voteStartSeconds], signal))[0] as bigint;
    }));
    return powers.reduce((sum, power) => sum + power, 0n);
  }
  async function readFacts(event: FoundEvent, accounts: readonly string[], chainSeconds: number): Promise<VoteFacts> {
    const id = event.args['proposalId'] as bigint;
    const proposal = over.get(id) ?? (await readProposal(chain, event, signal));
    const { state, voteEndSeconds, description } = proposal;
    if (finalStates.has(state)) over.set(id, proposal);
    const [line = ''] = description.trim().split('\n');
    // Of a vote that nobody here heard of nothing is told, so nothing is asked about it.
    const isAsked = state === 'active' || (notices.hasKey(`vote opened ${id}`) && !notices.hasKey(`vote missed ${id}`));
    return { proposalId: id.toString(), title: line.replace(/^#+\s*/, '').toWellFormed().slice(0, titleLength).toWellFormed(), state, voteEndSeconds, unusedWei: isAsked ? await readUnused(proposal, accounts, chainSeconds) : 0n };
  }

  async function lookAtVotes(): Promise<void> {
    const created = (await readCreated(signal)).slice(-looked);
    if (created.length === 0) return;
    const [{ blockSeconds }, accounts] = await Promise.all([chain.readFreshness(signal), readAddresses()]);
    periodSeconds ??= Number((await chain.readContract('HearthGovernor', 'votingPeriod', [], signal))[0]);
    const facts = await Promise.all(created.map((event) => readFacts(event, accounts, blockSeconds)));
    notices.raiseOnce(decideVoteNotices(facts, { nowSeconds: blockSeconds, periodSeconds, hasKey: notices.hasKey }));
  }

  async function lookAtStake(): Promise<void> {
    const { unbonding, asOf, ...standing } = await readStakeStanding(chain, node, signal);
    if (unbonding && unbonding.readyAtSeconds <= asOf.chainSeconds) notices.raiseOnce([{ key: `stake ready ${unbonding.readyAtSeconds}`, kind: 'stakeReady', about: { wei: unbonding.wei.toString(), readyAtSeconds: unbonding.readyAtSeconds } }]);
    const isFull = isStakeFull(standing);
    if (isFull && !wasFull) notices.raise('stakeFull', { inFlightWei: standing.inFlightWei.toString(), limitWei: standing.inFlightLimitWei.toString() });
    wasFull = isFull;
  }

  while (!signal.aborted) {
    await sleep(chain.deployment.practice ? practiceLookEveryMs : lookEveryMs, undefined, { signal }).catch(() => {});
    if (signal.aborted) return;
    try {
      await chain.requireSound();
      await lookAtVotes();
      if (performance.now() - stakeAtMs < lookEveryMs) continue;
      stakeAtMs = performance.now();
      await lookAtStake();
    } catch (error) {
      if (signal.aborted) return;
      // The chain's and the signer's absence are told by whoever watches them.
      if (!isHearthError(error)) onProblem(error, 'votes');
    }
  }
}
