import type { Slash } from '../../electron/shared/staking.ts';
import { localized } from './localized.ts';

/** Words of the staking screen. */
export const stakingWords = localized('stakingWords', {
  title: 'Staking', staked: 'Staked', waiting: 'Reading the stake from the chain.', unbound: 'This node is bound to no operator yet.', unboundNext: 'An operator binds it once, for good; then it can be staked for. On the practice network Hearth does it by itself in a few seconds.',
  allows: (limit: string, used: string) => `It lets jobs worth ${limit} wait for payment at once. ${used} waits now.`, allowsNothing: 'Nothing is staked, so no job can wait for payment and none is taken.',
  age: (age: string) => `The chain data is ${age} old. Do not decide on it; what you can sign is off until it is fresh.`,
  figures: {
    required: 'Required now', requiredWhy: 'must stay for open jobs and seats', surplus: 'Free to take back', surplusWhy: 'staked and not required', inFlight: 'In open jobs', inFlightWhy: (share: string) => `${share} of what the stake allows`,
    unbonding: 'Unbonding', unbondingNone: 'nothing on its way back', atRisk: 'At risk now', atRiskWhy: (percent: string) => `one proven fault takes ${percent}`, slashed: 'Slashed to date', slashedNever: 'never', slashedTimes: { one: 'time', other: 'times' },
  },
  unbonding: { running: (left: string) => `ready in ${left}`, ready: 'ready to be freed', until: (when: string) => `on ${when}`, free: 'Free it', freeSentence: (amount: string) => `Frees ${amount}: it can be sent again.` },
  operator: { title: 'Who may act', is: 'Operator', none: 'No account', noKey: 'Its key is not in this wallet, so nothing can be signed here.', noKeyPractice: 'On the practice network this is an account Hearth made. Import its test key in the wallet (it stands in practice/keys.json of the data folder, under operator) and act here, or use hearth stake in a shell.', toWallet: 'To the wallet', waiting: 'Waiting for the signer, which keeps the keys.' },
  acts: { stake: 'Stake more', unstake: 'Unstake', amount: 'Amount', review: 'Review', cancel: 'Cancel', bad: 'An amount is digits, with a point and up to 18 more.', zero: 'The amount is nothing.', tooMuch: (has: string) => `Only ${has} is staked.`, stakeGo: 'Sign and stake', unstakeGo: 'Sign and unstake', withdrawGo: 'Sign and free it' },
  preview: {
    title: 'What it changes', now: 'Now', after: 'After', staked: 'Staked', limit: 'May wait at once', free: 'Free to take back', worst: 'One proven fault takes', worstWhy: (percent: string) => `${percent} of all that is staked or unbonding, and again with the next fault: in the worst case all of it goes`,
    lock: (span: string) => `To get it back takes ${span} from the day you ask, and it can be slashed until then.`,
    buysNothing: 'It earns nothing more today: the stake you have is not what holds you back.', buysUnknown: 'What it would earn is not known: this machine has no full day of payments yet.', buys: (most: string) => `It may earn between nothing and ${most} more a day, if orders are there for all of it.`,
  },
  warnings: {
    inactive: (models: string) => `Nothing would be staked. The node takes no orders any more, for all of its ${models}.`, models: { one: 'model', other: 'models' }, belowRequired: 'Less than the open jobs require would stay. No new work is taken until they are paid.', seats: 'The seats of a verifier need this stake. The chain refuses until you leave them.',
    restarts: (wait: string) => `Some is unbonding already. This joins it and starts its countdown anew: all of it waits ${wait} again.`, slashable: 'It stops counting at once, and can be slashed until it is freed.',
  },
  stakeSentence: (amount: string) => `Locks ${amount} of the operator's coins behind this node.`, unstakeSentence: (amount: string, span: string) => `Takes ${amount} out of the stake. It is yours to free after ${span}.`,
  slashes: {
    title: 'What was taken', empty: 'Nothing was ever taken.', emptyNext: 'A slash would stand here with its reason, the receipt it is about and the evidence to check it yourself.',
    why: { fault: 'Proven fault', dispute: 'Lost dispute', vote: 'Two different votes', refund: 'Refund a court decided', unknown: 'Taken by a court' } satisfies Record<Slash['why'], string>,
    job: 'Its job', noJob: 'no job of this machine is known for it', subject: 'Evidence hash', by: 'Shown by', at: 'When', tx: 'Transaction', rule: 'Rule',
    rules: { fault: 'Anyone may show the chain a receipt that is false by its own bytes.', dispute: 'Another node replayed the job and named the operator that is wrong.', vote: 'A verifier signs one vote about a receipt.', refund: 'A client whose job was decided false is paid back out of stake.', unknown: 'The transaction names no rule this version knows.' } satisfies Record<Slash['why'], string>,
    final: 'There is no appeal on the chain: a proof is judged by the contract at once, and for good. The bundle lets you and others check it.', export: 'Build the evidence bundle',
  },
});
