/** The locale in which numbers, dates, lists and plurals are written: the system's own until a language is chosen. */
let shown: string | undefined;
let isRtl = false;

export const shownLocale = (): string | undefined => shown;
export const isRightToLeft = (): boolean => isRtl;

export function setLocale(locale: string | undefined, rightToLeft: boolean): void {
  shown = locale;
  isRtl = rightToLeft;
}

const opensIsolate = '\u2068';
const closesIsolate = '\u2069';
const turnsRight = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;

/**
 * Keeps a part from rearranging the sentence around it (UAX #9, isolates): always in a language that is written from the right,
 * elsewhere when the part itself is. A single word or number turns nothing around.
 */
export const isolate = (text: string): string => (!/^[a-z0-9]*$/i.test(text) && !text.startsWith(opensIsolate) && (isRtl || turnsRight.test(text)) ? `${opensIsolate}${text}${closesIsolate}` : text);

/** A number with a symbol of Latin letters ("12 GiB", "63 °C") keeps its order where the sentence runs the other way. */
export const leftToRight = (text: string): string => (isRtl ? `\u2066${text}${closesIsolate}` : text);

/** What stands between facts side by side; Intl's own lists of units end in an "and" in German, French and Polish. */
const factMarks: Readonly<Record<string, string>> = { ar: '، ', ja: '、', zh: '，' };

/** "a, b and c", as the language joins them; unit: "a, b, c", facts beside each other that no "and" joins. */
export function formatList(parts: readonly string[], type: 'conjunction' | 'unit' = 'conjunction'): string {
  if (type === 'unit') return parts.join(factMarks[(shown ?? 'en').slice(0, 2)] ?? ', ');
  return new Intl.ListFormat(shown, { type, style: 'long' }).format(parts);
}

/** A title in the middle of a sentence: small, but for German, where a noun keeps its capital. */
export const withinSentence = (title: string): string => (/^de\b/.test(shown ?? '') ? title : title.toLocaleLowerCase(shown));
