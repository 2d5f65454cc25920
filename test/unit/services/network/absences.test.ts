import { expect, it } from 'vitest';
import { createAbsences } from '../../../../electron/services/network/absences.ts';

const known = ['0xa', '0xb', '0xf'];
const has = (...nodes: string[]): ReadonlySet<string> => new Set(nodes);

it('a node that most of three or more books lack is absent; one liar hides nobody, and neither does one peer that is read again and again', () => {
  const absences = createAbsences();
  for (let i = 0; i < 20; i++) absences.note('liar', known, has(), i);
  expect(known.some((node) => absences.isAbsent(node, 20))).toBe(false);
  absences.note('p', known, has('0xa', '0xb'), 20);
  expect(absences.isAbsent('0xf', 20)).toBe(false);
  absences.note('q', known, has('0xa', '0xb'), 20);
  expect(known.map((node) => absences.isAbsent(node, 20))).toEqual([false, false, true]);
  // Half is not most.
  absences.note('r', known, has(...known), 21);
  absences.note('s', known, has(...known), 21);
  absences.note('q', known, has(...known), 22);
  expect(absences.isAbsent('0xf', 22)).toBe(false);
});

it('a book says nothing of a node that was too new to be in it, and nothing after half an hour', () => {
  const absences = createAbsences();
  for (const peer of ['p', 'q', 'r']) absences.note(peer, ['0xa'], has('0xa'), 0);
  expect(absences.isAbsent('0xnew', 1)).toBe(false);
  for (const peer of ['p', 'q', 'r']) absences.note(peer, known, has('0xa'), 0);
  expect([absences.isAbsent('0xf', 30 * 60_000), absences.isAbsent('0xf', 30 * 60_000 + 1)]).toEqual([true, false]);
});

it('keeps what eight peers said last', () => {
  const absences = createAbsences();
  for (const peer of ['p', 'q', 'r']) absences.note(peer, known, has(), 0);
  for (let i = 0; i < 8; i++) absences.note(`later ${i}`, known, has(...known), 1);
  for (const peer of ['p', 'q', 'r']) absences.note(peer, known, has(), 2);
  expect(absences.isAbsent('0xf', 2)).toBe(false);
});
