import { localized } from './localized.ts';

/** Words of what the owner takes and does not take. */
export const choiceWords = localized('choiceWords', {
  title: 'What is taken', why: 'Orders for what is off are refused, and it is not announced. Jobs already taken are done.', waiting: 'Reading your choices.', kinds: 'Kinds of jobs', models: 'Models', take: (name: string) => `Take ${name}`,
  clients: 'Clients not taken', clientsNone: 'No client is refused.', client: 'Address of a client', add: 'Refuse', addWrong: 'An address is 0x and 40 characters.', remove: (address: string) => `Take ${address} again`, removeShort: 'Take again',
});
