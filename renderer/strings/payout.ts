import { localized } from './localized.ts';

/** Words of what waits to be collected, what that costs, and when it is worth it. */
export const payoutWords = localized('payoutWords', {
  title: 'What to collect, and when', waiting: 'Asking the chain what waits and what it would cost.', unsigned: 'The wallet’s signer is being asked.',
  places: { onWay: 'On its way', onWayNote: 'vouchers, anchors and windows', settle: 'Ready to settle', settleNote: 'the node does it by itself', held: 'Held back', heldNote: 'by your limit on fees', collect: 'In the contracts', collectNote: 'to be collected', payout: 'At the payout address', float: 'The node’s float', floatNote: 'pays for anchors and settlements' },
  kinds: { account: 'Pay and refunds of an account', royalty: 'Royalty of a model', issuance: 'New coins of this node' },
  fee: (fee: string) => `fee now ${fee}`, share: (percent: string) => `${percent} of it`, above: (percent: string) => `more than ${percent}`, feeUnknown: 'the chain does not say what it would cost',
  recommend: {
    nothing: 'Nothing has to be collected. What jobs pay reaches the payout address by itself.',
    collect: (amount: string, percent: string) => `Collect now: ${amount} can be had, and fees take ${percent} of it.`,
    wait: (amount: string, limit: string) => `Wait: of ${amount} the fees would take more than your limit of ${limit}. The fee does not grow with the amount.`,
    settle: (percent: string, limit: string) => `Wait: settling now would cost ${percent} of what is ready, and your limit is ${limit}.`,
    settleDays: (amount: string, days: string) => `It is worth it from ${amount} on; at the pace of your jobs that takes ${days}.`, settleFrom: (amount: string) => `It is worth it from ${amount} on.`,
    unknown: (amount: string) => `${amount} can be collected. Say under “Set prices” what an EMBER and a coin of the fee currency are worth, in one currency, and its fee is weighed.`,
  },
  advice: { collect: 'worth it now', from: (amount: string) => `worth it from ${amount} on`, unknown: 'not weighed' }, days: { one: 'day', other: 'days' },
  collect: 'Collect', collectGo: 'Sign and collect', collectSentence: (amount: string, holder: string) => `Sends ${amount} to ${holder}. Whoever signs pays the fee; nobody can send it elsewhere.`,
  anyway: 'Fetch it whatever it costs', overruled: (when: string) => `Your limit on fees is set aside until ${when}.`, noAccount: 'Collecting takes an account of the wallet: its key signs, and it pays the fee.', toWallet: 'To the wallet',
});

/** Words of a model on its way into the registry, and of its royalty. */
export const publishWords = localized('publishWords', {
  publish: 'Publish it', title: 'Publish a model', why: 'Registers the model by its roots, for good. Each job of it that is paid through the network’s contracts then pays your royalty.', noAccount: 'Publishing takes an account of the wallet: its key signs, and it pays the fees.',
  account: 'Publisher', royalty: 'Royalty, in percent of a job’s price', royaltyMost: (percent: string) => `This network pays ${percent} at most. It cannot be changed afterwards.`,
  contributors: 'Shares of contributors', contributorsHint: 'One a line: an address and its percentage of the royalty. The publisher keeps the rest.', uri: 'Where it is described', uriHint: 'Stands on the chain for everybody to read. May stay empty.',
  bad: { royalty: 'A percentage from 0 to 100, with at most two decimals.', line: (n: string) => `Line ${n} is not an address and a percentage.`, twice: 'An address has two shares.', over: 'The shares are more than 100 percent together.' },
  plan: 'Go on', planning: 'Hashing every file', cancel: 'Cancel',
  list: 'Your publications', forget: 'Forget it', keeps: (percent: string) => `${percent} of the royalty for the publisher`, asks: (percent: string) => `royalty ${percent}`,
  state: {
    planned: 'Step 1 of 2: announce it. The announcement does not say which model it is, so nobody can register it before you.', announced: (left: string) => `Announced. It can be registered in ${left}.`, ready: (until: string) => `Step 2 of 2: register it, until ${until}.`,
    expired: 'The announcement ran out. Announce it again.', registered: 'Registered. What it earns stands below.', taken: 'Somebody else registered this model. Nothing more can be done here.',
  },
  announce: 'Announce', announceGo: 'Sign and announce', announceSentence: 'Announces a registration without naming the model.', register: 'Register', registerGo: 'Sign and register', registerSentence: (title: string, percent: string) => `Registers ${title} with a royalty of ${percent}. It cannot be changed or taken back.`,
  yours: (percent: string) => `${percent} of it is yours`,
});
