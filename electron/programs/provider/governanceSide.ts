import type { Chain } from '../../services/chain/chain.ts';
import { readParameters, readTreasury } from '../../services/chain/economy.ts';
import { createEventReader, type EventReader, type FoundEvent } from '../../services/chain/logs.ts';
import { decodeAction, readProposal, readVotes, supports, type Proposal } from '../../services/chain/governance.ts';
import type { ParameterValues } from '../../services/chain/parameters.ts';
import { addressTopic } from '../../services/chain/chain.ts';
import type { PageBridge } from '../../shared/bridge.ts';
import type { Handlers } from '../../shared/bridgeKit.ts';
import { HearthError } from '../../shared/errors.ts';
import { refusals } from '../../shared/saidReasons.ts';
import { parameterNames, shownDescription, type governanceCommands, type Governance, type ProposalShown } from '../../shared/governance.ts';
import type { Hex } from '../../shared/units.ts';

export type GovernanceHandlers = Pick<Handlers<PageBridge>, keyof typeof governanceCommands>;

const shownActions = 10;
const finalStates: ReadonlySet<Proposal['state']> = new Set(['canceled', 'defeated', 'expired', 'executed']);
type Bounds = readonly { readonly lowest: bigint; readonly highest: bigint }[];
type Now = { readonly values: ParameterValues; readonly treasuryWei: bigint };

/** Proposals, votes and the treasury, read from the chain and decoded here. What is over is kept: it does not change any more. */
export function createGovernanceSide(chain: Chain): GovernanceHandlers {
  const { deployment } = chain;
  const readCreated = createEventReader(chain, 'HearthGovernor', 'ProposalCreated');
  const castBy = new Map<string, EventReader>();
  const over = new Map<bigint, Proposal>();
  let bounds: Bounds | null = null;

  const readCast = (account: string): EventReader => {
    const known = castBy.get(account.toLowerCase()) ?? createEventReader(chain, 'HearthGovernor', 'VoteCast', [addressTopic(account)]);
    castBy.set(account.toLowerCase(), known);
    return known;
  };
  async function readOne(event: FoundEvent, signal: AbortSignal): Promise<Proposal> {
    const known = over.get(event.args['proposalId'] as bigint);
    if (known) return known;
    const proposal = await readProposal(chain, event, signal);
    if (finalStates.has(proposal.state)) over.set(proposal.proposalId, proposal);
    return proposal;
  }
  async function readBounds(signal: AbortSignal): Promise<Bounds> {
    return (bounds ??= await Promise.all(parameterNames.map(async (_name, index) => {
      const [lowest, highest] = (await chain.readContract('HearthParameters', 'boundsOf', [index], signal)).toArray() as [bigint, bigint];
      return { lowest, highest };
    })));
  }
  async function readRules(signal: AbortSignal) {
    const read = async (contract: 'HearthGovernor' | 'HearthTimelock', call: string) => (await chain.readContract(contract, call, [], signal))[0] as bigint;
    const [thresholdWei, delay, period, timelock] = await Promise.all([read('HearthGovernor', 'proposalThreshold'), read('HearthGovernor', 'votingDelay'), read('HearthGovernor', 'votingPeriod'), read('HearthTimelock', 'getMinDelay')]);
    return { thresholdWei, votingDelaySeconds: Number(delay), votingPeriodSeconds: Number(period), timelockSeconds: Number(timelock) };
  }
  /** Votes count as of the start; before that, what the account has now is what it would have. */
  async function readMine(proposal: Proposal, account: string, chainSeconds: number, cast: readonly FoundEvent[], signal: AbortSignal): Promise<ProposalShown['mine'][number]> {
    const hasStarted = proposal.voteStartSeconds < chainSeconds;
    const [powerWei] = await (hasStarted ? chain.readContract('HearthToken', 'getPastVotes', [account, proposal.voteStartSeconds], signal) : chain.readContract('HearthToken', 'getVotes', [account], signal));
    const vote = cast.find(({ args }) => args['proposalId'] === proposal.proposalId);
    return {
      account, powerWei: powerWei as bigint,
      vote: vote ? { support: supports[Number(vote.args['support'])] ?? 'abstain', weightWei: vote.args['weight'] as bigint, reason: textOf(vote.args['reason'], 1000), txHash: vote.transactionHash } : null,
    };
  }

  function show(proposal: Proposal, now: Now, mine: ProposalShown['mine']): ProposalShown {
    const { targets, valuesWei, calldatas, description, ...rest } = proposal;
    const calls = targets.slice(0, shownActions).map((target, index) => ({ target, valueWei: valuesWei[index]!, data: calldatas[index]! }));
    return {
      ...rest, mine, description: textOf(description, shownDescription), isCut: description.length > shownDescription, actionCount: targets.length, raw: calls.map(({ target, valueWei, data }) => ({ target, valueWei, data: data.toLowerCase() })),
      actions: calls.map(({ target, data }): ProposalShown['actions'][number] => {
        const action = decodeAction(deployment, target, data);
        if (action.kind === 'setParameter') return { ...action, now: now.values[action.name] };
        return action.kind === 'grant' ? { ...action, heldWei: now.treasuryWei } : { kind: 'other', words: action.words.slice(0, 600) };
      }),
    };
  }

  return {
    async readGovernance({ accounts, limit }, { signal }): Promise<Governance> {
      const [block, created, treasury, governed, rules, limits, voters, casts] = await Promise.all([
        chain.readFreshness(signal), readCreated(signal), readTreasury(chain, signal), readParameters(chain, signal), readRules(signal), readBounds(signal),
        Promise.all(accounts.map(async (account) => ({ account, ...(await readVotes(chain, account, signal)) }))),
        Promise.all(accounts.map((account) => readCast(account)(signal))),
      ]);
      const newest = created.toReversed().slice(0, limit);
      const now: Now = { values: governed.values, treasuryWei: treasury.heldWei };
      const { supplyWei, ...held } = treasury;
      return {
        asOf: { blockNumber: block.blockNumber, chainSeconds: block.blockSeconds, ageSeconds: block.ageSeconds }, total: created.length, voters, rules: { ...rules, supplyWei }, treasury: held, split: governed.split,
        parameters: parameterNames.map((name, index) => ({ index, name, value: governed.values[name], ...limits[index]! })),
        proposals: await Promise.all(newest.map(async (event) => {
          const proposal = await readOne(event, signal);
          return show(proposal, now, await Promise.all(accounts.map((account, index) => readMine(proposal, account, block.blockSeconds, casts[index]!, signal))));
        })),
      };
    },
    async readProposalBody({ proposalId }, { signal }) {
      const event = (await readCreated(signal)).find(({ args }) => args['proposalId'] === proposalId);
      if (!event) throw new HearthError('usage.invalid', { reason: refusals.noProposal });
      const { targets, valuesWei, calldatas, description } = await readOne(event, signal);
      return { targets: targets.map((target) => target as Hex), valuesWei: [...valuesWei], calldatas: calldatas.map((data) => data.toLowerCase()), description };
    },
  };
}

/** The chain stores what was sent, halves of characters among it; those have no place in our own messages. */
const textOf = (text: unknown, limit: number): string => String(text).toWellFormed().slice(0, limit).toWellFormed();
