import { describe, expect, it } from 'vitest';
import { createStakeCheck } from '../../../../electron/services/chain/stakeCheck.ts';
import { HearthError } from '../../../../electron/shared/errors.ts';

/** A chain of one fact for each node, and a clock. */
function world(stakes: Record<string, bigint>) {
  const state = { nowMs: 1000, asked: [] as string[], isAway: false };
  const check = createStakeCheck({
    readStake: (node) => {
      state.asked.push(node);
      if (state.isAway) return Promise.reject(new HearthError('chain.unreachable', { rpcUrl: 'http://127.0.0.1:1', reason: 'away' }));
      return Promise.resolve({ activeWei: stakes[node] ?? 0n, unbondingWei: 0n, withdrawableAtSeconds: 0, inFlightLimitWei: 0n });
    },
  }, () => state.nowMs);
  return { state, stakes, check };
}

describe('whether a node has stake', () => {
  it('is asked once, and again after ten minutes; without stake after a second', async () => {
    const { state, stakes, check } = world({ a: 5n });
    expect([await check('a'), await check('A'), await check('b'), await check('b')]).toEqual([true, true, false, false]);
    expect(state.asked).toEqual(['a', 'b']);
    stakes['b'] = 1n;
    state.nowMs += 1000;
    expect([await check('a'), await check('b')]).toEqual([true, true]);
    expect(state.asked).toEqual(['a', 'b', 'b']);
    state.nowMs += 600_000;
    stakes['a'] = 0n;
    expect(await check('a')).toBe(false);
  });

  it('is what it was while the chain is away, and unknown of a node never asked for', async () => {
    const { state, check } = world({ a: 5n });
    await check('a');
    state.isAway = true;
    state.nowMs += 3_600_000;
    expect([await check('a'), await check('new')]).toEqual([true, null]);
    state.isAway = false;
    expect(await check('new')).toBe(false);
  });

  it('costs the chain no flood, whoever makes up nodes, and one question for those who ask together', async () => {
    const { state, check } = world({});
    await Promise.all([check('same'), check('same'), check('same')]);
    expect(state.asked).toHaveLength(1);
    const answers = await Promise.all(Array.from({ length: 1000 }, (_, i) => check(`node${i}`)));
    expect(state.asked.length).toBeLessThanOrEqual(256);
    expect(answers.filter((answer) => answer === null).length).toBeGreaterThanOrEqual(744);
    state.nowMs += 1000;
    expect(await check('later')).toBe(false);
  });
});
