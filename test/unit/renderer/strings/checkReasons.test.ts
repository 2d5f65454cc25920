import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { checkReasons, type CheckReason } from '../../../../electron/shared/checkReasons.ts';
import { checkReasonWords, wordsOfCheck } from '../../../../renderer/strings/checkReasons.ts';
import { languageFacts, languageTags } from '../../../../renderer/strings/languages.ts';
import { setTranslation } from '../../../../renderer/strings/localized.ts';

afterEach(() => setTranslation(null));

const parts = ['0x12345678…9abcde', '17', '2.5e-3', 'cuda-fp32'];
const write = (code: CheckReason): string => {
  const english: string | ((...said: string[]) => string) = checkReasons[code];
  return typeof english === 'string' ? english : english(...parts);
};

test('every sentence of a check is found again, and said in every language with the parts it came with', async () => {
  for (const tag of languageTags) {
    setTranslation((await languageFacts[tag].load()) ?? null);
    for (const code of Object.keys(checkReasons) as CheckReason[]) {
      const words: string | ((...said: string[]) => string) = checkReasonWords[code];
      expect(wordsOfCheck(write(code)), `${tag} ${code}`).toBe(typeof words === 'string' ? words : words(...parts));
    }
  }
});

test('a sentence around others is said with those in the same language', async () => {
  const found = checkReasons.accusesNobody(checkReasons.tokenMisses(4, '0.31', 0.02, '0.1 / 0.01'), checkReasons.notCalibrated('cuda-fp16'));
  const far = checkReasons.rowsFar(2, checkReasons.awayAllowed('1.2e-2', 0.001), 9, '3.4e-2');
  expect([wordsOfCheck(found), wordsOfCheck(far)]).toEqual([found, far]);
  setTranslation((await languageFacts.de.load())!);
  expect(wordsOfCheck(found)).toBe('Token 4 verfehlt die ausgeloste Wahl um 0.31 nats, 0.02 erlaubt; im Mittel 0.1 / 0.01; cuda-fp16 ist nicht kalibriert, also beschuldigt das niemanden');
  expect(wordsOfCheck(far)).toBe('Stück 2 der geöffneten Zeilen: 1.2e-2 vom Nachgerechneten, 0.001 erlaubt; am weitesten weg ist Zeile 9, 3.4e-2');
});

test('what no check of ours wrote stays as it is, without what rearranges it', async () => {
  setTranslation((await languageFacts.ar.load())!);
  expect(wordsOfCheck('a newer Hearth’s own sentence')).toBe('a newer Hearth’s own sentence');
  expect(wordsOfCheck(checkReasons.modelHere('ev\u202eil'))).not.toContain('\u202e');
});

test('no check writes a sentence of its own', () => {
  const loose = ['electron/protocol/verify.ts', 'electron/services/jobs/receiptChecks.ts', 'electron/services/jobs/rowChecks.ts'].flatMap((file) => [...readFileSync(join(import.meta.dirname, '../../../..', file), 'utf8').matchAll(/(?:(?<!HearthError\('[\w.]+', \{ )reason: |(?:passed|failed|notChecked|check|judge)\((?:[^()\n]*, )?)['`][a-z]+ [^\n]{0,60}/g)].map(([found]) => found));
  expect(loose).toEqual([]);
});
