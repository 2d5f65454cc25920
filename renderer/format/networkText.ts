import { plainLines, plainText } from './digest.ts';

/**
 * Why a text of a stranger may not be what it seems. hidden: characters that nobody sees were taken out. mixed: one word has letters of several
 * alphabets. lookalike: all of a word's letters stand for Latin ones and are none.
 */
export type TextDoubt = 'hidden' | 'mixed' | 'lookalike';

/** Nobody judges a megabyte to show a line. */
const mostJudged = 4000;

/** C0 and C1 controls but the blanks, overrides and isolates, blanks without width, tags. Marks that right-to-left and Indic writing needs are no ruse. */
const unseen = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u180e\u200b\u202a-\u202e\u2060\u2066-\u2069\ufeff\u{e0000}-\u{e007f}]/u;
const scripts = ['Latin', 'Cyrillic', 'Greek', 'Armenian', 'Georgian', 'Cherokee', 'Coptic', 'Hebrew', 'Arabic', 'Han', 'Hiragana', 'Katakana', 'Hangul', 'Bopomofo'].map((name) => ({ name, has: new RegExp(`\\p{Script=${name}}`, 'u') }));
const unscripted = /\p{Script=Common}|\p{Script=Inherited}/u;
/** Scripts that one word of Japanese, Korean or Chinese may mix (UTS #39, highly restrictive). */
const allowed = [['Latin', 'Han', 'Hiragana', 'Katakana'], ['Latin', 'Han', 'Hangul'], ['Latin', 'Han', 'Bopomofo']].map((names) => new Set(names));
const likeLatin = { Cyrillic: /^[аеорсухіјѕһԁԛԝАВЕЅІЈКМНОРСТУХ]+$/u, Greek: /^[αικνορυΑΒΕΖΗΙΚΜΝΟΡΤΥΧ]+$/u } as const;
/** Letters that are Latin ones in a costume: mathematical alphabets and full width. */
const costume = /[\u{1d400}-\u{1d7ff}\uff21-\uff3a\uff41-\uff5a]/u;

const scriptsOf = (word: string): ReadonlySet<string> => new Set([...word].filter((letter) => !unscripted.test(letter)).map((letter) => scripts.find(({ has }) => has.test(letter))?.name ?? 'other'));

/** Pure. */
export function findDoubts(text: string): readonly TextDoubt[] {
  const found = new Set<TextDoubt>();
  if (unseen.test(text)) found.add('hidden');
  const words = (text.replace(new RegExp(unseen, 'gu'), '').match(/[\p{L}\p{M}]+/gu) ?? []).map((word) => ({ word, used: scriptsOf(word) }));
  for (const { word, used } of words) {
    if (used.size > 1 && !allowed.some((set) => [...used].every((script) => set.has(script)))) found.add('mixed');
    if (costume.test(word)) found.add('lookalike');
  }
  for (const script of ['Cyrillic', 'Greek'] as const) {
    const ofScript = words.filter(({ used }) => used.has(script));
    // A short Russian or Greek word may be made of such letters alone; with others of its alphabet around it nobody is fooled.
    if (ofScript.some(({ word }) => word.length > 1) && ofScript.every(({ word }) => likeLatin[script].test(word))) found.add('lookalike');
  }
  return [...found];
}

/** Of the parts that a sentence quotes, as they came: what is no text is none of a stranger's. Each doubt once. Pure. */
export const doubtsOfParts = (parts: readonly unknown[]): readonly TextDoubt[] => [...new Set(parts.flatMap((part) => (typeof part === 'string' ? findDoubts(part.slice(0, mostJudged)) : [])))];

/** Hosts of the links in a text, as the network writes them (letters of other alphabets in Punycode), each once, five at most. Pure. */
export function findHosts(text: string): readonly string[] {
  const hosts = (text.match(/\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s<>"']+/giu) ?? []).flatMap((link) => {
    const url = URL.parse(link.replace(/^[^:]+/, 'https'));
    return url && /[\p{L}\d]/u.test(url.hostname) ? [url.hostname.slice(0, 100)] : [];
  });
  return [...new Set(hosts)].slice(0, 5);
}

export type ReadText = { readonly shown: string; readonly doubts: readonly TextDoubt[]; readonly hosts: readonly string[] };

/** A stranger's text for display: bounded, in one direction, with what is doubtful about it. `lines`: its lines stay. Pure. */
export const readNetworkText = (text: string, limit: number, lines = false): ReadText => {
  const head = text.slice(0, limit * 4);
  return { shown: lines ? plainLines(head, limit) : plainText(head, limit), doubts: findDoubts(head), hosts: findHosts(head) };
};
