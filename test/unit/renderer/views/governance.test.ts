import { expect, test } from 'vitest';
import { parameterNames } from '../../../../electron/shared/governance.ts';
import { weiPerCoin } from '../../../../electron/shared/units.ts';
import { plainLines, plainText } from '../../../../renderer/format/digest.ts';
import { governanceWords, parameterWords } from '../../../../renderer/strings/governance.ts';
import { effectsOf, parameterValue, titleOf } from '../../../../renderer/views/governance/effects.ts';
import { parameterProblem, parseParameter, unitOf } from '../../../../renderer/views/governance/proposeDraft.ts';
import { hostileDescription, sampleStaking } from '../../../support/economySamples.ts';

const coin = weiPerCoin;

test('says what a higher stake for a seat means for this node, to the coin it would be short', () => {
  const action = { kind: 'setParameter', name: 'SeatStakeWei', now: 100n * coin, value: 250n * coin } as const;
  expect(effectsOf(action, sampleStaking({ stakedWei: 130n * coin }), 'EMBER')).toEqual(['Stake for a verifier’s seat: 100.00 EMBER → 250.00 EMBER.', 'A new seat would need more than you have free: you would be 120.00 EMBER short.']);
  expect(effectsOf(action, sampleStaking({ stakedWei: 250n * coin }), 'EMBER')[1]).toBe('What you have free would be enough for a new seat.');
});

test('says what a fault would cost, in coins of this node, and does not guess without its stake', () => {
  const action = { kind: 'setParameter', name: 'FaultSlashBps', now: 5000n, value: 7500n } as const;
  const staking = sampleStaking({ stakedWei: 80n * coin, unbonding: { wei: 20n * coin, readyAtSeconds: 1 } });
  expect(effectsOf(action, staking, 'EMBER')).toEqual(['Taken for a proven fault: 50% → 75%.', 'One proven fault of this node would take 75.00 EMBER; now it takes 50.00 EMBER.']);
  expect(effectsOf(action, null, 'EMBER')[1]).toBe(governanceWords.effects.noStake);
});

test('a grant names its share of the treasury, and one that cannot be paid says so', () => {
  const grant = { kind: 'grant', to: `0x${'11'.repeat(20)}`, amountWei: 12n * coin } as const;
  expect(effectsOf({ ...grant, heldWei: 800n * coin }, null, 'EMBER')).toEqual(['12.00 EMBER leave the treasury, 1.5% of what it holds. Nothing of yours moves.']);
  expect(effectsOf({ ...grant, heldWei: coin }, null, 'EMBER')[0]).toContain('it would fail');
});

test('claims to understand no call that it does not know', () => {
  expect(effectsOf({ kind: 'other', words: 'ModelRegistry.retire(…)' }, sampleStaking(), 'EMBER')).toEqual([governanceWords.effects.unknown]);
});

test.each(parameterNames)('has a name and a meaning for %s, and reads what a person types for it', (name) => {
  const words = parameterWords[name];
  expect(words.title).not.toBe(name);
  expect(words.what.length).toBeGreaterThan(5);
  const typed = unitOf(name) === 'Bps' ? '7.5' : '75';
  const value = parseParameter(name, typed);
  expect(value).toBe(unitOf(name) === 'Wei' ? 75n * coin : unitOf(name) === 'Bps' ? 750n : 75n);
  expect(parameterValue(name, value!, 'EMBER')).not.toMatch(/NaN|undefined/);
});

test('refuses what is no value, outside of the bounds, or no change', () => {
  const parameter = { index: 0, name: 'AuditFloorBps' as const, value: 500n, lowest: 100n, highest: 1000n };
  expect([null, 50n, 2000n, 500n, 700n].map((value) => parameterProblem(parameter, value))).toEqual(['badValue', 'outOfBounds', 'outOfBounds', 'same', null]);
  for (const bad of ['', '-1', '1e3', '7,5', '٣', '1.234', '0x10']) expect(parseParameter('AuditFloorBps', bad)).toBeNull();
});

test('a description cannot rearrange the words around it', () => {
  expect(plainText(titleOf(hostileDescription))).toBe('Raise the stake of a seat  tnemtsev');
  expect(plainLines(hostileDescription, 4000)).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/);
  expect(plainLines('a\n\n\n\n\nb', 100)).toBe('a\n\nb');
  expect(plainLines('x'.repeat(9000), 4000)).toHaveLength(4000);
  expect(titleOf('\n  \n## Only a title\nmore')).toBe('Only a title');
  expect(titleOf('')).toBe('');
});
