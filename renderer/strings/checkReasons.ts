import { checkReasons, type CheckReason } from '../../electron/shared/checkReasons.ts';
import { plainText } from '../format/digest.ts';
import { localized } from './localized.ts';

/** What a check of a receipt found. English is what the checks themselves write. */
export const checkReasonWords = localized('checkReasonWords', checkReasons);

/** Sentences around other sentences. */
const nesting: ReadonlySet<CheckReason> = new Set(['accusesNobody', 'byCalibration', 'byRegistry', 'noCalibration', 'rowsFar', 'tableJudged']);
const hole = (place: number): string => `\u0001${place}\u0001`;
const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Each English sentence with holes where its parts stand; the more particular ones stand first in the table. */
const patterns = (Object.keys(checkReasons) as CheckReason[]).map((code) => {
  const english: string | ((...parts: string[]) => string) = checkReasons[code];
  const sentence = typeof english === 'string' ? english : english(hole(0), hole(1), hole(2), hole(3));
  const places = [...sentence.matchAll(/\u0001(\d)\u0001/g)].map(([, place]) => Number(place));
  return { code, places, pattern: new RegExp(`^${escaped(sentence).replace(/\u0001\d\u0001/g, '(.+)')}$`, 'su') };
});

/** The sentence in the page's language, with its parts; what no check of ours wrote is shown as it is. Pure. */
export function wordsOfCheck(reason: string): string {
  for (const { code, places, pattern } of patterns) {
    const found = pattern.exec(reason);
    if (!found) continue;
    const words: string | ((...parts: string[]) => string) = checkReasonWords[code];
    if (typeof words === 'string') return words;
    const parts: string[] = [];
    for (const [index, place] of places.entries()) parts[place] = nesting.has(code) ? wordsOfCheck(found[index + 1]!) : plainText(found[index + 1]!, 240);
    return words(...parts);
  }
  return plainText(reason, 500);
}
