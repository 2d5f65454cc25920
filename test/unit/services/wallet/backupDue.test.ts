import { expect, test } from 'vitest';
import { backupDueAtMs } from '../../../../electron/services/wallet/backupDue.ts';

const day = 24 * 3600 * 1000;
const root = (kind: 'phrase' | 'key', createdAtMs: number, backupCheckedAtMs: number | null) => ({ kind, createdAtMs, backupCheckedAtMs });

test('a phrase should be compared three days after it was made, and each half year from then on', () => {
  expect(backupDueAtMs([root('phrase', 10 * day, null)])).toBe(13 * day);
  expect(backupDueAtMs([root('phrase', 10 * day, 11 * day)])).toBe(193 * day);
});

test('of several the earliest counts, and a single key has no phrase', () => {
  expect(backupDueAtMs([root('key', 0, null), root('phrase', 0, 100 * day), root('phrase', 50 * day, null)])).toBe(53 * day);
  expect(backupDueAtMs([root('key', 0, null)])).toBeNull();
  expect(backupDueAtMs([])).toBeNull();
});
