import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { englishGroups, isBranch } from '../../../../renderer/strings/localized.ts';
import { readWordUses } from '../../../support/wordsRead.ts';

const root = join(import.meta.dirname, '../../../..');
const strings = join(root, 'renderer/strings');
const leaves = (table: object, path: readonly string[]): string[][] => Object.entries(table).flatMap(([key, value]) => (isBranch(value) ? leaves(value, [...path, key]) : [[...path, key]]));

// Eleven languages are much to translate: nobody should translate what nobody sees.
test('every word is read by some code', async () => {
  for (const file of readdirSync(strings).filter((name) => name.endsWith('.ts') && !['localized.ts', 'languages.ts', 'pack.ts', 'sentences.ts'].includes(name))) await import(join(strings, file));
  const groups = englishGroups();
  const isRead = readWordUses([join(root, 'renderer'), join(root, 'electron')], new Set(groups.keys()));
  const paths = [...groups].flatMap(([name, table]) => leaves(table, [name]));
  expect(paths.length).toBeGreaterThan(1_500);
  expect(paths.filter((path) => !isRead(path)).map((path) => path.join('.')), 'remove these from renderer/strings and from each language').toEqual([]);
}, 20_000);

test('sees a word that nothing reads', () => {
  const isRead = readWordUses([join(root, 'renderer')], new Set(['words', 'governanceWords', 'nodeWords']));
  expect([['words', 'dashboard', 'today'], ['governanceWords', 'support', 'for'], ['nodeWords', 'order', 'title'], ['words', 'app', 'skip']].map(isRead)).toEqual([true, true, true, true]);
  expect([['words', 'dashboard', 'noSuchWordAnywhere'], ['governanceWords', 'treasury', 'noSuchWordAnywhere']].map(isRead)).toEqual([false, false]);
}, 20_000);
