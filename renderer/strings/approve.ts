import { localized } from './localized.ts';

/** Words of what an owner signs outside of the wallet's own screen. */
export const approveWords = localized('approveWords', {
  asking: 'Asking signer and chain what it would do.',
  account: (name: string) => `Signed by ${name}.`,
  sent: 'Sent. It counts when it is in a block; until then nothing here changes.',
  transactions: 'Transactions', transactionsEmpty: 'Nothing was sent yet.', transactionsEmptyNext: 'What you sign here is listed as pending until it is in a block.', transactionsWaiting: 'Reading the transactions.',
});
