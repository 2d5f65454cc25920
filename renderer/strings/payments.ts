import type { PayWait } from '../../electron/shared/payWaits.ts';
import { plainText } from '../format/digest.ts';
import { formatPercent } from '../format/numbers.ts';
import { formatWhen } from '../format/time.ts';
import { localized } from './localized.ts';

/** Words of payments that wait, and of the owner's limit on their fees. */
export const paymentWords = localized('paymentWords', {
  waits: {
    voucher: 'Waits for the client’s voucher.',
    voucherUntil: (when: string) => `Waits for the client’s voucher. If none comes until ${when}, the price is claimed.`,
    dispute: 'Waits for the end of the dispute about it.',
    window: (when: string) => `Waits for the window of its anchor, which closes at ${when}.`,
    claim: (when: string) => `The price is claimed. It is paid from ${when} on, unless a court voids the job.`,
    chain: 'Waits for the chain, which does not answer or is in doubt.',
    network: 'Belongs to another network, and is paid only while Hearth is on that one.',
    fee: (percent: string, limit: string) => `Waits for lower fees: the fee would take ${percent} of the price, and your limit is ${limit}.`,
    feeAbove: (percent: string) => `more than ${percent}`,
    refused: (error: string) => `The contract refused the claim: ${error}.`,
    again: (when: string) => `Tried again at ${when}.`,
  },
  lapse: { from: (when: string) => `If nobody can pay it, it lapses at ${when}; then anybody may end it.`, lapsed: 'Nobody could pay this claim, and it lapsed.', end: 'End the claim', endGo: 'Sign and end it', endSentence: (amount: string) => `Gives ${amount} back to the client’s reservation. This job is then never paid.` },
  fees: {
    title: 'Fees', waiting: 'Reading the limit.', limit: 'Most of a payment that its fee may take, in percent', save: 'Save', wrong: 'A percentage from 0.1 to 100.',
    why: 'Settlements, claims and verifiers’ pay wait while their fee would take more than this. What a client could soon take back is fetched as long as it is worth more than its fee.',
    notWeighed: 'Nothing is weighed yet: that takes what an EMBER and a coin of the fee currency are worth, in one currency. Set both under Earnings.',
  },
});

/** What a job's price waits for, as one or two sentences. */
export function wordsOfWait(wait: PayWait, nowMs: number): string {
  const text = paymentWords.waits;
  const when = wait.againAtMs === null ? null : formatWhen(wait.againAtMs, nowMs);
  const again = when === null ? '' : ` ${text.again(when)}`;
  switch (wait.reason) {
    case 'voucher': return when === null ? text.voucher : text.voucherUntil(when);
    case 'window':
    case 'claim': return when === null ? '' : text[wait.reason](when);
    case 'dispute':
    case 'chain':
    case 'network': return text[wait.reason];
    case 'lapsed': return paymentWords.lapse.lapsed;
    case 'fee': {
      const percent = formatPercent(wait.percent / 100);
      return text.fee(wait.percent >= 1000 ? text.feeAbove(percent) : percent, formatPercent(wait.limitPercent / 100)) + again;
    }
    case 'refused': return text.refused(plainText(wait.error, 300)) + again;
  }
}
