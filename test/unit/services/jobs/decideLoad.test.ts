import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { refuseByLoad, type LoadedOrder } from '../../../../electron/services/jobs/decideLoad.ts';

const order = (client: string, valueWei = 100n): LoadedOrder => ({ client, valueWei, work: 10 });
const many = (count: number, client: string, valueWei = 100n): LoadedOrder[] => Array.from({ length: count }, () => order(client, valueWei));
const code = (waiting: readonly LoadedOrder[], next: LoadedOrder): string | null => refuseByLoad(waiting, next, 64)?.code ?? null;

describe('a queue that fills up', () => {
  it('takes everything until it is half full', () => {
    fc.assert(fc.property(fc.nat(31), fc.bigInt(0n, 1000n), (count, value) => code(many(count, 'ann'), order('ann', value)) === null));
  });

  it('lets one client fill it as long as nobody else is there', () => expect(code(many(63, 'ann'), order('ann'))).toBe(null));

  it('gives no client more than an equal share of the places, and every client at least four', () => {
    expect(code([...many(40, 'flood'), order('ann')], order('flood'))).toBe('job.busy');
    expect(code([...many(40, 'flood'), order('ann')], order('ann'))).toBe(null);
    const crowd = Array.from({ length: 40 }, (_, i) => order(`client ${i}`));
    expect(code([...crowd, ...many(2, 'ann')], order('ann'))).toBe(null);
    expect(code([...crowd, ...many(4, 'ann')], order('ann'))).toBe('job.busy');
  });

  it('keeps its last quarter for orders worth as much as the least quarter of those who wait', () => {
    const waiting = [...many(13, 'a', 10n), ...many(13, 'b', 100n), ...many(13, 'c', 200n), ...many(11, 'd', 300n)];
    expect(code(waiting, order('ann', 5n))).toBe('job.busy');
    expect(code(waiting, order('ann', 10n))).toBe(null);
    expect(code(waiting, { client: 'ann', valueWei: 90n, work: 100 })).toBe('job.busy');
    expect(code(waiting.slice(0, 45), order('ann', 5n))).toBe(null);
  });
});
