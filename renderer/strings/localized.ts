import { isolate, isRightToLeft } from '../format/locale.ts';

/** The words of a count: which forms a language has is its own matter, `other` it always has (Unicode plural rules). */
export type CountForms = { readonly [Rule in Exclude<Intl.LDMLPluralRule, 'other'>]?: string } & { readonly other: string };

/** English as any language may say it: every literal a string, every function with the same parts, every count with its own forms. */
export type Widen<Value> =
  Value extends string ? string
  : Value extends (...parts: infer Parts) => infer Said ? (...parts: Parts) => Widen<Said>
  : Value extends readonly (infer Item)[] ? readonly Widen<Item>[]
  : Value extends { readonly one: string; readonly other: string } ? CountForms & { readonly [Key in Exclude<keyof Value, 'one' | 'other'>]: Widen<Value[Key]> }
  : Value extends object ? { readonly [Key in keyof Value]: Widen<Value[Key]> }
  : Value;

type Table = Readonly<Record<string, unknown>>;
const english = new Map<string, Table>();
let translation: Readonly<Record<string, unknown>> | null = null;

/** Every group that was registered, by its name; for the test that no language misses a key. */
export const englishGroups = (): ReadonlyMap<string, Table> => english;

/** null: English. Takes effect at the next look at any word. */
export const setTranslation = (pack: Readonly<Record<string, unknown>> | null): void => void (translation = pack);

/** A part of a table that has keys of its own, not a text, a sentence, a list or the forms of a count. */
export const isBranch = (value: unknown): value is Table => typeof value === 'object' && value !== null && !Array.isArray(value) && typeof (value as Table)['other'] !== 'string';

/**
 * A table of English words that speaks the language shown at the moment of looking: write English here and use it as a plain
 * object. Hold on to a branch (`const text = words.jobs`), never to a text outside of a function: it would stay in its language.
 *
 * @param name  the name of the exported constant; each language gives its words under the same one
 */
export function localized<const English extends object>(name: string, table: English): Widen<English> {
  english.set(name, table as unknown as Table);
  return follow(table as unknown as Table, [name]) as Widen<English>;
}

function follow(table: Table, path: readonly string[]): Table {
  const shown: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(table)) {
    if (isBranch(value)) shown[key] = follow(value, [...path, key]);
    else Object.defineProperty(shown, key, { enumerable: true, get: () => (translation === null ? value : translated([...path, key], value)) });
  }
  return Object.freeze(shown);
}

function translated(path: readonly string[], otherwise: unknown): unknown {
  let found: unknown = translation;
  for (const key of path) found = isBranch(found) && Object.hasOwn(found, key) ? found[key] : undefined;
  if (found === undefined) return otherwise;
  return typeof found === 'function' && isRightToLeft() ? isolating(found as (...parts: unknown[]) => unknown) : found;
}

/** A sentence takes its parts one by one, an error's as one object. */
const isolatePart = (part: unknown): unknown =>
  typeof part === 'string' ? isolate(part) : typeof part === 'object' && part !== null ? Object.fromEntries(Object.entries(part).map(([key, value]) => [key, typeof value === 'string' ? isolate(value) : (value as unknown)])) : part;

const wrapped = new WeakMap<(...parts: unknown[]) => unknown, (...parts: unknown[]) => unknown>();

/** Names, digests and numbers stand in a sentence of the other direction: each keeps its own. */
function isolating(say: (...parts: unknown[]) => unknown): (...parts: unknown[]) => unknown {
  const known = wrapped.get(say);
  if (known) return known;
  const isolated = (...parts: unknown[]): unknown => say(...parts.map(isolatePart));
  wrapped.set(say, isolated);
  return isolated;
}
