import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { translations } from '@zxcvbn-ts/language-en';
import { afterEach, expect, test } from 'vitest';
import { modelReasons, passphraseHints, refusals } from '../../../../electron/shared/saidReasons.ts';
import { wordsOfFailure } from '../../../../renderer/strings/errors.ts';
import { languageFacts, languageTags } from '../../../../renderer/strings/languages.ts';
import { setTranslation } from '../../../../renderer/strings/localized.ts';
import { modelReasonWords, passphraseHintWords, refusalWords, wordsOfSaid } from '../../../../renderer/strings/saidReasons.ts';

afterEach(() => setTranslation(null));

type Sentence = string | ((...said: string[]) => string);
const parts = ['wte.weight', '17', '0x12…9a', 'int64'];
const write = (sentence: Sentence): string => (typeof sentence === 'string' ? sentence : sentence(...parts));
const tables = [[modelReasons, modelReasonWords], [refusals, refusalWords], [passphraseHints, passphraseHintWords]] as unknown as readonly (readonly [Record<string, Sentence>, Record<string, Sentence>])[];

test('every sentence of a failure is found again, and said in every language with the parts it came with', async () => {
  for (const tag of languageTags) {
    setTranslation((await languageFacts[tag].load()) ?? null);
    for (const [english, words] of tables) for (const code of Object.keys(english)) expect(wordsOfSaid(write(english[code]!)), `${tag} ${code}`).toBe(write(words[code]!));
  }
});

test('a failure is said whole in the language of the page', async () => {
  setTranslation((await languageFacts.de.load())!);
  const what = (code: string, about: object): string => wordsOfFailure({ code, about }).what;
  expect(what('model.unsupported', { reason: modelReasons.noPast })).toBe('Dieses Modell kann hier nicht laufen: ihm fehlt der Schlüssel-Wert-Speicher (past_key_values.*): exportiere den Decoder mit seiner Vergangenheit.');
  expect(what('usage.invalid', { reason: refusals.ports(4096) })).toBe('Das geht nicht: Ports unter 1024 gehören dem System; 4096 gehört Hearth selbst.');
  expect(what('wallet.weakPassphrase', { score: 1, warning: translations.warnings.dates })).toBe('Diese Passphrase ist zu leicht zu erraten. Daten sind leicht zu erraten.');
  expect(what('receipt.failed', { check: 'votes', reason: 'a vote is about another receipt' })).not.toMatch(/\b(votes|about|another)\b/);
  expect(what('worker.timeout', { stage: refusals.loading, limitMs: 1 })).toBe('Der Auftrag brauchte zu lange (beim Laden des Modells).');
  // A system and a runtime speak for themselves, and rearrange nothing.
  expect(what('storage.unreadable', { path: '/x', reason: 'EIO\u202e' })).toContain('EIO');
  expect(what('storage.unreadable', { path: '/x', reason: 'EIO\u202e' })).not.toContain('\u202e');
});

test('what zxcvbn says is in the table, word for word', () => {
  const said = [...Object.entries(translations.warnings), ...Object.entries(translations.suggestions)].filter(([code]) => code !== 'pwned').map(([, text]) => text);
  expect(said.filter((text) => !Object.values(passphraseHints).includes(text))).toEqual([]);
});

const root = join(import.meta.dirname, '../../../..');
const sources = ['services', 'programs', 'main', 'shared'].flatMap((folder) => readdirSync(join(root, 'electron', folder), { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts')).map((file) => join(root, 'electron', folder, file)));

test('every sentence of the table is written by some program', () => {
  const all = sources.filter((file) => !file.endsWith('saidReasons.ts')).map((file) => readFileSync(file, 'utf8')).join('\n');
  const unused = [['modelReasons', modelReasons], ['refusals', refusals]].flatMap(([name, table]) => Object.keys(table as object).filter((code) => !new RegExp(`\\b${name as string}\\.${code}\\b`).test(all)));
  expect(unused).toEqual([]);
});

test('what a page can ask for is refused with a sentence of the table', () => {
  // What only the command line, an application, another node or a build hears is English.
  const others = /\/(?:cli|shell|devnet|network|gateway|practice|replay|worker)\/|startProvider|practiceSide|\/page\/server/;
  const loose = sources.filter((file) => !others.test(file)).flatMap((file) => [...readFileSync(file, 'utf8').matchAll(/HearthError\('(?:usage\.invalid|wallet\.\w+|model\.moveRefused|signer\.refused)', \{[^}]*(?:reason|what): (?:'[a-z]|`[a-z])[^}]{0,60}/g)].map(([found]) => found));
  expect(loose.filter((found) => !/no device \$|does not have the model/.test(found))).toEqual([]);
});
