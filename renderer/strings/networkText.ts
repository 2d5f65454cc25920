import { localized } from './localized.ts';

/** What is said beside a stranger's text. */
export const networkTextWords = localized('networkTextWords', {
  hidden: 'hidden characters were removed', mixed: 'one word mixes alphabets', lookalike: 'letters that only look Latin', links: (hosts: string) => `Links are not opened here. They lead to ${hosts}.`,
});
