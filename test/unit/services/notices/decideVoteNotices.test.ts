import { expect, it } from 'vitest';
import { decideVoteNotices, remindersOf, type VoteFacts } from '../../../../electron/services/notices/decideVoteNotices.ts';

const hour = 3600;
const week = 7 * 24 * hour;
const vote = (change: Partial<VoteFacts> = {}): VoteFacts => ({ proposalId: '7', title: 'Raise the stake', state: 'active', voteEndSeconds: week, unusedWei: 5n, ...change });

/** Looks again and again, and remembers what was told, as the provider does. */
function look(keys: Set<string>, proposals: readonly VoteFacts[], nowSeconds: number, periodSeconds = week): string[] {
  const told = decideVoteNotices(proposals, { nowSeconds, periodSeconds, hasKey: (key) => keys.has(key) });
  for (const { key } of told) keys.add(key);
  return told.flatMap(({ kind }) => kind ?? []);
}

it('tells of an open vote, of its end twice, and that it was missed, each once', () => {
  const keys = new Set<string>();
  const told: [number, string][] = [];
  for (let hours = 1; hours <= 7 * 24; hours++) for (const kind of look(keys, [vote()], hours * hour)) told.push([7 * 24 - hours, kind]);
  for (const kind of [...look(keys, [vote({ state: 'defeated' })], week + 1), ...look(keys, [vote({ state: 'defeated' })], week + 9)]) told.push([0, kind]);
  expect(told).toEqual([[167, 'voteOpened'], [48, 'voteEnds'], [6, 'voteEnds'], [0, 'voteMissed']]);
});

it('says one thing only after a week of being off', () => expect(look(new Set(), [vote()], week - hour)).toEqual(['voteEnds']));

it('leaves whoever has no votes, or used them, alone', () => {
  const keys = new Set<string>();
  expect([look(keys, [vote({ unusedWei: 0n })], hour), look(keys, [vote({ unusedWei: 0n })], week - hour), look(keys, [vote({ unusedWei: 0n, state: 'defeated' })], week + 1)].flat()).toEqual([]);
});

it('does not call a vote missed that was used after the reminder', () => {
  const keys = new Set<string>();
  expect(look(keys, [vote()], week - hour)).toEqual(['voteEnds']);
  expect(look(keys, [vote({ unusedWei: 0n, state: 'succeeded' })], week + 1)).toEqual([]);
});

it('tells that a proposal took effect, and nothing of those that were over before anybody looked', () => {
  const keys = new Set<string>();
  expect(look(keys, [vote({ proposalId: '1', state: 'executed', unusedWei: 0n }), vote({ state: 'queued', unusedWei: 0n })], week)).toEqual([]);
  expect(look(keys, [vote({ proposalId: '1', state: 'executed', unusedWei: 0n }), vote({ state: 'executed', unusedWei: 0n })], week)).toEqual(['proposalExecuted']);
});

it('reminds of a short vote in its last third', () => {
  expect([remindersOf(week), remindersOf(24 * hour), remindersOf(60)]).toEqual([[48 * hour, 6 * hour], [6 * hour], [20]]);
  const keys = new Set<string>();
  expect([look(keys, [vote({ voteEndSeconds: 60 })], 5, 60), look(keys, [vote({ voteEndSeconds: 60 })], 45, 60), look(keys, [vote({ voteEndSeconds: 60 })], 50, 60)]).toEqual([['voteOpened'], ['voteEnds'], []]);
});
