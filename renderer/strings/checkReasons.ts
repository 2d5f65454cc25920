import { checkReasons } from '../../electron/shared/checkReasons.ts';
import { plainText } from '../format/digest.ts';
import { localized } from './localized.ts';
import { createFinder, type Sentences } from './sentences.ts';

/** What a check of a receipt found. English is what the checks themselves write. */
export const checkReasonWords = localized('checkReasonWords', checkReasons);

/** Sentences around other sentences. */
const nesting: ReadonlySet<string> = new Set(['accusesNobody', 'byCalibration', 'byRegistry', 'noCalibration', 'rowsFar', 'tableJudged']);
const find = createFinder(checkReasons as Sentences, checkReasonWords as Sentences);

/** The sentence in the page's language, with its parts; what no check of ours wrote is shown as it is. Pure. */
export const wordsOfCheck = (reason: string): string => find(reason, (part, code) => (nesting.has(code) ? wordsOfCheck(part) : plainText(part, 240))) ?? plainText(reason, 500);
