import type { ParameterName, ProposalShown, SupportName } from '../../electron/shared/governance.ts';
import { localized } from './localized.ts';

/** A governed number in words: what it is, and who feels it. */
export const parameterWords = localized('parameterWords', {
  AuditFloorBps: { title: 'Share of receipts audited', what: 'at least this share of every node’s receipts is audited' },
  FirstJobsAudited: { title: 'First jobs audited', what: 'so many first jobs of a new node are audited, all of them' },
  FirstCommittee: { title: 'First committee', what: 'verifiers who look first' },
  SecondCommittee: { title: 'Second committee', what: 'verifiers who look when the first disagree' },
  FinalCommittee: { title: 'Last committee', what: 'verifiers whose word is the last' },
  CommitSeconds: { title: 'Time to commit a vote', what: 'a verifier that is later loses its say' },
  RevealSeconds: { title: 'Time to reveal a vote', what: 'a verifier that is later loses its say' },
  ResponseSeconds: { title: 'Time to answer a dispute', what: 'an accused node that is silent for longer loses' },
  DisputeBondWei: { title: 'Least bond of a dispute', what: 'whoever opens a dispute puts this up, and the winner gets it' },
  RejectBondWei: { title: 'Bond of a rejection', what: 'whoever asks for a committee puts this up' },
  VerifierPayWei: { title: 'Pay of a verifier', what: 'for one receipt looked at' },
  VerifierPayMaxBps: { title: 'Most a verifier is paid', what: 'of the job’s price' },
  FaultSlashBps: { title: 'Taken for a proven fault', what: 'of all that is staked and unbonding' },
  SilenceSlashBps: { title: 'Taken for silence', what: 'of all that is staked and unbonding, when a dispute is not answered in time' },
  VerifierSlashBps: { title: 'Taken for two different votes', what: 'of a verifier’s stake' },
  UnbondingSeconds: { title: 'Time to unstake', what: 'stake that is asked back waits this long' },
  ClaimSeconds: { title: 'Time before a claim is paid', what: 'a client may object for this long' },
  SeatStakeWei: { title: 'Stake for a verifier’s seat', what: 'each new seat needs this much' },
  RegistrationSeconds: { title: 'Wait after registering a model', what: 'before it earns royalties' },
  SnapshotAgeSeconds: { title: 'Age of the verifiers’ list', what: 'a committee is drawn from the list as it was this long ago' },
  DisputeBondBps: { title: 'Bond of a dispute by stake', what: 'of all that the accused has staked and unbonding; a dispute takes this much, and at least the least bond' },
} satisfies Record<ParameterName, { readonly title: string; readonly what: string }>);

/** Words of the governance screens. */
export const governanceWords = localized('governanceWords', {
  title: 'Governance', waiting: 'Reading the proposals from the chain.', back: 'All proposals',
  votes: 'Your votes', noWallet: 'Without an account in the wallet there is nothing to vote with. Proposals can be read all the same.',
  accountLine: { self: 'votes itself', nobody: 'nobody votes with these coins until you delegate', given: 'votes are given to', holds: (amount: string) => `holds ${amount}`, watch: 'watched, its key is not here' },
  delegate: { go: 'Delegate', toSelf: 'Vote with them myself', back: 'Take them back', title: 'Who votes with these coins', to: 'Account that votes', toHint: '0x and 40 hexadecimal digits. Coins stay where they are; only their votes go. Take them back at any time.', review: 'Review', sign: 'Sign and delegate', cancel: 'Cancel', noExpiry: 'The chain knows no end date for it: it holds until you take it back.', bad: 'That is no address.', sentence: (to: string) => `Gives the votes of all coins in this account, staked ones too, to ${to}.`, sentenceSelf: 'The account votes with its own coins, staked ones too.' },
  proposals: 'Proposals', filter: { label: 'Show', open: 'Open', upcoming: 'Upcoming', closed: 'Closed' },
  empty: { open: 'No proposal is open.', upcoming: 'No proposal is about to open.', closed: 'No proposal was ever decided.' }, emptyNext: 'Whoever has enough votes may make one.', notAll: (shown: string, total: string) => `The newest ${shown} of ${total} are shown.`,
  state: { pending: 'Opens soon', active: 'Open', canceled: 'Taken back', defeated: 'Rejected', succeeded: 'Accepted, to be queued', queued: 'Accepted, waits for its delay', expired: 'Accepted, and never carried out', executed: 'Carried out' } satisfies Record<ProposalShown['state'], string>,
  support: { for: 'For', against: 'Against', abstain: 'Abstain' } satisfies Record<SupportName, string>,
  ends: (left: string, when: string) => `ends in ${left}, ${when}`, opens: (left: string, when: string) => `opens in ${left}, ${when}`, ended: (when: string) => `ended ${when}`, executable: (left: string) => `can be carried out in ${left}`, executableNow: 'can be carried out now',
  votedFor: (how: string, weight: string) => `You voted: ${how}, with ${weight}.`, youHave: (weight: string) => `You have ${weight} here.`, noPower: 'You had no votes when it opened, so you cannot vote on this one.', noPowerYet: 'As things stand you will have no votes on this one. Delegate before it opens.',
  quorum: (now: string, needed: string) => `${now} of the ${needed} it needs took part`, bar: (f: string, a: string, n: string) => `${f} for, ${a} against, ${n} abstain`,
  effect: 'What it changes for your node', description: 'What its proposer says', descriptionWhy: 'Written by a stranger, shown as plain text. Hearth opens no address in it and nobody from Hearth speaks there.', cut: 'It is longer; the whole stands on the chain.', noDescription: 'Nothing.', raw: 'The calls as they stand on the chain', target: 'Calls', value: 'Sends', proposer: 'Proposer', id: 'Proposal', moreActions: (n: string) => `It makes ${n} calls; only the first ten are shown.`,
  timeline: 'How far it is', result: 'Votes so far',
  vote: { title: 'Your vote', account: 'Vote with', how: 'How', reason: 'Reason, if you want', reasonHint: 'It stands on the chain for ever, under this account, for everybody to read.', left: (n: string) => `${n} characters left`, review: 'Review', sign: 'Sign and vote', final: 'A vote cannot be changed.', sentence: (how: string, weight: string) => `Votes ${how} with ${weight}.`, reasonShown: 'With the reason', stored: 'Your reason, as the chain stores it', closed: 'The vote is over.', noKey: 'The key of the account with votes is not in this wallet.' },
  queue: { go: 'Queue it', sentence: 'Hands the accepted proposal to the timelock; anyone may, and it costs only the fee.', sign: 'Sign and queue' },
  execute: { go: 'Carry it out', sentence: 'Carries the proposal out; anyone may, and it costs only the fee.', sign: 'Sign and carry out' },
  propose: {
    go: 'Propose a change', title: 'Propose a change', what: 'What', kinds: { setParameter: 'A governed number', grant: 'A grant' }, parameter: 'Number', value: 'New value', bounds: (low: string, high: string) => `From ${low} to ${high}.`, to: 'To', amount: 'Amount', held: (amount: string) => `The treasury holds ${amount}.`,
    why: 'Why', whyHint: 'Its first line is its title. It stands on the chain for ever.', review: 'Review', sign: 'Sign and propose', cancel: 'Cancel', threshold: (needed: string, has: string) => `A proposal needs ${needed} votes; this account has ${has}.`, badValue: 'That is no value for it.', outOfBounds: 'The contract refuses a value outside of its bounds.', badAddress: 'That is no address.', same: 'That is what it is now.',
    unit: { Wei: 'in coins', Bps: 'in percent', Seconds: 'in seconds', count: 'a whole number' }, sentence: (change: string) => `Proposes: ${change}`,
  },
  treasury: { title: 'Treasury', held: 'Held', due: 'To be collected for it', pool: 'Verifiers’ pool', issued: 'New coins made', issuedOf: (cap: string) => `of at most ${cap}`, split: 'Of each payment', splitWords: (node: string, verifiers: string, app: string, treasury: string) => `${node} to the node, ${verifiers} to verifiers, ${app} to the application, ${treasury} to the treasury; royalties come out of the node’s part.` },
  notFound: 'The chain has no such proposal.',
  effects: {
    set: (title: string, now: string, then: string) => `${title}: ${now} → ${then}.`,
    seatShort: (short: string) => `A new seat would need more than you have free: you would be ${short} short.`, seatEnough: 'What you have free would be enough for a new seat.', seatsHeld: (n: string) => `The ${n} you hold keep the stake they were taken with.`,
    fault: (then: string, now: string) => `One proven fault of this node would take ${then}; now it takes ${now}.`, silence: (then: string, now: string) => `A dispute this node does not answer would take ${then}; now it takes ${now}.`,
    unbonding: (then: string) => `Stake you ask back after that waits ${then}. What is on its way already keeps its date.`, audits: (then: string, now: string) => `About ${then} of your receipts would be audited; now ${now}.`,
    none: (what: string) => `Nothing of yours moves: ${what}.`, treasury: (amount: string, share: string) => `${amount} leave the treasury, ${share} of what it holds. Nothing of yours moves.`, treasuryShort: (amount: string) => `It grants ${amount}, which is more than the treasury holds: it would fail.`, unknown: 'This version of Hearth cannot say what this does. Read the calls below, or vote on it only if you can.', noStake: 'Hearth does not know this node’s stake now, so it cannot say what that means in coins.',
  },
});
