import { afterEach, expect, test } from 'vitest';
import { HearthError } from '../../../../electron/shared/errors.ts';
import { parseReason, reasonOf, reasonParts, type ReasonCode } from '../../../../electron/shared/reasons.ts';
import { unread } from '../../../../electron/shared/signals.ts';
import { languageFacts, languageTags } from '../../../../renderer/strings/languages.ts';
import { setTranslation } from '../../../../renderer/strings/localized.ts';
import { wordsOfReason } from '../../../../renderer/strings/reasons.ts';
import { wordsOfNote } from '../../../../renderer/strings/stepNotes.ts';

afterEach(() => setTranslation(null));

test('every reason is said with all of its parts in every language', async () => {
  for (const tag of languageTags) {
    setTranslation((await languageFacts[tag].load()) ?? null);
    for (const code of Object.keys(reasonParts) as ReasonCode[]) {
      const parts = ['7.1', 'of|them', 'part3', 'cuda-fp32'].slice(0, reasonParts[code]);
      if (parts.length > 2) parts[1] = '12';
      const say = code.startsWith('note.') ? wordsOfNote : wordsOfReason;
      const said = say(reasonParts[code] === 0 ? code : `${code}:${parts.join('|')}`);
      expect(said, `${tag} ${code}`).not.toContain(code);
      for (const part of parts) expect(said, `${tag} ${code}`).toContain(part);
    }
  }
});

test('a self-test that failed is said with what failed in it, and an error in its own words', () => {
  expect(wordsOfReason(reasonOf('fault.selfTest', 'ember', reasonOf('check.sketches', '1.0e+0', 1, 0.00002, '')))).toBe('its self-test failed: ember, worst of 1 sketches is 1.0e+0 away, 0.00002 allowed');
  expect(wordsOfReason(new HearthError('worker.runFailed', { reason: 'device lost' }).message)).not.toMatch(/worker\.runFailed|\{/);
  expect(wordsOfReason(unread('addon.broken:', 'no such file: x').unread)).toBe('the native part of Hearth does not load: no such file: x');
});

test('what a verifier says of a receipt nests what it found, and an older record’s sentence stays as it is', () => {
  const found = reasonOf('judged.byProgram', 2, reasonOf('judged.replayed', '1.1e-6', '0.0e+0'));
  expect(wordsOfReason(reasonOf('audit.notPaid', reasonOf('audit.lateVote', 16), found))).toBe('not paid: the vote came after epoch 16, the only one it is paid in (replayed: largest distance 1.1e-6, largest margin 0.0e+0; by this program’s thresholds 2)');
  expect(wordsOfReason(reasonOf('audit.notPaidYet', reasonOf('audit.budget'), ''))).toMatch(/^not paid yet: the audited node/);
  expect(wordsOfReason(reasonOf('audit.caseUnpaid', reasonOf('audit.rowsAsked', '')))).toMatch(/^a dispute asks whether the rows follow; not paid: /);
  expect(wordsOfReason(reasonOf('audit.notPaid', reasonOf('audit.lateRoot'), 'replayed: largest distance 1'))).toBe('not paid: its root did not reach the chain in its epoch (replayed: largest distance 1)');
  expect(wordsOfReason('the machine was not free in time')).toBe('the machine was not free in time');
});

test('how a worker ended is in words, but for the name of a signal', async () => {
  expect(wordsOfNote(reasonOf('note.workerLost', 'SIGKILL'))).toBe('the worker ended (SIGKILL); the job runs again on a fresh one');
  expect(wordsOfNote(reasonOf('note.workerLost', 'hung'))).toBe('the worker ended (it no longer answered); the job runs again on a fresh one');
  setTranslation((await languageFacts.de.load()) ?? null);
  expect(wordsOfReason(reasonOf('fault.workers', 3, 'hung, SIGKILL, exit 9, unknown'))).toMatch(/\(er antwortete nicht mehr, SIGKILL, Exit-Code 9, Ursache unbekannt\)$/);
});

test('a note of a job’s step has its amounts, moments and rules in words', () => {
  expect(wordsOfNote(reasonOf('note.claimed', 7, '1500000000000000000 wei', '2026-11-29T12:00:00.000Z'))).toMatch(/^block 7: the client sent no voucher; 1\.50? from .*2026/);
  expect(wordsOfNote(reasonOf('note.gaveBack', 'gpu-0', 'fullScreen'))).toBe('gpu-0 was given back (full screen); the job runs on another device');
  expect(wordsOfNote('block 5')).toBe('block 5');
  expect(wordsOfNote('runtime.unasked')).toBe('runtime.unasked');
});

test('what a driver or an older record says in its own words is shown as it is, cleaned', () => {
  expect(wordsOfReason('the card must be reset soon: now')).toBe('the card must be reset soon: now');
  expect(wordsOfReason('fault.driver:2')).toBe('fault.driver:2');
  expect(parseReason('constructor')).toBe(null);
  expect(wordsOfReason('gone\u202e')).not.toContain('\u202e');
});
