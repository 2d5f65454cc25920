import { expect, test } from 'vitest';
import { movementOf, signOf } from '../../../../renderer/views/wallet/movement.ts';

const hash = `0x${'a'.repeat(64)}`;
const none = new Set<string>();

test('puts a minus only before what is, or goes, with somebody else', () => {
  for (const kind of ['sendCoins', 'sendGas', 'sendToken']) for (const state of ['waiting', 'pending', 'confirmed'] as const) expect(signOf(movementOf({ kind, state, txHash: null }, none)), `${kind} ${state}`).toBe('−');
  // A stake stays in its holder's balance; only for another operator's node the coins leave, and then the chain says so.
  expect(movementOf({ kind: 'stake', state: 'confirmed', txHash: hash }, none)).toBe('locked');
  expect(movementOf({ kind: 'stake', state: 'confirmed', txHash: hash }, new Set([hash]))).toBe('out');
  expect(['unstake', 'withdraw', 'approve'].map((kind) => movementOf({ kind, state: 'confirmed', txHash: hash }, none))).toEqual(['released', 'released', 'allowed']);
  expect((['in', 'locked', 'released', 'allowed', 'stayed'] as const).map(signOf)).toEqual(['+', '', '', '', '']);
});

test('says that what failed, was replaced or taken back did not leave', () => {
  for (const state of ['failed', 'replaced', 'cancelled'] as const) for (const kind of ['sendCoins', 'sendToken', 'stake']) expect(movementOf({ kind, state, txHash: hash }, none)).toBe('stayed');
});
