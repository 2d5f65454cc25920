import { plainText } from '../format/digest.ts';

type Sentence = string | ((...parts: string[]) => string);
/** Sentences by their codes, as programs write them or as a language says them. */
export type Sentences = Readonly<Record<string, Sentence>>;

const hole = (place: number): string => `\u0001${place}\u0001`;
const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** The English sentence with holes where its parts stand. */
function patternOf(english: Sentence): { readonly pattern: RegExp; readonly places: readonly number[] } {
  const sentence = typeof english === 'string' ? english : english(hole(0), hole(1), hole(2), hole(3));
  const places = [...sentence.matchAll(/\u0001(\d)\u0001/g)].map(([, place]) => Number(place));
  return { places, pattern: new RegExp(`^${escaped(sentence).replace(/\u0001\d\u0001/g, '(.+)')}$`, 'su') };
}

/**
 * Finds which English sentence of a table a text is, and says it in the page's language with its parts; null: none of them. Where two fit the first is taken, so the more particular stand first.
 *
 * @param sayPart  a part as it is to be shown, with the code of its sentence
 */
export function createFinder(english: Sentences, words: Sentences): (text: string, sayPart?: (part: string, code: string) => string) => string | null {
  let patterns: readonly { readonly code: string; readonly pattern: RegExp; readonly places: readonly number[] }[] | null = null;
  return (text, sayPart = (part) => plainText(part, 240)) => {
    // Most visits need none of them.
    patterns ??= Object.entries(english).map(([code, sentence]) => ({ code, ...patternOf(sentence) }));
    for (const { code, places, pattern } of patterns) {
      const found = pattern.exec(text);
      if (!found) continue;
      const said = words[code]!;
      if (typeof said === 'string') return said;
      const parts: string[] = [];
      for (const [index, place] of places.entries()) parts[place] = sayPart(found[index + 1]!, code);
      return said(...parts);
    }
    return null;
  };
}
