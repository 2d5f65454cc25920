import type { ZxcvbnFactory } from '@zxcvbn-ts/core';
import { refusals } from '../../shared/saidReasons.ts';

export type Strength = {
  /** 0 to 4, as zxcvbn counts; 3 is the least we take. */
  readonly score: number;
  /** Guesses as a power of ten. */
  readonly guessesLog10: number;
  readonly ok: boolean;
  readonly warning: string | null;
  readonly suggestions: readonly string[];
};

const leastLength = 12;
const leastScore = 3;
let rater: ZxcvbnFactory | null = null;

/**
 * How hard a passphrase is to guess for somebody who holds the file. At least 12 characters and 10^8 guesses; with half a
 * second a guess that is more than a year of one core, and people should take more.
 *
 * @param known  what an attacker would try first: account names
 */
export async function ratePassphrase(passphrase: string, known: readonly string[] = []): Promise<Strength> {
  // Only who sets a passphrase pays for the lists.
  rater ??= (await import('./passphraseWords.ts')).createRater();
  const { score, guessesLog10, feedback } = rater.check(passphrase, [...known, 'hearth', 'ember', 'wallet']);
  const isLong = [...passphrase].length >= leastLength;
  return {
    score, guessesLog10, ok: isLong && score >= leastScore,
    warning: isLong ? (feedback.warning ?? null) : refusals.useLength(leastLength),
    suggestions: [...(feedback.suggestions ?? [])],
  };
}
