import { computeAddress } from 'ethers/transaction';
import { formatCoins } from '../../../renderer/format/money.ts';
import { buildApproveTransaction, buildRequestUnbondTransaction, buildStakeTransaction, buildWithdrawTransaction, type Call } from '../../services/chain/calls.ts';
import type { Chain } from '../../services/chain/chain.ts';
import { buildLeaveSeat, buildRegisterSeat } from '../../services/chain/auditCalls.ts';
import { readSeats } from '../../services/chain/auditReads.ts';
import { planCollection, readModels, readParameters, readTreasury } from '../../services/chain/economy.ts';
import {
  buildDelegateTransaction, buildExecuteTransaction, buildGrant, buildProposal, buildProposeTransaction, buildQueueTransaction, buildSetParameter, buildVoteTransaction, formatAction,
  readProposalId, readProposals, readProposalThreshold, readVotes, supports, type Proposal, type Support,
} from '../../services/chain/governance.ts';
import { isHearthError } from '../../shared/errors.ts';
import { parameterNames, type ParameterName } from '../../shared/governance.ts';
import { sameAddress, type Hex } from '../../shared/units.ts';
import { formatAge, openChainOf, parseAddress, parseCoins, readSigningKey, sendCalls, type ChainOptions } from './chainAccess.ts';
import { formatMoment, isMeant, printable, shortId, usage, type Output } from './output.ts';
import { formatTable } from './table.ts';
import { withRunning } from './running.ts';

export type Context = { readonly output: Output; readonly chain: ChainOptions; readonly options: Record<string, unknown> };

/** The chain and who sends to it. */
export async function openSender({ chain: options, output }: Context) {
  const chain = await openChainOf(options, output);
  // A person waits at the prompt: what cannot be decided on now is an error, not a wait without end.
  await chain.requireSound();
  const key = await readSigningKey(options, chain.deployment.practice);
  const from = computeAddress(key.publicKey) as Hex;
  const send = async (calls: readonly Call[], done: string | (() => Promise<string>)): Promise<void> => {
    const mined = await sendCalls(chain, key, calls, output);
    const words = typeof done === 'string' ? done : await done();
    output.result(
      { from, transactions: mined.map(({ call, hash, blockNumber, gasUsed }) => ({ call, hash, blockNumber, gasUsed })) },
      `${words}\n${mined.map(({ call, hash, blockNumber }) => `${call} ${hash} in block ${blockNumber}`).join('\n')}`,
    );
  };
  return { chain, key, from, send };
}

export async function stake(context: Context, nodeText: string, coins: string): Promise<void> {
  const node = parseAddress(nodeText);
  const amountWei = parseCoins(coins);
  const { chain, from, send } = await openSender(context);
  const record = await chain.readNode(node);
  if (!record.bound) throw usage(`${node} is no node on this chain: a node enrols itself when it first runs on the network, and hearth network names it`);
  const isOperator = sameAddress(record.operator, from);
  // Coins of others pass through the operator's balance, for which they must allow it; the operator's own are only locked.
  const allowedWei = isOperator ? amountWei : await chain.readAllowance(from, 'StakeManager');
  const approve = allowedWei < amountWei ? [buildApproveTransaction(chain.deployment, 'StakeManager', amountWei)] : [];
  await send([...approve, buildStakeTransaction(chain.deployment, node, amountWei)], async () => {
    const { activeWei, inFlightLimitWei } = await chain.readStake(node);
    return `${coins} EMBER locked behind ${node}: ${formatCoins(activeWei)} in all, for up to ${formatCoins(inFlightLimitWei)} of jobs on their way at once.`;
  });
}

export async function unstake(context: Context, nodeText: string, coins: string | undefined): Promise<void> {
  const node = parseAddress(nodeText);
  const amountWei = coins === undefined ? null : parseCoins(coins);
  const { chain, from, send } = await openSender(context);
  const record = await chain.readNode(node);
  if (!record.bound) throw usage(`${node} is no node on this chain`);
  if (!sameAddress(record.operator, from)) throw usage(`${record.operator} staked for this node, not ${from}`);
  if (amountWei !== null) {
    const { activeWei } = await chain.readStake(node);
    // The contract would take what there is; who asks for more has another number in mind.
    if (amountWei > activeWei) throw usage(`${formatCoins(activeWei)} EMBER are staked for this node, not ${coins}`);
    return send([buildRequestUnbondTransaction(chain.deployment, node, amountWei)], async () => `The countdown runs ${await readCountdown(chain, node)}; until then it can still be slashed. The same command without an amount frees it.`);
  }
  const { unbondingWei, withdrawableAtSeconds } = await chain.readStake(node);
  if (unbondingWei === 0n) throw usage('no stake of this node is counting down; name an amount to begin');
  if (withdrawableAtSeconds > (await chain.readFreshness()).blockSeconds) throw usage(`the countdown of ${formatCoins(unbondingWei)} EMBER runs ${await readCountdown(chain, node)}`);
  await send([buildWithdrawTransaction(chain.deployment, node)], `${formatCoins(unbondingWei)} EMBER are free again.`);
}

/** When what counts down is free, by the chain's clock. */
async function readCountdown(chain: Chain, node: string): Promise<string> {
  const [{ withdrawableAtSeconds }, { blockSeconds }] = await Promise.all([chain.readStake(node), chain.readFreshness()]);
  return `until ${formatMoment(withdrawableAtSeconds * 1000)}, ${formatAge(Math.max(0, withdrawableAtSeconds - blockSeconds))} from now`;
}

export async function claim(context: Context): Promise<void> {
  const { chain, from, send } = await openSender(context);
  const account = context.options['account'] === undefined ? from : parseAddress(context.options['account'] as string);
  const nodes = ((context.options['node'] as string[] | undefined) ?? []).map(parseAddress);
  const { calls, dueWei, issuableWei } = await planCollection(chain, account, nodes);
  const words = `${formatCoins(dueWei)} EMBER and up to ${formatCoins(issuableWei)} new ones for ${account}`;
  if (calls.length === 0 || context.options['dry'] === true) return context.output.result({ account, dueWei, issuableWei, transactions: [] }, calls.length === 0 ? `Nothing waits for ${account}. A node's own part of a job goes to its payout address when the job settles; here wait shares, royalties and new coins.` : `There are ${words}.`);
  await send(calls, `Collected ${words}.`);
}

function parseModel(text: string): string {
  if (!/^0x[0-9a-f]{64}$/.test(text)) throw usage(`'${text}' is not a model id: 0x and 64 hex digits; hearth inspect DIR prints it`);
  return text;
}

export async function seats(context: Context, modelText: string): Promise<void> {
  const modelId = parseModel(modelText);
  const { node: nodeText, take, leave } = context.options as { node?: string; take?: boolean; leave?: boolean };
  if (take && leave) throw usage('--take or --leave, not both');
  if (!take && !leave) {
    const chain = await openChainOf(context.chain, context.output);
    const holders = await readSeats(chain, modelId);
    const { values } = await readParameters(chain);
    const byNode = [...Map.groupBy(holders, (holder) => holder)].map(([holder, held]) => [holder, String(held.length)]);
    return context.output.result({ modelId, seats: holders, seatStakeWei: values.SeatStakeWei }, [
      `${holders.length} seats. Each locks ${formatCoins(values.SeatStakeWei)} EMBER of its node's stake.`, ...(byNode.length > 0 ? [formatTable([['node', 'seats'], ...byNode])] : []),
    ].join('\n'));
  }
  if (!nodeText) throw usage('--node ADDRESS says whose seat');
  const node = parseAddress(nodeText);
  const { chain, send } = await openSender(context);
  if (take) return send([buildRegisterSeat(chain.deployment, node, modelId)], `${node} sits among the verifiers of ${modelId}. It is drawn for what is anchored from now on.`);
  const index = (await readSeats(chain, modelId)).findIndex((holder) => sameAddress(holder, node));
  if (index < 0) throw usage(`${node} holds no seat of this model`);
  await send([buildLeaveSeat(chain.deployment, node, modelId, index)], `${node} gave its seat up. What it was drawn for before stays its to judge.`);
}

export async function votes(context: Context, accountText: string | undefined): Promise<void> {
  const delegate = context.options['delegate'] as string | undefined;
  if (delegate !== undefined) {
    const { chain, send } = await openSender(context);
    return send([buildDelegateTransaction(chain.deployment, parseAddress(delegate))], `${delegate} votes with these coins from now on.`);
  }
  const chain = await openChainOf(context.chain, context.output);
  const account = accountText === undefined ? computeAddress((await readSigningKey(context.chain, chain.deployment.practice)).publicKey) : parseAddress(accountText);
  const found = await readVotes(chain, account);
  context.output.result({ account, ...found }, [
    `${account} votes with ${formatCoins(found.votesWei)}.`,
    `It holds ${formatCoins(found.coinWei)} EMBER, ${formatCoins(found.lockedWei)} of them locked as stake; ${found.delegate ? `${found.delegate} votes with them` : 'nobody votes with them until it delegates'}.`,
  ].join('\n'));
}

const shown = (chain: Chain, { proposalId, proposer, state, description, voteStartSeconds, voteEndSeconds, etaSeconds, votesWei, quorumWei, targets, calldatas }: Proposal) => ({
  proposalId: proposalId.toString(), proposer, state, description, voteStartSeconds, voteEndSeconds, etaSeconds, votesWei, quorumWei,
  actions: targets.map((target, i) => formatAction(chain.deployment, target, calldatas[i]!)),
});

export async function proposals(context: Context): Promise<void> {
  const chain = await openChainOf(context.chain, context.output);
  const found = (await readProposals(chain)).map((proposal) => shown(chain, proposal));
  const rows = found.map(({ proposalId, state, votesWei, quorumWei, actions, description }) => [shortId(proposalId), state, formatCoins(votesWei.for), formatCoins(votesWei.against), formatCoins(quorumWei), printable(actions.join('; ')), printable(description)]);
  context.output.result({ proposals: found }, rows.length === 0 ? 'No proposals yet.' : formatTable([['proposal', 'state', 'for', 'against', 'quorum', 'does', 'why'], ...rows]));
}

async function findProposal(chain: Chain, text: string): Promise<Proposal> {
  if (!/^\d{1,78}(…\d{1,78})?$/.test(text)) throw usage(`'${text}' is not the number of a proposal`);
  const found = (await readProposals(chain)).filter(({ proposalId }) => isMeant(proposalId.toString(), text));
  if (found.length !== 1) throw usage(found.length === 0 ? `there is no proposal ${text}; hearth proposals lists them` : `${text} is the beginning of ${found.length} proposals`);
  return found[0]!;
}

export async function vote(context: Context, proposalText: string, supportText: string): Promise<void> {
  const support = supports.find((name) => name === supportText);
  if (!support) throw usage(`a vote is ${supports.join(', ')}, not '${supportText}'`);
  const { chain, send } = await openSender(context);
  const { proposalId } = await findProposal(chain, proposalText);
  await send([buildVoteTransaction(chain.deployment, proposalId, support satisfies Support, context.options['reason'] as string)], `Voted ${support}.`);
}

export async function propose(context: Context): Promise<void> {
  const { chain, from, send } = await openSender(context);
  const { deployment } = chain;
  const { queue, execute } = context.options as { queue?: string; execute?: string };
  if (queue !== undefined) return send([buildQueueTransaction(deployment, await findProposal(chain, queue))], 'Queued; it can be executed once the delay is over.');
  if (execute !== undefined) return send([buildExecuteTransaction(deployment, await findProposal(chain, execute))], 'Executed.');
  const body = buildProposal(readDescription(context), readActions(chain, context));
  const [proposalId, { votesWei, coinWei }, thresholdWei] = await Promise.all([readProposalId(chain, body), readVotes(chain, from), readProposalThreshold(chain)]);
  if (votesWei < thresholdWei) throw usage(`a proposal takes ${formatCoins(thresholdWei)} votes, and ${from} has ${formatCoins(votesWei)}${coinWei >= thresholdWei ? ` while it holds ${formatCoins(coinWei)} EMBER: hearth votes --delegate ${from} lets it vote with them, from the next second on` : ''}`);
  await send([buildProposeTransaction(deployment, body)], `Proposed as ${proposalId}: ${body.targets.map((target, i) => formatAction(deployment, target, body.calldatas[i]!)).join('; ')}`);
}

function readDescription({ options }: Context): string {
  if (!options['description']) throw usage('--description TEXT says why');
  return options['description'] as string;
}

function readActions({ deployment }: Chain, { options }: Context): Call[] {
  const [name, value] = ((options['set'] as string | undefined) ?? '').split('=');
  const [to, coins] = ((options['grant'] as string | undefined) ?? '').split('=');
  const actions: Call[] = [];
  if (options['set'] !== undefined) {
    if (!parameterNames.includes(name as ParameterName) || !/^\d{1,78}$/.test(value ?? '')) throw usage(`--set takes a name and a whole number, as AuditFloorBps=700; names are ${parameterNames.join(', ')}`);
    actions.push(buildSetParameter(deployment, name as ParameterName, BigInt(value!)));
  }
  if (options['grant'] !== undefined) actions.push(buildGrant(deployment, parseAddress(to ?? ''), parseCoins(coins ?? '')));
  if (actions.length === 0) throw usage('say what to propose: --set NAME=VALUE or --grant ADDRESS=COINS');
  return actions;
}

export async function treasury(context: Context): Promise<void> {
  const chain = await openChainOf(context.chain, context.output);
  const [held, governed] = await Promise.all([readTreasury(chain), readParameters(chain)]);
  const { split } = governed;
  context.output.result({ ...held, ...governed }, [
    `The treasury ${held.account} holds ${formatCoins(held.heldWei)} EMBER; ${formatCoins(held.dueWei)} more wait to be collected for it.`,
    `The verifiers' pool holds ${formatCoins(held.verifierPoolWei)}. New coins made: ${formatCoins(held.issuedWei)} of at most ${formatCoins(held.issuanceCapWei)}; supply ${formatCoins(held.supplyWei)}.`,
    `Split ${governed.splitVersion}, in hundredths of a percent: verifiers ${split.verifiersBps}, application ${split.appBps}, treasury ${split.treasuryBps}, royalty up to ${split.maxRoyaltyBps}; the node gets the rest.`,
    formatTable([['number', 'value'], ...Object.entries(governed.values).map(([name, value]) => [name, name.endsWith('Wei') ? `${formatCoins(value)} EMBER` : String(value)])]),
  ].join('\n'));
}

/** The chain knows a model by its id alone; names are what a running Hearth calls those that lie here. null: none runs. */
async function readModelNames(dataFolder: string): Promise<ReadonlyMap<string, string> | null> {
  try {
    return await withRunning(dataFolder, async (hearth) => new Map((await hearth.ask('readModels', {})).models.map(({ modelId, title }) => [modelId, title])));
  } catch (error) {
    if (isHearthError(error, 'host.notRunning')) return null;
    throw error;
  }
}

export async function models(context: Context): Promise<void> {
  const chain = await openChainOf(context.chain, context.output);
  const [found, names] = await Promise.all([readModels(chain), readModelNames(context.chain.dataFolder)]);
  const nameOf = (modelId: string): string | null => names?.get(modelId) ?? null;
  const rows = found.flatMap((model) => model.shares.map((share) => [printable(nameOf(model.modelId) ?? (names ? 'not here' : '?')), shortId(model.modelId), `${model.royaltyBps / 100} %`, formatCoins(model.royaltyWei), share.index === 0 ? 'publisher' : `contributor ${share.index}`, share.holder, `${share.shareBps / 100} %`, formatCoins(share.dueWei)]));
  const unnamed = names ? '' : '\n\nThe chain holds ids alone; names show while Hearth runs (hearth start).';
  context.output.result({ models: found.map((model) => ({ ...model, name: nameOf(model.modelId) })) }, rows.length === 0 ? 'No models are registered.' : `${formatTable([['name', 'model', 'royalty', 'earned', 'who', 'holder', 'share', 'due'], ...rows])}${unnamed}`);
}
