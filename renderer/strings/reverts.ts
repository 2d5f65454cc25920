import { plainText } from '../format/digest.ts';
import { formatCoins } from '../format/money.ts';
import { formatCount, formatPercent } from '../format/numbers.ts';
import { formatMoment } from '../format/time.ts';
import { governanceWords } from './governance.ts';
import { localized } from './localized.ts';

type Told<Names extends string> = { readonly [Name in Names]: string };

/** Why the chain refuses what an owner asks of it, by the name that the contract gives it; the last four are said by no contract. Each stands in a sentence of ours, without a dot. */
export const revertWords = localized('revertWords', {
  AddressZero: 'the address of nobody cannot be used; name another',
  AmountZero: 'the amount is zero; name a larger one',
  ERC20InsufficientBalance: 'the account does not hold that much; choose a smaller amount',
  ERC20InvalidReceiver: 'nobody can receive at this address; name another',
  CoinsLocked: ({ freeWei, neededWei }: Told<'freeWei' | 'neededWei'>) => `of these coins only ${freeWei} are free and the rest are locked, where ${neededWei} are needed; choose a smaller amount, or unstake first`,
  NodeUnknown: 'the chain knows no operator of this node; bind the node to an account first',
  NodeAlreadyBound: ({ operator }: Told<'operator'>) => `the node belongs to ${operator} already; use that account`,
  BindingExpired: 'the consent of the node has run out; begin again',
  BindingSignatureInvalid: 'the node did not sign this consent; begin again',
  NotOperator: ({ operator }: Told<'operator'>) => `only the operator of the node may do that; use the account ${operator}`,
  StakeTooSmall: ({ activeWei, askedWei }: Told<'activeWei' | 'askedWei'>) => `the node has ${activeWei} of stake at work, and ${askedWei} are asked for; choose a smaller amount`,
  SeatsNeedStake: ({ neededWei }: Told<'neededWei'>) => `the seats that the node holds as a verifier need ${neededWei} of stake; leave a seat first, or unstake less`,
  NothingUnbonding: 'no stake of this node counts down; unstake some first',
  StillUnbonding: ({ withdrawableAtSeconds }: Told<'withdrawableAtSeconds'>) => `the countdown of the stake runs until ${withdrawableAtSeconds}; take it out then`,
  GovernorAlreadyCastVote: 'this account has voted on the proposal already, and a vote stands; nothing is left to do',
  GovernorNonexistentProposal: 'the chain has no such proposal; load the list anew',
  GovernorUnexpectedProposalState: ({ current }: Told<'current'>) => `the proposal is at another stage now (${current}); load it anew to see what is possible`,
  GovernorInsufficientProposerVotes: ({ threshold, votes }: Told<'threshold' | 'votes'>) => `a proposal takes ${threshold} votes and the account has ${votes}; have more votes delegated to it first`,
  GovernorRestrictedProposer: 'its author has reserved this proposal for another account',
  TimelockUnexpectedOperationState: 'the delay of the proposal is not over, or it was carried out already; load it anew',
  FailedCall: 'a contract refuses what the proposal would do',
  NothingDue: 'nothing is due here; it was collected already, or nothing was earned yet',
  ClaimTooEarly: ({ payableAtSeconds }: Told<'payableAtSeconds'>) => `that is possible from ${payableAtSeconds} on; try again then`,
  JobNotIn: 'the claim of this job is not open any more, or never was',
  OrdersPaused: ({ untilSeconds }: Told<'untilSeconds'>) => `the guardian of the network has paused orders until ${untilSeconds}; try again then`,
  ModelUnknown: 'the model is not registered on this chain; publish it first',
  ModelKnown: ({ publisher }: Told<'publisher'>) => `this model was registered by ${publisher} already`,
  NotPublisher: ({ publisher }: Told<'publisher'>) => `only who registered the model before may do that: ${publisher}`,
  CommitmentKnown: 'the first step of this was done already; go on with the second',
  CommitmentNotReady: ({ fromSeconds, untilSeconds }: Told<'fromSeconds' | 'untilSeconds'>) => `the second step is possible from ${fromSeconds} to ${untilSeconds}; wait, or begin again after that`,
  SharesTooHigh: ({ sharesBps, limitBps }: Told<'sharesBps' | 'limitBps'>) => `the shares are ${sharesBps} together and at most ${limitBps} are possible; lower them`,
  TooManyContributors: ({ limit }: Told<'limit'>) => `there are too many contributors; at most ${limit} are possible`,
  ShareUnknown: 'the model has no such share',
  NotHolder: ({ holder }: Told<'holder'>) => `this share belongs to ${holder}; use that account`,
  noFee: 'the account cannot pay the fee; send it some of the chain’s own currency first',
  noReason: 'it gave no reason; perhaps the recipient does not take this',
  unknown: ({ selector }: Told<'selector'>) => `for a reason that this Hearth does not know (${selector})`,
  inBlock: ({ block }: Told<'block'>) => `it failed in block ${block}; only its fee is spent`,
});

/** OpenZeppelin's IGovernor.ProposalState. */
const proposalStates = ['pending', 'active', 'canceled', 'defeated', 'succeeded', 'queued', 'expired', 'executed'] as const;
/** Other names of the same part, in other contracts. */
const sameParts: Readonly<Record<string, string>> = { stakeWei: 'activeWei' };
/** Errors that say the same as one above. */
const otherErrors: Readonly<Record<string, keyof typeof revertWords>> = { CallFailed: 'FailedCall' };

function wordsOfPart(name: string, value: string): string {
  if (!/^\d{1,78}$/.test(value)) return plainText(value, 120);
  if (name.endsWith('Wei') || name === 'votes' || name === 'threshold') return formatCoins(BigInt(value));
  if (name.endsWith('Seconds')) return formatMoment(Number(value) * 1000);
  if (name.endsWith('Bps')) return formatPercent(Number(value) / 10_000);
  if (name === 'current') return governanceWords.state[proposalStates[Number(value)] ?? 'pending'];
  return formatCount(Number(value));
}

function readParts(text: string): Record<string, string> {
  const parts = Object.fromEntries([...text.matchAll(/(\w+)=([^,]*)/g)].map(([, name, value]) => [sameParts[name!] ?? name!, wordsOfPart(name!, value!)]));
  return { ...parts, ...('neededWei' in parts && !('askedWei' in parts) ? { askedWei: parts['neededWei']! } : {}) };
}

/** What a contract or a node of the chain said, in the page's language; null: nothing that is known here. Pure. */
export function wordsOfRevert(said: string): string | null {
  const [, name = '', inside = ''] = /^([A-Z]\w*)\((.*)\)$/s.exec(said) ?? [];
  const code = otherErrors[name] ?? name;
  if (Object.hasOwn(revertWords, code)) {
    const words = revertWords[code as keyof typeof revertWords] as string | ((parts: Record<string, string>) => string);
    return typeof words === 'string' ? words : words(readParts(inside));
  }
  if (/^insufficient funds\b/i.test(said)) return revertWords.noFee;
  if (/^(?:no reason given|execution reverted)$/i.test(said)) return revertWords.noReason;
  const block = /^reverted in block (\d+), /.exec(said)?.[1];
  if (block !== undefined) return revertWords.inBlock({ block });
  const selector = /^unknown error (0x[0-9a-f]{8})$/i.exec(said)?.[1] ?? (name === '' ? undefined : name);
  return selector === undefined ? null : revertWords.unknown({ selector });
}
