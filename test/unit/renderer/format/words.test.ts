import { expect, test } from 'vitest';
import { isDigest, plainText, shortDigest } from '../../../../renderer/format/digest.ts';
import { formatBytes, formatRate, plural } from '../../../../renderer/format/numbers.ts';
import { formatDuration, formatHour, formatSpan, formatWhen } from '../../../../renderer/format/time.ts';

test.each([[0, '0 s'], [42_900, '42 s'], [60_000, '1 min'], [59 * 60_000, '59 min'], [3_600_000, '1 h'], [47 * 3_600_000, '47 h'], [48 * 3_600_000, '2 days'], [-5, '0 s']])(
  'says a stretch of %s ms as %s', (ms, text) => expect(formatSpan(ms, 'en-US')).toBe(text));

test.each([[0, '0 ms'], [840.4, '840 ms'], [2410, '2.41 s'], [185_000, '3 min 5 s']])('says a measurement of %s ms as %s', (ms, text) => expect(formatDuration(ms, 'en-US')).toBe(text));

test('names the day of what was not today', () => {
  const noon = Date.UTC(2026, 10, 22, 12);
  expect(formatWhen(noon - 60_000, noon, 'en-GB')).toBe('11:59:00');
  expect(formatWhen(noon - 86_400_000, noon, 'en-GB')).toBe('22 Nov, 12:00'.replace('22', '21'));
  expect(formatHour(noon, 'en-US')).toBe('12 PM');
  expect(formatHour(noon, 'de-DE')).toBe('12:00');
});

test.each([[0, '0 bytes'], [1023, '1,023 bytes'], [1024, '1 KiB'], [11_900_000, '11.3 MiB'], [12 * 1024 ** 3, '12 GiB']])('says %s bytes as %s', (bytes, text) => expect(formatBytes(bytes, 'en-US')).toBe(text));

test('counts by the rule of the language', () => {
  expect([0, 1, 2].map((count) => plural(count, { one: 'job', other: 'jobs' }, 'en-US'))).toEqual(['0 jobs', '1 job', '2 jobs']);
  expect([0.44, 142.4].map((rate) => formatRate(rate, 'en-US'))).toEqual(['0.4', '142']);
});

test('shortens every digest the same way and leaves other text whole', () => {
  const digest = `0x${'0123456789abcdef'.repeat(4)}`;
  expect(shortDigest(digest)).toBe('0x01234567…cdef');
  expect(shortDigest('Ember')).toBe('Ember');
  expect([isDigest(digest), isDigest('0x12')]).toEqual([true, false]);
});

test('takes out of a foreign name what could rearrange the words around it', () => {
  expect(plainText('evil\u202Egnp.exe\u0000\n')).toBe('evil gnp.exe');
  expect(plainText('x'.repeat(200))).toHaveLength(120);
});
