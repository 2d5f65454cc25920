import { modelReasons, passphraseHints, refusals } from '../../electron/shared/saidReasons.ts';
import { plainText } from '../format/digest.ts';
import { wordsOfCheck } from './checkReasons.ts';
import { localized } from './localized.ts';
import { wordsOfRevert } from './reverts.ts';
import { createFinder, type Sentences } from './sentences.ts';

/** Why a model is not taken, what stands against something that was asked for, and what is wrong with a passphrase. English is what the programs themselves write. */
export const modelReasonWords = localized('modelReasonWords', modelReasons);
export const refusalWords = localized('refusalWords', refusals);
export const passphraseHintWords = localized('passphraseHintWords', passphraseHints);

const finders = [createFinder(modelReasons as Sentences, modelReasonWords as Sentences), createFinder(refusals as Sentences, refusalWords as Sentences), createFinder(passphraseHints as Sentences, passphraseHintWords as Sentences)];

/** A failure's reason in the page's language; what a system, a driver or a peer says is shown as it is. Pure. */
export function wordsOfSaid(reason: string, limit = 400): string {
  for (const find of finders) {
    const words = find(reason);
    if (words !== null) return words;
  }
  return wordsOfRevert(reason) ?? plainText(wordsOfCheck(reason), limit);
}
