import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { formatList, setLocale } from '../../../../renderer/format/locale.ts';
import { plural } from '../../../../renderer/format/numbers.ts';
import { languageFacts, languageTags, localeOf, pickLanguage, type Language } from '../../../../renderer/strings/languages.ts';
import { englishGroups, isBranch, localized, setTranslation } from '../../../../renderer/strings/localized.ts';

const root = join(import.meta.dirname, '../../../..');
const strings = join(root, 'renderer/strings');
/** Files of words, not of the mechanism; importing one registers its groups. */
const files = readdirSync(strings).filter((name) => name.endsWith('.ts') && !['localized.ts', 'languages.ts', 'pack.ts', 'sentences.ts'].includes(name));
beforeAll(async () => {
  for (const file of files) await import(join(strings, file));
});
afterEach(() => {
  setTranslation(null);
  setLocale(undefined, false);
});

type Leaf = { readonly path: string; readonly value: unknown };
const leaves = (table: object, path: string): Leaf[] => Object.entries(table).flatMap(([key, value]) => (isBranch(value) ? leaves(value, `${path}.${key}`) : [{ path: `${path}.${key}`, value }]));
const flat = (groups: Iterable<readonly [string, unknown]>): Map<string, unknown> => new Map([...groups].flatMap(([name, table]) => leaves(table as object, name)).map(({ path, value }) => [path, value]));

test('every table of words in renderer/strings follows the language', () => {
  for (const file of files) {
    const text = readFileSync(join(strings, file), 'utf8');
    const loose = [...text.matchAll(/^export const (\w+)(?::[^=]*string[^=]*)? = \{/gm)].map(([, name]) => name);
    expect(loose, `${file}: wrap these in localized('name', …) and add them to pack.ts`).toEqual([]);
  }
  const pack = readFileSync(join(strings, 'pack.ts'), 'utf8');
  for (const name of englishGroups().keys()) expect(pack, `pack.ts lacks ${name}`).toContain(`readonly ${name}: typeof ${name}`);
});

const others: readonly string[] = languageTags.filter((tag) => tag !== 'en');
const readPack = async (tag: string): Promise<Map<string, unknown>> => flat(Object.entries((await languageFacts[tag as Language].load())!));
describe.each(others)('%s', (tag) => {
  test('has no key that English lacks', async () => {
    const [english, pack] = [flat(englishGroups()), await readPack(tag)];
    expect([...pack.keys()].filter((key) => !english.has(key))).toEqual([]);
  });

  // A new English word comes with all its languages, in the same change.
  test('has every key that English has', async () => {
    const [english, pack] = [flat(englishGroups()), await readPack(tag)];
    expect([...english.keys()].filter((key) => !pack.has(key)), `${tag} would show these in English`).toEqual([]);
  });

  test('says a sentence with every part that English says it with, and a count in every form its rules have', async () => {
    const [english, pack] = [flat(englishGroups()), await readPack(tag)];
    const rules = new Intl.PluralRules(tag).resolvedOptions().pluralCategories;
    for (const [key, value] of pack) {
      const model = english.get(key);
      // Errors and refusals take one object, which reverts.test.ts checks for the latter; these two choose their word by the kind of work.
      if (key.startsWith('errorWords') || key.startsWith('revertWords') || ['benchmarkWords.perSecond', 'benchmarkWords.joules'].includes(key)) continue;
      expect(typeof value, key).toBe(typeof model);
      if (typeof value === 'function') {
        const parts = Array.from({ length: (model as () => string).length }, (_, index) => `<${index}>`);
        const said = (value as (...all: string[]) => string)(...parts);
        for (const part of parts) expect(said, key).toContain(part);
      } else if (Array.isArray(value)) expect(value.length, key).toBe((model as unknown[]).length);
      else if (typeof value === 'object') for (const rule of rules) if (!['zero', 'many'].includes(rule) || tag === 'pl' || tag === 'uk' || tag === 'ar') if (rule !== 'zero') expect((value as Record<string, string>)[rule], `${key} lacks ${rule}`).toBeTypeOf('string');
    }
  });

  test('leaves no English sentence in place', async () => {
    const [english, pack] = [flat(englishGroups()), await readPack(tag)];
    const same = [...pack].filter(([key, value]) => typeof value === 'string' && value.length > 20 && value === english.get(key)).map(([key]) => key);
    expect(same).toEqual([]);
  });
});

test('a table speaks the language of the moment, and English where a language has a hole', () => {
  const text = localized('testWords', { title: 'Jobs', nested: { of: (shown: string, total: string) => `${shown} of ${total}`, hole: 'Only here' }, count: { one: 'job', other: 'jobs' } });
  const { nested } = text;
  setTranslation({ testWords: { title: 'Aufträge', nested: { of: (shown: string, total: string) => `${shown} von ${total}` }, count: { one: 'Auftrag', other: 'Aufträge' } } });
  expect([text.title, nested.of('3', '9'), nested.hole, plural(2, text.count, 'de')]).toEqual(['Aufträge', '3 von 9', 'Only here', '2 Aufträge']);
  expect(Object.keys(text)).toEqual(['title', 'nested', 'count']);
  setTranslation(null);
  expect([text.title, nested.of('3', '9'), plural(1, text.count, 'en')]).toEqual(['Jobs', '3 of 9', '1 job']);
  (englishGroups() as Map<string, unknown>).delete('testWords');
});

test('counts as the language counts', () => {
  const jobs = { one: 'مهمة واحدة', two: 'مهمتان', few: 'مهام', many: 'مهمة', other: 'مهمة' };
  expect([1, 2, 3, 11, 100].map((count) => plural(count, jobs, 'ar-u-nu-latn'))).toEqual(['مهمة واحدة', 'مهمتان', '3 مهام', '11 مهمة', '100 مهمة']);
  const zadania = { one: 'zadanie', few: 'zadania', many: 'zadań', other: 'zadania' };
  expect([1, 3, 5, 22].map((count) => plural(count, zadania, 'pl'))).toEqual(['1 zadanie', '3 zadania', '5 zadań', '22 zadania']);
});

test('isolates what stands in a sentence of the other direction', () => {
  const said = localized('testWords', { on: (name: string) => `on ${name}` });
  setTranslation({ testWords: { on: (name: string) => `على ${name}` } });
  setLocale('ar', true);
  expect(said.on('RTX 4070')).toBe('على \u2068RTX 4070\u2069');
  (englishGroups() as Map<string, unknown>).delete('testWords');
});

test('takes the first language of the system that it speaks', () => {
  expect(pickLanguage(['tlh', 'en-GB'])).toBe('en');
  expect(pickLanguage([])).toBe('en');
  expect(localeOf('en', ['de-DE', 'en-GB'])).toBe('en-GB');
  expect(localeOf('en', ['de-DE'])).toBe('en');
});

test('shows a system in traditional Chinese simplified words, with dates and lists in the same characters', () => {
  expect(pickLanguage(['zh-TW', 'en'])).toBe('zh-Hans');
  expect(localeOf('zh-Hans', ['zh-TW', 'zh-HK', 'en'])).toBe('zh-Hans');
  expect(localeOf('zh-Hans', ['zh-SG'])).toBe('zh-SG');
});

test('joins a list with the marks of the language', () => {
  setLocale('ar-u-nu-latn', true);
  expect(formatList(['a', 'b', 'c'], 'unit')).not.toContain(', ');
  setLocale('zh-Hans', false);
  expect(formatList(['a', 'b', 'c'], 'unit')).not.toContain(', ');
  setLocale('en-US', false);
  expect(formatList(['a', 'b', 'c'], 'unit')).toBe('a, b, c');
  for (const tag of ['de', 'fr', 'pl', 'es', 'it', 'pt-BR']) {
    setLocale(localeOf(tag as Language, []), false);
    expect(formatList(['a', 'b', 'c'], 'unit'), tag).toBe('a, b, c');
  }
  setLocale(undefined, false);
});
