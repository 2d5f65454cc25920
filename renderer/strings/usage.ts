import { localized } from './localized.ts';

/** What applications bought through the gateway. */
export const usageWords = localized('usageWords', {
  waiting: 'Reading what was bought.', spentIn: { 7: 'Spent in 7 days', 30: 'Spent in 30 days', 365: 'Spent in a year' }, days: { 7: '7 days', 30: '30 days', 365: '1 year' }, time: 'Time',
  empty: 'No application has bought here yet.',
  emptyNext: 'A gateway on this machine buys answers of other nodes for your applications, through the interface they already speak. Make a key for one and start the gateway; what it buys stands here.',
  quiet: 'Nothing was bought in this time.', requests: 'Requests', answers: 'Answers', answersCount: { one: 'answer', other: 'answers' }, unitsIn: 'Tokens in', unitsOut: 'Tokens out', replayed: 'Replayed', none: 'none',
  refunded: 'Refunded', refundedWhy: 'For jobs that a court declared void, the price came back out of the provider’s stake.',
  checked: 'Before an answer was paid for, its hashes and signatures were checked. Replayed ones were also computed again on this machine. Of a classifier, items count as tokens.',
  byTime: 'Spent by time', day: 'Day (UTC)', month: 'Month (UTC)', spent: 'Spent', share: 'Share', byWhat: 'Split by',
  by: { key: 'By key', model: 'By model', provider: 'By provider' }, ways: { key: 'Key', model: 'Model', provider: 'Provider' },
  providersNone: 'Who answered was not written down in this time.', providersWhy: 'What a second provider cost that was asked at the same time stands under the keys and models alone.',
  budgets: 'Budgets', budget: 'Budget', left: 'Left', noLimit: 'no limit', spentEver: 'Spent in all', usedUp: 'Used up', replays: 'Replays',
  policy: { all: 'all answers', adaptive: 'by each provider’s record' }, keysNone: 'No key is valid now. Make one:',
  clouds: 'The same tokens at a cloud', cloudsNone: 'No tokens of a kind that these clouds sell were bought.',
  cloudsWhy: 'List prices of other models, with other tokenizers: what tokens cost there, not what an answer as good would. What was spent here is test money, which has no rate in dollars.',
  cloudHead: { model: 'Model', tokens: 'Tokens', price: 'A million tokens', cost: 'Cost' }, tokensIn: (count: string) => `${count} in`, tokensInOut: (came: string, went: string) => `${came} in, ${went} out`,
  priceUnknown: 'no price with a source', costUnknown: 'unknown', readOn: (day: string) => `read on ${day}`,
});
