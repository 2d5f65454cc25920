import type { TransactionDescription } from 'ethers/abi';
import { id as hashText } from 'ethers/hash';
import { sameAddress, type Hex } from '../../shared/units.ts';
import { buildCall, type Call } from './calls.ts';
import type { Chain } from './chain.ts';
import { interfaces, type ContractName } from './contracts.ts';
import { deployedContracts, type Deployment } from './deployment.ts';
import { createEventReader, type FoundEvent } from './logs.ts';
import { parameterIndex } from './parameters.ts';
import { parameterNames, type ParameterName } from '../../shared/governance.ts';

/** What a proposal does when it is executed, and its reasons. The four together are its identity. */
export type ProposalBody = {
  readonly targets: readonly string[];
  readonly valuesWei: readonly bigint[];
  readonly calldatas: readonly string[];
  readonly description: string;
};

/** In the order of IGovernor.ProposalState. */
export const proposalStates = ['pending', 'active', 'canceled', 'defeated', 'succeeded', 'queued', 'expired', 'executed'] as const;
export type ProposalState = (typeof proposalStates)[number];

/** In the order of GovernorCountingSimple.VoteType. */
export const supports = ['against', 'for', 'abstain'] as const;
export type Support = (typeof supports)[number];

export type Proposal = ProposalBody & {
  readonly proposalId: bigint;
  readonly proposer: Hex;
  readonly state: ProposalState;
  readonly voteStartSeconds: number;
  readonly voteEndSeconds: number;
  /** When it may be executed; 0 before it is queued. */
  readonly etaSeconds: number;
  readonly votesWei: Readonly<Record<Support, bigint>>;
  readonly quorumWei: bigint;
};

/** A proposal of calls to our own contracts. */
export const buildProposal = (description: string, calls: readonly Call[]): ProposalBody => ({
  targets: calls.map(({ to }) => to),
  valuesWei: calls.map(() => 0n),
  calldatas: calls.map(({ data }) => data),
  description,
});

/** What the timelock would do to change one governed number. */
export const buildSetParameter = (deployment: Deployment, name: ParameterName, value: bigint): Call =>
  buildCall(deployment, 'HearthParameters', 'set', [parameterIndex(name), value]);

/** What the timelock would do to grant coins of the treasury. */
export const buildGrant = (deployment: Deployment, to: string, amountWei: bigint): Call =>
  buildCall(deployment, 'HearthToken', 'transfer', [to, amountWei]);

const hashed = ({ targets, valuesWei, calldatas, description }: ProposalBody) => [targets, valuesWei, calldatas, hashText(description)];

/** Needs votes of the proposal threshold, as of the second before. */
export const buildProposeTransaction = (deployment: Deployment, body: ProposalBody): Call =>
  buildCall(deployment, 'HearthGovernor', 'propose', [body.targets, body.valuesWei, body.calldatas, body.description]);

/** Counts what the sender's delegates had at the start of the vote. Once per account. */
export const buildVoteTransaction = (deployment: Deployment, proposalId: bigint, support: Support, reason = ''): Call =>
  buildCall(deployment, 'HearthGovernor', 'castVoteWithReason', [proposalId, supports.indexOf(support), reason]);

/** Hands a decided proposal to the timelock. Anyone may. */
export const buildQueueTransaction = (deployment: Deployment, body: ProposalBody): Call =>
  buildCall(deployment, 'HearthGovernor', 'queue', hashed(body));

/** Carries out a queued proposal whose delay is over. Anyone may. */
export const buildExecuteTransaction = (deployment: Deployment, body: ProposalBody): Call =>
  buildCall(deployment, 'HearthGovernor', 'execute', hashed(body));

/** Gives the sender's votes to an account, itself included; without it coins have no votes. Staked coins count. */
export const buildDelegateTransaction = (deployment: Deployment, to: string): Call =>
  buildCall(deployment, 'HearthToken', 'delegate', [to]);

/** Votes that whoever proposes must have, in wei of the coin. */
export async function readProposalThreshold(chain: Chain, signal?: AbortSignal): Promise<bigint> {
  const [thresholdWei] = await chain.readContract('HearthGovernor', 'proposalThreshold', [], signal);
  return thresholdWei;
}

/** The number a proposal has on chain. */
export async function readProposalId(chain: Chain, body: ProposalBody, signal?: AbortSignal): Promise<bigint> {
  const [proposalId] = await chain.readContract('HearthGovernor', 'hashProposal', hashed(body), signal);
  return proposalId as bigint;
}

/** Every proposal ever made, newest first. */
export async function readProposals(chain: Chain, signal?: AbortSignal): Promise<Proposal[]> {
  const created = await createEventReader(chain, 'HearthGovernor', 'ProposalCreated')(signal);
  return (await Promise.all(created.map((event) => readProposal(chain, event, signal)))).reverse();
}

/** One proposal as it stands, from the event that told of it. */
export async function readProposal(chain: Chain, { args }: FoundEvent, signal?: AbortSignal): Promise<Proposal> {
  const proposalId = args['proposalId'] as bigint;
  const read = async (call: string) => (await chain.readContract('HearthGovernor', call, [proposalId], signal)).toArray() as bigint[];
  const [[state], votes, [etaSeconds], [quorumWei]] = await Promise.all([
    read('state'),
    read('proposalVotes'),
    read('proposalEta'),
    readQuorum(chain, args['voteStart'] as bigint, signal),
  ]);
  return {
    proposalId,
    proposer: args['proposer'] as Hex,
    targets: [...(args['targets'] as string[])],
    // `values` is a method of every ethers result, so the event's third list is taken by its place.
    valuesWei: [...(args[3] as bigint[])],
    calldatas: [...(args['calldatas'] as string[])],
    description: args['description'] as string,
    voteStartSeconds: Number(args['voteStart']),
    voteEndSeconds: Number(args['voteEnd']),
    state: proposalStates[Number(state)]!,
    etaSeconds: Number(etaSeconds),
    votesWei: { against: votes[0]!, for: votes[1]!, abstain: votes[2]! },
    quorumWei: quorumWei!,
  };
}

/** The quorum is fixed when the vote starts; before that, the one of a second ago is the best guess. */
async function readQuorum(chain: Chain, voteStartSeconds: bigint, signal?: AbortSignal): Promise<bigint[]> {
  const latest = (await chain.readBlock('latest', signal))!;
  const atSeconds = Number(voteStartSeconds) < latest.timeSeconds ? voteStartSeconds : BigInt(latest.timeSeconds - 1);
  return (await chain.readContract('HearthGovernor', 'quorum', [atSeconds], signal)).toArray() as bigint[];
}

/** An account's coins, locked ones included, its votes with what others delegated to it, and whom it delegates to; null is nobody. */
export async function readVotes(chain: Chain, account: string, signal?: AbortSignal) {
  const read = async (call: string) => (await chain.readContract('HearthToken', call, [account], signal))[0] as unknown;
  const [coinWei, lockedWei, votesWei, delegate] = await Promise.all([read('balanceOf'), read('lockedOf'), read('getVotes'), read('delegates')]);
  return {
    coinWei: coinWei as bigint,
    lockedWei: lockedWei as bigint,
    votesWei: votesWei as bigint,
    delegate: BigInt(delegate as string) === 0n ? null : (delegate as Hex),
  };
}

/** What one call of a proposal does, as far as this build knows it: the call's own bytes decide, never the proposer's words. */
export type ProposalAction =
  | { readonly kind: 'setParameter'; readonly name: ParameterName; readonly value: bigint }
  | { readonly kind: 'grant'; readonly to: Hex; readonly amountWei: bigint }
  | { readonly kind: 'other'; readonly words: string };

export function decodeAction(deployment: Deployment, target: string, calldata: string): ProposalAction {
  const { contract, parsed } = parseCall(deployment, target, calldata);
  const name = parsed ? parameterNames[Number(parsed.args[0])] : undefined;
  if (contract === 'HearthParameters' && parsed?.name === 'set' && name) return { kind: 'setParameter', name, value: parsed.args[1] as bigint };
  if (contract === 'HearthToken' && parsed?.name === 'transfer') return { kind: 'grant', to: parsed.args[0] as Hex, amountWei: parsed.args[1] as bigint };
  return { kind: 'other', words: formatAction(deployment, target, calldata) };
}

/** Anyone may propose anything, bytes that fit no method among it. */
function parseCall(deployment: Deployment, target: string, calldata: string): { readonly contract: ContractName | null; readonly parsed: TransactionDescription | null } {
  const contract = deployedContracts(deployment).find(({ address }) => sameAddress(address, target))?.contract ?? null;
  try {
    return { contract, parsed: contract && interfaces[contract].parseTransaction({ data: calldata }) };
  } catch {
    return { contract, parsed: null };
  }
}

/**
 * One action of a proposal in words, as `HearthParameters.set(AuditFloorBps, 700)`; what this build does not know is shown raw, never guessed.
 */
export function formatAction(deployment: Deployment, target: string, calldata: string): string {
  const { contract, parsed } = parseCall(deployment, target, calldata);
  if (!contract || !parsed) return `${target} ${calldata}`;
  const words = parsed.fragment.inputs.map((input, i) => {
    const isParameter = contract === 'HearthParameters' && input.name === 'parameter';
    return isParameter ? (parameterNames[Number(parsed.args[i])] ?? String(parsed.args[i])) : String(parsed.args[i]);
  });
  return `${contract}.${parsed.name}(${words.join(', ')})`;
}
